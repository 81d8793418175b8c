//! Disputes and pauses: reasons not to chase.
//!
//! A dispute concerns one invoice, whole or a part of it; aging goes on, reminders of the contested part stop and the
//! rest is still chased.

use super::ids::{CreditNoteId, CustomerId, DisputeId, InvoiceId, PauseId};
use super::money::Money;
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
    /// What is known of it beyond that.
    #[serde(default, skip_serializing_if = "DisputeCase::is_plain")]
    pub case: DisputeCase,
    /// How it ended, when the owner said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<DisputeOutcome>,
}

/// What a dispute is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeKind {
    /// Anything else, or not said.
    #[default]
    Other,
    /// Goods or service did not arrive.
    NotReceived,
    /// Damaged, wrong or of poor quality.
    Quality,
    /// The price or a discount is not what was agreed.
    Price,
    /// The quantity is not what was delivered.
    Quantity,
    /// Billed twice.
    Duplicate,
    /// Says it was paid already.
    AlreadyPaid,
    /// Did not order it.
    NotOrdered,
    /// A card or wallet payment was claimed back through the bank.
    Chargeback,
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextMove {
    /// The owner has to answer.
    #[default]
    Ours,
    /// The customer (or the bank) has to.
    Theirs,
}

/// Part, reason, evidence and deadline of a dispute; all of it can be changed while it is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DisputeCase {
    /// The contested part; the whole document when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: DisputeKind,
    /// What supports either side.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// The day by which the next move is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<NaiveDate>,
    /// Whose move it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub next_move: NextMove,
}

impl DisputeCase {
    /// Whether it says nothing beyond “contested”.
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// How a dispute ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisputeVerdict {
    /// The customer was right: the contested part is credited.
    Accepted,
    /// The owner was right: chasing goes on.
    Rejected,
    /// Something in between is credited.
    Compromise,
    /// The customer no longer contests it.
    Withdrawn,
    /// The bank decided for the owner.
    ChargebackWon,
    /// The bank decided for the customer.
    ChargebackLost,
}

/// The end of a dispute as the owner recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeOutcome {
    /// Who was right.
    pub verdict: DisputeVerdict,
    /// Why, in words for the record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What was credited because of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_note: Option<CreditNoteId>,
}

impl Dispute {
    /// A document is contested from a day on; nothing more is known yet.
    pub fn new(id: DisputeId, invoice: InvoiceId, raised: NaiveDate, reason: String) -> Self {
        Self { id, invoice, raised, reason, closed: None, case: DisputeCase::default(), outcome: None }
    }

    /// Whether it was taken back as entered by mistake: closed from its own day on, without an outcome.
    pub fn was_a_mistake(&self) -> bool {
        self.closed == Some(self.raised) && self.outcome.is_none()
    }

    /// Whether it is open on the day.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        self.raised <= day && self.closed.is_none_or(|closed| day < closed)
    }

    /// The contested part of what its document owes, in minor units.
    pub fn contested(&self, open: i64) -> i64 {
        self.case.amount.map_or(open, |amount| amount.minor().min(open))
    }
}

/// A time in which a customer gets no reminders, or none about one invoice.
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
    /// The one invoice that is left in peace; everything of the customer when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invoice: Option<InvoiceId>,
}

impl Pause {
    /// Whether reminders are paused on the day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}
