//! Why a command was refused, in words for the owner, with the field the words belong beside.

use super::ids::InvoiceId;
use super::money::{Money, MoneyError};
use super::policy::PolicyProblem;
use super::schedule::TermsError;
use chrono::NaiveDate;
use thiserror::Error;

/// A command that was refused. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the field names are the documentation
pub enum Rejection {
    /// The record does not exist (it may have been entered in another window since).
    #[error("There is no such {0} in this ledger.")]
    NotFound(&'static str),
    /// A text that must not be empty.
    #[error("Enter {what}.")]
    Missing { field: &'static str, what: &'static str },
    /// A text with too many characters.
    #[error("{what} can have at most {most} characters.")]
    TooLong { field: &'static str, what: &'static str, most: usize },
    /// Invisible control characters.
    #[error("{what} contains characters that cannot be shown. Type it again.")]
    ControlCharacters { field: &'static str, what: &'static str },
    /// An address that no mail program would take.
    #[error("“{0}” is not an e-mail address.")]
    BadEmail(String),
    /// Zero or less.
    #[error("The amount must be more than zero.")]
    NotPositive,
    /// Larger than a document may be.
    #[error("The amount is larger than Recoup can keep exactly.")]
    TooLarge,
    /// Two currencies in one place.
    #[error("{0}")]
    Money(#[from] MoneyError),
    /// The customer already has a document with this number.
    #[error("This customer already has a document with the number {0}.")]
    NumberTaken(String),
    /// A date after today.
    #[error("{what} cannot be after today ({today}).")]
    InTheFuture { field: &'static str, what: &'static str, today: NaiveDate },
    /// A date before another that must come first.
    #[error("{what} cannot be before {limit}.")]
    TooEarly { field: &'static str, what: &'static str, limit: NaiveDate },
    /// A date nobody means.
    #[error("{0} is not a date between 1950 and 2100.")]
    ImplausibleDate(NaiveDate),
    /// The document no longer counts.
    #[error("{0} no longer counts, so nothing can be done with it.")]
    NoLongerCounts(String),
    /// The customer still has documents.
    #[error("This customer has documents and stays in the ledger.")]
    HasDocuments,
    /// Allocated more than the invoice owes.
    #[error("{number} owes {owed}, so {asked} cannot be applied to it.")]
    MoreThanOwed { number: String, owed: Money, asked: Money },
    /// Allocated more than there is.
    #[error("Only {available} is available, {asked} was to be applied.")]
    MoreThanAvailable { available: Money, asked: Money },
    /// Credit of one customer on an invoice of another.
    #[error("{0} belongs to another customer.")]
    OtherCustomer(String),
    /// Nothing to do.
    #[error("{0}")]
    NothingToDo(&'static str),
    /// The invoice is contested already.
    #[error("{0} is already marked as disputed.")]
    AlreadyDisputed(String),
    /// A message waits for the owner's word.
    #[error("A message to this customer is prepared but neither confirmed as sent nor skipped. Settle that one first.")]
    MessagePending,
    /// The message was settled before.
    #[error("This message is settled already.")]
    MessageSettled,
    /// The invoice is part of a plan in force.
    #[error("{number} is on a payment plan. End the plan first.")]
    OnPlan { invoice: InvoiceId, number: String },
    /// The plan ended before.
    #[error("This plan has ended already.")]
    PlanEnded,
    /// The terms of a plan do not work.
    #[error("{0}")]
    Terms(#[from] TermsError),
    /// The policy cannot be used.
    #[error("{0}")]
    Policy(#[from] PolicyProblem),
    /// The import was taken back before.
    #[error("This import was undone already.")]
    ImportUndone,
    /// A record of a file breaks a rule; the file is not taken.
    #[error("{document}: {why}")]
    InFile { document: String, why: Box<Rejection> },
    /// The facts to put in place do not fit together.
    #[error("The ledger does not fit together: {0}")]
    BrokenFacts(String),
}

impl Rejection {
    /// The name of the form field the sentence belongs beside, or `None` when it concerns the whole form.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Missing { field, .. } | Self::TooLong { field, .. } | Self::ControlCharacters { field, .. } => Some(field),
            Self::InTheFuture { field, .. } | Self::TooEarly { field, .. } => Some(field),
            Self::BadEmail(_) => Some("email"),
            Self::NotPositive | Self::TooLarge => Some("amount"),
            Self::NumberTaken(_) => Some("number"),
            Self::MoreThanOwed { .. } | Self::MoreThanAvailable { .. } => Some("allocation"),
            _ => None,
        }
    }
}
