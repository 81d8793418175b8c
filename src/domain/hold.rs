//! Credit hold: nothing more is shipped or served on credit until the owner releases it.

use super::ids::{CustomerId, HoldId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A time in which a customer gets nothing on credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Position in the ledger, from 1.
    pub id: HoldId,
    /// Who.
    pub customer: CustomerId,
    /// First day of the hold.
    pub set: NaiveDate,
    /// Why.
    pub reason: String,
    /// The first day on which it no longer holds, and why it was released.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<HoldRelease>,
}

/// The end of a hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldRelease {
    /// The first day without it.
    pub on: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Hold {
    /// Whether it is in force on the day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.set <= day && self.released.as_ref().is_none_or(|release| day < release.on)
    }

    /// Whether it was taken back as set by mistake: released from its own day on, without a reason.
    pub fn was_a_mistake(&self) -> bool {
        self.released.as_ref().is_some_and(|release| release.on == self.set && release.reason.is_empty())
    }
}
