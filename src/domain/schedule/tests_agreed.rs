//! Tables for what is agreed besides the terms: days, and months left out.

use super::*;
use crate::domain::calendar::{BusinessDayRule, day_of};
use crate::domain::currency::Currency;
use crate::domain::holidays::is_weekend;
use crate::domain::money::{Residual, Rounding};
use chrono::NaiveDate;

pub(super) fn usd(text: &str) -> Money {
    Money::parse_plain(text, Currency::USD).unwrap()
}

pub(super) fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn terms() -> PlanTerms {
    PlanTerms {
        total: usd("100"),
        down_payment: usd("0"),
        instalments: Instalments::Count(6),
        frequency: Frequency::Monthly,
        first_due: date("2024-02-01"),
        rate_pct: number("15.678"),
        residual: Residual::Last,
    }
}

fn by_days(accepted: &str) -> Refinements<'static> {
    Refinements { interest: InterestPeriods::Actual { year_days: 365 }, ..Refinements::none(date(accepted)) }
}

fn rows(plan: &PlanProposal) -> Vec<String> {
    plan.instalments.iter().map(|part| format!("{} {} {}", part.due, part.amount.to_plain(), part.interest.to_plain())).collect()
}

/// The figures of vector PP-R05 (Apache Fineract), from dates.
#[test]
fn interest_by_days_follows_the_calendar() {
    let plan = propose_with(&terms(), &by_days("2024-01-01")).unwrap();
    let expected = [
        "2024-02-01 17.43 1.33",
        "2024-03-01 17.43 1.05",
        "2024-04-01 17.43 0.90",
        "2024-05-01 17.43 0.66",
        "2024-06-01 17.43 0.46",
        "2024-07-01 17.47 0.22",
    ];
    assert_eq!(rows(&plan), expected);
    // Moving the dates moves neither interest nor amounts: 1 June 2024 is a Saturday.
    let moved = Refinements { moved: BusinessDayRule::ModifiedFollowing, closed: &is_weekend, ..by_days("2024-01-01") };
    let later = propose_with(&terms(), &moved).unwrap();
    assert_eq!(rows(&later)[4], "2024-06-03 17.43 0.46");
    assert_eq!(later.instalments[4].nominal, date("2024-06-01"));
    assert_eq!(later.total_to_pay, plan.total_to_pay);
}

#[test]
fn a_rate_between_days_counts_them() {
    let check = |from: &str, until: &str, year, expected: Result<&str, ScheduleError>| {
        let rate = PeriodRate::between(number("10"), day_of(date(from)), day_of(date(until)), year);
        let interest = rate.map(|rate| rate.interest(usd("3650"), Rounding::HalfUp).unwrap().to_plain());
        assert_eq!(interest.as_deref().map_err(|error| *error), expected);
    };
    check("2024-02-28", "2024-03-01", 365, Ok("2.00"));
    check("2024-02-28", "2024-02-28", 365, Ok("0.00"));
    check("2024-01-01", "2024-12-26", 360, Ok("365.00"));
    check("2024-03-01", "2024-02-28", 365, Err(ScheduleError::DatesOutOfOrder));
    check("2024-02-28", "2024-03-01", 0, Err(ScheduleError::NoPeriods));
}

#[test]
fn a_month_left_out_costs_its_interest_and_no_more() {
    let skipped = SkippedMonths::of(&[12, 1]).unwrap();
    let four = PlanTerms { total: usd("1000"), instalments: Instalments::Count(4), first_due: date("2024-10-31"), ..terms() };
    let besides = Refinements { skipped, ..Refinements::none(date("2024-10-01")) };
    let free = propose_with(&PlanTerms { rate_pct: Decimal::ZERO, ..four }, &besides).unwrap();
    assert_eq!(rows(&free), ["2024-10-31 250.00 0.00", "2024-11-30 250.00 0.00", "2025-02-28 250.00 0.00", "2025-03-31 250.00 0.00"]);
    let twelve = PlanTerms { rate_pct: number("12"), instalments: Instalments::Amount(usd("300")), ..four };
    let plan = propose_with(&twelve, &besides).unwrap();
    // The third period has three months: 3 % of 417.10.
    let expected = ["2024-10-31 300.00 10.00", "2024-11-30 300.00 7.10", "2025-02-28 300.00 12.51", "2025-03-31 130.91 1.30"];
    assert_eq!(rows(&plan), expected);
    assert_eq!(SkippedMonths::of(&[13]), Err(ScheduleError::SkippedMonths));
    assert_eq!(SkippedMonths::of(&[0]), Err(ScheduleError::SkippedMonths));
    assert_eq!(SkippedMonths::of(&(1..=12).collect::<Vec<_>>()), Err(ScheduleError::SkippedMonths));
}

#[test]
fn bad_input_is_refused_with_the_field() {
    let check = |terms: PlanTerms, besides: Refinements, field: PlanField, expected: &str| {
        let error = propose_with(&terms, &besides).unwrap_err();
        assert_eq!((error.field(), error.to_string().as_str()), (field, expected));
    };
    let with = |instalments| PlanTerms { instalments, ..terms() };
    let early = "the first instalment on 2024-02-01 is due before the plan is accepted on 2024-02-02";
    check(terms(), by_days("2024-02-02"), PlanField::FirstDue, early);
    let moved = Refinements { moved: BusinessDayRule::Preceding, closed: &is_weekend, ..Refinements::none(date("2024-06-01")) };
    let saturday = PlanTerms { first_due: date("2024-06-01"), ..terms() };
    let before = "the first instalment on 2024-05-31 is due before the plan is accepted on 2024-06-01";
    check(saturday, moved, PlanField::FirstDue, before);
    let since = || by_days("2024-01-01");
    check(with(Instalments::Count(0)), since(), PlanField::Instalments, "the number of instalments must be at least 1");
    check(with(Instalments::Count(10_000)), since(), PlanField::Instalments, "the number of instalments must be at most 1200");
    let cents = PlanTerms { total: usd("0.05"), ..with(Instalments::Count(6)) };
    let too_many = "the number of instalments is too high: 0.05 USD has fewer than 6 of the currency’s smallest units";
    check(cents, since(), PlanField::Instalments, too_many);
    let steep = PlanTerms { rate_pct: number("300"), ..terms() };
    check(steep, since(), PlanField::Rate, "the interest rate must be between 0 and 100 %, not 300 %");
    let fine = PlanTerms { rate_pct: number("4.12345"), ..terms() };
    check(fine, since(), PlanField::Rate, "the interest rate must have at most 4 decimals, not 4.12345 %");
}

/// 1,000.00 of invoices and 200.00 of fees at 12 %: the first month bears 1 % of 1,000.00, not of 1,200.00.
/// A = 1,200 × (121/120)² ÷ (121/120 + 1) = 146,410 ÷ 241 = 607.5103…; interest 1,200 ÷ 120 = 10.00, then 602.49 ÷ 120 = 5.0207….
#[test]
fn fees_on_a_plan_bear_no_interest() {
    let debt = |count| PlanTerms { total: usd("1200"), rate_pct: number("12"), instalments: count, ..terms() };
    let free = Refinements { interest_free: Some(usd("200")), ..Refinements::none(date("2024-01-01")) };
    let two = Instalments::Count(2);
    assert_eq!(rows(&propose_with(&debt(two), &free).unwrap()), ["2024-02-01 607.51 10.00", "2024-03-01 607.51 5.02"]);
    let all = propose_with(&debt(two), &Refinements::none(date("2024-01-01"))).unwrap();
    assert_eq!(all.instalments[0].interest, usd("12.00"));
    // 300 each: what is left is 1,200.00, 910.00, 617.58, 322.73 and 25.42, always five sixths of it bearing 1 %.
    let each = propose_with(&debt(Instalments::Amount(usd("300"))), &free).unwrap();
    let interest: Vec<String> = each.instalments.iter().map(|part| part.interest.to_plain()).collect();
    assert_eq!(interest, ["10.00", "7.58", "5.15", "2.69", "0.21"]);
    // Paid down by half, five sixths of what is left still bear interest.
    let halved = PlanTerms { down_payment: usd("600"), ..debt(two) };
    assert_eq!(propose_with(&halved, &free).unwrap().instalments[0].interest, usd("5.00"));
    // By days: 31 of 366 days lie between, by a year of 365. 1,000 × 12 % × 31 ÷ 365 = 10.1917…
    let counted = propose_with(&debt(two), &Refinements { interest_free: Some(usd("200")), ..by_days("2024-01-01") }).unwrap();
    assert_eq!(counted.instalments[0].interest, usd("10.19"));
    // Nothing but fees.
    let fees = Refinements { interest_free: Some(usd("1200")), ..Refinements::none(date("2024-01-01")) };
    assert_eq!(rows(&propose_with(&debt(two), &fees).unwrap()), ["2024-02-01 600.00 0.00", "2024-03-01 600.00 0.00"]);
}

/// Counts, rates, rhythms and left-out months: what is paid is the debt and its interest, in order of days.
#[test]
fn agreed_schedules_sum_to_principal_and_interest() {
    for count in [1, 2, 7, 24] {
        for rate in ["0", "4.9", "12"] {
            for (place, frequency) in Frequency::ALL.into_iter().enumerate() {
                let skipped = SkippedMonths::of(&[2, 7, 8][..place]).unwrap();
                let debt = PlanTerms {
                    total: usd("12345.67"),
                    down_payment: usd("345.60"),
                    instalments: Instalments::Count(count),
                    frequency,
                    rate_pct: number(rate),
                    ..terms()
                };
                let plan = propose_with(&debt, &Refinements { skipped, ..by_days("2024-01-20") }).unwrap();
                let sum = |part: fn(&Instalment) -> Money| plan.instalments.iter().map(|row| part(row).minor()).sum::<i64>();
                assert_eq!(sum(|row| row.principal), 1_200_007);
                assert_eq!(sum(|row| row.amount), 1_200_007 + plan.total_interest.minor());
                assert_eq!(plan.total_to_pay.minor(), sum(|row| row.amount) + 34_560);
                assert!(plan.instalments.windows(2).all(|pair| pair[0].due < pair[1].due));
                assert_eq!(plan.instalments.len(), count as usize);
            }
        }
    }
}

/// Random terms with every convention: nothing is lost, and what was moved lands on a day of business.
#[test]
fn whatever_is_agreed_sums_and_falls_on_days_of_business() {
    let rules =
        [BusinessDayRule::Following, BusinessDayRule::ModifiedFollowing, BusinessDayRule::Preceding, BusinessDayRule::ModifiedPreceding];
    let mut seed = 7_u64;
    let mut dice = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    let mut made = 0;
    for _ in 0..400 {
        let total = Money::from_minor(500 + dice(5_000_000) as i64, Currency::USD);
        let count = 1 + dice(30) as u32;
        let instalments = if dice(3) == 0 {
            Instalments::Amount(Money::from_minor(total.minor() / i64::from(count) + 1, Currency::USD))
        } else {
            Instalments::Count(count)
        };
        let debt = PlanTerms {
            total,
            down_payment: Money::from_minor(dice(400) as i64, Currency::USD),
            instalments,
            frequency: Frequency::ALL[dice(4) as usize],
            first_due: date("2024-02-01") + chrono::Days::new(dice(700)),
            rate_pct: Decimal::new(dice(2500) as i64, 2),
            residual: [Residual::Last, Residual::First, Residual::Spread][dice(3) as usize],
        };
        let interest = if dice(2) == 0 { InterestPeriods::Equal } else { InterestPeriods::Actual { year_days: 365 } };
        let skipped = SkippedMonths::of(&[1 + dice(12) as u32, 1 + dice(12) as u32]).unwrap();
        let agreed = AgreedTerms { interest, skipped, moved: rules[dice(4) as usize], ..debt.into() };
        let Ok(plan) = agreed.proposal(date("2024-01-20"), &is_weekend) else { continue };
        made += 1;
        let sum = |part: fn(&Instalment) -> Money| plan.instalments.iter().map(|row| part(row).minor()).sum::<i64>();
        assert_eq!(sum(|row| row.principal) + debt.down_payment.minor(), total.minor(), "{agreed:?}");
        assert_eq!(sum(|row| row.interest), plan.total_interest.minor(), "{agreed:?}");
        assert_eq!(plan.total_to_pay.minor(), sum(|row| row.amount) + debt.down_payment.minor(), "{agreed:?}");
        assert_eq!(plan.instalments.last().map(|row| row.balance_after.minor()), Some(0));
        let months: Vec<u32> = skipped.months().collect();
        for row in &plan.instalments {
            assert!(!is_weekend(row.due) && !months.contains(&chrono::Datelike::month(&row.nominal)), "{agreed:?} {row:?}");
            let same_month = (row.due.format("%Y-%m").to_string()) == row.nominal.format("%Y-%m").to_string();
            let modified = matches!(agreed.moved, BusinessDayRule::ModifiedFollowing | BusinessDayRule::ModifiedPreceding);
            assert!(!modified || same_month, "{agreed:?} {row:?}");
            assert!(row.principal.is_positive() && row.interest.minor() >= 0);
        }
        assert_eq!(serde_json::from_str::<AgreedTerms>(&serde_json::to_string(&agreed).unwrap()).unwrap(), agreed);
    }
    assert!(made > 250, "{made}");
}
