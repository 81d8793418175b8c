//! What of the policy a customer goes by, and whose word it is.
//!
//! What the owner set for the customer comes first, then what the customer's tier says, then the policy for everybody. A tier or a
//! schedule that is not in the policy any more is passed over.

use super::limits::limit_in;
use super::{CreditPolicy, ReminderStep, STANDARD, WhenDue};
use crate::domain::approach::Approach;
use crate::domain::currency::Currency;
use crate::domain::customer::CustomerDetails;
use crate::domain::money::Money;
use serde::Serialize;

/// Whose word a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TermSource {
    /// Set for the customer.
    Customer,
    /// Of the customer's tier.
    Tier,
    /// For everybody.
    Policy,
}

/// The schedule that a customer goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Followed<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its steps.
    pub steps: &'a [ReminderStep],
    /// Who says so.
    pub source: TermSource,
}

impl CreditPolicy {
    /// The schedule that a customer goes by: their own, else that of their tier, else the standard one.
    pub fn followed(&self, approach: &Approach) -> Followed<'_> {
        let of_tier = self.tier_named(&approach.tier).map_or("", |tier| &tier.schedule);
        let wishes = [(approach.schedule.as_str(), TermSource::Customer), (of_tier, TermSource::Tier)];
        let found = wishes.into_iter().filter(|(wish, _)| !wish.is_empty()).find_map(|(wish, source)| {
            let name = self.schedule_names().find(|name| *name == wish)?;
            Some(Followed { name, steps: self.schedule_named(name)?, source })
        });
        found.unwrap_or(Followed { name: STANDARD, steps: &self.schedule, source: TermSource::Policy })
    }

    /// When invoices of a customer fall due: their own terms, else those of their tier, else the policy's.
    pub fn terms_of(&self, details: &CustomerDetails) -> (WhenDue, TermSource) {
        let tier = self.tier_named(&details.approach.tier);
        let own = WhenDue::kept(details.approach.terms.as_ref(), details.net_days);
        let of_tier = tier.and_then(|tier| WhenDue::kept(tier.terms.as_ref(), tier.net_days));
        let everybody = self.terms.clone().map_or(WhenDue::Days(self.net_days), WhenDue::Terms);
        let found = own.map(|when| (when, TermSource::Customer)).or_else(|| of_tier.map(|when| (when, TermSource::Tier)));
        found.unwrap_or((everybody, TermSource::Policy))
    }

    /// The most that a customer may owe in a currency: their own limit in it, else that of their tier, else the policy's. `None` for no limit, which then
    /// is the policy's word.
    pub fn limit_of(&self, details: &CustomerDetails, currency: Currency) -> (Option<Money>, TermSource) {
        let own = details.limit_in(currency);
        let of_tier = self.tier_named(&details.approach.tier).and_then(|tier| limit_in(&tier.limits, currency));
        let found = own.map(|limit| (limit, TermSource::Customer)).or_else(|| of_tier.map(|limit| (limit, TermSource::Tier)));
        found.map_or_else(|| (limit_in(&self.limits, currency), TermSource::Policy), |(limit, source)| (Some(limit), source))
    }

    /// The currencies in which a customer has a limit, whoever's word it is, in no order and once each.
    pub fn limited_currencies(&self, details: &CustomerDetails) -> Vec<Currency> {
        let of_tier = self.tier_named(&details.approach.tier).map_or(&[][..], |tier| &tier.limits);
        let all = details.limits().chain(of_tier.iter().copied()).chain(self.limits.iter().copied()).map(|limit| limit.currency());
        let mut found = Vec::new();
        all.for_each(|currency| {
            if !found.contains(&currency) {
                found.push(currency)
            }
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::CustomerTier;
    use super::*;

    fn tier(name: &str, schedule: &str, net_days: Option<u16>) -> CustomerTier {
        CustomerTier { name: name.to_owned(), schedule: schedule.to_owned(), net_days, ..CustomerTier::default() }
    }

    fn policy(tiers: Vec<CustomerTier>) -> CreditPolicy {
        CreditPolicy { tiers, ..CreditPolicy::default() }
    }

    #[test]
    fn the_customer_comes_before_the_tier_and_the_tier_before_the_policy() {
        let policy = policy(vec![tier("Wholesale", "Gentle", Some(45)), tier("Web", "", None), tier("Old", "Gone", Some(0))]);
        let check = |own: &str, tier: &str, net_days: Option<u16>, schedule: (&str, TermSource), days: (u16, TermSource)| {
            let approach = Approach { schedule: own.to_owned(), tier: tier.to_owned(), ..Approach::default() };
            let details = CustomerDetails { net_days, approach, ..CustomerDetails::named("Ada") };
            let followed = policy.followed(&details.approach);
            assert_eq!((followed.name, followed.source), schedule, "{own:?} {tier:?}");
            assert_eq!(Some(followed.steps), policy.schedule_named(schedule.0));
            assert_eq!(policy.terms_of(&details), (WhenDue::Days(days.0), days.1), "{own:?} {tier:?}");
        };
        use TermSource::{Customer, Policy, Tier};
        check("", "", None, (STANDARD, Policy), (30, Policy));
        check("Firm", "", Some(0), ("Firm", Customer), (0, Customer));
        check("", "Wholesale", None, ("Gentle", Tier), (45, Tier));
        check("Firm", "Wholesale", Some(7), ("Firm", Customer), (7, Customer));
        check(STANDARD, "Wholesale", None, (STANDARD, Customer), (45, Tier));
        check("", "Web", None, (STANDARD, Policy), (30, Policy));
        // What is not in the policy any more is passed over.
        check("Gone", "Wholesale", None, ("Gentle", Tier), (45, Tier));
        check("", "Old", None, (STANDARD, Policy), (0, Tier));
        check("", "wholesale", None, (STANDARD, Policy), (30, Policy));
        check("Firm", "Retail", None, ("Firm", Customer), (30, Policy));
    }

    fn kept(text: &str) -> (Option<u16>, Option<super::super::DueTerms>) {
        if text.is_empty() { (None, None) } else { text.parse::<WhenDue>().unwrap().parts() }
    }

    #[test]
    fn terms_stand_in_place_of_days_at_each_place() {
        let check = |own: &str, of_tier: &str, everybody: &str, expected: (&str, TermSource)| {
            let (net_days, terms) = kept(of_tier);
            let mut policy = policy(vec![CustomerTier { terms, ..tier("Web", "", net_days) }]);
            policy.terms = kept(everybody).1;
            let (net_days, terms) = kept(own);
            let approach = Approach { tier: "Web".to_owned(), terms, ..Approach::default() };
            let details = CustomerDetails { net_days, approach, ..CustomerDetails::named("Ada") };
            let (when, source) = policy.terms_of(&details);
            assert_eq!((when.to_string().as_str(), source), expected, "{own:?} {of_tier:?} {everybody:?}");
        };
        use TermSource::{Customer, Policy, Tier};
        check("", "", "", ("30", Policy));
        check("", "", "net 20 prox", ("net 20 prox", Policy));
        check("", "14", "net 20 prox", ("14", Tier));
        check("", "net 15 EOM", "net 20 prox", ("net 15 EOM", Tier));
        check("7", "net 15 EOM", "net 20 prox", ("7", Customer));
        check("due on receipt", "14", "", ("due on receipt", Customer));
    }

    #[test]
    fn a_limit_is_looked_for_in_its_currency_at_each_place() {
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        let eur = |minor| Money::from_minor(minor, Currency::EUR);
        let mut policy = policy(vec![CustomerTier { limits: vec![eur(20), usd(20)], ..tier("Web", "", None) }]);
        policy.limits = vec![usd(30)];
        let check = |own: Option<Money>, tier: &str, in_usd, in_eur, currencies: usize| {
            let approach = Approach { tier: tier.to_owned(), ..Approach::default() };
            let details = CustomerDetails { credit_limit: own, approach, ..CustomerDetails::named("Ada") };
            assert_eq!(policy.limit_of(&details, Currency::USD), in_usd, "{own:?} {tier:?}");
            assert_eq!(policy.limit_of(&details, Currency::EUR), in_eur, "{own:?} {tier:?}");
            assert_eq!(policy.limited_currencies(&details).len(), currencies);
        };
        use TermSource::{Customer, Policy, Tier};
        check(None, "", (Some(usd(30)), Policy), (None, Policy), 1);
        check(None, "Web", (Some(usd(20)), Tier), (Some(eur(20)), Tier), 2);
        check(Some(usd(10)), "Web", (Some(usd(10)), Customer), (Some(eur(20)), Tier), 2);
        check(Some(eur(10)), "Gone", (Some(usd(30)), Policy), (Some(eur(10)), Customer), 2);
    }
}
