//! Walks through a file: which customers and documents the ledger has already, and what is new.

use super::super::plausible;
use super::rules::usable_email;
use super::{ImportConflict, ImportPlan};
use crate::domain::approach::Approach;
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource, Payment};
use crate::domain::customer::{Contact, Customer, CustomerDetails};
use crate::domain::dispute::Dispute;
use crate::domain::ids::{AllocationId, CreditNoteId, CustomerId, DisputeId, InvoiceId, PaymentId};
use crate::domain::import::{DueFrom, ImportedCreditNote, ImportedCustomer, ImportedInvoice};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use chrono::NaiveDate;
use std::collections::HashMap;

/// A document that a later one of the same customer and number is compared with.
#[derive(Clone, Copy)]
enum Known<'a> {
    /// In the ledger.
    Ledger(&'a Invoice),
    /// Earlier in the file.
    File(Money),
}

/// Walks through a file and collects what it adds, with final ids.
pub(super) struct Planner<'a> {
    ledger: &'a Ledger,
    today: NaiveDate,
    plan: ImportPlan,
    by_reference: HashMap<&'a str, CustomerId>,
    by_name: HashMap<String, CustomerId>,
    invoices: HashMap<(CustomerId, &'a str), Known<'a>>,
    credit_notes: HashMap<(CustomerId, &'a str), Money>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(ledger: &'a Ledger, today: NaiveDate) -> Self {
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
    pub(super) fn customer(&mut self, imported: &ImportedCustomer) -> CustomerId {
        let (name, reference) = (imported.name.trim(), imported.reference.trim());
        if let Some(found) = self.by_reference.get(reference) {
            return *found;
        }
        if let Some(found) = self.by_name.get(&name.to_lowercase()) {
            let ours = self.ledger.customer(*found).map_or("", |customer| customer.details.reference.as_str());
            if reference.is_empty() || ours.is_empty() {
                return *found;
            }
        }
        let id = CustomerId::from_index(self.ledger.facts.customers.len() + self.plan.batch.customers.len());
        let (email, phone) = (usable_email(&imported.email).to_owned(), imported.phone.trim().to_owned());
        let contact = Contact { email, phone, ..Contact::default() };
        let details = CustomerDetails {
            name: name.to_owned(),
            reference: reference.to_owned(),
            contacts: if contact == Contact::default() { Vec::new() } else { vec![contact] },
            address: imported.address.trim().to_owned(),
            country: imported.country.trim().to_owned(),
            approach: Approach { language: imported.language, kind: imported.kind, ..Approach::default() },
            ..CustomerDetails::default()
        };
        self.plan.batch.customers.push(Customer { id, details, added: self.today, removed: false });
        id
    }

    /// Numbers already taken by the customers concerned, looked up once.
    pub(super) fn know_documents(&mut self, customers: &[CustomerId]) {
        let ledger = self.ledger;
        for customer in customers {
            for invoice in ledger.invoices_of(*customer).filter(|invoice| invoice.voided.is_none()) {
                self.invoices.insert((*customer, invoice.number.as_str()), Known::Ledger(invoice));
            }
            for place in &ledger.lists(*customer).credit_notes {
                let note = &ledger.facts.credit_notes[*place as usize];
                if note.voided.is_none() {
                    self.credit_notes.insert((*customer, note.number.as_str()), note.amount);
                }
            }
        }
    }

    pub(super) fn invoice(&mut self, customer: CustomerId, imported: &'a ImportedInvoice) {
        let number = imported.number.trim();
        match self.invoices.get(&(customer, number)).copied() {
            Some(Known::File(first)) => self.same_number(customer, number, first, imported.amount),
            Some(Known::Ledger(known)) => {
                self.invoices.insert((customer, number), Known::File(known.amount));
                if known.amount == imported.amount {
                    self.known_invoice(known, imported);
                } else {
                    self.conflict(customer, number, known.amount, imported.amount);
                }
            }
            None => {
                self.invoices.insert((customer, number), Known::File(imported.amount));
                self.new_invoice(customer, imported);
            }
        }
    }

    /// Nothing to do, or a contradiction.
    fn same_number(&mut self, customer: CustomerId, number: &str, ours: Money, theirs: Money) {
        if ours == theirs {
            self.plan.unchanged += 1;
        } else {
            self.conflict(customer, number, ours, theirs);
        }
    }

    fn new_invoice(&mut self, customer: CustomerId, imported: &ImportedInvoice) {
        let id = InvoiceId::from_index(self.ledger.facts.invoices.len() + self.plan.batch.invoices.len());
        self.plan.batch.invoices.push(Invoice {
            id,
            customer,
            number: imported.number.trim().to_owned(),
            kind: DocumentKind::Invoice,
            issued: imported.issued,
            due: self.due_of(customer, imported),
            amount: imported.amount,
            note: imported.note.trim().to_owned(),
            charge: None,
            voided: None,
            terms: None,
        });
        if imported.disputed {
            let dispute = DisputeId::from_index(self.ledger.facts.disputes.len() + self.plan.batch.disputes.len());
            let raised = imported.issued;
            self.plan.batch.disputes.push(Dispute::new(dispute, id, raised, String::new()));
        }
        self.payments(customer, id, imported, imported.amount.minor(), imported.issued);
    }

    /// The due date of the file, or what follows from the policy of the invoice date.
    fn due_of(&self, customer: CustomerId, imported: &ImportedInvoice) -> NaiveDate {
        let policy = self.ledger.policy_on(imported.issued);
        let added = customer.index().checked_sub(self.ledger.facts.customers.len()).and_then(|place| self.plan.batch.customers.get(place));
        let Some(details) = self.ledger.customer(customer).or(added).map(|found| &found.details) else { return imported.due };
        let due = match imported.due_from {
            DueFrom::File => return imported.due,
            DueFrom::Terms => policy.due_by(imported.due, details),
            DueFrom::Policy => policy.due_date(details, imported.issued),
        };
        // The last days of the calendar have no days after them.
        plausible(due.adjusted).unwrap_or(imported.due)
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

    pub(super) fn credit_note(&mut self, customer: CustomerId, imported: &'a ImportedCreditNote) {
        let number = imported.number.trim();
        if let Some(known) = self.credit_notes.get(&(customer, number)).copied() {
            return self.same_number(customer, number, known, imported.amount);
        }
        self.credit_notes.insert((customer, number), imported.amount);
        let id = CreditNoteId::from_index(self.ledger.facts.credit_notes.len() + self.plan.batch.credit_notes.len());
        self.plan.batch.credit_notes.push(CreditNote {
            id,
            customer,
            number: number.to_owned(),
            issued: imported.issued,
            amount: imported.amount,
            note: imported.note.trim().to_owned(),
            kind: CreditKind::Correction,
            with_payment: None,
            also_with: Vec::new(),
            voided: None,
        });
    }

    fn conflict(&mut self, customer: CustomerId, number: &str, ours: Money, theirs: Money) {
        let known = self.ledger.facts.customers.get(customer.index());
        let new = || self.plan.batch.customers.iter().find(|added| added.id == customer);
        let customer = known.or_else(new).map_or_else(String::new, |customer| customer.details.name.clone());
        self.plan.conflicts.push(ImportConflict { customer, number: number.to_owned(), ours, theirs });
    }

    /// The plan. New customers stay only when the file brings something of theirs or others'; their ids are given.
    pub(super) fn finish(mut self) -> ImportPlan {
        let batch = &mut self.plan.batch;
        if batch.invoices.is_empty() && batch.credit_notes.is_empty() && batch.payments.is_empty() {
            batch.customers.clear();
        }
        self.plan
    }
}
