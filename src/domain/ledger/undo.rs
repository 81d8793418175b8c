//! Undo: the command that takes an event back. It is a new fact like any other; nothing is erased.
//!
//! Documents taken back count from their own date on as if they had never been entered, so every report of every
//! day is as it was before.

use super::Ledger;
use crate::domain::command::Command;
use crate::domain::credit::{CreditNote, CreditSource, ReversalReason};
use crate::domain::credit_decision::DecisionEnd;
use crate::domain::event::Event;
use crate::domain::message::MessageState;
use crate::domain::plan_offer::OfferAnswer;
use crate::domain::restore::Restorable;

impl Ledger {
    /// The command that takes `event` back, asked *before* the event is applied. `None` for what cannot be undone in one
    /// step: the screen asks before doing those.
    pub fn undo_of(&self, event: &Event) -> Option<Command> {
        Some(match event {
            Event::CustomerAdded { customer } => Command::RemoveCustomer { customer: customer.id },
            Event::CustomerChanged { customer, .. } => {
                Command::ChangeCustomer { customer: *customer, details: self.customer(*customer)?.details.clone() }
            }
            Event::InvoiceIssued { invoice } => Command::VoidInvoice { invoice: invoice.id, on: invoice.issued },
            Event::DueDateChanged { invoice, .. } => Command::ChangeDueDate { invoice: *invoice, due: self.invoice(*invoice)?.due },
            Event::InvoiceTermsChanged { invoice, .. } => {
                Command::ChangeInvoiceTerms { invoice: *invoice, terms: self.invoice(*invoice)?.terms.clone() }
            }
            Event::CreditNoteIssued { credit_note, .. } => Command::VoidCreditNote { credit_note: credit_note.id, on: credit_note.issued },
            Event::PaymentRecorded { payment, .. } => {
                Command::ReversePayment { payment: payment.id, on: payment.received, reason: ReversalReason::EnteredByMistake }
            }
            // What it recovered would have to be put back on the books anew.
            Event::PaymentReversed { payment, .. } if self.recovered_with(*payment).next().is_some() => return None,
            Event::PaymentReversed { payment, on, .. } => {
                // One that was voided for later ends now, as do its uses.
                let cut = |note: &CreditNote| note.voided.is_some_and(|voided| voided > (*on).max(note.issued));
                let (mut allocations, mut whole) = (Vec::new(), !self.earned_by(*payment).any(cut));
                let credit_notes: Vec<_> = self.granted_with(*payment).map(|note| note.id).collect();
                let granted = credit_notes.iter().map(|note| CreditSource::CreditNote(*note));
                for used in granted.chain([CreditSource::Payment(*payment)]).flat_map(|source| self.allocations_from(source)) {
                    match used.until {
                        None => allocations.push(used.id),
                        // One that was to end later ends now: its own end is not known any more.
                        Some(until) => whole &= until <= (*on).max(used.on),
                    }
                }
                whole.then_some(Command::RestorePayment { payment: *payment, allocations, credit_notes })?
            }
            Event::CreditAllocated { allocations } => {
                Command::TakeBackAllocations { allocations: allocations.iter().map(|allocation| allocation.id).collect() }
            }
            Event::DisputeRaised { dispute } => Command::CloseDispute { dispute: dispute.id, on: dispute.raised },
            Event::DisputeChanged { dispute, case } => {
                let found = self.facts.disputes.get(dispute.index())?;
                // A part that is more than what can be contested by now cannot be contested anew.
                let most = self.contestable(self.invoice(found.invoice)?, found.case.kind).minor();
                let stands = found.case.amount.is_none_or(|amount| case.amount == Some(amount) || amount.minor() <= most);
                stands.then(|| Command::ChangeDispute { dispute: *dispute, case: found.case.clone() })?
            }
            Event::PromiseMade { promise } => Command::WithdrawPromise { promise: promise.id, on: promise.made },
            Event::ContactLogged { contact } => Command::StrikeContact { contact: contact.id },
            Event::TaskPostponed { postponement } => Command::ResumeTask { postponement: postponement.id },
            Event::HoldSet { hold } => Command::ReleaseHold { hold: hold.id, on: hold.set, reason: String::new() },
            Event::RemindersPaused { pause } => Command::ResumeReminders { pause: pause.id, on: pause.from },
            Event::RemindersResumed { pause, on } => {
                // A pause that had no day left is over either way.
                let found = self.facts.pauses.get(pause.index()).filter(|found| found.until.is_none_or(|until| until > *on))?;
                // What it was about has to be there still.
                self.customer(found.customer)?;
                if found.invoice.is_some_and(|id| self.invoice(id).is_none_or(|invoice| invoice.voided.is_some())) {
                    return None;
                }
                let (customer, invoice, until, reason) = (found.customer, found.invoice, found.until, found.reason.clone());
                Command::PauseReminders { customer, invoice, from: *on, until, reason }
            }
            Event::DisputeClosed { dispute, .. } | Event::DisputeSettled { dispute, .. } => {
                Command::Restore { what: Restorable::Dispute(*dispute) }
            }
            Event::PromiseWithdrawn { promise, .. } => Command::Restore { what: Restorable::Promise(*promise) },
            Event::ContactStruck { contact } => Command::Restore { what: Restorable::Contact(*contact) },
            Event::HoldReleased { hold, .. } => Command::Restore { what: Restorable::Hold(*hold) },
            Event::DecisionRecorded { decision } => Command::SettleDecision { decision: decision.id, end: DecisionEnd::TakenBack },
            Event::DecisionSettled { decision, .. } => Command::Restore { what: Restorable::Decision(*decision) },
            Event::TaskResumed { postponement } => Command::Restore { what: Restorable::Task(*postponement) },
            Event::MessagePrepared { message } => Command::DiscardMessage { message: message.id },
            Event::MessageSettled { message, state } => match (&self.message(*message)?.state, state) {
                (MessageState::Discarded, _) => Command::DiscardMessage { message: *message },
                (before, MessageState::Discarded) => Command::RestoreMessage { message: *message, state: before.clone() },
                (_, MessageState::Prepared) => return None,
                _ => Command::ReopenMessage { message: *message },
            },
            Event::ChargesPosted { documents } => {
                Command::TakeBackCharges { charges: documents.iter().map(|document| document.id).collect() }
            }
            Event::ChargeWaived { credit_note, .. } | Event::WrittenOff { credit_note, .. } => {
                Command::VoidCreditNote { credit_note: credit_note.id, on: credit_note.issued }
            }
            Event::Recovered { payment: Some(payment), .. } => {
                Command::ReversePayment { payment: payment.id, on: payment.received, reason: ReversalReason::EnteredByMistake }
            }
            Event::Recovered { recovery, payment: None, .. } => Command::TakeBackRecovery { recovery: recovery.id },
            Event::PlanAccepted { plan, .. } => Command::EndPlan { plan: plan.id, on: plan.accepted, reason: String::new() },
            Event::PlanOffered { offer } => {
                Command::SettleOffer { offer: offer.id, on: offer.made, answer: OfferAnswer::Withdrawn, reason: String::new() }
            }
            Event::OfferSettled { offer, .. } => Command::Restore { what: Restorable::Offer(*offer) },
            Event::AgreementMade { agreement } => Command::TakeBackAgreement { agreement: agreement.id },
            Event::AgreementSigned { agreement, party, .. } => {
                let signature = self.agreement(*agreement)?.signature(*party).cloned();
                Command::SignAgreement { agreement: *agreement, party: *party, signature }
            }
            Event::AgreementTakenBack { agreement } => Command::Restore { what: Restorable::Agreement(*agreement) },
            Event::CreditRefunded { refund } => Command::TakeBackRefund { refund: refund.id },
            Event::RefundTakenBack { refund } => Command::Restore { what: Restorable::Refund(*refund) },
            Event::AllowancePosted { entry } => Command::TakeBackAllowance { entry: entry.id },
            Event::AllowanceTakenBack { entry } => Command::Restore { what: Restorable::Allowance(*entry) },
            Event::ReserveSet { reserve } => Command::EndReserve { reserve: reserve.id, on: reserve.from },
            Event::ReserveEnded { reserve, .. } => Command::Restore { what: Restorable::Reserve(*reserve) },
            Event::PolicyBegun { .. } => Command::TakeBackPolicy,
            Event::PolicyTakenBack { .. } => {
                let last = self.facts.policy_versions.last()?;
                Command::BeginPolicy { policy: self.policy().clone(), from: last.from, note: last.note.clone() }
            }
            Event::PlanDefaulted { plan, default, .. } => Command::ReinstatePlan { plan: *plan, on: default.on },
            Event::PlanReinstated { plan, .. } => {
                let credit = self.plan(*plan)?.defaults.last()?.interest_credit;
                let stands = |note| {
                    let live = self.credit_note(note).is_some_and(|note| note.voided.is_none());
                    let kept = self.facts.refunds.iter().all(|refund| refund.source != CreditSource::CreditNote(note));
                    live && kept && self.allocations_from(CreditSource::CreditNote(note)).all(|used| used.until.is_none())
                };
                credit.is_none_or(stands).then_some(Command::Restore { what: Restorable::Default(*plan) })?
            }
            Event::PlanRestructured { plan, .. } => Command::TakeBackRestructure { plan: plan.id },
            Event::SettlementOffered { offer } => Command::WithdrawSettlement { settlement: offer.id, on: offer.made },
            Event::SettlementWithdrawn { settlement, .. } => {
                // One that is taken back as a mistake leaves room for another.
                Command::Restore { what: Restorable::Settlement(*settlement) }
            }
            Event::PolicyChanged { .. } => Command::ChangePolicy { policy: self.policy().clone() },
            Event::SettingsChanged { .. } => Command::ChangeSettings { settings: self.settings().clone() },
            Event::FileImported { import, .. } => Command::UndoImport { import: import.id },
            Event::LedgerReplaced { .. } => Command::ReplaceLedger { facts: Box::new(self.facts().clone()) },
            Event::CustomerRemoved { .. }
            | Event::InvoiceVoided { .. }
            | Event::CreditNoteVoided { .. }
            | Event::PaymentRestored { .. }
            | Event::AllocationReleased { .. }
            | Event::AllocationsTakenBack { .. }
            | Event::ChargesTakenBack { .. }
            | Event::RecoveryTakenBack { .. }
            | Event::Restored { .. }
            | Event::PlanEnded { .. }
            | Event::RestructureTakenBack { .. }
            | Event::ImportUndone { .. } => return None,
        })
    }
}
