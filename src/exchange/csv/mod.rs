//! CSV in and out. Start with [`ImportJob`]; [`CsvWriter`] is the way back.
//!
//! ```text
//! bytes → read (encoding, separator, Table of cells, header row)
//!       → mapping (columns by the names of their headers, edited by the owner)
//!       → detect (order of dates, decimal mark: once per file)
//!       → build (rows → documents → ImportBatch; every row accepted, skipped or rejected with its reasons)
//! ```
//!
//! Deliberately absent: rules of the ledger. A preview says what the file holds; which of it is new is decided
//! where the ledger is. Nothing stops at the first problem.

mod build;
mod customers;
mod detect;
mod document;
mod field;
mod header_names;
mod index;
mod job;
mod mapping;
mod preview;
mod read;
mod row;
mod separator;
mod table;
mod tally;
mod words;
mod writer;

pub use detect::{Detected, Detection};
pub use document::ImportDays;
pub use field::Field;
pub use header_names::fold_header;
pub use job::{ImportJob, Progress, Question, Stage};
pub use mapping::{Mapping, MappingProblem, NegativeAmounts, guess_mapping};
pub use preview::{Counts, CurrencyTotal, Preview, Problem, Reason, RejectedRow, SkipReason, SkippedRow, Warning, WarningKind};
pub use read::{CsvFile, MAX_COLUMNS, MAX_ROWS};
pub use separator::{SEPARATORS, detect_separator};
pub use table::Table;
pub use writer::CsvWriter;
