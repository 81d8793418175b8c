//! What an import would do to this ledger, in words and numbers, before anything changes.

use super::draft::shortened;
use crate::domain::facts::Batch;
use crate::domain::import::{DueFrom, ImportBatch, ImportedInvoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::WhenDue;
use crate::exchange::csv::{Counts, CsvFile, CurrencyTotal, Detected, Detection, Field, Mapping, Preview};
use crate::exchange::text::{DateOrder, DecimalMark};
use crate::ui::format;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Rows of each list that are shown; the rest is in the downloads.
const SHOWN: usize = 50;

/// Documents shown as they will be.
const FIRST_DOCUMENTS: usize = 20;

/// Unused columns that are named.
const COLUMNS: usize = 20;

/// One problem of a rejected row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rejected {
    pub line: u32,
    pub column: String,
    pub value: String,
    pub reason: String,
}

/// Rows with something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub what: String,
    pub count: usize,
    pub first_lines: Vec<u32>,
}

/// A document as it will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    pub customer: String,
    pub number: String,
    pub issued: NaiveDate,
    /// `None` for one whose due date is neither in the file nor new.
    pub due: Option<NaiveDate>,
    pub amount: Money,
    pub paid: Money,
    pub disputed: bool,
}

/// A document of the file that the ledger knows with another amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conflict {
    pub customer: String,
    pub number: String,
    pub ours: Money,
    pub theirs: Money,
}

/// The preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outcome {
    pub file_name: String,
    pub counts: Counts,
    pub totals: Vec<CurrencyTotal>,
    /// New records: name and number.
    pub added: Vec<(&'static str, usize)>,
    pub updated: usize,
    pub unchanged: usize,
    pub conflict_count: usize,
    pub conflicts: Vec<Conflict>,
    /// Why the ledger cannot plan this import at all.
    pub refusal: Option<String>,
    pub rejected: Vec<Rejected>,
    pub skipped: Vec<Group>,
    pub warnings: Vec<Group>,
    pub documents: Vec<Document>,
    /// How the file was read: what it showed and what was assumed.
    pub reading: Vec<String>,
    /// The day the very same file was imported before.
    pub seen_on: Option<NaiveDate>,
    pub latest_issue: Option<NaiveDate>,
}

impl Outcome {
    /// Looks at a finished preview with the eyes of the ledger.
    pub fn of(ledger: &Ledger, today: NaiveDate, file: &CsvFile, mapping: &Mapping, detection: &Detection, preview: &Preview) -> Self {
        let batch = &preview.batch;
        let (plan, refusal) = match ledger.plan_import(batch, today) {
            Ok(plan) => (plan, None),
            Err(rejection) => (Default::default(), Some(rejection.sentence(&crate::ui::format::OnScreen))),
        };
        let added = [
            ("customers", plan.batch.customers.len()),
            ("invoices", plan.batch.invoices.len()),
            ("credit notes", plan.batch.credit_notes.len()),
            ("payments", plan.batch.payments.len()),
            ("disputes", plan.batch.disputes.len()),
        ];
        let imports = ledger.facts().imports.iter().rev();
        let mut seen = imports.filter(|import| import.undone.is_none() && import.fingerprint == batch.fingerprint);
        let conflict = |conflict: &crate::domain::ledger::ImportConflict| Conflict {
            customer: conflict.customer.clone(),
            number: conflict.number.clone(),
            ours: conflict.ours,
            theirs: conflict.theirs,
        };
        Self {
            file_name: file.name.clone(),
            counts: preview.counts,
            totals: preview.totals.clone(),
            added: added.to_vec(),
            updated: plan.updated as usize,
            unchanged: plan.unchanged as usize,
            conflict_count: plan.conflicts.len(),
            conflicts: plan.conflicts.iter().take(SHOWN).map(conflict).collect(),
            refusal,
            rejected: rejected(file, preview),
            skipped: groups(preview.skipped.iter().map(|row| (row.reason.to_string(), row.line))),
            warnings: groups(preview.warnings.iter().map(|warning| (warning_words(&warning.kind.to_string()), warning.line))),
            documents: documents(batch, &plan.batch),
            reading: reading(file, mapping, detection),
            seen_on: seen.next().map(|import| import.on),
            latest_issue: batch.invoices.iter().map(|invoice| invoice.issued).max(),
        }
    }

    /// Whether the ledger would be another one afterwards.
    pub fn changes_anything(&self) -> bool {
        self.refusal.is_none() && self.added.iter().any(|(_, count)| *count > 0)
    }

    /// “100 customers, 2,466 invoices and 2,466 payments”.
    pub fn added_words(&self) -> String {
        let one = |(name, count): &(&'static str, usize)| format::plural(*count, name.strip_suffix('s').unwrap_or(name), name);
        let parts: Vec<String> = self.added.iter().filter(|(_, count)| *count > 0).map(one).collect();
        match parts.split_last() {
            None => "nothing new".to_owned(),
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} and {last}", before.join(", ")),
        }
    }
}

fn rejected(file: &CsvFile, preview: &Preview) -> Vec<Rejected> {
    let each = preview.rejected.iter().flat_map(|row| row.problems.iter().map(move |problem| (row.line, problem)));
    let shown = |(line, problem): (u32, &crate::exchange::csv::Problem)| {
        let header = problem.column.and_then(|column| file.headers.get(column)).map(|header| shortened(header, 40));
        let field = problem.field.map(|field| field.label().to_owned());
        Rejected { line, column: header.or(field).unwrap_or_default(), value: problem.value.clone(), reason: problem.reason.to_string() }
    };
    each.take(SHOWN).map(shown).collect()
}

fn groups(rows: impl Iterator<Item = (String, u32)>) -> Vec<Group> {
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    for (what, line) in rows {
        let group = found.entry(what.clone()).or_insert_with(|| Group { what, count: 0, first_lines: Vec::new() });
        group.count += 1;
        if group.first_lines.len() < 5 {
            group.first_lines.push(line);
        }
    }
    let mut groups: Vec<Group> = found.into_values().collect();
    groups.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.what.cmp(&b.what)));
    groups.truncate(SHOWN);
    groups
}

/// Warnings that differ only in the line they point to belong together.
fn warning_words(text: &str) -> String {
    let mut words: Vec<&str> = text.split(" on line ").collect();
    if words.len() == 2
        && let Some(rest) = words.pop()
    {
        let after = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        return format!("{} on another line{after}", words.concat());
    }
    text.to_owned()
}

/// The first documents. A due date that the file does not give is that of the invoice as it will be.
fn documents(batch: &ImportBatch, added: &Batch) -> Vec<Document> {
    let planned = |one: &ImportedInvoice| {
        let mut same = added.invoices.iter().filter(|new| new.number == one.number.trim() && new.issued == one.issued);
        same.find(|new| new.amount == one.amount).map(|new| new.due)
    };
    let name = |place: u32| batch.customers.get(place as usize).map(|customer| customer.name.clone()).unwrap_or_default();
    let shown = batch.invoices.iter().take(FIRST_DOCUMENTS).map(|invoice| Document {
        customer: name(invoice.customer),
        number: invoice.number.clone(),
        issued: invoice.issued,
        due: if invoice.due_from == DueFrom::File { Some(invoice.due) } else { planned(invoice) },
        amount: invoice.amount,
        paid: Money::from_minor(invoice.payments.iter().map(|payment| payment.amount.minor()).sum(), invoice.amount.currency()),
        disputed: invoice.disputed,
    });
    shown.collect()
}

/// What was found in the file and what was taken for granted.
fn reading(file: &CsvFile, mapping: &Mapping, detection: &Detection) -> Vec<String> {
    let mut notes = Vec::new();
    let order = mapping.date_order.or_else(|| detection.date_order.known());
    if let Some(order) = order {
        let from = if mapping.date_order.is_some() { "as you said" } else { "as the file shows" };
        notes.push(format!("Dates are read {}, {from}.", order_words(order)));
    }
    let mark = mapping.decimal_mark.or_else(|| detection.decimal_mark.known());
    if let (Some(mark), false) = (mark, detection.decimal_mark == Detected::Unneeded) {
        notes.push(format!("Amounts have a decimal {}.", mark_word(mark)));
    }
    if mapping.column(Field::Currency).is_none() {
        notes.push(format!("The file names no currency: amounts without one are in {}.", mapping.default_currency));
    }
    if mapping.column(Field::DueDate).is_none() && mapping.column(Field::TermsDays).is_none() {
        let when = mapping.when_due.as_ref().map_or_else(|| "as your credit policy says".to_owned(), WhenDue::words);
        notes.push(format!("The file gives no due date: invoices are due {when}."));
    }
    notes.extend(unused_words(&mapping.unused(&file.headers)));
    notes
}

/// “2 columns were not used: Language, Kind.”
fn unused_words(unused: &[&str]) -> Option<String> {
    let names: Vec<String> = unused.iter().take(COLUMNS).map(|header| shortened(header, 40)).collect();
    let (were, more) = (if unused.len() == 1 { "was" } else { "were" }, unused.len() - names.len());
    let more = if more > 0 { format!(" and {} more", format::count(more)) } else { String::new() };
    let columns = format::plural(unused.len(), "column", "columns");
    (!names.is_empty()).then(|| format!("{columns} {were} not used: {}{more}.", names.join(", ")))
}

/// An order of dates in words.
pub(super) const fn order_words(order: DateOrder) -> &'static str {
    match order {
        DateOrder::DayMonthYear => "day first",
        DateOrder::MonthDayYear => "month first",
        DateOrder::YearMonthDay => "year first",
    }
}

/// The name of a decimal mark.
pub(super) const fn mark_word(mark: DecimalMark) -> &'static str {
    match mark {
        DecimalMark::Point => "point",
        DecimalMark::Comma => "comma",
    }
}
