//! Which interest a customer owes for what they pay late.

use super::{CreditPolicy, TermSource};
use crate::domain::customer::CustomerDetails;
use crate::domain::interest::{AgreedRate, InterestRule};

impl CreditPolicy {
    /// The rule on interest that a customer goes by: their own, else that of their tier, else the policy's.
    pub fn interest_rule_of(&self, details: &CustomerDetails) -> (InterestRule, TermSource) {
        let of_tier = || self.tier_named(&details.approach.tier).and_then(|tier| tier.interest);
        let own = details.approach.interest.map(|rule| (rule, TermSource::Customer));
        own.or_else(|| of_tier().map(|rule| (rule, TermSource::Tier))).unwrap_or((self.interest, TermSource::Policy))
    }

    /// Their rate where that rule is one of an agreement, with the days of grace that hold for it.
    pub fn agreed_rate_of(&self, details: &CustomerDetails) -> Option<AgreedRate> {
        match self.interest_rule_of(details).0 {
            InterestRule::Agreed(rate) => Some(AgreedRate { grace: Some(rate.grace.unwrap_or(self.charge_grace())), ..rate }),
            InterestRule::None | InterestRule::Statutory(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approach::Approach;
    use crate::domain::interest::rule::StatutoryRule;
    use crate::domain::policy::CustomerTier;
    use rust_decimal::Decimal;

    #[test]
    fn the_customer_comes_before_the_tier_and_the_tier_before_the_policy() {
        let agreed = InterestRule::Agreed(AgreedRate::yearly(Decimal::from(8)));
        let law = InterestRule::Statutory(StatutoryRule::default());
        let tiers = ["Wholesale", "Web"].map(str::to_owned).map(|name| {
            let interest = (name == "Wholesale").then_some(law);
            CustomerTier { name, interest, ..CustomerTier::default() }
        });
        let policy = CreditPolicy { interest: agreed, tiers: tiers.to_vec(), ..CreditPolicy::default() };
        let check = |interest: Option<InterestRule>, tier: &str, expected| {
            let approach = Approach { interest, tier: tier.to_owned(), ..Approach::default() };
            let details = CustomerDetails { approach, ..CustomerDetails::named("Ada") };
            assert_eq!(policy.interest_rule_of(&details), expected, "{interest:?} {tier}");
        };
        check(None, "", (agreed, TermSource::Policy));
        check(None, "Web", (agreed, TermSource::Policy));
        check(None, "Wholesale", (law, TermSource::Tier));
        check(Some(InterestRule::None), "Wholesale", (InterestRule::None, TermSource::Customer));
        check(None, "Gone", (agreed, TermSource::Policy));
    }
}
