//! Questions about offers of payment plans.

use super::Ledger;
use crate::domain::country::Country;
use crate::domain::ids::{CustomerId, InvoiceId, PlanOfferId};
use crate::domain::plan::Plan;
use crate::domain::plan_offer::{OfferState, PlanOffer};
use chrono::NaiveDate;

impl Ledger {
    /// An offer, whatever became of it.
    pub fn plan_offer(&self, id: PlanOfferId) -> Option<&PlanOffer> {
        self.facts.plan_offers.get(id.index())
    }

    /// One customer's offers in the order they were made, without those taken back.
    pub fn offers_of(&self, customer: CustomerId) -> impl DoubleEndedIterator<Item = &PlanOffer> {
        let all = self.lists(customer).offers.iter().map(|place| &self.facts.plan_offers[*place as usize]);
        all.filter(|offer| !offer.taken_back())
    }

    /// The plan that an offer became.
    pub fn plan_of_offer(&self, offer: &PlanOffer) -> Option<&Plan> {
        let plans = self.lists(offer.customer).plans.iter().map(|place| &self.facts.plans[*place as usize]);
        plans.into_iter().find(|plan| plan.offer == Some(offer.id) && !plan.was_a_mistake())
    }

    /// How an offer stands on a day.
    pub fn offer_state(&self, offer: &PlanOffer, day: NaiveDate) -> OfferState {
        match self.plan_of_offer(offer).filter(|plan| plan.accepted <= day) {
            Some(plan) => OfferState::Accepted(plan.id),
            None => offer.unaccepted(day),
        }
    }

    /// The offer of a plan over an invoice that the customer can accept on a day.
    pub fn open_offer(&self, customer: CustomerId, invoice: InvoiceId, day: NaiveDate) -> Option<&PlanOffer> {
        let mut offers = self.offers_of(customer).rev().filter(|offer| offer.made <= day && offer.invoices.contains(&invoice));
        offers.find(|offer| self.offer_state(offer, day) == OfferState::Open)
    }

    /// On which days no business is done with a customer: the weekends, holidays and days of the owner's credit policy.
    pub fn no_business_with(&self, customer: CustomerId) -> impl Fn(NaiveDate) -> bool + '_ {
        let country = self.customer(customer).and_then(|found| Country::from_text(&found.details.country));
        move |day| self.policy_on(day).closed_days.no_business(day, country)
    }
}
