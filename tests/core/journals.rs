//! What always holds of journals: every entry balances, and on every day of random histories the receivable account is the total of the aging report.

use crate::support::commands;
use crate::support::random_ledger;
use chrono::NaiveDate;
use recoup::domain::bookkeeping::AccountRole;
use recoup::domain::credit::CreditSource;
use recoup::domain::currency::Currency;
use recoup::domain::journal::{Entry, Side};
use recoup::domain::ledger::Ledger;
use recoup::reports::journals::{EntrySource, entry_number, journal, trial_balances};
use std::collections::{BTreeMap, BTreeSet};

fn books() -> impl Iterator<Item = Ledger> {
    let long = (0..6).map(|seed| random_ledger::random_ledger(seed, 220));
    long.chain((0..12).map(|seed| commands::random_ledger(seed, 110)))
}

/// Every day on which something begins or ends, and those around them.
fn days(ledger: &Ledger) -> BTreeSet<NaiveDate> {
    let facts = ledger.facts();
    let invoices = facts.invoices.iter().flat_map(|one| [Some(one.issued), one.voided]);
    let notes = facts.credit_notes.iter().flat_map(|one| [Some(one.issued), one.voided]);
    let payments = facts.payments.iter().flat_map(|one| [Some(one.received), one.reversed.as_ref().map(|reversal| reversal.on)]);
    let uses = facts.allocations.iter().flat_map(|one| [Some(one.on), one.until]);
    let all = invoices.chain(notes).chain(payments).chain(uses).flatten().chain(facts.refunds.iter().map(|one| one.on));
    all.flat_map(|day| [day.pred_opt(), Some(day)]).flatten().chain([NaiveDate::from_ymd_opt(2100, 1, 1).unwrap()]).collect()
}

/// Money in less money out by a day, counted from payments and refunds alone.
fn cash(ledger: &Ledger, day: NaiveDate) -> BTreeMap<Currency, i64> {
    let facts = ledger.facts();
    let mut sums = BTreeMap::new();
    for payment in &facts.payments {
        let back = payment.reversed.as_ref().map(|reversal| reversal.on);
        let kept = payment.received <= day && back.is_none_or(|back| day < back);
        *sums.entry(payment.amount.currency()).or_default() += if kept { payment.amount.minor() } else { 0 };
    }
    for refund in facts.refunds.iter().filter(|refund| !refund.taken_back && refund.on <= day) {
        let never = match refund.source {
            CreditSource::Payment(id) => {
                let payment = ledger.payment(id).unwrap();
                payment.reversed.as_ref().is_some_and(|reversal| reversal.on <= payment.received)
            }
            CreditSource::CreditNote(id) => {
                let note = ledger.credit_note(id).unwrap();
                note.voided.is_some_and(|voided| voided <= note.issued)
            }
        };
        *sums.entry(refund.amount.currency()).or_default() -= if never { 0 } else { refund.amount.minor() };
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

#[test]
fn the_receivable_is_the_aging_total_on_every_day() {
    let (mut compared, mut moved) = (0, BTreeSet::new());
    for ledger in books() {
        for day in days(&ledger) {
            let mut in_cash = BTreeMap::new();
            for trial in trial_balances(&ledger, day) {
                assert!(trial.is_sound(), "{day}: {trial:?}");
                moved.extend(trial.accounts.iter().map(|(role, _)| *role));
                let found = trial.accounts.iter().find(|(role, _)| *role == AccountRole::Cash);
                in_cash.extend(found.map(|(_, total)| (trial.currency, total.balance())).filter(|(_, balance)| *balance != 0));
                compared += 1;
            }
            assert_eq!(in_cash, cash(&ledger, day), "{day}");
        }
    }
    assert!(compared > 1_500, "{compared}");
    // Rare ones have tests of their own beside the report.
    let rare = [AccountRole::Settlements, AccountRole::LateFees, AccountRole::Clearing];
    let missing: Vec<_> = AccountRole::ALL.iter().filter(|role| !moved.contains(role) && !rare.contains(role)).collect();
    assert!(missing.is_empty(), "no entry of any ledger went to {missing:?}");
}

#[test]
fn every_entry_balances_and_has_a_number_of_its_own() {
    let mut taken_back = 0;
    for ledger in books() {
        let entries = journal(&ledger, NaiveDate::MIN, NaiveDate::MAX);
        let numbers: BTreeSet<_> = entries.iter().map(|entry| entry_number(entry.source)).collect();
        assert_eq!(numbers.len(), entries.len());
        assert!(numbers.iter().all(|number| number.len() <= 13));
        assert!(entries.is_sorted_by_key(|entry| (entry.date, entry.source)));
        for entry in &entries {
            let (mut left, mut right) = (0, 0);
            for posting in entry.entry.postings() {
                assert!(posting.amount.is_positive() && posting.amount.currency() == entry.entry.total().currency());
                *(if posting.side == Side::Debit { &mut left } else { &mut right }) += posting.amount.minor();
            }
            assert_eq!((left, right), (entry.entry.total().minor(), entry.entry.total().minor()));
            assert_eq!(Entry::new(entry.entry.postings().to_vec()).as_ref(), Ok(&entry.entry));
            taken_back += usize::from(matches!(entry.source, EntrySource::PaymentTakenBack(_) | EntrySource::InvoiceVoided(_)));
        }
        let facts = ledger.facts();
        let invoices = facts.invoices.iter().filter(|one| one.voided.is_none_or(|voided| voided > one.issued)).count();
        assert_eq!(entries.iter().filter(|entry| matches!(entry.source, EntrySource::Invoice(_))).count(), invoices);
    }
    assert!(taken_back > 20, "{taken_back}");
}
