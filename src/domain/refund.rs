//! Refunds: unapplied credit that was given back to the customer.
//!
//! A refund uses up a part of one payment or credit note, beside its allocations. While the payment does not count (it bounced), its refunds do
//! not count either: the books then say what is owed as if it had never been paid.

use super::credit::CreditSource;
use super::ids::RefundId;
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Credit given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Position in the ledger, from 1.
    pub id: RefundId,
    /// The payment or credit note.
    pub source: CreditSource,
    /// The day the money went back.
    pub on: NaiveDate,
    /// How much, above zero.
    pub amount: Money,
    /// Means of payment in the owner's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// Reference on the statement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Whether it was taken back, as if it had never been made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
}

impl Refund {
    /// Whether it uses up its credit on a day on which the credit counts.
    pub fn counts(&self, day: NaiveDate) -> bool {
        !self.taken_back && self.on <= day
    }
}
