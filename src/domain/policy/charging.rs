//! From when late fees and agreed interest may run: days of grace in both their meanings. What binds a customer is in `version`.

use super::CreditPolicy;
use crate::domain::interest::Grace;
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
}
