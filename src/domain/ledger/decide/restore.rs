//! Taking the end of something back: it goes on as if it had never ended.

use crate::domain::credit::{Allocation, CreditSource};
use crate::domain::event::Event;
use crate::domain::ids::{AllocationId, CreditNoteId, DisputeId, HoldId, InvoiceId, PaymentId};
use crate::domain::ledger::Ledger;
use crate::domain::ledger::check::{peak, used, used_by_refund};
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use crate::domain::restore::Restorable;
use std::collections::BTreeSet;

impl Ledger {
    pub(super) fn restore_event(&self, what: Restorable) -> Result<Event, Rejection> {
        let facts = &self.facts;
        let (has_ended, name, refusal) = match what {
            Restorable::Dispute(id) => (self.can_reopen(id)?, "dispute", "This dispute is open."),
            Restorable::Hold(id) => (self.can_hold_again(id)?, "hold", "This hold is in force."),
            Restorable::Offer(id) => (self.can_offer_again(id)?, "offer", "This offer was not ended."),
            Restorable::Promise(id) => {
                (facts.promises.get(id.index()).map(|found| found.withdrawn.is_some()), "promise", "This promise stands.")
            }
            Restorable::Contact(id) => (facts.contacts.get(id.index()).map(|found| found.struck), "entry", "This entry is in the log."),
            Restorable::Decision(id) => {
                (facts.decisions.get(id.index()).map(|found| found.end.is_some()), "decision", "Nothing was said of this order yet.")
            }
            Restorable::Agreement(id) => (self.can_make_agreement_again(id)?, "agreement", "This agreement is there."),
            Restorable::Allowance(id) => (self.can_post_allowance_again(id)?, "entry", "This entry counts."),
            Restorable::Reserve(id) => (self.can_reserve_again(id)?, "account", "This account is judged by itself."),
            Restorable::Refund(id) => (self.can_refund_again(id)?, "refund", "This refund counts."),
            Restorable::Task(id) => (facts.postponements.get(id.index()).map(|found| found.taken_back), "task", "This task is put off."),
            Restorable::Default(id) => (self.can_default_again(id)?, "plan", "This plan was not reinstated."),
            Restorable::Settlement(id) => (self.can_settle_again(id)?, "settlement offer", "This offer stands."),
        };
        match has_ended {
            None => Err(Rejection::NotFound(name)),
            Some(false) => Err(Rejection::NothingToDo(refusal)),
            Some(true) => Ok(Event::Restored { what }),
        }
    }

    /// Only what the reversal itself ended comes back, and only while its documents are there and have room for it on every day.
    pub(super) fn restore_payment_event(
        &self,
        payment: PaymentId,
        allocations: &[AllocationId],
        credit_notes: &[CreditNoteId],
    ) -> Result<Event, Rejection> {
        let found = self.payment(payment).ok_or(Rejection::NotFound("payment"))?;
        let reversal = found.reversed.as_ref().ok_or(Rejection::NothingToDo("This payment counts."))?;
        self.known_customer(found.customer)?;
        const USED: Rejection = Rejection::NothingToDo("The payment was used otherwise since.");
        let mut sources = vec![(CreditSource::Payment(payment), found.amount)];
        for id in credit_notes {
            let note = self.credit_note(*id).ok_or(Rejection::NotFound("credit note"))?;
            let source = (CreditSource::CreditNote(*id), note.amount);
            // Another payment that it rests on may have been taken back since.
            let lacks = |id: &PaymentId| *id != payment && self.payment(*id).is_none_or(|other| other.reversed.is_some());
            let whole = note.rests_on(payment) && !note.also_with.iter().chain(&note.with_payment).any(lacks);
            if !whole || note.voided != Some(reversal.on.max(note.issued)) || sources.contains(&source) {
                return Err(USED);
            }
            sources.push(source);
        }
        let mut again: BTreeSet<AllocationId> = BTreeSet::new();
        let mut invoices: BTreeSet<InvoiceId> = BTreeSet::new();
        for id in allocations {
            let used = self.facts.allocations.get(id.index()).ok_or(Rejection::NotFound("allocation"))?;
            self.not_a_recovery(used.invoice)?;
            self.live_invoice(used.invoice)?;
            let mine = sources.iter().any(|(source, _)| *source == used.source);
            // What was granted later than the reversal ended on its own day.
            let since = self.credit_since(used.source).map_or(reversal.on, |since| since.max(reversal.on));
            if !mine || used.until != Some(since.max(used.on)) || !again.insert(*id) {
                return Err(USED);
            }
            invoices.insert(used.invoice);
        }
        let restored = |used: &Allocation| Allocation { until: used.until.filter(|_| !again.contains(&used.id)), ..used.clone() };
        let restored = |one: &Allocation| used(&restored(one));
        let room = |id: &InvoiceId| {
            let most = self.invoice(*id).map(|invoice| i128::from(invoice.amount.minor()));
            most.is_some_and(|most| peak(self.allocations_to(*id).map(restored)) <= most)
        };
        let holds = |(source, most): &(CreditSource, Money)| {
            let refunded = self.refunds_of(*source).map(used_by_refund);
            peak(self.allocations_from(*source).map(restored).chain(refunded)) <= i128::from(most.minor())
        };
        if !invoices.iter().all(room) || !sources.iter().all(holds) {
            return Err(Rejection::NothingToDo("What the payment paid has been paid otherwise since."));
        }
        Ok(Event::PaymentRestored { payment, allocations: allocations.to_vec(), credit_notes: credit_notes.to_vec() })
    }

    /// Whether a dispute has ended; refused when its document is contested anew.
    fn can_reopen(&self, dispute: DisputeId) -> Result<Option<bool>, Rejection> {
        let Some(found) = self.facts.disputes.get(dispute.index()) else { return Ok(None) };
        let mut others = self.disputes_of(found.invoice).filter(|other| other.id != dispute);
        if others.any(|other| other.closed.is_none_or(|closed| found.raised < closed && other.raised < closed)) {
            let number = self.invoice(found.invoice).map(|invoice| invoice.number.clone());
            return Err(Rejection::AlreadyDisputed(number.unwrap_or_default()));
        }
        Ok(Some(found.closed.is_some()))
    }

    /// Whether a hold was released; refused when the customer was put on hold anew since.
    fn can_hold_again(&self, hold: HoldId) -> Result<Option<bool>, Rejection> {
        let Some(found) = self.facts.holds.get(hold.index()) else { return Ok(None) };
        let mut others = self.holds_of(found.customer).filter(|other| other.id != hold);
        if others.any(|other| other.released.as_ref().is_none_or(|release| found.set < release.on && other.set < release.on)) {
            return Err(Rejection::NothingToDo("This customer is on hold already."));
        }
        Ok(Some(found.released.is_some()))
    }
}
