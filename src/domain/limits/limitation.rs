//! Limitation: until which day a claim can be brought to court, and what moves that day.
//!
//! The arithmetic only; the years of each place are in [`super::places`]. A part payment or a written acknowledgement begins the years anew in
//! many places, but only while they still run: what has lapsed does not come back (Limitation Act 1980 s. 29(7) for England and Wales).

use super::places::PlaceCode;
use crate::domain::calendar::add_months;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How the years are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// From the day the claim arose to the same day of a later year.
    Anniversary,
    /// From the end of the year in which the claim arose: the last day is a 31 December.
    YearEnd,
}

/// The months before the limitation date at which it is time to decide.
pub const WARNING_MONTHS: [u32; 4] = [12, 6, 3, 1];

/// Years and the way to count them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limitation {
    /// Years.
    pub years: u32,
    /// How they are counted.
    pub count: Count,
}

impl Limitation {
    /// The last day by which a claim that arose on a day can be enforced.
    pub fn last_day(self, arose: NaiveDate) -> NaiveDate {
        match self.count {
            Count::Anniversary => anniversary(arose, self.years),
            Count::YearEnd => year_end(arose, self.years),
        }
    }

    /// The same when the years began anew on some days, in any order, with the day that decides. Each counts from its own day, also where the
    /// first years end with a calendar year (BGB § 212), and never makes the time shorter.
    pub fn last_day_after(self, arose: NaiveDate, restarts: impl IntoIterator<Item = NaiveDate>) -> (NaiveDate, Option<NaiveDate>) {
        let mut days: Vec<NaiveDate> = restarts.into_iter().collect();
        days.sort_unstable();
        days.into_iter().fold((self.last_day(arose), None), |(last, by), day| {
            let again = anniversary(day, self.years);
            if day <= last && again > last { (again, Some(day)) } else { (last, by) }
        })
    }
}

/// The same day `years` later; 29 February becomes 28 February.
pub fn anniversary(accrual: NaiveDate, years: u32) -> NaiveDate {
    add_months(accrual, years.saturating_mul(12))
}

/// The 31 December `years` after the year in which the claim arose.
pub fn year_end(arose: NaiveDate, years: u32) -> NaiveDate {
    let year = arose.year().saturating_add(i32::try_from(years).unwrap_or(i32::MAX));
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// The same day some months earlier, or the last day of that month.
pub fn months_before(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// The last warning that has begun by a day: its months. None while there is more than a year left.
pub fn warning(last_day: NaiveDate, day: NaiveDate) -> Option<u32> {
    WARNING_MONTHS.into_iter().rfind(|months| months_before(last_day, *months) <= day)
}

/// What the owner decided on limitation for all customers. The default is: by the customer's place, for goods, as listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LimitationRules {
    /// The place whose law counts where nothing says which does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceCode>,
    /// That place counts for everybody, wherever they are, unless their own form names another.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_law: bool,
    /// The owner sells services: the shorter years for sales of goods do not count.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub services: bool,
    /// Whether part payments and written acknowledgements begin the years anew; `None` for what is listed for the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restarts: Option<bool>,
}

impl LimitationRules {
    /// Whether nothing in particular was decided.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn years_end_on_the_anniversary_or_with_the_year() {
        assert_eq!(year_end(date("2022-03-15"), 3), date("2025-12-31"));
        assert_eq!(anniversary(date("2017-05-01"), 3), date("2020-05-01"));
        assert_eq!(anniversary(date("2024-02-29"), 6), date("2030-02-28"));
    }

    #[test]
    fn years_begin_anew_while_they_run() {
        let check = |count, restarts: &[&str], last: &str, by: Option<&str>| {
            let rule = Limitation { years: 3, count };
            let found = rule.last_day_after(date("2020-03-15"), restarts.iter().map(|day| date(day)));
            assert_eq!(found, (date(last), by.map(date)), "{restarts:?}");
        };
        check(Count::Anniversary, &[], "2023-03-15", None);
        check(Count::Anniversary, &["2022-06-01", "2021-01-01"], "2025-06-01", Some("2022-06-01"));
        // On the last day it still counts, a day later nothing comes back.
        check(Count::Anniversary, &["2023-03-15"], "2026-03-15", Some("2023-03-15"));
        check(Count::Anniversary, &["2023-03-16"], "2023-03-15", None);
        // One that keeps the claim alive lets a later one count.
        check(Count::Anniversary, &["2025-12-01", "2023-01-01"], "2028-12-01", Some("2025-12-01"));
        // Before the claim arose, and in the year whose end counts, nothing is gained.
        check(Count::Anniversary, &["2020-01-01"], "2023-03-15", None);
        check(Count::YearEnd, &["2020-06-01"], "2023-12-31", None);
        check(Count::YearEnd, &["2021-02-01"], "2024-02-01", Some("2021-02-01"));
    }

    #[test]
    fn the_date_never_comes_before_the_last_restart_and_its_years() {
        for seed in 0_u64..400 {
            let arose = date("2015-01-01") + chrono::Days::new(seed * 37 % 2000);
            let count = if seed % 2 == 0 { Count::Anniversary } else { Count::YearEnd };
            let rule = Limitation { years: 2 + u32::try_from(seed % 5).unwrap(), count };
            let restarts: Vec<_> = (1..=seed % 4).map(|n| arose + chrono::Days::new(seed * n * 211 % 3000)).collect();
            let (last, by) = rule.last_day_after(arose, restarts.iter().copied());
            assert!(last >= rule.last_day(arose), "{seed}");
            // Whatever began the years anew in time has its full years; what came too late begins nothing.
            let in_time: Vec<_> = restarts.iter().filter(|day| **day <= last).collect();
            assert!(in_time.iter().all(|day| last >= anniversary(**day, rule.years)), "{seed}: {restarts:?} {last}");
            assert!(by.is_none_or(|day| restarts.contains(&day) && last == anniversary(day, rule.years)), "{seed}");
        }
    }

    #[test]
    fn warnings_begin_twelve_six_three_and_one_month_before() {
        let check = |day, expected| assert_eq!(warning(date("2026-08-31"), date(day)), expected, "{day}");
        check("2025-08-30", None);
        check("2025-08-31", Some(12));
        check("2026-02-27", Some(12));
        check("2026-02-28", Some(6));
        check("2026-05-31", Some(3));
        check("2026-07-31", Some(1));
        check("2026-09-15", Some(1));
    }
}
