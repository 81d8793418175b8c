//! Which schedule is followed, which of its steps apply, and on which days.

use super::*;
use crate::domain::approach::{Approach, CustomerKind};
use crate::domain::calendar::add_days;
use crate::domain::command::{Command, InvoiceDraft};
use crate::domain::country::Country;
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::grade::Grade;
use crate::domain::policy::{Besides, ClosedDays, CustomerTier, STANDARD, StepConditions, Unmet};
use crate::reports::message_text::compose;
use crate::reports::worklist::{TaskKind, worklist};

const ADA: CustomerId = CustomerId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Ada follows a schedule and owes 100.00, due on Saturday, 1 March 2025.
fn books(schedule: &str, kind: Option<CustomerKind>, change: impl FnOnce(&mut CreditPolicy)) -> Ledger {
    let mut ledger = Ledger::default();
    let mut policy = CreditPolicy::default();
    change(&mut policy);
    let approach = Approach { schedule: schedule.to_owned(), kind, ..Approach::default() };
    let details = CustomerDetails { approach, country: "Germany".to_owned(), ..CustomerDetails::named("Ada") };
    let draft = InvoiceDraft {
        terms: Default::default(),
        customer: ADA,
        number: "1".to_owned(),
        issued: date("2025-01-01"),
        due: Some(date("2025-03-01")),
        amount: Money::from_minor(10_000, Currency::USD),
        note: String::new(),
    };
    for command in [Command::ChangePolicy { policy }, Command::AddCustomer { details }, Command::IssueInvoice { draft }] {
        ledger.execute(&command, date("2025-01-01")).unwrap();
    }
    ledger
}

fn on(ledger: &Ledger, day: &str) -> ReminderSchedule {
    reminder_schedule(ledger, ledger.policy(), date(day), 30)
}

fn due(ledger: &Ledger, day: &str) -> Option<i16> {
    on(ledger, day).due.first().map(|reminder| reminder.step.offset_days)
}

#[test]
fn each_customer_follows_their_own_schedule() {
    for (schedule, step) in [("", 14), (STANDARD, 14), ("Gentle", 10), ("Firm", 14), ("firm", 14), ("Gone", 14)] {
        assert_eq!(due(&books(schedule, None, |_| {}), "2025-03-16"), Some(step), "{schedule}");
    }
    assert_eq!(due(&books("Firm", None, |_| {}), "2025-03-02"), Some(1));
    assert_eq!(due(&books("Gone", None, |_| {}), "2025-03-02"), None, "Standard says nothing one day after");
}

#[test]
fn a_tier_decides_where_the_customer_says_nothing() {
    let tier = |name: &str, schedule: &str, net_days| CustomerTier {
        name: name.to_owned(),
        schedule: schedule.to_owned(),
        net_days,
        ..CustomerTier::default()
    };
    let tiers = vec![tier("Wholesale", "Gentle", Some(45)), tier("Old", "Gone", None)];
    for (own, own_days, of, step, days) in [
        ("", None, "Wholesale", 10, 45),
        ("Firm", Some(7), "Wholesale", 14, 7),
        (STANDARD, None, "Wholesale", 14, 45),
        ("Gone", None, "Wholesale", 10, 45),
        ("", None, "Old", 14, 30),
        ("", None, "Retail", 14, 30),
    ] {
        let mut ledger = books(own, None, |policy| policy.tiers.clone_from(&tiers));
        let mut details = ledger.customer(ADA).unwrap().details.clone();
        (details.net_days, details.approach.tier) = (own_days, of.to_owned());
        ledger.execute(&Command::ChangeCustomer { customer: ADA, details }, date("2025-01-02")).unwrap();
        assert_eq!(due(&ledger, "2025-03-16"), Some(step), "{own:?} {of:?}");
        assert_eq!(ledger.default_due(ADA, date("2025-06-01")), add_days(date("2025-06-01"), days), "{own:?} {of:?}");
    }
}

#[test]
fn a_step_for_others_is_as_if_it_were_not_there_and_says_why() {
    let only = |only_if: StepConditions| move |policy: &mut CreditPolicy| policy.schedule[3].only_if = only_if;
    let kind = |kind| StepConditions { kind: Some(kind), ..StepConditions::default() };
    let grades = |grades| StepConditions { grades, ..StepConditions::default() };
    let least = |minor| StepConditions { least: vec![Money::from_minor(minor, Currency::USD)], ..StepConditions::default() };
    let check = |conditions: StepConditions, who, expected: Result<i16, Unmet>| {
        let mut ledger = books("", who, only(conditions));
        // The step before it asks first; once that is done, nothing is due and the reason is named.
        let reminder = on(&ledger, "2025-03-10").due.remove(0);
        assert_eq!(reminder.step.offset_days, 7);
        ledger.execute(&Command::PrepareMessage { content: compose(&ledger, &reminder, date("2025-03-10")) }, date("2025-03-10")).unwrap();
        let message = ledger.pending_message(ADA).unwrap().id;
        ledger.execute(&Command::ConfirmMessageSent { message, on: date("2025-03-10") }, date("2025-03-10")).unwrap();
        let found = on(&ledger, "2025-03-17");
        match expected {
            Ok(offset) => assert_eq!((found.due[0].step.offset_days, found.silent), (offset, vec![])),
            Err(unmet) => assert_eq!((found.due, found.silent[0].reason), (vec![], SilenceReason::Unmet(14, unmet))),
        }
        assert_eq!(found.planned.first().map(|planned| planned.step.offset_days), Some(30));
    };
    check(kind(CustomerKind::Business), Some(CustomerKind::Business), Ok(14));
    check(kind(CustomerKind::Business), Some(CustomerKind::Consumer), Err(Unmet::Kind(CustomerKind::Business)));
    check(kind(CustomerKind::Consumer), None, Err(Unmet::Kind(CustomerKind::Consumer)));
    check(grades(vec![Grade::A, Grade::B]), None, Ok(14));
    check(grades(vec![Grade::D]), None, Err(Unmet::Grade(Some(Grade::A))));
    check(least(10_000), None, Ok(14));
    check(least(10_001), None, Err(Unmet::Least(Money::from_minor(10_001, Currency::USD))));
}

#[test]
fn a_message_waits_for_the_next_open_day_and_the_forecast_says_so() {
    let days = ClosedDays { wait: true, of_customer: true, ..ClosedDays::default() };
    let ledger = books("", None, |policy| policy.closed_days = days);
    // Due on a Saturday: “due today” waits for Monday.
    let found = on(&ledger, "2025-03-01");
    assert_eq!((found.due.len(), &found.waiting[0].state), (0, &ReminderState::ClosedUntil(date("2025-03-03"))));
    assert_eq!(found.planned[0].on, date("2025-03-03"));
    assert_eq!(due(&ledger, "2025-03-03"), Some(0));
    let planned: Vec<_> = on(&ledger, "2025-03-20").planned.iter().map(|planned| planned.on.to_string()).collect();
    assert_eq!(planned, ["2025-03-31", "2025-04-15"]);
    let closed = ClosedDays { country: Some(Country::De), added: vec![date("2025-03-31")], wait: true, ..ClosedDays::default() };
    let ledger = books("", None, |policy| policy.closed_days = closed);
    assert_eq!(on(&ledger, "2025-03-20").planned[0].on, date("2025-04-01"));
    assert_eq!(on(&ledger, "2025-03-30").waiting[0].state, ReminderState::ClosedUntil(date("2025-04-01")));
}

#[test]
fn a_step_proposes_a_hold_and_an_agency_as_tasks() {
    let tasks = |ledger: &Ledger, day: &str| {
        let found = worklist(ledger, ledger.policy(), date(day)).tasks;
        let hold = found.iter().any(|task| matches!(task.kind, TaskKind::DecideHold { .. }));
        (hold, found.iter().any(|task| matches!(task.kind, TaskKind::DecideAgency { .. })))
    };
    let ledger = books("Firm", None, |_| {});
    assert_eq!(tasks(&ledger, "2025-03-14"), (false, false));
    assert_eq!(tasks(&ledger, "2025-03-15"), (true, false));
    assert_eq!(tasks(&ledger, "2025-04-15"), (true, true));
    assert_eq!(tasks(&books("", None, |_| {}), "2025-04-15"), (false, false));
    let besides = |policy: &mut CreditPolicy| {
        policy.schedule[2].besides = vec![Besides::Agency];
        policy.schedule[2].only_if.kind = Some(CustomerKind::Business);
    };
    assert_eq!(tasks(&books("", None, besides), "2025-04-15"), (false, false), "a step for others proposes nothing");
    assert_eq!(tasks(&books("", Some(CustomerKind::Business), besides), "2025-04-15"), (false, true));
}
