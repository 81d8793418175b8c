//! Disputes and pauses: reasons not to chase.
//!
//! A dispute concerns one whole invoice; its aging goes on, its reminders stop. Parts, deadlines and outcomes
//! belong to a later stage and have their place here.

use super::ids::{CustomerId, DisputeId, InvoiceId, PauseId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An invoice that the customer contests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Position in the ledger, from 1.
    pub id: DisputeId,
    /// The contested invoice.
    pub invoice: InvoiceId,
    /// Since when. A file that only says “disputed” gives no date; the invoice date stands in for it.
    pub raised: NaiveDate,
    /// What the customer says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The first day on which it is no longer open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<NaiveDate>,
}

/// A time in which a customer gets no reminders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Position in the ledger, from 1.
    pub id: PauseId,
    /// Who is left in peace.
    pub customer: CustomerId,
    /// First day of the pause.
    pub from: NaiveDate,
    /// The first day on which reminders run again; open-ended when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Pause {
    /// Whether reminders are paused on the day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}
