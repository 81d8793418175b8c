//! Reserves for named accounts: debts that are judged one by one and left out of the rates that hold for all others.

use super::ids::{CustomerId, ReserveId};
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What of an account will probably not be paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reserve {
    /// Position in the ledger, from 1.
    pub id: ReserveId,
    /// Whose account.
    pub customer: CustomerId,
    /// How much, above zero; at most what is owed counts.
    pub amount: Money,
    /// Its first day.
    pub from: NaiveDate,
    /// Why the account is judged by itself.
    pub reason: String,
    /// The first day on which it does not hold any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Reserve {
    /// Whether it holds on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether both hold on one day for one account.
    pub fn meets(&self, other: &Self) -> bool {
        let begins_in = |one: &Self, two: &Self| one.until.is_none_or(|until| two.from < until && one.from < until);
        self.customer == other.customer
            && self.amount.currency() == other.amount.currency()
            && begins_in(self, other)
            && begins_in(other, self)
    }
}
