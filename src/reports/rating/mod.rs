//! The payer rating: A to E, from the customer's own history, with the reasons that led to it.
//!
//! A simple points system of Recoup's own, so that every grade can be explained line by line; no claim of statistics. Start
//! at 100 and take off (all counted over the year that ends on the day, except what is past due now):
//!
//! | what | points | at most |
//! |---|---|---|
//! | average days late of documents paid off, weighted by nothing | 1 a day | 40 |
//! | days past due of the oldest open document, contested and covered ones left out | 1 for 3 days | 30 |
//! | broken promises (partly kept ones) | 10 (5) each | 20 |
//! | payments that bounced | 10 each | 20 |
//!
//! A from 85, B from 70, C from 50, D from 30, E below. A customer with nothing paid off and nothing past due has no rating.

use super::late::FreeCredit;
use super::promises::{PromiseRecord, promises_of};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::credit::{CreditSource, ReversalReason};
use crate::domain::ids::CustomerId;
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use crate::reports::aging::balance_as_of;
use chrono::NaiveDate;

pub use crate::domain::grade::Grade;

/// The days that are looked back on.
const PERIOD_DAYS: i64 = 365;

/// One line of the explanation: what was found and how many points it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatingReason {
    /// Documents paid off in the period, and how many days late they were on average (negative: early), in tenths of a day.
    PaidOff {
        /// How many.
        documents: u32,
        /// Average days late, times ten.
        tenths_late: i64,
    },
    /// The oldest document past due now.
    PastDue {
        /// Days past due.
        days: i64,
    },
    /// Promises that were judged.
    Promises(PromiseRecord),
    /// Payments that bounced.
    Bounced {
        /// How many.
        payments: u32,
    },
}

/// A customer's rating on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The grade; `None` while there is nothing to go by.
    pub grade: Option<Grade>,
    /// 0 to 100.
    pub points: u32,
    /// What was found, with the points it took.
    pub reasons: Vec<(RatingReason, u32)>,
}

/// The rating of a customer. Costs that customer's documents.
pub fn rating(ledger: &Ledger, policy: &CreditPolicy, customer: CustomerId, as_of: NaiveDate) -> Rating {
    let since = add_days(as_of, 1 - PERIOD_DAYS);
    let mut reasons = Vec::new();
    let invoices = ledger.invoices_of(customer).filter(|invoice| !invoice.kind.is_charge());
    let late: Vec<i64> = invoices.filter_map(|invoice| days_late(ledger, invoice, since, as_of)).collect();
    if !late.is_empty() {
        let tenths_late = (late.iter().sum::<i64>() * 10).div_euclid(late.len() as i64);
        let reason = RatingReason::PaidOff { documents: late.len() as u32, tenths_late };
        reasons.push((reason, (tenths_late / 10).clamp(0, 40) as u32));
    }
    if let Some(due) = oldest_due(ledger, customer, as_of) {
        let days = days_past_due(due, as_of);
        reasons.push((RatingReason::PastDue { days }, (days / 3).min(30) as u32));
    }
    let mut record = PromiseRecord::default();
    let judged = promises_of(ledger, policy, customer, as_of).into_iter().filter(|progress| progress.last_day >= since);
    judged.for_each(|progress| record.add(progress.state));
    if record.judged() > 0 {
        reasons.push((RatingReason::Promises(record), (record.broken * 10 + record.partly * 5).min(20)));
    }
    let payments = bounced(ledger, customer, since, as_of);
    if payments > 0 {
        reasons.push((RatingReason::Bounced { payments }, (payments * 10).min(20)));
    }
    let points = reasons.iter().fold(100_u32, |left, (_, taken)| left.saturating_sub(*taken));
    let grade = (!reasons.is_empty()).then(|| grade(points));
    Rating { grade, points, reasons }
}

/// The due date of the oldest late document that still owes something when what is contested and what unapplied credit covers
/// (oldest first) are left out.
fn oldest_due(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Option<NaiveDate> {
    let left = |invoice: &Invoice| {
        let balance = balance_as_of(ledger, invoice.id, as_of)?;
        let contested = ledger.open_dispute(invoice.id, as_of).map_or(0, |dispute| dispute.contested(balance.minor()));
        Some(Money::from_minor(balance.minor() - contested, balance.currency())).filter(|left| left.is_positive())
    };
    let late = ledger.invoices_of(customer).filter(|invoice| invoice.due < as_of);
    let mut late: Vec<_> = late.filter_map(|invoice| Some((invoice.due, invoice.id, left(invoice)?))).collect();
    late.sort_unstable_by_key(|(due, id, _)| (*due, *id));
    let mut credit = FreeCredit::default();
    late.into_iter().find(|(.., left)| credit.cover(ledger, customer, *left, as_of) < left.minor()).map(|(due, ..)| due)
}

fn grade(points: u32) -> Grade {
    match points {
        85.. => Grade::A,
        70.. => Grade::B,
        50.. => Grade::C,
        30.. => Grade::D,
        _ => Grade::E,
    }
}

/// How late a document was paid off, when that was within the period; `None` for open and void ones.
fn days_late(ledger: &Ledger, invoice: &Invoice, since: NaiveDate, as_of: NaiveDate) -> Option<i64> {
    let left = balance_as_of(ledger, invoice.id, as_of)?;
    let in_force = |until: Option<NaiveDate>| until.is_none_or(|until| as_of < until);
    let allocations = ledger.allocations_to(invoice.id).filter(|part| part.on <= as_of && in_force(part.until));
    // A credit note is no payment (domain rules §7); a payment counts from the day it came, whenever it was applied.
    let paid = allocations.filter_map(|part| match part.source {
        CreditSource::Payment(id) => ledger.payment(id).map(|payment| payment.received.max(invoice.issued)),
        CreditSource::CreditNote(_) => None,
    });
    let settled = paid.max().filter(|_| left.minor() == 0)?;
    (settled >= since).then(|| days_past_due(invoice.due, settled))
}

fn bounced(ledger: &Ledger, customer: CustomerId, since: NaiveDate, as_of: NaiveDate) -> u32 {
    let payments = ledger.lists(customer).payments.iter().map(|place| &ledger.facts().payments[*place as usize]);
    let reversals = payments.filter_map(|payment| payment.reversed.as_ref());
    reversals.filter(|reversal| reversal.reason == ReversalReason::Bounced && (since..=as_of).contains(&reversal.on)).count() as u32
}

#[cfg(test)]
mod tests;
