//! When an order ships on credit, when only with a deposit, and when not: the numbers of the rule in `reports::credit_decision`.

use super::{PolicyProblem, at_most};
use crate::domain::grade::Grade;
use serde::{Deserialize, Serialize};

/// The numbers by which an order on credit is judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionRules {
    /// Past due by more days than this: nothing on credit.
    pub hold_days: u16,
    /// Past due by more days than this, and by more than the grace days: a deposit.
    pub deposit_days: u16,
    /// The deposit that is asked for, in percent of the order.
    pub deposit_percent: u8,
    /// The worst rating that still gets credit without a deposit.
    pub worst_grade: Grade,
    /// So many broken promises mean a deposit; 0 to pass them over.
    pub broken_promises: u16,
    /// The days that are looked back on for broken promises.
    pub broken_days: u16,
    /// From this part of the limit on a customer is on the watch list, in percent.
    pub watch_percent: u8,
    /// An approved order counts as owed for so many days while it is not invoiced.
    pub lapse_days: u16,
}

impl Default for DecisionRules {
    fn default() -> Self {
        Self {
            hold_days: 60,
            deposit_days: 0,
            deposit_percent: 50,
            worst_grade: Grade::D,
            broken_promises: 1,
            broken_days: 90,
            watch_percent: 90,
            lapse_days: 30,
        }
    }
}

impl DecisionRules {
    /// Whether these are the rules everybody begins with.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn checked(&self) -> Result<(), PolicyProblem> {
        at_most("The time past due that stops credit", self.hold_days, 3650)?;
        at_most("The time past due that asks for a deposit", self.deposit_days, 3650)?;
        at_most("The time in which broken promises count", self.broken_days, 3650)?;
        at_most("The time an approved order counts", self.lapse_days, 3650)?;
        if self.deposit_days > self.hold_days {
            return Err(PolicyProblem::DepositAfterHold);
        }
        for (what, percent) in [("The deposit", self.deposit_percent), ("The part of the limit to watch", self.watch_percent)] {
            if !(1..=100).contains(&percent) {
                return Err(PolicyProblem::Percent { what });
            }
        }
        Ok(())
    }
}
