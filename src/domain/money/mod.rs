//! Exact money: integer minor units with their currency.
//!
//! There is deliberately no `impl Add`: sums check the currency and the range. Rates, percentages and divisions
//! go through [`Decimal`] and come back through [`round`], the one place that rounds. In files and on the
//! wire an amount is text, `"1234.50 USD"`, never a JSON number.

mod text;

pub use text::ParseMoneyError;

use super::currency::Currency;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How a [`Decimal`] becomes a number of minor digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    /// Half away from zero: the rule unless a source says other (domain rules §0).
    #[default]
    HalfUp,
    /// Half to the even digit: only where the source of a rule does so (`plan.emi`).
    HalfEven,
}

/// Rounds once, at the end of a calculation, to `digits` decimals.
pub fn round(value: Decimal, digits: u32, rounding: Rounding) -> Decimal {
    let strategy = match rounding {
        Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
        Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
    };
    value.round_dp_with_strategy(digits, strategy)
}

/// Why a calculation with money has no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Two currencies met in one sum.
    #[error("{0} and {1} cannot be added together")]
    MixedCurrencies(Currency, Currency),
    /// The result does not fit 64 bits of minor units.
    #[error("the amount is too large")]
    TooLarge,
}

/// An exact amount of one currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// The largest amount a single document may have: nine million million minor units, so that the sum of a million
    /// documents still fits.
    pub const MAX_MINOR: i64 = 9_000_000_000_000;

    /// An amount of `minor` units (cents for USD, yen for JPY).
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in `currency`.
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Rounds an exact value to the currency's minor units by the named rule.
    pub fn from_decimal(value: Decimal, currency: Currency, rounding: Rounding) -> Result<Self, MoneyError> {
        let digits = currency.minor_digits();
        let rounded = round(value, digits, rounding);
        let scaled = rounded.checked_mul(Decimal::from(10_i64.pow(digits))).ok_or(MoneyError::TooLarge)?;
        let minor = i64::try_from(scaled.trunc().mantissa() / 10_i128.pow(scaled.trunc().scale())).map_err(|_| MoneyError::TooLarge)?;
        Ok(Self { minor, currency })
    }

    /// The exact value in major units.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.minor, self.currency.minor_digits())
    }

    /// The sum; refuses another currency and overflow.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?;
        Ok(Self { minor, ..self })
    }

    /// The difference; refuses another currency and overflow.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_sub(other.minor).ok_or(MoneyError::TooLarge)?;
        Ok(Self { minor, ..self })
    }

    /// Whether the amount is above zero.
    pub const fn is_positive(self) -> bool {
        self.minor > 0
    }

    /// Whether the amount is exactly zero.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Divides into `count` parts that sum to the whole exactly, in minor units. A `count` of 0 gives no parts.
    pub fn split(self, count: usize, residual: Residual) -> Vec<Self> {
        let Ok(parts) = i64::try_from(count) else { return Vec::new() };
        if parts == 0 {
            return Vec::new();
        }
        let base = self.minor / parts;
        let rest = self.minor % parts;
        let extra = |index: i64| match residual {
            Residual::Last if index == parts - 1 => rest,
            Residual::First if index == 0 => rest,
            Residual::Spread if index < rest.abs() => rest.signum(),
            _ => 0,
        };
        (0..parts).map(|index| Self { minor: base + extra(index), ..self }).collect()
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency { Ok(()) } else { Err(MoneyError::MixedCurrencies(self.currency, other.currency)) }
    }
}

/// Which parts take the units that an equal split leaves over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Residual {
    /// The last part (keeps the early payments simple).
    #[default]
    Last,
    /// The first part.
    First,
    /// One unit each to the first parts.
    Spread,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_round_half_away_from_zero() {
        let cents = |text: &str| Money::from_decimal(text.parse().unwrap(), Currency::USD, Rounding::HalfUp).map(Money::minor);
        assert_eq!(cents("1.005"), Ok(101));
        assert_eq!(cents("-1.005"), Ok(-101));
        assert_eq!(cents("1.0049999"), Ok(100));
        assert_eq!(cents("79228162514264337593543950335"), Err(MoneyError::TooLarge));
        assert_eq!(Money::from_decimal("0.125".parse().unwrap(), Currency::USD, Rounding::HalfEven).map(Money::minor), Ok(12));
    }

    #[test]
    fn currencies_never_mix() {
        let dollars = Money::from_minor(1, Currency::USD);
        let euros = Money::from_minor(1, Currency::EUR);
        assert_eq!(dollars.checked_add(euros), Err(MoneyError::MixedCurrencies(Currency::USD, Currency::EUR)));
        assert_eq!(Money::from_minor(i64::MAX, Currency::USD).checked_add(dollars), Err(MoneyError::TooLarge));
    }

    #[test]
    fn splits_sum_exactly() {
        for minor in [-10_001, -1, 0, 1, 99, 100, 10_000] {
            for count in [1, 2, 3, 7, 365] {
                for residual in [Residual::Last, Residual::First, Residual::Spread] {
                    let parts = Money::from_minor(minor, Currency::USD).split(count, residual);
                    assert_eq!(parts.len(), count);
                    assert_eq!(parts.iter().map(|part| part.minor()).sum::<i64>(), minor);
                }
            }
        }
        assert!(Money::from_minor(5, Currency::USD).split(0, Residual::Last).is_empty());
    }
}
