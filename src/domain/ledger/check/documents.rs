//! Customers, invoices, credit notes, payments and moved due dates.

use super::{At, Checker};
use crate::domain::credit::{CreditNote, Payment};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::text_rules::limits;
use std::collections::HashSet;

impl Checker<'_> {
    pub(super) fn documents(&mut self) {
        let facts = self.facts;
        for (place, customer) in facts.customers.iter().enumerate() {
            self.details(At("customers", place), &customer.details);
        }
        self.invoices();
        let known = facts.customers.len();
        for (place, note) in facts.credit_notes.iter().enumerate() {
            let at = At("credit_notes", place);
            self.expect(at, note.customer.index() < known, "its customer does not exist");
            self.name(at, "number", &note.number, limits::NUMBER);
            self.amount(at, note.amount);
            self.lines(at, "note", &note.note, limits::NOTE);
            self.expect(at, note.voided.is_none_or(|on| on >= note.issued), "it was voided before its date");
            if let Some(id) = note.with_payment {
                let payment = facts.payments.get(id.index());
                self.granted(at, note, payment);
                let early = payment.is_some_and(|payment| note.issued < payment.received);
                self.expect(at, !early, "it is older than the payment that earned it");
            }
            note.also_with.iter().for_each(|id| self.granted(at, note, facts.payments.get(id.index())));
            let others =
                note.with_payment.is_some_and(|id| !note.also_with.contains(&id)) && note.also_with.is_sorted_by(|one, next| one < next);
            self.expect(at, others || note.also_with.is_empty(), "the other payments that earned it are out of order");
        }
        for (place, payment) in facts.payments.iter().enumerate() {
            let at = At("payments", place);
            self.expect(at, payment.customer.index() < known, "its customer does not exist");
            self.amount(at, payment.amount);
            self.line(at, "means of payment", &payment.method, limits::METHOD);
            self.line(at, "reference", &payment.reference, limits::PAYMENT_REFERENCE);
            let sound = payment.reversed.as_ref().is_none_or(|reversal| reversal.on >= payment.received);
            self.expect(at, sound, "it was reversed before it was received");
        }
        self.due_date_changes();
    }

    /// What a payment earned is of its customer and currency and does not outlive it.
    fn granted(&mut self, at: At, note: &CreditNote, payment: Option<&Payment>) {
        let Some(payment) = payment else { return self.add(at, "the payment that earned it does not exist") };
        let alike = payment.customer == note.customer && payment.amount.currency() == note.amount.currency();
        self.expect(at, alike, "it was earned by a payment of another customer or currency");
        let ends = payment.reversed.as_ref().map(|reversal| reversal.on.max(note.issued));
        self.expect(at, ends.is_none_or(|end| note.voided.is_some_and(|on| on <= end)), "it outlives the payment that earned it");
    }

    /// A customer's numbers are unique among what still counts. The ledger itself numbers the interest of plans, which
    /// nobody can keep from being like a number typed before; those documents are left out.
    fn invoices(&mut self) {
        let facts = self.facts;
        let known = facts.customers.len();
        let mut numbers = HashSet::with_capacity(facts.invoices.len());
        for (place, invoice) in facts.invoices.iter().enumerate() {
            let at = At("invoices", place);
            self.expect(at, invoice.customer.index() < known, "its customer does not exist");
            self.name(at, "number", &invoice.number, limits::NUMBER);
            self.amount(at, invoice.amount);
            self.lines(at, "note", &invoice.note, limits::NOTE);
            self.expect(at, invoice.voided.is_none_or(|on| on >= invoice.issued), "it was voided before its date");
            self.charge(at, invoice);
            if let Some(terms) = &invoice.terms {
                self.expect(at, invoice.kind == DocumentKind::Invoice, "it has a discount although it is no invoice");
                if let Err(problem) = terms.checked(invoice.issued, invoice.amount) {
                    self.add(at, problem);
                }
            }
            let is_unique = invoice.voided.is_some()
                || invoice.kind != DocumentKind::Invoice
                || numbers.insert((invoice.customer, invoice.number.as_str()));
            self.expect(at, is_unique, "its customer has another invoice with its number");
        }
    }

    /// A charge is about an invoice of its customer, and says since when.
    fn charge(&mut self, at: At, invoice: &Invoice) {
        let posted = !matches!(invoice.kind, DocumentKind::Invoice | DocumentKind::PlanInterest | DocumentKind::Recovery);
        self.expect(at, posted == invoice.charge.is_some(), "fees and interest need the invoice they are about, others have none");
        if let Some(charge) = &invoice.charge {
            let about = self.facts.invoices.get(charge.about.index());
            let sound = about.is_some_and(|about| about.customer == invoice.customer && about.kind == DocumentKind::Invoice);
            self.expect(at, sound, "it is about something else than an invoice of its customer");
            self.expect(at, charge.from <= charge.to, "its days end before they begin");
            self.line(at, "calculation", &charge.calculation, limits::REASON);
        }
    }

    /// The last change of each invoice leads to the due date it has.
    fn due_date_changes(&mut self) {
        let facts = self.facts;
        let mut seen = HashSet::new();
        for (place, change) in facts.due_date_changes.iter().enumerate().rev() {
            let at = At("due_date_changes", place);
            match facts.invoices.get(change.invoice.index()) {
                None => self.add(at, "its invoice does not exist"),
                Some(invoice) if seen.insert(change.invoice) => {
                    self.expect(at, invoice.due == change.to, "it does not lead to the due date of its invoice");
                }
                Some(_) => {}
            }
        }
    }
}
