//! From rows to documents, a budget at a time: gathers the rows of each document, judges the documents, then
//! says of every row what became of it.
//!
//! A document is known by customer and number. Its rows live and die together: when two of them disagree about
//! the amount, both are rejected, since neither can be trusted.

use super::customers::{Customers, no_customer};
use super::document::{Document, Fate, ImportDays, Outcome, Rules, Verdict};
use super::field::Field;
use super::index::DocumentIndex;
use super::mapping::Mapping;
use super::preview::{Counts, Preview, Problem, Reason, RejectedRow, SkipReason, SkippedRow, Warning, WarningKind};
use super::read::CsvFile;
use super::row::{Facts, Findings, Kind, RowReader, kind};
use super::tally::Tally;
use crate::domain::import::{ImportBatch, ImportedCreditNote, ImportedInvoice, ImportedPayment};
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
                net_days: i64::from(mapping.net_days),
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
        drop_unused_customers(&mut self.preview.batch);
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

    fn judge(&mut self, file: &CsvFile, index: usize) {
        let document = &self.documents[index];
        let first = document.first_record;
        let cell = |field| self.reader.cell(file, first, field);
        let mut verdict = Verdict::default();
        let outcome = document.judge(&self.rules, cell(Field::Status), cell(Field::DocumentType), &mut verdict);
        let amount = document.signed_amount(&self.rules);
        if let Some(Outcome::Skip(reason)) = outcome {
            self.documents[index].fate = Fate::Skipped(reason);
            self.tally.skip(amount);
            return;
        }
        if let Some(reported) = self.problems.get(&first) {
            // A cell that could not be read was reported already; it is not missing as well.
            let is_reported = |field: Field| reported.iter().any(|problem| problem.field == Some(field));
            let follows = |field: Field| is_reported(field) || (field == Field::Amount && is_reported(Field::Currency));
            verdict.problems.retain(|(field, _)| !follows(*field));
        }
        self.keep_verdict(file, first, index as u32, verdict);
        let document = &mut self.documents[index];
        if document.fate == Fate::Rejected || outcome.is_none() {
            document.fate = Fate::Rejected;
            self.tally.reject(amount);
            self.preview.counts.unreadable_amounts += usize::from(amount.is_none());
            return;
        }
        let (customer, number) = (document.customer, std::mem::take(&mut document.number));
        let note = document.facts.note.take().unwrap_or_default();
        let disputed = document.facts.disputed.unwrap_or(false);
        match outcome {
            Some(Outcome::Invoice { issued, due, amount, payment }) => {
                self.tally.accept(amount);
                self.preview.counts.disputed += usize::from(disputed);
                self.preview.counts.payments += usize::from(payment.is_some());
                self.preview.counts.undated_payments += usize::from(payment.is_some() && document.facts.paid_on.is_none());
                let payments = payment.map(|(on, amount)| ImportedPayment { on, amount }).into_iter().collect();
                self.preview.batch.invoices.push(ImportedInvoice { customer, number, issued, due, amount, disputed, payments, note });
            }
            Some(Outcome::Credit { issued, amount: left }) => {
                self.tally.accept_credit(left, amount);
                self.preview.batch.credit_notes.push(ImportedCreditNote { customer, number, issued, amount: left, note });
            }
            Some(Outcome::Skip(_)) | None => {}
        }
    }

    /// Says of one row what became of it.
    fn report(&mut self, file: &CsvFile, row: usize) {
        let record = file.first_data_record() + row;
        let line = file.table.line(record);
        let counts: &mut Counts = &mut self.preview.counts;
        let document = self.documents.get(self.owners[row] as usize);
        let fate = match (self.owners[row], document) {
            (SKIPPED, _) => Fate::Skipped(self.skips.remove(&record).unwrap_or(SkipReason::Blank)),
            (_, Some(document)) => document.fate.clone(),
            _ => Fate::Rejected,
        };
        match fate {
            Fate::Taken => counts.accepted_rows += 1,
            Fate::Skipped(reason) => {
                counts.skipped_rows += 1;
                self.preview.skipped.push(SkippedRow { line, record, reason });
            }
            Fate::Rejected => {
                counts.rejected_rows += 1;
                let problems = self.problems.remove(&record).unwrap_or_else(|| {
                    let first = document.map_or(line, |document| file.table.line(document.first_record));
                    let reason = if first == line {
                        Reason::SameDocument(self.culprit(file, self.owners[row]))
                    } else {
                        Reason::SameDocument(first)
                    };
                    vec![Problem { field: None, column: None, value: String::new(), reason }]
                });
                self.preview.rejected.push(RejectedRow { line, record, problems });
            }
        }
    }

    /// The line of the first row of a document that has a problem of its own.
    fn culprit(&self, file: &CsvFile, owner: u32) -> u32 {
        let base = file.first_data_record();
        let later = self.problems.keys().find(|record| self.owners.get(**record - base) == Some(&owner));
        later.map_or(0, |record| file.table.line(*record))
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

/// Leaves out customers of whom nothing was taken, so that a rejected row creates nobody.
fn drop_unused_customers(batch: &mut ImportBatch) {
    let mut used = vec![false; batch.customers.len()];
    batch.invoices.iter().for_each(|invoice| used[invoice.customer as usize] = true);
    batch.credit_notes.iter().for_each(|note| used[note.customer as usize] = true);
    let mut next = 0;
    let places: Vec<u32> = used
        .iter()
        .map(|used| {
            let place = next;
            next += u32::from(*used);
            place
        })
        .collect();
    let mut flags = used.iter();
    batch.customers.retain(|_| flags.next().copied().unwrap_or(false));
    batch.invoices.iter_mut().for_each(|invoice| invoice.customer = places[invoice.customer as usize]);
    batch.credit_notes.iter_mut().for_each(|note| note.customer = places[note.customer as usize]);
}
