//! One row of data as facts, with every problem of every cell.
//!
//! What several rows mean together is [`super::build`]'s business.

use super::field::Field;
use super::mapping::Mapping;
use super::preview::{Problem, Reason, WarningKind};
use super::read::CsvFile;
use super::words::{Kind, Status, kind, status, terms, yes_or_no};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::policy::WhenDue;
use crate::exchange::text::{DateOrder, DecimalMark, clean_block, clean_line, is_blank_date, parse_amount, parse_date, written_currency};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;

/// What a row says about its document; `None` where it is silent.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub issued: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub terms: Option<WhenDue>,
    pub currency: Option<Currency>,
    pub amount: Option<Money>,
    pub balance: Option<Money>,
    pub paid: Option<Money>,
    pub line_amount: Option<Money>,
    pub paid_on: Option<NaiveDate>,
    pub disputed: Option<bool>,
    pub kind: Option<Kind>,
    pub status: Option<Status>,
    pub note: Option<String>,
}

/// Problems and warnings of the row being read.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub problems: Vec<Problem>,
    pub warnings: Vec<WarningKind>,
}

/// Where the fields stand and how their values are written.
pub(super) struct RowReader {
    columns: [Option<usize>; Field::ALL.len()],
    order: DateOrder,
    mark: DecimalMark,
    pub currencies: Currencies,
    mapped: Vec<usize>,
    /// The last status and type met: the same words come again and again.
    last_status: Option<(String, Status)>,
    last_kind: Option<(String, Kind)>,
}

impl RowReader {
    pub fn new(mapping: &Mapping, order: DateOrder, mark: DecimalMark) -> Self {
        let mut columns = [None; Field::ALL.len()];
        for field in Field::ALL {
            columns[field as usize] = mapping.column(field);
        }
        let mapped = columns.iter().copied().flatten().collect();
        Self { columns, order, mark, currencies: Currencies::new(mapping.default_currency), mapped, last_status: None, last_kind: None }
    }

    pub fn has(&self, field: Field) -> bool {
        self.columns[field as usize].is_some()
    }

    /// Whether any mapped column of the record says something.
    pub fn says_something(&self, file: &CsvFile, record: usize) -> bool {
        self.mapped.iter().any(|column| !file.table.cell(record, *column).trim().is_empty())
    }

    pub fn cell<'a>(&self, file: &'a CsvFile, record: usize, field: Field) -> &'a str {
        self.columns[field as usize].map_or("", |column| file.table.cell(record, column))
    }

    pub fn problem(&self, field: Field, value: &str, reason: Reason) -> Problem {
        let value = clean_line(value.get(..value.floor_char_boundary(200)).unwrap_or("")).text.chars().take(60).collect();
        Problem { field: Some(field), column: self.columns[field as usize], value, reason }
    }

    /// A short text that must not be cut, such as a name or number.
    pub fn line<'a>(&self, file: &'a CsvFile, record: usize, field: Field, limit: usize, found: &mut Findings) -> Cow<'a, str> {
        let cell = self.cell(file, record, field);
        let cleaned = clean_line(cell);
        if cleaned.had_hidden {
            found.warnings.push(WarningKind::Hidden(field));
        }
        if cleaned.text.len() > limit && cleaned.text.chars().count() > limit {
            found.problems.push(self.problem(field, cell, Reason::TooLong(limit)));
            return Cow::Borrowed("");
        }
        cleaned.text
    }

    /// A text of several lines that may be cut.
    pub fn block(&self, file: &CsvFile, record: usize, field: Field, limit: usize, found: &mut Findings) -> Option<String> {
        let cell = self.cell(file, record, field);
        if cell.is_empty() {
            return None;
        }
        let cleaned = clean_block(cell);
        if cleaned.had_hidden {
            found.warnings.push(WarningKind::Hidden(field));
        }
        if cleaned.text.len() > limit && cleaned.text.chars().count() > limit {
            found.warnings.push(WarningKind::Cut(field));
            return Some(cleaned.text.chars().take(limit).collect());
        }
        (!cleaned.text.is_empty()).then(|| cleaned.text.into_owned())
    }

    /// Reads everything but customer and number; `currency` is that of earlier rows of the same document.
    pub fn facts(&mut self, file: &CsvFile, record: usize, currency: Option<Currency>, found: &mut Findings) -> Facts {
        let kind = self.kind(file, record, found);
        let status = self.status(file, record);
        let mut facts = Facts {
            issued: self.date(file, record, Field::InvoiceDate, found),
            due: self.date(file, record, Field::DueDate, found),
            paid_on: self.date(file, record, Field::PaidDate, found),
            terms: self.word(file, record, Field::TermsDays, Reason::NotDays, terms, found),
            disputed: self.word(file, record, Field::Disputed, Reason::NotYesNo, yes_or_no, found),
            note: self.block(file, record, Field::Note, 2000, found),
            kind,
            status,
            ..Facts::default()
        };
        let code = self.cell(file, record, Field::Currency);
        let currency = match self.currencies.named(code) {
            Ok(named) => named.or(currency),
            Err(reason) => {
                found.problems.push(self.problem(Field::Currency, code, reason));
                return facts;
            }
        };
        let written = || {
            let amounts = [Field::Amount, Field::Balance, Field::LineAmount];
            amounts.into_iter().find_map(|field| written_currency(self.cell(file, record, field)))
        };
        let currency = currency.or_else(written).unwrap_or(self.currencies.default);
        facts.amount = self.amount(file, record, Field::Amount, currency, found);
        facts.balance = self.amount(file, record, Field::Balance, currency, found);
        facts.paid = self.amount(file, record, Field::PaidAmount, currency, found);
        facts.line_amount = self.amount(file, record, Field::LineAmount, currency, found);
        let amounts = [facts.amount, facts.balance, facts.paid, facts.line_amount];
        facts.currency = amounts.iter().any(Option::is_some).then_some(currency);
        facts
    }

    fn status(&mut self, file: &CsvFile, record: usize) -> Option<Status> {
        let cell = self.cell(file, record, Field::Status).trim();
        match &self.last_status {
            _ if cell.is_empty() => None,
            Some((text, status)) if text == cell => Some(*status),
            _ => Some(self.last_status.insert((cell.to_owned(), status(cell))).1),
        }
    }

    fn kind(&mut self, file: &CsvFile, record: usize, found: &mut Findings) -> Option<Kind> {
        let cell = self.cell(file, record, Field::DocumentType).trim();
        match &self.last_kind {
            _ if cell.is_empty() => None,
            Some((text, kind)) if text == cell => Some(*kind),
            _ => {
                let read = self.word(file, record, Field::DocumentType, Reason::UnknownType, kind, found);
                self.last_kind = read.map(|kind| (cell.to_owned(), kind));
                read
            }
        }
    }

    fn date(&self, file: &CsvFile, record: usize, field: Field, found: &mut Findings) -> Option<NaiveDate> {
        let cell = self.cell(file, record, field);
        if cell.is_empty() {
            return None;
        }
        match parse_date(cell, self.order) {
            // Programs write the first day of 1970 for “no date”.
            Ok(date) => Some(date).filter(|date| date.year() != 1970 || !is_blank_date(cell)),
            Err(_) if is_blank_date(cell) => None,
            Err(problem) => {
                found.problems.push(self.problem(field, cell, problem.into()));
                None
            }
        }
    }

    fn amount(&self, file: &CsvFile, record: usize, field: Field, currency: Currency, found: &mut Findings) -> Option<Money> {
        let cell = self.cell(file, record, field);
        if cell.is_empty() || cell.trim().is_empty() {
            return None;
        }
        parse_amount(cell, self.mark, currency).map_err(|problem| found.problems.push(self.problem(field, cell, problem.into()))).ok()
    }

    fn word<T>(
        &self,
        file: &CsvFile,
        record: usize,
        field: Field,
        reason: Reason,
        read: fn(&str) -> Option<T>,
        found: &mut Findings,
    ) -> Option<T> {
        let cell = self.cell(file, record, field).trim();
        if cell.is_empty() {
            return None;
        }
        read(cell).or_else(|| {
            found.problems.push(self.problem(field, cell, reason));
            None
        })
    }
}

/// Currency codes as they come, each looked up once.
pub(super) struct Currencies {
    pub default: Currency,
    known: Vec<(String, Currency)>,
}

impl Currencies {
    pub fn new(default: Currency) -> Self {
        Self { default, known: Vec::new() }
    }

    /// The currency of a code; `None` for an empty cell.
    pub fn named(&mut self, code: &str) -> Result<Option<Currency>, Reason> {
        if let Some((_, currency)) = self.known.iter().find(|(known, _)| known == code) {
            return Ok(Some(*currency));
        }
        if code.trim().is_empty() {
            return Ok(None);
        }
        let currency = Currency::from_code(code).map_err(|_| Reason::UnknownCurrency)?;
        if self.known.len() < 200 {
            self.known.push((code.to_owned(), currency));
        }
        Ok(Some(currency))
    }
}
