//! What is known of disputes, promises, the contact log, credit holds and tasks put off.

use super::{At, Checker};
use crate::domain::dispute::Dispute;
use crate::domain::facts::Facts;
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId};
use crate::domain::postponement::TaskSubject;
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
            let credited = |id: &CreditNoteId| {
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
        for (place, postponement) in facts.postponements.iter().enumerate() {
            let at = At("postponements", place);
            self.expect(at, known(postponement.customer), "its customer does not exist");
            let sound = is_task_subject(facts, postponement.customer, postponement.subject);
            self.expect(at, sound, "it is about a task that its customer does not have");
            let returns = postponement.until.is_some() || postponement.subject.can_be_done();
            self.expect(at, returns, "it takes a task about money off for good");
            self.expect(at, postponement.until.is_none_or(|until| until > postponement.on), "it ends before it begins");
            self.lines(at, "reason", &postponement.reason, limits::REASON);
        }
    }
}

/// Whether the customer has what a task is about.
pub(in crate::domain::ledger) fn is_task_subject(facts: &Facts, customer: CustomerId, subject: TaskSubject) -> bool {
    let invoice = |id: InvoiceId| facts.invoices.get(id.index()).map(|found| found.customer);
    let owner = match subject {
        TaskSubject::Reminder | TaskSubject::Limit | TaskSubject::Review | TaskSubject::Limitation => Some(customer),
        TaskSubject::Promise(id) => facts.promises.get(id.index()).map(|found| found.customer),
        TaskSubject::Plan(id) | TaskSubject::Agreement(id) => facts.plans.get(id.index()).map(|found| found.customer),
        TaskSubject::Offer(id) => facts.plan_offers.get(id.index()).map(|found| found.customer),
        TaskSubject::Settlement(id) => facts.settlements.get(id.index()).map(|found| found.customer),
        TaskSubject::Dispute(id) => facts.disputes.get(id.index()).and_then(|found| invoice(found.invoice)),
        TaskSubject::Contact(id) => facts.contacts.get(id.index()).map(|found| found.customer),
        TaskSubject::Payment(id) => facts.payments.get(id.index()).map(|found| found.customer),
        TaskSubject::Hold(id) | TaskSubject::Agency(id) => invoice(id),
    };
    owner == Some(customer)
}
