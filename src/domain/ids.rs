//! Identifiers handed out by the ledger, one newtype per noun.
//!
//! An id counts from 1 in the order of creation, so replaying the same events gives the same ids, and
//! `index()` is the place of the record in the ledger's list. Document numbers (what the customer sees on
//! the invoice) are text and live on the documents, not here.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the record at `index` of its list.
            pub fn from_index(index: usize) -> Self {
                Self(index as u32 + 1)
            }

            /// The place of the record in its list. An id of 0 (never handed out) gives a place that no list has.
            pub fn index(self) -> usize {
                self.0.wrapping_sub(1) as usize
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id!(
    /// A customer.
    CustomerId
);
id!(
    /// An invoice, or another document that the customer owes (plan interest).
    InvoiceId
);
id!(
    /// A credit note.
    CreditNoteId
);
id!(
    /// A payment.
    PaymentId
);
id!(
    /// An allocation of a payment or credit note to an invoice.
    AllocationId
);
id!(
    /// A dispute of one invoice.
    DisputeId
);
id!(
    /// A pause of a customer's reminders.
    PauseId
);
id!(
    /// A message prepared for a customer.
    MessageId
);
id!(
    /// A payment plan.
    PlanId
);
id!(
    /// An offer of a payment plan.
    PlanOfferId
);
id!(
    /// A promise to pay.
    PromiseId
);
id!(
    /// An entry of the contact log.
    ContactId
);
id!(
    /// A credit hold.
    HoldId
);
id!(
    /// A decision about an order on credit.
    DecisionId
);
id!(
    /// A task put off.
    PostponementId
);
id!(
    /// A settlement offer.
    SettlementId
);
id!(
    /// A written agreement on a plan.
    AgreementId
);
id!(
    /// A refund of unapplied credit.
    RefundId
);
id!(
    /// An entry of the allowance for doubtful accounts.
    AllowanceEntryId
);
id!(
    /// A reserve for a named account.
    ReserveId
);
id!(
    /// A debt that was given up.
    WriteOffId
);
id!(
    /// Money for a debt that was given up.
    RecoveryId
);
id!(
    /// One import of a file.
    ImportId
);
