//! What the tests of the core share: random ledgers and commands, a naive second ledger, simulated stores, CSV jobs.

pub mod allowance;
pub mod charges;
pub mod collections;
pub mod commands;
pub mod credit_decisions;
pub mod csv;
pub mod discounts;
pub mod ledger_checks;
pub mod naive_ledger;
pub mod naive_rules;
pub mod plan_life;
pub mod plans;
pub mod random;
pub mod random_ledger;
pub mod realistic;
pub mod schema;
pub mod store;
pub mod write_offs;
pub mod written;
