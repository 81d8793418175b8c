//! Dated yearly rates: which holds on a day, when they were last checked, and until when they are known.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The highest yearly rate, in percent. Nobody may ask for more; whoever types more has misplaced a decimal mark.
pub const MAX_PERCENT: Decimal = Decimal::ONE_HUNDRED;

/// The most decimals of a rate. So a balance times a rate times days always fits the 28 digits of a [`Decimal`].
pub const MAX_DECIMALS: u32 = 4;

/// The lowest reference rate of a central bank, in percent: they have been below zero.
const MIN_REFERENCE: Decimal = Decimal::from_parts(10, 0, 0, true, 0);

/// Why a rate or a table of rates is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RateError {
    /// Below zero.
    #[error("the rate must not be below 0 %, not {0} %")]
    BelowZero(Decimal),
    /// Above [`MAX_PERCENT`].
    #[error("the rate must be at most {MAX_PERCENT} %, not {0} %")]
    TooHigh(Decimal),
    /// More than [`MAX_DECIMALS`].
    #[error("the rate must have at most {MAX_DECIMALS} decimals, not {0} %")]
    TooManyDecimals(Decimal),
    /// A reference rate that no central bank has had.
    #[error("a reference rate must be between {MIN_REFERENCE} and {MAX_PERCENT} %, not {0} %")]
    Reference(Decimal),
    /// Two rates begin on the same day: their periods overlap.
    #[error("two rates begin on {0}")]
    Overlap(NaiveDate),
    /// A rate begins before the one above it.
    #[error("the rate from {0} on must stand before the later ones")]
    Unsorted(NaiveDate),
    /// The rates are said to end before the last one begins.
    #[error("the last rate begins on {from}, after the rates end on {until}")]
    EndsBeforeLast {
        /// When the last rate begins.
        from: NaiveDate,
        /// The last day for which the rates are said to be known.
        until: NaiveDate,
    },
    /// No rate at all.
    #[error("there is no rate")]
    Empty,
}

/// Checks a yearly rate in percent: 0 to [`MAX_PERCENT`], at most [`MAX_DECIMALS`] decimals.
pub fn check_percent(percent: Decimal) -> Result<Decimal, RateError> {
    if percent.is_sign_negative() && !percent.is_zero() {
        Err(RateError::BelowZero(percent))
    } else if percent > MAX_PERCENT {
        Err(RateError::TooHigh(percent))
    } else if percent.normalize().scale() > MAX_DECIMALS {
        Err(RateError::TooManyDecimals(percent))
    } else {
        Ok(percent)
    }
}

/// Checks a reference rate, which may be below zero.
fn check_reference(percent: Decimal) -> Result<Decimal, RateError> {
    if !(MIN_REFERENCE..=MAX_PERCENT).contains(&percent) {
        Err(RateError::Reference(percent))
    } else if percent.normalize().scale() > MAX_DECIMALS {
        Err(RateError::TooManyDecimals(percent))
    } else {
        Ok(percent)
    }
}

/// A rate that holds from a day on, until the next one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateRow {
    /// Its first day.
    pub from: NaiveDate,
    /// Percent a year.
    pub percent: Decimal,
}

/// Rates in the order of their first days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateTable {
    rows: Vec<RateRow>,
    checked: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl RateTable {
    /// A table of yearly rates that are asked for as they are.
    ///
    /// `checked`: when somebody last compared it with its source. `until`: the last day for which it is known; none when the last
    /// rate holds for good, as a rate agreed in a contract does.
    pub fn of_rates(rows: Vec<RateRow>, checked: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<Self, RateError> {
        rows.iter().try_for_each(|row| check_percent(row.percent).map(drop))?;
        Self { rows, checked, until }.in_order()
    }

    /// A table of reference rates, to which the law adds a margin. They may be below zero.
    pub fn of_references(rows: Vec<RateRow>, checked: Option<NaiveDate>, until: Option<NaiveDate>) -> Result<Self, RateError> {
        rows.iter().try_for_each(|row| check_reference(row.percent).map(drop))?;
        Self { rows, checked, until }.in_order()
    }

    /// One rate for good: that of a contract.
    pub fn constant(percent: Decimal) -> Result<Self, RateError> {
        Self::of_rates(vec![RateRow { from: NaiveDate::MIN, percent }], None, None)
    }

    /// Rows whose order and range are known to be good.
    pub(super) fn known(rows: Vec<RateRow>, checked: Option<NaiveDate>, until: Option<NaiveDate>) -> Self {
        Self { rows, checked, until }
    }

    fn in_order(self) -> Result<Self, RateError> {
        for pair in self.rows.windows(2) {
            let (before, after) = (pair[0].from, pair[1].from);
            if after == before {
                return Err(RateError::Overlap(after));
            } else if after < before {
                return Err(RateError::Unsorted(after));
            }
        }
        let from = self.rows.last().ok_or(RateError::Empty)?.from;
        match self.until {
            Some(until) if until < from => Err(RateError::EndsBeforeLast { from, until }),
            _ => Ok(self),
        }
    }

    /// The rows, oldest first.
    pub fn rows(&self) -> &[RateRow] {
        &self.rows
    }

    /// When it was last compared with its source.
    pub fn checked(&self) -> Option<NaiveDate> {
        self.checked
    }

    /// The last day for which it is known.
    pub fn until(&self) -> Option<NaiveDate> {
        self.until
    }

    /// The rate on a day; none before the first. Beyond the table the last known one, see [`is_beyond`](Self::is_beyond).
    pub fn on(&self, day: NaiveDate) -> Option<Decimal> {
        let after = self.rows.partition_point(|row| row.from <= day);
        self.rows.get(after.checked_sub(1)?).map(|row| row.percent)
    }

    /// Whether a day lies after everything that is known: its rate has to be looked up first.
    pub fn is_beyond(&self, day: NaiveDate) -> bool {
        self.until.is_some_and(|until| day > until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<RateRow> {
        let row = |line: &str| {
            let (from, percent) = line.split_once(' ').unwrap();
            RateRow { from: from.parse().unwrap(), percent: percent.parse().unwrap() }
        };
        text.split(", ").filter(|line| !line.is_empty()).map(row).collect()
    }

    #[test]
    fn a_table_holds_sane_rates_in_order() {
        let check = |text: &str, expected: &str| {
            let outcome = RateTable::of_rates(rows(text), None, Some("2026-06-30".parse().unwrap()));
            assert_eq!(outcome.map_or_else(|error| error.to_string(), |_| String::new()), expected, "{text}");
        };
        check("2024-01-01 12.5, 2024-07-01 12.25", "");
        check("2024-01-01 0, 2024-07-01 100", "");
        check("2024-01-01 300", "the rate must be at most 100 %, not 300 %");
        check("2024-01-01 -0.01", "the rate must not be below 0 %, not -0.01 %");
        check("2024-01-01 1.23456", "the rate must have at most 4 decimals, not 1.23456 %");
        check("2024-01-01 8, 2024-01-01 9", "two rates begin on 2024-01-01");
        check("2024-07-01 8, 2024-01-01 9", "the rate from 2024-01-01 on must stand before the later ones");
        check("2026-07-01 8", "the last rate begins on 2026-07-01, after the rates end on 2026-06-30");
        check("", "there is no rate");
        assert!(RateTable::of_references(rows("2016-07-01 -0.88"), None, None).is_ok(), "references may be below zero");
        assert_eq!(RateTable::of_references(rows("2016-07-01 -11"), None, None), Err(RateError::Reference("-11".parse().unwrap())));
    }

    #[test]
    fn a_rate_holds_until_the_next_and_is_known_until_a_day() {
        let table = RateTable::of_rates(rows("2024-01-01 12.5, 2024-07-01 12.25"), None, Some("2024-12-31".parse().unwrap())).unwrap();
        let check = |day: &str, percent: Option<&str>, beyond| {
            let day = day.parse().unwrap();
            assert_eq!((table.on(day), table.is_beyond(day)), (percent.map(|text| text.parse().unwrap()), beyond), "{day}");
        };
        check("2023-12-31", None, false);
        check("2024-01-01", Some("12.5"), false);
        check("2024-06-30", Some("12.5"), false);
        check("2024-12-31", Some("12.25"), false);
        check("2025-01-01", Some("12.25"), true);
        let contract = RateTable::constant("9".parse().unwrap()).unwrap();
        assert_eq!((contract.on(NaiveDate::MIN), contract.is_beyond(NaiveDate::MAX)), (Some("9".parse().unwrap()), false));
    }
}
