//! What moved the balance of the allowance.

use crate::domain::allowance::{AllowanceDraft, AllowanceEntry, AllowanceKind, RollForward};
use crate::domain::calendar::add_days;
use crate::domain::currency::Currency;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::bad_debts::against_allowance;
use chrono::NaiveDate;

/// An entry and the balance after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The entry.
    pub entry: AllowanceEntry,
    /// At the end of its day as far as it and those before it say; below zero a debit balance.
    pub balance: Money,
}

/// The credit balance of the allowance at the end of a day; below zero a debit balance.
pub fn allowance_balance(ledger: &Ledger, currency: Currency, day: NaiveDate) -> Money {
    let moves = roll_forward(ledger, currency, NaiveDate::MIN, day);
    moves.ending().unwrap_or(moves.opening)
}

/// From the beginning of one day to the end of another. An opening balance of the period is a part of its opening.
pub fn roll_forward(ledger: &Ledger, currency: Currency, from: NaiveDate, to: NaiveDate) -> RollForward {
    let sum = |counts: &dyn Fn(&AllowanceDraft) -> bool| {
        let posted = live(ledger, currency).map(|entry| &entry.draft).filter(|draft| draft.on <= to && counts(draft));
        Money::from_minor(posted.map(AllowanceDraft::credit).sum(), currency)
    };
    let is_opening = |draft: &AllowanceDraft| draft.on < from || draft.kind == AllowanceKind::Opening;
    let money = |minor| Money::from_minor(minor, currency);
    let (before, within) = (used(ledger, currency, add_days(from, -1)), used(ledger, currency, to));
    RollForward {
        opening: money(sum(&is_opening).minor() - before.0 + before.1),
        expense: sum(&|draft| !is_opening(draft)),
        write_offs: money(within.0 - before.0),
        recoveries: money(within.1 - before.1),
    }
}

/// What was written off against the allowance up to a day, and what came of that.
fn used(ledger: &Ledger, currency: Currency, day: NaiveDate) -> (i64, i64) {
    against_allowance(ledger, currency, NaiveDate::MIN, day)
}

/// Every entry up to a day that was not taken back, by day and then in the order it was made.
pub fn history(ledger: &Ledger, currency: Currency, day: NaiveDate) -> Vec<Posted> {
    let mut entries: Vec<_> = live(ledger, currency).filter(|entry| entry.draft.on <= day).collect();
    entries.sort_by_key(|entry| (entry.draft.on, entry.id));
    let mut sum = 0;
    let posted = |entry: &AllowanceEntry| {
        sum += entry.draft.credit();
        let (written_off, recovered) = used(ledger, currency, entry.draft.on);
        Posted { entry: entry.clone(), balance: Money::from_minor(sum - written_off + recovered, currency) }
    };
    entries.into_iter().map(posted).collect()
}

fn live(ledger: &Ledger, currency: Currency) -> impl Iterator<Item = &AllowanceEntry> {
    ledger.facts().allowance.iter().filter(move |entry| !entry.taken_back && entry.draft.amount.currency() == currency)
}
