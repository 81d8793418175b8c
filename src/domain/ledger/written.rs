//! How plans stand in writing: whether a signature is waited for.
//!
//! A plan holds from the day on which it was accepted, signed or not: reminders follow its dates (domain rules §6). What its written form
//! alone gives, the right to declare a default, it does not give while the rules of the plan ask for a signature and there is none.

use super::Ledger;
use crate::domain::plan::Plan;
use chrono::NaiveDate;

/// How a plan stands in writing on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InWriting {
    /// Nothing is in writing, and nothing asks for it.
    NotAsked,
    /// Its rules ask for a signature, or it took the place of another plan, and no agreement was made yet.
    Missing,
    /// The newest agreement has other payments than the plan.
    Changed,
    /// The customer has not signed the newest agreement.
    Unsigned,
    /// The customer signed what the plan says.
    Signed,
}

impl InWriting {
    /// Whether the customer's signature is waited for.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Missing | Self::Changed | Self::Unsigned)
    }
}

impl Ledger {
    /// How a plan stands in writing on a day. A plan in the place of another needs the customer's consent anew.
    pub fn in_writing(&self, plan: &Plan, day: NaiveDate) -> InWriting {
        match self.agreements_of(plan.id).rfind(|agreement| agreement.made <= day) {
            None if plan.rules.asks_signature || plan.replaces.is_some() => InWriting::Missing,
            None => InWriting::NotAsked,
            Some(newest) if !newest.says_what(plan) => InWriting::Changed,
            Some(newest) if newest.customer_signed.as_ref().is_some_and(|signature| signature.on <= day) => InWriting::Signed,
            Some(_) => InWriting::Unsigned,
        }
    }

    /// Whether the rules of a plan ask for a signature that is not there on a day: no default can be declared under it.
    pub fn lacks_signature(&self, plan: &Plan, day: NaiveDate) -> bool {
        plan.rules.asks_signature && self.in_writing(plan, day).waits()
    }
}
