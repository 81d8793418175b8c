//! “Check my books”: do the facts fit together, and do columns and indexes say what the facts say?
//!
//! One file per kind of record. Everything that `decide` accepts passes; what comes from outside (a JSON file, a
//! snapshot, another version) may not. A stage that finds something wrong ends the check, since the next one relies
//! on what this one has shown.

mod allowance;
mod collections;
mod credit_decisions;
mod credits;
mod documents;
mod follow_up;
mod imports;
mod plan_life;
mod plan_terms;
mod rebuilt;
mod recoveries;
mod texts;
mod totals;
mod write_offs;
mod written;

pub(super) use collections::is_task_subject;
pub(super) use credit_decisions::ends;
pub(super) use credits::{amount_of, peak, used, used_by_refund};
pub(super) use follow_up::is_due_item;

use crate::domain::calendar::YEARS;
use crate::domain::facts::Facts;
use crate::domain::money::Money;
use crate::domain::text_rules::limits;
use chrono::Datelike;
use std::fmt;
use thiserror::Error;

/// More would not be read.
const MOST_PROBLEMS: usize = 100;

/// Something in the facts that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}: {what}")]
pub struct FactsProblem {
    /// Which record, such as “invoices, record 12”.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
}

/// A record, by its list and its place there.
#[derive(Clone, Copy)]
struct At(&'static str, usize);

impl fmt::Display for At {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, record {}", self.0, self.1 + 1)
    }
}

struct Checker<'a> {
    facts: &'a Facts,
    problems: Vec<FactsProblem>,
}

/// Everything that does not fit together, at most 100 problems.
pub(super) fn problems(facts: &Facts) -> Vec<FactsProblem> {
    let mut checker = Checker { facts, problems: Vec::new() };
    checker.settings();
    checker.ids();
    if checker.problems.is_empty() {
        checker.documents();
        checker.allocations();
        checker.refunds();
        checker.allowance();
        checker.reserves();
        checker.write_offs();
        checker.recoveries();
        checker.agreements();
        checker.follow_up();
        checker.decisions();
        checker.imports();
    }
    if checker.problems.is_empty() {
        checker.sums();
        checker.totals();
    }
    checker.problems
}

impl Checker<'_> {
    fn add(&mut self, place: impl fmt::Display, what: impl fmt::Display) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(FactsProblem { place: place.to_string(), what: what.to_string() });
        }
    }

    fn expect(&mut self, at: At, sound: bool, what: &str) {
        if !sound {
            self.add(at, what);
        }
    }

    fn amount(&mut self, at: At, amount: Money) {
        self.expect(at, amount.is_positive() && amount.minor() <= Money::MAX_MINOR, "its amount is zero, negative or too large");
    }

    fn settings(&mut self) {
        let facts = self.facts;
        match facts.policy.clone().checked() {
            Err(problem) => self.add("policy", problem),
            // The level of a document is found by walking the steps in order.
            Ok(sorted) if sorted.schedule != facts.policy.schedule => self.add("policy", "its steps are not in order of their offset"),
            Ok(sorted) if sorted != facts.policy => self.add("policy", "its schedules or days are not in order"),
            Ok(_) => {}
        }
        for (place, version) in facts.policy_versions.iter().enumerate() {
            let later = place == 0 || facts.policy_versions[place - 1].from < version.from;
            let sound = version.before.clone().checked().is_ok_and(|sorted| sorted == version.before);
            if !later || !sound || !YEARS.contains(&version.from.year()) {
                self.add("policy versions", "a version is out of order or cannot be used");
            }
            self.line("policy versions", "note", &version.note, limits::NOTE);
        }
        self.business(&facts.settings.business);
        match facts.settings.payment.checked() {
            Err(problem) => self.add("settings", problem),
            Ok(checked) if checked != facts.settings.payment => {
                self.add("settings", "its ways to pay have spaces or small letters where none belong")
            }
            Ok(_) => {}
        }
        if let Err(problem) = facts.settings.rates.clone().checked() {
            self.add("settings", problem);
        }
        if !facts.settings.ways_out.is_sound() {
            self.add("settings", "a figure of the ways out is beyond what it can be");
        }
        match facts.settings.bookkeeping.clone().checked() {
            Err(problem) => self.add("settings", problem),
            Ok(checked) if checked != facts.settings.bookkeeping => self.add("settings", "its accounts are not as a chart is kept"),
            Ok(_) => {}
        }
        if let Err(problem) = facts.settings.allowance.clone().checked() {
            self.add("settings", problem);
        }
        match facts.settings.agencies.clone().checked() {
            Err(problem) => self.add("settings", problem),
            Ok(checked) if checked != facts.settings.agencies => self.add("settings", "its agencies are not as a directory is kept"),
            Ok(_) => {}
        }
    }

    fn ids(&mut self) {
        let facts = self.facts;
        let mut check = |list: &'static str, ids: &mut dyn Iterator<Item = usize>| {
            if let Some((place, id)) = ids.enumerate().find(|(place, id)| id != place) {
                self.add(At(list, place), format_args!("its id is {} instead of {}", id.wrapping_add(1), place + 1));
            }
        };
        check("customers", &mut facts.customers.iter().map(|record| record.id.index()));
        check("invoices", &mut facts.invoices.iter().map(|record| record.id.index()));
        check("credit_notes", &mut facts.credit_notes.iter().map(|record| record.id.index()));
        check("payments", &mut facts.payments.iter().map(|record| record.id.index()));
        check("allocations", &mut facts.allocations.iter().map(|record| record.id.index()));
        check("disputes", &mut facts.disputes.iter().map(|record| record.id.index()));
        check("pauses", &mut facts.pauses.iter().map(|record| record.id.index()));
        check("promises", &mut facts.promises.iter().map(|record| record.id.index()));
        check("contacts", &mut facts.contacts.iter().map(|record| record.id.index()));
        check("holds", &mut facts.holds.iter().map(|record| record.id.index()));
        check("postponements", &mut facts.postponements.iter().map(|record| record.id.index()));
        check("decisions", &mut facts.decisions.iter().map(|record| record.id.index()));
        check("messages", &mut facts.messages.iter().map(|record| record.id.index()));
        check("plans", &mut facts.plans.iter().map(|record| record.id.index()));
        check("settlements", &mut facts.settlements.iter().map(|record| record.id.index()));
        check("plan_offers", &mut facts.plan_offers.iter().map(|record| record.id.index()));
        check("agreements", &mut facts.agreements.iter().map(|record| record.id.index()));
        check("refunds", &mut facts.refunds.iter().map(|record| record.id.index()));
        check("allowance", &mut facts.allowance.iter().map(|record| record.id.index()));
        check("reserves", &mut facts.reserves.iter().map(|record| record.id.index()));
        check("write_offs", &mut facts.write_offs.iter().map(|record| record.id.index()));
        check("recoveries", &mut facts.recoveries.iter().map(|record| record.id.index()));
        check("imports", &mut facts.imports.iter().map(|record| record.id.index()));
    }
}
