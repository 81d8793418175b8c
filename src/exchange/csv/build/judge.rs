//! What becomes of each gathered document, and of each of its rows.

use super::{BuildJob, SKIPPED};
use crate::domain::import::{ImportBatch, ImportedCreditNote, ImportedInvoice, ImportedPayment};
use crate::exchange::csv::document::{Fate, Outcome, Verdict};
use crate::exchange::csv::field::Field;
use crate::exchange::csv::preview::{Counts, Problem, Reason, RejectedRow, SkipReason, SkippedRow};
use crate::exchange::csv::read::CsvFile;

impl BuildJob {
    /// Judges a gathered document: taken, left out or rejected.
    pub(super) fn judge(&mut self, file: &CsvFile, index: usize) {
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
            Some(Outcome::Invoice { issued, due, amount, payment, due_from }) => {
                self.tally.accept(amount);
                self.preview.counts.disputed += usize::from(disputed);
                self.preview.counts.payments += usize::from(payment.is_some());
                self.preview.counts.undated_payments += usize::from(payment.is_some() && document.facts.paid_on.is_none());
                let payments = payment.map(|(on, amount)| ImportedPayment { on, amount }).into_iter().collect();
                self.preview.batch.invoices.push(ImportedInvoice {
                    customer,
                    number,
                    issued,
                    due,
                    due_from,
                    amount,
                    disputed,
                    payments,
                    note,
                });
            }
            Some(Outcome::Credit { issued, amount: left }) => {
                self.tally.accept_credit(left, amount);
                self.preview.batch.credit_notes.push(ImportedCreditNote { customer, number, issued, amount: left, note });
            }
            Some(Outcome::Skip(_)) | None => {}
        }
    }

    /// Says of one row what became of it.
    pub(super) fn report(&mut self, file: &CsvFile, row: usize) {
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
}

/// Leaves out customers of whom nothing was taken, so that a rejected row creates nobody.
pub(super) fn drop_unused_customers(batch: &mut ImportBatch) {
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
