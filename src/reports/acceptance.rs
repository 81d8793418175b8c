//! Who has not accepted the terms, so that what the policy charges by agreement does not run for them.

use crate::domain::customer::CustomerDetails;
use crate::domain::ids::CustomerId;
use crate::domain::interest::InterestRule;
use crate::domain::ledger::Ledger;
use crate::domain::policy::CreditPolicy;
use chrono::NaiveDate;

/// Whether late fees or interest would be charged to a customer by agreement, and they have not accepted the terms by a day.
pub fn lacks_acceptance(policy: &CreditPolicy, details: &CustomerDetails, as_of: NaiveDate) -> bool {
    let agreed = policy.pays_late_fees(details).0 || matches!(policy.interest_rule_of(details).0, InterestRule::Agreed(_));
    agreed && policy.fees_from(details).is_none_or(|from| from > as_of)
}

/// Everybody who lacks it, by the policy of the day.
pub fn without_acceptance(ledger: &Ledger, as_of: NaiveDate) -> impl Iterator<Item = CustomerId> + '_ {
    let policy = ledger.policy_on(as_of);
    ledger.customers().filter(move |customer| lacks_acceptance(policy, &customer.details, as_of)).map(|customer| customer.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::interest::AgreedRate;

    #[test]
    fn only_what_is_agreed_asks_for_an_acceptance() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let interest = InterestRule::Agreed(AgreedRate::yearly(8.into()));
        let (nothing, agreed) = (CreditPolicy::default(), CreditPolicy { interest, ..CreditPolicy::default() });
        let freely = CreditPolicy { fees_need_acceptance: false, ..agreed.clone() };
        let accepted = |on: Option<&str>| CustomerDetails { terms_accepted: on.map(date), ..CustomerDetails::named("Ada") };
        let lacks = |policy: &CreditPolicy, on| lacks_acceptance(policy, &accepted(on), date("2026-03-01"));
        assert!(lacks(&agreed, None) && lacks(&agreed, Some("2026-03-02")));
        assert!(!lacks(&agreed, Some("2026-03-01")) && !lacks(&nothing, None) && !lacks(&freely, None));
        let mut exempt = accepted(None);
        exempt.approach.interest = Some(InterestRule::None);
        assert!(!lacks_acceptance(&agreed, &exempt, date("2026-03-01")));
    }
}
