//! Where a customer stands whatever the order: what is late, promised, contested, on hold or on a plan.

use super::*;
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft, PromiseDraft};
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::dispute::DisputeCase;
use crate::domain::ids::InvoiceId;
use crate::domain::schedule::{Frequency, Instalments, PlanTerms};

const ADA: CustomerId = CustomerId(1);

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// Ada owes 100.00, due on 1 March 2025.
struct Books(Ledger);

impl Books {
    fn new() -> Self {
        let mut books = Self(Ledger::default());
        books.run(Command::AddCustomer { details: CustomerDetails::named("Ada") }, "2025-02-01");
        let (issued, due) = (date("2025-02-01"), Some(date("2025-03-01")));
        let draft = InvoiceDraft {
            terms: Default::default(),
            customer: ADA,
            number: "1".to_owned(),
            issued,
            due,
            amount: usd(10_000),
            note: String::new(),
        };
        books.run(Command::IssueInvoice { draft }, "2025-02-01");
        books
    }

    fn run(&mut self, command: Command, today: &str) {
        self.0.execute(&command, date(today)).unwrap();
    }

    fn pay(&mut self, minor: i64, choice: AllocationChoice, on: &str) {
        let (method, reference) = (String::new(), String::new());
        self.run(
            Command::RecordPayment {
                discounts: Vec::new(),
                customer: ADA,
                received: date(on),
                amount: usd(minor),
                method,
                reference,
                choice,
            },
            on,
        );
    }

    #[track_caller]
    fn check(&self, day: &str, verdict: Verdict, reasons: usize) -> Vec<CreditReason> {
        let found = credit_answer(&self.0, self.0.policy(), ADA, None, date(day));
        assert_eq!((found.verdict, found.reasons.len()), (verdict, reasons), "{day}: {found:?}");
        found.reasons
    }
}

#[test]
fn what_is_late_is_a_question_and_after_two_months_a_no() {
    let books = Books::new();
    books.check("2025-03-01", Verdict::Approve, 0);
    let late = books.check("2025-03-10", Verdict::Deposit, 1);
    assert_eq!(late, [CreditReason::PastDue { days: 9, amounts: vec![usd(10_000)], stops: false }]);
    books.check("2025-04-30", Verdict::Deposit, 1);
    books.check("2025-05-01", Verdict::Hold, 1);
}

#[test]
fn what_is_contested_or_covered_by_credit_is_not_held_against_the_customer() {
    let mut books = Books::new();
    books.pay(4_000, AllocationChoice::Unapplied, "2025-03-05");
    let late = books.check("2025-03-10", Verdict::Deposit, 1);
    assert_eq!(late, [CreditReason::PastDue { days: 9, amounts: vec![usd(6_000)], stops: false }]);
    let case = DisputeCase { amount: Some(usd(6_000)), ..DisputeCase::default() };
    books.run(Command::RaiseDispute { invoice: InvoiceId(1), on: date("2025-03-10"), reason: String::new(), case }, "2025-03-10");
    books.check("2025-03-10", Verdict::Approve, 0);
}

#[test]
fn what_is_long_late_stays_a_question_whatever_is_promised() {
    let mut books = Books::new();
    let (made, due) = (date("2025-05-20"), date("2025-05-30"));
    let draft = PromiseDraft { customer: ADA, made, due, amount: usd(7_000), invoices: Vec::new(), by: String::new(), note: String::new() };
    books.run(Command::MakePromise { draft }, "2025-05-20");
    let case = DisputeCase { amount: Some(usd(3_000)), ..DisputeCase::default() };
    books.run(Command::RaiseDispute { invoice: InvoiceId(1), on: date("2025-05-20"), reason: String::new(), case }, "2025-05-20");
    let long = books.check("2025-05-21", Verdict::Deposit, 1);
    assert_eq!(long, [CreditReason::LongLate { days: 81, amounts: vec![usd(10_000)] }]);
}

#[test]
fn a_hold_is_a_no_until_it_is_released() {
    let mut books = Books::new();
    books.run(Command::SetHold { customer: ADA, on: date("2025-02-10"), reason: "new".to_owned() }, "2025-02-10");
    let held = books.check("2025-02-10", Verdict::Hold, 1);
    assert_eq!(held, [CreditReason::OnHold { since: date("2025-02-10"), reason: "new".to_owned() }]);
    books.run(Command::ReleaseHold { hold: crate::domain::ids::HoldId(1), on: date("2025-02-12"), reason: String::new() }, "2025-02-12");
    books.check("2025-02-12", Verdict::Approve, 0);
}

#[test]
fn a_promise_that_stands_lets_goods_go_and_a_broken_one_is_remembered() {
    let mut books = Books::new();
    let (made, due) = (date("2025-03-05"), date("2025-03-12"));
    let draft =
        PromiseDraft { customer: ADA, made, due, amount: usd(10_000), invoices: Vec::new(), by: String::new(), note: String::new() };
    books.run(Command::MakePromise { draft }, "2025-03-05");
    books.check("2025-03-12", Verdict::Approve, 0);
    let reasons = books.check("2025-03-20", Verdict::Deposit, 2);
    assert!(reasons.contains(&CreditReason::BrokenPromises { count: 1 }));
    books.pay(10_000, AllocationChoice::OldestFirst, "2025-03-20");
    books.check("2025-03-21", Verdict::Deposit, 1);
    books.check("2025-07-21", Verdict::Approve, 0);
}

#[test]
fn a_plan_in_good_standing_is_a_yes_and_in_default_a_no() {
    let mut books = Books::new();
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
    books.check("2025-03-20", Verdict::Approve, 0);
    let reasons = books.check("2025-04-10", Verdict::Hold, 1);
    assert_eq!(reasons, [CreditReason::PlanInDefault { missed: 1, arrears: usd(5_000) }]);
}

#[test]
fn a_promise_protects_what_it_promises_and_not_a_cent_more() {
    let mut books = Books::new();
    let (made, due) = (date("2025-03-05"), date("2025-03-30"));
    let draft =
        PromiseDraft { customer: ADA, made, due, amount: usd(1), invoices: vec![InvoiceId(1)], by: String::new(), note: String::new() };
    books.run(Command::MakePromise { draft: draft.clone() }, "2025-03-05");
    let late = books.check("2025-03-12", Verdict::Deposit, 1);
    assert_eq!(late, [CreditReason::PastDue { days: 11, amounts: vec![usd(9_999)], stops: false }]);
    books.run(Command::MakePromise { draft: PromiseDraft { amount: usd(9_999), invoices: Vec::new(), ..draft } }, "2025-03-05");
    books.check("2025-03-12", Verdict::Approve, 0);
}
