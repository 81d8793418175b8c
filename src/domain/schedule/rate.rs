//! The rate of one period, kept as a fraction so that half a cent stays half a cent.

use super::ScheduleError;
use crate::domain::calendar::Day;
use crate::domain::money::{Money, MoneyError, Rounding};
use rust_decimal::Decimal;

/// A rate for one period, kept as `numerator / denominator`: 10 % a year by months is 10/1200, which no decimal
/// holds exactly. Dividing last keeps half a cent half a cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodRate {
    numerator: Decimal,
    denominator: Decimal,
}

impl PeriodRate {
    /// A nominal yearly rate in percent, divided by the periods in a year.
    pub fn of_year(rate_pct: Decimal, per_year: u32) -> Result<Self, ScheduleError> {
        Self::part_of_year(rate_pct, 1, per_year)
    }

    /// A factor as some engine gives it: 0.005 for half a percent.
    pub fn of_factor(factor: Decimal) -> Result<Self, ScheduleError> {
        // Above 100 % a period the factor is more likely a percentage that was not divided by 100.
        check_rate(factor.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX))?;
        Ok(Self { numerator: factor, denominator: Decimal::ONE })
    }

    /// The rate of the days between two dates: rate × days / `year_days` (ACT/365 with 365, ACT/360 with 360). (domain rules §6, Apache Fineract)
    pub fn between(rate_pct: Decimal, from: Day, until: Day, year_days: u32) -> Result<Self, ScheduleError> {
        let days = until.checked_sub(from).and_then(|days| u32::try_from(days).ok()).ok_or(ScheduleError::DatesOutOfOrder)?;
        Self::part_of_year(rate_pct, days, year_days)
    }

    fn part_of_year(rate_pct: Decimal, periods: u32, per_year: u32) -> Result<Self, ScheduleError> {
        check_rate(rate_pct)?;
        if per_year == 0 {
            return Err(ScheduleError::NoPeriods);
        }
        let numerator = rate_pct.checked_mul(Decimal::from(periods)).ok_or(MoneyError::TooLarge)?;
        Ok(Self { numerator, denominator: Decimal::ONE_HUNDRED * Decimal::from(per_year) })
    }

    /// The rate of several such periods without interest on interest.
    pub(super) fn times(self, periods: u32) -> Result<Self, MoneyError> {
        let numerator = self.numerator.checked_mul(Decimal::from(periods)).ok_or(MoneyError::TooLarge)?;
        Ok(Self { numerator, ..self })
    }

    /// The rate on a whole of which `free` bears nothing, while every payment repays both parts in proportion.
    pub fn without(self, free: Option<Money>, whole: Money) -> Result<Self, MoneyError> {
        let Some(free) = free.map(|free| free.minor().clamp(0, whole.minor())).filter(|_| whole.is_positive()) else { return Ok(self) };
        let (mut divisor, mut rest) = (whole.minor(), free);
        while rest != 0 {
            (divisor, rest) = (rest, divisor % rest);
        }
        let times = |number: Decimal, minor: i64| number.checked_mul(Decimal::from(minor / divisor)).ok_or(MoneyError::TooLarge);
        let (numerator, denominator) = (times(self.numerator, whole.minor() - free)?, times(self.denominator, whole.minor())?);
        Ok(Self { numerator, denominator })
    }

    /// `round(balance × rate)`
    pub fn interest(self, balance: Money, rounding: Rounding) -> Result<Money, MoneyError> {
        let exact = balance.to_decimal().checked_mul(self.numerator).and_then(|product| product.checked_div(self.denominator));
        Money::from_decimal(exact.ok_or(MoneyError::TooLarge)?, balance.currency(), rounding)
    }

    /// `1 + rate`
    pub(super) fn growth(self) -> Option<Decimal> {
        self.numerator.checked_div(self.denominator)?.checked_add(Decimal::ONE)
    }
}

pub(super) fn check_rate(rate_pct: Decimal) -> Result<(), ScheduleError> {
    let in_range = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&rate_pct);
    if in_range { Ok(()) } else { Err(ScheduleError::RateOutOfRange(rate_pct)) }
}
