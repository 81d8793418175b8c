use super::*;
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft};
use crate::domain::credit::ReversalReason;
use crate::domain::customer::CustomerDetails;
use crate::domain::dispute::DisputeCase;
use crate::domain::ids::PaymentId;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const TODAY: &str = "2024-12-31";

struct Books(Ledger);

impl Books {
    fn new() -> Self {
        let mut ledger = Ledger::default();
        ledger.execute(&Command::AddCustomer { details: CustomerDetails::named("Ada") }, date(TODAY)).unwrap();
        Self(ledger)
    }

    fn invoice(&mut self, number: &str, issued: &str, due: &str, cents: i64) {
        let draft = InvoiceDraft {
            terms: Default::default(),
            customer: CustomerId(1),
            number: number.into(),
            issued: date(issued),
            due: Some(date(due)),
            amount: Money::from_minor(cents, Currency::USD),
            note: String::new(),
        };
        self.0.execute(&Command::IssueInvoice { draft }, date(TODAY)).unwrap();
    }

    fn pay(&mut self, received: &str, cents: i64, choice: AllocationChoice) {
        let command = Command::RecordPayment {
            discounts: Vec::new(),
            customer: CustomerId(1),
            received: date(received),
            amount: Money::from_minor(cents, Currency::USD),
            method: String::new(),
            reference: String::new(),
            choice,
        };
        self.0.execute(&command, date(TODAY)).unwrap();
    }

    fn check(&self, as_of: &str, buckets: [i64; 5], unapplied: i64) {
        let report = aging(&self.0, &AgingParameters::of(&self.0, date(as_of)));
        assert!(report.out_of_balance().is_empty(), "{as_of}");
        let amounts = report.total(Currency::USD).cloned().unwrap_or_else(|| AgingAmounts::empty(5));
        assert_eq!((amounts.buckets.as_slice(), amounts.unapplied), (&buckets[..], unapplied), "{as_of}");
        let listed: i64 = open_documents(&self.0, CustomerId(1), &report.parameters).iter().map(|open| open.balance.minor()).sum();
        assert_eq!(listed, amounts.open(), "the drill-down lists what the line sums");
    }
}

#[test]
fn an_earlier_day_puts_later_receipts_back() {
    let mut books = Books::new();
    books.invoice("1", "2024-04-01", "2024-05-01", 100_000);
    books.pay("2024-05-20", 40_000, AllocationChoice::OldestFirst);
    books.pay("2024-07-05", 60_000, AllocationChoice::OldestFirst);
    books.invoice("2", "2024-06-15", "2024-07-15", 50_000);
    books.invoice("3", "2024-07-01", "2024-07-31", 90_000);
    books.check("2024-03-31", [0, 0, 0, 0, 0], 0);
    books.check("2024-05-01", [100_000, 0, 0, 0, 0], 0);
    books.check("2024-06-30", [50_000, 0, 60_000, 0, 0], 0);
    books.check(TODAY, [0, 0, 0, 0, 140_000], 0);
}

#[test]
fn unapplied_credit_has_its_own_column() {
    let mut books = Books::new();
    books.pay("2024-01-10", 5_000, AllocationChoice::Unapplied);
    books.invoice("1", "2024-01-05", "2024-02-05", 3_000);
    books.check("2024-01-09", [3_000, 0, 0, 0, 0], 0);
    books.check("2024-01-10", [3_000, 0, 0, 0, 0], -5_000);
    books.check("2024-02-06", [0, 3_000, 0, 0, 0], -5_000);
}

#[test]
fn a_bounced_payment_ages_the_invoice_as_if_never_paid() {
    let mut books = Books::new();
    books.invoice("1", "2024-01-01", "2024-01-31", 1_000);
    books.pay("2024-02-10", 1_000, AllocationChoice::OldestFirst);
    let bounced = Command::ReversePayment { payment: PaymentId(1), on: date("2024-02-20"), reason: ReversalReason::Bounced };
    books.0.execute(&bounced, date(TODAY)).unwrap();
    books.check("2024-02-09", [0, 1_000, 0, 0, 0], 0);
    books.check("2024-02-19", [0, 0, 0, 0, 0], 0);
    books.check("2024-02-20", [0, 1_000, 0, 0, 0], 0);
    books.check("2024-05-01", [0, 0, 0, 0, 1_000], 0);
}

#[test]
fn a_void_invoice_gives_its_money_back_as_credit() {
    let mut books = Books::new();
    books.invoice("1", "2024-01-01", "2024-01-31", 1_000);
    books.pay("2024-02-10", 400, AllocationChoice::OldestFirst);
    books.0.execute(&Command::VoidInvoice { invoice: InvoiceId(1), on: date("2024-03-01") }, date(TODAY)).unwrap();
    books.check("2024-02-29", [0, 600, 0, 0, 0], 0);
    books.check("2024-03-01", [0, 0, 0, 0, 0], -400);
}

#[test]
fn disputes_and_plans_are_shown_apart_and_stay_in_their_buckets() {
    let mut books = Books::new();
    books.invoice("1", "2024-01-01", "2024-01-31", 1_000);
    let raise =
        Command::RaiseDispute { invoice: InvoiceId(1), on: date("2024-02-05"), reason: String::new(), case: DisputeCase::default() };
    books.0.execute(&raise, date(TODAY)).unwrap();
    let disputed = |as_of: &str| aging(&books.0, &AgingParameters::of(&books.0, date(as_of))).totals[0].1.disputed;
    assert_eq!((disputed("2024-02-04"), disputed("2024-02-05"), disputed(TODAY)), (0, 1_000, 1_000));
    books.check("2024-02-05", [0, 1_000, 0, 0, 0], 0);
}

#[test]
fn the_invoice_date_can_be_the_basis() {
    let mut books = Books::new();
    books.invoice("1", "2024-01-01", "2024-01-31", 1_000);
    let parameters = AgingParameters { basis: AgingBasis::InvoiceDate, ..AgingParameters::of(&books.0, date("2024-01-31")) };
    assert_eq!(aging(&books.0, &parameters).totals[0].1.buckets, [0, 1_000, 0, 0, 0]);
}
