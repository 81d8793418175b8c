//! Tables and properties; the worked examples of the sources are in `tests/vectors.jsonl`.

use super::history::Credited;
use super::*;
use crate::domain::currency::Currency;
use crate::domain::money::{Rounding, round};
use crate::domain::terms::{InvoiceDates, PaymentTerms, WeekendRule};
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

#[test]
fn freight_gets_no_discount_and_is_owed_all_the_same() {
    let invoice = DiscountBase { returns: usd("100"), allowances: usd("50"), excluded: usd("30"), ..DiscountBase::of(usd("1150")) };
    let check = |figures: Discounted, expected: [&str; 3]| {
        assert_eq!([figures.discount, figures.cash, figures.cleared].map(Money::to_plain), expected);
    };
    check(discounted(&invoice, number("2")).unwrap(), ["20.00", "1010.00", "1030.00"]);
    check(undiscounted(&invoice).unwrap(), ["0.00", "1030.00", "1030.00"]);
    check(discounted(&DiscountBase::of(usd("0.25")), number("2")).unwrap(), ["0.01", "0.24", "0.25"]);
}

#[test]
fn what_makes_no_sense_is_refused() {
    use DiscountError as E;
    let invoice = DiscountBase::of(usd("100"));
    for pct in ["0", "-1", "100", "300"] {
        assert_eq!(discounted(&invoice, number(pct)), Err(E::Percent(number(pct))));
    }
    assert_eq!(DiscountBase { returns: usd("101"), ..invoice }.discountable(), Err(E::NothingLeft(usd("101"))));
    assert_eq!(DiscountBase { excluded: usd("-1"), ..invoice }.discountable(), Err(E::Negative(usd("-1"))));
    let euros = DiscountBase { excluded: Money::from_minor(1, Currency::EUR), ..invoice };
    assert_eq!(undiscounted(&euros), Err(E::Money(MoneyError::MixedCurrencies(Currency::USD, Currency::EUR))));
    assert_eq!(cleared_by(usd("-1"), number("2")), Err(E::Negative(usd("-1"))));
    assert_eq!(cash_to_clear(usd("-1"), number("2")), Err(E::Negative(usd("-1"))));
    assert_eq!(cleared_by(Money::from_minor(i64::MAX, Currency::USD), number("99")), Err(E::Money(MoneyError::TooLarge)));
    assert_eq!(tax_part(usd("1"), number("-1")), Err(E::TaxRate(number("-1"))));
    assert_eq!(forgone_rate(number("2"), 10, 10, 365), Err(E::NoTimeGained));
}

/// Over many amounts and rates: the parts are the whole, and no discount is above what it is taken of.
#[test]
fn parts_are_the_whole() {
    for minor in (0..2_000).chain([99_999, 1_234_567, Money::MAX_MINOR]) {
        let amount = Money::from_minor(minor, Currency::USD);
        for pct in ["0.01", "0.5", "2", "33.3333", "99.99"].map(number) {
            let taken = discounted(&DiscountBase::of(amount), pct).unwrap();
            assert_eq!(taken.cash.checked_add(taken.discount), Ok(amount));
            assert!(taken.discount.minor() >= 0 && taken.discount.minor() <= minor);
            let part = cleared_by(amount, pct).unwrap();
            assert_eq!(part.cash.checked_add(part.discount), Ok(part.cleared));
            assert!(part.discount.minor() >= 0);
            let tax = tax_part(taken.discount, pct).unwrap();
            assert_eq!(tax.net.checked_add(tax.tax), Ok(taken.discount));
            assert!(tax.net.minor() >= 0 && tax.tax.minor() >= 0);
        }
    }
}

/// Expected figures by Python's decimal at 50 digits.
#[test]
fn yearly_rates_are_right_to_many_digits() {
    let check = |pct: &str, days: (u32, u32), year, simple: &str, compound: Option<&str>| {
        let rate = forgone_rate(number(pct), days.0, days.1, year).unwrap();
        assert_eq!(round(rate.simple_pct, 12, Rounding::HalfUp), number(simple), "{pct} {days:?}");
        assert_eq!(rate.compound_pct.map(|pct| round(pct, 12, Rounding::HalfUp)), compound.map(number), "{pct} {days:?}");
    };
    check("2", (10, 30), 360, "36.734693877551", Some("43.856880180022"));
    check("2", (10, 30), 365, "37.244897959184", Some("44.585292731249"));
    check("2", (20, 45), 365, "29.795918367347", Some("34.307199921266"));
    check("0.5", (7, 30), 365, "7.974655888136", Some("8.279629749693"));
    check("10", (0, 7), 365, "579.365079365079", Some("24217.912615260691"));
    check("1", (10, 375), 365, "1.010101010101", Some("1.010101010101"));
    check("33", (1, 364), 360, "48.846675712347", Some("48.760558085046"));
    check("20", (10, 17), 365, "1303.571428571429", Some("11302151.419660968253"));
    check("99", (9, 10), 365, "3613500.000000000000", None);
}

fn invoice_of(terms: &str, receipts: &[(&str, &str)], parts: PartPayments, as_of: &str) -> DiscountHistory {
    let terms: PaymentTerms = terms.parse().unwrap();
    let offers = terms.offers(InvoiceDates { issued: date("2024-06-01"), received: None }, WeekendRule::LEAVE).unwrap();
    let receipts: Vec<_> = receipts.iter().map(|(on, cash)| Receipt { on: date(on), cash: usd(cash) }).collect();
    let invoice = DiscountBase { excluded: usd("50"), ..DiscountBase::of(usd("1000")) };
    history(&invoice, &offers, parts, &receipts, date(as_of)).unwrap()
}

#[test]
fn payments_take_and_miss_discounts() {
    use PartPayments::{Earn, EarnNothing};
    let check = |receipts: &[(&str, &str)], parts, as_of: &str, expected: &str| {
        let found = invoice_of("3/10 2/20 n/30", receipts, parts, as_of);
        let discounts: Vec<_> = found.payments.iter().map(|payment| payment.discount.to_plain()).collect();
        let now = found.available.map_or("-".to_owned(), |now| format!("{} by {}", now.cash.to_plain(), now.offer.until));
        let [taken, missed, open] = [found.taken, found.missed, found.open].map(Money::to_plain);
        assert_eq!(format!("[{}] taken {taken} missed {missed} open {open} now {now}", discounts.join(" ")), expected);
        for payment in &found.payments {
            let given = payment.receipt.cash.checked_add(payment.discount);
            assert_eq!(given, payment.cleared.checked_add(payment.over));
        }
    };
    check(&[], EarnNothing, "2024-06-11", "[] taken 0.00 missed 0.00 open 1050.00 now 1020.00 by 2024-06-11");
    check(&[], EarnNothing, "2024-06-12", "[] taken 0.00 missed 0.00 open 1050.00 now 1030.00 by 2024-06-21");
    check(&[], EarnNothing, "2024-06-22", "[] taken 0.00 missed 30.00 open 1050.00 now -");
    check(&[("2024-06-11", "1020")], EarnNothing, "2024-07-01", "[30.00] taken 30.00 missed 0.00 open 0.00 now -");
    check(&[("2024-06-12", "1030")], EarnNothing, "2024-07-01", "[20.00] taken 20.00 missed 10.00 open 0.00 now -");
    check(&[("2024-06-22", "1050")], EarnNothing, "2024-07-01", "[0.00] taken 0.00 missed 30.00 open 0.00 now -");
    // Not yet paid on the day that is asked about.
    check(&[("2024-06-22", "1050")], EarnNothing, "2024-06-12", "[] taken 0.00 missed 0.00 open 1050.00 now 1030.00 by 2024-06-21");
    // A part earns nothing by itself; paid in time as a whole, the invoice does.
    check(&[("2024-06-05", "500")], EarnNothing, "2024-06-05", "[0.00] taken 0.00 missed 0.00 open 550.00 now 520.00 by 2024-06-11");
    check(
        &[("2024-06-05", "500"), ("2024-06-11", "520")],
        EarnNothing,
        "2024-06-11",
        "[0.00 30.00] taken 30.00 missed 0.00 open 0.00 now -",
    );
    let slower = [("2024-06-05", "500"), ("2024-06-21", "530")];
    check(&slower, EarnNothing, "2024-06-21", "[0.00 20.00] taken 20.00 missed 10.00 open 0.00 now -");
    // 485 / 0.97 = 500.
    check(&[("2024-06-05", "485")], Earn, "2024-06-05", "[15.00] taken 15.00 missed 0.00 open 550.00 now 535.00 by 2024-06-11");
    check(&[("2024-06-05", "485"), ("2024-06-20", "540")], Earn, "2024-06-30", "[15.00 10.00] taken 25.00 missed 5.00 open 0.00 now -");
    // The base is paid, the freight is not.
    check(&[("2024-06-05", "1000")], Earn, "2024-06-05", "[30.00] taken 30.00 missed 0.00 open 20.00 now -");
    check(&[("2024-06-05", "2000")], Earn, "2024-06-05", "[30.00] taken 30.00 missed 0.00 open 0.00 now -");
}

#[test]
fn a_discount_taken_too_late_is_noticed_and_still_owed() {
    let late = |on: &str, cash: &str| {
        let found = invoice_of("3/10 2/20 n/30", &[(on, cash)], PartPayments::EarnNothing, "2024-07-01");
        (found.payments[0].late.map(|tier| tier.days), found.open.to_plain())
    };
    let check = |on, cash, days, open: &str| assert_eq!(late(on, cash), (days, open.to_owned()), "{on} {cash}");
    check("2024-06-12", "1020", Some(10), "30.00");
    check("2024-06-22", "1030", Some(20), "20.00");
    check("2024-06-22", "1020", Some(10), "30.00");
    check("2024-06-11", "1020", None, "0.00");
    check("2024-06-22", "1000", None, "50.00");
    check("2024-06-22", "1050", None, "0.00");
}

/// Cent by cent: cash and discount are what was cleared and what was too much, and the discount is at most a cent above its percentage.
#[test]
fn a_payment_loses_nothing() {
    for cash in (0..1_200).chain([96_999, 97_000, 101_999, 102_000, 105_000, 200_000]) {
        let cash = Money::from_minor(cash, Currency::USD).to_plain();
        for parts in [PartPayments::Earn, PartPayments::EarnNothing] {
            let found = invoice_of("3/10", &[("2024-06-05", &cash), ("2024-06-06", "4.85"), ("2024-06-30", "7")], parts, "2024-07-01");
            let cleared = |payment: &Credited| payment.receipt.cash.minor() + payment.discount.minor() - payment.over.minor();
            assert_eq!(found.payments.iter().map(cleared).sum::<i64>() + found.open.minor(), 105_000, "{cash}");
            assert!(found.taken.minor() <= 3_001 && found.open.minor() >= 0, "{cash}");
        }
    }
}
