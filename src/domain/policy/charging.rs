//! From when late fees and agreed interest may run: days of grace in both their meanings, and the customer's acceptance.

use super::CreditPolicy;
use crate::domain::customer::CustomerDetails;
use crate::domain::interest::Grace;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the days of grace mean for late fees and interest. (domain rules §4)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GraceMeaning {
    /// Paid within them, nothing is charged; after them it is charged from the day after the due date.
    #[default]
    Forgives,
    /// It is charged only from the day after the last of them.
    Delays,
    /// Nothing: it is charged from the day after the due date.
    Nothing,
}

impl GraceMeaning {
    /// For a policy that is written out: the default is left away.
    pub(super) fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

impl CreditPolicy {
    /// The days of grace as late fees and interest know them.
    pub fn charge_grace(&self) -> Grace {
        let days = u32::from(self.grace_days);
        match self.grace_meaning {
            _ if days == 0 => Grace::None,
            GraceMeaning::Nothing => Grace::None,
            GraceMeaning::Forgives => Grace::Forgives(days),
            GraceMeaning::Delays => Grace::Delays(days),
        }
    }

    /// The first day for which agreed fees and interest can be charged to a customer; `None` while they have not accepted the terms. When the policy
    /// asks for no acceptance it is a day before every document. What a law gives needs no acceptance and does not ask.
    pub fn fees_from(&self, details: &CustomerDetails) -> Option<NaiveDate> {
        if self.fees_need_acceptance { details.terms_accepted } else { Some(NaiveDate::MIN) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grace_means_what_the_policy_says() {
        let check = |grace_days, grace_meaning, expected| {
            assert_eq!(CreditPolicy { grace_days, grace_meaning, ..CreditPolicy::default() }.charge_grace(), expected);
        };
        check(0, GraceMeaning::Forgives, Grace::None);
        check(5, GraceMeaning::Nothing, Grace::None);
        check(5, GraceMeaning::Forgives, Grace::Forgives(5));
        check(5, GraceMeaning::Delays, Grace::Delays(5));
    }

    #[test]
    fn agreed_fees_run_from_the_acceptance_unless_none_is_asked_for() {
        let accepted = NaiveDate::from_ymd_opt(2026, 3, 1);
        let check = |fees_need_acceptance, terms_accepted, expected| {
            let policy = CreditPolicy { fees_need_acceptance, ..CreditPolicy::default() };
            assert_eq!(policy.fees_from(&CustomerDetails { terms_accepted, ..CustomerDetails::named("Ada") }), expected);
        };
        check(true, None, None);
        check(true, accepted, accepted);
        check(false, None, Some(NaiveDate::MIN));
        check(false, accepted, Some(NaiveDate::MIN));
        assert!(CreditPolicy::default().fees_need_acceptance);
    }
}
