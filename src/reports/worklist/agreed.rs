//! What plans, offers of plans and settlement offers ask of the owner.

use super::TaskKind;
use super::find::Finder;
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::plan_offer::OfferState;
use crate::domain::settlement_offer::{SettlementOffer, SettlementStanding};
use crate::reports::reminders::{Reminder, ReminderSchedule};
use chrono::NaiveDate;

/// The end of an offer is announced this long before.
const OFFER_DAYS: i64 = 3;
/// An offer that ended unanswered stays on the worklist this long.
const UNANSWERED_DAYS: i64 = 7;

/// Whether the end of an offer is near, or was a few days ago.
fn is_near(end: NaiveDate, day: NaiveDate) -> bool {
    (add_days(end, -OFFER_DAYS)..=add_days(end, UNANSWERED_DAYS)).contains(&day)
}

impl Finder<'_> {
    /// Plans in default that still owe: once the documents are asked for again, the owner decides how it goes on.
    fn plans_in_default(&mut self) {
        let (ledger, as_of) = (self.ledger, self.as_of);
        for plan in ledger.facts().plans.iter().filter(|plan| plan.ended.as_ref().is_none_or(|end| as_of < end.on)) {
            let Some(default) = plan.default_on(as_of) else { continue };
            let (total, paid) = ledger.plan_paid(plan, as_of);
            if let Some(first) = plan.instalments.first().filter(|_| paid < total) {
                let owed = Money::from_minor(total - paid, first.amount.currency());
                let kind = TaskKind::PlanInDefault { plan: plan.id, on: default.on };
                self.add_since(plan.customer, kind, vec![owed], days_past_due(default.on, as_of), Some(default.on));
            }
        }
    }

    pub(super) fn plans(&mut self, schedule: &ReminderSchedule) {
        self.plans_in_default();
        let (ledger, as_of) = (self.ledger, self.as_of);
        for plan in ledger.facts().plans.iter().filter(|plan| plan.in_force(as_of) && plan.default_on(as_of).is_none()) {
            let missed = self.accounts.missed(plan.id);
            let (Some(first), Some(last)) = (missed.first().copied(), missed.last().copied()) else { continue };
            let arrears = Money::from_minor(missed.iter().map(|one| one.left.minor()).sum(), first.left.currency());
            let of_plan = |reminder: &&Reminder| {
                reminder.customer == plan.customer
                    && reminder.items.iter().all(|item| matches!(item.item, DueItem::Instalment(id, _) if id == plan.id))
            };
            // A reminder about nothing but the plan asks for the same money: one line for both.
            let ask = schedule.due.iter().find(of_plan).map(|reminder| reminder.step.channel);
            let miss = ledger.plan_miss(plan, as_of);
            let cure_until = miss.filter(|miss| !miss.is_default).map(|miss| miss.cure_until);
            let unsigned = ledger.lacks_signature(plan, as_of);
            let kind = TaskKind::InstalmentMissed { plan: plan.id, count: missed.len(), since: first.due, ask, cure_until, unsigned };
            let days = days_past_due(first.due, as_of);
            if self.add_since(plan.customer, kind, vec![arrears], days, Some(add_days(last.due, 1))) && ask.is_some() {
                self.replaced.insert(plan.customer);
            }
        }
    }

    /// Offers of plans that end within days, or ended unanswered a few days ago; a later offer answers the ones before.
    pub(super) fn offers(&mut self) {
        let (ledger, as_of) = (self.ledger, self.as_of);
        for offer in ledger.facts().plan_offers.iter().filter(|offer| offer.made <= as_of) {
            let unanswered =
                is_near(offer.expires, as_of) && matches!(ledger.offer_state(offer, as_of), OfferState::Open | OfferState::Expired);
            let later = || ledger.offers_of(offer.customer).any(|other| other.id > offer.id && other.made <= as_of);
            if unanswered && !later() {
                let amounts = vec![offer.terms.terms.total];
                self.add(
                    offer.customer,
                    TaskKind::OfferEnds { offer: offer.id, on: offer.expires },
                    amounts,
                    self.days_late(offer.customer),
                );
            }
        }
    }

    /// Plans that hold and are not paid, whose agreement the customer has not signed: of those that took the place of another, of those whose
    /// rules ask for it, and of those that were put in writing.
    pub(super) fn signatures(&mut self) {
        let (ledger, as_of) = (self.ledger, self.as_of);
        for plan in ledger.facts().plans.iter().filter(|plan| plan.in_force(as_of)) {
            let (total, paid) = ledger.plan_paid(plan, as_of);
            let state = ledger.in_writing(plan, as_of);
            if let Some(first) = plan.instalments.first().filter(|_| paid < total && state.waits()) {
                let left = Money::from_minor(total - paid, first.amount.currency());
                let kind = TaskKind::SignatureMissing { plan: plan.id, state };
                self.add_since(plan.customer, kind, vec![left], 0, Some(plan.accepted));
            }
        }
    }

    /// Settlement offers whose time ends within days, or ended a few days ago without the sum; a later offer answers the ones before.
    pub(super) fn settlements(&mut self) {
        let (ledger, as_of) = (self.ledger, self.as_of);
        let offers = ledger.facts().settlements.iter().filter(|offer| offer.made <= as_of && is_near(offer.until, as_of));
        for offer in offers {
            let later = |other: &SettlementOffer| other.id > offer.id && other.made <= as_of;
            let standing = ledger.settlement_standing(offer, as_of);
            let lapses = matches!(standing, SettlementStanding::Open | SettlementStanding::Lapsed);
            if lapses && !offer.was_a_mistake() && !ledger.settlements_of(offer.customer).any(later) {
                let (kind, days) = (TaskKind::SettlementEnds { settlement: offer.id, on: offer.until }, self.days_late(offer.customer));
                self.add(offer.customer, kind, vec![offer.pay], days);
            }
        }
    }
}
