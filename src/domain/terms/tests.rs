//! Tables for wording and days; the worked examples of the sources are in `tests/vectors.jsonl`.

use super::due::offer_on;
use super::*;
use crate::domain::calendar::BusinessDayRule;
use crate::domain::country::Country;
use crate::domain::policy::ClosedDays;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn terms(text: &str) -> PaymentTerms {
    text.parse().unwrap()
}

fn invoice(issued: &str) -> InvoiceDates {
    InvoiceDates { issued: date(issued), received: None }
}

#[test]
fn wording_is_read_and_written_back() {
    let check = |text: &str, expected: &str| {
        let read = terms(text);
        assert_eq!(read.to_string(), expected, "{text}");
        assert_eq!(terms(expected), read, "{expected}");
    };
    check("net 30", "net 30");
    check("N/30", "net 30");
    check("2/10, n/30", "2/10 net 30");
    check("2.50%/10 Net 30 days", "2.5/10 net 30");
    check("3/10 2/20 n/30", "3/10 2/20 net 30");
    check("3/15 EOM", "3/15 EOM");
    check("2/10 rog", "2/10 ROG");
    check("2/10, n/30, prox", "2/10 net 30 prox");
    check("2/10 eom 26+", "2/10 EOM 26+");
    check("net 15 EOM", "net 15 EOM");
    check("EOM", "EOM");
    check("2/10 n/EOM", "2/10 net EOM");
    check("2/10 as of 2008-03-07", "2/10 as of 2008-03-07");
    check("1/10-60x", "1/10-60x");
    check("3/10-60x 1/20-60X n/30", "3/10-60x 1/20-60x net 30");
    check("net 30-60x", "net 30-60x");
    check("Due on Receipt", "due on receipt");
    check("CIA", "cash in advance");
    check("2/10 due 2026-12-31", "2/10 due 2026-12-31");
}

#[test]
fn what_makes_no_sense_is_refused() {
    use TermsProblem as P;
    let check = |text: &str, expected: TermsProblem| assert_eq!(text.parse::<PaymentTerms>(), Err(expected), "{text}");
    let unreadable = |text: &str| P::Unreadable(text.to_owned());
    check(" , ", P::Empty);
    check("soon", unreadable("soon"));
    check("net", unreadable("net"));
    check("net -5", unreadable("-5"));
    check("2/", unreadable("2/"));
    check("due", unreadable("due"));
    check("due tomorrow", unreadable("tomorrow"));
    check("cash on delivery", unreadable("cash"));
    check("2/10 26+", unreadable("26+"));
    check("2/10 rog eom", P::Twice("from which day to count"));
    check("net 30 net 60", P::Twice("when the invoice is due"));
    check("1/10-60x n/30-50x", P::Twice("from which day to count"));
    check("0/10", P::Percent(Decimal::ZERO));
    check("100/10", P::Percent(Decimal::ONE_HUNDRED));
    check("net 3651", P::TooFar);
    check("net 70000", P::TooFar);
    check("2/10 3/20", P::TierOrder);
    check("2/10 1/10", P::TierOrder);
    check("9/1 8/2 7/3 6/4 5/5", P::TooManyTiers);
    check("2/31 net 30", P::DiscountAfterDue);
    check("2/10 cia", P::DiscountAfterDue);
    check("net 32 prox", P::NoSuchDay);
    check("rog", P::NoDueDate);
}

#[test]
fn days_are_counted_from_the_day_that_the_dating_names() {
    let check = |text: &str, issued: &str, discount: Option<&str>, due: &str| {
        let offers = terms(text).offers(invoice(issued), WeekendRule::LEAVE).unwrap();
        assert_eq!(offers.first().map(|offer| offer.until), discount.map(date), "{text}");
        assert_eq!(terms(text).due_date(invoice(issued), WeekendRule::LEAVE).unwrap().nominal, date(due), "{text}");
    };
    check("2/10 n/30", "2024-01-31", Some("2024-02-10"), "2024-03-01");
    check("2/10", "2023-01-17", Some("2023-01-27"), "2023-02-16");
    check("2/10 net 20 EOM", "2024-06-16", Some("2024-07-10"), "2024-07-20");
    check("net 31 EOM", "2024-01-15", None, "2024-03-02");
    check("net 31 prox", "2024-01-15", None, "2024-02-29");
    check("2/10 EOM 26+", "2024-01-26", Some("2024-03-10"), "2024-03-30");
    check("2/10 EOM 26+", "2024-01-25", Some("2024-02-10"), "2024-03-01");
    check("net 10 prox 26+", "2024-12-26", None, "2025-02-10");
    check("2/10 as of 2007-05-01", "2007-03-14", Some("2007-05-11"), "2007-05-31");
    check("1/10-60x net 30", "2024-01-01", Some("2024-03-11"), "2024-03-31");
    check("EOM", "2024-02-10", None, "2024-02-29");
    check("2/10 net EOM", "2024-02-10", Some("2024-02-20"), "2024-02-29");
    check("due on receipt", "2024-02-10", None, "2024-02-10");
    check("2/10 due 2024-12-24", "2024-12-01", Some("2024-12-11"), "2024-12-24");
    let goods = terms("3/10 n/30 ROG");
    assert_eq!(goods.due_date(invoice("2024-07-10"), WeekendRule::LEAVE), Err(TermsProblem::ReceiptUnknown));
    let arrived = InvoiceDates { received: Some(date("2024-11-14")), ..invoice("2024-07-10") };
    assert_eq!(goods.due_date(arrived, WeekendRule::LEAVE).unwrap().nominal, date("2024-12-14"));
}

#[test]
fn a_due_date_moves_off_closed_days_and_a_discount_only_when_it_is_agreed() {
    let days = ClosedDays { country: Some(Country::Us), ..ClosedDays::default() };
    let closed = |day| days.no_business(day, None);
    let check = |due, discount, expected: (&str, &str)| {
        let rule = WeekendRule { due, discount, closed: &closed };
        // Thanksgiving is the 26th; the 21st is a Saturday.
        let terms = terms("2/10 net 15");
        let offer = terms.offers(invoice("2026-11-11"), rule).unwrap()[0];
        let moved = terms.due_date(invoice("2026-11-11"), rule).unwrap();
        assert_eq!((offer.until, moved.adjusted), (date(expected.0), date(expected.1)), "{due:?} {discount:?}");
        assert_eq!(moved.nominal, date("2026-11-26"));
    };
    use BusinessDayRule::{Following, Preceding, Unadjusted};
    check(Unadjusted, Unadjusted, ("2026-11-21", "2026-11-26"));
    check(Following, Unadjusted, ("2026-11-21", "2026-11-27"));
    check(Preceding, Following, ("2026-11-23", "2026-11-25"));
}

#[test]
fn the_last_day_is_in_time_and_the_next_day_has_the_next_discount() {
    let offers = terms("3/10 2/20 n/30").offers(invoice("2024-06-01"), WeekendRule::LEAVE).unwrap();
    let check = |paid: &str, days: Option<u16>| assert_eq!(offer_on(&offers, date(paid)).map(|offer| offer.tier.days), days, "{paid}");
    check("2024-05-30", Some(10)); // before the invoice
    check("2024-06-11", Some(10));
    check("2024-06-12", Some(20));
    check("2024-06-21", Some(20));
    check("2024-06-22", None);
}
