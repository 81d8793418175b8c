//! Allocations: they join documents that fit, and on no day use more than there is.

use super::{At, Checker};
use crate::domain::calendar::{Day, NEVER, day_of};
use crate::domain::credit::{Allocation, CreditSource};
use crate::domain::facts::Facts;
use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use crate::domain::refund::Refund;
use chrono::NaiveDate;
use std::collections::BTreeMap;

impl Checker<'_> {
    pub(super) fn allocations(&mut self) {
        let facts = self.facts;
        for (place, allocation) in facts.allocations.iter().enumerate() {
            let at = At("allocations", place);
            self.amount(at, allocation.amount);
            let Some(invoice) = facts.invoices.get(allocation.invoice.index()) else {
                self.add(at, "its invoice does not exist");
                continue;
            };
            let Some((customer, amount, from, until)) = source_of(facts, allocation.source) else {
                self.add(at, "its payment or credit note does not exist");
                continue;
            };
            self.expect(at, customer == invoice.customer, "it joins two customers");
            let currency = allocation.amount.currency();
            self.expect(at, currency == amount.currency() && currency == invoice.amount.currency(), "it joins two currencies");
            self.expect(at, allocation.on >= invoice.issued && day_of(allocation.on) >= from, "it is older than its documents");
            self.expect(at, allocation.until.is_none_or(|end| end >= allocation.on), "it ends before it begins");
            let ends = allocation.until.map_or(NEVER, day_of);
            let empty = allocation.until == Some(allocation.on);
            let document_ends = until.min(invoice.voided.map_or(NEVER, day_of));
            self.expect(at, empty || ends <= document_ends, "it outlives its documents");
        }
    }

    /// On no day is more allocated to an invoice, or taken from a credit by allocations and refunds, than there is.
    pub(super) fn sums(&mut self) {
        let Facts { invoices, payments, credit_notes, allocations, refunds, .. } = self.facts;
        let all = || allocations.iter().map(|allocation| (allocation.source, used(allocation)));
        let from = || all().chain(refunds.iter().map(|refund| (refund.source, used_by_refund(refund))));
        let to = || allocations.iter().map(|allocation| (allocation.invoice.index(), used(allocation)));
        let of_payments = || {
            from().filter_map(|(source, used)| match source {
                CreditSource::Payment(id) => Some((id.index(), used)),
                CreditSource::CreditNote(_) => None,
            })
        };
        let of_notes = || {
            from().filter_map(|(source, used)| match source {
                CreditSource::Payment(_) => None,
                CreditSource::CreditNote(id) => Some((id.index(), used)),
            })
        };
        self.within("invoices", "to", invoices.iter().map(|invoice| invoice.amount.minor()), to);
        self.within("payments", "from", payments.iter().map(|payment| payment.amount.minor()), of_payments);
        self.within("credit_notes", "from", credit_notes.iter().map(|note| note.amount.minor()), of_notes);
    }

    /// Few documents have uses that exceed them when the days are ignored; only those are looked at by day.
    fn within<I: Iterator<Item = (usize, Used)>>(
        &mut self,
        list: &'static str,
        side: &str,
        amounts: impl Iterator<Item = i64>,
        parts: impl Fn() -> I,
    ) {
        let mut left: Vec<i128> = amounts.map(i128::from).collect();
        parts().for_each(|(place, (.., amount))| left[place] -= i128::from(amount));
        let mut suspects: BTreeMap<usize, Vec<Used>> = BTreeMap::new();
        parts().filter(|(place, _)| left[*place] < 0).for_each(|(place, used)| suspects.entry(place).or_default().push(used));
        for (place, group) in suspects {
            let all: i128 = group.iter().map(|(.., amount)| i128::from(*amount)).sum();
            if peak(group.into_iter()) > left[place] + all {
                self.add(At(list, place), format_args!("more is allocated {side} it than its amount"));
            }
        }
    }
}

/// The day from which a part of a credit or invoice is used, the first day on which it no longer is, and how much, in minor units.
pub(in crate::domain::ledger) type Used = (NaiveDate, Option<NaiveDate>, i64);

/// What an allocation uses.
pub(in crate::domain::ledger) fn used(allocation: &Allocation) -> Used {
    (allocation.on, allocation.until, allocation.amount.minor())
}

/// What a refund uses of its credit.
pub(in crate::domain::ledger) fn used_by_refund(refund: &Refund) -> Used {
    (refund.on, refund.taken_back.then_some(refund.on), refund.amount.minor())
}

/// The date and the amount of a payment or credit note.
pub(in crate::domain::ledger) fn amount_of(facts: &Facts, source: CreditSource) -> Option<(NaiveDate, Money)> {
    match source {
        CreditSource::Payment(id) => facts.payments.get(id.index()).map(|payment| (payment.received, payment.amount)),
        CreditSource::CreditNote(id) => facts.credit_notes.get(id.index()).map(|note| (note.issued, note.amount)),
    }
}

fn source_of(facts: &Facts, source: CreditSource) -> Option<(CustomerId, Money, Day, Day)> {
    match source {
        CreditSource::Payment(id) => facts.payments.get(id.index()).map(|payment| {
            let until = payment.reversed.as_ref().map_or(NEVER, |reversal| day_of(reversal.on));
            (payment.customer, payment.amount, day_of(payment.received), until)
        }),
        CreditSource::CreditNote(id) => facts
            .credit_notes
            .get(id.index())
            .map(|note| (note.customer, note.amount, day_of(note.issued), note.voided.map_or(NEVER, day_of))),
    }
}

/// The largest sum of what is used on any one day.
pub(in crate::domain::ledger) fn peak(parts: impl Iterator<Item = Used>) -> i128 {
    let mut changes: Vec<(Day, i128)> = Vec::new();
    for (on, until, amount) in parts {
        let amount = i128::from(amount);
        changes.push((day_of(on), amount));
        if let Some(until) = until {
            changes.push((day_of(until), -amount));
        }
    }
    changes.sort_unstable();
    let mut sum = 0;
    let mut most = 0;
    for (_, change) in changes {
        sum += change;
        most = most.max(sum);
    }
    most
}
