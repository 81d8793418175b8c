//! One file or folder per route. Pages read reports through `books.view` and send commands; they own no rules.

pub mod aging;
mod bulk;
pub mod charges;
pub mod claim;
pub mod customer;
pub mod customers;
pub mod data;
pub mod disputes;
pub mod evidence;
pub mod help;
pub mod holds;
pub mod invoice;
pub mod invoices;
pub mod messages;
pub mod new_plan;
pub mod not_found;
pub mod payments;
pub mod plan;
pub mod plans;
pub mod policy;
pub mod promises;
pub mod rates;
mod records;
pub mod settings;
pub mod statement;
pub mod templates;
pub mod today;
