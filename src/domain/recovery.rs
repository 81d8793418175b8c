//! Money for a debt that was written off: exactly what came is put back on the books, and paid at once.
//!
//! What came is a document of its own ([`DocumentKind::Recovery`]), dated the day from which the money counts for it and paid by nothing but that
//! money. So the receivable moves by the same amount on both sides, the rest stays written off, and a payment that goes back takes its document with
//! it. (domain rules §2: reinstate only the amount recovered)
//!
//! [`DocumentKind::Recovery`]: super::invoice::DocumentKind::Recovery

use super::ids::{InvoiceId, PaymentId, RecoveryId, WriteOffId};
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A recovery on record. It counts while its document does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// Position in the ledger, from 1.
    pub id: RecoveryId,
    /// Of what.
    pub write_off: WriteOffId,
    /// What was put back on the books: how much, and since when.
    pub document: InvoiceId,
    /// The money.
    pub payment: PaymentId,
}

/// Where recovered money comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecoveredMoney {
    /// It came now.
    New {
        /// The day it came.
        received: NaiveDate,
        /// How much.
        amount: Money,
        /// Means of payment in the owner's words.
        method: String,
        /// Reference on the statement.
        reference: String,
    },
    /// A payment that is on record already and pays nothing else yet, at least in part.
    Credit(PaymentId),
}
