//! How a plan stands in the ledger (what came in, what is missed, until when it can be made good), and what events about its life change.

use super::Ledger;
use crate::domain::credit::{Allocation, CreditNote, CreditSource};
use crate::domain::ids::{CreditNoteId, PlanId};
use crate::domain::invoice::Invoice;
use crate::domain::plan::{Plan, PlanDefault, PlanEnd};
use chrono::NaiveDate;

/// Instalments that were missed and what time there is to make them good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanMiss {
    /// How many.
    pub count: usize,
    /// When the first was due.
    pub since: NaiveDate,
    /// The last day to make good the one that makes a default.
    pub cure_until: NaiveDate,
    /// Whether enough are missed for long enough: a default can be declared.
    pub is_default: bool,
}

impl Ledger {
    /// Interest of a plan that was not earned and is credited on a day, in minor units.
    pub fn plan_credited(&self, plan: &Plan, day: NaiveDate) -> i64 {
        let of_defaults = plan.defaults.iter().filter_map(|default| default.interest_credit);
        let notes = of_defaults.chain(plan.ended.as_ref().and_then(|end| end.interest_credit));
        let uses = notes.flat_map(|note| self.allocations_from(CreditSource::CreditNote(note)));
        let in_force = uses.filter(|part| part.on <= day && part.until.is_none_or(|until| day < until));
        in_force.map(|part| part.amount.minor()).sum()
    }

    /// What all instalments of a plan came to on a day without the interest that was credited, and what of it had come in; minor units.
    pub fn plan_paid(&self, plan: &Plan, day: NaiveDate) -> (i64, i64) {
        let all: i64 = plan.instalments.iter().map(|instalment| instalment.amount.minor()).sum();
        let total = all - self.plan_credited(plan, day);
        let owed: i64 = plan.invoices.iter().filter_map(|id| self.invoice(*id)).map(|invoice| self.owed_on(invoice, day).minor()).sum();
        (total, (total - owed).clamp(0, total.max(0)))
    }

    /// What is missed of a plan on a day. After a plan went on, the time to make good counts from that day.
    pub fn plan_miss(&self, plan: &Plan, day: NaiveDate) -> Option<PlanMiss> {
        let (_, mut left) = self.plan_paid(plan, day);
        let mut missed = Vec::new();
        for instalment in plan.instalments.iter().take_while(|instalment| instalment.due < day) {
            let amount = instalment.amount.minor();
            if left < amount {
                missed.push(instalment.due);
            }
            left = (left - amount).max(0);
        }
        let enough = usize::from(plan.rules.missed_for_default).max(1);
        let decisive = missed.get(enough - 1).or(missed.last()).copied()?;
        let again = plan.defaults.iter().filter_map(|default| default.reinstated.filter(|on| *on > default.on && *on <= day)).max();
        let closed = self.no_business_with(plan.customer);
        let cure_until = plan.rules.cure_until(decisive.max(again.unwrap_or(decisive)), &closed);
        Some(PlanMiss { count: missed.len(), since: missed[0], cure_until, is_default: missed.len() >= enough && cure_until < day })
    }

    /// Whether documents of the plan still owe something.
    pub fn plan_owes(&self, plan: &Plan) -> bool {
        plan.invoices.iter().filter_map(|id| self.invoice(*id)).any(|invoice| self.balance(invoice).is_positive())
    }

    /// The uses of a credit note that ended because it was voided on a day.
    pub(super) fn ended_with(&self, note: CreditNoteId, day: NaiveDate) -> impl Iterator<Item = &Allocation> {
        self.allocations_from(CreditSource::CreditNote(note)).filter(move |used| used.until == Some(day.max(used.on)))
    }

    fn credit_interest(&mut self, credit: Option<&(CreditNote, Vec<Allocation>)>) {
        if let Some((note, allocations)) = credit {
            self.add_credit_note(note.clone());
            self.add_allocations(allocations);
        }
    }

    /// Moves the due date of a plan's interest.
    fn interest_due(&mut self, plan: PlanId, on: NaiveDate, due: NaiveDate) {
        let document = self.facts.plans[plan.index()].interest_document;
        if let Some(id) = document.filter(|id| self.invoice(*id).is_some_and(|invoice| invoice.due != due)) {
            self.change_due_date(id, on, due);
        }
    }

    pub(super) fn apply_plan_accepted(&mut self, plan: &Plan, interest: Option<&Invoice>) {
        interest.into_iter().for_each(|invoice| self.add_invoice(invoice.clone()));
        self.derived.add_plan(plan);
        self.facts.plans.push(plan.clone());
    }

    pub(super) fn apply_plan_ended(&mut self, plan: PlanId, end: &PlanEnd, credit: Option<&(CreditNote, Vec<Allocation>)>) {
        self.credit_interest(credit);
        if end.interest_was_due.is_some() {
            self.interest_due(plan, end.on, end.on);
        }
        self.facts.plans[plan.index()].ended = Some(end.clone());
    }

    pub(super) fn apply_plan_defaulted(&mut self, plan: PlanId, default: &PlanDefault, credit: Option<&(CreditNote, Vec<Allocation>)>) {
        self.credit_interest(credit);
        if default.interest_was_due.is_some() {
            self.interest_due(plan, default.on, default.on);
        }
        self.facts.plans[plan.index()].defaults.push(default.clone());
    }

    pub(super) fn apply_plan_reinstated(&mut self, plan: PlanId, on: NaiveDate) {
        let Some(default) = self.facts.plans[plan.index()].defaults.last_mut() else { return };
        default.reinstated = Some(on);
        let (credit, was_due) = (default.interest_credit, default.interest_was_due);
        if let Some(note) = credit.filter(|note| self.facts.credit_notes[note.index()].voided.is_none()) {
            self.void_credit_note(note, on);
        }
        if let Some(due) = was_due {
            self.interest_due(plan, on, due);
        }
    }

    /// The default holds again, with its credit note and what that was used for.
    pub(super) fn apply_default_restored(&mut self, plan: PlanId) {
        let Some(default) = self.facts.plans[plan.index()].defaults.last_mut() else { return };
        let Some(on) = default.reinstated.take() else { return };
        let (since, credit, was_due) = (default.on, default.interest_credit, default.interest_was_due);
        if let Some(note) = credit {
            let again: Vec<_> = self.ended_with(note, on).map(|used| used.id).collect();
            self.facts.credit_notes[note.index()].voided = None;
            self.resume_credit(CreditSource::CreditNote(note));
            for id in again {
                let record = &mut self.facts.allocations[id.index()];
                record.until = None;
                self.derived.resume_allocation(record);
            }
        }
        if was_due.is_some() {
            self.interest_due(plan, on, since);
        }
    }

    /// The new plan ends as if it had never been, and the one it took the place of goes on as if it had not ended.
    pub(super) fn apply_restructure_taken_back(&mut self, plan: PlanId, credit: Option<&(CreditNote, Vec<Allocation>)>) {
        let (accepted, replaced) = (self.facts.plans[plan.index()].accepted, self.facts.plans[plan.index()].replaces);
        let end = PlanEnd { interest_credit: credit.map(|(note, _)| note.id), ..PlanEnd::new(accepted, String::new()) };
        self.apply_plan_ended(plan, &end, credit);
        let Some(old) = replaced else { return };
        let Some(end) = self.facts.plans[old.index()].ended.take() else { return };
        if let Some(note) = end.interest_credit.filter(|note| self.facts.credit_notes[note.index()].voided.is_none()) {
            let issued = self.facts.credit_notes[note.index()].issued;
            self.void_credit_note(note, issued);
        }
        if let Some(due) = end.interest_was_due {
            self.interest_due(old, end.on, due);
        }
    }
}
