//! Currencies by ISO 4217, each with its own number of minor digits.
//!
//! The table comes from `iso_currency`. Units that are not money a customer can owe (gold, test codes: ISO
//! gives them no minor unit) are refused.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use thiserror::Error;

/// One ISO 4217 currency with a defined minor unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Currency(iso_currency::Currency);

/// The text is not the code of a currency that can be owed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("“{0}” is not a currency code such as USD or EUR")]
pub struct UnknownCurrency(pub String);

impl Currency {
    /// US dollar, the currency a new ledger starts with.
    pub const USD: Self = Self(iso_currency::Currency::USD);
    /// Euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);
    /// Pound sterling.
    pub const GBP: Self = Self(iso_currency::Currency::GBP);
    /// Japanese yen (no minor digits).
    pub const JPY: Self = Self(iso_currency::Currency::JPY);
    /// Kuwaiti dinar (three minor digits).
    pub const KWD: Self = Self(iso_currency::Currency::KWD);

    /// Reads a three-letter code; letter case and surrounding spaces do not matter.
    pub fn from_code(code: &str) -> Result<Self, UnknownCurrency> {
        let trimmed = code.trim();
        let unknown = || UnknownCurrency(trimmed.chars().take(12).collect());
        if trimmed.len() != 3 {
            return Err(unknown());
        }
        iso_currency::Currency::from_code(&trimmed.to_ascii_uppercase())
            .filter(|currency| currency.exponent().is_some())
            .map(Self)
            .ok_or_else(unknown)
    }

    /// The three-letter code, upper case.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// The ISO 4217 number, used where a column of integers stands for the currency.
    pub fn numeric(self) -> u16 {
        self.0.numeric()
    }

    /// The currency of an ISO 4217 number.
    pub fn from_numeric(numeric: u16) -> Option<Self> {
        iso_currency::Currency::from_numeric(numeric).filter(|currency| currency.exponent().is_some()).map(Self)
    }

    /// The English name, such as “United States dollar”.
    pub fn name(self) -> String {
        self.0.name().to_owned()
    }

    /// How many decimal digits an amount has: 2 for most, 0 for JPY, 3 for KWD.
    pub fn minor_digits(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(2))
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::from_code(&code).map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minor_digits_follow_iso_4217() {
        let digits = |code: &str| Currency::from_code(code).map(Currency::minor_digits);
        for code in ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"]
        {
            assert_eq!(digits(code), Ok(0), "{code}");
        }
        for code in ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"] {
            assert_eq!(digits(code), Ok(3), "{code}");
        }
        assert_eq!(digits("CLF"), Ok(4));
        for code in ["USD", "EUR", "GBP", "CHF", "INR", "usd", " eur "] {
            assert_eq!(digits(code), Ok(2), "{code}");
        }
    }

    #[test]
    fn what_is_not_money_is_refused() {
        for code in ["XAU", "XXX", "XDR", "", "US", "USDX", "€", "U$D"] {
            assert!(Currency::from_code(code).is_err(), "{code}");
        }
    }

    #[test]
    fn numbers_lead_back_to_the_currency() {
        for currency in [Currency::USD, Currency::EUR, Currency::GBP, Currency::JPY, Currency::KWD] {
            assert_eq!(Currency::from_numeric(currency.numeric()), Some(currency));
        }
    }
}
