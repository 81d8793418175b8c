//! A settlement offer on record: the owner takes a smaller sum for certain invoices if it comes by a day.
//!
//! Nothing is forgiven when it is offered. The payment that completes the sum in time brings a credit note for the rest with it, and that note
//! ends when a payment of the sum is taken back: the debt revives by itself (domain rules §6). The arithmetic is in `schedule::settlement`.

use super::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId, SettlementId};
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The payment that completed the sum, and what was forgiven with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementCleared {
    /// The payment.
    pub payment: PaymentId,
    /// The credit note over the rest.
    pub credit_note: CreditNoteId,
}

fn is_none_known(count: &u32) -> bool {
    *count == 0
}

/// An offer that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementOffer {
    /// Position in the ledger, from 1.
    pub id: SettlementId,
    /// To whom.
    pub customer: CustomerId,
    /// Since when it stands.
    pub made: NaiveDate,
    /// The debt it settles.
    pub invoices: Vec<InvoiceId>,
    /// What they owed together on that day.
    pub owed: Money,
    /// The sum that settles them.
    pub pay: Money,
    /// The last day on which the sum may come.
    pub until: NaiveDate,
    /// How many payments the ledger had then: those from before count for nothing here.
    #[serde(default, skip_serializing_if = "is_none_known")]
    pub known_payments: u32,
    /// The owner's note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The day on which it was withdrawn; equal to the day it was made when it was a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<NaiveDate>,
    /// Set when the sum came in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<SettlementCleared>,
}

impl SettlementOffer {
    /// What would be forgiven.
    pub fn forgiven(&self) -> Money {
        Money::from_minor(self.owed.minor() - self.pay.minor(), self.owed.currency())
    }

    /// Whether it was taken back as a mistake.
    pub fn was_a_mistake(&self) -> bool {
        self.withdrawn == Some(self.made)
    }
}

/// How an offer stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettlementStanding {
    /// There is still time.
    Open,
    /// The day passed without the sum: the whole debt counts.
    Lapsed,
    /// The owner withdrew it.
    Withdrawn,
    /// The sum came: the rest is forgiven.
    Cleared,
    /// A payment of the sum was taken back after it had cleared: the debt is there again.
    Revived,
}
