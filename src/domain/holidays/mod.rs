//! Public holidays: the days on which a country does no business, computed for any year.
//!
//! Only what holds in the whole country: no holidays of states, provinces, cantons or towns, and no single days that a
//! government once gave (a coronation). The owner adds and removes days in the policy. The rules are in `data`, each country with its source.
//! Where a holiday on a weekend is kept on a weekday instead, that weekday is given.

mod data;

use super::calendar::add_days;
use super::country::Country;
use chrono::{Datelike, NaiveDate, Weekday};

/// When a holiday is.
#[derive(Debug, Clone, Copy)]
enum When {
    /// Month and day.
    On(u32, u32),
    /// Days from Easter Sunday.
    Easter(i64),
    /// The n-th such weekday of a month; 0 is the last one.
    Nth(u32, Weekday, u8),
    /// The last such weekday before a day of a month.
    Before(u32, u32, Weekday),
    /// The first Monday of February, or 1 February when that is a Friday.
    Brigid,
    /// As a law lists it, month and day year by year from this year on.
    Listed(i32, &'static [(u32, u32)]),
}

/// What becomes of a holiday that falls on a weekend.
#[derive(Debug, Clone, Copy)]
enum Shift {
    /// Nothing.
    Stays,
    /// Saturday is kept on Friday, Sunday on Monday.
    Nearest,
    /// Both are kept on Monday.
    Monday,
    /// Two days later: one of two holidays in a row.
    TwoDays,
}

struct Holiday {
    name: &'static str,
    when: When,
    shift: Shift,
    /// The first year.
    from: i32,
}

impl Holiday {
    /// The day on which it is kept in a year, if it is.
    fn in_year(&self, year: i32) -> Option<NaiveDate> {
        let day = match self.when {
            _ if year < self.from => None,
            When::On(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            When::Easter(days) => Some(add_days(easter(year)?, days)),
            When::Nth(month, weekday, 0) => (4..=5).rev().find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth)),
            When::Nth(month, weekday, nth) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth),
            When::Before(month, day, weekday) => {
                let end = NaiveDate::from_ymd_opt(year, month, day)?;
                (1..=7).map(|back| add_days(end, -back)).find(|day| day.weekday() == weekday)
            }
            When::Brigid => {
                let first = NaiveDate::from_ymd_opt(year, 2, 1)?;
                (first.weekday() == Weekday::Fri).then_some(first).or(NaiveDate::from_weekday_of_month_opt(year, 2, Weekday::Mon, 1))
            }
            When::Listed(from, days) => {
                let (month, day) = days.get(usize::try_from(year - from).ok()?)?;
                NaiveDate::from_ymd_opt(year, *month, *day)
            }
        }?;
        let later = match (self.shift, day.weekday()) {
            (Shift::Nearest, Weekday::Sat) => -1,
            (Shift::Nearest | Shift::Monday, Weekday::Sun) => 1,
            (Shift::Monday, Weekday::Sat) | (Shift::TwoDays, Weekday::Sat | Weekday::Sun) => 2,
            _ => 0,
        };
        Some(add_days(day, later))
    }
}

/// Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher).
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, of_century) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, rest) = (century / 4, century % 4);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap_centuries - correction + 15) % 30;
    let weekday = (32 + 2 * rest + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let full = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * full + 114;
    NaiveDate::from_ymd_opt(year, (sum / 31) as u32, (sum % 31 + 1) as u32)
}

/// The public holidays of a country that are kept in a year, in order, with their names.
pub fn holidays(country: Country, year: i32) -> Vec<(NaiveDate, &'static str)> {
    // New Year's Day can be kept on the last day of the year before.
    let years = [year, year + 1];
    let all = years.iter().flat_map(|from| data::of(country).0.iter().filter_map(|holiday| Some((holiday.in_year(*from)?, holiday.name))));
    let mut found: Vec<_> = all.filter(|(day, _)| day.year() == year).collect();
    found.sort_unstable();
    found
}

/// The name of the public holiday that a country keeps on a day, if there is one.
pub fn holiday(country: Country, day: NaiveDate) -> Option<&'static str> {
    let mut all = data::of(country).0.iter();
    let of_next_year = |holiday: &Holiday| day.month() == 12 && holiday.in_year(day.year() + 1) == Some(day);
    all.find(|holiday| holiday.in_year(day.year()) == Some(day) || of_next_year(holiday)).map(|holiday| holiday.name)
}

/// Where a country's list comes from.
pub fn source(country: Country) -> &'static str {
    data::of(country).1
}

/// Whether a day is a Saturday or a Sunday.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests;
