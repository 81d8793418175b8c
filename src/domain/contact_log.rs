//! The contact log: every call, visit, letter or note of the owner's, with what came of it.
//!
//! Messages that Recoup prepared are kept in [`super::message`]; a call made for a step of the schedule is both.

use super::ids::{ContactId, CustomerId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the owner and the customer were in touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A telephone call.
    Call,
    /// A letter, sent or received.
    Letter,
    /// An e-mail, sent or received.
    Email,
    /// A short message (SMS, a messenger).
    TextMessage,
    /// A meeting in person.
    Visit,
    /// A remark of the owner's; nobody was contacted.
    Note,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactOutcome {
    /// Spoke with somebody who can decide.
    Reached,
    /// Nobody answered.
    NoAnswer,
    /// Left a message on the voicemail or with somebody else.
    LeftMessage,
    /// The number or address belongs to somebody else.
    WrongNumber,
    /// Refuses to pay.
    Refused,
    /// Says it will be paid; the promise itself is on record as one.
    WillPay,
    /// Contests the debt.
    Disputes,
    /// Asks for instalments.
    AsksForPlan,
    /// Says it was paid already.
    SaysPaid,
    /// Asks for a copy of a document.
    AsksForCopy,
    /// Admits the debt in writing, with a signature or from their own address.
    AdmitsInWriting,
}

/// Why the customer has not paid, as far as the owner knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonPaymentReason {
    /// An oversight.
    Forgot,
    /// Short of money for now.
    CashFlow,
    /// Contests the amount or the goods.
    Dispute,
    /// A mistake in somebody's books (ours or theirs).
    AdminError,
    /// The invoice never arrived.
    MissingInvoice,
    /// The goods or the service never arrived.
    GoodsNotReceived,
    /// Insolvent, or about to be.
    Insolvency,
    /// Cannot be found.
    Unreachable,
    /// Something else; the note says what.
    Other,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactEntry {
    /// Position in the ledger, from 1.
    pub id: ContactId,
    /// With whom, or about whom.
    pub customer: CustomerId,
    /// The day.
    pub on: NaiveDate,
    /// How.
    pub kind: ContactKind,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ContactOutcome>,
    /// Why they have not paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NonPaymentReason>,
    /// With which person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// What was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The day on which to be in touch again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<NaiveDate>,
    /// Taken back: it was entered by mistake.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub struck: bool,
}

impl ContactEntry {
    /// Whether something reached the customer or came from them: no remark, and no call that nobody answered.
    pub fn was_a_word(&self) -> bool {
        self.kind != ContactKind::Note && !matches!(self.outcome, Some(ContactOutcome::NoAnswer | ContactOutcome::WrongNumber))
    }
}
