//! What a customer owes: invoices and the documents like them.

use super::application::Part;
use super::charge::ChargeBasis;
use super::ids::{CustomerId, InvoiceId};
use super::invoice_terms::InvoiceTerms;
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
    /// A late fee by agreement.
    LateFee,
    /// Interest for paying late.
    Interest,
    /// The fixed sum that a law grants for the costs of collecting.
    FixedSum,
    /// A fee for a payment that came back.
    ReturnFee,
    /// What came of a written-off debt, put back on the books.
    Recovery,
}

impl DocumentKind {
    /// Whether it is a fee or interest, plan interest included, or a recovery: that bears neither a fee nor interest.
    pub fn is_charge(self) -> bool {
        self != Self::Invoice
    }

    /// The part of a debt that it is.
    pub fn part(self) -> Part {
        match self {
            Self::Invoice | Self::Recovery => Part::Principal,
            Self::PlanInterest | Self::Interest => Part::Interest,
            Self::LateFee | Self::FixedSum | Self::ReturnFee => Part::Costs,
        }
    }

    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Invoice => "Invoice",
            Self::PlanInterest => "Plan interest",
            Self::LateFee => "Late fee",
            Self::Interest => "Interest",
            Self::FixedSum => "Fixed sum",
            Self::ReturnFee => "Returned-payment fee",
            Self::Recovery => "Recovery",
        }
    }
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
    /// Invoice, fee or interest.
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
    /// What a charge rests on; `None` for invoices and the interest of plans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<ChargeBasis>,
    /// The day from which it no longer counts. Equal to `issued` when it was entered by mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voided: Option<NaiveDate>,
    /// What paying it early earns; `None` when it earns nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<InvoiceTerms>,
}

impl Invoice {
    /// What it is, with its number: “Late fee 2024-7-F1”. The number of plan interest says both.
    pub fn title(&self) -> String {
        match self.kind {
            DocumentKind::PlanInterest => self.number.clone(),
            kind => format!("{} {}", kind.words(), self.number),
        }
    }
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
