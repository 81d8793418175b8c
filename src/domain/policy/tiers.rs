//! Customer tiers: customers who are treated alike, and what of the policy a customer goes by.
//!
//! What the owner set for the customer comes first, then what the customer's tier says, then the policy for everybody. A tier or a
//! schedule that is not in the policy any more is passed over.

use super::named::NAME_LENGTH;
use super::{CreditPolicy, PolicyProblem, ReminderStep, STANDARD, at_most};
use crate::domain::approach::Approach;
use crate::domain::customer::CustomerDetails;
use crate::domain::interest::InterestRule;
use crate::domain::invoice_terms::DiscountWish;
use crate::domain::text_rules::{limits, same_but_for_form, text_problem};
use serde::{Deserialize, Serialize};

/// The most tiers.
pub const MOST_TIERS: usize = 12;

/// Customers who are treated alike.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CustomerTier {
    /// What customers name it by. Never empty, no two alike but for capital letters and spaces.
    pub name: String,
    /// The name of a schedule; empty for the standard one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub schedule: String,
    /// Net terms in days where they differ from the policy's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net_days: Option<u16>,
    /// The rule on interest where it differs from the policy's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<InterestRule>,
    /// They pay no late fees.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub no_late_fees: bool,
    /// The discount for paying early where it differs from the policy's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<DiscountWish>,
}

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

/// What is wrong with the name of a tier, if anything; `others` are the names it must differ from.
pub fn tier_name_problem<'a>(name: &str, mut others: impl Iterator<Item = &'a str>) -> Option<PolicyProblem> {
    if name.trim().is_empty() || text_problem(name, NAME_LENGTH, false).is_some() {
        Some(PolicyProblem::TierName)
    } else if others.any(|other| same_but_for_form(other, name)) {
        Some(PolicyProblem::SameTier(name.to_owned()))
    } else {
        None
    }
}

/// Names trimmed and different, the standard schedule left out.
pub(super) fn checked_tiers(mut tiers: Vec<CustomerTier>) -> Result<Vec<CustomerTier>, PolicyProblem> {
    if tiers.len() > MOST_TIERS {
        return Err(PolicyProblem::TooManyTiers);
    }
    for place in 0..tiers.len() {
        let name = tiers[place].name.trim().to_owned();
        if let Some(problem) = tier_name_problem(&name, tiers[..place].iter().map(|other| other.name.as_str())) {
            return Err(problem);
        }
        let tier = &mut tiers[place];
        at_most("The days to pay of a tier", tier.net_days.unwrap_or(0), 3650)?;
        if text_problem(&tier.schedule, limits::SCHEDULE, false).is_some() {
            return Err(PolicyProblem::ScheduleName);
        }
        if let Some(DiscountWish::Rule(rule)) = &tier.discount {
            rule.checked()?;
        }
        if tier.schedule == STANDARD {
            tier.schedule.clear();
        }
        tier.interest = tier.interest.map(InterestRule::checked).transpose()?;
        tier.name = name;
    }
    Ok(tiers)
}

impl CreditPolicy {
    /// The tier of this name.
    pub fn tier_named(&self, name: &str) -> Option<&CustomerTier> {
        self.tiers.iter().find(|tier| tier.name == name)
    }

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

    /// The net terms that a customer goes by: their own, else those of their tier, else the policy's.
    pub fn net_days_of(&self, details: &CustomerDetails) -> (u16, TermSource) {
        let of_tier = || self.tier_named(&details.approach.tier).and_then(|tier| tier.net_days);
        let own = details.net_days.map(|days| (days, TermSource::Customer));
        own.or_else(|| of_tier().map(|days| (days, TermSource::Tier))).unwrap_or((self.net_days, TermSource::Policy))
    }
}

#[cfg(test)]
mod tests {
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
            assert_eq!(policy.net_days_of(&details), days, "{own:?} {tier:?}");
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

    #[test]
    fn tiers_that_cannot_be_told_apart_are_refused() {
        let check = |tiers, expected| assert_eq!(policy(tiers).checked().map(|policy| policy.tiers), expected);
        let named = |name: &str| tier(name, "", None);
        check(vec![tier(" Web ", STANDARD, Some(3650))], Ok(vec![tier("Web", "", Some(3650))]));
        check(vec![tier("Web", "Gone", None)], Ok(vec![tier("Web", "Gone", None)]));
        check(vec![named(" ")], Err(PolicyProblem::TierName));
        check(vec![named("two\nlines")], Err(PolicyProblem::TierName));
        check(vec![named(&"é".repeat(41))], Err(PolicyProblem::TierName));
        check(vec![named("Web shop"), named("WEBSHOP")], Err(PolicyProblem::SameTier("WEBSHOP".to_owned())));
        check(vec![tier("Web", "", Some(3651))], Err(PolicyProblem::TooLong { what: "The days to pay of a tier", most: 3650 }));
        check(vec![tier("Web", "a\u{202e}b", None)], Err(PolicyProblem::ScheduleName));
        check((0..13).map(|number| named(&number.to_string())).collect(), Err(PolicyProblem::TooManyTiers));
        assert!(policy((0..12).map(|number| named(&number.to_string())).collect()).checked().is_ok());
    }
}
