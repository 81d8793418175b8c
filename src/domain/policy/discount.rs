//! Which discount for paying early a customer gets.

use super::{CreditPolicy, TermSource};
use crate::domain::calendar::add_days;
use crate::domain::customer::CustomerDetails;
use crate::domain::invoice_terms::{DiscountRule, DiscountWish, InvoiceTerms, InvoiceTermsProblem};
use chrono::NaiveDate;

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

/// An invoice that would get no discount, since it could be had after the whole amount is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostDiscount {
    /// Its date.
    pub issued: NaiveDate,
    /// Its due date.
    pub due: NaiveDate,
    /// The last day of the discount.
    pub until: NaiveDate,
}

impl CreditPolicy {
    /// The first invoice of the two months from a day on whose discount would end after its due date: “2/10 EOM” does when all is due after 30
    /// days. Goods are taken to be received with the invoice.
    pub fn lost_discount(&self, details: &CustomerDetails, from: NaiveDate) -> Option<LostDiscount> {
        let (rule, _) = self.discount_of(details);
        let rule = rule?;
        (0..62).map(|ahead| add_days(from, ahead)).find_map(|issued| {
            let due = self.due_date(details, issued).adjusted;
            let terms = InvoiceTerms { received: Some(issued), ..InvoiceTerms::of(rule.clone()) };
            match terms.before_due(issued, due) {
                Err(InvoiceTermsProblem::AfterDue { until }) => Some(LostDiscount { issued, due, until }),
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::approach::Approach;
    use crate::domain::policy::{CustomerTier, WhenDue};

    fn rule(terms: &str) -> DiscountRule {
        DiscountRule::of(terms.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_discount_that_outlives_the_due_date_is_noticed() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let check = |terms: &str, when: &str, expected: Option<[&str; 3]>| {
            let mut policy = CreditPolicy { discount: Some(rule(terms)), ..CreditPolicy::default() };
            let (days, due) = when.parse::<WhenDue>().unwrap().parts();
            (policy.net_days, policy.terms) = (days.unwrap_or(policy.net_days), due);
            let found = policy.lost_discount(&CustomerDetails::named("Ada"), date("2026-03-15"));
            let expected = expected.map(|[issued, due, until]| LostDiscount { issued: date(issued), due: date(due), until: date(until) });
            assert_eq!(found, expected, "{terms}, {when}");
        };
        check("2/10", "30", None);
        check("2/10 ROG", "30", None);
        // Of 15 March until 10 April, due on 14 April; of 1 April until 10 May, due on 1 May.
        check("2/10 EOM", "30", Some(["2026-04-01", "2026-05-01", "2026-05-10"]));
        check("2/10 EOM", "net 30 EOM", None);
        check("2/10 EOM", "60", None);
        check("1/10-60x", "30", Some(["2026-03-15", "2026-04-14", "2026-05-24"]));
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
