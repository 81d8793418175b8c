//! How settlement offers stand, and what has come of their sums.

use super::Ledger;
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource, Payment};
use crate::domain::ids::{CustomerId, InvoiceId, PaymentId, SettlementId};
use crate::domain::settlement_offer::{SettlementCleared, SettlementOffer, SettlementStanding};
use chrono::NaiveDate;

impl Ledger {
    /// An offer, whatever became of it.
    pub fn settlement(&self, id: SettlementId) -> Option<&SettlementOffer> {
        self.facts.settlements.get(id.index())
    }

    /// One customer's offers, in the order of entry, without mistakes.
    pub fn settlements_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &SettlementOffer> {
        self.facts.settlements.iter().filter(move |offer| offer.customer == customer && !offer.was_a_mistake())
    }

    /// The settlement offer that an invoice is part of and that can be paid on a day.
    pub fn open_settlement(&self, customer: CustomerId, invoice: InvoiceId, day: NaiveDate) -> Option<&SettlementOffer> {
        let mut offers = self.settlements_of(customer).rev().filter(|offer| offer.made <= day && offer.invoices.contains(&invoice));
        offers.find(|offer| self.settlement_standing(offer, day) == SettlementStanding::Open)
    }

    /// How an offer stands on a day. A payment that was a mistake never came, so the offer is as open as it was.
    pub fn settlement_standing(&self, offer: &SettlementOffer, day: NaiveDate) -> SettlementStanding {
        let cleared = offer.cleared.and_then(|cleared| self.payment(cleared.payment).zip(self.credit_note(cleared.credit_note)));
        let never = |payment: &Payment| payment.reversed.as_ref().is_some_and(|end| end.on == payment.received);
        if offer.withdrawn.is_some_and(|on| on <= day) {
            return SettlementStanding::Withdrawn;
        }
        if let Some((payment, note)) = cleared.filter(|(payment, _)| payment.received <= day && !never(payment)) {
            let stands = payment.reversed.as_ref().is_none_or(|end| day < end.on) && note.voided.is_none_or(|on| day < on);
            return if stands { SettlementStanding::Cleared } else { SettlementStanding::Revived };
        }
        if day <= offer.until { SettlementStanding::Open } else { SettlementStanding::Lapsed }
    }

    /// What later payments within the time brought in for the offer's invoices, in minor units.
    pub fn settlement_paid(&self, offer: &SettlementOffer) -> i64 {
        let uses = offer.invoices.iter().flat_map(|id| self.allocations_to(*id)).filter(|part| part.until.is_none());
        let counts = |source: CreditSource| match source {
            CreditSource::Payment(id) => {
                let received = self.payment(id).map(|payment| payment.received);
                id.index() >= offer.known_payments as usize && received.is_some_and(|on| offer.made <= on && on <= offer.until)
            }
            CreditSource::CreditNote(_) => false,
        };
        uses.filter(|part| counts(part.source)).map(|part| part.amount.minor()).sum()
    }

    pub(super) fn apply_settled(&mut self, settlement: SettlementId, payment: PaymentId, granted: &[(CreditNote, Vec<Allocation>)]) {
        if let Some((note, _)) = granted.iter().find(|(note, _)| note.kind == CreditKind::Settlement) {
            let cleared = SettlementCleared { payment, credit_note: note.id };
            self.facts.settlements[settlement.index()].cleared = Some(cleared);
        }
    }
}
