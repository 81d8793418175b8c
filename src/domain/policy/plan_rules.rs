//! The rules of payment plans: how long a missed instalment can be made good, what a default leads to, how long a plan may be.
//!
//! A plan keeps the rules it was made under; changing the policy changes no agreement. Ten working days at most and acceleration of all that is
//! left are usual (domain rules §6); the figures here are the owner's.

use super::{PolicyProblem, at_most};
use crate::domain::acceleration;
use crate::domain::calendar::add_days;
use crate::domain::schedule::MAX_INSTALMENTS;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest time in which a missed instalment can be made good.
pub const MOST_CURE_DAYS: u16 = 90;
/// The most instalments that can be missed before the plan is in default.
pub const MOST_MISSED: u16 = 12;

/// What holds for a payment plan besides its schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanRules {
    /// Days in which a missed instalment can be made good.
    pub cure_days: u16,
    /// Whether only days with business count.
    pub cure_by_working_days: bool,
    /// How many instalments have to be missed before the plan is in default.
    pub missed_for_default: u16,
    /// Whether a default makes all that is left due at once.
    pub accelerates: bool,
    /// Whether the customer is to sign before the plan counts as agreed.
    pub asks_signature: bool,
    /// The most instalments of a plan.
    pub most_instalments: u16,
}

impl Default for PlanRules {
    /// Seven working days, one missed instalment, everything due then.
    fn default() -> Self {
        Self {
            cure_days: 7,
            cure_by_working_days: true,
            missed_for_default: 1,
            accelerates: true,
            asks_signature: false,
            most_instalments: MAX_INSTALMENTS as u16,
        }
    }
}

impl PlanRules {
    /// Whether these are the usual rules.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The last day on which what was missed can be made good; `closed` says on which days no business is done.
    pub fn cure_until(&self, missed: NaiveDate, closed: &dyn Fn(NaiveDate) -> bool) -> NaiveDate {
        if self.cure_by_working_days {
            acceleration::cure_until(missed, self.cure_days, closed)
        } else {
            add_days(missed, i64::from(self.cure_days))
        }
    }

    /// The rules, when they are within reason.
    pub fn checked(self) -> Result<Self, PolicyProblem> {
        at_most("The time to make a missed instalment good", self.cure_days, MOST_CURE_DAYS)?;
        let missed = (1..=MOST_MISSED).contains(&self.missed_for_default);
        let instalments = (1..=MAX_INSTALMENTS).contains(&u32::from(self.most_instalments));
        if missed && instalments { Ok(self) } else { Err(PolicyProblem::PlanRules) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::holidays::is_weekend;

    #[test]
    fn days_to_make_good_are_counted_as_agreed() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let rules = PlanRules { cure_days: 5, ..PlanRules::default() };
        assert_eq!(rules.cure_until(date("2024-08-30"), &is_weekend), date("2024-09-06"));
        let calendar = PlanRules { cure_by_working_days: false, ..rules };
        assert_eq!(calendar.cure_until(date("2024-08-30"), &is_weekend), date("2024-09-04"));
        let none = PlanRules { cure_days: 0, ..rules };
        assert_eq!(none.cure_until(date("2024-08-31"), &is_weekend), date("2024-08-31"));
    }

    #[test]
    fn rules_stay_within_reason() {
        let rules = PlanRules::default();
        assert_eq!(rules.checked(), Ok(rules));
        assert!(PlanRules { cure_days: 999, ..rules }.checked().is_err());
        assert!(PlanRules { missed_for_default: 0, ..rules }.checked().is_err());
        assert!(PlanRules { missed_for_default: 13, ..rules }.checked().is_err());
        assert!(PlanRules { most_instalments: 0, ..rules }.checked().is_err());
        assert!(PlanRules { most_instalments: 1201, ..rules }.checked().is_err());
    }
}
