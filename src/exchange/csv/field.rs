//! What a column can mean.

use serde::{Deserialize, Serialize};

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the labels say it")]
pub enum Field {
    CustomerName,
    CustomerReference,
    Email,
    Phone,
    Address,
    Country,
    InvoiceNumber,
    InvoiceDate,
    DueDate,
    TermsDays,
    /// The whole amount of the document; repeated on every row of it, never summed.
    Amount,
    Balance,
    PaidAmount,
    PaidDate,
    Currency,
    Disputed,
    DocumentType,
    Status,
    Note,
    /// The amount of one line of the document: summed when the file has no total.
    LineAmount,
    /// The language of the customer's messages.
    Language,
    /// Whether the customer is a business or a consumer.
    Kind,
}

impl Field {
    /// Every field, in the order of a mapping form.
    pub const ALL: [Self; 22] = [
        Self::CustomerName,
        Self::CustomerReference,
        Self::Email,
        Self::Phone,
        Self::Address,
        Self::Country,
        Self::Language,
        Self::Kind,
        Self::InvoiceNumber,
        Self::InvoiceDate,
        Self::DueDate,
        Self::TermsDays,
        Self::Balance,
        Self::Amount,
        Self::PaidAmount,
        Self::PaidDate,
        Self::Currency,
        Self::Disputed,
        Self::DocumentType,
        Self::Status,
        Self::Note,
        Self::LineAmount,
    ];

    /// The name to show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::CustomerName => "customer name",
            Self::CustomerReference => "customer number",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Address => "address",
            Self::Country => "country",
            Self::InvoiceNumber => "invoice number",
            Self::InvoiceDate => "invoice date",
            Self::DueDate => "due date",
            Self::TermsDays => "payment terms in days",
            Self::Amount => "amount",
            Self::Balance => "balance still open",
            Self::PaidAmount => "amount paid",
            Self::PaidDate => "date paid",
            Self::Currency => "currency",
            Self::Disputed => "disputed",
            Self::DocumentType => "type of document",
            Self::Status => "status",
            Self::Note => "note",
            Self::LineAmount => "amount of one line",
            Self::Language => "language of the customer",
            Self::Kind => "kind of customer",
        }
    }

    /// Whether the column holds amounts of money.
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Amount | Self::Balance | Self::PaidAmount | Self::LineAmount)
    }

    /// Whether the column holds dates.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::InvoiceDate | Self::DueDate | Self::PaidDate)
    }
}
