//! What ended and can go on as if it had not: the other half of undo.

use super::ids::{
    AgreementId, AllowanceEntryId, ContactId, DecisionId, DisputeId, HoldId, PlanId, PlanOfferId, PostponementId, PromiseId, RefundId,
    ReserveId, SettlementId,
};
use serde::{Deserialize, Serialize};

/// A record whose end is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restorable {
    /// A dispute that ended is open again; the credit note of its end counts on no day.
    Dispute(DisputeId),
    /// A promise that was withdrawn stands again.
    Promise(PromiseId),
    /// An entry of the contact log that was taken back is there again.
    Contact(ContactId),
    /// A hold that was released holds again.
    Hold(HoldId),
    /// A task that was put back on the worklist is put off again.
    Task(PostponementId),
    /// A decision about an order whose end is taken back.
    Decision(DecisionId),
    /// An offer that was declined or withdrawn can be accepted again.
    Offer(PlanOfferId),
    /// An agreement that was taken back is there again.
    Agreement(AgreementId),
    /// A refund that was taken back counts again.
    Refund(RefundId),
    /// An entry of the allowance that was taken back counts again.
    Allowance(AllowanceEntryId),
    /// An account is judged by itself again.
    Reserve(ReserveId),
    /// A plan that went on after a default is in default again.
    Default(PlanId),
    /// A settlement offer that was withdrawn stands again.
    Settlement(SettlementId),
}
