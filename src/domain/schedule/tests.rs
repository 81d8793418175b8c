//! Tables for the schedule arithmetic; the worked examples of the sources are in `tests/vectors.jsonl`.

use super::*;
use crate::domain::calendar::BusinessDayRule;
use crate::domain::currency::Currency;
use crate::domain::money::{Residual, Rounding};
use chrono::NaiveDate;

fn usd(text: &str) -> Money {
    Money::parse_plain(text, Currency::USD).unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn payments(schedule: &Schedule) -> Vec<String> {
    schedule.rows.iter().map(|row| row.payment.to_plain()).collect()
}

fn terms() -> PlanTerms {
    PlanTerms {
        total: usd("1000"),
        down_payment: usd("100"),
        instalments: Instalments::Count(4),
        frequency: Frequency::Monthly,
        first_due: date("2025-01-31"),
        rate_pct: Decimal::ZERO,
        residual: Residual::Last,
    }
}

#[test]
fn half_a_cent_rounds_up_even_when_the_rate_is_no_exact_decimal() {
    // 0.60 × 10 % / 12 is exactly half a cent; 0.008333… × 0.60 is less.
    let schedule = level_schedule(usd("0.60"), number("10"), 12, 1).unwrap();
    assert_eq!((schedule.payment, schedule.total_interest), (usd("0.61"), usd("0.01")));
    // A = 0.05 × 0.9 = 4.5 cents exactly, through 1/(1+r) = 0.666… it would not be.
    assert_eq!(payments(&level_schedule(usd("0.05"), number("50"), 1, 2).unwrap())[0], "0.05");
}

#[test]
fn long_schedules_stay_exact_or_are_refused() {
    let check = |principal: &str, rate: &str, per_year, count, expected: &str| {
        let outcome = level_schedule(usd(principal), number(rate), per_year, count);
        let text = outcome.map(|schedule| format!("{} {}", schedule.payment.to_plain(), schedule.final_payment.to_plain()));
        assert_eq!(text.unwrap_or_else(|error| error.to_string()), expected, "{principal} {rate} {per_year} {count}");
    };
    // Expected figures by Python's decimal at 60 digits.
    check("1000000", "5", 52, 1200, "1404.93 1401.87");
    check("90000000000", "0.0001", 52, 1200, "75000866.11 75000864.95");
    check(
        "1000",
        "100",
        52,
        1200,
        "the number of instalments is too high: with interest, 1000.00 USD does not divide into 1200 even instalments",
    );
    check("12", "0.01", 12, 1200, "0.01 0.01");
}

#[test]
fn without_interest_the_last_takes_the_rest() {
    let schedule = level_schedule(usd("100"), Decimal::ZERO, 12, 3).unwrap();
    assert_eq!(payments(&schedule), ["33.33", "33.33", "33.34"]);
    assert_eq!(equal_parts(usd("0.02"), 3, Residual::Last), Err(ScheduleError::BelowOneUnit { principal: usd("0.02"), count: 3 }));
}

#[test]
fn a_fixed_amount_runs_until_nothing_is_left() {
    let amounts = |principal: &str, rate: &str, instalment: &str| {
        amount_schedule(usd(principal), number(rate), 12, usd(instalment)).map(|schedule| payments(&schedule))
    };
    assert_eq!(amounts("100", "0", "30").unwrap(), ["30.00", "30.00", "30.00", "10.00"]);
    assert_eq!(amounts("100", "0", "50").unwrap(), ["50.00", "50.00"]);
    assert_eq!(amounts("100", "12", "50").unwrap(), ["50.00", "50.00", "1.53"]);
    assert_eq!(amounts("100", "12", "500").unwrap(), ["101.00"]);
    assert_eq!(amounts("100", "12", "1"), Err(ScheduleError::NeverPaidOff { instalment: usd("1"), interest: usd("1") }));
    assert_eq!(amounts("100", "0", "0.01"), Err(ScheduleError::InstalmentTooSmall(usd("0.01"))));
    assert_eq!(amounts("100", "0", "-5"), Err(ScheduleError::InstalmentNotPositive(usd("-5"))));
}

#[test]
fn figures_out_of_range_are_refused() {
    use ScheduleError as E;
    let level = |principal, rate, per_year, count| level_schedule(principal, number(rate), per_year, count).unwrap_err();
    assert_eq!(level(usd("0"), "5", 12, 3), E::NothingToRepay(usd("0")));
    assert_eq!(level(usd("1"), "5", 12, 0), E::NoInstalments);
    assert_eq!(level(usd("100"), "5", 12, 1201), E::TooManyInstalments);
    assert_eq!(level(usd("0.05"), "5", 12, 6), E::BelowOneUnit { principal: usd("0.05"), count: 6 });
    assert_eq!(level(usd("1"), "-0.01", 12, 3), E::RateOutOfRange(number("-0.01")));
    assert_eq!(level(usd("1"), "100.01", 12, 3), E::RateOutOfRange(number("100.01")));
    assert_eq!(level(usd("1"), "5", 0, 3), E::NoPeriods);
    assert_eq!(level(Money::from_minor(i64::MAX, Currency::USD), "100", 1, 3), E::Money(MoneyError::TooLarge));
    let factors = |factors: &[Decimal]| factor_schedule(usd("100"), factors, Rounding::HalfEven).unwrap_err();
    assert_eq!(factors(&[]), E::NoInstalments);
    assert_eq!(factors(&[number("0.01"), Decimal::MAX]), E::RateOutOfRange(Decimal::MAX));
    assert_eq!(simple_month_interest(usd("100"), number("5"), number("-1")), Err(E::NegativeMonths(number("-1"))));
}

#[test]
fn dates_count_from_the_anchor() {
    let check = |first, frequency, rule, expected: [&str; 3]| {
        let dates = dates(date(first), frequency, 3, rule, &[]).unwrap();
        let adjusted: Vec<_> = dates.iter().map(|date| date.adjusted.to_string()).collect();
        assert_eq!(adjusted, expected, "{frequency:?} {rule:?}");
    };
    use BusinessDayRule::{Following, Unadjusted};
    check("2024-12-30", Frequency::Weekly, Unadjusted, ["2024-12-30", "2025-01-06", "2025-01-13"]);
    check("2024-12-30", Frequency::Biweekly, Unadjusted, ["2024-12-30", "2025-01-13", "2025-01-27"]);
    check("2024-01-30", Frequency::Monthly, Unadjusted, ["2024-01-30", "2024-02-29", "2024-03-30"]);
    check("2025-01-10", Frequency::EndOfMonth, Unadjusted, ["2025-01-31", "2025-02-28", "2025-03-31"]);
    check("2025-01-31", Frequency::Monthly, Following, ["2025-01-31", "2025-02-28", "2025-03-31"]);
    check("2025-02-01", Frequency::Monthly, Following, ["2025-02-03", "2025-03-03", "2025-04-01"]);
    assert_eq!(dates(date("9999-11-30"), Frequency::Monthly, 3, Unadjusted, &[]), Err(ScheduleError::DateOutOfRange));
    assert_eq!(dates(NaiveDate::MAX, Frequency::Weekly, 1, Following, &[]), Err(ScheduleError::DateOutOfRange));
}

#[test]
fn a_proposal_sums_to_the_debt_and_its_interest() {
    let free = propose(&PlanTerms { total: usd("1000.01"), residual: Residual::First, ..terms() }).unwrap();
    let listed: Vec<_> = free.instalments.iter().map(|part| format!("{} {} {}", part.number, part.due, part.amount.to_plain())).collect();
    assert_eq!(listed, ["1 2025-01-31 225.01", "2 2025-02-28 225.00", "3 2025-03-31 225.00", "4 2025-04-30 225.00"]);
    assert_eq!((free.total_interest, free.total_to_pay), (usd("0"), usd("1000.01")));

    let costly = propose(&PlanTerms { rate_pct: number("12"), ..terms() }).unwrap();
    let parts: i64 = costly.instalments.iter().map(|part| part.amount.minor()).sum();
    assert_eq!(costly.total_to_pay.minor(), parts + costly.down_payment.minor());
    assert_eq!((costly.instalments[0].interest, costly.instalments[0].amount), (usd("9.00"), usd("230.65")));
}

#[test]
fn wrong_terms_name_their_field() {
    let check = |terms: PlanTerms, field: PlanField, expected: &str| {
        let error = propose(&terms).unwrap_err();
        assert_eq!((error.field(), error.to_string().as_str()), (field, expected));
    };
    let euros = Money::from_minor(100, Currency::EUR);
    let instalments = |instalments| PlanTerms { instalments, ..terms() };
    check(PlanTerms { total: usd("0"), ..terms() }, PlanField::Total, "the total must be above zero, not 0.00 USD");
    check(PlanTerms { down_payment: usd("-1"), ..terms() }, PlanField::DownPayment, "the down payment must not be negative, not -1.00 USD");
    check(
        PlanTerms { down_payment: usd("1000"), ..terms() },
        PlanField::DownPayment,
        "the down payment of 1000.00 USD must be below the total of 1000.00 USD",
    );
    check(
        PlanTerms { down_payment: euros, ..terms() },
        PlanField::DownPayment,
        "the down payment of 1.00 EUR must be in the currency of the total, USD",
    );
    check(
        instalments(Instalments::Amount(euros)),
        PlanField::Instalments,
        "the instalment of 1.00 EUR must be in the currency of the total, USD",
    );
    check(instalments(Instalments::Count(0)), PlanField::Instalments, "the number of instalments must be at least 1");
    check(instalments(Instalments::Count(9999)), PlanField::Instalments, "the number of instalments must be at most 1200");
    check(
        PlanTerms { total: usd("100.03"), ..terms() },
        PlanField::Instalments,
        "the number of instalments is too high: 0.03 USD has fewer than 4 of the currency’s smallest units",
    );
    check(
        PlanTerms { rate_pct: number("60"), ..instalments(Instalments::Amount(usd("45"))) },
        PlanField::Instalments,
        "the instalment of 45.00 USD never pays off the debt: the interest of one period alone is 45.00 USD",
    );
    check(PlanTerms { rate_pct: number("101"), ..terms() }, PlanField::Rate, "the interest rate must be between 0 and 100 %, not 101 %");
    check(
        PlanTerms { first_due: date("9999-12-31"), ..terms() },
        PlanField::FirstDue,
        "the first due date is out of range: every instalment must be due between the years 1 and 9999",
    );
}

#[test]
fn terms_survive_a_file() {
    for instalments in [Instalments::Count(4), Instalments::Amount(usd("12.50"))] {
        let terms = PlanTerms { instalments, rate_pct: number("5.25"), frequency: Frequency::EndOfMonth, ..terms() };
        let text = serde_json::to_string(&terms).unwrap();
        assert!(text.contains(r#""frequency":"end_of_month""#) && text.contains(r#""rate_pct":"5.25""#), "{text}");
        assert_eq!(serde_json::from_str::<PlanTerms>(&text).unwrap(), terms);
    }
}
