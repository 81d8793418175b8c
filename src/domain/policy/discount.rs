//! Which discount for paying early a customer gets.

use super::{CreditPolicy, TermSource};
use crate::domain::customer::CustomerDetails;
use crate::domain::invoice_terms::{DiscountRule, DiscountWish};

impl CreditPolicy {
    /// The discount of a customer's new invoices: their own, else that of their tier, else the policy's. `None` when they get none.
    pub fn discount_of<'a>(&'a self, details: &'a CustomerDetails) -> (Option<&'a DiscountRule>, TermSource) {
        let of_tier = self.tier_named(&details.approach.tier).and_then(|tier| tier.discount.as_ref());
        let wishes = [(details.discount.as_ref(), TermSource::Customer), (of_tier, TermSource::Tier)];
        let wish = wishes.into_iter().find_map(|(wish, source)| Some((wish?, source)));
        match wish {
            Some((DiscountWish::Nothing, source)) => (None, source),
            Some((DiscountWish::Rule(rule), source)) => (Some(rule), source),
            None => (self.discount.as_ref(), TermSource::Policy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approach::Approach;
    use crate::domain::policy::CustomerTier;

    fn rule(terms: &str) -> DiscountRule {
        DiscountRule::of(terms.parse().unwrap()).unwrap()
    }

    #[test]
    fn the_customer_comes_before_the_tier_and_the_tier_before_the_policy() {
        let tier = |name: &str, discount| CustomerTier { name: name.to_owned(), discount, ..CustomerTier::default() };
        let tiers = vec![tier("Big", Some(DiscountWish::Rule(rule("3/10")))), tier("Web", Some(DiscountWish::Nothing)), tier("Rest", None)];
        let policy = CreditPolicy { tiers, discount: Some(rule("2/10 net 30")), ..CreditPolicy::default() };
        let check = |tier: &str, own: Option<DiscountWish>, expected: Option<&str>, source| {
            let approach = Approach { tier: tier.to_owned(), ..Approach::default() };
            let details = CustomerDetails { approach, discount: own, ..CustomerDetails::named("Ada") };
            let (found, from) = policy.discount_of(&details);
            assert_eq!((found.map(|rule| rule.terms.to_string()), from), (expected.map(str::to_owned), source), "{tier}");
        };
        check("", None, Some("2/10 net 30"), TermSource::Policy);
        check("Rest", None, Some("2/10 net 30"), TermSource::Policy);
        check("Gone", None, Some("2/10 net 30"), TermSource::Policy);
        check("Big", None, Some("3/10"), TermSource::Tier);
        check("Web", None, None, TermSource::Tier);
        check("Web", Some(DiscountWish::Rule(rule("1/5"))), Some("1/5"), TermSource::Customer);
        check("Big", Some(DiscountWish::Nothing), None, TermSource::Customer);
    }
}
