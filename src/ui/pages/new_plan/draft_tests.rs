//! What is typed wrong stands beside its field.

use super::draft::{OwnTyped, PlanDraft};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::schedule::Debt;
use chrono::NaiveDate;
use wasm_bindgen_test::wasm_bindgen_test;

/// 1,000.00 that bear interest in full.
fn debt() -> Debt {
    Debt { total: Money::from_minor(100_000, Currency::USD), interest_free: Money::zero(Currency::USD) }
}

fn check(change: impl Fn(&mut PlanDraft), expected: Result<usize, &str>) {
    let today = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
    let mut draft = PlanDraft::starting(today);
    change(&mut draft);
    let outcome = draft.terms(debt(), today, &|_| false);
    match (outcome, expected) {
        (Ok((_, proposal)), Ok(count)) => assert_eq!(proposal.instalments.len(), count),
        (Err(problems), Err(field)) => assert_eq!(problems[0].0, field, "{problems:?}"),
        (outcome, expected) => panic!("{:?} instead of {expected:?}", outcome.map(|(_, proposal)| proposal.instalments.len())),
    }
}

fn own(rows: &[(&str, &str)]) -> impl Fn(&mut PlanDraft) {
    let rows: Vec<OwnTyped> = (7..).zip(rows).map(|(key, (due, amount))| (key, (*due).to_owned(), (*amount).to_owned())).collect();
    move |draft| (draft.by, draft.own) = ("own".to_owned(), rows.clone())
}

#[wasm_bindgen_test]
fn every_problem_stands_beside_its_field() {
    check(|_| (), Ok(3));
    check(|draft| draft.count = "0".into(), Err("count"));
    check(|draft| draft.count = "10000".into(), Err("count"));
    // 1,000.00 in parts of less than a cent.
    check(|draft| (draft.by, draft.amount) = ("amount".into(), "0.001".into()), Err("amount"));
    check(|draft| (draft.down_payment, draft.count) = ("999.50".into(), "51".into()), Err("count"));
    check(|draft| draft.count = "three".into(), Err("count"));
    check(|draft| draft.count = "-1".into(), Err("count"));
    check(|draft| draft.down_payment = "1,000.00".into(), Err("down-payment"));
    check(|draft| draft.down_payment = "250,50".into(), Ok(3));
    check(|draft| draft.first_due = "2026-01-30".into(), Err("first-due"));
    check(|draft| draft.first_due = "2026-02-31".into(), Err("first-due"));
    check(|draft| draft.rate = "-1".into(), Err("rate"));
    check(|draft| draft.rate = "300".into(), Err("rate"));
    check(|draft| draft.rate = "4,5 %".into(), Ok(3));
    check(|draft| (draft.by, draft.amount) = ("amount".into(), "400".into()), Ok(3));
    check(|draft| draft.by = "amount".into(), Err("amount"));
    check(|draft| (draft.by, draft.monthly) = ("monthly".into(), "300".into()), Ok(4));
    check(|draft| (draft.by, draft.monthly, draft.rate) = ("monthly".into(), "5".into(), "12".into()), Err("monthly"));
    check(|draft| draft.skipped = (1..=12).collect(), Err("skipped-1"));
    check(|draft| draft.skipped = [2, 3].into(), Ok(3));
    check(own(&[]), Err("by"));
    check(own(&[("2026-02-28", "400"), ("2026-04-15", "600")]), Ok(2));
    check(own(&[("2026-02-28", "400"), ("2026-04-15", "500")]), Err("own-amount-8"));
    check(own(&[("2026-02-28", "400"), ("2026-02-28", "600")]), Err("own-due-8"));
    check(own(&[("2026-01-30", "1000")]), Err("own-due-7"));
    check(own(&[("2026-02-28", "0"), ("2026-03-28", "1000")]), Err("own-amount-7"));
}

#[wasm_bindgen_test]
fn the_rest_goes_into_the_last_instalment() {
    let today = NaiveDate::from_ymd_opt(2026, 1, 31).unwrap();
    let mut draft = PlanDraft::starting(today);
    own(&[("2026-02-28", "400"), ("2026-04-15", "")])(&mut draft);
    assert_eq!(draft.rest(debt(), today), Some(Money::from_minor(60_000, Currency::USD)));
}
