//! The exam, items 7 and 8: random sequences of commands, after each of which the ledger must equal a naive one and balance.

use crate::support::commands::{first_day, random_command, shifted};
use crate::support::ledger_checks::{Checked, agrees, balances, replays};
use crate::support::naive_ledger::NaiveLedger;
use crate::support::random::Random;
use chrono::NaiveDate;
use recoup::domain::event::Event;
use recoup::domain::ledger::Ledger;
use std::collections::BTreeMap;
use std::ops::Range;

/// How often each kind of event came up, and refusals.
type Seen = BTreeMap<String, usize>;

/// Short books; more by the environment variable `RECOUP_EXAM_SEQUENCES`, for a release.
const SEQUENCES: u64 = 1_000;
/// Long books, in which documents have time to age, to be taken back and to be paid in part again and again.
const LONG_SEQUENCES: u64 = 12;
const LONG_STEPS: usize = 100;

/// Five days: today, the past, and beyond the last date of the ledger.
fn days(dice: &mut Random, today: NaiveDate) -> [NaiveDate; 5] {
    [
        today,
        shifted(today, -dice.between(0, 40)),
        shifted(today, -dice.between(0, 120)),
        shifted(today, dice.between(0, 60)),
        shifted(today, 400),
    ]
}

fn kind(event: &Event) -> String {
    let name = format!("{event:?}");
    name.split(' ').next().unwrap_or_default().to_owned()
}

/// One sequence. The error names the step and the command.
fn sequence(seed: u64, steps: usize, seen: &mut Seen) -> Checked {
    let mut dice = Random::new(seed);
    let (mut ledger, mut naive) = (Ledger::default(), NaiveLedger::default());
    let mut events = Vec::new();
    let mut today = first_day();
    for step in 0..steps {
        today = shifted(today, dice.between(0, 4));
        let command = random_command(&mut dice, &ledger, today);
        let before = ledger.clone();
        let event = ledger.execute(&command, today);
        let accepted = naive.execute(&command, today).is_some();
        let at = |what: String| format!("seed {seed}, step {step}, on {today}: {command:?}: {what}");
        match event {
            Ok(event) if accepted => {
                *seen.entry(kind(&event)).or_default() += 1;
                events.push(event);
            }
            Err(_) if !accepted => {
                *seen.entry("refused".to_owned()).or_default() += 1;
                if ledger != before {
                    return Err(at("refused, yet something changed".to_owned()));
                }
            }
            other => return Err(at(format!("{other:?}, the naive ledger says accepted: {accepted}"))),
        }
        let days = days(&mut dice, today);
        agrees(&ledger, &naive, &days).map_err(at)?;
        balances(&ledger, &days[..3]).map_err(at)?;
        replays(&ledger, &events, days[2]).map_err(at)?;
    }
    Ok(())
}

fn play(sequences: impl Iterator<Item = (u64, usize)>) -> Seen {
    let mut seen = Seen::new();
    for (seed, steps) in sequences {
        sequence(seed, steps, &mut seen).unwrap_or_else(|what| panic!("{what}"));
    }
    seen
}

/// A quarter of the short books, of 10 to 20 commands each.
fn short_books(quarter: u64) {
    let count = std::env::var("RECOUP_EXAM_SEQUENCES").map_or(SEQUENCES, |count| count.parse().unwrap());
    let seen = play((quarter..count).step_by(4).map(|seed| (seed, 10 + (seed / 4 % 11) as usize)));
    assert!(seen["refused"] > 10 && seen.len() > 12, "too little came up: {seen:?}");
}

fn long_books(seeds: Range<u64>) {
    let seen = play(seeds.map(|seed| (1_000_000 + seed, LONG_STEPS)));
    assert!(seen["refused"] > 100 && seen.len() > 20, "too little came up: {seen:?}");
}

#[test]
fn short_books_agree_with_the_naive_ledger_1() {
    short_books(0);
}

#[test]
fn short_books_agree_with_the_naive_ledger_2() {
    short_books(1);
}

#[test]
fn short_books_agree_with_the_naive_ledger_3() {
    short_books(2);
}

#[test]
fn short_books_agree_with_the_naive_ledger_4() {
    short_books(3);
}

#[test]
fn long_books_agree_with_the_naive_ledger_1() {
    long_books(0..LONG_SEQUENCES / 2);
}

#[test]
fn long_books_agree_with_the_naive_ledger_2() {
    long_books(LONG_SEQUENCES / 2..LONG_SEQUENCES);
}
