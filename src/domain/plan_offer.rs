//! Offers of payment plans: the schedule is written down, and the customer may accept it up to a day.
//!
//! Whether an offer was accepted is not stored: it is when a plan came from it, and the plan was not taken back.

use super::ids::{CustomerId, InvoiceId, PlanId, PlanOfferId};
use super::plan::PlanInstalment;
use super::schedule::AgreedTerms;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A plan that was offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanOffer {
    /// Position in the ledger, from 1.
    pub id: PlanOfferId,
    /// To whom.
    pub customer: CustomerId,
    /// The documents it would cover.
    pub invoices: Vec<InvoiceId>,
    /// How the schedule was made; the total is what the documents owed.
    pub terms: AgreedTerms,
    /// The day it was made.
    pub made: NaiveDate,
    /// The last day on which it can be accepted.
    pub expires: NaiveDate,
    /// All dates and amounts. A down payment is the first; it is due on the day of acceptance.
    pub instalments: Vec<PlanInstalment>,
    /// Set when it ended without being accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<OfferEnd>,
}

/// How an offer ended without a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferEnd {
    /// The first day on which it cannot be accepted any more. Equal to the day it was made when it was a mistake.
    pub on: NaiveDate,
    /// Who ended it.
    pub answer: OfferAnswer,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Who ended an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferAnswer {
    /// The customer does not want it.
    Declined,
    /// The owner takes it back.
    Withdrawn,
}

/// How an offer stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferState {
    /// The customer can accept it.
    Open,
    /// It became a plan.
    Accepted(PlanId),
    /// The customer did not want it.
    Declined,
    /// The owner took it back.
    Withdrawn,
    /// Its last day is over.
    Expired,
}

impl PlanOffer {
    /// Whether it was withdrawn on the day it was made: it counts on no day, as if it had never been.
    pub fn taken_back(&self) -> bool {
        self.settled.as_ref().is_some_and(|end| end.on <= self.made && end.answer == OfferAnswer::Withdrawn)
    }

    /// How it stands on a day as long as nobody accepts it.
    pub fn unaccepted(&self, day: NaiveDate) -> OfferState {
        match &self.settled {
            Some(end) if end.on <= day => match end.answer {
                OfferAnswer::Declined => OfferState::Declined,
                OfferAnswer::Withdrawn => OfferState::Withdrawn,
            },
            _ if day > self.expires => OfferState::Expired,
            _ => OfferState::Open,
        }
    }
}
