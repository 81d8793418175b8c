//! The life of a plan: in default, on again, and one plan in the place of another.

use super::{not_after_today, not_before};
use crate::domain::acceleration::unearned;
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource};
use crate::domain::event::Event;
use crate::domain::ids::{CreditNoteId, InvoiceId, PlanId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::ledger::check::{peak, used};
use crate::domain::money::Money;
use crate::domain::plan::{Plan, PlanDefault, PlanEnd};
use crate::domain::rejection::Rejection;
use crate::domain::schedule::AgreedTerms;
use chrono::NaiveDate;

/// What ends with a plan, or with its dates: interest that was not earned, and the time to pay the rest of it.
type InterestCredit = Option<(CreditNote, Vec<Allocation>)>;

/// What a plan that ends sets free for another in its place: its documents, less what its end credits on them.
pub(super) struct Freed<'a> {
    pub(super) plan: PlanId,
    pub(super) credited: &'a [Allocation],
}

impl Ledger {
    /// A plan that has not ended.
    pub(super) fn running_plan(&self, plan: PlanId) -> Result<&Plan, Rejection> {
        let found = self.plan(plan).ok_or(Rejection::NotFound("plan"))?;
        if found.ended.is_some() { Err(Rejection::PlanEnded) } else { Ok(found) }
    }

    pub(super) fn declare_default_event(&self, plan: PlanId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.running_plan(plan)?;
        not_after_today(on, "on", "The day of the default", today)?;
        not_before(on, life_began(found), "on", "The day of the default")?;
        if found.defaults.last().is_some_and(|default| default.reinstated.is_none()) {
            return Err(Rejection::NothingToDo("This plan is in default already."));
        }
        if !self.plan_owes(found) {
            return Err(Rejection::NothingToDo("This plan is paid."));
        }
        match self.plan_miss(found, on) {
            None => return Err(Rejection::NothingToDo("No instalment is missed on that day.")),
            Some(miss) if miss.count < usize::from(found.rules.missed_for_default) => {
                return Err(Rejection::NothingToDo("Too few instalments are missed for a default, as the plan was agreed."));
            }
            Some(miss) if !miss.is_default => {
                let limit = miss.cure_until.succ_opt().unwrap_or(miss.cure_until);
                return Err(Rejection::TooEarly { field: "on", what: "The default", limit });
            }
            Some(_) if self.lacks_signature(found, on) => {
                return Err(Rejection::NothingToDo(
                    "The customer has not signed this plan, as its rules ask. Have it signed, restructure it, or end it.",
                ));
            }
            Some(_) => {}
        }
        let (interest_credit, interest_was_due) = if found.rules.accelerates { self.interest_end(found, on)? } else { (None, None) };
        let default = PlanDefault {
            on,
            accelerated: found.rules.accelerates,
            interest_credit: interest_credit.as_ref().map(|(note, _)| note.id),
            interest_was_due,
            reinstated: None,
        };
        Ok(Event::PlanDefaulted { plan, default, interest_credit })
    }

    pub(super) fn reinstate_plan_event(&self, plan: PlanId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.running_plan(plan)?;
        let default = found.defaults.last().filter(|default| default.reinstated.is_none());
        let default = default.ok_or(Rejection::NothingToDo("This plan is not in default."))?;
        not_after_today(on, "on", "The day on which the plan goes on", today)?;
        not_before(on, default.on, "on", "The day on which the plan goes on")?;
        Ok(Event::PlanReinstated { plan, on })
    }

    /// Whether a default that was taken back can hold again: its credit note has not been used otherwise since, and there is room for it.
    pub(super) fn can_default_again(&self, plan: PlanId) -> Result<Option<bool>, Rejection> {
        let Some(found) = self.plan(plan) else { return Ok(None) };
        let Some(on) = found.defaults.last().and_then(|default| default.reinstated) else { return Ok(Some(false)) };
        let credit = found.defaults.last().and_then(|default| default.interest_credit);
        const SINCE: Rejection = Rejection::NothingToDo("The plan or its interest has changed since.");
        if found.ended.is_some() || !credit.is_none_or(|note| self.has_room_again(note, on)) {
            return Err(SINCE);
        }
        Ok(Some(true))
    }

    fn has_room_again(&self, note: CreditNoteId, on: NaiveDate) -> bool {
        let again: Vec<_> = self.ended_with(note, on).map(|used| (used.id, used.invoice)).collect();
        let restored = |one: &Allocation| {
            let until = one.until.filter(|_| !again.iter().any(|(id, _)| *id == one.id));
            used(&Allocation { until, ..one.clone() })
        };
        let room = |id: InvoiceId| {
            let most = self.live_invoice(id).map(|invoice| i128::from(invoice.amount.minor()));
            most.is_ok_and(|most| peak(self.allocations_to(id).map(restored)) <= most)
        };
        let source = CreditSource::CreditNote(note);
        if self.facts.refunds.iter().any(|refund| refund.source == source) {
            return false;
        }
        let kept = self.credit_note(note).is_some_and(|found| {
            let most = i128::from(found.amount.minor());
            found.voided == Some(on.max(found.issued)) && peak(self.allocations_from(source).map(restored)) <= most
        });
        kept && again.iter().all(|(_, invoice)| room(*invoice))
    }

    /// What a document owes once another plan has ended.
    pub(super) fn owes_with(&self, invoice: &Invoice, freed: Option<&Freed>) -> Money {
        let credited = freed.map_or(&[][..], |freed| freed.credited).iter().filter(|part| part.invoice == invoice.id);
        let credited: i64 = credited.map(|part| part.amount.minor()).sum();
        Money::from_minor(self.balance(invoice).minor() - credited, invoice.amount.currency())
    }

    pub(super) fn restructure_plan_event(
        &self,
        plan: PlanId,
        invoices: &[InvoiceId],
        terms: &AgreedTerms,
        accepted: NaiveDate,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let found = self.running_plan(plan)?;
        if !self.plan_owes(found) {
            return Err(Rejection::NothingToDo("This plan is paid."));
        }
        if !invoices.iter().any(|id| found.invoices.contains(id)) {
            return Err(Rejection::Missing { field: "invoices", what: "at least one document of the plan that is replaced" });
        }
        let (customer, reason) = (found.customer, "Replaced by another plan");
        let Event::PlanEnded { plan: ended, end, interest_credit } = self.end_plan_event(plan, accepted, reason, today)? else {
            return Err(Rejection::NotFound("plan"));
        };
        let freed = Freed { plan, credited: interest_credit.as_ref().map_or(&[][..], |(_, uses)| uses) };
        // What owes nothing once the old plan has ended (its interest, when none is earned) is left out.
        let owes = |id: &&InvoiceId| {
            let document = self.invoice(**id).filter(|_| found.invoices.contains(id));
            document.is_none_or(|document| self.owes_with(document, Some(&freed)).is_positive())
        };
        let invoices: Vec<_> = invoices.iter().filter(owes).copied().collect();
        match self.agreed_plan_event(customer, &invoices, terms, (accepted, today), Some(&freed))? {
            Event::PlanAccepted { plan: new, interest } => {
                let new = Plan { replaces: Some(plan), ..new };
                Ok(Event::PlanRestructured { ended, end, interest_credit, plan: new, interest })
            }
            _ => Err(Rejection::NotFound("plan")),
        }
    }

    pub(super) fn take_back_restructure_event(&self, plan: PlanId) -> Result<Event, Rejection> {
        let found = self.running_plan(plan)?;
        let replaced =
            found.replaces.and_then(|id| self.plan(id)).ok_or(Rejection::NothingToDo("This plan took the place of no other."))?;
        const SINCE: Rejection = Rejection::NothingToDo("The plans have changed since.");
        let since = replaced.ended.as_ref().filter(|end| end.on == found.accepted).ok_or(SINCE)?.on;
        let holds = |other: &&Plan| {
            let lasts = other.ended.as_ref().is_none_or(|end| end.on > since && end.on > other.accepted);
            other.id != plan && other.id != replaced.id && lasts && other.invoices.iter().any(|id| replaced.invoices.contains(id))
        };
        if !found.defaults.is_empty() || self.plans_of(found.customer).any(|other| holds(&other)) {
            return Err(SINCE);
        }
        Ok(Event::RestructureTakenBack { plan, interest_credit: self.interest_end(found, found.accepted)?.0 })
    }

    /// The credit note over what of a plan's interest is not earned by a day, on the interest document first, and when that document was due if
    /// the rest of it is due on the day instead.
    pub(super) fn interest_end(&self, plan: &Plan, on: NaiveDate) -> Result<(InterestCredit, Option<NaiveDate>), Rejection> {
        let Some(document) = plan.interest_document.and_then(|id| self.invoice(id)) else { return Ok((None, None)) };
        let credited = self.plan_credited(plan, NaiveDate::MAX);
        let mut left = unearned(&plan.instalments, plan.interest_since(), on)?.minor() - credited;
        let mut open: Vec<&Invoice> = plan.invoices.iter().filter_map(|id| self.invoice(*id)).collect();
        open.sort_by_key(|invoice| (invoice.id != document.id, invoice.due, invoice.issued, invoice.id));
        let mut parts = Vec::new();
        for invoice in open {
            let part = self.balance(invoice).minor().min(left);
            if part > 0 {
                left -= part;
                parts.push((invoice, part));
            }
        }
        let of_document = parts.iter().find(|(invoice, _)| invoice.id == document.id).map_or(0, |(_, part)| *part);
        let was_due = (document.due > on && self.balance(document).minor() > of_document).then_some(document.due);
        let amount: i64 = parts.iter().map(|(_, part)| part).sum();
        if amount == 0 {
            return Ok((None, was_due));
        }
        let note = CreditNote {
            id: CreditNoteId::from_index(self.facts.credit_notes.len()),
            customer: plan.customer,
            number: format!("Plan {} interest credit", plan.id),
            issued: on,
            amount: Money::from_minor(amount, document.amount.currency()),
            note: String::new(),
            kind: CreditKind::Correction,
            with_payment: None,
            also_with: Vec::new(),
            voided: None,
        };
        let uses = self.uses_of_note(&note, &parts);
        Ok((Some((note, uses)), was_due))
    }
}

/// The first day on which something can happen to a plan: accepted, or on again after the last default.
pub(super) fn life_began(plan: &Plan) -> NaiveDate {
    plan.defaults.last().map_or(plan.accepted, |default| default.reinstated.unwrap_or(default.on))
}

/// The end of a plan with what it credits.
pub(super) fn end_with(on: NaiveDate, reason: String, credit: &InterestCredit, interest_was_due: Option<NaiveDate>) -> PlanEnd {
    PlanEnd { on, reason, interest_credit: credit.as_ref().map(|(note, _)| note.id), interest_was_due }
}
