//! A debt that the owner gave up: it leaves the books, it is not forgiven and not paid.
//!
//! The amount, the day and the note of who approved it are those of a credit note of its own ([`CreditKind::WriteOff`]), used on one document from
//! that day on; so balances of every day come from what exists, and voiding that note is how a write-off is taken back. Here is what such a note
//! needs besides: why the debt was given up, and how the accountant books it. (domain rules §2)
//!
//! [`CreditKind::WriteOff`]: super::credit::CreditKind::WriteOff

use super::ids::{CreditNoteId, InvoiceId, WriteOffId};
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a debt was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WriteOffReason {
    /// Everything that was worth trying was tried.
    Uncollectible,
    /// The customer is bankrupt, in administration or wound up.
    Insolvent,
    /// The customer cannot be found.
    Untraceable,
    /// The customer died and the estate pays nothing.
    Deceased,
    /// The time to enforce the claim is over.
    TimeBarred,
    /// Collecting would cost more than it brings.
    CostsMore,
    /// An agency gave the case back.
    AgencyClosed,
    /// A few cents that are not worth asking for.
    SmallBalance,
    /// Something else; the note says what.
    Other,
}

impl WriteOffReason {
    /// All of them, as a form lists them.
    pub const ALL: [Self; 9] = [
        Self::Uncollectible,
        Self::Insolvent,
        Self::Untraceable,
        Self::Deceased,
        Self::TimeBarred,
        Self::CostsMore,
        Self::AgencyClosed,
        Self::SmallBalance,
        Self::Other,
    ];

    /// The word in files and forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Uncollectible => "uncollectible",
            Self::Insolvent => "insolvent",
            Self::Untraceable => "untraceable",
            Self::Deceased => "deceased",
            Self::TimeBarred => "time_barred",
            Self::CostsMore => "costs_more",
            Self::AgencyClosed => "agency_closed",
            Self::SmallBalance => "small_balance",
            Self::Other => "other",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Uncollectible => "Everything was tried",
            Self::Insolvent => "Insolvent",
            Self::Untraceable => "Cannot be found",
            Self::Deceased => "Deceased",
            Self::TimeBarred => "Too old to enforce",
            Self::CostsMore => "Collecting costs more than it brings",
            Self::AgencyClosed => "An agency gave it back",
            Self::SmallBalance => "Too small to ask for",
            Self::Other => "Other",
        }
    }
}

/// How a write-off is booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WriteOffMethod {
    /// It is an expense of its day.
    Direct,
    /// It uses up the allowance that was set aside before.
    Allowance,
}

impl WriteOffMethod {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Direct, Self::Allowance];

    /// The word in files and forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Allowance => "allowance",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Direct => "As an expense",
            Self::Allowance => "Against the allowance",
        }
    }
}

/// A write-off on record. It counts while its credit note does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteOff {
    /// Position in the ledger, from 1.
    pub id: WriteOffId,
    /// The one document it is about.
    pub invoice: InvoiceId,
    /// How much, since when, until when, and who approved it; used on that document and on nothing else.
    pub credit_note: CreditNoteId,
    /// Why the debt was given up.
    pub reason: WriteOffReason,
    /// How it is booked.
    pub method: WriteOffMethod,
    /// Why it was written off although the document was contested; empty when it was not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub despite: String,
}

/// A write-off as the owner enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteOffDraft {
    /// The document.
    pub invoice: InvoiceId,
    /// How much of what it owes; `None` for all.
    pub amount: Option<Money>,
    /// Since when it is written off.
    pub on: NaiveDate,
    /// Why.
    pub reason: WriteOffReason,
    /// How it is booked.
    pub method: WriteOffMethod,
    /// Who approved it, and on what grounds.
    pub note: String,
    /// Why, although the document is contested.
    pub despite: String,
}
