//! Offers of payment plans: making one, and what becomes of it.

use super::{not_after_today, not_before, plausible, text};
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, InvoiceId, PlanOfferId};
use crate::domain::ledger::Ledger;
use crate::domain::plan_offer::{OfferAnswer, OfferEnd, OfferState, PlanOffer};
use crate::domain::rejection::Rejection;
use crate::domain::schedule::{AgreedTerms, InterestPeriods};
use crate::domain::settlement_offer::SettlementOffer;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn offer_plan_event(
        &self,
        customer: CustomerId,
        invoices: &[InvoiceId],
        terms: &AgreedTerms,
        expires: NaiveDate,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let debt = self.plannable(customer, invoices, today, today, None)?;
        self.not_offered(customer, invoices, None, today)?;
        not_before(plausible(expires)?, today, "expires", "The last day of the offer")?;
        let terms = terms.for_debt(debt);
        let instalments = self.instalments_of(customer, &terms, today)?;
        // Accepted on its last day, nothing of it may be due before.
        let first = instalments.iter().skip(usize::from(terms.terms.down_payment.is_positive())).map(|part| part.due).next();
        if let Some(limit) = first.filter(|first| expires > *first) {
            return Err(Rejection::TooLate { field: "expires", what: "The last day of the offer", limit });
        }
        let id = PlanOfferId::from_index(self.facts.plan_offers.len());
        let offer = PlanOffer { id, customer, invoices: invoices.to_vec(), terms, made: today, expires, instalments, settled: None };
        Ok(Event::PlanOffered { offer })
    }

    /// The plan just as it was offered; refused when the documents owe something else by now.
    pub(super) fn accept_offer_event(&self, offer: PlanOfferId, accepted: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.unsettled_offer(offer)?;
        not_before(accepted, found.made, "accepted", "The day of acceptance")?;
        if accepted > found.expires {
            return Err(Rejection::TooLate { field: "accepted", what: "The day of acceptance", limit: found.expires });
        }
        let total = self.plannable(found.customer, &found.invoices, accepted, today, None)?.total;
        if total != found.terms.terms.total {
            return Err(Rejection::OfferOutdated { offered: found.terms.terms.total, owed: total });
        }
        self.not_offered(found.customer, &found.invoices, Some(offer), today)?;
        let mut terms = found.terms.clone();
        let counts_days = terms.interest != InterestPeriods::Equal && !terms.terms.rate_pct.is_zero();
        terms.interest_from = Some(found.made).filter(|made| counts_days && *made != accepted);
        let mut instalments = found.instalments.clone();
        if let Some(down) = instalments.first_mut().filter(|_| terms.terms.down_payment.is_positive()) {
            down.due = accepted;
        }
        let mut event = self.plan_event(found.customer, &found.invoices, terms, instalments, accepted)?;
        if let Event::PlanAccepted { plan, .. } = &mut event {
            plan.offer = Some(offer);
        }
        Ok(event)
    }

    pub(super) fn settle_offer_event(
        &self,
        offer: PlanOfferId,
        on: NaiveDate,
        answer: OfferAnswer,
        reason: &str,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let found = self.unsettled_offer(offer)?;
        not_before(on, found.made, "on", "The day the offer ends")?;
        not_after_today(on, "on", "The day the offer ends", today.max(found.made))?;
        if on > found.expires {
            return Err(Rejection::TooLate { field: "on", what: "The day the offer ends", limit: found.expires });
        }
        let reason = text(reason, "reason", "The reason", limits::REASON, true)?;
        Ok(Event::OfferSettled { offer, end: OfferEnd { on, answer, reason } })
    }

    fn unsettled_offer(&self, offer: PlanOfferId) -> Result<&PlanOffer, Rejection> {
        let found = self.plan_offer(offer).ok_or(Rejection::NotFound("offer"))?;
        if found.settled.is_some() {
            return Err(Rejection::NothingToDo("This offer was declined or withdrawn already."));
        }
        if self.plan_of_offer(found).is_some() {
            return Err(Rejection::NothingToDo("This offer was accepted already."));
        }
        Ok(found)
    }

    /// Refuses invoices that the customer can accept another offer about.
    pub(super) fn not_offered(
        &self,
        customer: CustomerId,
        invoices: &[InvoiceId],
        but: Option<PlanOfferId>,
        today: NaiveDate,
    ) -> Result<(), Rejection> {
        let mut open = self.offers_of(customer).filter(|offer| Some(offer.id) != but);
        match open.find(|offer| self.offer_state(offer, today) == OfferState::Open && offer.invoices.iter().any(|id| invoices.contains(id)))
        {
            Some(offer) => Err(Rejection::Offered { until: offer.expires }),
            None => Ok(()),
        }
    }

    /// Whether an offer was settled; refused when the customer could have accepted another one at the same time.
    pub(super) fn can_offer_again(&self, offer: PlanOfferId) -> Result<Option<bool>, Rejection> {
        let Some(found) = self.plan_offer(offer) else { return Ok(None) };
        let overlaps = |other: &PlanOffer| {
            let accepted = self.plan_of_offer(other).map(|plan| plan.accepted);
            let end = other.settled.as_ref().map(|end| end.on).or(accepted).unwrap_or(NaiveDate::MAX);
            other.id != offer
                && other.made <= found.expires
                && found.made <= other.expires
                && found.made.max(other.made) < end
                && other.invoices.iter().any(|id| found.invoices.contains(id))
        };
        if let Some(other) = self.offers_of(found.customer).find(|other| overlaps(other)) {
            return Err(Rejection::Offered { until: other.expires });
        }
        let settles = |other: &SettlementOffer| {
            let stands = other.withdrawn.is_none() && other.cleared.is_none();
            let meets = other.made <= found.expires && found.made <= other.until;
            stands && meets && other.invoices.iter().any(|id| found.invoices.contains(id))
        };
        if let Some(other) = self.settlements_of(found.customer).find(|other| settles(other)) {
            return Err(Rejection::Settling { until: other.until });
        }
        Ok(Some(found.settled.is_some()))
    }
}

#[cfg(test)]
mod tests;
