//! The exam, items 7 and 8: 10,000 random commands, after each of which the ledger must equal a naive one and balance.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test may stop at the first surprise

#[path = "support/commands.rs"]
mod commands;
#[path = "support/ledger_checks.rs"]
mod ledger_checks;
#[path = "support/naive_ledger.rs"]
mod naive_ledger;
#[path = "support/naive_rules.rs"]
mod naive_rules;

use chrono::NaiveDate;
use commands::{Dice, first_day, random_command, shifted};
use ledger_checks::{Checked, agrees, balances, replays};
use naive_ledger::NaiveLedger;
use recoup::domain::event::Event;
use recoup::domain::ledger::Ledger;
use std::collections::BTreeMap;

/// More by the environment variable `RECOUP_EXAM_SEQUENCES`, for a release.
const SEQUENCES: u64 = 100;
const STEPS: usize = 100;

/// Five days: today, the past, and beyond the last date of the ledger.
fn days(dice: &mut Dice, today: NaiveDate) -> [NaiveDate; 5] {
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
fn sequence(seed: u64, seen: &mut BTreeMap<String, usize>) -> Checked {
    let mut dice = Dice::new(seed);
    let (mut ledger, mut naive) = (Ledger::default(), NaiveLedger::default());
    let mut events = Vec::new();
    let mut today = first_day();
    for step in 0..STEPS {
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

#[test]
fn ten_thousand_commands_agree_with_the_naive_ledger() {
    let mut seen = BTreeMap::new();
    let sequences = std::env::var("RECOUP_EXAM_SEQUENCES").map_or(SEQUENCES, |count| count.parse().unwrap());
    for seed in 0..sequences {
        if let Err(what) = sequence(seed, &mut seen) {
            panic!("{what}");
        }
    }
    let kinds = seen.keys().filter(|name| *name != "refused").count();
    assert!(kinds >= 24, "only {kinds} kinds of events came up: {seen:?}");
    assert!(seen["refused"] > 1000, "{seen:?}");
}
