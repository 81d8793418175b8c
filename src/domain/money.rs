//! Exact money: integer minor units with their currency.
//!
//! There is deliberately no `impl Add`: sums check the currency and the range. Rates, percentages and divisions
//! go through [`Decimal`] and come back through [`round`], the one place that rounds. In files and on the
//! wire an amount is text, `"1234.50 USD"`, never a JSON number.

use super::currency::{Currency, UnknownCurrency};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
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

/// Why a text is not an amount of a currency.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ParseMoneyError {
    /// Not a plain decimal number.
    #[error("“{0}” is not an amount")]
    NotANumber(String),
    /// More decimals than the currency has.
    #[error("{currency} has {} decimals, “{text}” has more", currency.minor_digits())]
    TooManyDecimals {
        /// What was read.
        text: String,
        /// The currency the amount was read for.
        currency: Currency,
    },
    /// Beyond the range of exact amounts.
    #[error("the amount “{0}” is too large")]
    TooLarge(String),
    /// The code after the amount is not a currency.
    #[error(transparent)]
    Currency(#[from] UnknownCurrency),
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

    /// Reads a plain decimal such as `-1234.5` (a full stop, no grouping): the form used in files.
    ///
    /// What people type is read by [`crate::exchange`] instead, which knows about grouping and decimal commas.
    pub fn parse_plain(text: &str, currency: Currency) -> Result<Self, ParseMoneyError> {
        let not_a_number = || ParseMoneyError::NotANumber(shorten(text));
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || (digits.contains('.') && fraction.is_empty()) {
            return Err(not_a_number());
        }
        let minor_digits = currency.minor_digits() as usize;
        let (kept, beyond) = fraction.split_at(fraction.len().min(minor_digits));
        if beyond.bytes().any(|byte| byte != b'0') {
            return Err(ParseMoneyError::TooManyDecimals { text: shorten(text), currency });
        }
        let mut minor: i64 = 0;
        let padding = std::iter::repeat_n(b'0', minor_digits - kept.len());
        for digit in whole.bytes().chain(kept.bytes()).chain(padding) {
            minor = minor
                .checked_mul(10)
                .and_then(|value| value.checked_add(i64::from(digit - b'0')))
                .ok_or_else(|| ParseMoneyError::TooLarge(shorten(text)))?;
        }
        Ok(Self { minor: if negative { -minor } else { minor }, currency })
    }

    /// The amount without its currency: `1234.50`, with exactly the currency's decimals.
    pub fn to_plain(self) -> String {
        let digits = self.currency.minor_digits() as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let magnitude = self.minor.unsigned_abs();
        if digits == 0 {
            return format!("{sign}{magnitude}");
        }
        let unit = 10_u64.pow(digits as u32);
        format!("{sign}{}.{:0digits$}", magnitude / unit, magnitude % unit)
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

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.to_plain(), self.currency)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl std::str::FromStr for Money {
    type Err = ParseMoneyError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (amount, code) = text.split_once(' ').ok_or_else(|| ParseMoneyError::NotANumber(shorten(text)))?;
        Self::parse_plain(amount, Currency::from_code(code)?)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, currency: Currency, expected: Result<i64, ()>) {
        let actual = Money::parse_plain(text, currency).map(Money::minor).map_err(|_| ());
        assert_eq!(actual, expected, "{text} {currency}");
    }

    #[test]
    fn plain_text_is_read_exactly() {
        check("0", Currency::USD, Ok(0));
        check("12.3", Currency::USD, Ok(1230));
        check("-0.05", Currency::USD, Ok(-5));
        check("12.340", Currency::USD, Ok(1234));
        check("12.345", Currency::USD, Err(()));
        check("12.345", Currency::KWD, Ok(12345));
        check("12", Currency::JPY, Ok(12));
        check("12.00", Currency::JPY, Ok(12));
        check("12.5", Currency::JPY, Err(()));
        for bad in ["", "-", ".", "1.", ".5", "1e3", "+1", " 1", "1,000", "NaN", "99999999999999999999", "1.2.3", "１"] {
            check(bad, Currency::USD, Err(()));
        }
    }

    #[test]
    fn text_and_back_is_the_same_amount() {
        for (minor, currency, text) in [
            (123_450, Currency::USD, "1234.50 USD"),
            (-5, Currency::EUR, "-0.05 EUR"),
            (7, Currency::JPY, "7 JPY"),
            (1, Currency::KWD, "0.001 KWD"),
        ] {
            let money = Money::from_minor(minor, currency);
            assert_eq!(money.to_string(), text);
            assert_eq!(text.parse(), Ok(money));
            assert_eq!(serde_json::from_str::<Money>(&serde_json::to_string(&money).unwrap()).unwrap(), money);
        }
        assert!(serde_json::from_str::<Money>("12.5").is_err(), "a JSON number is never money");
    }

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
