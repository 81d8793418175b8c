//! Taking the end of something back: it goes on as if it had never ended.

use crate::domain::event::Event;
use crate::domain::ids::{DisputeId, HoldId};
use crate::domain::ledger::Ledger;
use crate::domain::rejection::Rejection;
use crate::domain::restore::Restorable;

impl Ledger {
    pub(super) fn restore_event(&self, what: Restorable) -> Result<Event, Rejection> {
        let facts = &self.facts;
        let (has_ended, name, refusal) = match what {
            Restorable::Dispute(id) => (self.can_reopen(id)?, "dispute", "This dispute is open."),
            Restorable::Hold(id) => (self.can_hold_again(id)?, "hold", "This hold is in force."),
            Restorable::Promise(id) => {
                (facts.promises.get(id.index()).map(|found| found.withdrawn.is_some()), "promise", "This promise stands.")
            }
            Restorable::Contact(id) => (facts.contacts.get(id.index()).map(|found| found.struck), "entry", "This entry is in the log."),
            Restorable::Task(id) => (facts.postponements.get(id.index()).map(|found| found.taken_back), "task", "This task is put off."),
        };
        match has_ended {
            None => Err(Rejection::NotFound(name)),
            Some(false) => Err(Rejection::NothingToDo(refusal)),
            Some(true) => Ok(Event::Restored { what }),
        }
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
