//! What is asked for, which chance counts, and which accounts are listed.

use super::*;
use crate::domain::approach::{Approach, CustomerKind};
use crate::domain::command::{AllocationChoice, Command, InvoiceDraft};
use crate::domain::customer::CustomerDetails;
use crate::domain::limits::places::PlaceCode;
use crate::domain::money::{Rounding, round};
use crate::domain::settings::Settings;
use crate::domain::ways_out::{WayOut, WaysOutInputs};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn run(ledger: &mut Ledger, command: Command, today: &str) {
    ledger.execute(&command, date(today)).unwrap();
}

fn shop(names: &[&str]) -> Ledger {
    let mut ledger = Ledger::default();
    for name in names {
        let approach = Approach { kind: Some(CustomerKind::Business), law: PlaceCode::of("CA-ON"), ..Approach::default() };
        run(&mut ledger, Command::AddCustomer { details: CustomerDetails { approach, ..CustomerDetails::named(name) } }, "2020-01-01");
    }
    ledger
}

fn issue(ledger: &mut Ledger, customer: u32, number: &str, due: &str, minor: i64) {
    let draft = InvoiceDraft {
        customer: CustomerId(customer),
        number: number.to_owned(),
        issued: date(due),
        due: Some(date(due)),
        amount: Money::from_minor(minor, Currency::USD),
        note: String::new(),
        terms: Default::default(),
    };
    run(ledger, Command::IssueInvoice { draft }, due);
}

fn pay(ledger: &mut Ledger, customer: u32, on: &str, minor: i64, choice: AllocationChoice) {
    let command = Command::RecordPayment {
        discounts: Vec::new(),
        customer: CustomerId(customer),
        received: date(on),
        amount: Money::from_minor(minor, Currency::USD),
        method: String::new(),
        reference: String::new(),
        choice,
    };
    run(ledger, command, on);
}

#[test]
fn what_is_contested_covered_or_lapsed_is_set_apart() {
    let mut ledger = shop(&["Ada"]);
    issue(&mut ledger, 1, "1", "2022-01-10", 40_000);
    issue(&mut ledger, 1, "2", "2024-06-01", 30_000);
    issue(&mut ledger, 1, "3", "2024-08-01", 20_000);
    let command = Command::RaiseDispute { invoice: InvoiceId(2), on: date("2024-07-01"), reason: String::new(), case: Default::default() };
    run(&mut ledger, command, "2024-07-01");
    pay(&mut ledger, 1, "2024-08-10", 5_000, AllocationChoice::Unapplied);
    let found = ways_out(&ledger, CustomerId(1), date("2024-09-01"));
    let [account] = &found[..] else { panic!("{found:?}") };
    assert_eq!((account.debt.owed.minor(), account.apart.minor(), account.documents), (55_000, 35_000, 2));
    // Two years after 10 January 2022 the first can no longer be brought to court.
    assert_eq!(account.debt.enforceable.minor(), 20_000);
    assert_eq!((account.lapses, account.own), (Some((InvoiceId(1), date("2024-01-10"))), None));
    assert_eq!((account.debt.days_past_due, account.debt.chance), (965, Decimal::from(5)));
    assert_eq!(account.best().way, WayOut::Settle);
    assert_eq!(ways_out(&ledger, CustomerId(1), date("2022-01-10")), []);
}

#[test]
fn enough_own_history_takes_the_place_of_the_figures() {
    let mut ledger = shop(&["Ada", "Bob"]);
    for number in 1..=20 {
        issue(&mut ledger, 1, &number.to_string(), "2023-01-01", 10_000);
    }
    // Three of twenty pay after the 180th day; one had paid before and tells nothing.
    pay(&mut ledger, 1, "2023-03-01", 10_000, AllocationChoice::Chosen(vec![(InvoiceId(20), Money::from_minor(10_000, Currency::USD))]));
    pay(&mut ledger, 1, "2023-08-01", 30_000, AllocationChoice::OldestFirst);
    issue(&mut ledger, 2, "B", "2023-08-01", 10_000);
    let day = date("2024-01-01");
    assert_eq!(own_chance(&ledger, Currency::USD, 1, day), None, "19 documents are too few");
    issue(&mut ledger, 1, "21", "2023-03-01", 11_000);
    let found = own_chance(&ledger, Currency::USD, 1, day).unwrap();
    assert_eq!((found.documents, round(found.percent, 2, Rounding::HalfUp).to_string()), (20, "14.93".to_owned()));
    let account = &ways_out(&ledger, CustomerId(2), day)[0];
    assert_eq!((account.own, account.debt.chance), (Some(found), found.percent));
    let ways_out_inputs = WaysOutInputs { own_history: false, ..WaysOutInputs::default() };
    let settings = Settings { ways_out: ways_out_inputs, ..ledger.settings().clone() };
    run(&mut ledger, Command::ChangeSettings { settings }, "2024-01-01");
    assert_eq!(ways_out(&ledger, CustomerId(2), day)[0].debt.chance, Decimal::from(51));
}

#[test]
fn accounts_old_enough_are_listed_the_most_valuable_first() {
    let mut ledger = shop(&["Ada", "Bob", "Cyd"]);
    issue(&mut ledger, 1, "1", "2024-01-01", 10_000);
    issue(&mut ledger, 2, "2", "2024-01-01", 90_000);
    issue(&mut ledger, 3, "3", "2024-05-01", 90_000);
    let listed = |days| -> Vec<u32> { recovery(&ledger, days, date("2024-05-31")).iter().map(|row| row.customer.0).collect() };
    assert_eq!(listed(60), [2, 1]);
    assert_eq!(listed(0), [3, 2, 1]);
}
