use super::*;
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft, PromiseDraft};
use crate::domain::credit::ReversalReason;
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::rejection::Rejection;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// One customer with two invoices of 100.00, the second due later.
struct Books(Ledger);

impl Books {
    fn new() -> Self {
        let mut books = Self(Ledger::default());
        books.run(Command::AddCustomer { details: CustomerDetails::named("Ada") }, "2025-01-01");
        for (number, due) in [("1", "2025-02-01"), ("2", "2025-02-10")] {
            let draft = InvoiceDraft {
                terms: Default::default(),
                customer: CustomerId(1),
                number: number.to_owned(),
                issued: date("2025-01-01"),
                due: Some(date(due)),
                amount: usd(10_000),
                note: String::new(),
            };
            books.run(Command::IssueInvoice { draft }, "2025-01-01");
        }
        books
    }

    fn run(&mut self, command: Command, today: &str) {
        self.0.execute(&command, date(today)).unwrap();
    }

    fn draft(made: &str, due: &str, minor: i64, invoices: &[u32]) -> PromiseDraft {
        PromiseDraft {
            customer: CustomerId(1),
            made: date(made),
            due: date(due),
            amount: usd(minor),
            invoices: invoices.iter().map(|id| InvoiceId(*id)).collect(),
            by: "Ada".to_owned(),
            note: String::new(),
        }
    }

    fn promise(&mut self, made: &str, due: &str, minor: i64, invoices: &[u32]) {
        self.run(Command::MakePromise { draft: Self::draft(made, due, minor, invoices) }, made);
    }

    fn pay(&mut self, on: &str, minor: i64, choice: AllocationChoice) {
        let (method, reference) = (String::new(), String::new());
        self.run(
            Command::RecordPayment {
                discounts: Vec::new(),
                customer: CustomerId(1),
                received: date(on),
                amount: usd(minor),
                method,
                reference,
                choice,
            },
            on,
        );
    }

    /// State and money of every promise on a day, in the order of due days.
    fn check(&self, day: &str, expected: &[(PromiseState, i64)]) {
        let found = promises_of(&self.0, self.0.policy(), CustomerId(1), date(day));
        let found: Vec<_> = found.iter().map(|progress| (progress.state, progress.received.minor())).collect();
        assert_eq!(found, expected, "{day}");
    }
}

use PromiseState::{Broken, Kept, NoLongerOwed, Open, PartlyKept, Withdrawn};

#[test]
fn a_promise_is_open_until_its_grace_has_passed_then_kept_partly_kept_or_broken() {
    let mut books = Books::new();
    books.promise("2025-02-05", "2025-02-12", 10_000, &[]);
    books.check("2025-02-04", &[]);
    books.check("2025-02-14", &[(Open, 0)]);
    books.check("2025-02-15", &[(Broken, 0)]);
    books.pay("2025-02-13", 4_000, AllocationChoice::Unapplied);
    books.check("2025-02-12", &[(Open, 0)]);
    books.check("2025-02-14", &[(Open, 4_000)]);
    books.check("2025-02-15", &[(PartlyKept, 4_000)]);
    books.pay("2025-02-14", 6_000, AllocationChoice::OldestFirst);
    books.check("2025-02-15", &[(Kept(date("2025-02-14")), 10_000)]);
    // Money that comes after the grace does not mend it.
    let mut late = Books::new();
    late.promise("2025-02-05", "2025-02-12", 10_000, &[]);
    late.pay("2025-02-15", 10_000, AllocationChoice::OldestFirst);
    late.check("2025-02-20", &[(Broken, 0)]);
}

#[test]
fn money_from_before_the_promise_does_not_count_and_money_counts_once() {
    let mut books = Books::new();
    books.pay("2025-02-01", 3_000, AllocationChoice::Unapplied);
    books.promise("2025-02-05", "2025-02-12", 5_000, &[]);
    books.promise("2025-02-05", "2025-02-19", 5_000, &[]);
    books.pay("2025-02-10", 7_000, AllocationChoice::OldestFirst);
    books.check("2025-02-12", &[(Kept(date("2025-02-10")), 5_000), (Open, 2_000)]);
    books.check("2025-03-01", &[(Kept(date("2025-02-10")), 5_000), (PartlyKept, 2_000)]);
}

#[test]
fn a_promise_about_a_document_counts_what_payments_brought_to_it() {
    let mut books = Books::new();
    books.promise("2025-02-11", "2025-02-14", 10_000, &[2]);
    books.pay("2025-02-12", 10_000, AllocationChoice::OldestFirst);
    books.check("2025-02-12", &[(Open, 0)]);
    books.pay("2025-02-13", 6_000, AllocationChoice::Chosen(vec![(InvoiceId(2), usd(6_000))]));
    books.check("2025-02-13", &[(Open, 6_000)]);
    books.check("2025-02-17", &[(PartlyKept, 6_000)]);
}

#[test]
fn a_bounced_payment_breaks_the_promise_it_had_kept() {
    let mut books = Books::new();
    books.promise("2025-02-05", "2025-02-12", 10_000, &[]);
    books.pay("2025-02-12", 10_000, AllocationChoice::OldestFirst);
    let on = date("2025-02-18");
    books.run(Command::ReversePayment { payment: PaymentId(1), on, reason: ReversalReason::Bounced }, "2025-02-18");
    books.check("2025-02-17", &[(Kept(date("2025-02-12")), 10_000)]);
    books.check("2025-02-18", &[(Broken, 0)]);
}

#[test]
fn a_credit_note_is_no_payment_but_takes_the_debt_away() {
    let mut books = Books::new();
    books.promise("2025-02-05", "2025-02-12", 10_000, &[1]);
    let credit = |amount, number: &str| Command::IssueCreditNote {
        customer: CustomerId(1),
        number: number.to_owned(),
        issued: date("2025-02-08"),
        amount: usd(amount),
        note: String::new(),
        choice: AllocationChoice::Chosen(vec![(InvoiceId(1), usd(amount))]),
    };
    books.run(credit(9_000, "a"), "2025-02-08");
    books.check("2025-02-15", &[(Broken, 0)]);
    books.run(credit(1_000, "b"), "2025-02-08");
    books.check("2025-02-15", &[(NoLongerOwed, 0)]);
    books.check("2025-02-09", &[(NoLongerOwed, 0)]);
}

#[test]
fn a_withdrawn_promise_takes_no_money() {
    let mut books = Books::new();
    books.promise("2025-02-05", "2025-02-12", 10_000, &[]);
    books.run(Command::WithdrawPromise { promise: PromiseId(1), on: date("2025-02-08") }, "2025-02-08");
    books.promise("2025-02-08", "2025-02-20", 10_000, &[]);
    books.pay("2025-02-09", 10_000, AllocationChoice::OldestFirst);
    books.check("2025-02-07", &[(Open, 0)]);
    books.check("2025-02-09", &[(Withdrawn, 0), (Kept(date("2025-02-09")), 10_000)]);
}

#[test]
fn what_nobody_can_promise_is_refused_beside_its_field() {
    let mut books = Books::new();
    books.promise("2025-02-05", "2025-02-12", 20_000, &[]);
    let check = |draft: PromiseDraft, expected: Rejection| {
        let field = expected.field();
        let refused = books.0.decide(&Command::MakePromise { draft }, date("2025-02-06")).unwrap_err();
        assert_eq!(refused, expected);
        assert!(field.is_some() || matches!(expected, Rejection::NothingToDo(_)), "{expected}");
    };
    let (made, today) = ("2025-02-06", date("2025-02-06"));
    check(Books::draft(made, "2025-02-05", 100, &[]), Rejection::TooEarly { field: "due", what: "The promised day", limit: today });
    check(
        Books::draft("2025-02-07", "2025-02-09", 100, &[]),
        Rejection::InTheFuture { field: "made", what: "The day of the promise", today },
    );
    let limit = date("2026-02-07");
    check(Books::draft(made, "2062-02-09", 100, &[]), Rejection::TooLate { field: "due", what: "The promised day", limit });
    check(Books::draft(made, "2025-02-09", 0, &[]), Rejection::NotPositive);
    check(Books::draft(made, "2025-02-09", 20_001, &[]), Rejection::MoreThanBalance { owed: usd(20_000) });
    check(Books::draft(made, "2025-02-09", 10_001, &[2]), Rejection::MoreThanBalance { owed: usd(10_000) });
    check(Books::draft(made, "2025-02-09", 100, &[2, 2]), Rejection::NothingToDo("An invoice is named twice."));
}

#[test]
fn the_record_of_a_customer_counts_what_was_judged() {
    let mut record = PromiseRecord::default();
    assert_eq!(record.kept_percent(), None);
    for state in [Kept(date("2025-01-01")), Broken, Kept(date("2025-01-02")), Open, Withdrawn, NoLongerOwed] {
        record.add(state);
    }
    assert_eq!((record.judged(), record.kept_percent()), (3, Some(67)));
    record.add(PartlyKept);
    assert_eq!(record.kept_percent(), Some(50));
}

#[test]
fn what_was_paid_on_the_day_before_the_promise_was_given_does_not_count() {
    let mut books = Books::new();
    books.pay("2025-02-05", 5_000, AllocationChoice::OldestFirst);
    books.promise("2025-02-05", "2025-02-12", 5_000, &[]);
    books.check("2025-02-05", &[(Open, 0)]);
    books.pay("2025-02-05", 5_000, AllocationChoice::OldestFirst);
    books.check("2025-02-05", &[(Kept(date("2025-02-05")), 5_000)]);
}

#[test]
fn a_plan_over_its_documents_takes_the_place_of_a_promise() {
    use crate::domain::schedule::{Frequency, Instalments, PlanTerms};
    let mut books = Books::new();
    books.promise("2025-02-05", "2025-02-12", 10_000, &[1]);
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
        Command::AcceptPlan { customer: CustomerId(1), invoices: vec![InvoiceId(1)], terms: terms.into(), accepted: date("2025-02-08") };
    books.run(plan, "2025-02-08");
    books.check("2025-02-07", &[(Open, 0)]);
    books.check("2025-02-08", &[(Withdrawn, 0)]);
    books.check("2025-02-20", &[(Withdrawn, 0)]);
}

#[test]
fn money_in_the_books_when_a_promise_is_entered_does_not_count_even_if_it_was_given_before() {
    let mut books = Books::new();
    books.pay("2025-02-07", 15_000, AllocationChoice::OldestFirst);
    // Given on the 5th, entered on the 10th, about the 50.00 that were left by then.
    books.run(Command::MakePromise { draft: Books::draft("2025-02-05", "2025-02-12", 5_000, &[]) }, "2025-02-10");
    books.check("2025-02-10", &[(Open, 0)]);
    books.check("2025-02-15", &[(Broken, 0)]);
    // What is entered after it counts from the day it was given.
    let (received, method, reference) = (date("2025-02-06"), String::new(), String::new());
    let choice = AllocationChoice::OldestFirst;
    books.run(
        Command::RecordPayment { discounts: Vec::new(), customer: CustomerId(1), received, amount: usd(5_000), method, reference, choice },
        "2025-02-11",
    );
    books.check("2025-02-15", &[(Kept(date("2025-02-06")), 5_000)]);
}
