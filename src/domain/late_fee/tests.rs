//! Late fees; the worked examples of the sources are in `tests/vectors.jsonl`.

use super::national::{be_consumer_costs, nl_collection_costs, us_returned_payment_fee};
use super::*;
use crate::domain::interest::balance::open_balances;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn usd(text: &str) -> Money {
    format!("{text} USD").parse().unwrap()
}

fn percent(text: &str) -> Charge {
    Charge::Percent(text.parse().unwrap())
}

fn rule(charge: Charge, often: Often) -> LateFeeRule {
    LateFeeRule {
        rule: 7,
        tiers: vec![Tier { from: usd("0.00"), charge }],
        often,
        grace_days: 5,
        cap: Cap::default(),
        tax: TaxCategory::Outside,
    }
}

/// The fees of an invoice of 1,000 due on 31 January 2024, half of it paid on 10 March.
fn found(rule: &LateFeeRule, charged: &[ChargedFee], from: &str, to: &str) -> Result<Vec<DueFee>, FeeError> {
    let balances = open_balances(day("2024-01-01"), usd("1000.00"), &[(day("2024-03-10"), usd("500.00"))]).unwrap();
    let steps = [(3, day("2024-02-20")), (1, day("2024-02-01")), (2, day("2024-02-10"))];
    let invoice = Invoiced { amount: usd("1000.00"), due: day("2024-01-31"), balances: &balances, steps: &steps, charged };
    fees_due(rule, &invoice, day(from)..=day(to))
}

fn told(fees: &[DueFee]) -> String {
    let one = |fee: &DueFee| {
        format!("{} {} {}{}", fee.key.period, fee.on.format("%m-%d"), fee.amount.to_plain(), if fee.capped { "!" } else { "" })
    };
    fees.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn fees_fall_due_as_agreed() {
    let check = |rule: &LateFeeRule, from, to, expected: &str| assert_eq!(told(&found(rule, &[], from, to).unwrap()), expected, "{rule:?}");
    let flat = Charge::Amount(usd("15.00"));
    check(&rule(flat, Often::Once), "2024-01-01", "2024-02-05", "");
    check(&rule(flat, Often::Once), "2024-01-01", "2024-02-06", "1 02-06 15.00");
    check(&rule(flat, Often::Once), "2024-02-07", "2024-12-31", "");
    check(&rule(percent("1.5"), Often::EveryDays(30)), "2024-01-01", "2024-04-10", "1 02-06 15.00, 2 03-07 15.00, 3 04-06 7.50");
    check(&rule(percent("1.5"), Often::Monthly), "2024-03-01", "2024-05-01", "2 03-06 15.00, 3 04-06 7.50");
    check(&rule(flat, Often::EachStep), "2024-01-01", "2024-12-31", "2 02-10 15.00, 3 02-20 15.00");
    let tiered = LateFeeRule {
        tiers: vec![Tier { from: usd("100.00"), charge: flat }, Tier { from: usd("1000.00"), charge: percent("2") }],
        ..rule(flat, Often::Monthly)
    };
    check(&tiered, "2024-01-01", "2024-04-06", "1 02-06 20.00, 2 03-06 20.00, 3 04-06 15.00");
    let high = LateFeeRule { tiers: vec![Tier { from: usd("1000.01"), charge: flat }], ..rule(flat, Often::Once) };
    check(&high, "2024-01-01", "2024-12-31", "");
}

#[test]
fn a_cap_holds_for_all_fees_together() {
    let check = |amount: Option<&str>, share: Option<&str>, expected: &str| {
        let cap = Cap { amount: amount.map(usd), percent: share.map(|text| text.parse().unwrap()) };
        let rule = LateFeeRule { cap, ..rule(Charge::Amount(usd("15.00")), Often::EveryDays(10)) };
        assert_eq!(told(&found(&rule, &[], "2024-01-01", "2024-03-07").unwrap()), expected, "{amount:?} {share:?}");
    };
    check(None, None, "1 02-06 15.00, 2 02-16 15.00, 3 02-26 15.00, 4 03-07 15.00");
    check(Some("40.00"), None, "1 02-06 15.00, 2 02-16 15.00, 3 02-26 10.00!");
    check(Some("40.00"), Some("3"), "1 02-06 15.00, 2 02-16 15.00");
    check(Some("10.00"), Some("3"), "1 02-06 10.00!");
}

/// However the time is cut, and however often it is asked, the fees are the same ones and stay under the cap.
#[test]
fn asked_again_fees_do_not_come_again() {
    for often in [Often::Once, Often::EveryDays(9), Often::Monthly, Often::EachStep] {
        let cap = Cap { amount: Some(usd("52.00")), percent: None };
        let rule = LateFeeRule { cap, ..rule(percent("1.5"), often) };
        let at_once = found(&rule, &[], "2024-01-01", "2024-12-31").unwrap();
        let mut charged = Vec::new();
        for ahead in [40, 40, 62, 63, 20, 100, 366] {
            let to = crate::domain::calendar::add_days(day("2024-01-01"), ahead).to_string();
            let fees = found(&rule, &charged, "2024-01-01", &to).unwrap();
            charged.extend(fees.iter().map(|fee| ChargedFee { key: fee.key, amount: fee.amount }));
        }
        assert_eq!(charged, at_once.iter().map(|fee| ChargedFee { key: fee.key, amount: fee.amount }).collect::<Vec<_>>(), "{often:?}");
        assert!(charged.iter().map(|fee| fee.amount.minor()).sum::<i64>() <= 5200, "{often:?}");
    }
    let waived = [ChargedFee { key: FeeKey { rule: 7, period: 1 }, amount: usd("0.00") }];
    assert_eq!(told(&found(&rule(percent("1"), Often::Monthly), &waived, "2024-01-01", "2024-03-06").unwrap()), "2 03-06 10.00");
}

#[test]
fn rules_that_cannot_be_meant_are_refused() {
    let check = |rule: LateFeeRule, expected: &str| {
        assert_eq!(found(&rule, &[], "2024-01-01", "2024-12-31").unwrap_err().to_string(), expected);
    };
    check(rule(percent("300"), Often::Once), "the rate must be at most 100 %, not 300 %");
    check(rule(percent("0"), Often::Once), "the percentage of the late fee must be above zero");
    check(rule(Charge::Amount(usd("0.00")), Often::Once), "the late fee must be above zero, not 0.00 USD");
    check(rule(percent("1"), Often::EveryDays(0)), "the period of a late fee must be at least 1 day");
    check(rule(Charge::Amount("5.00 EUR".parse().unwrap()), Often::Once), "USD and EUR cannot be added together");
    check(LateFeeRule { tiers: Vec::new(), ..rule(percent("1"), Often::Once) }, "the late fee has no amount");
    let tier = |from| Tier { from: usd(from), charge: percent("1") };
    check(
        LateFeeRule { tiers: vec![tier("5.00"), tier("5.00")], ..rule(percent("1"), Often::Once) },
        "the tier from 5.00 USD on must stand before the higher ones",
    );
    let cap = Cap { amount: Some(usd("-1.00")), percent: None };
    check(LateFeeRule { cap, ..rule(percent("1"), Often::Once) }, "the late fee must be above zero, not -1.00 USD");
}

#[test]
fn the_law_has_scales() {
    let euros = |text: &str| format!("{text} EUR").parse::<Money>().unwrap();
    let check = |principal: &str, dutch: &str, belgian: &str| {
        let both = (nl_collection_costs(euros(principal)), be_consumer_costs(euros(principal)));
        assert_eq!(both, (Ok(euros(dutch)), Ok(euros(belgian))), "{principal}");
    };
    check("0.00", "0.00", "0.00");
    check("150.00", "40.00", "20.00");
    check("150.10", "40.00", "30.01");
    check("266.70", "40.01", "41.67");
    check("500.00", "75.00", "65.00");
    check("500.20", "75.03", "65.01");
    check("5000.00", "625.00", "290.00");
    check("10000.00", "875.00", "540.00");
    check("200000.00", "2775.00", "2000.00");
    check("1000000.00", "6775.00", "2000.00");
    check("9999999.00", "6775.00", "2000.00");
    let returned = |state, payment, expected: Option<&str>| {
        assert_eq!(us_returned_payment_fee(state, usd(payment)), Ok(expected.map(usd)), "{state} {payment}");
    };
    returned("FL", "50.00", Some("25.00"));
    returned("FL", "300.00", Some("30.00"));
    returned("FL", "300.01", Some("40.00"));
    returned("FL", "1000.00", Some("50.00"));
    returned("OH", "450.00", Some("45.00"));
    returned("NY", "450.00", Some("20.00"));
    returned("TX", "450.00", None);
}
