//! Tables for schedules of one's own, what a customer can pay a month, and a smaller sum that settles.

use super::affordable::per_period;
use super::tests_agreed::{date, number, terms, usd};
use super::*;

#[test]
fn a_schedule_of_ones_own_has_to_repay_the_debt() {
    let run_with = |free: Option<Money>, rate: &str, parts: &[(&str, &str)]| {
        let parts: Vec<_> = parts.iter().map(|(due, amount)| (date(due), usd(amount))).collect();
        let plan = CustomPlan {
            principal: usd("365"),
            accepted: date("2025-01-01"),
            rate_pct: number(rate),
            year_days: 365,
            debt: (usd("365"), free),
            parts: &parts,
        };
        custom_schedule(&plan)
    };
    let run = |rate: &str, parts: &[(&str, &str)]| run_with(None, rate, parts);
    let free = run("0", &[("2025-01-01", "65"), ("2025-03-05", "100"), ("2025-03-06", "200")]).unwrap();
    assert_eq!((free.total_interest, free.rows[1].balance, free.final_payment), (usd("0"), usd("200"), usd("200")));
    // 10 cents a day on 365 at 10 %.
    let costly = run("10", &[("2025-01-11", "101"), ("2025-03-22", "270.08")]).unwrap();
    assert_eq!((costly.rows[0].interest, costly.rows[1].interest, costly.total_interest), (usd("1.00"), usd("5.08"), usd("6.08")));
    assert_eq!(costly.rows.iter().map(|row| row.principal.minor()).sum::<i64>(), 36_500);
    // 73 of it fees: 8 cents a day instead of 10.
    let fees = run_with(Some(usd("73")), "10", &[("2025-01-11", "101"), ("2025-03-22", "268.86")]).unwrap();
    assert_eq!((fees.rows[0].interest, fees.rows[1].interest), (usd("0.80"), usd("4.06")));
    let check = |rate, parts: &[(&str, &str)], expected: CustomError| assert_eq!(run(rate, parts), Err(expected));
    check("0", &[], ScheduleError::NoInstalments.into());
    check("0", &[("2024-12-31", "365")], CustomError::BeforeAcceptance);
    check("0", &[("2025-02-01", "65"), ("2025-02-01", "300")], CustomError::Order(2));
    check("0", &[("2025-02-01", "0"), ("2025-02-02", "365")], CustomError::NotPositive(1));
    check("10", &[("2025-01-11", "1"), ("2025-02-02", "365")], CustomError::BelowInterest { number: 1, interest: usd("1") });
    check("0", &[("2025-02-01", "365"), ("2025-02-02", "1")], CustomError::PaidBefore(1));
    check("0", &[("2025-02-01", "65"), ("2025-02-02", "299")], CustomError::Sum { given: usd("299"), needed: usd("300") });
    check("300", &[("2025-02-01", "365")], ScheduleError::RateOutOfRange(number("300")).into());
    let rate = run("300", &[("2025-02-01", "365")]).unwrap_err().to_string();
    assert_eq!(rate, "The interest rate must be between 0 and 100 %, not 300 %.");
}

#[test]
fn what_a_customer_can_pay_becomes_a_plan() {
    let check = |monthly: &str, frequency, expected: &str| {
        let debt = PlanTerms { total: usd("1000"), rate_pct: Decimal::ZERO, frequency, ..terms() };
        let found = affordable(&debt, usd(monthly), &Refinements::none(date("2024-01-01"))).map(|plan| {
            format!(
                "{} × {}, last {}, in all {}",
                plan.count,
                plan.instalment.to_plain(),
                plan.last.to_plain(),
                plan.proposal.total_to_pay.to_plain()
            )
        });
        assert_eq!(found.unwrap_or_else(|error| error.to_string()), expected);
    };
    check("300", Frequency::Monthly, "4 × 300.00, last 100.00, in all 1000.00");
    check("130", Frequency::Weekly, "34 × 30.00, last 10.00, in all 1000.00");
    check("100", Frequency::Biweekly, "22 × 46.15, last 30.85, in all 1000.00");
    check("0.01", Frequency::Monthly, "the instalment of 0.01 USD is too small: more than 1200 instalments would be needed");
    check("0.01", Frequency::Weekly, "the instalment must be above zero, not 0.00 USD");
    assert_eq!(per_period(usd("100"), Frequency::EndOfMonth), Ok(usd("100")));
    let costly =
        affordable(&PlanTerms { total: usd("1000"), rate_pct: number("12"), ..terms() }, usd("10"), &Refinements::none(date("2024-01-01")));
    let never = ScheduleError::NeverPaidOff { instalment: usd("10"), interest: usd("10") };
    assert_eq!(costly, Err(TermsError::Schedule(never)));
}

#[test]
fn a_settlement_forgives_only_what_was_paid_for() {
    let offer = Settlement::of_percent(usd("999.99"), number("40"), date("2024-06-30")).unwrap();
    assert_eq!((offer.pay, offer.forgiven), (usd("599.99"), usd("400.00")));
    let check = |cleared: &[(&str, &str)], as_of: &str, expected: SettlementState| {
        let cleared: Vec<_> = cleared.iter().map(|(on, amount)| (date(on), usd(amount))).collect();
        assert_eq!(offer.state(&cleared, date(as_of)), Ok(expected));
    };
    use SettlementState::{Cleared, Lapsed, Waiting};
    check(&[], "2024-06-30", Waiting { missing: usd("599.99") });
    check(&[("2024-06-01", "500")], "2024-06-30", Waiting { missing: usd("99.99") });
    let (on, write_off) = (date("2024-06-30"), usd("400"));
    check(&[("2024-06-30", "100"), ("2024-06-01", "500")], "2024-07-01", Cleared { on, write_off, over: usd("0.01") });
    check(&[("2024-06-30", "599.99")], "2024-06-29", Waiting { missing: usd("599.99") });
    // It bounced, so it is not in the list: the debt is back.
    check(&[], "2024-07-01", Lapsed { owed: usd("999.99") });
    check(&[("2024-07-01", "599.99")], "2024-07-01", Lapsed { owed: usd("400") });
    let refused = |result: Result<Settlement, SettlementError>| result.unwrap_err();
    let day = date("2024-06-30");
    assert_eq!(refused(Settlement::of_sum(usd("0"), usd("1"), day)), SettlementError::NothingOwed(usd("0")));
    assert_eq!(refused(Settlement::of_sum(usd("5"), usd("5"), day)), SettlementError::Sum(usd("5")));
    assert_eq!(refused(Settlement::of_sum(usd("5"), usd("0"), day)), SettlementError::Sum(usd("0")));
    assert_eq!(refused(Settlement::of_percent(usd("5"), number("100"), day)), SettlementError::Percent(number("100")));
    assert_eq!(refused(Settlement::of_percent(usd("0.01"), number("1"), day)), SettlementError::Sum(usd("0.01")));
}
