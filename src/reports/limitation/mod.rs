//! Limitation dates: until which day each claim can be brought to court, by which place's law, and what moved the day.
//!
//! The years and the arithmetic are in `domain::limits`. Counted is the careful date: from the first due date on record (moving it gives a claim no
//! more time), by the shortest years that may hold. Facts with their sources, not legal advice.

#[cfg(test)]
mod tests;
mod warnings;

pub use warnings::{ClaimWarning, claim_days, claims_of, warnings};

use crate::domain::approach::CustomerKind;
use crate::domain::contact_log::ContactOutcome;
use crate::domain::credit::CreditSource;
use crate::domain::ids::{ContactId, CustomerId, PaymentId, PlanId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::limits::limitation::Limitation;
use crate::domain::limits::places::{Place, place_of};
use chrono::NaiveDate;

/// Why a place's law counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LawFrom {
    /// The customer's own form names it.
    Chosen,
    /// The settings say it counts for everybody.
    Settings,
    /// The customer's country, or the address within it.
    Country,
    /// Nothing else says which does: the settings' place.
    Fallback,
}

/// The law that counts for what a customer owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    /// The place.
    pub place: &'static Place,
    /// Why that one.
    pub from: LawFrom,
    /// The years that are counted.
    pub rule: Limitation,
    /// Whether part payments and written acknowledgements begin them anew.
    pub restarts: bool,
    /// Whether the shorter years against consumers are counted only because it is not known whether the customer is one.
    pub supposed_consumer: bool,
}

/// The law for a customer; none when neither their form nor their country nor the settings name a place whose years are listed.
pub fn law_of(ledger: &Ledger, customer: CustomerId) -> Option<Law> {
    let details = &ledger.customer(customer)?.details;
    let rules = ledger.settings().limitation;
    let chosen = details.approach.law.map(|code| (code, LawFrom::Chosen));
    let own = || rules.place.filter(|_| rules.own_law).map(|code| (code, LawFrom::Settings));
    let country = || place_of(&details.country, &details.address).map(|code| (code, LawFrom::Country));
    let fallback = || rules.place.map(|code| (code, LawFrom::Fallback));
    let (code, from) = chosen.or_else(own).or_else(country).or_else(fallback)?;
    let (place, kind, goods) = (code.place(), details.approach.kind, !rules.services);
    let rule = place.rule(kind, goods);
    let supposed_consumer = kind.is_none() && rule != place.rule(Some(CustomerKind::Business), goods);
    Some(Law { place, from, rule, restarts: rules.restarts.unwrap_or(place.restarts), supposed_consumer })
}

/// What began the years anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestartBy {
    /// A payment that brought something to the document and was not taken back.
    Payment(PaymentId),
    /// The customer's signature on the agreement of a plan.
    Signature(PlanId),
    /// An entry of the contact log: they admit the debt in writing.
    Admission(ContactId),
}

/// Every part payment and written acknowledgement of a document that is on record by a day.
pub fn restarts(ledger: &Ledger, invoice: &Invoice, day: NaiveDate) -> Vec<(NaiveDate, RestartBy)> {
    let paid = ledger.allocations_to(invoice.id).filter(|part| part.on <= day && part.until.is_none_or(|until| day < until));
    let paid = paid.filter_map(|part| {
        let CreditSource::Payment(id) = part.source else { return None };
        Some((ledger.payment(id)?.received, RestartBy::Payment(id)))
    });
    let plans = ledger.plans_of(invoice.customer).filter(|plan| plan.invoices.contains(&invoice.id));
    let signed = plans.flat_map(|plan| ledger.agreements_of(plan.id));
    let signed = signed.filter_map(|agreement| Some((agreement.customer_signed.as_ref()?.on, RestartBy::Signature(agreement.plan))));
    let admitted = ledger.contacts_of(invoice.customer).filter(|entry| entry.outcome == Some(ContactOutcome::AdmitsInWriting));
    let admitted = admitted.map(|entry| (entry.on, RestartBy::Admission(entry.id)));
    paid.chain(signed).chain(admitted).filter(|(on, _)| (invoice.issued..=day).contains(on)).collect()
}

/// The first due date of a document that is on record: moving it gives a claim no more time.
pub fn first_due(ledger: &Ledger, invoice: &Invoice) -> NaiveDate {
    ledger.facts().due_date_changes.iter().find(|change| change.invoice == invoice.id).map_or(invoice.due, |change| change.from)
}

/// Until when one claim can be brought to court.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimEnd {
    /// By which law.
    pub law: Law,
    /// The day the claim arose: its first due date.
    pub arose: NaiveDate,
    /// The limitation date: the last day, counted carefully.
    pub last_day: NaiveDate,
    /// What decided it, when the years began anew.
    pub restarted: Option<(NaiveDate, RestartBy)>,
    /// The last day by the longest years that are named, with every restart on record, where that is later.
    pub at_most: Option<NaiveDate>,
}

/// The limitation date of a document on a day; none where no law is known.
pub fn claim_end(ledger: &Ledger, invoice: &Invoice, day: NaiveDate) -> Option<ClaimEnd> {
    Some(end_by(ledger, invoice, law_of(ledger, invoice.customer)?, first_due(ledger, invoice), day))
}

fn end_by(ledger: &Ledger, invoice: &Invoice, law: Law, arose: NaiveDate, day: NaiveDate) -> ClaimEnd {
    let known = restarts(ledger, invoice, day);
    let days = || known.iter().map(|(on, _)| *on);
    let (last_day, by) = if law.restarts { law.rule.last_day_after(arose, days()) } else { (law.rule.last_day(arose), None) };
    let restarted = by.and_then(|by| known.iter().copied().find(|(on, _)| *on == by));
    let (latest, _) = law.place.longest().last_day_after(arose, days());
    ClaimEnd { law, arose, last_day, restarted, at_most: Some(latest).filter(|latest| *latest > last_day) }
}
