//! The order of the policy: which debts a payment settles when the customer does not say.

use recoup::domain::application::{Order, Part, SameDay};
use recoup::domain::charge::{ChargeBasis, ChargeDraft, TaxCategory};
use recoup::domain::command::{AllocationChoice, Command, DiscountGrant, InvoiceDraft};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{CustomerId, InvoiceId};
use recoup::domain::invoice::DocumentKind;
use recoup::domain::invoice_terms::{DiscountRule, InvoiceTerms, TermsChoice};
use recoup::domain::late_fee::FeeKey;
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

/// An invoice of 1,000.00 at 2/10 that is due first, one of 500.00 on the same day, and a fee of 15.00 that is due last. 995.00 come in time.
#[test]
fn discounts_follow_the_order_of_the_policy() {
    let paid = |application: ApplicationOrder, minor: i64| {
        let (customer, issued, today) = (CustomerId(1), day("2025-01-01"), day("2025-03-10"));
        let mut ledger = Ledger::default();
        let policy = CreditPolicy { application, fees_need_acceptance: false, ..CreditPolicy::default() };
        ledger.execute(&Command::ChangePolicy { policy }, today).unwrap();
        ledger.execute(&Command::AddCustomer { details: CustomerDetails::named("Ann") }, today).unwrap();
        let two_of_ten = TermsChoice::Own(InvoiceTerms::of(DiscountRule::of("2/10 as of 2025-03-01".parse().unwrap()).unwrap()));
        for (number, terms, due, minor) in [
            ("Old", TermsChoice::Nothing, "2025-01-31", 50_000),
            ("A", two_of_ten, "2025-03-31", 100_000),
            ("B", TermsChoice::Nothing, "2025-03-31", 50_000),
        ] {
            let (number, due, amount) = (number.to_owned(), Some(day(due)), usd(minor));
            let draft = InvoiceDraft { customer, number, issued, due, amount, note: String::new(), terms };
            ledger.execute(&Command::IssueInvoice { draft }, today).unwrap();
        }
        let (key, from) = (FeeKey { rule: 1, period: 1 }, day("2025-02-10"));
        let basis = ChargeBasis { about: InvoiceId(1), key, from, to: from, calculation: String::new(), tax: TaxCategory::Outside };
        let fee = ChargeDraft { kind: DocumentKind::LateFee, amount: usd(1_500), due: Some(day("2025-04-15")), basis };
        ledger.execute(&Command::PostCharges { charges: vec![fee], on: day("2025-03-01") }, today).unwrap();
        let chosen = AllocationChoice::Chosen(vec![(InvoiceId(1), usd(50_000))]);
        let pay = |amount: i64, choice, discounts| {
            let (method, reference) = (String::new(), String::new());
            Command::RecordPayment { customer, received: today, amount: usd(amount), method, reference, choice, discounts }
        };
        ledger.execute(&pay(50_000, chosen, Vec::new()), today).unwrap();
        let choice = AllocationChoice::OldestFirst;
        let proposed = ledger.discounts_to_propose((customer, today, usd(minor)), &choice, &[], false);
        let grants: Vec<_> = proposed.iter().map(|(invoice, _)| DiscountGrant { invoice: *invoice, reason: String::new() }).collect();
        ledger.execute(&pay(minor, choice, grants), today).unwrap();
        assert_eq!(ledger.check(), []);
        let owed: Vec<i64> = ledger.facts().invoices.iter().skip(1).map(|invoice| ledger.balance(invoice).minor()).collect();
        (owed, proposed.iter().map(|(_, earned)| earned.discount.minor()).collect::<Vec<_>>())
    };
    let costs_first = |same_day| ApplicationOrder { parts: Some(Order::COSTS_INTEREST_PRINCIPAL), same_day };
    let by_day = ApplicationOrder { same_day: SameDay::ProRata, ..ApplicationOrder::default() };
    // The oldest first: 980.00 settle A, 15.00 go to B. Fees first: 15.00 for the fee, 980.00 for A.
    assert_eq!(paid(ApplicationOrder::default(), 99_500), (vec![0, 48_500, 1_500], vec![2_000]));
    assert_eq!(paid(costs_first(SameDay::InOrder), 99_500), (vec![0, 50_000, 0], vec![2_000]));
    // Not enough is left for A after the fee: no discount.
    assert_eq!(paid(costs_first(SameDay::InOrder), 98_000), (vec![3_500, 50_000, 0], vec![]));
    // In proportion: 2 to 1, too little for the discount; with 1,480.00 both are settled.
    assert_eq!(paid(by_day, 90_000), (vec![40_000, 20_000, 1_500], vec![]));
    assert_eq!(paid(by_day, 148_000), (vec![0, 0, 1_500], vec![2_000]));
    assert_eq!(paid(costs_first(SameDay::ProRata), 149_500), (vec![0, 0, 0], vec![2_000]));
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
