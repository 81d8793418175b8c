//! `apply`: an event becomes facts, and every column and index follows in the same step. It never fails and never
//! decides; whatever could go wrong was refused by `decide`.

use super::Ledger;
use crate::domain::calendar::day_of;
use crate::domain::credit::{Allocation, CreditNote, CreditSource, Payment, Reversal, ReversalReason};
use crate::domain::event::Event;
use crate::domain::facts::Batch;
use crate::domain::ids::{AllocationId, CreditNoteId, CustomerId, ImportId, InvoiceId, PaymentId, RefundId};
use crate::domain::invoice::{DueDateChange, Invoice};
use crate::domain::restore::Restorable;
use chrono::NaiveDate;

impl Ledger {
    /// Takes an event that `decide` produced, or one read back from the journal.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::CustomerAdded { customer } => {
                self.derived.add_customer(customer);
                self.facts.customers.push(customer.clone());
            }
            Event::CustomerChanged { customer, details } => {
                let record = &mut self.facts.customers[customer.index()];
                record.details = details.clone();
                self.derived.change_customer(record);
            }
            Event::CustomerRemoved { customer } => self.facts.customers[customer.index()].removed = true,
            Event::InvoiceIssued { invoice } => self.add_invoice(invoice.clone()),
            Event::InvoiceVoided { invoice, on, charges } => {
                self.void_invoice(*invoice, *on);
                charges.iter().for_each(|id| self.void_invoice(*id, (*on).max(self.facts.invoices[id.index()].issued)));
            }
            Event::DueDateChanged { invoice, on, due } => self.change_due_date(*invoice, *on, *due),
            Event::InvoiceTermsChanged { invoice, terms } => self.facts.invoices[invoice.index()].terms = terms.clone(),
            Event::CreditNoteIssued { credit_note, allocations } => {
                self.add_credit_note(credit_note.clone());
                self.add_allocations(allocations);
            }
            Event::CreditNoteVoided { credit_note, on } => self.void_credit_note(*credit_note, *on),
            Event::PaymentRecorded { payment, allocations, granted, settles } => {
                self.add_payment(payment.clone());
                self.add_allocations(allocations);
                if let Some(settlement) = settles {
                    self.apply_settled(*settlement, payment.id, granted);
                }
                for (note, allocations) in granted {
                    self.add_credit_note(note.clone());
                    self.add_allocations(allocations);
                }
            }
            Event::PaymentReversed { payment, on, reason } => self.reverse_payment(*payment, *on, *reason),
            Event::PaymentRestored { payment, allocations, credit_notes } => self.restore_payment(*payment, allocations, credit_notes),
            Event::CreditAllocated { allocations } => self.add_allocations(allocations),
            Event::AllocationReleased { allocation, on } => self.end_allocation(*allocation, *on),
            Event::AllocationsTakenBack { allocations } => {
                allocations.iter().for_each(|id| self.end_allocation(*id, self.facts.allocations[id.index()].on));
            }
            Event::DisputeRaised { dispute } => {
                self.derived.add_dispute(dispute);
                self.facts.disputes.push(dispute.clone());
            }
            Event::DisputeClosed { dispute, on } => self.facts.disputes[dispute.index()].closed = Some(*on),
            Event::DisputeChanged { dispute, case } => self.facts.disputes[dispute.index()].case = case.clone(),
            Event::DisputeSettled { dispute, on, outcome, credit } => {
                if let Some((note, allocations)) = credit {
                    self.add_credit_note(note.clone());
                    self.add_allocations(allocations);
                }
                let record = &mut self.facts.disputes[dispute.index()];
                record.closed = Some(*on);
                record.outcome = Some(outcome.clone());
            }
            Event::PromiseMade { promise } => {
                self.derived.add_promise(promise);
                self.facts.promises.push(promise.clone());
            }
            Event::PromiseWithdrawn { promise, on } => self.facts.promises[promise.index()].withdrawn = Some(*on),
            Event::ContactLogged { contact } => {
                self.derived.add_contact(contact);
                self.facts.contacts.push(contact.clone());
            }
            Event::ContactStruck { contact } => self.facts.contacts[contact.index()].struck = true,
            Event::DecisionRecorded { decision } => {
                self.derived.add_decision(decision);
                self.facts.decisions.push(decision.clone());
            }
            Event::DecisionSettled { decision, end } => self.facts.decisions[decision.index()].end = Some(end.clone()),
            Event::TaskPostponed { postponement } => {
                self.derived.add_postponement(postponement);
                self.facts.postponements.push(postponement.clone());
            }
            Event::TaskResumed { postponement } => self.facts.postponements[postponement.index()].taken_back = true,
            Event::HoldSet { hold } => {
                self.derived.add_hold(hold);
                self.facts.holds.push(hold.clone());
            }
            Event::HoldReleased { hold, release } => self.facts.holds[hold.index()].released = Some(release.clone()),
            Event::Restored { what } => self.restore(*what),
            Event::RemindersPaused { pause } => {
                self.derived.add_pause(pause);
                self.facts.pauses.push(pause.clone());
            }
            Event::RemindersResumed { pause, on } => self.facts.pauses[pause.index()].until = Some(*on),
            Event::MessagePrepared { message } => {
                self.derived.add_message(message);
                self.facts.messages.push(message.clone());
            }
            Event::MessageSettled { message, state } => {
                let record = &mut self.facts.messages[message.index()];
                record.state = state.clone();
                self.derived.message_state(record);
            }
            Event::ChargesPosted { documents } => documents.iter().for_each(|document| self.add_invoice(document.clone())),
            Event::ChargesTakenBack { charges } => {
                charges.iter().for_each(|id| self.void_invoice(*id, self.facts.invoices[id.index()].issued));
            }
            Event::ChargeWaived { credit_note, allocation, .. } => {
                self.add_credit_note(credit_note.clone());
                self.add_allocations(std::slice::from_ref(allocation));
            }
            Event::WrittenOff { write_off, credit_note, allocation } => {
                self.add_credit_note(credit_note.clone());
                self.add_allocations(std::slice::from_ref(allocation));
                self.facts.write_offs.push(write_off.clone());
            }
            Event::Recovered { recovery, payment, document, allocation } => {
                payment.iter().for_each(|payment| self.add_payment(payment.clone()));
                self.add_invoice(document.clone());
                self.add_allocations(std::slice::from_ref(allocation));
                self.facts.recoveries.push(*recovery);
            }
            Event::RecoveryTakenBack { recovery } => {
                let document = self.facts.recoveries[recovery.index()].document;
                self.void_invoice(document, self.facts.invoices[document.index()].issued);
            }
            Event::PlanOffered { offer } => {
                self.derived.add_offer(offer);
                self.facts.plan_offers.push(offer.clone());
            }
            Event::OfferSettled { offer, end } => self.facts.plan_offers[offer.index()].settled = Some(end.clone()),
            Event::PlanAccepted { plan, interest } => self.apply_plan_accepted(plan, interest.as_ref()),
            Event::PlanEnded { plan, end, interest_credit } => self.apply_plan_ended(*plan, end, interest_credit.as_ref()),
            Event::PlanDefaulted { plan, default, interest_credit } => self.apply_plan_defaulted(*plan, default, interest_credit.as_ref()),
            Event::PlanReinstated { plan, on } => self.apply_plan_reinstated(*plan, *on),
            Event::PlanRestructured { ended, end, interest_credit, plan, interest } => {
                self.apply_plan_ended(*ended, end, interest_credit.as_ref());
                self.apply_plan_accepted(plan, interest.as_ref());
            }
            Event::AgreementMade { agreement } => self.facts.agreements.push(agreement.clone()),
            Event::AgreementSigned { agreement, party, signature } => {
                *self.facts.agreements[agreement.index()].signature_mut(*party) = signature.clone();
            }
            Event::AgreementTakenBack { agreement } => self.facts.agreements[agreement.index()].taken_back = true,
            Event::CreditRefunded { refund } => {
                self.derived.add_refund(refund);
                self.facts.refunds.push(refund.clone());
            }
            Event::RefundTakenBack { refund } => self.count_refund(*refund, false),
            Event::AllowancePosted { entry } => self.facts.allowance.push(entry.clone()),
            Event::AllowanceTakenBack { entry } => self.facts.allowance[entry.index()].taken_back = true,
            Event::ReserveSet { reserve } => self.facts.reserves.push(reserve.clone()),
            Event::ReserveEnded { reserve, on } => self.facts.reserves[reserve.index()].until = Some(*on),
            Event::PolicyBegun { policy, version } => {
                self.facts.policy_versions.push(version.clone());
                self.facts.policy = policy.clone();
            }
            Event::PolicyTakenBack { policy } => {
                self.facts.policy_versions.pop();
                self.facts.policy = policy.clone();
            }
            Event::RestructureTakenBack { plan, interest_credit } => self.apply_restructure_taken_back(*plan, interest_credit.as_ref()),
            Event::SettlementOffered { offer } => self.facts.settlements.push(offer.clone()),
            Event::SettlementWithdrawn { settlement, on } => self.facts.settlements[settlement.index()].withdrawn = Some(*on),
            Event::PolicyChanged { policy } => self.facts.policy = policy.clone(),
            Event::SettingsChanged { settings } => self.facts.settings = settings.clone(),
            Event::FileImported { import, batch } => {
                self.add_batch(batch);
                self.facts.imports.push(import.clone());
            }
            Event::ImportUndone { import, on } => self.undo_import(*import, *on),
            Event::LedgerReplaced { facts } => *self = Self::build((**facts).clone()),
        }
    }

    /// The record goes on as if it had never ended; what the end of a dispute credited counts on no day.
    fn restore(&mut self, what: Restorable) {
        match what {
            Restorable::Dispute(id) => {
                let dispute = &mut self.facts.disputes[id.index()];
                dispute.closed = None;
                let credited = dispute.outcome.take().and_then(|outcome| outcome.credit_note);
                if let Some(id) = credited
                    && let Some(note) = self.facts.credit_notes.get(id.index()).filter(|note| note.voided.is_none())
                {
                    let issued = note.issued;
                    self.void_credit_note(id, issued);
                }
            }
            Restorable::Promise(id) => self.facts.promises[id.index()].withdrawn = None,
            Restorable::Contact(id) => self.facts.contacts[id.index()].struck = false,
            Restorable::Hold(id) => self.facts.holds[id.index()].released = None,
            Restorable::Decision(id) => self.facts.decisions[id.index()].end = None,
            Restorable::Offer(id) => self.facts.plan_offers[id.index()].settled = None,
            Restorable::Task(id) => self.facts.postponements[id.index()].taken_back = false,
            Restorable::Agreement(id) => self.facts.agreements[id.index()].taken_back = false,
            Restorable::Allowance(id) => self.facts.allowance[id.index()].taken_back = false,
            Restorable::Reserve(id) => self.facts.reserves[id.index()].until = None,
            Restorable::Refund(id) => self.count_refund(id, true),
            Restorable::Default(id) => self.apply_default_restored(id),
            Restorable::Settlement(id) => self.facts.settlements[id.index()].withdrawn = None,
        }
    }

    fn add_batch(&mut self, batch: &Batch) {
        for customer in &batch.customers {
            self.derived.add_customer(customer);
            self.facts.customers.push(customer.clone());
        }
        batch.invoices.iter().for_each(|invoice| self.add_invoice(invoice.clone()));
        batch.credit_notes.iter().for_each(|note| self.add_credit_note(note.clone()));
        batch.payments.iter().for_each(|payment| self.add_payment(payment.clone()));
        self.add_allocations(&batch.allocations);
        for dispute in &batch.disputes {
            self.derived.add_dispute(dispute);
            self.facts.disputes.push(dispute.clone());
        }
    }

    /// Everything the import added stops counting from its own date on, as if it had never been entered.
    /// Customers stay when something else belongs to them.
    fn undo_import(&mut self, import: ImportId, on: NaiveDate) {
        let record = &mut self.facts.imports[import.index()];
        record.undone = Some(on);
        let record = record.clone();
        for place in record.disputes.range() {
            let dispute = &mut self.facts.disputes[place];
            dispute.closed = Some(dispute.raised);
        }
        for place in record.payments.range() {
            let payment = &self.facts.payments[place];
            if payment.reversed.is_none() {
                let (id, received) = (payment.id, payment.received);
                self.reverse_payment(id, received, ReversalReason::EnteredByMistake);
            }
        }
        for place in record.credit_notes.range() {
            let note = &self.facts.credit_notes[place];
            if note.voided.is_none() {
                let (id, issued) = (note.id, note.issued);
                self.void_credit_note(id, issued);
            }
        }
        for place in record.invoices.range() {
            let invoice = &self.facts.invoices[place];
            if invoice.voided.is_none() {
                let (id, issued) = (invoice.id, invoice.issued);
                self.void_invoice(id, issued);
            }
        }
        for place in record.customers.range() {
            if !self.customer_has_live_documents(CustomerId::from_index(place)) {
                self.facts.customers[place].removed = true;
            }
        }
    }

    pub(super) fn add_invoice(&mut self, invoice: Invoice) {
        self.derived.add_invoice(&invoice);
        self.facts.invoices.push(invoice);
    }

    fn add_payment(&mut self, payment: Payment) {
        self.derived.add_payment(&payment);
        self.facts.payments.push(payment);
    }

    pub(super) fn add_credit_note(&mut self, note: CreditNote) {
        self.derived.add_credit_note(&note);
        self.facts.credit_notes.push(note);
    }

    pub(super) fn add_allocations(&mut self, allocations: &[Allocation]) {
        for allocation in allocations {
            self.derived.add_allocation(allocation);
            self.facts.allocations.push(allocation.clone());
        }
    }

    fn void_invoice(&mut self, invoice: InvoiceId, on: NaiveDate) {
        let allocations: Vec<_> = self.derived.allocations_of_invoice(invoice).collect();
        allocations.into_iter().for_each(|allocation| self.end_allocation(allocation, on));
        self.facts.invoices[invoice.index()].voided = Some(on);
        self.derived.end_invoice(invoice, day_of(on));
    }

    /// What was granted with the payment ends with it, and so does what it recovered.
    fn reverse_payment(&mut self, payment: PaymentId, on: NaiveDate, reason: ReversalReason) {
        let outlives = |note: &&CreditNote| note.voided.is_none_or(|voided| voided > on.max(note.issued));
        let granted: Vec<_> = self.earned_by(payment).filter(outlives).map(|note| (note.id, note.issued)).collect();
        granted.into_iter().for_each(|(note, issued)| self.void_credit_note(note, on.max(issued)));
        self.end_credit(CreditSource::Payment(payment), on);
        self.end_recoveries(payment, on);
        self.facts.payments[payment.index()].reversed = Some(Reversal { on, reason });
    }

    fn restore_payment(&mut self, payment: PaymentId, allocations: &[AllocationId], credit_notes: &[CreditNoteId]) {
        self.facts.payments[payment.index()].reversed = None;
        self.resume_credit(CreditSource::Payment(payment));
        for id in credit_notes {
            self.facts.credit_notes[id.index()].voided = None;
            self.resume_credit(CreditSource::CreditNote(*id));
        }
        for id in allocations {
            let record = &mut self.facts.allocations[id.index()];
            record.until = None;
            self.derived.resume_allocation(record);
        }
    }

    /// The credit counts again, none of it used yet but what was given back.
    pub(super) fn resume_credit(&mut self, source: CreditSource) {
        let refunded = self.refunds_of(source).map(|refund| refund.amount.minor()).sum();
        self.derived.resume_credit(source, refunded);
    }

    /// Makes a refund count, or count on no day.
    fn count_refund(&mut self, refund: RefundId, counts: bool) {
        let record = &mut self.facts.refunds[refund.index()];
        record.taken_back = !counts;
        let amount = record.amount.minor();
        self.derived.move_refund(record.source, if counts { amount } else { -amount });
    }

    pub(super) fn void_credit_note(&mut self, note: CreditNoteId, on: NaiveDate) {
        self.end_credit(CreditSource::CreditNote(note), on);
        self.facts.credit_notes[note.index()].voided = Some(on);
    }

    fn end_credit(&mut self, source: CreditSource, on: NaiveDate) {
        let allocations: Vec<_> = self.derived.allocations_of_source(source).collect();
        allocations.into_iter().for_each(|allocation| self.end_allocation(allocation, on));
        self.derived.end_credit(source, day_of(on));
    }

    /// Ends an allocation from `on`, or from its own beginning when that is later. One that has ended stays so.
    fn end_allocation(&mut self, allocation: AllocationId, on: NaiveDate) {
        let record = &mut self.facts.allocations[allocation.index()];
        let until = on.max(record.on);
        if record.until.is_some_and(|earlier| earlier <= until) {
            return;
        }
        let was_in_force = record.until.replace(until).is_none();
        self.derived.end_allocation(record, day_of(until), was_in_force);
    }

    pub(super) fn change_due_date(&mut self, invoice: InvoiceId, on: NaiveDate, due: NaiveDate) {
        let record = &mut self.facts.invoices[invoice.index()];
        let from = std::mem::replace(&mut record.due, due);
        self.facts.due_date_changes.push(DueDateChange { invoice, on, from, to: due });
        self.derived.set_due(invoice, day_of(due));
    }
}
