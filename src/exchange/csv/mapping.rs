//! Which column means what, and the answers that the file itself does not give. Edited by the owner.

use super::field::Field;
use super::header_names::fold_header;
use crate::domain::currency::Currency;
use crate::domain::policy::WhenDue;
use crate::exchange::text::{DateOrder, DecimalMark};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How to read a file of this kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The meaning of each column; `None` leaves it out.
    pub columns: Vec<Option<Field>>,
    /// The order of dates; `None` takes what the file shows.
    pub date_order: Option<DateOrder>,
    /// The decimal mark; `None` takes what the file shows.
    pub decimal_mark: Option<DecimalMark>,
    /// The currency of rows that name none.
    pub default_currency: Currency,
    /// When an invoice is due for which the file gives neither a due date nor terms; `None` for what the credit policy says.
    pub when_due: Option<WhenDue>,
    /// What a negative amount means.
    pub negative_amounts: NegativeAmounts,
    /// Whether a row with a single cell names the customer of the rows below it, as in reports of QuickBooks.
    pub customer_headings: bool,
}

/// What a negative amount means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NegativeAmounts {
    /// The row is rejected.
    #[default]
    Reject,
    /// The row is a credit note.
    CreditNote,
}

/// What keeps a mapping from being used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MappingProblem {
    /// No column says who owes.
    #[error("No column is set as the customer’s name, number or email.")]
    NoCustomer,
    /// A needed field has no column.
    #[error("No column is set as the {}.", .0.label())]
    Missing(Field),
    /// Two columns have the same meaning.
    #[error("Two columns are set as the {}; choose one.", .0.label())]
    Twice(Field),
}

impl Mapping {
    /// A mapping with nothing mapped: US dollars, 30 days net, negative amounts rejected.
    pub fn empty(columns: usize) -> Self {
        Self {
            columns: vec![None; columns],
            date_order: None,
            decimal_mark: None,
            default_currency: Currency::USD,
            when_due: Some(WhenDue::Days(30)),
            negative_amounts: NegativeAmounts::Reject,
            customer_headings: false,
        }
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|mapped| *mapped == Some(field))
    }

    /// The named columns of a file that this mapping leaves out.
    pub fn unused<'a>(&self, headers: &'a [String]) -> Vec<&'a str> {
        let left_out = |(place, header): (usize, &'a String)| {
            let unused = self.columns.get(place).copied().flatten().is_none() && !header.trim().is_empty();
            unused.then(|| header.trim())
        };
        headers.iter().enumerate().filter_map(left_out).collect()
    }

    /// Everything that keeps this mapping from being used; empty when it can be.
    pub fn problems(&self) -> Vec<MappingProblem> {
        let has = |field| self.column(field).is_some();
        let mut problems = Vec::new();
        if !self.customer_headings && ![Field::CustomerName, Field::CustomerReference, Field::Email].into_iter().any(has) {
            problems.push(MappingProblem::NoCustomer);
        }
        problems.extend([Field::InvoiceNumber, Field::InvoiceDate].into_iter().filter(|field| !has(*field)).map(MappingProblem::Missing));
        if ![Field::Amount, Field::Balance, Field::LineAmount].into_iter().any(has) {
            problems.push(MappingProblem::Missing(Field::Amount));
        }
        let twice = |field: &Field| self.columns.iter().filter(|mapped| **mapped == Some(*field)).count() > 1;
        problems.extend(Field::ALL.into_iter().filter(twice).map(MappingProblem::Twice));
        problems
    }
}

/// Maps columns by the names of their headers; `sample` holds some rows of data.
///
/// A column whose values are plainly of another kind is left out: `Paid` with true and false is no amount, `Type` without
/// a known type of document is none. Settings that no header gives are those of [`Mapping::empty`].
pub fn guess_mapping(headers: &[String], sample: &[Vec<&str>]) -> Mapping {
    let folded: Vec<String> = headers.iter().map(|header| if header.len() <= 80 { fold_header(header) } else { String::new() }).collect();
    let mut mapping = Mapping::empty(headers.len());
    // In Stripe's invoices “Amount Due” is what was billed, not what is open.
    let is_stripe = folded.iter().any(|name| name == "dateutc" || name == "endingbalance");
    for field in Field::ALL {
        let known = field == Field::LineAmount && (mapping.column(Field::Amount).is_some() || mapping.column(Field::Balance).is_some());
        if known {
            continue;
        }
        let fits = |name: &&&str| !(is_stripe && field == Field::Balance && **name == "amountdue");
        let column = field.names().iter().filter(fits).find_map(|name| {
            let found = |index: &usize| folded[*index] == *name && mapping.columns[*index].is_none() && looks_like(field, *index, sample);
            (0..folded.len()).find(found)
        });
        if let Some(column) = column {
            mapping.columns[column] = Some(field);
        }
    }
    let heading = |row: &Vec<&str>| row.len() > 2 && row.iter().filter(|cell| !cell.trim().is_empty()).count() == 1;
    mapping.customer_headings = mapping.problems().contains(&MappingProblem::NoCustomer) && sample.iter().any(heading);
    mapping
}

fn looks_like(field: Field, column: usize, sample: &[Vec<&str>]) -> bool {
    let mut values = sample.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    if values.peek().is_none() {
        return true;
    }
    let flag = |cell: &str| ["yes", "no", "true", "false"].iter().any(|word| cell.eq_ignore_ascii_case(word));
    match field {
        Field::TermsDays => values.any(|cell| super::words::terms(cell).is_some()),
        Field::Disputed => values.any(|cell| super::words::yes_or_no(cell).is_some()),
        Field::Language => values.any(|cell| super::words::language(cell).is_some()),
        Field::Kind => values.any(|cell| super::words::customer_kind(cell).is_some()),
        Field::DocumentType => values.any(|cell| super::words::kind(cell).is_some()),
        _ if field.is_money() || field.is_date() || field == Field::Email => !values.all(flag),
        _ => true,
    }
}
