//! Offers of plans, from scratch. The schedule itself is tested by its own tables, vectors and properties.

use super::{only_if, past, plausible, sound};
use crate::support::naive_ledger::{NaiveLedger, NaivePlan};
use chrono::{Datelike, NaiveDate, Weekday};
use recoup::domain::money::Money;
use recoup::domain::plan::PlanInstalment;
use recoup::domain::schedule::{AgreedTerms, Instalments, InterestPeriods, PlanTerms};

#[derive(Debug, Clone)]
pub struct NaiveOffer {
    pub customer: usize,
    invoices: Vec<usize>,
    made: NaiveDate,
    expires: NaiveDate,
    owed: Money,
    schedule: NaiveSchedule,
    settled: Option<NaiveDate>,
}

/// Weekends are all that the random policies close.
fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The dates and amounts of a plan.
#[derive(Debug, Clone)]
pub struct NaiveSchedule {
    pub instalments: Vec<PlanInstalment>,
    pub down_payment: bool,
    /// How many there are besides.
    pub regular: usize,
    pub interest: Money,
    /// Whether it is counted by days.
    by_days: bool,
    first: NaiveDate,
    pub last_due: NaiveDate,
}

/// The schedule of a plan, when the books can hold it.
pub fn naive_schedule(terms: &AgreedTerms, (total, free): (Money, i64), accepted: NaiveDate) -> Option<NaiveSchedule> {
    let interest_free = (free > 0 && !terms.terms.rate_pct.is_zero()).then(|| Money::from_minor(free, total.currency()));
    let mut terms = AgreedTerms { terms: PlanTerms { total, ..terms.terms }, interest_free, ..terms.clone() };
    if let Some(first) = terms.own.first() {
        (terms.terms.first_due, terms.terms.instalments) = (first.due, Instalments::Count(terms.own.len() as u32));
    }
    let proposal = terms.proposal(accepted, &is_weekend).ok()?;
    let parts = proposal.instalments.iter().map(|part| part.amount).chain([proposal.down_payment, proposal.total_interest]);
    parts.filter(|part| !part.is_zero()).try_for_each(sound)?;
    let (first, last_due) = (proposal.instalments.first()?.due, proposal.instalments.last()?.due);
    plausible(first)?;
    plausible(last_due)?;
    let (down_payment, regular) = (proposal.down_payment.is_positive(), proposal.instalments.len());
    let instalments = PlanInstalment::all_of(&proposal, accepted);
    let by_days = terms.interest != InterestPeriods::Equal && !terms.terms.rate_pct.is_zero();
    Some(NaiveSchedule { instalments, down_payment, regular, interest: proposal.total_interest, by_days, first, last_due })
}

impl NaiveLedger {
    fn accepted_on(&self, offer: usize) -> Option<NaiveDate> {
        let holds = |plan: &&NaivePlan| plan.offer == Some(offer) && plan.ended.is_none_or(|end| end > plan.accepted);
        self.plans.iter().find(holds).map(|plan| plan.accepted)
    }

    /// Whether the customer can accept another offer about one of the invoices.
    pub(super) fn offered(&self, invoices: &[usize], but: Option<usize>, today: NaiveDate) -> bool {
        self.offers.iter().enumerate().any(|(place, offer)| {
            let ended = offer.settled.is_some_and(|on| on <= today) || self.accepted_on(place).is_some_and(|on| on <= today);
            Some(place) != but && !ended && today <= offer.expires && offer.invoices.iter().any(|id| invoices.contains(id))
        })
    }

    pub(super) fn offer_plan(
        &mut self,
        customer: usize,
        places: &[usize],
        terms: &AgreedTerms,
        expires: NaiveDate,
        today: NaiveDate,
    ) -> Option<()> {
        let owed = self.plannable(customer, places, today, today)?;
        only_if(!self.offered(places, None, today) && expires >= today)?;
        let schedule = naive_schedule(terms, (owed, self.interest_free(places)), today)?;
        only_if(schedule.regular <= usize::from(self.policy_of(today).plan_rules.most_instalments))?;
        only_if(expires <= schedule.first)?;
        let invoices = places.to_vec();
        self.offers.push(NaiveOffer { customer, invoices, made: today, expires, owed, schedule, settled: None });
        Some(())
    }

    /// Whether an offer that was neither answered nor accepted could have been within these days.
    pub(super) fn could_accept(&self, invoices: &[usize], from: NaiveDate, until: NaiveDate) -> bool {
        self.offers.iter().enumerate().any(|(place, offer)| {
            let unanswered = offer.settled.is_none() && self.accepted_on(place).is_none();
            unanswered && offer.made <= until && from <= offer.expires && offer.invoices.iter().any(|place| invoices.contains(place))
        })
    }

    fn unsettled(&self, offer: usize) -> Option<NaiveOffer> {
        self.offers.get(offer).filter(|found| found.settled.is_none() && self.accepted_on(offer).is_none()).cloned()
    }

    pub(super) fn accept_offer(&mut self, offer: usize, accepted: NaiveDate, today: NaiveDate) -> Option<()> {
        let found = self.unsettled(offer)?;
        only_if((found.made..=found.expires).contains(&accepted) && !self.customers[found.customer].removed)?;
        only_if(self.plannable(found.customer, &found.invoices, accepted, today)? == found.owed)?;
        only_if(!self.offered(&found.invoices, Some(offer), today))?;
        self.put_plan(found.customer, &found.invoices, &found.schedule, accepted);
        let plan = self.plans.last_mut()?;
        plan.offer = Some(offer);
        if found.schedule.by_days {
            plan.interest_since = found.made;
        }
        Some(())
    }

    pub(super) fn settle_offer(&mut self, offer: usize, on: NaiveDate, today: NaiveDate) -> Option<()> {
        let found = self.unsettled(offer)?;
        past(on, today.max(found.made), found.made)?;
        only_if(on <= found.expires)?;
        self.offers[offer].settled = Some(on);
        Some(())
    }

    /// The offer can be accepted again; not when another one about the same could have been at the same time.
    pub(super) fn restore_offer(&mut self, offer: usize) -> Option<()> {
        let found = self.offers.get(offer).filter(|found| found.settled.is_some())?;
        let meets = |(place, other): (usize, &NaiveOffer)| {
            let end = other.settled.or_else(|| self.accepted_on(place));
            place != offer
                && other.made <= found.expires
                && found.made <= other.expires
                && end.is_none_or(|end| end > found.made && end > other.made)
                && other.invoices.iter().any(|id| found.invoices.contains(id))
        };
        only_if(!self.offers.iter().enumerate().any(meets))?;
        only_if(!self.could_settle(&found.invoices, found.made, found.expires))?;
        self.offers[offer].settled = None;
        Some(())
    }
}
