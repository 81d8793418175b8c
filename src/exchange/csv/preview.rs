//! What an import would do, before anything changes, and everything it could not take.

use super::field::Field;
use super::read::CsvFile;
use super::writer::CsvWriter;
use crate::domain::import::ImportBatch;
use crate::domain::money::Money;
use crate::exchange::text::{AmountProblem, DateProblem};
use std::fmt;
use thiserror::Error;

/// The result of reading a file under a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// What the ledger is asked to take.
    pub batch: ImportBatch,
    /// Rows that cannot be taken, by line.
    pub rejected: Vec<RejectedRow>,
    /// Rows left out on purpose, by line.
    pub skipped: Vec<SkippedRow>,
    /// What was taken but deserves a look.
    pub warnings: Vec<Warning>,
    /// Per currency, by code.
    pub totals: Vec<CurrencyTotal>,
    /// How many of everything.
    pub counts: Counts,
}

/// Sums of one currency. Every document counts once; a credit note counts as negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencyTotal {
    /// All documents of the file whose amount can be read; the sum of the other three.
    pub file: Money,
    /// Those that are taken.
    pub accepted: Money,
    /// Those that are left out on purpose.
    pub skipped: Money,
    /// Those that are rejected.
    pub rejected: Money,
}

/// Numbers of rows and of what they became; rows = accepted + skipped + rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows with data.
    pub rows: usize,
    /// Rows whose document is taken.
    pub accepted_rows: usize,
    /// Rows left out.
    pub skipped_rows: usize,
    /// Rows rejected.
    pub rejected_rows: usize,
    /// Rows that repeat or continue the document of an earlier row, whatever became of it.
    pub repeated_rows: usize,
    /// Documents without a readable amount: the totals leave them out.
    pub unreadable_amounts: usize,
    /// Invoices marked as disputed.
    pub disputed: usize,
    /// Payments taken.
    pub payments: usize,
    /// Of these, the ones dated on the day of the export because the file gives no date.
    pub undated_payments: usize,
}

/// A row that cannot be taken, with all its problems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// The line of the file it starts on.
    pub line: u32,
    /// The record of the [`CsvFile`].
    pub record: usize,
    /// At least one.
    pub problems: Vec<Problem>,
}

/// One problem of one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What the cell should be; `None` when the row as a whole is meant.
    pub field: Option<Field>,
    /// Its column, when it has one.
    pub column: Option<usize>,
    /// What it holds, shortened.
    pub value: String,
    /// Why that does not do.
    pub reason: Reason,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.field, self.value.is_empty()) {
            (None, _) => write!(formatter, "{}", self.reason),
            (Some(field), true) => write!(formatter, "{} {}", field.label(), self.reason),
            (Some(field), false) => write!(formatter, "{} “{}” {}", field.label(), self.value, self.reason),
        }
    }
}

/// Why a cell or row is rejected; reads on from the name of the field and the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum Reason {
    #[error("is missing")]
    Missing,
    #[error(transparent)]
    Date(#[from] DateProblem),
    #[error(transparent)]
    Amount(#[from] AmountProblem),
    #[error("is longer than {0} characters")]
    TooLong(usize),
    #[error("is not a currency code such as USD or EUR")]
    UnknownCurrency,
    #[error("is neither yes nor no")]
    NotYesNo,
    #[error("is not a known type of document")]
    UnknownType,
    #[error("is neither a number of days from 0 to 3650 nor terms such as net 15 EOM")]
    NotDays,
    #[error("is negative; it can be taken as a credit note if you choose so")]
    Negative,
    #[error("is before the invoice date")]
    PaidBeforeIssue,
    #[error("is later than today")]
    InFuture,
    #[error("is more than the amount of the document")]
    AboveAmount,
    #[error("is below zero")]
    BelowZero,
    #[error("differs from the amount of the same document on line {0}")]
    OtherAmount(u32),
    #[error("the row belongs to the same document as line {0}, which is rejected")]
    SameDocument(u32),
    #[error("the row has more cells than the header; perhaps a text that contains the separator is not in quotation marks")]
    ExtraCells,
    #[error("a quotation mark that opens in this row is never closed, so everything to the end of the file was read as one row")]
    UnclosedQuote,
}

/// A row that is left out on purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedRow {
    /// The line of the file it starts on.
    pub line: u32,
    /// The record of the [`CsvFile`].
    pub record: usize,
    /// Why.
    pub reason: SkipReason,
}

/// Why a row is left out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum SkipReason {
    #[error("the row is blank")]
    Blank,
    #[error("the row repeats the headers")]
    Headers,
    #[error("the row is a heading")]
    Heading,
    #[error("the row is a total")]
    Total,
    #[error("the status is “{0}”: nothing is owed on it")]
    Status(String),
    #[error("the type is “{0}”: neither an invoice nor a credit note")]
    Type(String),
    #[error("the amount is zero")]
    Zero,
    #[error("the credit note is used up")]
    UsedUp,
}

/// Something that was taken but deserves a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The line of the file.
    pub line: u32,
    /// What the row says, shortened: usually the number of the document.
    pub value: String,
    /// What is unusual.
    pub kind: WarningKind,
}

/// What is unusual about a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum WarningKind {
    #[error("another customer has a document with the same number on line {0}")]
    SameNumber(u32),
    #[error("the customer number has another name on line {0}; the first name was taken")]
    OtherName(u32),
    #[error("the due date is before the invoice date")]
    DueBeforeIssue,
    #[error("the invoice date is later than today")]
    IssuedInFuture,
    #[error("the amount paid and the balance do not add up to the amount; the balance was taken")]
    PaidAndBalance,
    #[error("only the unused part of the credit note was taken")]
    PartlyUsed,
    #[error("the {} differs from an earlier row of the same document; the first one was taken", .0.label())]
    OtherValue(Field),
    #[error("invisible characters were removed from the {}", .0.label())]
    Hidden(Field),
    #[error("the {} was too long and was cut", .0.label())]
    Cut(Field),
    #[error("the {} cannot be used and was left out", .0.label())]
    LeftOut(Field),
}

impl Preview {
    /// The rejected rows with their line and problems in front, in the columns of the file, to be corrected and
    /// imported again.
    pub fn rejected_csv(&self, file: &CsvFile) -> String {
        let mut out = CsvWriter::with_byte_order_mark();
        out.text("Line in the file");
        out.text("Problem");
        file.headers.iter().for_each(|header| out.text(header));
        out.end_row();
        for row in &self.rejected {
            out.integer(i64::from(row.line));
            out.text(&row.problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("; "));
            file.table.cells(row.record).for_each(|cell| out.text(cell));
            out.end_row();
        }
        out.finish()
    }
}
