//! Late fees of the policy: which rules it may hold, and for whom they count.

use super::{CreditPolicy, PolicyProblem, TermSource};
use crate::domain::customer::CustomerDetails;
use crate::domain::late_fee::LateFeeRule;

/// The most rules: one for each currency, and room for tiers of their own.
pub const MOST_LATE_FEES: usize = 20;

/// Every rule as it can be agreed on, each with a number of its own.
pub(super) fn checked_late_fees(rules: Vec<LateFeeRule>) -> Result<Vec<LateFeeRule>, PolicyProblem> {
    if rules.len() > MOST_LATE_FEES {
        return Err(PolicyProblem::TooManyLateFees);
    }
    for (place, rule) in rules.iter().enumerate() {
        rule.agreeable().map_err(PolicyProblem::LateFee)?;
        if rule.rule == 0 || rules[..place].iter().any(|other| other.rule == rule.rule) {
            return Err(PolicyProblem::SameLateFee(rule.rule));
        }
    }
    Ok(rules)
}

impl CreditPolicy {
    /// Whether a customer pays late fees by agreement, and whose word it is: an exemption of the customer, of their tier, or the policy.
    pub fn pays_late_fees(&self, details: &CustomerDetails) -> (bool, TermSource) {
        if details.approach.no_late_fees {
            (false, TermSource::Customer)
        } else if self.tier_named(&details.approach.tier).is_some_and(|tier| tier.no_late_fees) {
            (false, TermSource::Tier)
        } else {
            (!self.late_fees.is_empty(), TermSource::Policy)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approach::Approach;
    use crate::domain::charge::TaxCategory;
    use crate::domain::late_fee::{Cap, Charge, Often, Tier};
    use crate::domain::policy::CustomerTier;

    fn rule(number: u32, charge: &str, cap: Option<&str>) -> LateFeeRule {
        let charge = charge.parse().map_or_else(|_| Charge::Percent(charge.parse().unwrap()), Charge::Amount);
        let tiers = vec![Tier { from: "0.00 USD".parse().unwrap(), charge }];
        let cap = Cap { amount: cap.map(|cap| cap.parse().unwrap()), percent: None };
        LateFeeRule { rule: number, tiers, often: Often::Once, grace_days: 5, cap, tax: TaxCategory::Outside }
    }

    fn policy(late_fees: Vec<LateFeeRule>) -> CreditPolicy {
        CreditPolicy { late_fees, ..CreditPolicy::default() }
    }

    #[test]
    fn rules_that_nobody_can_agree_on_are_refused() {
        let check = |rules: Vec<LateFeeRule>, expected: &str| {
            assert_eq!(policy(rules).checked().unwrap_err().to_string(), expected);
        };
        assert!(policy(vec![rule(1, "15.00 USD", None), rule(2, "1.5", Some("40.00 USD"))]).checked().is_ok());
        check(vec![rule(1, "15.00 USD", None), rule(1, "1.5", None)], "Two late fees have the number 1.");
        check(vec![rule(0, "1.5", None)], "Two late fees have the number 0.");
        check(vec![rule(1, "101", None)], "The rate must be at most 100 %, not 101 %.");
        check(vec![rule(1, "-1.00 USD", None)], "The late fee must be above zero, not -1.00 USD.");
        check(vec![rule(1, "15.00 USD", Some("14.99 USD"))], "The most in all, 14.99 USD, is less than one fee of 15.00 USD.");
        check(vec![rule(1, "15.00 USD", Some("40.00 EUR"))], "USD and EUR cannot be added together.");
        check(vec![LateFeeRule { grace_days: 366, ..rule(1, "1", None) }], "The days of grace can be at most 365, not 366.");
        check((1..=21).map(|number| rule(number, "1", None)).collect(), "There can be at most 20 late fees.");
    }

    #[test]
    fn an_exemption_comes_before_the_policy() {
        let tier = CustomerTier { name: "Old friends".to_owned(), no_late_fees: true, ..CustomerTier::default() };
        let policy = CreditPolicy { tiers: vec![tier], ..policy(vec![rule(1, "1", None)]) };
        let check = |tier: &str, no_late_fees, expected| {
            let approach = Approach { tier: tier.to_owned(), no_late_fees, ..Approach::default() };
            assert_eq!(policy.pays_late_fees(&CustomerDetails { approach, ..CustomerDetails::named("Ada") }), expected);
        };
        check("", false, (true, TermSource::Policy));
        check("Old friends", false, (false, TermSource::Tier));
        check("", true, (false, TermSource::Customer));
        let none = CreditPolicy::default();
        assert_eq!(none.pays_late_fees(&CustomerDetails::named("Ada")), (false, TermSource::Policy));
    }
}
