//! Charges: the documents that late fees, interest, fixed sums and fees for returned payments become, and what each rests on.
//!
//! A charge is an [`Invoice`](super::invoice::Invoice) of its own kind with a [`ChargeBasis`]: it ages, is paid and chased like any other
//! document, and bears neither fees nor interest itself. How high it is says [`late_fee`](super::late_fee) or
//! [`interest`](super::interest); here is only what is kept of it.

use super::ids::InvoiceId;
use super::invoice::DocumentKind;
use super::late_fee::FeeKey;
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a charge stands towards value-added and sales tax. What is right depends on the country: the owner says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxCategory {
    /// Compensation for paying late, no price for a supply: outside the scope of the tax.
    #[default]
    Outside,
    /// Within the scope, but free of tax.
    Exempt,
    /// Taxed like the invoice; the amount holds the tax.
    Taxed,
}

impl TaxCategory {
    /// All of them, in the order of a list to choose from.
    pub const ALL: [Self; 3] = [Self::Outside, Self::Exempt, Self::Taxed];

    /// Whether it is the usual one, which is left out of what is stored.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Outside => "Outside the scope of tax",
            Self::Exempt => "Exempt from tax",
            Self::Taxed => "Taxed; the amount includes the tax",
        }
    }
}

/// What a charge rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeBasis {
    /// The invoice that was paid late, or by a payment that came back.
    pub about: InvoiceId,
    /// What makes it the same charge: the rule and its period. Of an invoice and kind, each key stands once.
    pub key: FeeKey,
    /// The day it fell due; of interest the first day that bears it.
    pub from: NaiveDate,
    /// The same day; of interest the last day that bears it.
    pub to: NaiveDate,
    /// How the amount came about, in one line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub calculation: String,
    /// How it stands towards tax.
    #[serde(default, skip_serializing_if = "TaxCategory::is_usual")]
    pub tax: TaxCategory,
}

/// A charge as the owner decides to post it. Its number is given by the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeDraft {
    /// What it is.
    pub kind: DocumentKind,
    /// How much.
    pub amount: Money,
    /// The day by which it is to be paid; `None` for the day on which it is posted.
    pub due: Option<NaiveDate>,
    /// What it rests on.
    pub basis: ChargeBasis,
}

/// How charges of a kind are numbered: the invoice's number, a hyphen, this letter and a count. `None` for what is not posted as a charge.
pub(crate) fn number_letter(kind: DocumentKind) -> Option<char> {
    match kind {
        DocumentKind::Invoice | DocumentKind::PlanInterest | DocumentKind::Recovery => None,
        DocumentKind::LateFee => Some('F'),
        DocumentKind::Interest => Some('I'),
        DocumentKind::FixedSum => Some('S'),
        DocumentKind::ReturnFee => Some('R'),
    }
}

/// `stem` and `suffix`, the stem shortened so that both have at most `most` characters.
pub(crate) fn number_with(stem: &str, suffix: &str, most: usize) -> String {
    let room = most.saturating_sub(suffix.chars().count());
    stem.chars().take(room).chain(suffix.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_suffix() {
        assert_eq!(number_with("2024-7", "-F1", 60), "2024-7-F1");
        assert_eq!(number_with("äöü", "-F1", 5), "äö-F1");
    }
}
