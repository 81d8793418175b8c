//! Fees and interest: which late fees can be posted by a day and how each comes about, and what became of those that were.
//!
//! Nothing here is posted; the owner decides that. A fee rests on what the invoice itself owes, counts from the customer's acceptance of
//! the terms on (where the policy asks for one) and from the day on which its rule was in force, and is kept back while the invoice is
//! contested, on a plan or left in peace. What was paid late and is paid by now is proposed as well, for the owner to choose.

mod due;
mod example;
mod posted;
mod words;

pub use due::{FeeProposal, KeptBack, fees_of_invoice, late_fees_due, step_fee};
pub use example::example;
pub use posted::{ChargeState, PostedCharge, posted_charges};
pub use words::late_fee_words;

#[cfg(test)]
mod tests;
