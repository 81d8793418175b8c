//! What reduces a debt: payments and credit notes, and their allocations to invoices.
//!
//! Both are *credits*: money (or forgiveness) that stands to the customer's name until it is allocated. A
//! credit note is not a payment, so reports about collecting tell them apart.

use super::ids::{AllocationId, CreditNoteId, CustomerId, InvoiceId, PaymentId};
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Money received from a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Position in the ledger, from 1.
    pub id: PaymentId,
    /// Who paid.
    pub customer: CustomerId,
    /// The day the money came.
    pub received: NaiveDate,
    /// How much, above zero.
    pub amount: Money,
    /// Means of payment in the owner's words (“bank transfer”); empty when unknown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// Reference on the statement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Set when the money went back or the entry was a mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reversed: Option<Reversal>,
}

/// A payment that no longer counts from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reversal {
    /// The first day on which the payment does not count. Equal to `received` when it never came.
    pub on: NaiveDate,
    /// Why.
    pub reason: ReversalReason,
}

/// Why a payment was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReversalReason {
    /// The bank returned it.
    Bounced,
    /// The money was given back to the customer.
    Refunded,
    /// It was never received: a wrong entry, or an import undone.
    EnteredByMistake,
    /// The customer claimed it back through their bank, card or wallet.
    Chargeback,
}

/// Why a credit note was given. None of them is money, so reports about collecting count none as paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    /// A return, a complaint, a mistake on the invoice.
    #[default]
    Correction,
    /// Paid early enough for the discount.
    Discount,
    /// A fee or interest that the owner does without.
    Waiver,
    /// The part of a debt that a settlement forgives.
    Settlement,
    /// A debt that the owner gave up. It is not forgiven: see [`WriteOff`](super::write_off::WriteOff).
    WriteOff,
}

impl CreditKind {
    fn is_correction(&self) -> bool {
        *self == Self::Correction
    }
}

/// A document that lowers what the customer owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditNote {
    /// Position in the ledger, from 1.
    pub id: CreditNoteId,
    /// Whose debt it lowers.
    pub customer: CustomerId,
    /// The number on the document.
    pub number: String,
    /// Date of the credit note.
    pub issued: NaiveDate,
    /// How much, above zero.
    pub amount: Money,
    /// The owner's note, usually the reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why it was given.
    #[serde(default, skip_serializing_if = "CreditKind::is_correction")]
    pub kind: CreditKind,
    /// The payment that earned it (a discount, a settlement): when that is taken back, this ends on the same day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with_payment: Option<PaymentId>,
    /// Other payments without which that one would not have been enough, in the order of entry: it ends with any of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_with: Vec<PaymentId>,
    /// The day from which it no longer counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<NaiveDate>,
}

impl CreditNote {
    /// Whether it ends when a payment is taken back.
    pub fn rests_on(&self, payment: PaymentId) -> bool {
        self.with_payment == Some(payment) || self.also_with.contains(&payment)
    }

    /// What became of it when it stops counting.
    pub const fn ended_words(&self) -> &'static str {
        if matches!(self.kind, CreditKind::WriteOff) { "taken back" } else { "voided" }
    }

    /// What it is, with its number: “Credit note C-7”. The numbers of discounts and settlements say both.
    pub fn title(&self) -> String {
        match self.kind {
            CreditKind::Correction => format!("Credit note {}", self.number),
            CreditKind::Waiver => format!("Waiver {}", self.number),
            CreditKind::WriteOff => format!("Write-off {}", self.number),
            CreditKind::Discount | CreditKind::Settlement => self.number.clone(),
        }
    }
}

/// Where allocated credit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditSource {
    /// A payment.
    Payment(PaymentId),
    /// A credit note.
    CreditNote(CreditNoteId),
}

/// Credit used on an invoice of the same customer and currency.
///
/// In force on `as_of` when `on <= as_of` and, if released, `as_of < until`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// Position in the ledger, from 1.
    pub id: AllocationId,
    /// The payment or credit note.
    pub source: CreditSource,
    /// The invoice it pays.
    pub invoice: InvoiceId,
    /// How much, above zero.
    pub amount: Money,
    /// Since when: never before the credit's own date nor the invoice's.
    pub on: NaiveDate,
    /// The first day on which it no longer holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}
