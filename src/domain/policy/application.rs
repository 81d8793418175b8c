//! Which debts a payment settles first when the customer does not say (domain rules §7: the customer's word, then the contract, then the law).

use crate::domain::application::{Order, SameDay};
use serde::{Deserialize, Serialize};

/// The owner's rule. The default is the oldest due document first, whatever it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ApplicationOrder {
    /// Which parts of the debt come first: of each part all documents, the oldest first. `None` for the oldest document first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<Order>,
    /// Documents of one due date: one after the other, or in proportion.
    #[serde(default, skip_serializing_if = "is_in_order")]
    pub same_day: SameDay,
}

fn is_in_order(same_day: &SameDay) -> bool {
    *same_day == SameDay::InOrder
}

impl ApplicationOrder {
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
