use super::*;
use crate::domain::calendar::add_days;
use crate::domain::command::{AllocationChoice, Command, ContactDraft, InvoiceDraft, PromiseDraft};
use crate::domain::contact_log::ContactKind;
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::dispute::{DisputeCase, NextMove};
use crate::domain::schedule::{Frequency, Instalments, PlanTerms};
use crate::reports::message_text::compose;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const ADA: CustomerId = CustomerId(1);

struct Books(Ledger);

impl Books {
    /// Customers 1, 2, … with one invoice each, by due date and amount in cents.
    fn new(invoices: &[(&str, i64)]) -> Self {
        let mut books = Self(Ledger::default());
        for (place, (due, minor)) in invoices.iter().enumerate() {
            books.run(Command::AddCustomer { details: CustomerDetails::named(&format!("Customer {place}")) }, "2025-01-01");
            let draft = InvoiceDraft {
                terms: Default::default(),
                customer: CustomerId::from_index(place),
                number: "1".to_owned(),
                issued: date("2025-01-01"),
                due: Some(date(due)),
                amount: Money::from_minor(*minor, Currency::USD),
                note: String::new(),
            };
            books.run(Command::IssueInvoice { draft }, "2025-01-01");
        }
        books
    }

    fn run(&mut self, command: Command, today: &str) {
        self.0.execute(&command, date(today)).unwrap();
    }

    fn on(&self, day: &str) -> Worklist {
        worklist(&self.0, self.0.policy(), date(day))
    }

    /// Customer and kind of every task of a day, in order.
    fn check(&self, day: &str, expected: &[(u32, &str)]) {
        let name = |kind: &TaskKind| format!("{kind:?}").split([' ', '(']).next().unwrap_or_default().to_owned();
        let found: Vec<_> = self.on(day).tasks.iter().map(|task| (task.customer.0, name(&task.kind))).collect();
        let found: Vec<_> = found.iter().map(|(customer, kind)| (*customer, kind.as_str())).collect();
        assert_eq!(found, expected, "{day}");
    }

    fn promise(&mut self, made: &str, due: &str, minor: i64) {
        let draft = PromiseDraft {
            customer: ADA,
            made: date(made),
            due: date(due),
            amount: Money::from_minor(minor, Currency::USD),
            invoices: Vec::new(),
            by: String::new(),
            note: String::new(),
        };
        self.run(Command::MakePromise { draft }, made);
    }

    fn contact(&mut self, on: &str, next: Option<&str>) {
        let draft = ContactDraft {
            customer: ADA,
            on: date(on),
            kind: ContactKind::Call,
            outcome: None,
            reason: None,
            person: String::new(),
            note: String::new(),
            next: next.map(date),
        };
        self.run(Command::LogContact { draft }, on);
    }
}

#[test]
fn amount_chance_and_urgency_decide_the_order() {
    let books = Books::new(&[("2025-03-01", 10_000), ("2025-03-01", 50_000), ("2025-01-02", 60_000)]);
    books.check("2025-03-10", &[(3, "DecideHold"), (2, "Remind"), (3, "Remind"), (1, "Remind")]);
    let segments: Vec<_> = books.on("2025-03-10").tasks.iter().map(|task| task.segment).collect();
    assert_eq!(segments, [Segment::AtRisk, Segment::QuickWin, Segment::AtRisk, Segment::QuickWin]);
}

#[test]
fn a_promise_takes_the_reminder_away_and_comes_first_when_it_is_broken() {
    let mut books = Books::new(&[("2025-03-01", 10_000), ("2025-03-01", 15_000)]);
    books.promise("2025-03-10", "2025-03-14", 10_000);
    books.check("2025-03-13", &[(2, "Remind")]);
    books.check("2025-03-14", &[(1, "PromiseDue"), (2, "Remind")]);
    books.check("2025-03-17", &[(1, "PromiseBroken"), (2, "Remind")]);
    // A later word with the customer, or a new promise, answers it.
    let mut called = Books(books.0.clone());
    called.contact("2025-03-18", None);
    called.check("2025-03-18", &[(2, "Remind")]);
    called.check("2025-03-23", &[(2, "Remind"), (1, "Remind")]);
    books.promise("2025-03-18", "2025-03-30", 10_000);
    books.check("2025-03-18", &[(2, "Remind")]);
}

#[test]
fn the_contact_log_says_when_to_be_in_touch_again_until_the_next_word() {
    let mut books = Books::new(&[("2025-03-01", 10_000)]);
    books.contact("2025-03-05", Some("2025-03-12"));
    books.check("2025-03-11", &[(1, "Remind")]);
    books.check("2025-03-12", &[(1, "ContactAgain"), (1, "Remind")]);
    books.contact("2025-03-12", None);
    books.check("2025-03-12", &[]);
    books.check("2025-03-17", &[(1, "Remind")]);
}

#[test]
fn a_dispute_is_a_task_while_it_is_the_owners_move() {
    let mut books = Books::new(&[("2025-03-01", 10_000)]);
    let case = DisputeCase { answer_by: Some(date("2025-03-20")), ..DisputeCase::default() };
    let raise = Command::RaiseDispute { invoice: InvoiceId(1), on: date("2025-03-05"), reason: "late".to_owned(), case: case.clone() };
    books.run(raise, "2025-03-05");
    books.check("2025-03-10", &[(1, "AnswerDispute")]);
    let case = DisputeCase { next_move: NextMove::Theirs, ..case };
    books.run(Command::ChangeDispute { dispute: DisputeId(1), case }, "2025-03-10");
    books.check("2025-03-10", &[]);
}

#[test]
fn a_missed_instalment_stands_for_the_debt() {
    let mut books = Books::new(&[("2025-03-01", 10_000)]);
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let terms = PlanTerms {
        total: usd(0),
        down_payment: usd(0),
        instalments: Instalments::Count(2),
        frequency: Frequency::Monthly,
        first_due: date("2025-04-01"),
        rate_pct: rust_decimal::Decimal::ZERO,
        residual: crate::domain::money::Residual::Last,
    };
    let plan = Command::AcceptPlan { customer: ADA, invoices: vec![InvoiceId(1)], terms: terms.into(), accepted: date("2025-03-10") };
    books.run(plan, "2025-03-10");
    books.check("2025-03-20", &[]);
    books.check("2025-04-10", &[(1, "InstalmentMissed")]);
    assert_eq!(books.on("2025-04-10").tasks[0].amounts, [usd(5_000)]);
}

#[test]
fn what_is_put_off_comes_back_on_its_day() {
    let mut books = Books::new(&[("2025-03-01", 10_000)]);
    let until = Some(date("2025-03-15"));
    let later = Command::PostponeTask { customer: ADA, subject: TaskSubject::Reminder, until, reason: String::new() };
    books.run(later.clone(), "2025-03-10");
    books.check("2025-03-14", &[]);
    assert_eq!(books.on("2025-03-14").put_off.len(), 1);
    books.check("2025-03-15", &[(1, "Remind")]);
    let event = books.0.decide(&later, date("2025-03-10")).unwrap();
    let back = books.0.undo_of(&event).unwrap();
    books.0.apply(&event);
    books.run(back, "2025-03-10");
    assert_eq!(books.on("2025-03-16").tasks.len(), 1);
    let past =
        Command::PostponeTask { customer: ADA, subject: TaskSubject::Reminder, until: Some(date("2025-03-10")), reason: String::new() };
    assert_eq!(books.0.decide(&past, date("2025-03-10")).unwrap_err().field(), Some("until"));
}

#[test]
fn a_late_customer_who_pays_everything_is_thanked_for_a_week_and_a_prepared_message_waits() {
    let mut books = Books::new(&[("2025-03-01", 10_000), ("2025-03-01", 20_000)]);
    let (customer, received, amount) = (ADA, date("2025-03-10"), Money::from_minor(10_000, Currency::USD));
    let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
    books.run(Command::RecordPayment { discounts: Vec::new(), customer, received, amount, method, reference, choice }, "2025-03-10");
    let reminder = crate::reports::reminders::reminder_schedule(&books.0, books.0.policy(), date("2025-03-10"), 0).due.remove(0);
    books.run(Command::PrepareMessage { content: compose(&books.0, &reminder, date("2025-03-10")) }, "2025-03-10");
    books.check("2025-03-10", &[(2, "Confirm"), (1, "ThankYou")]);
    let last = add_days(date("2025-03-10"), 6).to_string();
    assert_eq!(books.on(&last).tasks.len(), 2);
    assert_eq!(books.on("2025-03-17").tasks.len(), 1);
}

#[test]
fn a_broken_promise_says_nothing_once_the_debt_is_paid_renewed_or_agreed_upon() {
    let mut books = Books::new(&[("2025-03-01", 10_000)]);
    books.promise("2025-03-05", "2025-03-07", 10_000);
    books.check("2025-03-10", &[(1, "PromiseBroken")]);
    let mut renewed = Books(books.0.clone());
    renewed.promise("2025-03-09", "2025-03-20", 10_000);
    renewed.check("2025-03-10", &[]);
    let (received, amount) = (date("2025-03-10"), Money::from_minor(10_000, Currency::USD));
    let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::Unapplied);
    books.run(Command::RecordPayment { discounts: Vec::new(), customer: ADA, received, amount, method, reference, choice }, "2025-03-10");
    books.check("2025-03-10", &[]);
}

#[test]
fn putting_a_due_promise_off_does_not_hide_that_it_was_broken_later() {
    let mut books = Books::new(&[("2025-03-01", 10_000)]);
    books.promise("2025-03-05", "2025-03-10", 10_000);
    let subject = TaskSubject::Promise(PromiseId(1));
    let later = |until: Option<&str>| Command::PostponeTask { customer: ADA, subject, until: until.map(date), reason: String::new() };
    assert_eq!(books.0.decide(&later(None), date("2025-03-10")).unwrap_err().field(), Some("until"), "money that is owed comes back");
    books.run(later(Some("2025-04-10")), "2025-03-10");
    books.check("2025-03-10", &[]);
    books.check("2025-03-13", &[(1, "PromiseBroken")]);
    // Put off again, the reminder of the schedule stands in its place.
    books.run(later(Some("2025-04-10")), "2025-03-13");
    books.check("2025-03-13", &[(1, "Remind")]);
}

#[test]
fn whether_to_stop_shipping_is_asked_until_it_is_decided() {
    let mut books = Books::new(&[("2025-01-02", 10_000)]);
    let reminder = crate::reports::reminders::reminder_schedule(&books.0, books.0.policy(), date("2025-03-10"), 0).due.remove(0);
    books.run(Command::PrepareMessage { content: compose(&books.0, &reminder, date("2025-03-10")) }, "2025-03-10");
    books.run(Command::ConfirmMessageSent { message: MessageId(1), on: date("2025-03-10") }, "2025-03-10");
    books.check("2025-03-11", &[(1, "DecideHold")]);
    let mut disputed = Books(books.0.clone());
    let raise =
        Command::RaiseDispute { invoice: InvoiceId(1), on: date("2025-03-11"), reason: String::new(), case: DisputeCase::default() };
    disputed.run(raise, "2025-03-11");
    disputed.check("2025-03-11", &[(1, "AnswerDispute")]);
    books.run(Command::SetHold { customer: ADA, on: date("2025-03-11"), reason: "late".to_owned() }, "2025-03-11");
    books.check("2025-03-11", &[]);
    let reason = "they promised to pay".to_owned();
    books.run(Command::ReleaseHold { hold: crate::domain::ids::HoldId(1), on: date("2025-03-12"), reason }, "2025-03-12");
    assert!(!books.on("2025-03-12").tasks.iter().any(|task| matches!(task.kind, TaskKind::DecideHold { .. })), "decided for a while");
}

#[test]
fn the_owner_is_asked_to_speak_to_who_is_handled_in_person_until_they_did() {
    let mut books = Books::new(&[("2025-03-01", 10_000), ("2025-03-01", 20_000)]);
    let mut details = CustomerDetails::named("Ada");
    details.approach.in_person = true;
    books.run(Command::ChangeCustomer { customer: ADA, details }, "2025-03-01");
    books.check("2025-03-01", &[(2, "Remind")]);
    books.check("2025-03-10", &[(2, "Remind"), (1, "SpeakInPerson")]);
    assert_eq!(books.on("2025-03-10").tasks[1].amounts, [Money::from_minor(10_000, Currency::USD)]);
    let mut called = Books(books.0.clone());
    called.contact("2025-03-10", None);
    called.check("2025-03-10", &[(2, "Remind")]);
    called.check("2025-03-17", &[(2, "Remind"), (1, "SpeakInPerson")]);
    // A day for the next word is set: until then, and on it, there is one line at most.
    books.contact("2025-03-10", Some("2025-03-25"));
    books.check("2025-03-20", &[(2, "Remind")]);
    books.check("2025-03-25", &[(1, "ContactAgain"), (2, "Remind")]);
}

#[test]
fn after_the_last_step_the_owner_decides_what_comes_next() {
    let mut books = Books::new(&[("2025-01-02", 10_000)]);
    books.run(Command::SetHold { customer: ADA, on: date("2025-03-01"), reason: "late".to_owned() }, "2025-03-01");
    let day = add_days(date("2025-01-02"), 95).to_string();
    let reminder = crate::reports::reminders::reminder_schedule(&books.0, books.0.policy(), date(&day), 0).due.remove(0);
    assert_eq!(reminder.step.offset_days, books.0.policy().schedule.last().unwrap().offset_days);
    books.run(Command::PrepareMessage { content: compose(&books.0, &reminder, date(&day)) }, &day);
    books.check(&day, &[(1, "Confirm")]);
    books.run(Command::ConfirmMessageSent { message: MessageId(1), on: date(&day) }, &day);
    books.check(&day, &[]);
    let later = add_days(date(&day), i64::from(books.0.policy().minimum_gap_days)).to_string();
    books.check(&later, &[(1, "DecideNext")]);
    let until = Some(add_days(date(&later), 30));
    let reason = "the lawyer looks at it".to_owned();
    books.run(Command::PostponeTask { customer: ADA, subject: TaskSubject::Reminder, until, reason }, &later);
    books.check(&later, &[]);
}

#[test]
fn a_promise_of_a_cent_hides_a_cent() {
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let mut books = Books::new(&[("2025-01-02", 10_000)]);
    books.promise("2025-03-10", "2025-03-20", 1);
    let hold = |books: &Books| books.on("2025-03-10").tasks.into_iter().find(|task| matches!(task.kind, TaskKind::DecideHold { .. }));
    assert_eq!(hold(&books).unwrap().amounts, [usd(9_999)]);
    books.promise("2025-03-10", "2025-03-20", 9_999);
    assert_eq!(hold(&books), None);
    // The same of missed instalments.
    let mut books = Books::new(&[("2025-03-01", 10_000)]);
    let terms = PlanTerms {
        total: usd(0),
        down_payment: usd(0),
        instalments: Instalments::Count(2),
        frequency: Frequency::Monthly,
        first_due: date("2025-04-01"),
        rate_pct: rust_decimal::Decimal::ZERO,
        residual: crate::domain::money::Residual::Last,
    };
    let plan = Command::AcceptPlan { customer: ADA, invoices: vec![InvoiceId(1)], terms: terms.into(), accepted: date("2025-03-10") };
    books.run(plan, "2025-03-10");
    books.promise("2025-05-05", "2025-05-20", 5_001);
    let task = books.on("2025-05-10").tasks.remove(0);
    assert!(matches!(task.kind, TaskKind::InstalmentMissed { count: 1, .. }), "the first one is promised: {task:?}");
    assert_eq!(task.amounts, [usd(4_999)]);
    books.promise("2025-05-05", "2025-05-20", 4_999);
    books.check("2025-05-10", &[]);
}

#[test]
fn credit_that_is_not_applied_covers_the_oldest_debt_first() {
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let mut books = Books::new(&[("2025-01-02", 10_000)]);
    let (issued, due) = (date("2025-01-01"), Some(date("2025-01-06")));
    let draft = InvoiceDraft {
        terms: Default::default(),
        customer: ADA,
        number: "2".to_owned(),
        issued,
        due,
        amount: usd(5_000),
        note: String::new(),
    };
    books.run(Command::IssueInvoice { draft }, "2025-01-01");
    let pay = |books: &mut Books, minor| {
        let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::Unapplied);
        let received = date("2025-03-09");
        books.run(
            Command::RecordPayment { discounts: Vec::new(), customer: ADA, received, amount: usd(minor), method, reference, choice },
            "2025-03-09",
        );
    };
    pay(&mut books, 12_000);
    let decided = books.on("2025-03-10").tasks.into_iter().find(|task| matches!(task.kind, TaskKind::DecideHold { .. })).unwrap();
    assert!(matches!(decided.kind, TaskKind::DecideHold { invoice: InvoiceId(2), days: 63 }), "{decided:?}");
    assert_eq!(decided.amounts, [usd(3_000)]);
    pay(&mut books, 3_000);
    books.check("2025-03-10", &[]);
}

#[test]
fn a_deadline_that_comes_near_and_the_currency_change_the_order() {
    let day = date("2025-03-10");
    let score = |by: Option<i64>| {
        let by = by.map(|days| add_days(day, days));
        score::score(&TaskKind::AnswerDispute { dispute: DisputeId(1), by }, &[Money::from_minor(10_000, Currency::USD)], 0, day)
    };
    let near = [Some(-1), Some(3), Some(14), Some(15), None].map(score);
    assert_eq!(near, [38_000, 38_000, 23_750, 14_250, 14_250]);
    let amount = |minor, currency| score::score(&TaskKind::SpeakInPerson, &[Money::from_minor(minor, currency)], 10, day);
    assert!(amount(50_000, Currency::JPY) < amount(4_900_000, Currency::USD), "50,000 yen are no 49,000 dollars");
    assert!(amount(50_000, Currency::JPY) > amount(49_900, Currency::USD), "a hundredth each");
}
