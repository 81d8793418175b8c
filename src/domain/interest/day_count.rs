//! Day counts: which part of a year lies between two days.
//!
//! 30/360 has several variants: from 28 February to 31 August 2007 it gives 183, 182 or 180 days (trap 12).

use crate::domain::calendar::{add_days, days_in_month, days_past_due};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// How days become parts of a year. (domain rules §4; the 30/360 variants as in QuantLib)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayCount {
    /// ACT/365F: calendar days of a year that always has 365.
    #[default]
    Act365,
    /// ACT/360: calendar days of a year of 360, banker's interest.
    Act360,
    /// ACT/ACT (ISDA): days of leap years count 1/366, other days 1/365.
    ActAct,
    /// 30/360 bond basis: a 31st of the start becomes the 30th; a 31st of the end too if the start is then the 30th.
    BondBasis,
    /// 30E/360, eurobond: every 31st becomes the 30th.
    Eurobond,
    /// 30/360 US: bond basis, and the last day of February counts as the 30th.
    Us,
}

/// An exact part of a year: `numerator / denominator`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearFraction {
    /// The days counted, as the convention counts them.
    pub days: i64,
    /// Above the line.
    pub numerator: i64,
    /// Below the line: the same for every fraction of one convention, so that fractions can be added.
    pub denominator: i64,
}

/// Both lengths of a year under one line.
const LEAP: i64 = 366;
const COMMON: i64 = 365;

impl DayCount {
    /// Every convention, in the order to offer them.
    pub const ALL: [Self; 6] = [Self::Act365, Self::Act360, Self::ActAct, Self::BondBasis, Self::Eurobond, Self::Us];

    /// The part of a year from one day to a later one: `from` counts, `to` does not.
    pub fn fraction(self, from: NaiveDate, to: NaiveDate) -> YearFraction {
        let days = self.days(from, to);
        let (numerator, denominator) = match self {
            Self::Act365 => (days, COMMON),
            Self::Act360 | Self::BondBasis | Self::Eurobond | Self::Us => (days, 360),
            Self::ActAct => {
                let leap = leap_days(to) - leap_days(from);
                (leap * COMMON + (days - leap) * LEAP, LEAP * COMMON)
            }
        };
        YearFraction { days, numerator, denominator }
    }

    /// The part of a year of the days that bear interest: those after `last_free` up to `last`, `last` included.
    ///
    /// ACT/ACT looks at the year of the days that count. The others give the same as [`fraction`](Self::fraction).
    pub fn bearing(self, last_free: NaiveDate, last: NaiveDate) -> YearFraction {
        match self {
            Self::ActAct => self.fraction(add_days(last_free, 1), add_days(last, 1)),
            _ => self.fraction(last_free, last),
        }
    }

    /// The number of days from one day to another, as the convention counts them.
    pub fn days(self, from: NaiveDate, to: NaiveDate) -> i64 {
        let (first, last) = (i64::from(from.day()), i64::from(to.day()));
        let (first, last) = match self {
            Self::Act365 | Self::Act360 | Self::ActAct => return days_past_due(from, to),
            Self::Eurobond => (first.min(30), last.min(30)),
            Self::BondBasis => (first.min(30), if first >= 30 { last.min(30) } else { last }),
            Self::Us => {
                let first_of_us = if ends_february(from) { 30 } else { first.min(30) };
                let both = ends_february(from) && ends_february(to);
                (first_of_us, if both || (last == 31 && first_of_us == 30) { 30 } else { last })
            }
        };
        let months = (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month()) - i64::from(from.month());
        months * 30 + last - first
    }
}

impl YearFraction {
    /// What this fraction has beyond an earlier one of the same convention.
    #[must_use]
    pub fn beyond(self, earlier: Self) -> Self {
        Self { days: self.days - earlier.days, numerator: self.numerator - earlier.numerator, ..self }
    }
}

/// The days of leap years before a day, counted from the year 0.
fn leap_days(day: NaiveDate) -> i64 {
    let years = i64::from(day.year()) - 1;
    let whole = years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    let own = if day.leap_year() { i64::from(day.ordinal0()) } else { 0 };
    whole * LEAP + own
}

fn ends_february(day: NaiveDate) -> bool {
    day.month() == 2 && day.day() == days_in_month(day.year(), 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_convention_counts_its_own_days() {
        let check = |from: &str, to: &str, expected: [i64; 6]| {
            let days = DayCount::ALL.map(|count| count.days(from.parse().unwrap(), to.parse().unwrap()));
            assert_eq!(days, expected, "{from} {to}");
        };
        check("2007-02-28", "2007-08-31", [184, 184, 184, 183, 182, 180]);
        check("2006-08-31", "2007-02-28", [181, 181, 181, 178, 178, 178]);
        check("2006-01-31", "2006-02-28", [28, 28, 28, 28, 28, 28]);
        check("2006-02-28", "2007-02-28", [365, 365, 365, 360, 360, 360]);
        check("2024-02-29", "2025-02-28", [365, 365, 365, 359, 359, 360]);
        check("2016-01-01", "2016-07-30", [211, 211, 211, 209, 209, 209]);
        check("2024-01-15", "2024-01-31", [16, 16, 16, 16, 15, 16]);
        check("2024-05-05", "2024-05-05", [0; 6]);
    }

    #[test]
    fn a_day_of_a_leap_year_is_a_366th() {
        let check = |from: &str, to: &str, leap: i64, common: i64| {
            let fraction = DayCount::ActAct.fraction(from.parse().unwrap(), to.parse().unwrap());
            let numerator = leap * 365 + common * 366;
            assert_eq!(fraction, YearFraction { days: leap + common, numerator, denominator: 365 * 366 }, "{from} {to}");
        };
        check("2023-01-01", "2024-01-01", 0, 365);
        check("2024-01-01", "2025-01-01", 366, 0);
        check("2023-11-01", "2024-05-01", 121, 61); // ISDA's example of 2003 and 2004
        check("1999-07-01", "2001-07-01", 366, 184 + 181);
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let bearing = DayCount::ActAct.bearing(day("2023-12-31"), day("2024-01-01"));
        assert_eq!(bearing.numerator, 365, "only 1 January 2024 bears interest");
    }
}
