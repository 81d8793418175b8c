//! The locked period: what moves an amount on one of its days is refused, whoever does it, Undo included.
//!
//! What counts is the day on which balances and entries change, not the day of the document: an invoice of a locked month can be paid, voided and
//! credited from the first open day on. Due dates, disputes, promises, plans without interest and messages move no amount and stay free.

use super::Ledger;
use crate::domain::calendar::add_days;
use crate::domain::credit::{Allocation, CreditNote};
use crate::domain::event::Event;
use crate::domain::facts::Batch;
use crate::domain::ids::{AllocationId, CreditNoteId, ImportId, InvoiceId};
use crate::domain::invoice_terms::InvoiceTerms;
use crate::domain::rejection::Rejection;
use crate::domain::restore::Restorable;
use chrono::NaiveDate;

type Credited = Option<(CreditNote, Vec<Allocation>)>;

impl Ledger {
    /// Refuses an event that changes an amount of the locked period.
    pub(super) fn not_locked(&self, event: &Event) -> Result<(), Rejection> {
        let Some(through) = self.settings().bookkeeping.locked_through else { return Ok(()) };
        match self.first_day_changed(event) {
            Some(day) if day <= through => Err(Rejection::Locked { day, through }),
            _ => Ok(()),
        }
    }

    /// Refuses to lock today or later: what is dated today could not be entered any more.
    pub(super) fn lock_can_be(&self, through: Option<NaiveDate>, today: NaiveDate) -> Result<(), Rejection> {
        let limit = add_days(today, -1);
        match through.filter(|_| through != self.settings().bookkeeping.locked_through) {
            Some(day) if day > limit => Err(Rejection::TooLate { field: "locked_through", what: "The last locked day", limit }),
            _ => Ok(()),
        }
    }

    /// The first day on which an event changes a balance or an entry; `None` when it changes none.
    fn first_day_changed(&self, event: &Event) -> Option<NaiveDate> {
        match event {
            Event::InvoiceIssued { invoice } => Some(invoice.issued),
            Event::InvoiceVoided { on, .. }
            | Event::CreditNoteVoided { on, .. }
            | Event::PaymentReversed { on, .. }
            | Event::AllocationReleased { on, .. } => Some(*on),
            Event::InvoiceTermsChanged { invoice, terms } => self.tax_changed(*invoice, terms.as_ref()),
            Event::CreditNoteIssued { credit_note, .. }
            | Event::ChargeWaived { credit_note, .. }
            | Event::WrittenOff { credit_note, .. } => Some(credit_note.issued),
            Event::PaymentRecorded { payment, .. } => Some(payment.received),
            Event::Recovered { payment, document, .. } => payment.iter().map(|payment| payment.received).chain([document.issued]).min(),
            Event::RecoveryTakenBack { recovery } => {
                let found = self.facts.recoveries.get(recovery.index())?;
                self.invoice(found.document).map(|document| document.issued)
            }
            Event::PaymentRestored { payment, .. } => self.payment(*payment)?.reversed.as_ref().map(|reversal| reversal.on),
            Event::CreditAllocated { allocations } => allocations.iter().map(|used| used.on).min(),
            Event::AllocationsTakenBack { allocations } => self.begun(allocations),
            Event::DisputeSettled { credit, .. } => of_credit(credit),
            Event::Restored { what } => self.first_day_restored(*what),
            Event::ChargesPosted { documents } => documents.iter().map(|document| document.issued).min(),
            Event::ChargesTakenBack { charges } => charges.iter().filter_map(|id| self.invoice(*id)).map(|charge| charge.issued).min(),
            Event::PlanAccepted { interest, .. } => interest.as_ref().map(|document| document.issued),
            Event::PlanEnded { interest_credit, .. } | Event::PlanDefaulted { interest_credit, .. } => of_credit(interest_credit),
            Event::PlanReinstated { plan, on } => {
                let credit = self.plan(*plan)?.defaults.last()?.interest_credit;
                self.issued_of(credit).map(|issued| issued.max(*on))
            }
            Event::PlanRestructured { interest_credit, interest, .. } => {
                let document = interest.as_ref().map(|document| document.issued);
                of_credit(interest_credit).into_iter().chain(document).min()
            }
            Event::RestructureTakenBack { plan, interest_credit } => {
                let replaced = self.plan(*plan)?.replaces.and_then(|id| self.plan(id));
                let credit = replaced.and_then(|plan| plan.ended.as_ref()).and_then(|end| end.interest_credit);
                of_credit(interest_credit).into_iter().chain(self.issued_of(credit)).min()
            }
            Event::CreditRefunded { refund } => Some(refund.on),
            Event::RefundTakenBack { refund } => self.facts.refunds.get(refund.index()).map(|refund| refund.on),
            Event::AllowancePosted { entry } => Some(entry.draft.on),
            Event::AllowanceTakenBack { entry } => self.facts.allowance.get(entry.index()).map(|entry| entry.draft.on),
            Event::FileImported { batch, .. } => of_batch(batch),
            Event::ImportUndone { import, .. } => self.first_day_imported(*import),
            Event::CustomerAdded { .. }
            | Event::CustomerChanged { .. }
            | Event::CustomerRemoved { .. }
            | Event::DueDateChanged { .. }
            | Event::DisputeRaised { .. }
            | Event::DisputeClosed { .. }
            | Event::DisputeChanged { .. }
            | Event::PromiseMade { .. }
            | Event::PromiseWithdrawn { .. }
            | Event::ContactLogged { .. }
            | Event::ContactStruck { .. }
            | Event::ReserveSet { .. }
            | Event::ReserveEnded { .. }
            | Event::HoldSet { .. }
            | Event::HoldReleased { .. }
            | Event::DecisionRecorded { .. }
            | Event::DecisionSettled { .. }
            | Event::TaskPostponed { .. }
            | Event::TaskResumed { .. }
            | Event::RemindersPaused { .. }
            | Event::RemindersResumed { .. }
            | Event::MessagePrepared { .. }
            | Event::MessageSettled { .. }
            | Event::PlanOffered { .. }
            | Event::OfferSettled { .. }
            | Event::SettlementOffered { .. }
            | Event::SettlementWithdrawn { .. }
            | Event::AgreementMade { .. }
            | Event::AgreementSigned { .. }
            | Event::AgreementTakenBack { .. }
            | Event::PolicyChanged { .. }
            | Event::PolicyBegun { .. }
            | Event::PolicyTakenBack { .. }
            | Event::SettingsChanged { .. }
            | Event::LedgerReplaced { .. } => None,
        }
    }

    /// The tax in an invoice is a part of its entry.
    fn tax_changed(&self, invoice: InvoiceId, terms: Option<&InvoiceTerms>) -> Option<NaiveDate> {
        let found = self.invoice(invoice)?;
        let tax = |terms: Option<&InvoiceTerms>| terms.and_then(|terms| terms.discount.tax_pct);
        (tax(terms) != tax(found.terms.as_ref())).then_some(found.issued)
    }

    fn begun(&self, allocations: &[AllocationId]) -> Option<NaiveDate> {
        allocations.iter().filter_map(|id| self.facts.allocations.get(id.index())).map(|used| used.on).min()
    }

    /// The day of a credit note that still counts.
    fn issued_of(&self, note: Option<CreditNoteId>) -> Option<NaiveDate> {
        note.and_then(|id| self.credit_note(id)).filter(|note| note.voided.is_none()).map(|note| note.issued)
    }

    fn first_day_restored(&self, what: Restorable) -> Option<NaiveDate> {
        match what {
            Restorable::Dispute(id) => {
                let outcome = self.facts.disputes.get(id.index())?.outcome.as_ref();
                self.issued_of(outcome.and_then(|outcome| outcome.credit_note))
            }
            Restorable::Allowance(id) => self.facts.allowance.get(id.index()).map(|entry| entry.draft.on),
            Restorable::Refund(id) => self.facts.refunds.get(id.index()).map(|refund| refund.on),
            Restorable::Default(id) => {
                let default = self.plan(id)?.defaults.last()?;
                self.credit_note(default.interest_credit?)?.voided
            }
            Restorable::Promise(_)
            | Restorable::Contact(_)
            | Restorable::Hold(_)
            | Restorable::Decision(_)
            | Restorable::Offer(_)
            | Restorable::Task(_)
            | Restorable::Agreement(_)
            | Restorable::Reserve(_)
            | Restorable::Settlement(_) => None,
        }
    }

    /// The first document of an import that still counts.
    fn first_day_imported(&self, import: ImportId) -> Option<NaiveDate> {
        let facts = &self.facts;
        let record = facts.imports.get(import.index())?;
        let invoices = facts.invoices.get(record.invoices.range()).unwrap_or_default();
        let notes = facts.credit_notes.get(record.credit_notes.range()).unwrap_or_default();
        let payments = facts.payments.get(record.payments.range()).unwrap_or_default();
        let invoices = invoices.iter().filter(|one| one.voided.is_none()).map(|one| one.issued);
        let notes = notes.iter().filter(|one| one.voided.is_none()).map(|one| one.issued);
        let payments = payments.iter().filter(|one| one.reversed.is_none()).map(|one| one.received);
        invoices.chain(notes).chain(payments).min()
    }
}

fn of_credit(credit: &Credited) -> Option<NaiveDate> {
    credit.as_ref().map(|(note, _)| note.issued)
}

fn of_batch(batch: &Batch) -> Option<NaiveDate> {
    let invoices = batch.invoices.iter().map(|one| one.issued);
    let notes = batch.credit_notes.iter().map(|one| one.issued);
    invoices.chain(notes).chain(batch.payments.iter().map(|one| one.received)).chain(batch.allocations.iter().map(|one| one.on)).min()
}
