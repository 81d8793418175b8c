//! What always holds of reminders, promises, the worklist and statements, on random books.

use crate::support::random_ledger::random_ledger;
use chrono::{Days, NaiveDate};
use recoup::domain::command::Command;
use recoup::domain::ids::CustomerId;
use recoup::domain::ledger::Ledger;
use recoup::domain::message::{DueItem, MessageState};
use recoup::domain::money::Money;
use recoup::reports::aging::{AgingParameters, aging, balance_as_of};
use recoup::reports::message_text::compose;
use recoup::reports::promises::{PromiseState, promises};
use recoup::reports::reminders::{Reminder, ReminderSchedule, SilenceReason, reminder_schedule};
use recoup::reports::statement::statement;
use recoup::reports::worklist::{TaskKind, worklist};
use std::collections::{BTreeMap, HashMap, HashSet};

const SEEDS: std::ops::Range<u64> = 0..8;
const STEPS: usize = 140;

/// The last day of a random run is not told: the newest dated fact stands for it.
fn last_day(ledger: &Ledger) -> NaiveDate {
    let facts = ledger.facts();
    let sent = facts.messages.iter().map(|message| message.prepared);
    let given = facts.promises.iter().map(|promise| promise.made);
    let customers = facts.customers.iter().map(|customer| customer.added);
    sent.chain(given).chain(customers).max().unwrap()
}

fn days(last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    [0, 1, 5, 14, 30, 60].into_iter().map(move |ahead| last + Days::new(ahead)).chain([last - Days::new(20)])
}

fn schedule(ledger: &Ledger, day: NaiveDate) -> ReminderSchedule {
    reminder_schedule(ledger, ledger.policy(), day, 30)
}

/// What a reminder asks for one invoice, with everything taken off, is the invoice's balance.
fn parts_join(ledger: &Ledger, found: &ReminderSchedule, reminder: &Reminder) {
    for item in &reminder.items {
        assert!(item.asked().is_positive() && item.open.minor() >= item.asked().minor(), "{item:?}");
        if let DueItem::Invoice(id) = item.item {
            let apart = found.silent.iter().filter(|silence| silence.item == item.item && silence.reason != SilenceReason::CoveredByCredit);
            let apart: i64 = apart.map(|silence| silence.open.minor()).sum();
            let balance = balance_as_of(ledger, id, found.as_of).unwrap().minor();
            assert_eq!(item.open.minor() + apart, balance, "contested and promised parts of {id} on {}", found.as_of);
        }
    }
    let mut sums: BTreeMap<_, i64> = BTreeMap::new();
    reminder.items.iter().for_each(|item| *sums.entry(item.open.currency()).or_default() += item.asked().minor());
    let totals: Vec<_> = sums.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect();
    assert_eq!(reminder.totals, totals);
}

#[test]
fn a_schedule_asks_each_customer_once_and_only_for_what_is_theirs_to_pay() {
    for seed in SEEDS {
        let ledger = random_ledger(seed, STEPS);
        for day in days(last_day(&ledger)) {
            let found = schedule(&ledger, day);
            assert_eq!(found, schedule(&ledger, day), "the same question, the same answer");
            let mut asked = HashSet::new();
            for reminder in found.due.iter().chain(&found.waiting) {
                assert!(asked.insert(reminder.customer), "seed {seed}, {day}: two messages to {}", reminder.customer);
                assert!(ledger.pause_of(reminder.customer, day).is_none(), "seed {seed}, {day}: paused");
                parts_join(&ledger, &found, reminder);
            }
            for reminder in &found.due {
                let pending =
                    ledger.messages_of(reminder.customer).any(|message| message.state == MessageState::Prepared && message.prepared <= day);
                assert!(!pending, "seed {seed}, {day}: the previous one waits for the owner's word");
                let last = ledger.messages_of(reminder.customer).filter_map(|message| message.sent_on()).filter(|on| *on <= day).max();
                let gap = i64::from(ledger.policy().minimum_gap_days);
                assert!(last.is_none_or(|last| (day - last).num_days() >= gap), "seed {seed}, {day}: within the gap");
            }
        }
    }
}

/// Sends whatever is due on a day and returns who was written to.
fn send_all(ledger: &mut Ledger, day: NaiveDate) -> Vec<Reminder> {
    let due = schedule(ledger, day).due;
    for reminder in &due {
        ledger.execute(&Command::PrepareMessage { content: compose(ledger, reminder, day) }, day).unwrap();
        let message = ledger.pending_message(reminder.customer).unwrap().id;
        ledger.execute(&Command::ConfirmMessageSent { message, on: day }, day).unwrap();
    }
    due
}

#[test]
fn whatever_the_absence_nobody_is_written_to_twice_for_the_same_step_nor_within_the_gap() {
    for seed in 0..4 {
        for absence in [0, 3, 17, 45, 60] {
            let mut ledger = random_ledger(seed, STEPS);
            let start = last_day(&ledger) + Days::new(1);
            let gap = i64::from(ledger.policy().minimum_gap_days);
            let mut last: HashMap<CustomerId, NaiveDate> = HashMap::new();
            let mut reached: HashMap<DueItem, i16> = HashMap::new();
            for ahead in 0..60 {
                let day = start + Days::new(absence + ahead);
                for reminder in send_all(&mut ledger, day) {
                    let before = last.insert(reminder.customer, day);
                    assert!(before.is_none_or(|before| (day - before).num_days() >= gap.max(1)), "seed {seed}: a burst on {day}");
                    // A message goes out only because an item has reached a step that no message of this walk has done for it.
                    let policy = ledger.policy();
                    let level = |due| policy.level(due, day).map(|level| policy.schedule[level].offset_days);
                    let is_new = |item: DueItem, due| level(due).is_some_and(|offset| reached.get(&item).is_none_or(|done| *done < offset));
                    assert!(reminder.items.iter().any(|item| is_new(item.item, item.due)), "seed {seed}: nothing new on {day}");
                    for item in &reminder.items {
                        let done = reached.entry(item.item).or_insert(i16::MIN);
                        *done = (*done).max(reminder.step.offset_days);
                    }
                }
                assert_eq!(schedule(&ledger, day).due.len(), 0, "seed {seed}: nothing is left on {day}");
            }
        }
    }
}

#[test]
fn promises_take_each_payment_once_and_their_states_fit_what_came() {
    for seed in SEEDS {
        let ledger = random_ledger(seed, STEPS);
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
        let ledger = random_ledger(seed, STEPS);
        for day in days(last_day(&ledger)) {
            let found = worklist(&ledger, ledger.policy(), day);
            assert_eq!(found, worklist(&ledger, ledger.policy(), day));
            let mut subjects = HashSet::new();
            for task in &found.tasks {
                assert!(task.score >= 0 && task.amounts.iter().all(|amount| amount.minor() >= 0), "seed {seed}, {day}: {task:?}");
                assert!(task.subject().is_none_or(|subject| subjects.insert((task.customer, subject))), "seed {seed}, {day}: {task:?}");
                if let TaskKind::DecideHold { .. } = task.kind {
                    assert!(ledger.hold_of(task.customer, day).is_none() && task.days_past_due > 60);
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
        let ledger = random_ledger(seed, STEPS);
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
