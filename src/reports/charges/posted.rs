//! The fees and interest that were posted, and what became of them.

use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use chrono::NaiveDate;

/// Where a charge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChargeState {
    /// Something of it is owed.
    Open,
    /// Nothing is owed, and nothing of it was waived.
    Paid,
    /// Nothing is owed, and something of it was waived.
    Waived,
    /// Nothing is owed, because the rest was written off.
    WrittenOff,
    /// It counts no more.
    TakenBack,
}

impl ChargeState {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Paid => "Paid",
            Self::Waived => "Waived",
            Self::WrittenOff => "Written off",
            Self::TakenBack => "Taken back",
        }
    }
}

/// A fee or interest that was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostedCharge {
    /// Its document.
    pub document: InvoiceId,
    /// What it is.
    pub kind: DocumentKind,
    /// Whose.
    pub customer: CustomerId,
    /// The invoice it is about.
    pub about: InvoiceId,
    /// The day it was posted.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// What of it is owed.
    pub open: Money,
    /// Where it stands.
    pub state: ChargeState,
    /// Whether the invoice it is about counts no more.
    pub orphaned: bool,
}

/// The charges of a customer, or of all, that were posted up to a day, the latest first.
pub fn posted_charges(ledger: &Ledger, customer: Option<CustomerId>, as_of: NaiveDate) -> Vec<PostedCharge> {
    let mut found: Vec<PostedCharge> = match customer {
        Some(customer) => ledger.invoices_of(customer).filter_map(|invoice| posted(ledger, invoice, as_of)).collect(),
        None => ledger.facts().invoices.iter().filter_map(|invoice| posted(ledger, invoice, as_of)).collect(),
    };
    found.sort_by_key(|charge| std::cmp::Reverse((charge.on, charge.document)));
    found
}

fn posted(ledger: &Ledger, invoice: &Invoice, as_of: NaiveDate) -> Option<PostedCharge> {
    let basis = invoice.charge.as_ref().filter(|_| invoice.issued <= as_of)?;
    let open = ledger.owed_on(invoice, as_of);
    let state = if invoice.voided.is_some_and(|on| on <= as_of) {
        ChargeState::TakenBack
    } else if open.is_positive() {
        ChargeState::Open
    } else if ledger.waived(invoice).is_positive() {
        ChargeState::Waived
    } else if ledger.is_written_off(invoice, as_of) {
        ChargeState::WrittenOff
    } else {
        ChargeState::Paid
    };
    let about = ledger.invoice(basis.about);
    Some(PostedCharge {
        document: invoice.id,
        kind: invoice.kind,
        customer: invoice.customer,
        about: basis.about,
        on: invoice.issued,
        amount: invoice.amount,
        open,
        state,
        orphaned: about.is_none_or(|about| about.voided.is_some_and(|on| on <= as_of)),
    })
}
