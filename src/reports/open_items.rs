//! What was open on a day: the ground under aging and reminders.
//!
//! From the latest day of the ledger on the cached balances are the answer; before it, every balance is worked out
//! from the columns.

use crate::domain::calendar::{Day, day_of};
use crate::domain::credit::CreditSource;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::ledger::columns::{AllocationColumns, Columns, InvoiceColumns};
use chrono::NaiveDate;

/// 1 when a fact counts on `day`, else 0: a factor instead of a branch. Inlined even where a build optimises for size.
#[inline(always)]
pub(super) fn counts_on(day: Day, on: Day, until: Day) -> i64 {
    i64::from(on <= day) & i64::from(day < until)
}

/// What every invoice was worth on `day` before allocations, by place; 0 where it did not count.
pub(super) fn amounts_on(columns: &Columns, day: Day) -> Vec<i64> {
    let InvoiceColumns { issued, until, amount, .. } = &columns.invoices;
    let count = amount.len();
    // One index over slices of one length: fewer checks, and less code than nested zips leave behind.
    let (issued, until) = (&issued[..count], &until[..count]);
    (0..count).map(|place| amount[place] * counts_on(day, issued[place], until[place])).collect()
}

/// Takes the allocations in force on `day` off the amounts; `each` learns the invoice's place and the amount.
pub(super) fn take_off_allocations(columns: &Columns, day: Day, balance: &mut [i64], mut each: impl FnMut(usize, i64)) {
    let AllocationColumns { invoice, on, until, amount, .. } = &columns.allocations;
    let count = amount.len();
    let (invoice, on, until) = (&invoice[..count], &on[..count], &until[..count]);
    for place in 0..count {
        let part = amount[place] * counts_on(day, on[place], until[place]);
        let invoice = invoice[place] as usize;
        balance[invoice] -= part;
        each(invoice, part);
    }
}

/// Places and balances (minor units) of the invoices that were open on a day, in no order.
pub fn open_invoices(ledger: &Ledger, as_of: NaiveDate) -> Vec<(u32, i64)> {
    let columns = ledger.columns();
    let day = day_of(as_of);
    if day >= columns.latest {
        return ledger.open_invoices().iter().map(|place| (*place, columns.invoices.balance[*place as usize])).collect();
    }
    let mut balance = amounts_on(columns, day);
    take_off_allocations(columns, day, &mut balance, |_, _| {});
    balance.into_iter().enumerate().filter(|(_, open)| *open > 0).map(|(place, open)| (place as u32, open)).collect()
}

/// Unapplied credit of one customer in one currency on a day, in minor units.
pub fn unapplied_as_of(ledger: &Ledger, customer: CustomerId, currency: Currency, as_of: NaiveDate) -> i64 {
    let day = day_of(as_of);
    if day >= ledger.columns().latest {
        return ledger.account(customer, currency).map_or(0, |account| account.unapplied);
    }
    let used = |source: CreditSource| -> i64 {
        let in_force = ledger.allocations_from(source).filter(|one| one.on <= as_of && one.until.is_none_or(|until| as_of < until));
        in_force.map(|allocation| allocation.amount.minor()).sum::<i64>() + ledger.refunded(source, as_of)
    };
    let lists = ledger.lists(customer);
    let facts = ledger.facts();
    let payments = lists.payments.iter().map(|place| &facts.payments[*place as usize]);
    let paid = payments
        .filter(|payment| payment.amount.currency() == currency && payment.received <= as_of)
        .filter(|payment| payment.reversed.as_ref().is_none_or(|reversal| as_of < reversal.on))
        .map(|payment| payment.amount.minor() - used(CreditSource::Payment(payment.id)));
    let notes = lists.credit_notes.iter().map(|place| &facts.credit_notes[*place as usize]);
    let credited = notes
        .filter(|note| note.amount.currency() == currency && note.issued <= as_of && note.voided.is_none_or(|on| as_of < on))
        .map(|note| note.amount.minor() - used(CreditSource::CreditNote(note.id)));
    paid.chain(credited).sum()
}
