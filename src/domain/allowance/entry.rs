//! What was posted to the allowance: the balance that earlier books had, and what was set aside or released since.
//!
//! Write-offs and recoveries move the allowance, too; they are facts of their own.

use crate::domain::ids::AllowanceEntryId;
use crate::domain::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why the allowance was moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllowanceKind {
    /// The balance that earlier books had; at most one in each currency, before everything else.
    Opening,
    /// Set aside, or released.
    Adjustment,
}

/// How the amount of an adjustment was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllowanceMethod {
    /// A rate for each age of what is owed.
    Aging,
    /// One rate for all that is owed.
    Receivables,
    /// A rate of what was sold in a period.
    Sales,
    /// What past invoices of each age never brought.
    History,
    /// What became of past balances of each age, step by step.
    RollRates,
}

impl AllowanceMethod {
    /// All of them, in the order in which they are compared.
    pub const ALL: [Self; 5] = [Self::Aging, Self::Receivables, Self::Sales, Self::History, Self::RollRates];
}

/// An entry as the owner makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowanceDraft {
    /// Its day.
    pub on: NaiveDate,
    /// Why.
    pub kind: AllowanceKind,
    /// How much, above zero.
    pub amount: Money,
    /// Whether it lowers the allowance: a release, or a debit balance of earlier books.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lowers: bool,
    /// How the amount was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<AllowanceMethod>,
    /// The balance that the method asked for; percentage of sales asks for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required: Option<Money>,
    /// The owner's note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl AllowanceDraft {
    /// The amount as a credit: below zero when it lowers the allowance.
    pub fn credit(&self) -> i64 {
        if self.lowers { -self.amount.minor() } else { self.amount.minor() }
    }
}

/// An entry of the allowance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AllowanceEntry {
    /// Position in the ledger, from 1.
    pub id: AllowanceEntryId,
    /// What was entered.
    #[serde(rename = "posted")]
    pub draft: AllowanceDraft,
    /// Whether it was taken back, as if it had never been made.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
}
