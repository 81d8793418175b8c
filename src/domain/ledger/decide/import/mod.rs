//! Importing a file: what it would add to this ledger, and the event that adds it.
//!
//! Importing the same file again changes nothing; a newer file of the same source adds payments that have come
//! in since, as dated facts. Nothing already in the ledger is ever edited by an import. Of two documents of one
//! customer with one number in a file, the first is taken.

mod planner;
mod rules;

use crate::domain::event::Event;
use crate::domain::facts::{Batch, ImportRecord, Span};
use crate::domain::ids::{CustomerId, ImportId};
use crate::domain::import::ImportBatch;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::{limits, shown_line};
use chrono::NaiveDate;
use planner::Planner;
use rules::check_batch;

/// A document of the file that contradicts the ledger; it is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportConflict {
    /// The customer's name.
    pub customer: String,
    /// The document's number.
    pub number: String,
    /// The amount in the ledger.
    pub ours: Money,
    /// The amount in the file.
    pub theirs: Money,
}

/// What an import would do, for the preview and for the event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportPlan {
    /// The records it adds.
    pub batch: Batch,
    /// Invoices already in the ledger that get a payment.
    pub updated: u32,
    /// Documents already in the ledger, nothing to do.
    pub unchanged: u32,
    /// Documents left out because the ledger says otherwise.
    pub conflicts: Vec<ImportConflict>,
}

impl Ledger {
    /// What importing the batch would add, update, leave alone and leave out. A record that no single command could
    /// enter refuses the whole file.
    pub fn plan_import(&self, batch: &ImportBatch, today: NaiveDate) -> Result<ImportPlan, Rejection> {
        check_batch(batch, today)?;
        let mut planner = Planner::new(self, today);
        let customers: Vec<CustomerId> = batch.customers.iter().map(|customer| planner.customer(customer)).collect();
        planner.know_documents(&customers);
        let owner = |place: u32| customers.get(place as usize).copied().ok_or(Rejection::NotFound("customer"));
        for invoice in &batch.invoices {
            planner.invoice(owner(invoice.customer)?, invoice);
        }
        for note in &batch.credit_notes {
            planner.credit_note(owner(note.customer)?, note);
        }
        Ok(planner.finish())
    }

    pub(in crate::domain::ledger) fn import_event(&self, batch: &ImportBatch, today: NaiveDate) -> Result<Event, Rejection> {
        let plan = self.plan_import(batch, today)?;
        if plan.batch.is_empty() {
            return Err(Rejection::NothingToDo("Everything in this file is in the ledger already."));
        }
        let facts = &self.facts;
        let span = |first: usize, count: usize| Span { first: first as u32, count: count as u32 };
        let import = ImportRecord {
            id: ImportId::from_index(facts.imports.len()),
            on: today,
            source: shown_line(&batch.source, limits::SOURCE),
            fingerprint: shown_line(&batch.fingerprint, limits::FINGERPRINT),
            customers: span(facts.customers.len(), plan.batch.customers.len()),
            invoices: span(facts.invoices.len(), plan.batch.invoices.len()),
            credit_notes: span(facts.credit_notes.len(), plan.batch.credit_notes.len()),
            payments: span(facts.payments.len(), plan.batch.payments.len()),
            disputes: span(facts.disputes.len(), plan.batch.disputes.len()),
            undone: None,
        };
        Ok(Event::FileImported { import, batch: Box::new(plan.batch) })
    }

    pub(in crate::domain::ledger) fn undo_import_event(&self, import: ImportId, today: NaiveDate) -> Result<Event, Rejection> {
        let record = self.facts.imports.get(import.index()).ok_or(Rejection::NotFound("import"))?;
        if record.undone.is_some() {
            return Err(Rejection::ImportUndone);
        }
        for place in record.invoices.range() {
            let invoice = &self.facts.invoices[place];
            if invoice.voided.is_none() {
                self.not_on_plan(invoice)?;
                if let Some(charge) = self.charges_on(invoice.id).find(|charge| charge.voided.is_none()) {
                    return Err(Rejection::ImportCharged { number: invoice.number.clone(), charge: charge.number.clone() });
                }
                self.not_written_off(invoice, invoice.issued)?;
            }
        }
        Ok(Event::ImportUndone { import, on: today })
    }
}
