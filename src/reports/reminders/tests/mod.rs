use super::*;
use crate::domain::command::{AllocationChoice, Command, ContactDraft, InvoiceDraft, PromiseDraft};
use crate::domain::contact_log::{ContactKind, ContactOutcome};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::dispute::DisputeCase;
use crate::domain::ids::PauseId;
use crate::domain::schedule::{Frequency, Instalments, PlanTerms};
use crate::reports::message_text::compose;

mod silence;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A ledger with one customer; invoices are given by due date.
struct Books(Ledger);

impl Books {
    fn new(dues: &[&str]) -> Self {
        let mut books = Self(Ledger::default());
        books.run(Command::AddCustomer { details: CustomerDetails::named("Ada") }, "2025-01-01");
        for (place, due) in dues.iter().enumerate() {
            let draft = InvoiceDraft {
                terms: Default::default(),
                customer: CustomerId(1),
                number: format!("{}", place + 1),
                issued: date(due).min(date("2025-01-01")),
                due: Some(date(due)),
                amount: Money::from_minor(10_000, Currency::USD),
                note: String::new(),
            };
            books.run(Command::IssueInvoice { draft }, "2025-01-01");
        }
        books
    }

    fn run(&mut self, command: Command, today: &str) {
        self.0.execute(&command, date(today)).unwrap();
    }

    fn on(&self, day: &str) -> ReminderSchedule {
        reminder_schedule(&self.0, self.0.policy(), date(day), 30)
    }

    /// Prepares and confirms what is due.
    fn send(&mut self, day: &str) {
        let reminder = self.on(day).due.remove(0);
        self.run(Command::PrepareMessage { content: compose(&self.0, &reminder, date(day)) }, day);
        let message = self.0.pending_message(CustomerId(1)).unwrap().id;
        self.run(Command::ConfirmMessageSent { message, on: date(day) }, day);
    }

    /// Offset of the step due on a day and how many items it covers.
    fn check(&self, day: &str, expected: Option<(i16, usize)>) {
        let schedule = self.on(day);
        assert!(schedule.due.len() <= 1, "never two messages to one customer");
        let due = schedule.due.first().map(|reminder| (reminder.step.offset_days, reminder.items.len()));
        assert_eq!(due, expected, "{day}");
    }
}

#[test]
fn existing_debt_enters_at_its_age() {
    let books = Books::new(&["2025-03-01"]);
    books.check("2025-02-21", None);
    books.check("2025-02-22", Some((-7, 1)));
    books.check("2025-03-01", Some((0, 1)));
    books.check("2025-05-15", Some((60, 1)));
    books.check("2026-05-15", Some((90, 1)));
}

#[test]
fn after_an_absence_one_message_the_right_one() {
    let mut books = Books::new(&["2025-03-01"]);
    books.send("2025-02-22");
    books.check("2025-02-23", None);
    books.check("2025-04-05", Some((30, 1)));
    books.send("2025-04-05");
    books.check("2025-04-06", None);
    books.check("2025-04-15", None);
    books.check("2025-04-16", Some((45, 1)));
}

#[test]
fn one_message_covers_everything_past_due_at_the_most_advanced_step() {
    let mut books = Books::new(&["2025-03-01", "2025-03-20", "2025-03-31", "2025-05-01"]);
    books.check("2025-03-31", Some((30, 2)));
    books.send("2025-03-31");
    books.check("2025-04-05", None);
    books.check("2025-04-07", Some((7, 1)));
    books.send("2025-04-07");
    books.check("2025-04-14", Some((30, 3)));
    books.check("2025-04-15", Some((45, 3)));
}

#[test]
fn the_time_to_pay_that_a_message_gave_is_kept_to() {
    let mut books = Books::new(&["2025-03-01", "2025-04-09"]);
    books.send("2025-03-31");
    assert_eq!(books.0.facts().messages[0].content.pay_by, Some(date("2025-04-10")));
    let given = |books: &Books, day: &str| {
        let reasons = books.on(day).silent.into_iter().map(|silence| (silence.item, silence.reason));
        reasons.filter(|(_, reason)| matches!(reason, SilenceReason::TimeGiven(_))).map(|(item, _)| item).collect::<Vec<_>>()
    };
    assert_eq!(given(&books, "2025-04-10"), [DueItem::Invoice(InvoiceId(1))]);
    assert_eq!(given(&books, "2025-04-11"), []);
    // What is not covered is asked for meanwhile.
    books.check("2025-04-09", Some((0, 1)));
    books.check("2025-04-11", None);
    books.check("2025-04-15", Some((45, 2)));
    let planned: Vec<_> = books.on("2025-04-01").planned.iter().map(|planned| (planned.on, planned.step.offset_days)).collect();
    assert_eq!(planned[0], (date("2025-04-05"), -7));
    books.send("2025-04-15");
    // The letter before action gives 30 days: the next step waits, however late the first one was.
    let ahead = reminder_schedule(&books.0, books.0.policy(), date("2025-04-15"), 60).planned;
    let agency: Vec<_> = ahead.iter().filter(|planned| planned.step.offset_days == 60).map(|planned| planned.on).collect();
    assert_eq!(agency, [date("2025-05-16")]);
    books.check("2025-05-15", None);
    books.check("2025-05-16", Some((60, 2)));
}

#[test]
fn a_word_with_the_customer_leaves_a_gap_and_a_call_nobody_answered_does_not() {
    let mut books = Books::new(&["2025-03-01"]);
    let call = |outcome| ContactDraft {
        customer: CustomerId(1),
        on: date("2025-03-06"),
        kind: ContactKind::Call,
        outcome: Some(outcome),
        reason: None,
        person: String::new(),
        note: String::new(),
        next: None,
    };
    books.run(Command::LogContact { draft: call(ContactOutcome::NoAnswer) }, "2025-03-06");
    books.check("2025-03-08", Some((7, 1)));
    books.run(Command::LogContact { draft: call(ContactOutcome::Reached) }, "2025-03-06");
    assert_eq!(books.on("2025-03-08").waiting[0].state, ReminderState::GapUntil(date("2025-03-11")));
    books.check("2025-03-11", Some((7, 1)));
}

#[test]
fn what_a_prepared_message_would_ask_for_now() {
    let mut books = Books::new(&["2025-03-01", "2025-03-02"]);
    let reminder = books.on("2025-03-10").due.remove(0);
    books.run(Command::PrepareMessage { content: compose(&books.0, &reminder, date("2025-03-10")) }, "2025-03-10");
    let content = books.0.facts().messages[0].content.clone();
    let now = |books: &Books| asked_now(&books.0, books.0.policy(), &content, date("2025-03-11"));
    assert_eq!(now(&books), content.totals);
    let choice = AllocationChoice::OldestFirst;
    let amount = Money::from_minor(15_000, Currency::USD);
    let (method, reference) = (String::new(), String::new());
    books.run(
        Command::RecordPayment {
            discounts: Vec::new(),
            customer: CustomerId(1),
            received: date("2025-03-11"),
            amount,
            method,
            reference,
            choice,
        },
        "2025-03-11",
    );
    assert_eq!(now(&books), [Money::from_minor(5_000, Currency::USD)]);
    books.run(
        Command::RaiseDispute { invoice: InvoiceId(2), on: date("2025-03-11"), reason: String::new(), case: DisputeCase::default() },
        "2025-03-11",
    );
    assert_eq!(now(&books), []);
}

#[test]
fn the_next_message_waits_for_the_owners_word_and_for_the_gap() {
    let mut books = Books::new(&["2025-03-01"]);
    let reminder = books.on("2025-03-08").due.remove(0);
    books.run(Command::PrepareMessage { content: compose(&books.0, &reminder, date("2025-03-08")) }, "2025-03-08");
    let message = books.0.pending_message(CustomerId(1)).unwrap().id;
    let waiting = books.on("2025-03-31");
    assert!(waiting.due.is_empty());
    assert_eq!(waiting.waiting[0].state, ReminderState::AwaitingConfirmation(message));
    let again = Command::PrepareMessage { content: compose(&books.0, &reminder, date("2025-03-31")) };
    assert!(books.0.decide(&again, date("2025-03-31")).is_err());
    books.run(Command::ConfirmMessageSent { message, on: date("2025-03-13") }, "2025-03-31");
    assert_eq!(books.on("2025-03-16").waiting[0].state, ReminderState::GapUntil(date("2025-03-18")));
    books.check("2025-03-18", Some((14, 1)));
}

#[test]
fn a_skipped_step_is_done_but_leaves_no_gap() {
    let mut books = Books::new(&["2025-03-01"]);
    let reminder = books.on("2025-03-14").due.remove(0);
    books.run(Command::PrepareMessage { content: compose(&books.0, &reminder, date("2025-03-14")) }, "2025-03-14");
    let message = books.0.pending_message(CustomerId(1)).unwrap().id;
    books.run(Command::SkipMessage { message, on: date("2025-03-14"), reason: "met in person".into() }, "2025-03-14");
    books.check("2025-03-14", None);
    books.check("2025-03-15", Some((14, 1)));
}

#[test]
fn a_confirmation_can_be_taken_back() {
    let mut books = Books::new(&["2025-03-01"]);
    let reminder = books.on("2025-03-14").due.remove(0);
    books.run(Command::PrepareMessage { content: compose(&books.0, &reminder, date("2025-03-14")) }, "2025-03-14");
    let message = books.0.pending_message(CustomerId(1)).unwrap().id;
    let sent = Command::ConfirmMessageSent { message, on: date("2025-03-14") };
    let event = books.0.decide(&sent, date("2025-03-14")).unwrap();
    let undo = books.0.undo_of(&event).unwrap();
    books.run(sent, "2025-03-14");
    books.run(undo, "2025-03-14");
    assert_eq!(books.0.pending_message(CustomerId(1)).map(|message| message.id), Some(message));
    assert_eq!(books.on("2025-03-15").waiting[0].state, ReminderState::AwaitingConfirmation(message));
    assert_eq!(books.0.check(), vec![]);
}
