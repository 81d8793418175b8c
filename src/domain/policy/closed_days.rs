//! Days on which no message goes out: weekends, public holidays and the owner's own.

use super::PolicyProblem;
use crate::domain::calendar::{YEARS, add_days};
use crate::domain::country::Country;
use crate::domain::holidays::{holiday, is_weekend};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The most days of a kind that the owner can name.
const MOST_DAYS: usize = 400;

/// On which days messages wait for the next business day. A message never goes out earlier for it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClosedDays {
    /// Whether they wait at all; when not, messages go out on every day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wait: bool,
    /// The country whose public holidays are kept; none means weekends only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Country>,
    /// Whether the public holidays of the customer's own country are kept as well.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_customer: bool,
    /// Days that the owner closes besides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<NaiveDate>,
    /// Weekends or holidays on which the owner works.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<NaiveDate>,
}

impl ClosedDays {
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a message to a customer of this country has to wait on a day.
    pub fn is_closed(&self, day: NaiveDate, customer: Option<Country>) -> bool {
        self.wait && self.no_business(day, customer)
    }

    /// Whether a day is none for business with a customer of this country, also when messages do not wait for it: what a due date is moved by.
    pub fn no_business(&self, day: NaiveDate, customer: Option<Country>) -> bool {
        let kept = |country: Option<Country>| country.is_some_and(|country| holiday(country, day).is_some());
        let theirs = customer.filter(|_| self.of_customer);
        self.added.binary_search(&day).is_ok()
            || self.removed.binary_search(&day).is_err() && (is_weekend(day) || kept(self.country) || kept(theirs))
    }

    /// The day itself, or the next one that is open.
    pub fn next_open(&self, day: NaiveDate, customer: Option<Country>) -> NaiveDate {
        // More closed days in a row than the owner can name would be a calendar without an open day.
        let mut days = (0..2 * MOST_DAYS as i64).map(|ahead| add_days(day, ahead));
        days.find(|day| !self.is_closed(*day, customer)).unwrap_or(day)
    }

    /// Days in order and once each.
    pub(super) fn checked(mut self) -> Result<Self, PolicyProblem> {
        for days in [&mut self.added, &mut self.removed] {
            days.sort_unstable();
            days.dedup();
            if days.len() > MOST_DAYS {
                return Err(PolicyProblem::TooManyDays);
            }
            if days.iter().any(|day| !YEARS.contains(&day.year())) {
                return Err(PolicyProblem::OddDay);
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_message_waits_for_the_next_open_day_and_never_goes_earlier() {
        let days = ClosedDays {
            wait: true,
            country: Some(Country::Us),
            of_customer: true,
            added: vec![date("2026-11-27")],
            removed: vec![date("2026-11-28")],
        };
        let check = |day, customer, expected| assert_eq!(days.next_open(date(day), customer), date(expected), "{day}");
        check("2026-11-25", None, "2026-11-25");
        check("2026-11-26", None, "2026-11-28"); // Thanksgiving, a closed Friday, an open Saturday
        check("2026-11-29", None, "2026-11-30");
        check("2026-05-14", None, "2026-05-14");
        check("2026-05-14", Some(Country::De), "2026-05-15"); // Ascension Day
        let anyway = ClosedDays { wait: false, ..days.clone() };
        assert_eq!(anyway.next_open(date("2026-11-26"), None), date("2026-11-26"));
        let own = ClosedDays { of_customer: false, ..days };
        assert_eq!(own.next_open(date("2026-05-14"), Some(Country::De)), date("2026-05-14"));
    }

    #[test]
    fn days_are_kept_in_order_and_once() {
        let twice = ClosedDays { added: vec![date("2026-12-24"), date("2026-01-02"), date("2026-12-24")], ..ClosedDays::default() };
        assert_eq!(twice.checked().unwrap().added, [date("2026-01-02"), date("2026-12-24")]);
        let many = (0..=MOST_DAYS as i64).map(|ahead| add_days(date("2026-01-01"), ahead)).collect();
        assert_eq!(ClosedDays { removed: many, ..ClosedDays::default() }.checked(), Err(PolicyProblem::TooManyDays));
    }
}
