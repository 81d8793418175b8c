//! Interest over time: the worked examples of the sources are in `tests/vectors.jsonl`.

use super::*;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use rust_decimal::Decimal;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn usd(text: &str) -> Money {
    Money::parse_plain(text, Currency::USD).unwrap()
}

fn terms(rates: &[(&str, &str)], day_count: DayCount, grace: Grace) -> InterestTerms {
    let rows = rates.iter().map(|(from, percent)| RateRow { from: day(from), percent: number(percent) }).collect();
    InterestTerms { rates: RateTable::of_rates(rows, None, Some(day("2024-12-31"))).unwrap(), day_count, grace }
}

/// An invoice of 1,000 due on 31 January 2024, 400 of it paid on 31 March.
fn balances(payments: &[(&str, &str)]) -> Vec<OpenBalance> {
    let payments: Vec<_> = payments.iter().map(|(on, amount)| (day(on), usd(amount))).collect();
    open_balances(day("2024-01-01"), usd("1000"), &payments).unwrap()
}

/// Each segment as `from..to days principal@percent`, then the total and what a day adds.
fn told(accrual: &Accrual) -> String {
    let one = |part: &Segment| {
        format!(
            "{}..{} {} {}@{}",
            part.from.format("%m-%d"),
            part.to.format("%m-%d"),
            part.fraction.days,
            part.principal.to_plain(),
            part.percent
        )
    };
    let parts: Vec<_> = accrual.segments.iter().map(one).chain([accrual.interest.to_plain(), format!("{:.4}", accrual.per_day)]).collect();
    parts.join(" | ")
}

#[test]
fn segments_end_where_the_balance_or_the_rate_changes() {
    let check = |payments: &[(&str, &str)], rates: &[(&str, &str)], as_of: &str, expected: &str| {
        let terms = terms(rates, DayCount::Act365, Grace::None);
        assert_eq!(
            told(&accrue(&balances(payments), day("2024-01-31"), &terms, day(as_of)).unwrap()),
            expected,
            "{payments:?} {rates:?} {as_of}"
        );
    };
    let (part, rate): (&[_], &[_]) = (&[("2024-03-31", "400")], &[("2024-01-01", "10")]);
    check(&[], rate, "2024-01-31", "0.00 | 0.0000");
    check(&[], rate, "2024-02-01", "02-01..02-01 1 1000.00@10 | 0.27 | 0.2740");
    check(part, rate, "2024-06-30", "02-01..03-31 60 1000.00@10 | 04-01..06-30 91 600.00@10 | 31.40 | 0.1644");
    let rates: &[_] = &[("2024-01-01", "10"), ("2024-03-01", "10"), ("2024-07-01", "12.5")];
    check(
        part,
        rates,
        "2024-07-31",
        "02-01..03-31 60 1000.00@10 | 04-01..06-30 91 600.00@10 | 07-01..07-31 31 600.00@12.5 | 37.77 | 0.2055",
    );
    check(&[("2024-01-15", "1000")], rate, "2024-07-31", "0.00 | 0.0000");
    check(
        &[("2024-02-10", "1000"), ("2024-03-31", "-1000")],
        rate,
        "2024-04-10",
        "02-01..02-10 10 1000.00@10 | 04-01..04-10 10 1000.00@10 | 5.48 | 0.2740",
    );
}

#[test]
fn grace_forgives_or_delays() {
    let check = |payments: &[(&str, &str)], grace, as_of: &str, expected: &str| {
        let terms = terms(&[("2024-01-01", "36.5")], DayCount::Act365, grace);
        assert_eq!(
            told(&accrue(&balances(payments), day("2024-01-31"), &terms, day(as_of)).unwrap()),
            expected,
            "{payments:?} {grace:?} {as_of}"
        );
    };
    let (within, after): (&[_], &[_]) = (&[("2024-02-05", "400")], &[("2024-02-15", "1000")]);
    check(&[], Grace::Forgives(10), "2024-02-10", "0.00 | 0.0000");
    check(&[], Grace::Forgives(10), "2024-02-11", "02-01..02-11 11 1000.00@36.5 | 11.00 | 1.0000");
    check(within, Grace::Forgives(10), "2024-02-11", "02-01..02-11 11 600.00@36.5 | 6.60 | 0.6000");
    check(&[("2024-02-10", "1000")], Grace::Forgives(10), "2024-03-11", "0.00 | 0.0000");
    check(after, Grace::Forgives(10), "2024-03-11", "02-01..02-15 15 1000.00@36.5 | 15.00 | 0.0000");
    check(after, Grace::Delays(10), "2024-02-10", "0.00 | 0.0000");
    check(after, Grace::Delays(10), "2024-03-11", "02-11..02-15 5 1000.00@36.5 | 5.00 | 0.0000");
}

#[test]
fn what_cannot_be_computed_is_said() {
    let check = |balances: &[OpenBalance], expected: &str| {
        let outcome =
            accrue(balances, day("2024-01-31"), &terms(&[("2024-03-01", "10")], DayCount::Act365, Grace::None), day("2024-12-31"));
        assert_eq!(outcome.unwrap_err().to_string(), expected);
    };
    check(&balances(&[]), "no interest rate is known for 2024-02-01");
    check(&[], "there is no open balance");
    let euros = OpenBalance { since: day("2024-02-01"), open: Money::from_minor(1, Currency::EUR) };
    check(&[balances(&[])[0], euros], "USD and EUR cannot be added together");
    let beyond =
        |as_of| accrue(&balances(&[]), day("2024-01-31"), &terms(&[("2024-01-01", "10")], DayCount::Act365, Grace::None), day(as_of));
    assert_eq!((beyond("2024-12-31").unwrap().beyond_rates, beyond("2025-01-01").unwrap().beyond_rates), (false, true));
}

/// Split at any day, the parts add up to the whole before rounding; and a day more never means less.
#[test]
fn parts_add_up_to_the_whole_and_days_only_add() {
    for count in DayCount::ALL {
        let one = terms(&[("2023-01-01", "9.75")], count, Grace::None);
        let mut before = Money::zero(Currency::USD);
        for ahead in 1..430 {
            let split = crate::domain::calendar::add_days(day("2023-11-30"), ahead);
            let rows =
                vec![RateRow { from: day("2023-01-01"), percent: number("9.75") }, RateRow { from: split, percent: number("9.7500001") }];
            let two = InterestTerms { rates: RateTable::known(rows, None, None), ..one.clone() };
            let open = [OpenBalance { since: day("2023-11-01"), open: usd("777.77") }];
            let accrued = |terms, as_of| accrue(&open, day("2023-11-30"), terms, as_of).unwrap();
            let (whole, parts) = (accrued(&one, day("2025-02-28")), accrued(&two, day("2025-02-28")));
            let sum = |accrual: &Accrual| accrual.segments.iter().map(|part| part.fraction.numerator).sum::<i64>();
            assert_eq!(sum(&parts), sum(&whole), "{count:?} {split}");
            let today = accrued(&one, split).interest;
            assert!(today.minor() >= before.minor(), "{count:?} {split}");
            before = today;
        }
    }
}

#[test]
fn half_a_cent_is_decided_on_the_exact_sum() {
    let check = |first: &str, second: &str, as_of: &str, expected: &str| {
        let open = |since, open| OpenBalance { since: day(since), open: usd(open) };
        let balances = [open("2024-01-01", first), open("2024-02-01", second)];
        let terms = terms(&[("2024-01-01", "10")], DayCount::Act365, Grace::None);
        assert_eq!(accrue(&balances, day("2024-01-31"), &terms, day(as_of)).unwrap().interest, usd(expected), "{first} {second}");
    };
    check("18.25", "18.26", "2024-02-01", "0.01"); // exactly half a cent
    check("18.25", "18.26", "2024-02-02", "0.01"); // each part alone would round up
    check("7.00", "11.25", "2024-02-02", "0.01"); // half a cent in two parts that no decimal holds
}

#[test]
fn a_rate_by_the_month_has_a_yearly_equivalent() {
    let check = |percent: &str, periods, expected: &str| {
        let told = effective(number(percent), periods).map(|both| format!("{} {}", both.nominal, both.effective));
        assert_eq!(told.unwrap_or_else(|error| error.to_string()), expected, "{percent} {periods}");
    };
    check("1.5", 12, "18.0 19.56");
    check("0", 12, "0 0");
    check("100", 366, "the amount is too large");
    check("300", 12, "the rate must be at most 100 %, not 300 %");
    check("1", 0, "the number of periods a year must be between 1 and 366, not 0");
}
