//! The order of the policy: which debts a payment settles when the customer does not say.

use recoup::domain::application::{Order, Part, SameDay};
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{CustomerId, InvoiceId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::{Money, Residual};
use recoup::domain::policy::{ApplicationOrder, CreditPolicy};
use recoup::domain::schedule::{Frequency, Instalments, PlanTerms};

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn usd(minor: i64) -> Money {
    Money::from_minor(minor, Currency::USD)
}

/// Invoices 1 (100.00) and 2 (50.00) of one due date, on a plan whose interest (document 3) is due later; invoice 4 (30.00) is due last.
fn ledger(application: ApplicationOrder) -> Ledger {
    let mut ledger = Ledger::default();
    let (customer, issued) = (CustomerId(1), day("2025-01-01"));
    let invoice = |number: &str, due: &str, minor: i64| Command::IssueInvoice {
        draft: InvoiceDraft {
            terms: Default::default(),
            customer,
            number: number.to_owned(),
            issued,
            due: Some(day(due)),
            amount: usd(minor),
            note: String::new(),
        },
    };
    let terms = PlanTerms {
        total: usd(0),
        down_payment: usd(0),
        instalments: Instalments::Count(2),
        frequency: Frequency::Monthly,
        first_due: day("2025-03-01"),
        rate_pct: 12.into(),
        residual: Residual::Last,
    };
    for command in [
        Command::ChangePolicy { policy: CreditPolicy { application, ..CreditPolicy::default() } },
        Command::AddCustomer { details: CustomerDetails::named("Ann") },
        invoice("A", "2025-01-31", 10_000),
        invoice("B", "2025-01-31", 5_000),
        Command::AcceptPlan { customer, invoices: vec![InvoiceId(1), InvoiceId(2)], terms: terms.into(), accepted: day("2025-02-01") },
        invoice("C", "2025-05-01", 3_000),
    ] {
        ledger.execute(&command, day("2025-02-01")).unwrap();
    }
    ledger
}

/// What a payment clears, in minor units by document.
fn cleared(application: ApplicationOrder, paid: i64, choice: AllocationChoice) -> [i64; 4] {
    let mut ledger = ledger(application);
    let (customer, received) = (CustomerId(1), day("2025-02-01"));
    let (method, reference) = (String::new(), String::new());
    let before: Vec<Money> = ledger.facts().invoices.iter().map(|invoice| ledger.balance(invoice)).collect();
    ledger
        .execute(
            &Command::RecordPayment { discounts: Vec::new(), customer, received, amount: usd(paid), method, reference, choice },
            received,
        )
        .unwrap();
    let after = ledger.facts().invoices.iter().map(|invoice| ledger.balance(invoice));
    let parts: Vec<i64> = before.iter().zip(after).map(|(before, after)| before.minor() - after.minor()).collect();
    assert_eq!(ledger.check(), []);
    parts.try_into().unwrap()
}

#[test]
fn the_policy_decides_unless_the_customer_did() {
    let by_parts = |first: &[Part], same_day| ApplicationOrder { parts: Some(Order::beginning_with(first).unwrap()), same_day };
    let usual = ApplicationOrder::default();
    let oldest = |application, paid| cleared(application, paid, AllocationChoice::OldestFirst);
    let interest = 225; // 1 % of 150.00 and of the rest: 1.50 + 0.75
    assert_eq!(oldest(usual, 12_000), [10_000, 2_000, 0, 0]);
    assert_eq!(oldest(usual, 15_300), [10_000, 5_000, interest, 75]);
    assert_eq!(oldest(ApplicationOrder { same_day: SameDay::ProRata, ..usual }, 12_000), [8_000, 4_000, 0, 0]);
    let interest_first = by_parts(&[Part::Costs, Part::Interest, Part::Principal], SameDay::InOrder);
    assert_eq!(oldest(interest_first, 12_000), [10_000, 2_000 - interest, interest, 0]);
    assert_eq!(oldest(interest_first, 100), [0, 0, 100, 0], "a payment below the interest leaves the principal as it is");
    let principal_first = by_parts(&[Part::Principal], SameDay::ProRata);
    assert_eq!(oldest(principal_first, 12_000), [8_000, 4_000, 0, 0]);
    assert_eq!(oldest(principal_first, 18_100), [10_000, 5_000, 100, 3_000], "an invoice due later comes before older interest");
    let said = AllocationChoice::Chosen(vec![(InvoiceId(4), usd(3_000))]);
    assert_eq!(cleared(interest_first, 3_000, said), [0, 0, 0, 3_000], "the customer's word comes first");
    assert_eq!(oldest(interest_first, 1_000_000), [10_000, 5_000, interest, 3_000], "the rest stays unapplied");
}

#[test]
fn the_default_is_not_written_down() {
    assert!(!serde_json::to_string(&CreditPolicy::default()).unwrap().contains("application"));
    let twice = serde_json::from_str::<ApplicationOrder>(r#"{"parts":["costs","costs"]}"#);
    assert!(twice.is_err_and(|error| error.to_string().contains("names a part twice")));
}
