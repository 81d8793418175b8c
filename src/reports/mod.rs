//! Reports: each one a pure function of the ledger, its parameters and an as-of date, to a plain struct.

pub mod agenda;
pub mod aging;
pub mod behind;
pub mod charges;
pub mod claim_text;
pub mod contact_check;
pub mod credit_decision;
pub mod dispute_text;
pub mod expected;
pub mod exposure;
pub mod freshness;
pub mod interest;
mod late;
pub mod message_text;
pub mod open_items;
pub mod pay_codes;
pub mod plan_progress;
pub mod postal_address;
pub mod promises;
pub mod rating;
pub mod reminders;
pub mod resting;
pub mod statement;
pub mod thanks_text;
pub mod to_do;
pub mod watch_list;
pub mod worklist;
