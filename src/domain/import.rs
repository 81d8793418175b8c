//! What a file said, ready for the ledger: the contract between the readers of `exchange` and `decide`.
//!
//! Plain facts, persisted inside a journal event, so empty fields are left out and unknown ones are ignored. There
//! is deliberately no rule of the ledger here: which customer is already known, which invoice is new and which
//! balance changed is decided where the ledger is.

use super::approach::{CustomerKind, Language};
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything one file brings, all or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportBatch {
    /// The name of the file.
    pub source: String,
    /// The first 32 hexadecimal digits of the SHA-256 of the file's bytes: the same file is recognised again.
    pub fingerprint: String,
    /// The customers, in the order of their first row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub customers: Vec<ImportedCustomer>,
    /// The invoices, in the order of their first row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub invoices: Vec<ImportedInvoice>,
    /// The credit notes, in the order of their first row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credit_notes: Vec<ImportedCreditNote>,
}

/// A customer as the file names it; a text is empty when the file does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportedCustomer {
    /// The source's own id of the customer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// The name, never empty: the reference or the mail address stands in for a missing one.
    pub name: String,
    /// Mail address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Phone number as written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Postal address, possibly of several lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Country as written: a name or a code.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// The language of messages; `None` when the file does not say, or says it in words that are not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Business or consumer, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CustomerKind>,
}

/// An invoice with what has been received for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedInvoice {
    /// Index into [`ImportBatch::customers`].
    pub customer: u32,
    /// The number as text, leading zeros kept.
    pub number: String,
    /// Invoice date.
    pub issued: NaiveDate,
    /// Due date; it can lie before the invoice date when the file says so.
    pub due: NaiveDate,
    /// Where the due date is from.
    #[serde(default, skip_serializing_if = "DueFrom::is_file")]
    pub due_from: DueFrom,
    /// The whole amount of the invoice, above zero.
    pub amount: Money,
    /// Whether the file marks the invoice as disputed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub disputed: bool,
    /// Payments known from the file, in the invoice's currency; together at most the amount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<ImportedPayment>,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Where the due date of an invoice of a file is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueFrom {
    /// The file: it stands as it is.
    #[default]
    File,
    /// Terms that the file names, or that the owner gave for the file: it moves off a day without business when the policy of the invoice date says so.
    Terms,
    /// Nothing: it follows from the policy of the invoice date; until then the invoice date stands for it.
    Policy,
}

impl DueFrom {
    fn is_file(&self) -> bool {
        *self == Self::File
    }
}

/// A payment of one invoice; its method is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedPayment {
    /// The day it was received, or the day of the export when the file does not say.
    pub on: NaiveDate,
    /// The amount received, above zero.
    pub amount: Money,
}

/// A credit note, or what is left of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedCreditNote {
    /// Index into [`ImportBatch::customers`].
    pub customer: u32,
    /// The number as text, leading zeros kept.
    pub number: String,
    /// The date of the credit note.
    pub issued: NaiveDate,
    /// The credit still to be used, above zero.
    pub amount: Money,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    #[test]
    fn empty_fields_take_no_room_and_come_back() {
        let day = NaiveDate::from_ymd_opt(2013, 6, 30).unwrap();
        let invoice = ImportedInvoice {
            customer: 0,
            number: "007".into(),
            issued: day,
            due: day,
            due_from: DueFrom::File,
            amount: Money::from_minor(5039, Currency::USD),
            disputed: false,
            payments: Vec::new(),
            note: String::new(),
        };
        let batch = ImportBatch { source: "a.csv".into(), fingerprint: "00".into(), invoices: vec![invoice], ..ImportBatch::default() };
        let text = serde_json::to_string(&batch).unwrap();
        assert_eq!(
            text,
            r#"{"source":"a.csv","fingerprint":"00","invoices":[{"customer":0,"number":"007","issued":"2013-06-30","due":"2013-06-30","amount":"50.39 USD"}]}"#
        );
        assert_eq!(serde_json::from_str::<ImportBatch>(&text).unwrap(), batch);
        let later = text.replacen('{', r#"{"added_later":1,"#, 1);
        assert_eq!(serde_json::from_str::<ImportBatch>(&later).unwrap(), batch, "unknown fields of later versions are ignored");
    }
}
