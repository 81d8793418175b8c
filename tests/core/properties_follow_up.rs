//! What always holds of promises, the worklist and statements, on random books. Reminders: `properties_reminders`.

use crate::support::random_ledger::{random_ledger, random_policy};
use chrono::{Days, NaiveDate};
use recoup::domain::command::Command;
use recoup::domain::ids::CustomerId;
use recoup::domain::ledger::Ledger;
use recoup::domain::policy::{Besides, ReminderStep};
use recoup::reports::aging::{AgingParameters, aging};
use recoup::reports::promises::{PromiseState, promises};
use recoup::reports::statement::statement;
use recoup::reports::worklist::{TaskKind, worklist};
use std::collections::{HashMap, HashSet};

pub const SEEDS: std::ops::Range<u64> = 0..8;
const STEPS: usize = 140;

/// The last day of a random run is not told: the newest dated fact stands for it.
pub fn last_day(ledger: &Ledger) -> NaiveDate {
    let facts = ledger.facts();
    let sent = facts.messages.iter().map(|message| message.prepared);
    let given = facts.promises.iter().map(|promise| promise.made);
    let customers = facts.customers.iter().map(|customer| customer.added);
    sent.chain(given).chain(customers).max().unwrap()
}

pub fn days(last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    [0, 1, 5, 14, 30, 60].into_iter().map(move |ahead| last + Days::new(ahead)).chain([last - Days::new(20)])
}

/// Random books; every other one with a policy full of conditions, schedules and closed days.
pub fn books(seed: u64) -> Ledger {
    let mut ledger = random_ledger(seed, STEPS);
    if seed % 2 == 1 {
        let today = last_day(&ledger);
        let mut policy = random_policy(seed, today);
        policy.closed_days.wait = true;
        ledger.execute(&Command::ChangePolicy { policy }, today).unwrap();
    }
    ledger
}

/// The steps that a customer follows.
pub fn steps_of(ledger: &Ledger, customer: CustomerId) -> &[ReminderStep] {
    ledger.policy().followed(&ledger.customer(customer).unwrap().details.approach).steps
}

fn proposes(ledger: &Ledger, customer: CustomerId, what: Besides) -> bool {
    steps_of(ledger, customer).iter().any(|step| step.besides.contains(&what))
}

#[test]
fn promises_take_each_payment_once_and_their_states_fit_what_came() {
    for seed in SEEDS {
        let ledger = books(seed);
        for day in days(last_day(&ledger)) {
            let mut taken: HashMap<_, i64> = HashMap::new();
            for progress in promises(&ledger, ledger.policy(), day) {
                let promise = ledger.promise(progress.promise).unwrap();
                let (received, amount) = (progress.received.minor(), promise.amount.minor());
                assert!((0..=amount).contains(&received), "seed {seed}, {day}: {progress:?}");
                match progress.state {
                    PromiseState::Kept(on) => assert!(received == amount && on <= progress.last_day.min(day)),
                    PromiseState::Open => assert!(received < amount && day <= progress.last_day),
                    PromiseState::PartlyKept => assert!(received > 0 && received < amount && day > progress.last_day),
                    PromiseState::Broken => assert!(received == 0 && day > progress.last_day),
                    PromiseState::NoLongerOwed => assert!(received < amount),
                    PromiseState::Withdrawn => assert_eq!(received, 0),
                }
                *taken.entry((promise.customer, promise.amount.currency())).or_default() += received;
            }
            for ((customer, currency), taken) in taken {
                let places = &ledger.lists(customer).payments;
                let payments = places.iter().map(|place| &ledger.facts().payments[*place as usize]);
                let mine = payments.filter(|payment| payment.amount.currency() == currency && payment.received <= day);
                assert!(taken <= mine.map(|payment| payment.amount.minor()).sum(), "seed {seed}, {day}: more than was paid");
            }
        }
    }
}

#[test]
fn the_worklist_names_each_task_once_and_leaves_out_what_was_put_off() {
    for seed in SEEDS {
        let ledger = books(seed);
        for day in days(last_day(&ledger)) {
            let found = worklist(&ledger, ledger.policy(), day);
            assert_eq!(found, worklist(&ledger, ledger.policy(), day));
            let mut subjects = HashSet::new();
            for task in &found.tasks {
                assert!(task.score >= 0 && task.amounts.iter().all(|amount| amount.minor() >= 0), "seed {seed}, {day}: {task:?}");
                assert!(task.subject().is_none_or(|subject| subjects.insert((task.customer, subject))), "seed {seed}, {day}: {task:?}");
                if let TaskKind::DecideHold { .. } = task.kind {
                    assert!(ledger.hold_of(task.customer, day).is_none());
                    assert!(
                        task.days_past_due > i64::from(ledger.policy().decision.hold_days)
                            || proposes(&ledger, task.customer, Besides::Hold),
                        "seed {seed}, {day}: {task:?}"
                    );
                }
                if let TaskKind::DecideAgency { .. } = task.kind {
                    assert!(proposes(&ledger, task.customer, Besides::Agency), "seed {seed}, {day}: {task:?}");
                }
            }
            let broken = found.tasks.iter().map(|task| matches!(task.kind, TaskKind::PromiseBroken { .. }));
            assert!(broken.is_sorted_by(|left, right| left >= right), "broken promises come first");
        }
    }
}

#[test]
fn a_statement_closes_with_the_control_total_of_the_aging() {
    for seed in SEEDS {
        let ledger = books(seed);
        for day in days(last_day(&ledger)) {
            let report = aging(&ledger, &AgingParameters::of(&ledger, day));
            for account in ledger.accounts() {
                let whole = statement(&ledger, account.customer, account.currency, None, day);
                let row = report.rows.iter().find(|row| (row.customer, row.currency) == (account.customer, account.currency));
                let expected = row.map_or((0, 0), |row| (row.amounts.control, -row.amounts.unapplied));
                assert_eq!((whole.closing.minor(), whole.unapplied.minor()), expected, "seed {seed}, {}, {day}", account.customer);
                let later = statement(&ledger, account.customer, account.currency, Some(day - Days::new(10)), day);
                let changes: i64 = later.lines.iter().map(|line| line.change.minor()).sum();
                assert_eq!(later.opening.minor() + changes, later.closing.minor());
            }
        }
    }
}
