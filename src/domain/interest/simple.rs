//! The plain formula of simple interest, and the yearly equivalent of a rate by the month.

use super::InterestError;
use super::rate::check_percent;
use crate::domain::money::{Money, MoneyError, Rounding, round};
use rust_decimal::Decimal;

/// The decimals of a figure per day.
pub const DAILY_DECIMALS: u32 = 4;

/// Simple interest of a number of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimpleInterest {
    /// `principal × percent / 100 × days / year`, rounded once.
    pub interest: Money,
    /// What a day adds, to [`DAILY_DECIMALS`] decimals, for the eye only.
    pub daily: Decimal,
    /// What some calculators (the style of gov.uk) come to, because they round the figure per day to the minor unit before they multiply:
    /// 11.50 instead of 11.64. For comparison only. (trap 6)
    pub by_rounded_days: Money,
}

/// The simple interest of `days` of a year of `year` days. (domain rules §4)
pub fn simple_interest(principal: Money, percent: Decimal, days: u32, year: u32) -> Result<SimpleInterest, InterestError> {
    check_percent(percent)?;
    let (currency, year, days) = (principal.currency(), i64::from(year.max(1)), Decimal::from(days));
    let exact = part_of_year(principal, percent, days, year)?;
    let daily = part_of_year(principal, percent, Decimal::ONE, year)?;
    let rounded_day = round(daily, currency.minor_digits(), Rounding::HalfUp);
    let by_rounded_days = rounded_day.checked_mul(days).ok_or(MoneyError::TooLarge)?;
    Ok(SimpleInterest {
        interest: Money::from_decimal(exact, currency, Rounding::HalfUp)?,
        daily: round(daily, DAILY_DECIMALS, Rounding::HalfUp),
        by_rounded_days: Money::from_decimal(by_rounded_days, currency, Rounding::HalfUp)?,
    })
}

/// `principal × percent × numerator`: what is left to divide by 100 and the denominator. Exact, because nothing is divided.
pub(super) fn product(principal: Money, percent: Decimal, numerator: Decimal) -> Result<Decimal, MoneyError> {
    let product = principal.to_decimal().checked_mul(percent).and_then(|product| product.checked_mul(numerator));
    product.ok_or(MoneyError::TooLarge)
}

/// A [`product`] divided: percent, and parts of a year.
pub(super) fn divided(product: Decimal, denominator: i64) -> Result<Decimal, MoneyError> {
    let below = Decimal::from(denominator).checked_mul(Decimal::ONE_HUNDRED);
    below.and_then(|below| product.checked_div(below)).ok_or(MoneyError::TooLarge)
}

/// `principal × percent / 100 × numerator / denominator`, not rounded.
pub(super) fn part_of_year(principal: Money, percent: Decimal, numerator: Decimal, denominator: i64) -> Result<Decimal, MoneyError> {
    divided(product(principal, percent, numerator)?, denominator)
}

/// What a rate by the month is in a year, in percent with two decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effective {
    /// Added up: `rate × periods`.
    pub nominal: Decimal,
    /// Compounded: `(1 + rate)^periods − 1`.
    pub effective: Decimal,
}

/// The yearly equivalent of a percentage for each of `periods` parts of a year: 1.5 % a month is 18 %, or 19.56 % compounded.
///
/// Canada's Interest Act s. 4 wants it beside every rate for less than a year, else only 5 % may be asked. (domain rules §4)
pub fn effective(percent: Decimal, periods: u32) -> Result<Effective, InterestError> {
    check_percent(percent)?;
    if !(1..=366).contains(&periods) {
        return Err(InterestError::Periods(periods));
    }
    let growth = Decimal::ONE + percent / Decimal::ONE_HUNDRED;
    let grown = (0..periods).try_fold(Decimal::ONE, |grown, _| grown.checked_mul(growth));
    let effective = grown.and_then(|grown| (grown - Decimal::ONE).checked_mul(Decimal::ONE_HUNDRED)).ok_or(MoneyError::TooLarge)?;
    let cents = |value| round(value, 2, Rounding::HalfUp);
    Ok(Effective { nominal: cents(percent * Decimal::from(periods)), effective: cents(effective) })
}
