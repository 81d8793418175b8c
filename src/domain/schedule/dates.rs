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

/// Months of the year in which no instalment is due, because the customer earns little then. Never all twelve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(into = "Vec<u32>", try_from = "Vec<u32>")]
pub struct SkippedMonths(u16);

impl SkippedMonths {
    /// No month is skipped.
    pub const NONE: Self = Self(0);

    /// The months by their numbers, 1 for January.
    pub fn of(months: &[u32]) -> Result<Self, ScheduleError> {
        let all = months.iter().try_fold(0_u16, |all, month| (1..=12).contains(month).then(|| all | 1 << (month - 1)));
        all.filter(|all| *all != 0xFFF).map(Self).ok_or(ScheduleError::SkippedMonths)
    }

    /// The months by their numbers, in order.
    pub fn months(self) -> impl Iterator<Item = u32> {
        (1..=12).filter(move |month| self.0 >> (month - 1) & 1 == 1)
    }

    fn contains(self, date: NaiveDate) -> bool {
        self.0 >> date.month0() & 1 == 1
    }
}

impl From<SkippedMonths> for Vec<u32> {
    fn from(months: SkippedMonths) -> Self {
        months.months().collect()
    }
}

impl TryFrom<Vec<u32>> for SkippedMonths {
    type Error = ScheduleError;
    fn try_from(months: Vec<u32>) -> Result<Self, ScheduleError> {
        Self::of(&months)
    }
}

/// The time up to one due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    /// The due date before it is moved.
    pub nominal: NaiveDate,
    /// How many periods it lasts: one, and one more for each that was skipped before it.
    pub length: u32,
}

/// The periods from the first date on, without end; an error where the calendar ends.
pub(super) fn periods(
    first: NaiveDate,
    frequency: Frequency,
    skipped: SkippedMonths,
) -> impl Iterator<Item = Result<Period, ScheduleError>> {
    let mut length = 0;
    (0_u32..).filter_map(move |index| {
        let nominal = frequency.nth(first, index);
        if !(1..=9999).contains(&nominal.year()) {
            return Some(Err(ScheduleError::DateOutOfRange));
        }
        length += 1;
        (!skipped.contains(nominal)).then(|| Ok(Period { nominal, length: std::mem::take(&mut length) }))
    })
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
    let due = |period: Period| DueDate { nominal: period.nominal, adjusted: business_day(period.nominal, rule, holidays) };
    periods(first, frequency, SkippedMonths::NONE).take(count as usize).map(|period| period.map(due)).collect()
}
