//! Payment plans: accepting one and ending one.

use super::{not_after_today, not_before, text};
use crate::domain::credit::{Allocation, CreditNote, CreditSource};
use crate::domain::event::Event;
use crate::domain::ids::{AllocationId, CreditNoteId, CustomerId, InvoiceId, PlanId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::plan::{Plan, PlanEnd, PlanInstalment};
use crate::domain::rejection::Rejection;
use crate::domain::schedule::{PlanTerms, propose};
use crate::domain::text_rules::limits;
use chrono::NaiveDate;
use std::collections::HashSet;

impl Ledger {
    /// What the invoices of a plan to be owe together, or why they cannot be in one plan.
    pub fn plan_total(&self, customer: CustomerId, invoices: &[InvoiceId]) -> Result<Money, Rejection> {
        let mut seen = HashSet::new();
        let mut total: Option<Money> = None;
        for id in invoices {
            let invoice = self.live_invoice(*id)?;
            if invoice.customer != customer {
                return Err(Rejection::OtherCustomer(invoice.number.clone()));
            }
            if !seen.insert(*id) || !self.balance(invoice).is_positive() {
                return Err(Rejection::NothingToDo("Choose invoices that still owe something, each once."));
            }
            self.not_on_plan(invoice)?;
            let balance = self.balance(invoice);
            total = Some(total.map_or(Ok(balance), |sum| sum.checked_add(balance))?);
        }
        total.ok_or(Rejection::Missing { field: "invoices", what: "at least one invoice for the plan" })
    }

    pub(super) fn accept_plan_event(
        &self,
        customer: CustomerId,
        invoices: &[InvoiceId],
        terms: &PlanTerms,
        accepted: NaiveDate,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        self.known_customer(customer)?;
        not_after_today(accepted, "accepted", "The day of acceptance", today)?;
        not_before(terms.first_due, accepted, "first_due", "The first instalment")?;
        let latest_issue = invoices.iter().filter_map(|id| self.invoice(*id)).map(|invoice| invoice.issued).max();
        not_before(accepted, latest_issue.unwrap_or(accepted), "accepted", "The day of acceptance")?;
        let total = self.plan_total(customer, invoices)?;
        not_before(accepted, self.plans_ended(invoices).unwrap_or(accepted), "accepted", "The day of acceptance")?;
        let proposal = propose(&PlanTerms { total, ..*terms })?;
        if proposal.total_interest.minor() > Money::MAX_MINOR {
            return Err(Rejection::TooLarge);
        }
        let zero = Money::zero(total.currency());
        let mut instalments = Vec::with_capacity(proposal.instalments.len() + 1);
        if proposal.down_payment.is_positive() {
            instalments.push(PlanInstalment { due: accepted, amount: proposal.down_payment, interest: zero });
        }
        instalments.extend(proposal.instalments.iter().map(|part| PlanInstalment {
            due: part.due,
            amount: part.amount,
            interest: part.interest,
        }));
        let id = PlanId::from_index(self.facts.plans.len());
        let mut covered = invoices.to_vec();
        let interest = proposal.total_interest.is_positive().then(|| Invoice {
            id: InvoiceId::from_index(self.facts.invoices.len()),
            customer,
            number: format!("Plan {id} interest"),
            kind: DocumentKind::PlanInterest,
            issued: accepted,
            due: instalments.last().map_or(terms.first_due, |last| last.due),
            amount: proposal.total_interest,
            note: String::new(),
            voided: None,
        });
        covered.extend(interest.iter().map(|document| document.id));
        let plan = Plan {
            id,
            customer,
            accepted,
            invoices: covered,
            interest_document: interest.as_ref().map(|document| document.id),
            frequency: terms.frequency,
            rate_pct: terms.rate_pct,
            down_payment: proposal.down_payment.is_positive(),
            instalments,
            ended: None,
        };
        Ok(Event::PlanAccepted { plan, interest })
    }

    /// Ends a plan. Interest that the customer has not paid by then is credited in full: unearned interest is not due
    /// (domain rules §6), and what was earned is charged anew by the owner's decision.
    pub(super) fn end_plan_event(&self, plan: PlanId, on: NaiveDate, reason: &str, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.plan(plan).ok_or(Rejection::NotFound("plan"))?;
        if found.ended.is_some() {
            return Err(Rejection::PlanEnded);
        }
        not_after_today(on, "on", "The day the plan ends", today)?;
        not_before(on, found.accepted, "on", "The day the plan ends")?;
        let end = PlanEnd { on, reason: text(reason, "reason", "The reason", limits::REASON, true)? };
        let open_interest = found.interest_document.and_then(|id| self.invoice(id)).filter(|document| self.balance(document).is_positive());
        let interest_credit = open_interest.map(|document| self.interest_credit(found, document, on));
        Ok(Event::PlanEnded { plan, end, interest_credit })
    }

    fn interest_credit(&self, plan: &Plan, document: &Invoice, on: NaiveDate) -> (CreditNote, Allocation) {
        let amount = self.balance(document);
        let released = self.allocations_to(document.id).filter_map(|allocation| allocation.until);
        let since = released.fold(on.max(document.issued), NaiveDate::max);
        let note = CreditNote {
            id: CreditNoteId::from_index(self.facts.credit_notes.len()),
            customer: plan.customer,
            number: format!("Plan {} interest credit", plan.id),
            issued: on,
            amount,
            note: String::new(),
            voided: None,
        };
        let allocation = Allocation {
            id: AllocationId::from_index(self.facts.allocations.len()),
            source: CreditSource::CreditNote(note.id),
            invoice: document.id,
            amount,
            on: since,
            until: None,
        };
        (note, allocation)
    }

    /// The day on which the last earlier plan of the invoices ended: two plans never hold for an invoice on one day.
    fn plans_ended(&self, invoices: &[InvoiceId]) -> Option<NaiveDate> {
        let places = invoices.iter().filter_map(|id| self.derived.plans_of.get(&(id.index() as u32))).flatten();
        let plans = places.map(|place| &self.facts.plans[*place as usize]);
        plans.filter_map(|plan| plan.ended.as_ref().map(|end| end.on).filter(|on| *on > plan.accepted)).max()
    }

    /// Whether documents of the plan still owe something.
    pub fn plan_owes(&self, plan: &Plan) -> bool {
        plan.invoices.iter().filter_map(|id| self.invoice(*id)).any(|invoice| self.balance(invoice).is_positive())
    }
}
