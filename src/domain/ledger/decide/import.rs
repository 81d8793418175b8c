//! Importing a file: what it would add to this ledger, and the event that adds it.
//!
//! Importing the same file again changes nothing; a newer file of the same source adds payments that have come
//! in since, as dated facts. Nothing already in the ledger is ever edited by an import.

use crate::domain::credit::{Allocation, CreditNote, CreditSource, Payment};
use crate::domain::customer::{Contact, Customer, CustomerDetails};
use crate::domain::dispute::Dispute;
use crate::domain::event::Event;
use crate::domain::facts::{Batch, ImportRecord, Span};
use crate::domain::ids::{AllocationId, CreditNoteId, CustomerId, DisputeId, ImportId, InvoiceId, PaymentId};
use crate::domain::import::{ImportBatch, ImportedCreditNote, ImportedCustomer, ImportedInvoice};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use chrono::NaiveDate;
use std::collections::HashMap;

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
    /// What importing the batch would add, update, leave alone and leave out.
    pub fn plan_import(&self, batch: &ImportBatch, today: NaiveDate) -> Result<ImportPlan, Rejection> {
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
        planner.drop_unused_customers();
        Ok(planner.plan)
    }

    pub(super) fn import_event(&self, batch: &ImportBatch, today: NaiveDate) -> Result<Event, Rejection> {
        let plan = self.plan_import(batch, today)?;
        if plan.batch.is_empty() {
            return Err(Rejection::NothingToDo("Everything in this file is in the ledger already."));
        }
        let facts = &self.facts;
        let span = |first: usize, count: usize| Span { first: first as u32, count: count as u32 };
        let import = ImportRecord {
            id: ImportId::from_index(facts.imports.len()),
            on: today,
            source: batch.source.clone(),
            fingerprint: batch.fingerprint.clone(),
            customers: span(facts.customers.len(), plan.batch.customers.len()),
            invoices: span(facts.invoices.len(), plan.batch.invoices.len()),
            credit_notes: span(facts.credit_notes.len(), plan.batch.credit_notes.len()),
            payments: span(facts.payments.len(), plan.batch.payments.len()),
            disputes: span(facts.disputes.len(), plan.batch.disputes.len()),
            undone: None,
        };
        Ok(Event::FileImported { import, batch: Box::new(plan.batch) })
    }

    pub(super) fn undo_import_event(&self, import: ImportId, today: NaiveDate) -> Result<Event, Rejection> {
        let record = self.facts.imports.get(import.index()).ok_or(Rejection::NotFound("import"))?;
        if record.undone.is_some() {
            return Err(Rejection::ImportUndone);
        }
        for place in record.invoices.range() {
            let invoice = &self.facts.invoices[place];
            if invoice.voided.is_none() {
                self.not_on_plan(invoice)?;
            }
        }
        Ok(Event::ImportUndone { import, on: today })
    }
}

struct Planner<'a> {
    ledger: &'a Ledger,
    today: NaiveDate,
    plan: ImportPlan,
    by_reference: HashMap<&'a str, CustomerId>,
    by_name: HashMap<String, CustomerId>,
    invoices: HashMap<(CustomerId, &'a str), InvoiceId>,
    credit_notes: HashMap<(CustomerId, &'a str), Money>,
}

impl<'a> Planner<'a> {
    fn new(ledger: &'a Ledger, today: NaiveDate) -> Self {
        let mut by_reference = HashMap::new();
        let mut by_name = HashMap::new();
        for customer in ledger.customers() {
            if !customer.details.reference.is_empty() {
                by_reference.entry(customer.details.reference.as_str()).or_insert(customer.id);
            }
            by_name.entry(customer.details.name.to_lowercase()).or_insert(customer.id);
        }
        let plan = ImportPlan::default();
        Self { ledger, today, plan, by_reference, by_name, invoices: HashMap::new(), credit_notes: HashMap::new() }
    }

    /// The customer with the same reference, else the one of the same name whose reference does not contradict.
    fn customer(&mut self, imported: &ImportedCustomer) -> CustomerId {
        if let Some(found) = self.by_reference.get(imported.reference.as_str()) {
            return *found;
        }
        if let Some(found) = self.by_name.get(&imported.name.to_lowercase()) {
            let ours = self.ledger.customer(*found).map_or("", |customer| customer.details.reference.as_str());
            if imported.reference.is_empty() || ours.is_empty() {
                return *found;
            }
        }
        let id = CustomerId::from_index(self.ledger.facts.customers.len() + self.plan.batch.customers.len());
        let contact = Contact { email: imported.email.clone(), phone: imported.phone.clone(), ..Contact::default() };
        let details = CustomerDetails {
            name: imported.name.clone(),
            reference: imported.reference.clone(),
            contacts: if contact == Contact::default() { Vec::new() } else { vec![contact] },
            address: imported.address.clone(),
            country: imported.country.clone(),
            ..CustomerDetails::default()
        };
        self.plan.batch.customers.push(Customer { id, details, added: self.today, removed: false });
        id
    }

    /// Numbers already taken by the customers concerned, looked up once.
    fn know_documents(&mut self, customers: &[CustomerId]) {
        let ledger = self.ledger;
        for customer in customers {
            for invoice in ledger.invoices_of(*customer).filter(|invoice| invoice.voided.is_none()) {
                self.invoices.insert((*customer, invoice.number.as_str()), invoice.id);
            }
            for place in &ledger.lists(*customer).credit_notes {
                let note = &ledger.facts.credit_notes[*place as usize];
                if note.voided.is_none() {
                    self.credit_notes.insert((*customer, note.number.as_str()), note.amount);
                }
            }
        }
    }

    fn invoice(&mut self, customer: CustomerId, imported: &ImportedInvoice) {
        match self.invoices.get(&(customer, imported.number.as_str())).and_then(|id| self.ledger.invoice(*id)) {
            Some(known) if known.amount == imported.amount => self.known_invoice(known, imported),
            Some(known) => self.conflict(customer, &imported.number, known.amount, imported.amount),
            None => self.new_invoice(customer, imported),
        }
    }

    fn new_invoice(&mut self, customer: CustomerId, imported: &ImportedInvoice) {
        let id = InvoiceId::from_index(self.ledger.facts.invoices.len() + self.plan.batch.invoices.len());
        self.plan.batch.invoices.push(Invoice {
            id,
            customer,
            number: imported.number.clone(),
            kind: DocumentKind::Invoice,
            issued: imported.issued,
            due: imported.due,
            amount: imported.amount,
            note: imported.note.clone(),
            voided: None,
        });
        if imported.disputed {
            let dispute = DisputeId::from_index(self.ledger.facts.disputes.len() + self.plan.batch.disputes.len());
            let raised = imported.issued;
            self.plan.batch.disputes.push(Dispute { id: dispute, invoice: id, raised, reason: String::new(), closed: None });
        }
        self.payments(customer, id, imported, imported.amount.minor(), imported.issued);
    }

    /// The ledger has the invoice: only payments it does not know yet are added.
    fn known_invoice(&mut self, known: &Invoice, imported: &ImportedInvoice) {
        let balance = self.ledger.balance(known).minor();
        let paid_here = known.amount.minor() - balance;
        let paid_there: i64 = imported.payments.iter().map(|payment| payment.amount.minor()).sum();
        if paid_there <= paid_here {
            self.plan.unchanged += 1;
            return;
        }
        self.plan.updated += 1;
        let mut known_part = paid_here;
        let mut fresh = imported.clone();
        fresh.payments.retain_mut(|payment| {
            let covered = payment.amount.minor().min(known_part);
            known_part -= covered;
            payment.amount = Money::from_minor(payment.amount.minor() - covered, payment.amount.currency());
            payment.amount.is_positive()
        });
        let released = self.ledger.allocations_to(known.id).filter_map(|allocation| allocation.until);
        let since = released.fold(known.issued, NaiveDate::max);
        self.payments(known.customer, known.id, &fresh, balance, since);
    }

    fn payments(&mut self, customer: CustomerId, invoice: InvoiceId, imported: &ImportedInvoice, balance: i64, since: NaiveDate) {
        let mut owed = balance;
        for paid in &imported.payments {
            let id = PaymentId::from_index(self.ledger.facts.payments.len() + self.plan.batch.payments.len());
            self.plan.batch.payments.push(Payment {
                id,
                customer,
                received: paid.on,
                amount: paid.amount,
                method: String::new(),
                reference: String::new(),
                reversed: None,
            });
            let part = paid.amount.minor().min(owed);
            if part > 0 {
                owed -= part;
                self.plan.batch.allocations.push(Allocation {
                    id: AllocationId::from_index(self.ledger.facts.allocations.len() + self.plan.batch.allocations.len()),
                    source: CreditSource::Payment(id),
                    invoice,
                    amount: Money::from_minor(part, paid.amount.currency()),
                    on: paid.on.max(since),
                    until: None,
                });
            }
        }
    }

    fn credit_note(&mut self, customer: CustomerId, imported: &ImportedCreditNote) {
        match self.credit_notes.get(&(customer, imported.number.as_str())) {
            Some(amount) if *amount == imported.amount => self.plan.unchanged += 1,
            Some(amount) => self.conflict(customer, &imported.number, *amount, imported.amount),
            None => {
                let id = CreditNoteId::from_index(self.ledger.facts.credit_notes.len() + self.plan.batch.credit_notes.len());
                self.plan.batch.credit_notes.push(CreditNote {
                    id,
                    customer,
                    number: imported.number.clone(),
                    issued: imported.issued,
                    amount: imported.amount,
                    note: imported.note.clone(),
                    voided: None,
                });
            }
        }
    }

    fn conflict(&mut self, customer: CustomerId, number: &str, ours: Money, theirs: Money) {
        let customer = self.ledger.customer_name(customer).to_owned();
        self.plan.conflicts.push(ImportConflict { customer, number: number.to_owned(), ours, theirs });
    }

    /// New customers stay only from the first one that something belongs to; those behind it keep their ids.
    fn drop_unused_customers(&mut self) {
        let batch = &mut self.plan.batch;
        if batch.invoices.is_empty() && batch.credit_notes.is_empty() && batch.payments.is_empty() {
            batch.customers.clear();
        }
    }
}
