//! Fees and interest: which late fees can be posted by a day and how each comes about, and what became of those that were.
//!
//! Nothing here is posted; the owner decides that. A fee rests on what the invoice itself owes, goes by the version of the policy that
//! binds the customer on the day it falls due (the one they accepted, where the policy asks for that), and is kept back while the invoice is
//! contested, on a plan or left in peace. What was paid late and is paid by now is proposed as well, for the owner to choose.

mod due;
mod example;
mod posted;
mod words;

pub use due::{FeeProposal, KeptBack, fee_rule, fees_of_invoice, late_fees_due, step_fee};
pub use example::example;
pub use posted::{ChargeState, PostedCharge, posted_charges};
pub use words::late_fee_words;

#[cfg(test)]
mod tests;
