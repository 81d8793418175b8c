//! `fits`: can an event read back from storage be applied to this ledger? `apply` trusts its events and would fail on one
//! that was made for other books. Only the structure is looked at; what may happen was decided when the event was made.

use super::{Ledger, check};
use crate::domain::credit::{Allocation, CreditNote, CreditSource, Payment};
use crate::domain::currency::Currency;
use crate::domain::customer::Customer;
use crate::domain::dispute::Dispute;
use crate::domain::event::Event;
use crate::domain::facts::{Batch, Facts, ImportRecord, Span};
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId};
use crate::domain::invoice::Invoice;
use crate::domain::message::Message;
use crate::domain::plan::Plan;
use crate::domain::restore::Restorable;
use std::slice::from_ref;

impl Ledger {
    /// Whether a stored event can be applied: what it adds comes next in its list, and what it names is there. Costs
    /// what the event holds, whatever the size of the ledger.
    pub fn fits(&self, event: &Event) -> bool {
        let facts = &self.facts;
        match event {
            Event::CustomerAdded { customer } => added(facts).customers(from_ref(customer)).fits(),
            Event::CustomerChanged { customer, .. } | Event::CustomerRemoved { customer } => has(&facts.customers, customer.index()),
            Event::InvoiceIssued { invoice } => added(facts).invoices(from_ref(invoice)).fits(),
            Event::InvoiceVoided { invoice, charges, .. } => charges.iter().chain([invoice]).all(|id| has(&facts.invoices, id.index())),
            Event::DueDateChanged { invoice, .. } | Event::InvoiceTermsChanged { invoice, .. } => has(&facts.invoices, invoice.index()),
            Event::CreditNoteIssued { credit_note, allocations } => {
                added(facts).credit_notes(from_ref(credit_note)).allocations(allocations).fits()
            }
            Event::CreditNoteVoided { credit_note, .. } => has(&facts.credit_notes, credit_note.index()),
            Event::PaymentRecorded { payment, allocations, granted, settles } => {
                let notes: Vec<_> = granted.iter().map(|(note, _)| note.clone()).collect();
                let uses: Vec<_> = allocations.iter().chain(granted.iter().flat_map(|(_, uses)| uses)).cloned().collect();
                added(facts).payments(from_ref(payment)).credit_notes(&notes).allocations(&uses).fits()
                    && notes.iter().all(|note| note.with_payment == Some(payment.id) && note.customer == payment.customer)
                    && notes
                        .iter()
                        .flat_map(|note| &note.also_with)
                        .all(|id| facts.payments.get(id.index()).is_some_and(|other| other.customer == payment.customer))
                    && settles.is_none_or(|id| facts.settlements.get(id.index()).is_some_and(|offer| offer.customer == payment.customer))
            }
            Event::PaymentReversed { payment, .. } => has(&facts.payments, payment.index()),
            Event::PaymentRestored { payment, allocations, credit_notes } => {
                let notes: Vec<_> = credit_notes.iter().map(|note| CreditSource::CreditNote(*note)).collect();
                let mine = |source| source == CreditSource::Payment(*payment) || notes.contains(&source);
                let granted = |id: &CreditNoteId| facts.credit_notes.get(id.index()).is_some_and(|note| note.rests_on(*payment));
                has(&facts.payments, payment.index())
                    && credit_notes.iter().all(granted)
                    && allocations.iter().all(|id| facts.allocations.get(id.index()).is_some_and(|used| mine(used.source)))
            }
            Event::CreditAllocated { allocations } => added(facts).allocations(allocations).fits(),
            Event::AllocationReleased { allocation, .. } => has(&facts.allocations, allocation.index()),
            Event::AllocationsTakenBack { allocations } => allocations.iter().all(|id| has(&facts.allocations, id.index())),
            Event::DisputeRaised { dispute } => added(facts).disputes(from_ref(dispute)).fits(),
            Event::DisputeSettled { dispute, credit, .. } => has(&facts.disputes, dispute.index()) && credit_fits(facts, credit.as_ref()),
            Event::PromiseMade { promise } => {
                let mine = |id: &InvoiceId| facts.invoices.get(id.index()).is_some_and(|invoice| invoice.customer == promise.customer);
                promise.id.index() == facts.promises.len()
                    && has(&facts.customers, promise.customer.index())
                    && promise.invoices.iter().all(mine)
            }
            Event::PromiseWithdrawn { promise, .. } => has(&facts.promises, promise.index()),
            Event::ContactLogged { contact } => {
                contact.id.index() == facts.contacts.len() && has(&facts.customers, contact.customer.index())
            }
            Event::ContactStruck { contact } => has(&facts.contacts, contact.index()),
            Event::TaskPostponed { postponement } => {
                postponement.id.index() == facts.postponements.len()
                    && has(&facts.customers, postponement.customer.index())
                    && check::is_task_subject(facts, postponement.customer, postponement.subject)
            }
            Event::TaskResumed { postponement } => has(&facts.postponements, postponement.index()),
            Event::HoldSet { hold } => hold.id.index() == facts.holds.len() && has(&facts.customers, hold.customer.index()),
            Event::HoldReleased { hold, .. } => has(&facts.holds, hold.index()),
            Event::DecisionRecorded { decision } => {
                decision.id.index() == facts.decisions.len() && has(&facts.customers, decision.customer.index())
            }
            Event::DecisionSettled { decision, end } => {
                facts.decisions.get(decision.index()).is_some_and(|found| check::ends(facts, found.customer, end))
            }
            Event::DisputeChanged { dispute, .. } | Event::DisputeClosed { dispute, .. } => has(&facts.disputes, dispute.index()),
            Event::Restored { what } => match what {
                Restorable::Dispute(id) => has(&facts.disputes, id.index()),
                Restorable::Promise(id) => has(&facts.promises, id.index()),
                Restorable::Contact(id) => has(&facts.contacts, id.index()),
                Restorable::Hold(id) => has(&facts.holds, id.index()),
                Restorable::Decision(id) => has(&facts.decisions, id.index()),
                Restorable::Offer(id) => has(&facts.plan_offers, id.index()),
                Restorable::Agreement(id) => has(&facts.agreements, id.index()),
                Restorable::Allowance(id) => has(&facts.allowance, id.index()),
                Restorable::Reserve(id) => has(&facts.reserves, id.index()),
                Restorable::Refund(id) => has(&facts.refunds, id.index()),
                Restorable::Task(id) => has(&facts.postponements, id.index()),
                Restorable::Default(id) => facts.plans.get(id.index()).is_some_and(|plan| !plan.defaults.is_empty()),
                Restorable::Settlement(id) => has(&facts.settlements, id.index()),
            },
            Event::RemindersPaused { pause } => {
                let mine = |id: InvoiceId| facts.invoices.get(id.index()).is_some_and(|invoice| invoice.customer == pause.customer);
                pause.id.index() == facts.pauses.len() && has(&facts.customers, pause.customer.index()) && pause.invoice.is_none_or(mine)
            }
            Event::RemindersResumed { pause, .. } => has(&facts.pauses, pause.index()),
            Event::MessagePrepared { message } => message_fits(facts, message),
            Event::MessageSettled { message, .. } => has(&facts.messages, message.index()),
            Event::ChargesPosted { documents } => {
                let about = |document: &Invoice| document.charge.as_ref().and_then(|charge| facts.invoices.get(charge.about.index()));
                let sound = |document: &Invoice| about(document).is_some_and(|about| about.customer == document.customer);
                added(facts).invoices(documents).fits() && documents.iter().all(sound)
            }
            Event::ChargesTakenBack { charges } => charges.iter().all(|id| has(&facts.invoices, id.index())),
            Event::ChargeWaived { invoice, credit_note, allocation } => {
                let this = allocation.invoice == *invoice && allocation.source == CreditSource::CreditNote(credit_note.id);
                this && added(facts).credit_notes(from_ref(credit_note)).allocations(from_ref(allocation)).fits()
            }
            Event::WrittenOff { write_off, credit_note, allocation } => {
                let this = allocation.invoice == write_off.invoice && allocation.source == CreditSource::CreditNote(write_off.credit_note);
                this && write_off.id.index() == facts.write_offs.len()
                    && write_off.credit_note == credit_note.id
                    && added(facts).credit_notes(from_ref(credit_note)).allocations(from_ref(allocation)).fits()
            }
            Event::Recovered { recovery, payment, document, allocation } => {
                let this = allocation.invoice == document.id && allocation.source == CreditSource::Payment(recovery.payment);
                this && recovery.id.index() == facts.recoveries.len()
                    && recovery.document == document.id
                    && has(&facts.write_offs, recovery.write_off.index())
                    && payment.as_ref().is_none_or(|payment| payment.id == recovery.payment)
                    && added(facts)
                        .payments(payment.as_ref().map_or(&[], from_ref))
                        .invoices(from_ref(document))
                        .allocations(from_ref(allocation))
                        .fits()
            }
            Event::RecoveryTakenBack { recovery } => has(&facts.recoveries, recovery.index()),
            Event::PlanAccepted { plan, interest } => plan_fits(facts, plan, interest.as_ref()),
            Event::PlanOffered { offer } => {
                let mine = |id: &InvoiceId| facts.invoices.get(id.index()).is_some_and(|invoice| invoice.customer == offer.customer);
                offer.id.index() == facts.plan_offers.len()
                    && has(&facts.customers, offer.customer.index())
                    && offer.invoices.iter().all(mine)
            }
            Event::OfferSettled { offer, .. } => has(&facts.plan_offers, offer.index()),
            Event::PlanEnded { plan, interest_credit, .. } | Event::PlanDefaulted { plan, interest_credit, .. } => {
                has(&facts.plans, plan.index()) && credit_fits(facts, interest_credit.as_ref())
            }
            Event::AgreementMade { agreement } => {
                agreement.id.index() == facts.agreements.len() && has(&facts.plans, agreement.plan.index())
            }
            Event::AgreementSigned { agreement, .. } | Event::AgreementTakenBack { agreement } => has(&facts.agreements, agreement.index()),
            Event::CreditRefunded { refund } => {
                let source = self.credit_amount(refund.source);
                refund.id.index() == facts.refunds.len() && source.is_some_and(|(_, amount)| amount.currency() == refund.amount.currency())
            }
            Event::RefundTakenBack { refund } => has(&facts.refunds, refund.index()),
            Event::AllowancePosted { entry } => entry.id.index() == facts.allowance.len(),
            Event::AllowanceTakenBack { entry } => has(&facts.allowance, entry.index()),
            Event::ReserveSet { reserve } => reserve.id.index() == facts.reserves.len() && has(&facts.customers, reserve.customer.index()),
            Event::ReserveEnded { reserve, .. } => has(&facts.reserves, reserve.index()),
            Event::PlanReinstated { plan, .. } => facts.plans.get(plan.index()).is_some_and(|plan| !plan.defaults.is_empty()),
            Event::PlanRestructured { ended, interest_credit, plan, interest, .. } => {
                facts.plans.get(ended.index()).is_some_and(|ended| ended.customer == plan.customer)
                    && plan.replaces == Some(*ended)
                    && credit_fits(facts, interest_credit.as_ref())
                    && plan_fits(facts, plan, interest.as_ref())
            }
            Event::RestructureTakenBack { plan, interest_credit } => {
                let replaced = facts.plans.get(plan.index()).and_then(|plan| plan.replaces);
                replaced.is_some_and(|id| has(&facts.plans, id.index())) && credit_fits(facts, interest_credit.as_ref())
            }
            Event::SettlementOffered { offer } => {
                let mine = |id: &InvoiceId| facts.invoices.get(id.index()).is_some_and(|invoice| invoice.customer == offer.customer);
                offer.id.index() == facts.settlements.len()
                    && has(&facts.customers, offer.customer.index())
                    && offer.invoices.iter().all(mine)
            }
            Event::SettlementWithdrawn { settlement, .. } => has(&facts.settlements, settlement.index()),
            Event::PolicyChanged { .. } | Event::SettingsChanged { .. } => true,
            Event::PolicyBegun { version, .. } => self.facts.policy_versions.last().is_none_or(|last| last.from < version.from),
            Event::PolicyTakenBack { .. } => !self.facts.policy_versions.is_empty(),
            Event::FileImported { import, batch } => import_fits(facts, import, batch),
            Event::ImportUndone { import, .. } => has(&facts.imports, import.index()),
            Event::LedgerReplaced { facts } => check::problems(facts).is_empty(),
        }
    }
}

fn has<T>(list: &[T], place: usize) -> bool {
    place < list.len()
}

/// The facts and the records that one event puts behind them, which may name each other.
struct Added<'a> {
    facts: &'a Facts,
    customers: &'a [Customer],
    invoices: &'a [Invoice],
    credit_notes: &'a [CreditNote],
    payments: &'a [Payment],
    allocations: &'a [Allocation],
    disputes: &'a [Dispute],
}

/// Nothing added yet.
fn added(facts: &Facts) -> Added<'_> {
    Added { facts, customers: &[], invoices: &[], credit_notes: &[], payments: &[], allocations: &[], disputes: &[] }
}

impl<'a> Added<'a> {
    fn customers(self, customers: &'a [Customer]) -> Self {
        Self { customers, ..self }
    }

    fn invoices(self, invoices: &'a [Invoice]) -> Self {
        Self { invoices, ..self }
    }

    fn credit_notes(self, credit_notes: &'a [CreditNote]) -> Self {
        Self { credit_notes, ..self }
    }

    fn payments(self, payments: &'a [Payment]) -> Self {
        Self { payments, ..self }
    }

    fn allocations(self, allocations: &'a [Allocation]) -> Self {
        Self { allocations, ..self }
    }

    fn disputes(self, disputes: &'a [Dispute]) -> Self {
        Self { disputes, ..self }
    }

    fn fits(&self) -> bool {
        let facts = self.facts;
        follow(facts.customers.len(), self.customers.iter().map(|record| record.id.index()))
            && follow(facts.invoices.len(), self.invoices.iter().map(|record| record.id.index()))
            && follow(facts.credit_notes.len(), self.credit_notes.iter().map(|record| record.id.index()))
            && follow(facts.payments.len(), self.payments.iter().map(|record| record.id.index()))
            && follow(facts.allocations.len(), self.allocations.iter().map(|record| record.id.index()))
            && follow(facts.disputes.len(), self.disputes.iter().map(|record| record.id.index()))
            && self.invoices.iter().all(|invoice| self.has_customer(invoice.customer))
            && self.credit_notes.iter().all(|note| self.has_customer(note.customer))
            && self.payments.iter().all(|payment| self.has_customer(payment.customer))
            && self.allocations.iter().all(|allocation| self.joins(allocation))
            && self.disputes.iter().all(|dispute| self.invoice(dispute.invoice).is_some())
    }

    fn has_customer(&self, id: CustomerId) -> bool {
        at(&self.facts.customers, self.customers, id.index()).is_some()
    }

    fn invoice(&self, id: InvoiceId) -> Option<&'a Invoice> {
        at(&self.facts.invoices, self.invoices, id.index())
    }

    fn source(&self, source: CreditSource) -> Option<(CustomerId, Currency)> {
        match source {
            CreditSource::Payment(id) => {
                at(&self.facts.payments, self.payments, id.index()).map(|payment| (payment.customer, payment.amount.currency()))
            }
            CreditSource::CreditNote(id) => {
                at(&self.facts.credit_notes, self.credit_notes, id.index()).map(|note| (note.customer, note.amount.currency()))
            }
        }
    }

    /// Credit and invoice are there, of one customer and of the allocation's currency.
    fn joins(&self, allocation: &Allocation) -> bool {
        let (invoice, source) = (self.invoice(allocation.invoice), self.source(allocation.source));
        invoice.zip(source).is_some_and(|(invoice, (customer, currency))| {
            invoice.customer == customer && invoice.amount.currency() == currency && allocation.amount.currency() == currency
        })
    }
}

/// The record at a place of a list with more records behind it.
fn at<'a, T>(before: &'a [T], more: &'a [T], place: usize) -> Option<&'a T> {
    before.get(place).or_else(|| more.get(place.checked_sub(before.len())?))
}

/// Whether the places of new records are the next ones of their list.
fn follow(len: usize, mut places: impl Iterator<Item = usize>) -> bool {
    let mut next = len..;
    places.all(|place| next.next() == Some(place))
}

fn message_fits(facts: &Facts, message: &Message) -> bool {
    let content = &message.content;
    message.id.index() == facts.messages.len()
        && has(&facts.customers, content.customer.index())
        && content.covers.iter().all(|item| check::is_due_item(facts, content.customer, *item))
}

/// Whether a credit note and its uses come next, if there is one.
fn credit_fits(facts: &Facts, credit: Option<&(CreditNote, Vec<Allocation>)>) -> bool {
    credit.is_none_or(|(note, allocations)| added(facts).credit_notes(from_ref(note)).allocations(allocations).fits())
}

fn plan_fits(facts: &Facts, plan: &Plan, interest: Option<&Invoice>) -> bool {
    let added = added(facts).invoices(interest.map_or(&[], from_ref));
    plan.id.index() == facts.plans.len()
        && added.fits()
        && added.has_customer(plan.customer)
        && plan.offer.is_none_or(|id| facts.plan_offers.get(id.index()).is_some_and(|offer| offer.customer == plan.customer))
        && plan.interest_document == interest.map(|document| document.id)
        && interest.is_none_or(|document| plan.invoices.contains(&document.id))
        && plan.invoices.iter().all(|id| added.invoice(*id).is_some_and(|invoice| invoice.customer == plan.customer))
}

/// The import must name just what it adds, since undoing it relies on that.
fn import_fits(facts: &Facts, import: &ImportRecord, batch: &Batch) -> bool {
    let Batch { customers, invoices, credit_notes, payments, allocations, disputes } = batch;
    let names = |span: Span, first: usize, count: usize| span.range().len() == count && (count == 0 || span.first as usize == first);
    import.id.index() == facts.imports.len()
        && names(import.customers, facts.customers.len(), customers.len())
        && names(import.invoices, facts.invoices.len(), invoices.len())
        && names(import.credit_notes, facts.credit_notes.len(), credit_notes.len())
        && names(import.payments, facts.payments.len(), payments.len())
        && names(import.disputes, facts.disputes.len(), disputes.len())
        && Added { facts, customers, invoices, credit_notes, payments, allocations, disputes }.fits()
}
