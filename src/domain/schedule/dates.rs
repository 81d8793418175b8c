//! The due dates of a plan: each counted from the anchor, never from the one before, so they cannot drift (trap 11).

use super::{MAX_INSTALMENTS, ScheduleError};
use crate::domain::calendar::{BusinessDayRule, add_days, add_months, business_day, month_end};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// How often an instalment is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Every 7 days.
    Weekly,
    /// Every 14 days: 26 a year, not twice a month.
    Biweekly,
    /// The day of the month of the first date, clamped to shorter months: 31 January, 28 February, 31 March. (Stripe)
    #[default]
    Monthly,
    /// The last day of every month, beginning with the month of the first date. (QuantLib)
    EndOfMonth,
}

impl Frequency {
    /// Every frequency, in the order to offer them.
    pub const ALL: [Self; 4] = [Self::Weekly, Self::Biweekly, Self::Monthly, Self::EndOfMonth];

    /// Periods in a year, by which a yearly rate is divided.
    pub const fn per_year(self) -> u32 {
        match self {
            Self::Weekly => 52,
            Self::Biweekly => 26,
            Self::Monthly | Self::EndOfMonth => 12,
        }
    }

    /// The date `periods` after the anchor; stays at the calendar's end instead of failing.
    fn nth(self, anchor: NaiveDate, periods: u32) -> NaiveDate {
        match self {
            Self::Weekly => add_days(anchor, i64::from(periods) * 7),
            Self::Biweekly => add_days(anchor, i64::from(periods) * 14),
            Self::Monthly => add_months(anchor, periods),
            Self::EndOfMonth => month_end(anchor, periods),
        }
    }
}

/// One due date, as agreed and as moved off a day without business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDate {
    /// As counted from the first date; interest periods run between these.
    pub nominal: NaiveDate,
    /// After the business-day rule.
    pub adjusted: NaiveDate,
}

/// `count` due dates beginning with `first` (with [`Frequency::EndOfMonth`]: with the end of its month).
///
/// Refuses more than [`MAX_INSTALMENTS`] and dates outside the years 1 to 9999. (domain rules §6)
pub fn dates(
    first: NaiveDate,
    frequency: Frequency,
    count: u32,
    rule: BusinessDayRule,
    holidays: &[NaiveDate],
) -> Result<Vec<DueDate>, ScheduleError> {
    if count > MAX_INSTALMENTS {
        return Err(ScheduleError::TooManyInstalments);
    }
    (0..count)
        .map(|index| {
            let nominal = frequency.nth(first, index);
            if !(1..=9999).contains(&nominal.year()) {
                return Err(ScheduleError::DateOutOfRange);
            }
            Ok(DueDate { nominal, adjusted: business_day(nominal, rule, holidays) })
        })
        .collect()
}
