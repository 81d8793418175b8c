//! What is left in peace, and what comes after it.

use super::*;

#[test]
fn silence_for_what_is_paid_covered_disputed_or_paused() {
    let pay = |choice| Command::RecordPayment {
        discounts: Vec::new(),
        customer: CustomerId(1),
        received: date("2025-03-02"),
        amount: Money::from_minor(10_000, Currency::USD),
        method: String::new(),
        reference: String::new(),
        choice,
    };
    let mut paid = Books::new(&["2025-03-01"]);
    paid.run(pay(AllocationChoice::OldestFirst), "2025-03-02");
    paid.check("2025-03-08", None);
    assert!(paid.on("2025-03-08").silent.is_empty());
    paid.check("2025-03-01", Some((0, 1)));

    let mut covered = Books::new(&["2025-03-01", "2025-03-05"]);
    covered.run(pay(AllocationChoice::Unapplied), "2025-03-02");
    covered.check("2025-03-12", Some((7, 1)));
    assert_eq!(covered.on("2025-03-12").silent[0].reason, SilenceReason::CoveredByCredit);

    let mut disputed = Books::new(&["2025-03-01"]);
    disputed.run(
        Command::RaiseDispute { invoice: InvoiceId(1), on: date("2025-03-02"), reason: String::new(), case: DisputeCase::default() },
        "2025-03-02",
    );
    disputed.check("2025-03-12", None);
    assert_eq!(disputed.on("2025-03-12").silent[0].reason, SilenceReason::Disputed);

    let mut paused = Books::new(&["2025-03-01"]);
    let until = Some(date("2025-03-20"));
    paused.run(
        Command::PauseReminders { customer: CustomerId(1), invoice: None, from: date("2025-03-02"), until, reason: "illness".into() },
        "2025-03-02",
    );
    paused.check("2025-03-19", None);
    assert_eq!(paused.on("2025-03-19").silent[0].reason, SilenceReason::Paused(until));
    assert_eq!(paused.on("2025-03-19").planned[0].on, date("2025-03-20"));
    paused.check("2025-03-20", Some((14, 1)));
}

#[test]
fn a_moved_due_date_starts_anew() {
    let mut books = Books::new(&["2025-03-01"]);
    books.send("2025-03-08");
    books.run(Command::ChangeDueDate { invoice: InvoiceId(1), due: date("2025-04-01") }, "2025-03-10");
    books.check("2025-03-24", None);
    books.check("2025-03-25", Some((-7, 1)));
}

#[test]
fn instalments_take_the_place_of_the_documents_on_a_plan() {
    let mut books = Books::new(&["2025-03-01"]);
    let terms = PlanTerms {
        total: Money::zero(Currency::USD),
        down_payment: Money::zero(Currency::USD),
        instalments: Instalments::Count(2),
        frequency: Frequency::Monthly,
        first_due: date("2025-05-01"),
        rate_pct: rust_decimal::Decimal::ZERO,
        residual: crate::domain::money::Residual::Last,
    };
    let accept =
        Command::AcceptPlan { customer: CustomerId(1), invoices: vec![InvoiceId(1)], terms: terms.into(), accepted: date("2025-04-10") };
    books.run(accept, "2025-04-10");
    books.check("2025-04-09", Some((30, 1)));
    books.check("2025-04-10", None);
    books.check("2025-04-24", Some((-7, 1)));
    books.check("2025-05-08", Some((7, 1)));
    let pay = Command::RecordPayment {
        discounts: Vec::new(),
        customer: CustomerId(1),
        received: date("2025-05-02"),
        amount: Money::from_minor(5_000, Currency::USD),
        method: String::new(),
        reference: String::new(),
        choice: AllocationChoice::OldestFirst,
    };
    books.run(pay, "2025-05-02");
    books.check("2025-05-08", None);
    books.check("2025-06-08", Some((7, 1)));
}

#[test]
fn the_plan_of_the_coming_days_is_what_the_days_then_ask() {
    let mut books = Books::new(&["2025-03-01", "2025-03-10"]);
    let planned: Vec<_> =
        books.on("2025-03-02").planned.iter().map(|plan| (plan.on.to_string(), plan.step.offset_days, plan.items)).collect();
    let mut lived = Vec::new();
    let mut day = date("2025-03-02");
    while day <= date("2025-04-01") {
        let text = day.to_string();
        if let Some(reminder) = books.on(&text).due.first() {
            if text != "2025-03-02" {
                lived.push((text.clone(), reminder.step.offset_days, reminder.items.len()));
            }
            books.send(&text);
        }
        day = day.succ_opt().unwrap();
    }
    assert_eq!(planned, lived);
    assert!(!planned.is_empty());
}

#[test]
fn a_promise_silences_what_it_is_about_until_its_grace_is_over() {
    let mut books = Books::new(&["2025-02-01", "2025-02-02"]);
    let promise = |invoices: Vec<InvoiceId>, minor| Command::MakePromise {
        draft: PromiseDraft {
            customer: CustomerId(1),
            made: date("2025-03-10"),
            due: date("2025-03-14"),
            amount: Money::from_minor(minor, Currency::USD),
            invoices,
            by: String::new(),
            note: String::new(),
        },
    };
    books.check("2025-03-10", Some((30, 2)));
    books.run(promise(vec![InvoiceId(1)], 10_000), "2025-03-10");
    books.check("2025-03-10", Some((30, 1)));
    let silent = books.on("2025-03-16").silent;
    assert_eq!(silent.iter().map(|silence| silence.reason).collect::<Vec<_>>(), [SilenceReason::Promised(date("2025-03-16"))]);
    books.run(promise(vec![], 4_000), "2025-03-10");
    let asked = |books: &Books| books.on("2025-03-16").due.first().map(|due| due.totals[0].minor());
    assert_eq!(asked(&books), Some(6_000), "the rest is asked for");
    books.run(promise(vec![], 6_000), "2025-03-10");
    books.check("2025-03-16", None);
    let planned: Vec<_> = books.on("2025-03-16").planned.iter().map(|planned| (planned.on, planned.items)).collect();
    assert_eq!(planned.first(), Some(&(date("2025-03-17"), 2)), "if nobody pays");
    books.check("2025-03-17", Some((30, 2)));
}

#[test]
fn the_uncontested_part_of_a_dispute_is_still_asked_for() {
    let mut books = Books::new(&["2025-02-01"]);
    let case = DisputeCase { amount: Some(Money::from_minor(4_000, Currency::USD)), ..DisputeCase::default() };
    books.run(Command::RaiseDispute { invoice: InvoiceId(1), on: date("2025-03-01"), reason: String::new(), case }, "2025-03-01");
    let schedule = books.on("2025-03-10");
    assert_eq!(schedule.due[0].totals, [Money::from_minor(6_000, Currency::USD)]);
    assert_eq!((schedule.silent[0].open.minor(), schedule.silent[0].reason), (4_000, SilenceReason::Disputed));
}

#[test]
fn on_a_plan_disputes_and_promises_protect_the_instalments() {
    let mut books = Books::new(&["2025-02-01"]);
    let usd = |minor| Money::from_minor(minor, Currency::USD);
    let terms = PlanTerms {
        total: usd(0),
        down_payment: usd(0),
        instalments: Instalments::Count(2),
        frequency: Frequency::Monthly,
        first_due: date("2025-03-01"),
        rate_pct: rust_decimal::Decimal::ZERO,
        residual: crate::domain::money::Residual::Last,
    };
    let plan =
        Command::AcceptPlan { customer: CustomerId(1), invoices: vec![InvoiceId(1)], terms: terms.into(), accepted: date("2025-02-10") };
    books.run(plan, "2025-02-10");
    books.check("2025-03-08", Some((7, 1)));
    let draft = PromiseDraft {
        customer: CustomerId(1),
        made: date("2025-03-08"),
        due: date("2025-03-12"),
        amount: usd(5_000),
        invoices: vec![InvoiceId(1)],
        by: String::new(),
        note: String::new(),
    };
    let mut promised = Books(books.0.clone());
    promised.run(Command::MakePromise { draft }, "2025-03-08");
    promised.check("2025-03-08", None);
    let case = DisputeCase { amount: Some(usd(6_000)), ..DisputeCase::default() };
    books.run(Command::RaiseDispute { invoice: InvoiceId(1), on: date("2025-03-05"), reason: String::new(), case }, "2025-03-05");
    assert_eq!(books.on("2025-03-08").due[0].totals, [usd(4_000)], "60.00 are taken off from the last instalment on");
}

#[test]
fn one_invoice_can_be_left_in_peace() {
    let mut books = Books::new(&["2025-02-01", "2025-02-02"]);
    let until = Some(date("2025-03-20"));
    let reason = "waits for an order number".to_owned();
    let pause = Command::PauseReminders { customer: CustomerId(1), invoice: Some(InvoiceId(1)), from: date("2025-03-10"), until, reason };
    books.run(pause, "2025-03-10");
    let schedule = books.on("2025-03-10");
    assert_eq!((schedule.due[0].items.len(), schedule.due[0].lead), (1, DueItem::Invoice(InvoiceId(2))));
    assert_eq!((schedule.silent[0].item, schedule.silent[0].reason), (DueItem::Invoice(InvoiceId(1)), SilenceReason::Paused(until)));
    books.check("2025-03-20", Some((45, 2)));
    let event = books.0.decide(&Command::ResumeReminders { pause: PauseId(1), on: date("2025-03-12") }, date("2025-03-12")).unwrap();
    let undo = books.0.undo_of(&event).unwrap();
    books.0.apply(&event);
    books.check("2025-03-12", Some((30, 2)));
    books.run(undo, "2025-03-12");
    books.check("2025-03-12", Some((30, 1)));
    books.check("2025-03-20", Some((45, 2)));
}

#[test]
fn a_customer_handled_in_person_gets_no_message_today_or_later() {
    let mut books = Books::new(&["2025-01-10", "2025-03-01"]);
    books.check("2025-02-10", Some((30, 1)));
    let mut details = CustomerDetails::named("Ada");
    details.approach.in_person = true;
    books.run(Command::ChangeCustomer { customer: CustomerId(1), details: details.clone() }, "2025-02-10");
    books.check("2025-02-10", None);
    let found = books.on("2025-02-10");
    assert_eq!(found.silent.iter().map(|silence| silence.reason).collect::<Vec<_>>(), [SilenceReason::InPerson]);
    assert!(found.planned.is_empty() && found.waiting.is_empty());
    // A pause with an end does not bring messages back either.
    let (from, until) = (date("2025-02-10"), Some(date("2025-02-20")));
    books.run(Command::PauseReminders { customer: CustomerId(1), invoice: None, from, until, reason: String::new() }, "2025-02-10");
    assert!(books.on("2025-02-10").planned.is_empty());
    details.approach.in_person = false;
    books.run(Command::ChangeCustomer { customer: CustomerId(1), details }, "2025-02-20");
    books.check("2025-02-20", Some((30, 1)));
}
