//! Tables and properties; the worked examples of the sources are in `tests/vectors.jsonl`.

use super::*;
use crate::domain::currency::Currency;
use crate::domain::schedule::PeriodRate;
use chrono::NaiveDate;

fn usd(text: &str) -> Money {
    Money::parse_plain(text, Currency::USD).unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn debts(list: &[(&str, &str)]) -> Vec<Debt> {
    list.iter().map(|(since, open)| Debt { since: since.parse::<NaiveDate>().unwrap(), open: usd(open) }).collect()
}

fn words(applied: &Applied) -> String {
    let parts: Vec<_> = applied.parts.iter().map(|part| part.to_plain()).collect();
    format!("{} + {}", parts.join(" "), applied.unapplied.to_plain())
}

#[test]
fn the_oldest_debt_comes_first_and_those_of_one_day_share() {
    let list = debts(&[("2024-03-01", "30"), ("2024-01-01", "10"), ("2024-03-01", "60"), ("2024-02-01", "0")]);
    let check = |payment: &str, same_day, expected: &str| {
        assert_eq!(words(&oldest_first(usd(payment), &list, same_day).unwrap()), expected, "{payment} {same_day:?}");
    };
    use SameDay::{InOrder, ProRata};
    check("0", InOrder, "0.00 0.00 0.00 0.00 + 0.00");
    check("5", InOrder, "0.00 5.00 0.00 0.00 + 0.00");
    check("20", InOrder, "10.00 10.00 0.00 0.00 + 0.00");
    check("20", ProRata, "3.33 10.00 6.67 0.00 + 0.00");
    check("100", ProRata, "30.00 10.00 60.00 0.00 + 0.00");
    check("123.45", ProRata, "30.00 10.00 60.00 0.00 + 23.45");
    assert_eq!(words(&oldest_first(usd("7"), &[], ProRata).unwrap()), " + 7.00");
}

#[test]
fn the_customers_word_counts_when_it_adds_up() {
    use ApplicationError as E;
    let list = debts(&[("2024-03-01", "30"), ("2024-01-01", "10")]);
    let apply = |payment: &str, instruction: &[(usize, &str)]| {
        let instruction: Vec<_> = instruction.iter().map(|(place, amount)| (*place, usd(amount))).collect();
        as_instructed(usd(payment), &list, &instruction).map(|applied| words(&applied))
    };
    assert_eq!(apply("25", &[(0, "20")]).unwrap(), "20.00 0.00 + 5.00");
    assert_eq!(apply("25", &[(1, "10"), (0, "15")]).unwrap(), "15.00 10.00 + 0.00");
    assert_eq!(apply("25", &[(2, "1")]), Err(E::NoSuchDebt(2)));
    assert_eq!(apply("25", &[(1, "1"), (1, "1")]), Err(E::NamedTwice(1)));
    assert_eq!(apply("25", &[(1, "11")]), Err(E::MoreThanOwed { asked: usd("11"), open: usd("10") }));
    assert_eq!(apply("25", &[(0, "26")]), Err(E::MoreThanPaid { asked: usd("26"), paid: usd("25") }));
    assert_eq!(apply("-1", &[]), Err(E::Negative(usd("-1"))));
    let euro = Money::from_minor(1, Currency::EUR);
    assert_eq!(as_instructed(usd("1"), &list, &[(0, euro)]), Err(E::Money(MoneyError::MixedCurrencies(Currency::USD, Currency::EUR))));
    assert_eq!(oldest_first(euro, &list, SameDay::ProRata), Err(E::Money(MoneyError::MixedCurrencies(Currency::EUR, Currency::USD))));
}

#[test]
fn shares_go_to_the_largest_remainders() {
    let check = |amount: &str, open: &[&str], expected: &[&str]| {
        let open: Vec<_> = open.iter().map(|part| usd(part)).collect();
        let parts: Vec<_> = pro_rata(usd(amount), &open).unwrap().iter().map(|part| part.to_plain()).collect();
        assert_eq!(parts, expected, "{amount}");
    };
    check("0.05", &["1", "1", "1"], &["0.02", "0.02", "0.01"]);
    check("100", &["1", "2", "3"], &["16.67", "33.33", "50.00"]);
    check("1", &["0", "0"], &["0.00", "0.00"]);
    check("1", &["0", "5"], &["0.00", "1.00"]);
}

#[test]
fn an_order_has_each_part_once() {
    use Part::{Costs, Interest, Principal};
    let check = |first: &[Part], expected: [Part; 3]| assert_eq!(Order::beginning_with(first).unwrap().parts(), expected);
    check(&[], [Costs, Interest, Principal]);
    check(&[Interest, Principal], [Interest, Principal, Costs]);
    check(&[Principal], [Principal, Costs, Interest]);
    check(&[Principal, Interest, Costs], [Principal, Interest, Costs]);
    assert_eq!(Order::beginning_with(&[Costs, Principal]).unwrap(), Order::COSTS_PRINCIPAL_INTEREST);
    assert_eq!(Order::beginning_with(&[Costs, Costs]), Err(ApplicationError::PartTwice(Costs)));
}

/// Every order and many payments: what is applied and what is left are what was owed, what is applied and what is not are what was paid.
#[test]
fn no_cent_is_made_or_lost() {
    use Part::{Costs, Interest, Principal};
    let owed = Owed { costs: usd("1.23"), interest: usd("0.40"), principal: usd("7.77") };
    for first in
        [[Costs, Interest], [Costs, Principal], [Interest, Costs], [Interest, Principal], [Principal, Costs], [Principal, Interest]]
    {
        let order = Order::beginning_with(&first).unwrap();
        for minor in (0..1_200).step_by(7) {
            let payment = Money::from_minor(minor, Currency::USD);
            let done = waterfall(payment, owed, order).unwrap();
            assert_eq!(done.applied.total().unwrap().checked_add(done.unapplied), Ok(payment));
            for part in order.parts() {
                assert_eq!(done.applied.of(part).checked_add(done.left.of(part)), Ok(owed.of(part)));
                assert!(done.left.of(part).minor() >= 0 && done.applied.of(part).minor() >= 0);
            }
            // A later part gets something only when the earlier ones are cleared.
            let [one, two, three] = order.parts();
            assert!(done.applied.of(two).is_zero() || done.left.of(one).is_zero());
            assert!(done.applied.of(three).is_zero() || done.left.of(two).is_zero());
            assert!(done.unapplied.is_zero() || done.left.total().unwrap().is_zero());
        }
    }
    let list =
        debts(&[("2024-03-01", "3.33"), ("2024-01-01", "1.01"), ("2024-03-01", "6.07"), ("2024-03-01", "0.02"), ("2024-02-01", "0")]);
    for minor in 0..1_200 {
        for same_day in [SameDay::InOrder, SameDay::ProRata] {
            let applied = oldest_first(Money::from_minor(minor, Currency::USD), &list, same_day).unwrap();
            assert_eq!(applied.parts.iter().map(|part| part.minor()).sum::<i64>() + applied.unapplied.minor(), minor);
            assert!(applied.parts.iter().zip(&list).all(|(part, debt)| (0..=debt.open.minor()).contains(&part.minor())));
        }
    }
}

#[test]
fn fees_and_interest_on_documents_of_their_own_follow_the_order() {
    use Part::{Costs, Interest, Principal};
    let parts = [Principal, Costs, Principal, Interest];
    let list = debts(&[("2024-01-01", "100"), ("2024-02-01", "25"), ("2023-12-01", "50"), ("2024-02-01", "8")]);
    let list: Vec<_> = parts.into_iter().zip(list).collect();
    let check = |payment: &str, first: &[Part], expected: &str| {
        let order = Order::beginning_with(first).unwrap();
        assert_eq!(words(&part_by_part(usd(payment), &list, order, SameDay::InOrder).unwrap()), expected, "{payment} {first:?}");
    };
    check("40", &[], "0.00 25.00 7.00 8.00 + 0.00");
    check("40", &[Principal], "0.00 0.00 40.00 0.00 + 0.00");
    check("160", &[Principal, Interest], "100.00 2.00 50.00 8.00 + 0.00");
    check("200", &[Interest], "100.00 25.00 50.00 8.00 + 17.00");
}

#[test]
fn no_interest_runs_on_unpaid_interest() {
    let rate = |from, to| PeriodRate::between(number("12"), from, to, 360);
    let run = |payments: &[(i32, &str)], until| {
        let payments: Vec<_> = payments.iter().map(|(day, amount)| (*day, usd(amount))).collect();
        us_rule(usd("1000"), (0, until), &payments, &rate)
    };
    let check = |payments: &[(i32, &str)], expected: &str| {
        let found = run(payments, 90).unwrap();
        let row = |row: &UsPayment| {
            [row.interest, row.to_interest, row.to_principal, row.unapplied, row.unpaid_interest, row.principal]
                .map(Money::to_plain)
                .join(" ")
        };
        let rows: Vec<_> = found.payments.iter().map(row).collect();
        assert_eq!(
            format!("{} | {} {} {}", rows.join(" | "), found.interest.to_plain(), found.total_interest.to_plain(), found.due.to_plain()),
            expected
        );
    };
    check(&[], " | 30.00 30.00 1030.00");
    // 4 of 10 is paid at day 30: interest of the next 30 days is again 10, not 10.06.
    check(&[(30, "4"), (60, "20")], "10.00 4.00 0.00 0.00 6.00 1000.00 | 10.00 16.00 4.00 0.00 0.00 996.00 | 9.96 29.96 1005.96");
    check(&[(30, "1010")], "10.00 10.00 1000.00 0.00 0.00 0.00 | 0.00 10.00 0.00");
    check(&[(30, "1011"), (30, "5")], "10.00 10.00 1000.00 1.00 0.00 0.00 | 0.00 0.00 0.00 5.00 0.00 0.00 | 0.00 10.00 0.00");
    assert_eq!(run(&[(60, "1"), (30, "1")], 90), Err(ApplicationError::DaysOutOfOrder));
    assert_eq!(run(&[(91, "1")], 90), Err(ApplicationError::DaysOutOfOrder));
    assert_eq!(run(&[(30, "-1")], 90), Err(ApplicationError::Negative(usd("-1"))));
    let steep = |from, to| PeriodRate::between(number("300"), from, to, 360);
    assert_eq!(us_rule(usd("1"), (0, 1), &[], &steep), Err(ScheduleError::RateOutOfRange(number("300")).into()));
}

#[test]
fn the_customer_is_credited_with_all_that_was_collected() {
    let check = |collected: &str, pct: &str, expected: [&str; 3]| {
        let split = agency_split(usd(collected), number(pct)).unwrap();
        assert_eq!([split.credit, split.fee, split.net].map(Money::to_plain), expected);
    };
    check("99.99", "33.3", ["99.99", "33.30", "66.69"]);
    check("0.01", "50", ["0.01", "0.01", "0.00"]);
    check("10", "0", ["10.00", "0.00", "10.00"]);
    assert_eq!(agency_split(usd("1"), number("101")), Err(ApplicationError::Fee(number("101"))));
}
