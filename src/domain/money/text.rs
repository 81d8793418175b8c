//! Money as text: `1234.50 USD`, the form of files and of what is stored; never a JSON number.

use super::Money;
use crate::domain::currency::{Currency, UnknownCurrency};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use thiserror::Error;

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

impl Money {
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
}
