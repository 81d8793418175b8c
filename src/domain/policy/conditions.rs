//! When a step applies at all, and what it proposes besides its message.

use super::PolicyProblem;
use crate::domain::approach::CustomerKind;
use crate::domain::currency::Currency;
use crate::domain::grade::Grade;
use crate::domain::money::Money;
use serde::{Deserialize, Serialize};

/// What has to hold for a step to apply. An empty condition always holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StepConditions {
    /// The least that the message has to ask for in a currency; nothing is asked for in that currency below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub least: Vec<Money>,
    /// Only for customers rated so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grade>,
    /// Only for businesses, or only for consumers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CustomerKind>,
}

impl StepConditions {
    /// Whether the step always applies.
    pub fn is_empty(&self) -> bool {
        self.least.is_empty() && self.grades.is_empty() && self.kind.is_none()
    }

    /// The least amount in a currency, when there is one.
    pub fn least_in(&self, currency: Currency) -> Option<Money> {
        self.least.iter().copied().find(|least| least.currency() == currency)
    }

    /// Grades in order and once each; one least amount per currency, above zero.
    pub(super) fn checked(mut self) -> Result<Self, PolicyProblem> {
        self.grades.sort_unstable();
        self.grades.dedup();
        let twice = |(place, least): (usize, &Money)| self.least[..place].iter().any(|other| other.currency() == least.currency());
        if self.least.iter().enumerate().any(twice) {
            return Err(PolicyProblem::LeastTwice);
        }
        if self.least.iter().any(|least| !least.is_positive() || least.minor() > Money::MAX_MINOR) {
            return Err(PolicyProblem::LeastAmount);
        }
        Ok(self)
    }
}

/// What a step proposes besides its message. Nothing happens before the owner decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Besides {
    /// To think of a late fee: a note beside the message.
    LateFee,
    /// To stop shipping.
    Hold,
    /// To decide about a collection agency.
    Agency,
}

impl Besides {
    /// Every proposal.
    pub const ALL: [Self; 3] = [Self::LateFee, Self::Hold, Self::Agency];
}

/// Which condition of a step does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmet {
    /// The message would ask for less than this.
    Least(Money),
    /// The customer's grade is not among those of the step.
    Grade(Option<Grade>),
    /// The step is for such customers only.
    Kind(CustomerKind),
}
