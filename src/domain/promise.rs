//! Promises to pay: what a customer said they would pay, and by when.
//!
//! Whether a promise was kept is not stored: it is judged from the payments (`reports::promises`), so a payment entered
//! late, or one that bounces, changes the verdict by itself.

use super::ids::{CustomerId, InvoiceId, PromiseId};
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A customer's word to pay an amount by a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseToPay {
    /// Position in the ledger, from 1.
    pub id: PromiseId,
    /// Who owes.
    pub customer: CustomerId,
    /// The day it was given. Payments received from this day on count towards it, if they were entered after it.
    pub made: NaiveDate,
    /// The last day on which the money was to be there.
    pub due: NaiveDate,
    /// How much.
    pub amount: Money,
    /// The documents it is about; empty when it is about whatever is owed in its currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invoices: Vec<InvoiceId>,
    /// The person who gave it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// The owner's note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How many payments the ledger knew when it was entered: it is about what was still owed then, so those do not count towards it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub known_payments: u32,
    /// The first day on which it no longer stands (replaced by another, or entered by mistake).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<NaiveDate>,
}

const fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl PromiseToPay {
    /// Whether it was given by the day and not withdrawn, whatever became of it.
    pub fn stands(&self, day: NaiveDate) -> bool {
        self.made <= day && self.withdrawn.is_none_or(|withdrawn| day < withdrawn)
    }

    /// Whether it is about a document (by its id and currency).
    pub fn is_about(&self, invoice: InvoiceId, open: Money) -> bool {
        open.currency() == self.amount.currency() && (self.invoices.is_empty() || self.invoices.contains(&invoice))
    }
}
