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

    /// How an offer stands on a day. A payment that was a mistake never came, and without one that went back by the day of the credit note the
    /// sum never was complete, so the offer is as open as it was.
    pub fn settlement_standing(&self, offer: &SettlementOffer, day: NaiveDate) -> SettlementStanding {
        let cleared = offer.cleared.and_then(|cleared| self.payment(cleared.payment).zip(self.credit_note(cleared.credit_note)));
        let never = |payment: &Payment, note: &CreditNote| {
            let went_back = |id: &PaymentId| self.payment(*id).is_some_and(|other| other.reversed.is_some());
            let incomplete = note.voided == Some(note.issued) && note.also_with.iter().any(went_back);
            incomplete || payment.reversed.as_ref().is_some_and(|end| end.on == payment.received)
        };
        if offer.withdrawn.is_some_and(|on| on <= day) {
            return SettlementStanding::Withdrawn;
        }
        if let Some((payment, note)) = cleared.filter(|(payment, note)| payment.received <= day && !never(payment, note)) {
            let stands = payment.reversed.as_ref().is_none_or(|end| day < end.on) && note.voided.is_none_or(|on| day < on);
            return if stands { SettlementStanding::Cleared } else { SettlementStanding::Revived };
        }
        if day <= offer.until { SettlementStanding::Open } else { SettlementStanding::Lapsed }
    }

    /// What later payments within the time brought in for the offer's invoices, in minor units.
    pub fn settlement_paid(&self, offer: &SettlementOffer) -> i64 {
        self.settlement_parts(offer).map(|(_, part)| part).sum()
    }

    /// The parts of it with their payments.
    pub(super) fn settlement_parts(&self, offer: &SettlementOffer) -> impl Iterator<Item = (PaymentId, i64)> {
        let parts = offer.invoices.iter().flat_map(move |id| self.cash_for(*id));
        parts.filter(move |(id, _)| {
            let received = self.payment(*id).map(|payment| payment.received);
            id.index() >= offer.known_payments as usize && received.is_some_and(|on| offer.made <= on && on <= offer.until)
        })
    }

    /// What payments pay of an invoice, every fact counted, in minor units.
    pub(super) fn cash_for(&self, invoice: InvoiceId) -> impl Iterator<Item = (PaymentId, i64)> {
        self.allocations_to(invoice).filter(|part| part.until.is_none()).filter_map(|part| match part.source {
            CreditSource::Payment(id) => Some((id, part.amount.minor())),
            CreditSource::CreditNote(_) => None,
        })
    }

    pub(super) fn apply_settled(&mut self, settlement: SettlementId, payment: PaymentId, granted: &[(CreditNote, Vec<Allocation>)]) {
        if let Some((note, _)) = granted.iter().find(|(note, _)| note.kind == CreditKind::Settlement) {
            let cleared = SettlementCleared { payment, credit_note: note.id };
            self.facts.settlements[settlement.index()].cleared = Some(cleared);
        }
    }
}
