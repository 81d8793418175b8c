use super::*;
use crate::domain::currency::Currency;
use crate::domain::money::Money;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_step_is_reached_on_its_day() {
    let policy = CreditPolicy::default();
    let due = date("2025-01-31");
    let check = |as_of: &str, expected: Option<usize>| {
        assert_eq!(policy.level(due, date(as_of)), expected, "{as_of}");
        assert_eq!(policy.steps_reached(due, date(as_of)), expected.map_or(0, |level| level + 1), "{as_of}");
    };
    check("2025-01-23", None);
    check("2025-01-24", Some(0));
    check("2025-01-30", Some(0));
    check("2025-01-31", Some(1));
    check("2025-02-06", Some(1));
    check("2025-02-07", Some(2));
    check("2025-04-16", Some(6));
    check("2026-04-16", Some(7));
}

#[test]
fn grace_moves_only_the_steps_after_the_due_date() {
    let policy = CreditPolicy { grace_days: 3, ..CreditPolicy::default() };
    let due = date("2025-01-31");
    assert_eq!(policy.level(due, date("2025-01-31")), Some(1));
    assert_eq!(policy.level(due, date("2025-02-09")), Some(1));
    assert_eq!(policy.level(due, date("2025-02-10")), Some(2));
}

#[test]
fn a_policy_that_cannot_work_is_refused() {
    let policy = CreditPolicy::default();
    assert!(policy.clone().checked().is_ok());
    assert_eq!(CreditPolicy { schedule: vec![], ..policy.clone() }.checked(), Err(PolicyProblem::NoSteps));
    let mut twice = policy.clone();
    twice.schedule[0].offset_days = 90;
    assert_eq!(twice.checked(), Err(PolicyProblem::SameDay(90)));
    assert!(CreditPolicy { net_days: 4000, ..policy.clone() }.checked().is_err());
    let named = |name: &str| NamedSchedule { name: name.to_owned(), steps: policy.schedule.clone() };
    let check = |schedules, expected| assert_eq!(CreditPolicy { schedules, ..policy.clone() }.checked().map(drop), expected);
    check(vec![named(" "), named("Two")], Err(PolicyProblem::ScheduleName));
    check(vec![named(&"x".repeat(41))], Err(PolicyProblem::ScheduleName));
    check(vec![named("Two"), named("t wo")], Err(PolicyProblem::SameName("t wo".to_owned())));
    check(vec![named("STANDARD")], Err(PolicyProblem::SameName("STANDARD".to_owned())));
    check(vec![NamedSchedule { steps: vec![], ..named("Two") }], Err(PolicyProblem::NoSteps));
    check((0..13).map(|number| named(&format!("No {number}"))).collect(), Err(PolicyProblem::TooManySchedules));
    check(vec![named("Two"), named("Three")], Ok(()));
    let with = |only_if| CreditPolicy { schedule: vec![ReminderStep { only_if, ..policy.schedule[0].clone() }], ..policy.clone() };
    let eur = |minor| Money::from_minor(minor, Currency::EUR);
    let least = |least| with(StepConditions { least, ..StepConditions::default() }).checked().map(drop);
    assert_eq!(least(vec![eur(0)]), Err(PolicyProblem::LeastAmount));
    assert_eq!(least(vec![eur(1), eur(2)]), Err(PolicyProblem::LeastTwice));
    assert_eq!(least(vec![eur(1), Money::from_minor(1, Currency::USD)]), Ok(()));
}

#[test]
fn the_policy_of_old_is_stored_as_before_and_has_three_schedules() {
    let policy = CreditPolicy::default();
    let text = serde_json::to_string(&policy).unwrap();
    assert!(!text.contains("schedules") && !text.contains("closed") && !text.contains("only_if"), "{text}");
    assert_eq!(serde_json::from_str::<CreditPolicy>(&text).unwrap(), policy);
    assert_eq!(policy.clone().checked().unwrap(), policy);
    assert_eq!(policy.schedule_names().collect::<Vec<_>>(), ["Standard", "Gentle", "Firm"]);
    assert_eq!(policy.steps_for(""), policy.schedule);
    assert_eq!(policy.steps_for("Firm").len(), 7);
    assert_eq!(policy.steps_for("Gone"), policy.schedule);
    assert_eq!((policy.schedule_named("Gone"), policy.schedule_named(STANDARD)), (None, Some(policy.schedule.as_slice())));
    let none = CreditPolicy { schedules: vec![], ..policy };
    assert_eq!(serde_json::from_str::<CreditPolicy>(&serde_json::to_string(&none).unwrap()).unwrap(), none);
}

#[test]
fn a_step_gives_the_days_to_pay_of_its_purpose_or_its_own() {
    let step = ReminderStep::new(30, Channel::Letter, Tone::Final, Purpose::FinalDemand);
    assert_eq!(step.time_to_pay(), Some(10));
    assert_eq!(ReminderStep { days_to_pay: Some(14), ..step.clone() }.time_to_pay(), Some(14));
    assert_eq!(ReminderStep { purpose: Purpose::PastDue, ..step }.time_to_pay(), None);
}

#[test]
fn a_message_text_is_sound_and_alone_in_its_place() {
    use crate::domain::approach::Language;
    use crate::domain::template::TextKind;
    let text = |body: &str| Template {
        purpose: Purpose::PastDue,
        kind: TextKind::Long,
        language: Language::De,
        subject: String::new(),
        body: body.to_owned(),
    };
    let check = |templates| CreditPolicy { templates, ..CreditPolicy::default() }.checked().map(drop);
    assert_eq!(check(vec![text("{{ total }}"), Template { language: Language::Fr, ..text("x") }]), Ok(()));
    assert_eq!(check(vec![text("a"), text("b")]), Err(PolicyProblem::TwoTemplates));
    assert!(matches!(check(vec![text("{{ nobody }}")]), Err(PolicyProblem::Template(_))));
}

#[test]
fn offsets_read_as_words() {
    assert_eq!(offset_words(-7), "7 days before the due date");
    assert_eq!(offset_words(0), "on the due date");
    assert_eq!(offset_words(1), "1 day after the due date");
}
