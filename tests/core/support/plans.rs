//! Random ways to agree a plan, for both generators of commands: what is agreed besides the terms, and offers.

use super::random::Random;
use chrono::{Days, NaiveDate};
use recoup::domain::calendar::BusinessDayRule;
use recoup::domain::command::Command;
use recoup::domain::ids::{CustomerId, InvoiceId, PlanOfferId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;
use recoup::domain::plan_offer::{OfferAnswer, OfferState};
use recoup::domain::restore::Restorable;
use recoup::domain::schedule::{AgreedTerms, InterestPeriods, OwnPart, PlanTerms, SkippedMonths};

/// Days moved, months left out, interest by days, or dates of one's own that mostly sum.
fn agreed(random: &mut Random, terms: PlanTerms) -> AgreedTerms {
    let mut agreed = AgreedTerms::from(terms);
    if random.chance(40) {
        agreed.interest = InterestPeriods::Actual { year_days: *random.pick(&[365, 360, 365, 1]) };
    }
    if random.chance(50) {
        let rules = [BusinessDayRule::Following, BusinessDayRule::ModifiedFollowing, BusinessDayRule::Preceding];
        agreed.moved = *random.pick(&rules);
    }
    if random.chance(30) {
        agreed.skipped = SkippedMonths::of(&[1 + random.below(12) as u32, 8]).expect("two months");
    }
    if random.chance(15) {
        let financed = terms.total.minor() - terms.down_payment.minor();
        let first = financed / 3;
        let amounts = if first > 0 { vec![first, financed - first] } else { vec![financed + i64::from(random.chance(20))] };
        let part = |(nth, minor): (usize, &i64)| OwnPart {
            due: terms.first_due + Days::new(40 * nth as u64),
            amount: Money::from_minor(*minor, terms.total.currency()),
        };
        agreed.own = amounts.iter().enumerate().map(part).collect();
        agreed.terms.rate_pct = if random.chance(80) { Default::default() } else { terms.rate_pct };
    }
    agreed
}

/// A plan accepted at once, or offered. Draws from a copy, so that what comes after stays as it was.
pub fn plan_command(
    random: &mut Random,
    ledger: &Ledger,
    customer: CustomerId,
    invoices: Vec<InvoiceId>,
    terms: PlanTerms,
    accepted: NaiveDate,
    today: NaiveDate,
) -> Command {
    let aside = &mut random.clone();
    let terms = PlanTerms { total: ledger.plan_debt(customer, &invoices).map_or(terms.total, |debt| debt.total), ..terms };
    let terms = if aside.chance(60) { agreed(aside, terms) } else { terms.into() };
    if aside.chance(40) {
        let span = (terms.terms.first_due - today).num_days().clamp(0, 45);
        let expires = today + Days::new(aside.between(0, span).unsigned_abs()) - Days::new(u64::from(aside.chance(5)));
        return Command::OfferPlan { customer, invoices, terms, expires };
    }
    Command::AcceptPlan { customer, invoices, terms, accepted }
}

/// What becomes of an offer, mostly of one of the last ones.
pub fn offer_command(random: &mut Random, ledger: &Ledger, today: NaiveDate) -> Command {
    let offers = &ledger.facts().plan_offers;
    let open = offers.iter().rev().find(|offer| ledger.offer_state(offer, today) == OfferState::Open).filter(|_| random.chance(85));
    let offer = open.map_or(PlanOfferId((offers.len() as u32 + 1).saturating_sub(random.below(4) as u32)), |offer| offer.id);
    let on = open.map(|offer| offer.made).filter(|_| random.chance(30)).unwrap_or(today);
    match random.below(6) {
        0..2 => Command::AcceptOffer { offer, accepted: on },
        2..5 => {
            let answer = *random.pick(&[OfferAnswer::Declined, OfferAnswer::Withdrawn]);
            Command::SettleOffer { offer, on, answer, reason: String::new() }
        }
        _ => Command::Restore { what: Restorable::Offer(offer) },
    }
}
