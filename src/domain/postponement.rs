//! What the owner put off: a task of the worklist comes back on a day, or never.
//!
//! Tasks themselves are not stored; the worklist (`reports::worklist`) finds them in the ledger each time.

use super::ids::{ContactId, CustomerId, DisputeId, InvoiceId, PaymentId, PlanId, PlanOfferId, PostponementId, PromiseId, SettlementId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a task is about, beside its customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskSubject {
    /// The next message, call or letter of the schedule.
    Reminder,
    /// More is owed than the credit limit allows.
    Limit,
    /// The credit of the customer is to be looked at again.
    Review,
    /// The limitation date of what is owed.
    Limitation,
    /// A promise that is due or was broken.
    Promise(PromiseId),
    /// A plan with a missed instalment.
    Plan(PlanId),
    /// A dispute to answer.
    Dispute(DisputeId),
    /// To be in touch again, as an entry of the contact log says.
    Contact(ContactId),
    /// A payment to thank for.
    Payment(PaymentId),
    /// Whether to stop shipping because of this document.
    Hold(InvoiceId),
    /// Whether to hand this document to a collection agency.
    Agency(InvoiceId),
    /// An offer of a plan that ends.
    Offer(PlanOfferId),
    /// A plan that waits for the customer's signature.
    Agreement(PlanId),
    /// A settlement offer that ends.
    Settlement(SettlementId),
}

impl TaskSubject {
    /// Whether the task can be taken off the worklist for good. The others ask about money that is owed, and come back.
    pub const fn can_be_done(self) -> bool {
        let of_a_plan = matches!(self, Self::Offer(_) | Self::Agreement(_) | Self::Settlement(_));
        of_a_plan || matches!(self, Self::Limitation | Self::Contact(_) | Self::Payment(_) | Self::Hold(_) | Self::Agency(_))
    }
}

/// A task put off by the owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Postponement {
    /// Position in the ledger, from 1.
    pub id: PostponementId,
    /// Whose task.
    pub customer: CustomerId,
    /// Which task.
    pub subject: TaskSubject,
    /// The day of the decision.
    pub on: NaiveDate,
    /// The day it comes back; `None` when it is done with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The decision was taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub taken_back: bool,
}

impl Postponement {
    /// Whether it hides its task on the day.
    pub fn hides(&self, day: NaiveDate) -> bool {
        !self.taken_back && self.on <= day && self.until.is_none_or(|until| day < until)
    }
}
