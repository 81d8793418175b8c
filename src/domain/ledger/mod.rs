//! The ledger: facts, what is derived from them, and the two functions that move it.
//!
//! `decide` (pure, may refuse) turns a command into an event; `apply` (never fails) turns an event into new facts
//! and keeps every column and index in step. Nothing else writes. Questions are in `queries`.
//!
//! Invariants, checked by [`Ledger::check`] and by the property tests:
//! - an invoice's amount = its allocations in force + its balance, on every date;
//! - a credit's amount = its allocations in force + its refunds + what is unapplied, on every date;
//! - an allocation joins documents of one customer and one currency;
//! - columns and indexes equal those rebuilt from the facts.

mod apply;
mod check;
pub mod columns;
mod decide;
pub mod derived;
pub mod discounts;
mod fits;
pub mod lists;
mod offers;
mod open_list;
mod period_lock;
mod plan_life;
mod queries;
mod recoveries;
mod search;
mod settlements;
mod undo;
mod write_offs;
mod written;

pub use check::FactsProblem;
pub use decide::import::{ImportConflict, ImportPlan};
pub use plan_life::PlanMiss;
pub use written::InWriting;

use super::command::Command;
use super::event::Event;
use super::facts::Facts;
use super::rejection::Rejection;
use chrono::NaiveDate;
use columns::Columns;
use derived::Derived;

/// The books of one business.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    facts: Facts,
    derived: Derived,
}

impl Default for Ledger {
    fn default() -> Self {
        Self::build(Facts::default())
    }
}

impl Ledger {
    /// Takes facts from a file or a snapshot, or says everything that does not fit together.
    pub fn from_facts(facts: Facts) -> Result<Self, Vec<FactsProblem>> {
        let problems = check::problems(&facts);
        if problems.is_empty() { Ok(Self::build(facts)) } else { Err(problems) }
    }

    /// Derives everything from facts known to be sound.
    fn build(facts: Facts) -> Self {
        let derived = Derived::build(&facts);
        Self { facts, derived }
    }

    /// The facts, as they are kept and exported.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The columns that reports scan.
    pub fn columns(&self) -> &Columns {
        &self.derived.columns
    }

    /// Decides and applies in one go: for tests, benchmarks and sample data, where nothing is stored.
    pub fn execute(&mut self, command: &Command, today: NaiveDate) -> Result<Event, Rejection> {
        let event = self.decide(command, today)?;
        self.apply(&event);
        Ok(event)
    }
}
