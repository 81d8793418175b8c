//! What always holds of reminders, on random books: one message, on an open day, for a step that applies, and a reason for every silence.

use crate::properties_follow_up::{SEEDS, books, days, last_day, steps_of};
use crate::support::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::command::Command;
use recoup::domain::country::Country;
use recoup::domain::ids::CustomerId;
use recoup::domain::invoice::Invoice;
use recoup::domain::ledger::Ledger;
use recoup::domain::message::{DueItem, MessageState};
use recoup::domain::money::Money;
use recoup::reports::aging::balance_as_of;
use recoup::reports::message_text::compose;
use recoup::reports::rating::rating;
use recoup::reports::reminders::{Reminder, ReminderSchedule, ReminderState, SilenceReason, reminder_schedule};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Random books, each with an absence of any length up to 60 days.
const ABSENCES: usize = 24;

/// The step is one of the customer's, and its conditions hold for them and for every sum it asks for.
fn step_applies(ledger: &Ledger, reminder: &Reminder, day: NaiveDate) {
    let (step, customer) = (&reminder.step, reminder.customer);
    assert!(steps_of(ledger, customer).contains(step));
    let approach = &ledger.customer(customer).unwrap().details.approach;
    assert!(step.only_if.kind.is_none_or(|kind| approach.kind == Some(kind)), "{customer}: {step:?}");
    let grades = &step.only_if.grades;
    let grade = rating(ledger, ledger.policy(), customer, day).grade;
    assert!(grades.is_empty() || grade.is_some_and(|grade| grades.contains(&grade)), "{customer} is {grade:?}: {step:?}");
    for total in &reminder.totals {
        assert!(step.only_if.least_in(total.currency()).is_none_or(|least| total.minor() >= least.minor()), "{total}: {step:?}");
    }
}

fn is_closed(ledger: &Ledger, customer: CustomerId, day: NaiveDate) -> bool {
    let country = Country::from_text(&ledger.customer(customer).unwrap().details.country);
    ledger.policy().closed_days.is_closed(day, country)
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
        let ledger = books(seed);
        for day in days(last_day(&ledger)) {
            let found = schedule(&ledger, day);
            assert_eq!(found, schedule(&ledger, day), "the same question, the same answer");
            let mut asked = HashSet::new();
            for reminder in found.due.iter().chain(&found.waiting) {
                assert!(asked.insert(reminder.customer), "seed {seed}, {day}: two messages to {}", reminder.customer);
                assert!(ledger.pause_of(reminder.customer, day).is_none(), "seed {seed}, {day}: paused");
                parts_join(&ledger, &found, reminder);
                step_applies(&ledger, reminder, day);
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

/// What can go out on a day, without a look at the days after it.
fn due_on(ledger: &Ledger, day: NaiveDate) -> Vec<Reminder> {
    reminder_schedule(ledger, ledger.policy(), day, 0).due
}

/// Sends whatever is due on a day and returns who was written to.
fn send_all(ledger: &mut Ledger, day: NaiveDate) -> Vec<Reminder> {
    let due = due_on(ledger, day);
    for reminder in &due {
        ledger.execute(&Command::PrepareMessage { content: compose(ledger, reminder, day) }, day).unwrap();
        let message = ledger.pending_message(reminder.customer).unwrap().id;
        ledger.execute(&Command::ConfirmMessageSent { message, on: day }, day).unwrap();
    }
    due
}

#[test]
fn whatever_the_absence_nobody_is_written_to_twice_for_the_same_step_nor_within_the_gap() {
    let mut dice = Random::new(7);
    for _ in 0..ABSENCES {
        let (seed, absence) = (dice.below(10_000_u64), dice.below(61_u64));
        let mut ledger = books(seed);
        let start = last_day(&ledger) + Days::new(1);
        let gap = i64::from(ledger.policy().minimum_gap_days);
        let mut last: HashMap<CustomerId, NaiveDate> = HashMap::new();
        let mut reached: HashMap<DueItem, i16> = HashMap::new();
        for ahead in 0..60 {
            let day = start + Days::new(absence + ahead);
            for reminder in send_all(&mut ledger, day) {
                let before = last.insert(reminder.customer, day);
                assert!(!is_closed(&ledger, reminder.customer, day), "seed {seed}: {day} is closed");
                assert!(before.is_none_or(|before| (day - before).num_days() >= gap.max(1)), "seed {seed}: a burst on {day}");
                // A message goes out only because an item has reached a step that no message of this walk has done for it.
                let steps = steps_of(&ledger, reminder.customer);
                let level = |due| ledger.policy().reached(steps, due, day).checked_sub(1).map(|level| steps[level].offset_days);
                let is_new = |item: DueItem, due| level(due).is_some_and(|offset| reached.get(&item).is_none_or(|done| *done < offset));
                assert!(reminder.items.iter().any(|item| is_new(item.item, item.due)), "seed {seed}: nothing new on {day}");
                for item in &reminder.items {
                    let done = reached.entry(item.item).or_insert(i16::MIN);
                    *done = (*done).max(reminder.step.offset_days);
                }
            }
            assert_eq!(due_on(&ledger, day).len(), 0, "seed {seed}, {absence} days away: nothing is left on {day}");
        }
    }
}

#[test]
fn no_message_goes_out_or_is_planned_on_a_closed_day_and_none_goes_before_its_step() {
    let mut waited = 0;
    for seed in SEEDS {
        let ledger = books(seed);
        for day in (0..35).map(|ahead| last_day(&ledger) + Days::new(ahead)) {
            let found = schedule(&ledger, day);
            for reminder in &found.due {
                assert!(!is_closed(&ledger, reminder.customer, day), "seed {seed}: {day}");
                let (offset, age) = (i64::from(reminder.step.offset_days), reminder.lead_item().unwrap().days_past_due);
                let grace = if offset > 0 { i64::from(ledger.policy().grace_days) } else { 0 };
                assert!(age >= offset + grace, "seed {seed}: {day} is too early");
            }
            for planned in &found.planned {
                assert!(planned.on > day && !is_closed(&ledger, planned.customer, planned.on), "seed {seed}: {planned:?}");
            }
            for reminder in &found.waiting {
                if let ReminderState::ClosedUntil(open) = reminder.state {
                    assert!(open > day && !is_closed(&ledger, reminder.customer, open));
                    assert!(is_closed(&ledger, reminder.customer, day), "seed {seed}: {day} is open");
                    waited += 1;
                }
            }
        }
    }
    assert!(waited >= 20, "the books have messages that wait for an open day: {waited}");
}

/// Grace is over, and so is the open day that its end on a closed one moves to.
fn is_late(ledger: &Ledger, customer: CustomerId, due: NaiveDate, day: NaiveDate) -> bool {
    let (closed, ends) = (&ledger.policy().closed_days, due + Days::new(u64::from(ledger.policy().grace_days)));
    let country = Country::from_text(&ledger.customer(customer).unwrap().details.country);
    day > closed.next_open(ends, country.filter(|_| closed.of_customer))
}

/// Whether a document or an instalment of the customer is late, whatever protects it.
fn anything_late(ledger: &Ledger, customer: CustomerId, day: NaiveDate) -> bool {
    let invoices = ledger.invoices_of(customer).map(|invoice| invoice.due);
    let plans = ledger.plans_of(customer).filter(|plan| plan.in_force(day));
    let instalments = plans.flat_map(|plan| plan.instalments.iter().map(|instalment| instalment.due));
    invoices.chain(instalments).any(|due| is_late(ledger, customer, due, day))
}

#[test]
fn every_suppressed_message_names_its_reason() {
    let (mut unmet, mut on_plan, mut asked_for) = (0, 0, 0);
    for seed in 0..48 {
        let ledger = books(seed);
        for day in days(last_day(&ledger)) {
            let found = schedule(&ledger, day);
            let asked = found.due.iter().chain(&found.waiting).flat_map(|reminder| reminder.items.iter().map(|item| item.item));
            let named: HashSet<DueItem> = asked.chain(found.silent.iter().map(|silence| silence.item)).collect();
            let count = |wanted: fn(&SilenceReason) -> bool| found.silent.iter().filter(|silence| wanted(&silence.reason)).count();
            unmet += count(|reason| matches!(reason, SilenceReason::Unmet(..)));
            on_plan += count(|reason| matches!(reason, SilenceReason::OnPlan(_)));
            let open = |invoice: &&Invoice| balance_as_of(&ledger, invoice.id, day).is_some_and(|balance| balance.is_positive());
            for invoice in ledger.facts().invoices.iter().filter(open) {
                // Gone by now, and still on the books of a day before.
                let Some(customer) = ledger.customer(invoice.customer) else { continue };
                let steps = steps_of(&ledger, customer.id);
                let late = is_late(&ledger, customer.id, invoice.due, day);
                let reached = &steps[..ledger.policy().reached(steps, invoice.due, day)];
                // What fell due on a closed day is in time on the next open one.
                let Some(offset) = reached.iter().map(|step| step.offset_days).rfind(|offset| late || *offset <= 0) else { continue };
                // What is late waits for its first step after the due date; what is not is announced only while nothing else is late.
                if late && offset <= 0 || !late && anything_late(&ledger, customer.id, day) {
                    continue;
                }
                let moved = ledger.facts().due_date_changes.iter().filter(|change| change.invoice == invoice.id && change.on <= day);
                let moved = moved.map(|change| change.on).next_back();
                let item = DueItem::Invoice(invoice.id);
                let about = ledger.messages_about(item).filter(|message| message.settled_on().is_some_and(|on| on <= day));
                let mut done = about.filter(|message| moved.is_none_or(|moved| message.prepared > moved));
                if !done.any(|message| message.content.offset_days >= offset) {
                    assert!(named.contains(&item), "seed {seed}, {day}: step {offset} of {} is left out in silence", invoice.id);
                    asked_for += 1;
                }
            }
        }
    }
    assert!(unmet >= 20 && on_plan >= 20 && asked_for >= 1000, "the books have all: {unmet}, {on_plan}, {asked_for}");
}
