use super::*;
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft};
use crate::domain::credit::ReversalReason;
use crate::domain::customer::CustomerDetails;
use crate::domain::ids::PaymentId;
use crate::domain::money::Residual;
use crate::domain::sample_shop::sample_shop;
use crate::domain::schedule::{Frequency, Instalments, PlanTerms};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn run(ledger: &mut Ledger, command: Command, today: &str) {
    ledger.execute(&command, date(today)).unwrap();
}

/// Three instalments of 300.00 for an invoice of 900.00 that was due on 1 March; the first is due on 1 June.
fn with_a_plan() -> Ledger {
    let mut ledger = Ledger::default();
    run(&mut ledger, Command::AddCustomer { details: CustomerDetails::named("Ada") }, "2025-01-01");
    let draft = InvoiceDraft {
        terms: Default::default(),
        customer: CustomerId(1),
        number: "1".into(),
        issued: date("2025-02-01"),
        due: Some(date("2025-03-01")),
        amount: Money::from_minor(90_000, Currency::USD),
        note: String::new(),
    };
    run(&mut ledger, Command::IssueInvoice { draft }, "2025-05-01");
    agree(&mut ledger, 3, "2025-06-01", "2025-05-10");
    ledger
}

fn agree(ledger: &mut Ledger, count: u32, first_due: &str, accepted: &str) {
    let terms = PlanTerms {
        total: Money::zero(Currency::USD),
        down_payment: Money::zero(Currency::USD),
        instalments: Instalments::Count(count),
        frequency: Frequency::Monthly,
        first_due: date(first_due),
        rate_pct: rust_decimal::Decimal::ZERO,
        residual: Residual::Last,
    };
    let invoices = vec![InvoiceId(1)];
    run(ledger, Command::AcceptPlan { customer: CustomerId(1), invoices, terms: terms.into(), accepted: date(accepted) }, accepted);
}

fn pay(ledger: &mut Ledger, received: &str, minor: i64) {
    let command = Command::RecordPayment {
        discounts: Vec::new(),
        customer: CustomerId(1),
        received: date(received),
        amount: Money::from_minor(minor, Currency::USD),
        method: String::new(),
        reference: String::new(),
        choice: AllocationChoice::OldestFirst,
    };
    run(ledger, command, received);
}

fn check(ledger: &Ledger, as_of: &str, past_due: (i64, usize), soon: (i64, usize), owed: i64) {
    let sums = owed_sums(ledger, date(as_of));
    let [sum] = sums[..] else { panic!("{sums:?}") };
    assert_eq!((sum.past_due, sum.past_due_count), past_due, "past due on {as_of}");
    assert_eq!((sum.soon, sum.soon_count), soon, "soon on {as_of}");
    assert_eq!(sum.owed, owed, "owed on {as_of}");
}

#[test]
fn a_plan_counts_once_and_by_its_own_dates() {
    let mut ledger = with_a_plan();
    check(&ledger, "2025-05-09", (90_000, 1), (0, 0), 90_000);
    check(&ledger, "2025-05-10", (0, 0), (30_000, 1), 90_000);
    check(&ledger, "2025-06-01", (0, 0), (60_000, 2), 90_000);
    check(&ledger, "2025-06-02", (30_000, 1), (30_000, 1), 90_000);
    pay(&mut ledger, "2025-06-05", 35_000);
    check(&ledger, "2025-06-05", (0, 0), (25_000, 1), 55_000);
    check(&ledger, "2025-09-01", (55_000, 2), (0, 0), 55_000);
}

#[test]
fn what_bounced_after_the_agreement_is_past_due() {
    let mut ledger = with_a_plan();
    // The payment came before the plan, so the plan covers the rest only.
    let end = Command::EndPlan { plan: PlanId(1), on: date("2025-05-10"), reason: String::new() };
    run(&mut ledger, end, "2025-05-10");
    pay(&mut ledger, "2025-05-11", 30_000);
    agree(&mut ledger, 2, "2025-07-01", "2025-05-12");
    check(&ledger, "2025-06-15", (0, 0), (30_000, 1), 60_000);
    let bounced = Command::ReversePayment { payment: PaymentId(1), on: date("2025-06-16"), reason: ReversalReason::Bounced };
    run(&mut ledger, bounced, "2025-06-16");
    check(&ledger, "2025-06-16", (30_000, 1), (30_000, 1), 90_000);
}

#[test]
fn every_amount_owed_is_expected_exactly_once() {
    let today = date("2026-11-22");
    let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
    for back in (0..400).step_by(13) {
        let as_of = add_days(today, -back);
        let parts = expected(&ledger, as_of);
        for sum in owed_sums(&ledger, as_of) {
            let own = parts.iter().filter(|part| part.left.currency() == sum.currency);
            assert_eq!(own.map(|part| part.left.minor()).sum::<i64>(), sum.owed, "{} on {as_of}", sum.currency);
            assert!(sum.past_due + sum.soon <= sum.owed && sum.unapplied >= 0);
        }
    }
}
