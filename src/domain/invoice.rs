//! What a customer owes: invoices and the documents like them.

use super::ids::{CustomerId, InvoiceId};
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of claim the document is. Fees and interest are documents of their own, never added to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Goods or services.
    #[default]
    Invoice,
    /// Interest agreed in a payment plan.
    PlanInterest,
}

/// One claim on a customer.
///
/// It counts on an as-of date when `issued <= as_of` and, if voided, `as_of < voided`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Position in the ledger, from 1.
    pub id: InvoiceId,
    /// Who owes it.
    pub customer: CustomerId,
    /// The number on the document, as text (leading zeros matter).
    pub number: String,
    /// Invoice or interest.
    #[serde(default, skip_serializing_if = "is_plain_invoice")]
    pub kind: DocumentKind,
    /// Invoice date.
    pub issued: NaiveDate,
    /// Due date.
    pub due: NaiveDate,
    /// Gross amount, above zero.
    pub amount: Money,
    /// The owner's note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The day from which it no longer counts. Equal to `issued` when it was entered by mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<NaiveDate>,
}

fn is_plain_invoice(kind: &DocumentKind) -> bool {
    *kind == DocumentKind::Invoice
}

/// A due date that was moved, kept so that nothing is edited away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDateChange {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The day of the change.
    pub on: NaiveDate,
    /// The due date until then.
    pub from: NaiveDate,
    /// The due date since then.
    pub to: NaiveDate,
}
