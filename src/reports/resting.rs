//! What rests: open, and yet not to be chased today; each with the day on which something is to happen, where that is known.

use super::plan_progress::{InstalmentState, plan_progress};
use super::reminders::{Reminder, ReminderSchedule, ReminderState, Silence, SilenceReason};
use crate::domain::calendar::add_days;
use crate::domain::ids::{CustomerId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// What rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest<'a> {
    /// A message that the minimum gap or a closed day holds back.
    Held(&'a Reminder),
    /// A document that no message mentions.
    Silent(&'a Silence),
}

/// One thing that rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resting<'a> {
    /// What.
    pub rest: Rest<'a>,
    /// The day it comes back; of a dispute the day of its answer, of a plan its next instalment.
    pub next: Option<NaiveDate>,
}

/// How many things rest, besides what the owner is to speak about with these customers today.
pub fn resting_count(schedule: &ReminderSchedule, spoken_to: &BTreeSet<CustomerId>) -> usize {
    let held = schedule.waiting.iter().filter(|reminder| held_until(reminder).is_some()).count();
    held + schedule.silent.iter().filter(|silence| rests(silence, spoken_to)).count()
}

/// Everything that rests, what comes back first at the top, what has no day at the end; without what the owner is to speak about
/// with these customers today.
pub fn resting<'a>(ledger: &Ledger, schedule: &'a ReminderSchedule, spoken_to: &BTreeSet<CustomerId>) -> Vec<Resting<'a>> {
    let held = schedule.waiting.iter().filter_map(|reminder| Some((Rest::Held(reminder), Some(held_until(reminder)?))));
    // A plan may cover many documents: it is looked at once.
    let mut plans = HashMap::new();
    let mut instalment = |plan: PlanId| *plans.entry(plan).or_insert_with(|| next_instalment(ledger, plan, schedule.as_of));
    let silent = schedule.silent.iter().filter(|silence| rests(silence, spoken_to)).map(|silence| {
        let next = match silence.reason {
            SilenceReason::Paused(until) => until,
            SilenceReason::Promised(last_day)
            | SilenceReason::TimeGiven(last_day)
            | SilenceReason::Offered(last_day)
            | SilenceReason::Settling(last_day) => Some(add_days(last_day, 1)),
            SilenceReason::Disputed => answer_by(ledger, silence.item, schedule.as_of),
            SilenceReason::OnPlan(plan) => instalment(plan),
            SilenceReason::CoveredByCredit | SilenceReason::InPerson | SilenceReason::Unmet(..) => None,
        };
        (Rest::Silent(silence), next)
    });
    let mut found: Vec<_> = held.chain(silent).map(|(rest, next)| Resting { rest, next }).collect();
    found.sort_by_key(|resting| (resting.next.is_none(), resting.next));
    found
}

fn rests(silence: &Silence, spoken_to: &BTreeSet<CustomerId>) -> bool {
    silence.reason != SilenceReason::InPerson || !spoken_to.contains(&silence.customer)
}

fn held_until(reminder: &Reminder) -> Option<NaiveDate> {
    match reminder.state {
        ReminderState::GapUntil(day) | ReminderState::ClosedUntil(day) => Some(day),
        ReminderState::Due | ReminderState::AwaitingConfirmation(_) => None,
    }
}

fn answer_by(ledger: &Ledger, item: DueItem, as_of: NaiveDate) -> Option<NaiveDate> {
    match item {
        DueItem::Invoice(invoice) => ledger.open_dispute(invoice, as_of)?.case.answer_by,
        DueItem::Instalment(..) => None,
    }
}

/// The day of the next instalment to come; a missed one is a task of the worklist.
fn next_instalment(ledger: &Ledger, plan: PlanId, as_of: NaiveDate) -> Option<NaiveDate> {
    let progress = plan_progress(ledger, ledger.plan(plan)?, as_of)?;
    let to_come = |state| matches!(state, InstalmentState::DueToday | InstalmentState::Open);
    progress.instalments.iter().find(|instalment| to_come(instalment.state)).map(|instalment| instalment.due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approach::Approach;
    use crate::domain::command::{Command, InvoiceDraft, PromiseDraft};
    use crate::domain::currency::Currency;
    use crate::domain::customer::CustomerDetails;
    use crate::domain::dispute::DisputeCase;
    use crate::domain::ids::InvoiceId;
    use crate::domain::money::{Money, Residual};
    use crate::domain::schedule::{Frequency, Instalments, PlanTerms};
    use crate::reports::reminders::reminder_schedule;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Six customers with one invoice each, ten days past due; the sixth is to be reminded.
    fn books() -> Ledger {
        let today = date("2025-03-10");
        let mut ledger = Ledger::default();
        let mut run = |command: Command| ledger.execute(&command, today).map(drop).unwrap();
        let amount = Money::from_minor(10_000, Currency::USD);
        for number in 1..=6 {
            run(Command::AddCustomer { details: CustomerDetails::named(&format!("Customer {number}")) });
            let (issued, due) = (date("2025-01-31"), Some(date("2025-02-28")));
            let draft = InvoiceDraft {
                terms: Default::default(),
                customer: CustomerId(number),
                number: format!("{number}"),
                issued,
                due,
                amount,
                note: String::new(),
            };
            run(Command::IssueInvoice { draft });
        }
        let pause = |customer, until| {
            let customer = CustomerId(customer);
            Command::PauseReminders { customer, invoice: None, from: today, until, reason: String::new() }
        };
        run(pause(1, None));
        run(pause(2, Some(date("2025-03-25"))));
        let case = DisputeCase { answer_by: Some(date("2025-03-14")), ..DisputeCase::default() };
        run(Command::RaiseDispute { invoice: InvoiceId(3), on: today, reason: String::new(), case });
        let draft = PromiseDraft {
            customer: CustomerId(4),
            made: today,
            due: date("2025-03-16"),
            amount,
            invoices: Vec::new(),
            by: String::new(),
            note: String::new(),
        };
        run(Command::MakePromise { draft });
        let nothing = Money::from_minor(0, Currency::USD);
        let terms = PlanTerms {
            total: nothing,
            down_payment: nothing,
            instalments: Instalments::Count(2),
            frequency: Frequency::Monthly,
            first_due: date("2025-04-01"),
            rate_pct: rust_decimal::Decimal::ZERO,
            residual: Residual::Last,
        };
        run(Command::AcceptPlan { customer: CustomerId(5), invoices: vec![InvoiceId(5)], terms: terms.into(), accepted: today });
        ledger
    }

    #[test]
    fn everything_left_in_peace_has_its_day_and_what_has_none_comes_last() {
        let ledger = books();
        let schedule = reminder_schedule(&ledger, ledger.policy(), date("2025-03-10"), 0);
        let found = resting(&ledger, &schedule, &BTreeSet::new());
        let grace = i64::from(ledger.policy().promise_grace_days);
        let rows: Vec<_> = found
            .iter()
            .map(|resting| match resting.rest {
                Rest::Silent(silence) => (silence.customer.0, resting.next),
                Rest::Held(reminder) => panic!("{reminder:?}"),
            })
            .collect();
        let after_promise = add_days(date("2025-03-16"), grace + 1);
        let expected = [(3, "2025-03-14"), (4, &after_promise.to_string()), (2, "2025-03-25"), (5, "2025-04-01")];
        let mut expected: Vec<_> = expected.map(|(customer, day)| (customer, Some(date(day)))).to_vec();
        expected.push((1, None));
        assert_eq!(rows, expected);
        assert_eq!(resting_count(&schedule, &BTreeSet::new()), found.len());
    }

    #[test]
    fn who_is_to_be_spoken_to_today_does_not_rest() {
        let mut ledger = books();
        let day = date("2025-03-10");
        let approach = Approach { in_person: true, ..Approach::default() };
        let details = CustomerDetails { approach, ..CustomerDetails::named("Customer 6") };
        ledger.execute(&Command::ChangeCustomer { customer: CustomerId(6), details }, day).unwrap();
        let schedule = reminder_schedule(&ledger, ledger.policy(), day, 0);
        for (spoken_to, expected) in [(vec![], 6), (vec![CustomerId(1), CustomerId(6)], 5)] {
            let spoken_to = spoken_to.into_iter().collect();
            assert_eq!((resting_count(&schedule, &spoken_to), resting(&ledger, &schedule, &spoken_to).len()), (expected, expected));
        }
    }
}
