//! How a sentence writes its amounts and dates: the core has a neutral way, the screen that of its reader.

use super::money::Money;
use super::text_rules::capitalized;
use chrono::NaiveDate;

/// A way to write amounts and dates inside a sentence.
pub trait Spelling {
    /// An amount with its currency.
    fn money(&self, amount: Money) -> String;
    /// A date.
    fn date(&self, day: NaiveDate) -> String;
}

/// The same for every reader: `3214.17 USD`, `2026-11-22`. For logs, tests and files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neutral;

impl Spelling for Neutral {
    fn money(&self, amount: Money) -> String {
        amount.to_string()
    }

    fn date(&self, day: NaiveDate) -> String {
        day.to_string()
    }
}

/// Words as a sentence: a capital letter in front, a full stop behind.
pub fn as_sentence(words: &str) -> String {
    format!("{}.", capitalized(words).trim_end_matches('.'))
}
