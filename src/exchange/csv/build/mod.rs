//! From rows to documents, a budget at a time: gathers the rows of each document, judges the documents, then
//! says of every row what became of it.
//!
//! A document is known by customer and number. Its rows live and die together: when two of them disagree about
//! the amount, both are rejected, since neither can be trusted.

mod judge;

use crate::domain::import::ImportBatch;
use crate::exchange::csv::customers::{Customers, no_customer};
use crate::exchange::csv::document::{Document, Fate, ImportDays, Rules, Verdict};
use crate::exchange::csv::field::Field;
use crate::exchange::csv::index::DocumentIndex;
use crate::exchange::csv::mapping::Mapping;
use crate::exchange::csv::preview::{Preview, Problem, Reason, SkipReason, Warning, WarningKind};
use crate::exchange::csv::read::CsvFile;
use crate::exchange::csv::row::{Facts, Findings, RowReader};
use crate::exchange::csv::tally::Tally;
use crate::exchange::csv::words::{Kind, kind};
use crate::exchange::text::{DateOrder, DecimalMark, clean_line};
use std::collections::BTreeMap;

const NUMBER_LIMIT: usize = 60;
/// Owner of a row that is left out by itself.
const SKIPPED: u32 = u32::MAX;
/// Owner of a row that is rejected by itself.
const REJECTED: u32 = u32::MAX - 1;

pub(super) struct BuildJob {
    reader: RowReader,
    rules: Rules,
    customer_headings: bool,
    customers: Customers,
    documents: Vec<Document>,
    index: DocumentIndex,
    /// What each data row belongs to: a document, or nothing.
    owners: Vec<u32>,
    previous: Option<u32>,
    problems: BTreeMap<usize, Vec<Problem>>,
    skips: BTreeMap<usize, SkipReason>,
    judged: usize,
    reported: usize,
    tally: Tally,
    preview: Preview,
}

impl BuildJob {
    pub fn new(file: &CsvFile, mapping: &Mapping, order: DateOrder, mark: DecimalMark, days: ImportDays) -> Self {
        let reader = RowReader::new(mapping, order, mark);
        let name = clean_line(&file.name).text.chars().take(200).collect();
        let batch = ImportBatch { source: name, fingerprint: file.fingerprint.clone(), ..ImportBatch::default() };
        Self {
            rules: Rules {
                days,
                when_due: mapping.when_due.clone(),
                negative_amounts: mapping.negative_amounts,
                has_amount_column: reader.has(Field::Amount),
            },
            reader,
            customer_headings: mapping.customer_headings,
            customers: Customers::default(),
            documents: Vec::new(),
            index: DocumentIndex::default(),
            owners: Vec::with_capacity(file.data_rows()),
            previous: None,
            problems: BTreeMap::new(),
            skips: BTreeMap::new(),
            judged: 0,
            reported: 0,
            tally: Tally::default(),
            preview: Preview { batch, ..Preview::default() },
        }
    }

    /// Work done and work in all, in rows and documents.
    pub fn progress(&self, file: &CsvFile) -> (usize, usize) {
        let rows = file.data_rows();
        let documents = if self.owners.len() < rows { rows } else { self.documents.len() };
        (self.owners.len() + self.judged + self.reported, rows * 2 + documents)
    }

    /// Does up to `budget` rows or documents of work; `true` when everything is done.
    pub fn step(&mut self, file: &CsvFile, budget: usize) -> bool {
        for _ in 0..budget {
            if self.owners.len() < file.data_rows() {
                let record = file.first_data_record() + self.owners.len();
                let owner = self.row(file, record);
                self.owners.push(owner);
            } else if self.judged < self.documents.len() {
                self.judge(file, self.judged);
                self.judged += 1;
            } else if self.reported < self.owners.len() {
                self.report(file, self.reported);
                self.reported += 1;
            } else {
                return true;
            }
        }
        false
    }

    pub fn finish(mut self, file: &CsvFile) -> Preview {
        self.preview.batch.customers = self.customers.finish();
        self.preview.counts.rows = file.data_rows();
        self.preview.totals = self.tally.totals();
        self.preview.warnings.sort_by_key(|warning| warning.line);
        judge::drop_unused_customers(&mut self.preview.batch);
        self.preview
    }

    /// Reads one row and says what it belongs to.
    fn row(&mut self, file: &CsvFile, record: usize) -> u32 {
        if file.unclosed_record == Some(record) {
            return self.reject_row(record, Reason::UnclosedQuote);
        }
        if file.table.width(record) > file.headers.len()
            && file.table.cells(record).skip(file.headers.len()).any(|cell| !cell.trim().is_empty())
        {
            return self.reject_row(record, Reason::ExtraCells);
        }
        let mut found = Findings::default();
        let number = self.reader.line(file, record, Field::InvoiceNumber, NUMBER_LIMIT, &mut found);
        let number = number.strip_prefix('\'').unwrap_or(&number);
        if number.is_empty() && found.problems.is_empty() {
            if let Some(owner) = self.row_without_number(file, record) {
                return owner;
            }
            found.problems.push(self.reader.problem(Field::InvoiceNumber, "", Reason::Missing));
        } else if file.repeats_headers(record) {
            return self.skip_row(record, SkipReason::Headers);
        }
        let named = found.problems.len();
        let names_customer = [Field::CustomerName, Field::CustomerReference].into_iter().any(|field| self.says(file, record, field));
        let continued = self.previous.filter(|previous| !names_customer && self.documents[*previous as usize].number == number);
        let customer = match continued {
            Some(previous) => Some(self.documents[previous as usize].customer),
            None => self.customers.of_row(&self.reader, file, record, &mut found),
        };
        if customer.is_none() && found.problems.len() == named {
            found.problems.push(no_customer(&self.reader));
        }
        let Some(customer) = customer.filter(|_| named == 0) else {
            let facts = self.reader.facts(file, record, None, &mut found);
            return self.reject_loose(record, &facts, found);
        };
        let known = self.index.find(customer, number, &self.documents);
        let currency = known.and_then(|known| self.documents[known as usize].facts.currency);
        let facts = self.reader.facts(file, record, currency, &mut found);
        let owner = match known {
            Some(known) => self.add_row(file, record, known, facts),
            None => self.add_document(file, record, customer, number.to_owned(), facts),
        };
        self.keep_findings(file, record, owner, found);
        self.previous = Some(owner);
        owner
    }

    /// Rows that are no documents: blank ones, headings, totals, and lines that continue a document.
    fn row_without_number(&mut self, file: &CsvFile, record: usize) -> Option<u32> {
        let mut filled = file.table.cells(record).map(str::trim).filter(|cell| !cell.is_empty());
        let Some(first) = filled.next() else { return Some(self.skip_row(record, SkipReason::Blank)) };
        let is_single = filled.next().is_none();
        if first.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("total")) {
            return Some(self.skip_row(record, SkipReason::Total));
        }
        if is_single && (self.customer_headings || !self.reader.says_something(file, record)) {
            if self.customer_headings {
                self.customers.head(first, file, record);
            }
            return Some(self.skip_row(record, SkipReason::Heading));
        }
        let type_cell = self.reader.cell(file, record, Field::DocumentType).trim();
        if kind(type_cell) == Some(Kind::Other) {
            return Some(self.skip_row(record, SkipReason::Type(type_cell.chars().take(40).collect())));
        }
        let own = [Field::CustomerName, Field::CustomerReference, Field::InvoiceDate, Field::Amount, Field::Balance];
        let previous = self.previous.filter(|_| !own.into_iter().any(|field| self.says(file, record, field)))?;
        let mut found = Findings::default();
        let facts = self.reader.facts(file, record, self.documents[previous as usize].facts.currency, &mut found);
        let owner = self.add_row(file, record, previous, facts);
        self.keep_findings(file, record, owner, found);
        Some(owner)
    }

    fn says(&self, file: &CsvFile, record: usize, field: Field) -> bool {
        !self.reader.cell(file, record, field).trim().is_empty()
    }

    fn add_document(&mut self, file: &CsvFile, record: usize, customer: u32, number: String, facts: Facts) -> u32 {
        let index = self.documents.len() as u32;
        if let Some(other) = self.index.insert(customer, &number, index, &self.documents) {
            let line = file.table.line(self.documents[other as usize].first_record);
            self.warn(file, record, &number, WarningKind::SameNumber(line));
        }
        self.documents.push(Document { customer, number, first_record: record, facts, fate: Fate::Taken });
        index
    }

    fn add_row(&mut self, file: &CsvFile, record: usize, owner: u32, facts: Facts) -> u32 {
        self.preview.counts.repeated_rows += 1;
        let document = &mut self.documents[owner as usize];
        let mut verdict = Verdict::default();
        let disagree = document.facts.merge(facts, &mut verdict);
        let first = document.first_record;
        if disagree {
            let here = self.reader.problem(
                Field::Amount,
                self.reader.cell(file, record, Field::Amount),
                Reason::OtherAmount(file.table.line(first)),
            );
            self.problems.entry(record).or_default().push(here);
            let there = self.problems.entry(first).or_default();
            if !there.iter().any(|problem| matches!(problem.reason, Reason::OtherAmount(_))) {
                let cell = self.reader.cell(file, first, Field::Amount);
                there.push(self.reader.problem(Field::Amount, cell, Reason::OtherAmount(file.table.line(record))));
            }
            self.documents[owner as usize].fate = Fate::Rejected;
        }
        self.keep_verdict(file, record, owner, verdict);
        owner
    }

    fn keep_findings(&mut self, file: &CsvFile, record: usize, owner: u32, found: Findings) {
        if !found.problems.is_empty() {
            self.problems.entry(record).or_default().extend(found.problems);
            self.documents[owner as usize].fate = Fate::Rejected;
        }
        for kind in found.warnings {
            let number = self.documents[owner as usize].number.clone();
            self.warn(file, record, &number, kind);
        }
    }

    fn keep_verdict(&mut self, file: &CsvFile, record: usize, owner: u32, verdict: Verdict) {
        let problem = |(field, reason): (Field, Reason)| self.reader.problem(field, self.reader.cell(file, record, field), reason);
        let problems = verdict.problems.into_iter().map(problem).collect();
        self.keep_findings(file, record, owner, Findings { problems, warnings: verdict.warnings });
    }

    fn warn(&mut self, file: &CsvFile, record: usize, value: &str, kind: WarningKind) {
        self.preview.warnings.push(Warning { line: file.table.line(record), value: value.to_owned(), kind });
    }

    fn skip_row(&mut self, record: usize, reason: SkipReason) -> u32 {
        self.skips.insert(record, reason);
        SKIPPED
    }

    fn reject_row(&mut self, record: usize, reason: Reason) -> u32 {
        self.problems.insert(record, vec![Problem { field: None, column: None, value: String::new(), reason }]);
        self.preview.counts.unreadable_amounts += 1;
        REJECTED
    }

    /// Rejects a row that belongs to no document.
    fn reject_loose(&mut self, record: usize, facts: &Facts, found: Findings) -> u32 {
        let amount = facts.amount.or(facts.line_amount).or(facts.balance);
        self.tally.reject(amount);
        self.preview.counts.unreadable_amounts += usize::from(amount.is_none());
        self.problems.insert(record, found.problems);
        REJECTED
    }
}
