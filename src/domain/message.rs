//! Messages: what was prepared for a customer, and what the owner confirmed.
//!
//! Recoup sends nothing. A message is prepared (the owner's mail program, printer or telephone takes over) and
//! becomes history only when the owner confirms it as sent.

use super::ids::{CustomerId, InvoiceId, MessageId, PlanId};
use super::money::Money;
use super::policy::{Channel, Purpose, Tone};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Something with a due date that a message can remind of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DueItem {
    /// A document by its own due date.
    Invoice(InvoiceId),
    /// One instalment of a plan, counted from 0 (the down payment, when there is one).
    Instalment(PlanId, u16),
}

/// Where a message stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Handed to the owner; neither sent nor skipped yet. Holds back the customer's next message.
    Prepared,
    /// The owner confirmed it as sent.
    Sent {
        /// The day it went out.
        on: NaiveDate,
    },
    /// The owner chose not to send it; its step counts as done.
    Skipped {
        /// The day of the decision.
        on: NaiveDate,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Taken back as if it had never been prepared.
    Discarded,
}

/// What is needed to prepare a message, and what is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageContent {
    /// To whom.
    pub customer: CustomerId,
    /// By which channel.
    pub channel: Channel,
    /// The offset of the schedule's step, in days from the due date.
    pub offset_days: i16,
    /// How it sounds.
    pub tone: Tone,
    /// What it is for.
    pub purpose: Purpose,
    /// Everything it reminds of.
    pub covers: Vec<DueItem>,
    /// What is asked for, one amount per currency.
    pub totals: Vec<Money>,
    /// The last day to pay that it gives; what it covers is left in peace up to then, once it went out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_by: Option<NaiveDate>,
    /// Subject line; never names the debt to people who only see the envelope.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The text as prepared.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// One message of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Position in the ledger, from 1.
    pub id: MessageId,
    /// The day it was prepared.
    pub prepared: NaiveDate,
    /// What it says and covers.
    #[serde(flatten)]
    pub content: MessageContent,
    /// Prepared, sent, skipped or discarded.
    pub state: MessageState,
}

impl Message {
    /// The day the message was settled (sent or skipped), if it was.
    pub fn settled_on(&self) -> Option<NaiveDate> {
        match &self.state {
            MessageState::Sent { on } | MessageState::Skipped { on, .. } => Some(*on),
            MessageState::Prepared | MessageState::Discarded => None,
        }
    }

    /// The day it went out, if the owner confirmed that.
    pub fn sent_on(&self) -> Option<NaiveDate> {
        match &self.state {
            MessageState::Sent { on } => Some(*on),
            _ => None,
        }
    }
}
