//! Promises to pay: what became of them by a day, judged from the payments alone.
//!
//! - A promise is kept when payments received from the day it was given to its due day plus the policy's grace come to its
//!   amount; partly kept when some came; broken when none did. Until then it is open.
//! - What can be promised is what is owed when the promise is entered, so payments that were in the books by then do not count
//!   towards it, also when the promise was given before they came.
//! - A promise about certain documents counts what payments brought to those documents; one about the whole account counts
//!   payments in its currency, applied or not.
//! - Money counts once: promises take it in the order of their due days, then of entry.
//! - Credit notes are no payments (domain rules §7). A promise whose documents owe nothing any more by its last day, without
//!   the money having come, is no longer owed and not judged.
//! - A payment that was taken back counts up to the day before, so a bounced one breaks the promise it had kept.

use super::aging::balance_as_of;
use crate::domain::calendar::add_days;
use crate::domain::credit::{Allocation, CreditSource, Payment};
use crate::domain::ids::{AllocationId, CustomerId, InvoiceId, PaymentId, PromiseId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use crate::domain::promise::PromiseToPay;
use chrono::NaiveDate;
use std::collections::HashMap;

/// What became of a promise by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromiseState {
    /// Its day (with grace) has not passed, and not all of it has come.
    Open,
    /// All of it came in time; the last part on this day.
    Kept(NaiveDate),
    /// Its day has passed and a part came in time.
    PartlyKept,
    /// Its day has passed and nothing came in time.
    Broken,
    /// Its documents were credited or voided before its day passed.
    NoLongerOwed,
    /// It was withdrawn, or replaced by a plan over its documents.
    Withdrawn,
}

/// One promise on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseProgress {
    /// Which.
    pub promise: PromiseId,
    /// What came in time, at most what was promised.
    pub received: Money,
    /// The last day of its grace; reminders begin again on the next.
    pub last_day: NaiveDate,
    /// What became of it.
    pub state: PromiseState,
}

/// How well a customer keeps promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PromiseRecord {
    /// Promises kept in full.
    pub kept: u32,
    /// Promises partly kept.
    pub partly: u32,
    /// Promises of which nothing came.
    pub broken: u32,
}

impl PromiseRecord {
    /// Counts a judged promise; open and withdrawn ones say nothing yet.
    pub fn add(&mut self, state: PromiseState) {
        match state {
            PromiseState::Kept(_) => self.kept += 1,
            PromiseState::PartlyKept => self.partly += 1,
            PromiseState::Broken => self.broken += 1,
            PromiseState::Open | PromiseState::NoLongerOwed | PromiseState::Withdrawn => {}
        }
    }

    /// Promises that were judged.
    pub fn judged(self) -> u32 {
        self.kept + self.partly + self.broken
    }

    /// Kept in full, in whole percent of those judged, rounded half up; `None` while none was.
    pub fn kept_percent(self) -> Option<u32> {
        (self.kept * 200 + self.judged()).checked_div(self.judged() * 2)
    }
}

/// One customer's promises given by the day, in the order of their due days. Costs that customer's documents.
pub fn promises_of(ledger: &Ledger, policy: &CreditPolicy, customer: CustomerId, as_of: NaiveDate) -> Vec<PromiseProgress> {
    let mut promises: Vec<_> = ledger.promises_of(customer).filter(|promise| promise.made <= as_of).collect();
    promises.sort_by_key(|promise| (promise.due, promise.id));
    let mut till = Till::default();
    promises.into_iter().map(|promise| till.progress(ledger, policy, promise, as_of)).collect()
}

/// Every promise given by the day, in the order of their due days.
pub fn promises(ledger: &Ledger, policy: &CreditPolicy, as_of: NaiveDate) -> Vec<PromiseProgress> {
    let mut customers: Vec<_> = ledger.facts().promises.iter().map(|promise| promise.customer).collect();
    customers.sort_unstable();
    customers.dedup();
    let mut all: Vec<_> = customers.into_iter().flat_map(|customer| promises_of(ledger, policy, customer, as_of)).collect();
    all.sort_by_key(|progress| (progress.last_day, progress.promise));
    all
}

/// Money that earlier promises have taken already.
#[derive(Default)]
struct Till {
    payments: HashMap<PaymentId, i64>,
    allocations: HashMap<AllocationId, i64>,
}

impl Till {
    fn progress(&mut self, ledger: &Ledger, policy: &CreditPolicy, promise: &PromiseToPay, as_of: NaiveDate) -> PromiseProgress {
        let last_day = add_days(promise.due, i64::from(policy.promise_grace_days));
        let nothing = Money::zero(promise.amount.currency());
        if !promise.stands(as_of) {
            return PromiseProgress { promise: promise.id, received: nothing, last_day, state: PromiseState::Withdrawn };
        }
        let (received, latest) = self.take(ledger, promise, last_day, as_of);
        let state = match latest {
            Some(latest) if received >= promise.amount.minor() => PromiseState::Kept(latest),
            _ if replaced_by_plan(ledger, promise, last_day.min(as_of)) => PromiseState::Withdrawn,
            _ if as_of <= last_day && still_owes(ledger, promise, as_of) => PromiseState::Open,
            _ if !still_owes(ledger, promise, last_day.min(as_of)) && !taken_back(ledger, promise, last_day, as_of) => {
                PromiseState::NoLongerOwed
            }
            Some(_) => PromiseState::PartlyKept,
            None => PromiseState::Broken,
        };
        let received = if state == PromiseState::Withdrawn { 0 } else { received };
        PromiseProgress { promise: promise.id, received: Money::from_minor(received, promise.amount.currency()), last_day, state }
    }

    /// What came for the promise by the day, and when the last of it came.
    fn take(&mut self, ledger: &Ledger, promise: &PromiseToPay, last_day: NaiveDate, as_of: NaiveDate) -> (i64, Option<NaiveDate>) {
        let until = last_day.min(as_of);
        let counts = |payment: &&Payment| {
            payment.amount.currency() == promise.amount.currency()
                && (promise.made..=until).contains(&payment.received)
                && payment.id.index() >= promise.known_payments as usize
                && payment.reversed.as_ref().is_none_or(|reversal| as_of < reversal.on)
        };
        let places = &ledger.lists(promise.customer).payments;
        let mut payments: Vec<_> = places.iter().map(|place| &ledger.facts().payments[*place as usize]).filter(counts).collect();
        payments.sort_by_key(|payment| (payment.received, payment.id));
        let (mut received, mut latest) = (0, None);
        for payment in payments {
            let left = promise.amount.minor() - received;
            let part = if promise.invoices.is_empty() {
                self.of_payment(payment, left)
            } else {
                self.of_allocations(ledger, payment, &promise.invoices, left, as_of)
            };
            if part > 0 {
                received += part;
                latest = Some(payment.received);
            }
        }
        (received, latest)
    }

    fn of_payment(&mut self, payment: &Payment, most: i64) -> i64 {
        let taken = self.payments.entry(payment.id).or_default();
        let part = (payment.amount.minor() - *taken).min(most).max(0);
        *taken += part;
        part
    }

    fn of_allocations(&mut self, ledger: &Ledger, payment: &Payment, invoices: &[InvoiceId], most: i64, as_of: NaiveDate) -> i64 {
        let mut sum = 0;
        for allocation in ledger.allocations_from(CreditSource::Payment(payment.id)) {
            let in_force = allocation.on <= as_of && allocation.until.is_none_or(|until| as_of < until);
            if in_force && invoices.contains(&allocation.invoice) {
                let taken = self.allocations.entry(allocation.id).or_default();
                let part = self.payments.entry(payment.id).or_default();
                let free = (allocation.amount.minor() - *taken).min(payment.amount.minor() - *part);
                let used = free.min(most - sum).max(0);
                *taken += used;
                *part += used;
                sum += used;
            }
        }
        sum
    }
}

/// The documents a promise is about. Costs those it names, or all of the customer's when it names none.
fn documents_of<'a>(ledger: &'a Ledger, promise: &PromiseToPay) -> Vec<&'a Invoice> {
    let mine = |invoice: &&Invoice| invoice.amount.currency() == promise.amount.currency();
    if promise.invoices.is_empty() {
        return ledger.invoices_of(promise.customer).filter(mine).collect();
    }
    promise.invoices.iter().filter_map(|id| ledger.invoice(*id)).filter(mine).collect()
}

/// Whether everything the promise is about and that is still owed was put on a plan after it was given.
fn replaced_by_plan(ledger: &Ledger, promise: &PromiseToPay, day: NaiveDate) -> bool {
    let documents = documents_of(ledger, promise).into_iter();
    let owes = |invoice: &&Invoice| balance_as_of(ledger, invoice.id, day).is_some_and(|balance| balance.is_positive());
    let mut owing = documents.filter(owes).peekable();
    owing.peek().is_some() && owing.all(|invoice| ledger.plan_of(invoice.id, day).is_some_and(|plan| plan.accepted > promise.made))
}

/// Whether a payment that settled a document the promise is about on `day` was taken back by `as_of`: the document was then owed all along.
fn taken_back(ledger: &Ledger, promise: &PromiseToPay, day: NaiveDate, as_of: NaiveDate) -> bool {
    let returned = |part: &Allocation| match part.source {
        CreditSource::Payment(id) => {
            let reversed = ledger.payment(id).and_then(|payment| payment.reversed.as_ref());
            part.on <= day && reversed.is_some_and(|reversal| part.until == Some(reversal.on) && day < reversal.on && reversal.on <= as_of)
        }
        CreditSource::CreditNote(_) => false,
    };
    documents_of(ledger, promise).into_iter().any(|invoice| ledger.allocations_to(invoice.id).any(returned))
}

/// Whether any document the promise is about owed something on the day.
fn still_owes(ledger: &Ledger, promise: &PromiseToPay, day: NaiveDate) -> bool {
    documents_of(ledger, promise)
        .into_iter()
        .any(|invoice| balance_as_of(ledger, invoice.id, day).is_some_and(|balance| balance.is_positive()))
}

#[cfg(test)]
mod tests;
