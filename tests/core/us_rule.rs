//! The United States Rule in the books: interest up to the day of a payment is posted, and the payment clears it before the debt.

use chrono::{Days, NaiveDate};
use recoup::domain::application::{Order, Part};
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::currency::Currency;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{CustomerId, InvoiceId};
use recoup::domain::interest::{AgreedRate, DayCount, InterestRule};
use recoup::domain::invoice::DocumentKind;
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::policy::{ApplicationOrder, CreditPolicy};
use recoup::reports::interest::{interest_before_payment, invoice_interest};

const ADA: CustomerId = CustomerId(1);
const DEBT: InvoiceId = InvoiceId(1);

fn usd(amount: &str) -> Money {
    Money::parse_plain(amount, Currency::USD).unwrap()
}

fn due() -> NaiveDate {
    "2025-05-16".parse().unwrap()
}

fn day(number: u64) -> NaiveDate {
    due() + Days::new(number)
}

fn order(first: &[Part]) -> ApplicationOrder {
    ApplicationOrder { parts: Some(Order::beginning_with(first).unwrap()), ..ApplicationOrder::default() }
}

/// 6,000.00 at 6.5 %, actual/360.
fn books(application: ApplicationOrder) -> Ledger {
    let mut ledger = Ledger::default();
    let rate = AgreedRate { day_count: DayCount::Act360, ..AgreedRate::yearly("6.5".parse().unwrap()) };
    let policy = CreditPolicy { interest: InterestRule::Agreed(rate), fees_need_acceptance: false, application, ..CreditPolicy::default() };
    let (number, note, terms) = ("A-1".to_owned(), String::new(), Default::default());
    let draft = InvoiceDraft { customer: ADA, number, issued: due(), due: Some(due()), amount: usd("6000"), note, terms };
    for command in
        [Command::ChangePolicy { policy }, Command::AddCustomer { details: CustomerDetails::named("Ada") }, Command::IssueInvoice { draft }]
    {
        ledger.execute(&command, due()).unwrap();
    }
    ledger
}

/// Posts the interest and records a payment, both on a day. Tells what was posted, what of the payment went to interest, and what of the debt and of all interest
/// is owed then.
fn pay(ledger: &mut Ledger, on: u64, amount: &str) -> [String; 4] {
    let received = day(on);
    let charges = interest_before_payment(ledger, ADA, Currency::USD, received);
    let posted: i64 = charges.iter().map(|charge| charge.amount.minor()).sum();
    if !charges.is_empty() {
        ledger.execute(&Command::PostCharges { charges, on: received }, received).unwrap();
    }
    let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::OldestFirst);
    let unpaid = |ledger: &Ledger| -> i64 {
        let interest = ledger.charges_on(DEBT).filter(|charge| charge.kind == DocumentKind::Interest);
        interest.map(|charge| ledger.balance(charge).minor()).sum()
    };
    let before = unpaid(ledger);
    let payment = Command::RecordPayment { discounts: Vec::new(), customer: ADA, received, amount: usd(amount), method, reference, choice };
    ledger.execute(&payment, received).unwrap();
    let debt = ledger.balance(ledger.invoice(DEBT).unwrap());
    [posted, before - unpaid(ledger), debt.minor(), unpaid(ledger)].map(|minor| Money::from_minor(minor, Currency::USD).to_plain())
}

/// The worked example of the vector PA-R03, with the books in the place of the formula.
#[test]
fn the_books_come_to_what_the_rule_says() {
    let mut ledger = books(order(&[Part::Interest, Part::Principal]));
    assert_eq!(pay(&mut ledger, 238, "3500"), ["257.83", "257.83", "2757.83", "0.00"]);
    let found = invoice_interest(&ledger, DEBT, day(282)).unwrap();
    assert_eq!((found.new_interest, found.total), (usd("21.91"), usd("2779.74")));
    assert_eq!(ledger.check(), []);
}

/// 6,000.00 × 6.5 % × 90/360 = 97.50: of 50.00 nothing reaches the debt, and the 47.50 that are left bear nothing.
#[test]
fn interest_that_a_payment_leaves_bears_none() {
    let mut ledger = books(order(&[Part::Interest, Part::Principal]));
    assert_eq!(pay(&mut ledger, 90, "50"), ["97.50", "50.00", "6000.00", "47.50"]);
    assert_eq!(pay(&mut ledger, 180, "1000"), ["97.50", "145.00", "5145.00", "0.00"]);
}

#[test]
fn interest_is_offered_where_it_comes_before_the_debt() {
    let offered = |application| interest_before_payment(&books(application), ADA, Currency::USD, day(90)).len();
    assert_eq!(offered(ApplicationOrder::default()), 0);
    let check = |first: &[Part], expected: usize| assert_eq!(offered(order(first)), expected, "{first:?}");
    check(&[Part::Costs, Part::Interest], 1);
    check(&[Part::Interest, Part::Costs], 1);
    check(&[Part::Interest, Part::Principal], 1);
    check(&[Part::Costs, Part::Principal], 0);
    check(&[Part::Principal], 0);
    let ledger = books(order(&[Part::Interest]));
    assert_eq!(interest_before_payment(&ledger, ADA, Currency::EUR, day(90)), []);
    assert_eq!(interest_before_payment(&ledger, ADA, Currency::USD, due()), []);
}
