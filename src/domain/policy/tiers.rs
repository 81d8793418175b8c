//! Customer tiers: customers who are treated alike.

use super::limits::checked_limits;
use super::named::NAME_LENGTH;
use super::{CreditPolicy, DueTerms, PolicyProblem, STANDARD, at_most};
use crate::domain::interest::InterestRule;
use crate::domain::invoice_terms::DiscountWish;
use crate::domain::money::Money;
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
    /// Terms that stand in place of days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<DueTerms>,
    /// Credit limits where they differ from the policy's, one for each currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Money>,
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
        tier.limits = checked_limits(std::mem::take(&mut tier.limits))?;
        tier.name = name;
    }
    Ok(tiers)
}

impl CreditPolicy {
    /// The tier of this name.
    pub fn tier_named(&self, name: &str) -> Option<&CustomerTier> {
        self.tiers.iter().find(|tier| tier.name == name)
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
