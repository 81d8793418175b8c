//! A locked period: whatever is accepted afterwards, Undo included, leaves its entries and balances as they were.

use crate::support::commands::{first_day, random_command, random_ledger, shifted};
use crate::support::random::Random;
use chrono::NaiveDate;
use recoup::domain::bookkeeping::Bookkeeping;
use recoup::domain::command::Command;
use recoup::domain::ledger::Ledger;
use recoup::domain::rejection::Rejection;
use recoup::domain::settings::Settings;
use recoup::reports::aging::{AgingParameters, aging};
use recoup::reports::journals::{JournalEntry, journal};

fn locked(ledger: &Ledger, locked_through: Option<NaiveDate>) -> Command {
    let bookkeeping = Bookkeeping { locked_through, ..ledger.settings().bookkeeping.clone() };
    Command::ChangeSettings { settings: Settings { bookkeeping, ..ledger.settings().clone() } }
}

/// Customer, currency, what is open, what is unapplied; both in minor units.
type Balance = (u32, String, i64, i64);

/// The entries of the period, and per customer and currency what was open and what was unapplied at its end and some days before.
fn period(ledger: &Ledger, last: NaiveDate) -> (Vec<JournalEntry>, Vec<Balance>) {
    let days = [0, 7, 30].map(|back| shifted(last, -back));
    let rows = days.into_iter().flat_map(|day| {
        let rows = aging(ledger, &AgingParameters::of(ledger, day)).rows;
        rows.into_iter().map(|row| (row.customer.0, row.currency.code().to_owned(), row.amounts.open(), row.amounts.unapplied))
    });
    (journal(ledger, NaiveDate::MIN, last), rows.collect())
}

#[test]
fn nothing_of_a_locked_period_changes() {
    let (mut refused, mut accepted, mut undone) = (0, 0, 0);
    for seed in 0..40 {
        let mut ledger = random_ledger(seed, 70);
        let mut dice = Random::new(9_000 + seed);
        let mut today = shifted(first_day(), 150);
        let last = shifted(today, -dice.between(1, 60));
        ledger.execute(&locked(&ledger, Some(last)), today).unwrap();
        let before = period(&ledger, last);
        for _ in 0..60 {
            today = shifted(today, dice.between(0, 3));
            let command = random_command(&mut dice, &ledger, today);
            if matches!(command, Command::ChangeSettings { .. } | Command::ReplaceLedger { .. }) {
                continue;
            }
            let event = match ledger.decide(&command, today) {
                Err(Rejection::Locked { day, through }) => {
                    assert!(day <= last && through == last);
                    refused += 1;
                    continue;
                }
                Err(_) => continue,
                Ok(event) => event,
            };
            let back = ledger.undo_of(&event);
            ledger.apply(&event);
            accepted += 1;
            assert!(period(&ledger, last) == before, "seed {seed}: {event:?} changed the locked period");
            if let Some(back) = back.filter(|_| dice.chance(40)) {
                ledger.execute(&back, today).unwrap_or_else(|why| panic!("seed {seed}: {event:?} cannot be undone: {why}"));
                undone += 1;
                assert!(period(&ledger, last) == before, "seed {seed}: undoing {event:?} changed the locked period");
            }
        }
    }
    assert!(refused > 60 && accepted > 300 && undone > 100, "{refused} refused, {accepted} accepted, {undone} undone");
}

#[test]
fn what_was_done_before_the_lock_cannot_be_undone_until_it_is_lifted() {
    let (mut refused, mut free) = (0, 0);
    for seed in 0..40 {
        let mut ledger = random_ledger(seed, 60);
        let mut dice = Random::new(seed);
        let today = shifted(first_day(), 150);
        for _ in 0..20 {
            let command = random_command(&mut dice, &ledger, today);
            let Ok(event) = ledger.decide(&command, today) else { continue };
            let back = ledger.undo_of(&event);
            ledger.apply(&event);
            let Some(back) = back.filter(|back| !matches!(back, Command::ChangeSettings { .. })) else { continue };
            let mut later = ledger.clone();
            let last = shifted(today, -1);
            later.execute(&locked(&later, Some(last)), today).unwrap();
            let entries = period(&later, last);
            match later.execute(&back, today) {
                Ok(_) => {
                    assert!(period(&later, last) == entries, "seed {seed}: {back:?}");
                    free += 1;
                }
                Err(Rejection::Locked { .. }) => {
                    later.execute(&locked(&later, None), today).unwrap();
                    later.execute(&back, today).unwrap_or_else(|why| panic!("seed {seed}: {back:?} after unlocking: {why}"));
                    refused += 1;
                }
                Err(why) => panic!("seed {seed}: {back:?}: {why}"),
            }
        }
    }
    assert!(refused > 50 && free > 50, "{refused} refused, {free} free");
}

#[test]
fn a_period_is_locked_up_to_yesterday_and_the_refusal_says_what_to_do() {
    let mut ledger = random_ledger(1, 40);
    let today = shifted(first_day(), 150);
    let refused = ledger.decide(&locked(&ledger, Some(today)), today).unwrap_err();
    assert_eq!((refused.field(), refused.to_string().contains("cannot be after 2024-07-18")), (Some("locked_through"), true));
    ledger.execute(&locked(&ledger, Some(shifted(today, -1))), today).unwrap();
    // It stays what it is when the rest of the settings changes, even with a clock that was put back.
    ledger.execute(&locked(&ledger, Some(shifted(today, -1))), shifted(today, -9)).unwrap();
    let words = Rejection::Locked { day: today, through: today }.to_string();
    assert!(words.starts_with("Your books are locked through 2024-07-19") && words.contains("unlock the period"), "{words}");
}
