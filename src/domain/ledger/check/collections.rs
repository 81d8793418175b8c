//! What is known of disputes, promises, the contact log and credit holds.

use super::{At, Checker};
use crate::domain::dispute::Dispute;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::text_rules::limits;

impl Checker<'_> {
    pub(super) fn dispute_case(&mut self, at: At, dispute: &Dispute) {
        let facts = self.facts;
        let invoice = facts.invoices.get(dispute.invoice.index());
        if let Some(amount) = dispute.case.amount {
            self.amount(at, amount);
            let same = invoice.is_none_or(|invoice| invoice.amount.currency() == amount.currency());
            self.expect(at, same, "its contested amount is in another currency than its invoice");
        }
        self.lines(at, "evidence", &dispute.case.evidence, limits::NOTE);
        self.expect(at, dispute.case.answer_by.is_none_or(|day| day >= dispute.raised), "its deadline is before it was raised");
        if let Some(outcome) = &dispute.outcome {
            self.lines(at, "note", &outcome.note, limits::NOTE);
            self.expect(at, dispute.closed.is_some(), "it has an outcome but is not closed");
            let credited = |id: &crate::domain::ids::CreditNoteId| {
                let note = facts.credit_notes.get(id.index());
                note.zip(invoice).is_some_and(|(note, invoice)| note.customer == invoice.customer)
            };
            self.expect(at, outcome.credit_note.as_ref().is_none_or(credited), "its credit note is not one of this customer");
        }
    }

    pub(super) fn collections(&mut self) {
        let facts = self.facts;
        let known = |customer: CustomerId| customer.index() < facts.customers.len();
        for (place, promise) in facts.promises.iter().enumerate() {
            let at = At("promises", place);
            let mine = |id: &InvoiceId| facts.invoices.get(id.index()).is_some_and(|invoice| invoice.customer == promise.customer);
            self.expect(at, known(promise.customer), "its customer does not exist");
            self.expect(at, promise.invoices.iter().all(mine), "it is about invoices that its customer does not have");
            self.expect(at, promise.due >= promise.made, "it is due before it was given");
            self.expect(at, promise.withdrawn.is_none_or(|day| day >= promise.made), "it was withdrawn before it was given");
            self.amount(at, promise.amount);
            self.line(at, "name", &promise.by, limits::NAME);
            self.lines(at, "note", &promise.note, limits::NOTE);
        }
        for (place, contact) in facts.contacts.iter().enumerate() {
            let at = At("contacts", place);
            self.expect(at, known(contact.customer), "its customer does not exist");
            self.expect(at, contact.next.is_none_or(|next| next >= contact.on), "the next contact is before it");
            self.line(at, "name", &contact.person, limits::NAME);
            self.lines(at, "note", &contact.note, limits::NOTE);
        }
        for (place, hold) in facts.holds.iter().enumerate() {
            let at = At("holds", place);
            self.expect(at, known(hold.customer), "its customer does not exist");
            self.lines(at, "reason", &hold.reason, limits::REASON);
            if let Some(release) = &hold.released {
                self.expect(at, release.on >= hold.set, "it was released before it was set");
                self.lines(at, "reason", &release.reason, limits::REASON);
            }
        }
    }
}
