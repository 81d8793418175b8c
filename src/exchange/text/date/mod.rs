//! Civil dates as people and programs write them.
//!
//! The order of day, month and year is decided once per file and comes in; a year of four digits in front and a
//! month by name need no order. A time of day behind the date is passed over, and no time zone is applied: the
//! date is the one that is written.

mod parts;

use crate::domain::calendar::YEARS;
use chrono::NaiveDate;
use parts::{Number, Parts, parts};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// In which order the three numbers of a date stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2013
    DayMonthYear,
    /// 12/31/2013
    MonthDayYear,
    /// 13-12-31
    YearMonthDay,
}

impl DateOrder {
    /// All orders, in the order of [`order_choices`].
    pub const ALL: [Self; 3] = [Self::DayMonthYear, Self::MonthDayYear, Self::YearMonthDay];
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DateProblem {
    /// Not written as a date, or not in the order of the file.
    #[error("is not a date in the order of the other dates")]
    NotADate,
    /// A day that its month does not have, such as 31 February.
    #[error("is a day that does not exist in the calendar")]
    NoSuchDay,
    /// Outside 1950 to 2100.
    #[error("is not between 1950 and 2100")]
    OutOfRange,
}

/// Whether a date cell says nothing: empty, a dash, `n/a`, or the zero dates that programs write.
pub fn is_blank_date(text: &str) -> bool {
    let text = text.trim();
    let zero = text.strip_prefix("1970-01-01").or_else(|| text.strip_prefix("0000-00-00"));
    zero.is_some_and(|time| time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.' | b' ' | b'T' | b'Z')))
        || ["", "-", "–", "—"].contains(&text)
        || ["n/a", "null", "none"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Reads a date with a known order. A year of two digits is 1970 to 2069.
pub fn parse_date(text: &str, order: DateOrder) -> Result<NaiveDate, DateProblem> {
    let (year, month, day) = match parts(text).ok_or(DateProblem::NotADate)? {
        Parts::Named { year, month, day } => (year, month, day),
        Parts::Numbers([first, second, third], _) => {
            let (year, month, day) = if first.length == 4 { (first, second, third) } else { arrange(first, second, third, order) };
            if first.length != 4 && order == DateOrder::YearMonthDay && third.length > 2 {
                return Err(DateProblem::NotADate);
            }
            (year, month.value, day.value)
        }
    };
    if month == 0 || month > 12 || day == 0 || day > 31 {
        return Err(DateProblem::NotADate);
    }
    let year = full_year(year).ok_or(DateProblem::NotADate)?;
    if !YEARS.contains(&year) {
        return Err(DateProblem::OutOfRange);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateProblem::NoSuchDay)
}

/// Reads a date from a form field: ISO, a month by name, or three numbers in the hinted order.
///
/// When only the other of day-first and month-first makes sense (`13/01/2013` with a month-first hint), that one is taken.
pub fn parse_typed_date(text: &str, order_hint: DateOrder) -> Result<NaiveDate, DateProblem> {
    parse_date(text, order_hint).or_else(|problem| {
        let fallback = match order_hint {
            DateOrder::MonthDayYear => DateOrder::DayMonthYear,
            DateOrder::DayMonthYear => DateOrder::MonthDayYear,
            DateOrder::YearMonthDay => return parse_date(text, DateOrder::DayMonthYear).map_err(|_| problem),
        };
        if problem == DateProblem::NotADate { parse_date(text, fallback).map_err(|_| problem) } else { Err(problem) }
    })
}

/// Which orders a date can be read in, one bit per entry of [`DateOrder::ALL`]; 0 when the order does not
/// matter or nothing fits.
///
/// Only the shape counts: 31/02/2013 is a sign of day-first though that day does not exist.
pub fn order_choices(text: &str) -> u8 {
    let Some(Parts::Numbers([first, second, third], separator)) = parts(text) else { return 0 };
    let four = third.length == 4;
    if first.length == 4 || (four && first.value == second.value) {
        return 0;
    }
    let fits = |month: Number, day: Number| (1..=12).contains(&month.value) && (1..=31).contains(&day.value);
    let day_first = fits(second, first) && third.length != 1;
    let month_first = fits(first, second) && third.length != 1;
    let year_first = !four && first.length == 2 && separator != b'/' && fits(second, third);
    u8::from(day_first) | u8::from(month_first) << 1 | u8::from(year_first) << 2
}

fn arrange(first: Number, second: Number, third: Number, order: DateOrder) -> (Number, Number, Number) {
    match order {
        DateOrder::DayMonthYear => (third, second, first),
        DateOrder::MonthDayYear => (third, first, second),
        DateOrder::YearMonthDay => (first, second, third),
    }
}

fn full_year(year: Number) -> Option<i32> {
    let value = i32::try_from(year.value).ok()?;
    match year.length {
        4 => Some(value),
        2 if value < 70 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::DateOrder::{DayMonthYear as Dmy, MonthDayYear as Mdy, YearMonthDay as Ymd};
    use super::*;

    fn check(text: &str, order: DateOrder, expected: Result<&str, DateProblem>) {
        assert_eq!(parse_date(text, order).map(|date| date.to_string()), expected.map(str::to_owned), "{text:?} {order:?}");
    }

    #[test]
    fn orders_and_separators() {
        for text in ["03/01/2012", "3/1/2012", "03-01-2012", "03.01.2012", "03/01/12", "3.1.12", "03/01/2012 10:37", "'03/01/2012"] {
            check(text, Dmy, Ok("2012-01-03"));
            check(text, Mdy, Ok("2012-03-01"));
        }
        for text in [
            "2012-01-03",
            "2012/1/3",
            "20120103",
            "2012-01-03T10:37:33Z",
            "2012-01-03 0:00",
            "2012-01-03 10:37:33 -0500",
            "3 Jan 2012",
            "Jan 3, 2012",
            "January 3rd, 2012",
            "03-Jan-12",
            "2012-Jan-03",
            "Tue, 3 Jan 2012 10:00:00",
        ] {
            for order in DateOrder::ALL {
                check(text, order, Ok("2012-01-03"));
            }
        }
        check("12-01-03", Ymd, Ok("2012-01-03"));
        check("01/01/69", Dmy, Ok("2069-01-01"));
        check("01/01/70", Dmy, Ok("1970-01-01"));
        check("29/02/2012", Dmy, Ok("2012-02-29"));
    }

    #[test]
    fn what_is_no_date() {
        check("31/02/2013", Dmy, Err(DateProblem::NoSuchDay));
        check("29/02/2013", Dmy, Err(DateProblem::NoSuchDay));
        check("31 Feb 2013", Dmy, Err(DateProblem::NoSuchDay));
        check("31/12/2013", Mdy, Err(DateProblem::NotADate));
        check("01/01/1949", Dmy, Err(DateProblem::OutOfRange));
        check("2101-01-01", Dmy, Err(DateProblem::OutOfRange));
        for text in [
            "",
            "abc",
            "1/2",
            "1/2/3/4",
            "1/2-2013",
            "00/01/2013",
            "01/01/2013x",
            "41275",
            "2013-01-01 noon",
            "1/1/201",
            "01/2013/01",
            "Mai 2013",
            "3 Jan",
            "Jan Jan 3 2012",
            "3 4 5 Jan 2012",
            "99999999999/1/1",
            "é/1/2012",
        ] {
            check(text, Dmy, Err(DateProblem::NotADate));
        }
        for text in ["", " ", "-", "n/a", "1970-01-01", "1970-01-01 0:00", "1970-01-01T00:00:00Z", "0000-00-00"] {
            assert!(is_blank_date(text), "{text:?}");
        }
        assert!(!is_blank_date("1970-01-01 10:00"));
    }

    #[test]
    fn shapes_vote_for_orders() {
        for (text, choices) in [
            ("31/12/2013", 0b001),
            ("12/31/2013", 0b010),
            ("31/02/2013", 0b001),
            ("03/01/2012", 0b011),
            ("01/01/2012", 0),
            ("2012-01-03", 0),
            ("3 Jan 2012", 0),
            ("12-01-03", 0b111),
            ("12/01/03", 0b011),
            ("45/45/2012", 0),
            ("abc", 0),
        ] {
            assert_eq!(order_choices(text), choices, "{text}");
        }
    }

    #[test]
    fn form_fields_accept_the_only_possible_order() {
        let typed = |text, hint| parse_typed_date(text, hint).map(|date| date.to_string());
        assert_eq!(typed("13/01/2013", Mdy), Ok("2013-01-13".into()));
        assert_eq!(typed("01/02/2013", Mdy), Ok("2013-01-02".into()));
        assert_eq!(typed("1.2.2013", Ymd), Ok("2013-02-01".into()));
        assert_eq!(typed("31/02/2013", Dmy), Err(DateProblem::NoSuchDay));
        assert_eq!(typed("2013-02-01", Mdy), Ok("2013-02-01".into()));
    }
}
