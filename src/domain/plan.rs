//! Payment plans: an accepted agreement to pay certain invoices in instalments.
//!
//! The plan replaces the invoices' due dates for reminders; the documents keep their own for aging and
//! limitation. What has been paid on a plan is not stored: it is what its documents no longer owe.

use super::ids::{CustomerId, InvoiceId, PlanId};
use super::money::Money;
use super::schedule::Frequency;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One date on which a plan expects money. The down payment, if there is one, is the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanInstalment {
    /// When it is due.
    pub due: NaiveDate,
    /// What is due, interest included.
    pub amount: Money,
    /// The part that is interest.
    pub interest: Money,
}

/// Why and when a plan stopped holding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEnd {
    /// The first day on which it no longer holds. Equal to the acceptance when it was a mistake.
    pub on: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A payment plan that the customer accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Position in the ledger, from 1.
    pub id: PlanId,
    /// Who pays.
    pub customer: CustomerId,
    /// Since when it holds.
    pub accepted: NaiveDate,
    /// The documents it covers, the interest document (if any) included.
    pub invoices: Vec<InvoiceId>,
    /// The document that holds the plan's interest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest_document: Option<InvoiceId>,
    /// Rhythm of the instalments.
    pub frequency: Frequency,
    /// Nominal interest rate in percent a year; zero for none.
    pub rate_pct: Decimal,
    /// Whether the first instalment is a down payment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub down_payment: bool,
    /// All dates and amounts; they sum to the balances at acceptance plus the interest.
    pub instalments: Vec<PlanInstalment>,
    /// Set when the plan was ended before it was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<PlanEnd>,
}

impl Plan {
    /// Whether the plan holds on a day (paid or not).
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.accepted <= day && self.ended.as_ref().is_none_or(|end| day < end.on)
    }
}
