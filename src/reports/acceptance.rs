//! Who has not accepted the terms as they stand, so that what the policy charges by agreement does not run for them, or goes by an earlier version.

use crate::domain::customer::CustomerDetails;
use crate::domain::ids::CustomerId;
use crate::domain::interest::AgreedRate;
use crate::domain::late_fee::LateFeeRule;
use crate::domain::ledger::Ledger;
use crate::domain::policy::CreditPolicy;
use chrono::NaiveDate;

/// Whether late fees or interest would be charged to a customer by agreement, and they have not accepted them by a day: no terms, or those of a version that charges
/// differently.
pub fn lacks_acceptance(ledger: &Ledger, details: &CustomerDetails, as_of: NaiveDate) -> bool {
    let asked = agreed(ledger.policy_on(as_of), details);
    asked != (&[][..], None) && ledger.agreed_policy_on(details, as_of).is_none_or(|binding| agreed(binding, details) != asked)
}

/// What a policy charges a customer by agreement.
fn agreed<'a>(policy: &'a CreditPolicy, details: &CustomerDetails) -> (&'a [LateFeeRule], Option<AgreedRate>) {
    let fees = if policy.pays_late_fees(details).0 { policy.late_fees.as_slice() } else { &[] };
    (fees, policy.agreed_rate_of(details))
}

/// Everybody who lacks it, by the policy of the day.
pub fn without_acceptance(ledger: &Ledger, as_of: NaiveDate) -> impl Iterator<Item = CustomerId> + '_ {
    ledger.customers().filter(move |customer| lacks_acceptance(ledger, &customer.details, as_of)).map(|customer| customer.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::interest::InterestRule;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn accepted(on: Option<&str>) -> CustomerDetails {
        CustomerDetails { terms_accepted: on.map(date), ..CustomerDetails::named("Ada") }
    }

    fn at(percent: i64) -> CreditPolicy {
        CreditPolicy { interest: InterestRule::Agreed(AgreedRate::yearly(percent.into())), ..CreditPolicy::default() }
    }

    fn books(policy: CreditPolicy) -> Ledger {
        let mut ledger = Ledger::default();
        ledger.execute(&Command::ChangePolicy { policy }, date("2026-03-01")).unwrap();
        ledger
    }

    #[test]
    fn only_what_is_agreed_asks_for_an_acceptance() {
        let freely = CreditPolicy { fees_need_acceptance: false, ..at(8) };
        let lacks = |policy: &CreditPolicy, on| lacks_acceptance(&books(policy.clone()), &accepted(on), date("2026-03-01"));
        assert!(lacks(&at(8), None) && lacks(&at(8), Some("2026-03-02")));
        assert!(!lacks(&at(8), Some("2026-03-01")) && !lacks(&CreditPolicy::default(), None) && !lacks(&freely, None));
        let mut exempt = accepted(None);
        exempt.approach.interest = Some(InterestRule::None);
        assert!(!lacks_acceptance(&books(at(8)), &exempt, date("2026-03-01")));
    }

    #[test]
    fn a_version_that_charges_differently_asks_for_another_acceptance() {
        let check = |policy: CreditPolicy, on: &str, expected: bool| {
            let mut ledger = books(at(8));
            let (from, note) = (date("2026-07-01"), String::new());
            ledger.execute(&Command::BeginPolicy { policy, from, note }, date("2026-03-01")).unwrap();
            assert!(!lacks_acceptance(&ledger, &accepted(Some("2026-02-01")), date("2026-06-30")));
            assert_eq!(lacks_acceptance(&ledger, &accepted(Some(on)), date("2026-08-01")), expected, "{on}");
        };
        check(at(12), "2026-02-01", true);
        check(at(12), "2026-07-01", false);
        check(CreditPolicy { net_days: 14, ..at(8) }, "2026-02-01", false);
        check(CreditPolicy { grace_days: 5, ..at(8) }, "2026-02-01", true);
        check(CreditPolicy { fees_need_acceptance: false, ..at(12) }, "2026-02-01", false);
        check(CreditPolicy::default(), "2026-02-01", false);
    }
}
