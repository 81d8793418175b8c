use super::*;
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft, PromiseDraft};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::ids::PaymentId;
use crate::domain::money::Money;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const ADA: CustomerId = CustomerId(1);

struct Books(Ledger);

impl Books {
    /// One customer whose invoices of 100.00 are due on the days and were paid on the days, if at all.
    fn new(invoices: &[(&str, Option<&str>)]) -> Self {
        let mut books = Self(Ledger::default());
        books.run(Command::AddCustomer { details: CustomerDetails::named("Ada") });
        for (place, (due, paid)) in invoices.iter().enumerate() {
            let amount = Money::from_minor(10_000, Currency::USD);
            let (number, note) = (place.to_string(), String::new());
            let draft = InvoiceDraft {
                terms: Default::default(),
                customer: ADA,
                number,
                issued: date("2024-01-01"),
                due: Some(date(due)),
                amount,
                note,
            };
            books.run(Command::IssueInvoice { draft });
            if let Some(paid) = paid {
                books.pay(paid);
            }
        }
        books
    }

    fn run(&mut self, command: Command) {
        self.0.execute(&command, date("2025-06-30")).unwrap();
    }

    fn pay(&mut self, on: &str) {
        self.run(Command::RecordPayment {
            discounts: Vec::new(),
            customer: ADA,
            received: date(on),
            amount: Money::from_minor(10_000, Currency::USD),
            method: String::new(),
            reference: String::new(),
            choice: AllocationChoice::OldestFirst,
        });
    }

    fn check(&self, day: &str, expected: (Option<Grade>, u32)) {
        let found = rating(&self.0, self.0.policy(), ADA, date(day));
        assert_eq!((found.grade, found.points), expected, "{day}: {:?}", found.reasons);
        let taken: u32 = found.reasons.iter().map(|(_, points)| points).sum();
        assert_eq!(100_u32.saturating_sub(taken), found.points, "the reasons explain the points");
    }
}

#[test]
fn the_grade_follows_from_how_late_documents_were_paid() {
    Books::new(&[]).check("2025-06-30", (None, 100));
    Books::new(&[("2025-07-31", None)]).check("2025-06-30", (None, 100));
    Books::new(&[("2025-03-01", Some("2025-02-20"))]).check("2025-06-30", (Some(Grade::A), 100));
    Books::new(&[("2025-03-01", Some("2025-03-16"))]).check("2025-06-30", (Some(Grade::A), 85));
    Books::new(&[("2025-03-01", Some("2025-03-17"))]).check("2025-06-30", (Some(Grade::B), 84));
    Books::new(&[("2025-01-01", Some("2025-06-01"))]).check("2025-06-30", (Some(Grade::C), 60));
    // More than a year ago: no longer counted.
    Books::new(&[("2024-03-01", Some("2024-06-16"))]).check("2025-06-30", (None, 100));
}

#[test]
fn what_is_past_due_now_takes_up_to_thirty_points() {
    Books::new(&[("2025-06-29", None)]).check("2025-06-30", (Some(Grade::A), 100));
    Books::new(&[("2025-06-01", None)]).check("2025-06-30", (Some(Grade::A), 91));
    Books::new(&[("2024-06-01", None)]).check("2025-06-30", (Some(Grade::B), 70));
}

#[test]
fn bounced_payments_and_broken_promises_weigh() {
    let mut books = Books::new(&[("2025-05-31", Some("2025-06-01"))]);
    let on = date("2025-06-05");
    books.run(Command::ReversePayment { payment: PaymentId(1), on, reason: ReversalReason::Bounced });
    books.check("2025-06-04", (Some(Grade::A), 99));
    books.check("2025-06-05", (Some(Grade::A), 89)); // 1 for 5 days past due, 10 for the bounce
    let draft = PromiseDraft {
        customer: ADA,
        made: date("2025-06-10"),
        due: date("2025-06-12"),
        amount: Money::from_minor(10_000, Currency::USD),
        invoices: Vec::new(),
        by: String::new(),
        note: String::new(),
    };
    books.0.execute(&Command::MakePromise { draft }, date("2025-06-10")).unwrap();
    books.check("2025-06-14", (Some(Grade::A), 86));
    books.check("2025-06-15", (Some(Grade::B), 75)); // 5 past due, 10 bounce, 10 broken
}

#[test]
fn a_credit_note_is_no_late_payment_and_a_payment_counts_from_the_day_it_came() {
    let mut books = Books::new(&[("2025-03-01", None)]);
    let amount = Money::from_minor(10_000, Currency::USD);
    let mut credited = Books(books.0.clone());
    credited.run(Command::IssueCreditNote {
        customer: ADA,
        number: "C".to_owned(),
        issued: date("2025-06-01"),
        amount,
        note: String::new(),
        choice: AllocationChoice::OldestFirst,
    });
    credited.check("2025-06-30", (None, 100));
    let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::Unapplied);
    books.run(Command::RecordPayment {
        discounts: Vec::new(),
        customer: ADA,
        received: date("2025-03-01"),
        amount,
        method,
        reference,
        choice,
    });
    books.run(Command::AllocateCredit { source: CreditSource::Payment(PaymentId(1)), choice: AllocationChoice::OldestFirst });
    books.check("2025-06-30", (Some(Grade::A), 100));
}

#[test]
fn what_is_contested_or_covered_by_credit_takes_no_points() {
    let mut books = Books::new(&[("2025-05-01", None), ("2025-06-15", None)]);
    books.check("2025-06-30", (Some(Grade::B), 80)); // 60 days past due
    let mut contested = Books(books.0.clone());
    let case = crate::domain::dispute::DisputeCase::default();
    contested.run(Command::RaiseDispute { invoice: crate::domain::ids::InvoiceId(1), on: date("2025-06-10"), reason: String::new(), case });
    contested.check("2025-06-30", (Some(Grade::A), 95)); // the other one, 15 days
    let (received, method, reference) = (date("2025-06-20"), String::new(), String::new());
    let amount = Money::from_minor(15_000, Currency::USD);
    books.run(Command::RecordPayment {
        discounts: Vec::new(),
        customer: ADA,
        received,
        amount,
        method,
        reference,
        choice: AllocationChoice::Unapplied,
    });
    books.check("2025-06-30", (Some(Grade::A), 95)); // the oldest is covered, the other one only in part
}
