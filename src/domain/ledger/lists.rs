//! The plain shapes of what the ledger derives per account and per customer.

use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;

/// One customer in one currency: the unit in which debts and credits meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub customer: CustomerId,
    /// In which currency.
    pub currency: Currency,
    /// Sum of invoice balances, in minor units.
    pub owed: i64,
    /// Sum of unapplied credit, in minor units.
    pub unapplied: i64,
}

/// Places of one customer's records in their lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerLists {
    /// Accounts, one per currency.
    pub accounts: Vec<u32>,
    /// Invoices, void ones included.
    pub invoices: Vec<u32>,
    /// Payments, reversed ones included.
    pub payments: Vec<u32>,
    /// Credit notes.
    pub credit_notes: Vec<u32>,
    /// Pauses.
    pub pauses: Vec<u32>,
    /// Promises to pay.
    pub promises: Vec<u32>,
    /// Entries of the contact log.
    pub contacts: Vec<u32>,
    /// Credit holds.
    pub holds: Vec<u32>,
    /// Tasks put off.
    pub postponements: Vec<u32>,
    /// Decisions about orders on credit.
    pub decisions: Vec<u32>,
    /// Messages.
    pub messages: Vec<u32>,
    /// Plans, ended ones included.
    pub plans: Vec<u32>,
    /// Offers of plans.
    pub offers: Vec<u32>,
    /// The message that waits for the owner's word.
    pub pending_message: Option<u32>,
}
