//! Reading the `in` of a vector: typed values or a sentence that names the key.

use chrono::NaiveDate;
use recoup::domain::currency::Currency;
use recoup::domain::money::Money;
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Display;
use std::str::FromStr;

/// What an adapter returns: the product's answer as JSON, or why there is none.
pub type Answer = Result<Value, String>;

/// The `in` of one vector.
#[derive(Clone, Copy)]
pub struct Input<'a>(&'a Value);

impl<'a> Input<'a> {
    pub fn new(value: &'a Value) -> Self {
        Self(value)
    }

    /// The raw value of a key, if it is there.
    pub fn get(self, key: &str) -> Option<&'a Value> {
        self.0.get(key)
    }

    /// The raw value of a key that must be there.
    pub fn need(self, key: &str) -> Result<&'a Value, String> {
        self.get(key).ok_or_else(|| format!("in.{key} is missing"))
    }

    /// Anything serde reads: counts, flags, dates, names of variants, lists of them.
    pub fn read<T: DeserializeOwned>(self, key: &str) -> Result<T, String> {
        serde_json::from_value(self.need(key)?.clone()).map_err(|error| format!("in.{key}: {error}"))
    }

    /// A decimal, as text or as a JSON number.
    pub fn decimal(self, key: &str) -> Result<Decimal, String> {
        decimal(self.need(key)?).map_err(|error| format!("in.{key}: {error}"))
    }

    /// An amount in `currency`.
    pub fn money(self, key: &str, currency: Currency) -> Result<Money, String> {
        Money::parse_plain(&text(self.need(key)?), currency).map_err(|error| format!("in.{key}: {error}"))
    }

    /// A civil date.
    pub fn date(self, key: &str) -> Result<NaiveDate, String> {
        self.read(key)
    }
}

/// A decimal, as text or as a JSON number.
pub fn decimal(value: &Value) -> Result<Decimal, String> {
    Decimal::from_str(&text(value)).map_err(sentence)
}

/// The text of a JSON string, or the JSON itself of anything else.
pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The vectors name no currency, only a number of minor digits: one that has them.
pub fn currency_with(minor_units: u32) -> Result<Currency, String> {
    (0..1000)
        .filter_map(Currency::from_numeric)
        .find(|currency| currency.minor_digits() == minor_units)
        .ok_or_else(|| format!("no currency has {minor_units} minor digits"))
}

/// An error as the reason of a failure.
pub fn sentence(error: impl Display) -> String {
    error.to_string()
}
