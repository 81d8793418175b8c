//! Civil dates: counting days, month anchors and business days. No clock, no time of day, no time zone.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The years in which a document can be dated: a date beyond them is a slip of the pen.
pub const YEARS: RangeInclusive<i32> = 1950..=2100;

/// A civil date as a count of days, the form kept in the ledger's columns.
pub type Day = i32;

/// Later than every date a document can have.
pub const NEVER: Day = Day::MAX;

/// The date as a day count (days of the common era; 1 January 1970 is 719,163).
pub fn day_of(date: NaiveDate) -> Day {
    date.num_days_from_ce()
}

/// The date of a day count, or `None` outside chrono's calendar.
pub fn date_of(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day)
}

/// Calendar days from the due date to `as_of`: 0 on the due date itself, negative before it.
///
/// A plain difference of dates (domain rules §1): the due date is not counted, `as_of` is.
pub fn days_past_due(due: NaiveDate, as_of: NaiveDate) -> i64 {
    as_of.signed_duration_since(due).num_days()
}

/// `days` later (or earlier, when negative); stays at the calendar's end instead of failing.
pub fn add_days(date: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) };
    moved.unwrap_or(if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

/// Number of days in a month of a year.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if NaiveDate::from_ymd_opt(year, 2, 29).is_some() => 29,
        2 => 28,
        _ => 31,
    }
}

/// The same day `months` later, clamped to the month's length: 31 January + 1 = 28 or 29 February.
///
/// Always count from the anchor, never from the previous result: 31 January + 2 is 31 March.
pub fn add_months(anchor: NaiveDate, months: u32) -> NaiveDate {
    month_day(anchor, months, anchor.day())
}

/// The last day of the month that lies `months` after the anchor's month.
pub fn month_end(anchor: NaiveDate, months: u32) -> NaiveDate {
    month_day(anchor, months, 31)
}

/// A day of the month that lies `months` after the anchor's month, clamped to that month's length. `day` counts from 1.
pub fn month_day(anchor: NaiveDate, months: u32, day: u32) -> NaiveDate {
    let count = i64::from(anchor.year()) * 12 + i64::from(anchor.month0()) + i64::from(months);
    let year = i32::try_from(count.div_euclid(12)).unwrap_or(i32::MAX);
    let month = count.rem_euclid(12) as u32 + 1;
    NaiveDate::from_ymd_opt(year, month, day.min(days_in_month(year, month))).unwrap_or(NaiveDate::MAX)
}

/// What happens to a date that falls on a day on which no business is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BusinessDayRule {
    /// The date stays.
    #[default]
    Unadjusted,
    /// The next business day.
    Following,
    /// The next business day, unless that is in the next month: then the one before.
    ModifiedFollowing,
    /// The business day before.
    Preceding,
    /// The business day before, unless that is in the previous month: then the next one.
    ModifiedPreceding,
}

/// Further than any run of days without business.
const FURTHEST: i64 = 1000;

/// Moves a date by the rule off the days that are `closed`; it stays when all days around it are.
pub fn working_day(date: NaiveDate, rule: BusinessDayRule, closed: &dyn Fn(NaiveDate) -> bool) -> NaiveDate {
    let step = |direction: i64| (0..FURTHEST).map(|away| add_days(date, direction * away)).find(|day| !closed(*day)).unwrap_or(date);
    let month = |day: NaiveDate| (day.year(), day.month());
    let within_month = |candidate: NaiveDate, direction: i64| if month(candidate) == month(date) { candidate } else { step(-direction) };
    match rule {
        BusinessDayRule::Unadjusted => date,
        BusinessDayRule::Following => step(1),
        BusinessDayRule::Preceding => step(-1),
        BusinessDayRule::ModifiedFollowing => within_month(step(1), 1),
        BusinessDayRule::ModifiedPreceding => within_month(step(-1), -1),
    }
}

/// Moves a date by the rule; Saturdays, Sundays and `holidays` are not business days.
pub fn business_day(date: NaiveDate, rule: BusinessDayRule, holidays: &[NaiveDate]) -> NaiveDate {
    working_day(date, rule, &|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || holidays.contains(&day))
}

/// The `count`-th day after a date on which business is done: the end of a period of so many business days. A count of 0 is the date itself.
pub fn add_business_days(date: NaiveDate, count: u16, closed: &dyn Fn(NaiveDate) -> bool) -> NaiveDate {
    (0..count).fold(date, |day, _| working_day(add_days(day, 1), BusinessDayRule::Following, closed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_count_from_the_anchor() {
        let dates: Vec<_> = (0..4).map(|month| add_months(date("2025-01-31"), month).to_string()).collect();
        assert_eq!(dates, ["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30"]);
        assert_eq!(month_end(date("2024-02-29"), 1), date("2024-03-31"));
        assert_eq!(add_months(date("2024-12-15"), 13), date("2026-01-15"));
    }

    #[test]
    fn the_due_date_is_day_zero() {
        assert_eq!(days_past_due(date("2024-01-31"), date("2024-01-31")), 0);
        assert_eq!(days_past_due(date("2024-01-31"), date("2024-03-01")), 30);
        assert_eq!(days_past_due(date("2024-01-31"), date("2024-01-24")), -7);
    }

    #[test]
    fn business_days_follow_their_rule() {
        let saturday = date("2024-08-31");
        let check = |rule, expected: &str| assert_eq!(business_day(saturday, rule, &[]), date(expected), "{rule:?}");
        check(BusinessDayRule::Unadjusted, "2024-08-31");
        check(BusinessDayRule::Following, "2024-09-02");
        check(BusinessDayRule::ModifiedFollowing, "2024-08-30");
        check(BusinessDayRule::Preceding, "2024-08-30");
        assert_eq!(business_day(date("2024-06-01"), BusinessDayRule::ModifiedPreceding, &[]), date("2024-06-03"));
        assert_eq!(business_day(date("2024-03-31"), BusinessDayRule::Following, &[date("2024-04-01")]), date("2024-04-02"));
        let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let ends: Vec<_> = [0, 1, 5, 10].map(|count| add_business_days(saturday, count, &weekend).to_string()).to_vec();
        assert_eq!(ends, ["2024-08-31", "2024-09-02", "2024-09-06", "2024-09-13"]);
        assert_eq!(working_day(saturday, BusinessDayRule::ModifiedPreceding, &|_| true), saturday);
    }

    #[test]
    fn day_counts_lead_back_to_the_date() {
        assert_eq!(day_of(date("1970-01-01")), 719_163);
        assert_eq!(date_of(day_of(date("2013-06-30"))), Some(date("2013-06-30")));
        assert_eq!(add_days(NaiveDate::MAX, 1), NaiveDate::MAX);
    }
}
