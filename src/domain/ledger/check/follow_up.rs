//! Disputes, pauses, messages and plans.

use super::{At, Checker};
use crate::domain::facts::Facts;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::DocumentKind;
use crate::domain::message::{DueItem, MessageState};
use crate::domain::text_rules::limits;
use std::collections::HashSet;

impl Checker<'_> {
    pub(super) fn follow_up(&mut self) {
        let facts = self.facts;
        for (place, dispute) in facts.disputes.iter().enumerate() {
            let at = At("disputes", place);
            self.expect(at, dispute.invoice.index() < facts.invoices.len(), "its invoice does not exist");
            self.expect(at, dispute.closed.is_none_or(|closed| closed >= dispute.raised), "it was closed before it was raised");
            self.lines(at, "reason", &dispute.reason, limits::REASON);
            self.dispute_case(at, dispute);
        }
        for (place, pause) in facts.pauses.iter().enumerate() {
            let at = At("pauses", place);
            self.expect(at, pause.customer.index() < facts.customers.len(), "its customer does not exist");
            let mine = |id: InvoiceId| facts.invoices.get(id.index()).is_some_and(|invoice| invoice.customer == pause.customer);
            self.expect(at, pause.invoice.is_none_or(mine), "it is about an invoice that its customer does not have");
            self.expect(at, pause.until.is_none_or(|until| until >= pause.from), "it ends before it begins");
            self.lines(at, "reason", &pause.reason, limits::REASON);
        }
        self.messages();
        self.plans();
        self.settlements();
        self.plan_offers();
        self.collections();
    }

    fn messages(&mut self) {
        let facts = self.facts;
        for (place, message) in facts.messages.iter().enumerate() {
            let at = At("messages", place);
            let content = &message.content;
            self.expect(at, content.customer.index() < facts.customers.len(), "its customer does not exist");
            let sound = content.covers.iter().all(|item| is_due_item(facts, content.customer, *item));
            self.expect(at, sound, "it covers documents or instalments that its customer does not have");
            self.line(at, "subject", &content.subject, limits::SUBJECT);
            self.lines(at, "text", &content.body, limits::BODY);
            if let MessageState::Skipped { reason, .. } = &message.state {
                self.lines(at, "reason", reason, limits::REASON);
            }
        }
    }

    fn plans(&mut self) {
        let facts = self.facts;
        for (place, plan) in facts.plans.iter().enumerate() {
            let at = At("plans", place);
            self.expect(at, plan.customer.index() < facts.customers.len(), "its customer does not exist");
            let mine = |id: &InvoiceId| facts.invoices.get(id.index()).is_some_and(|found| found.customer == plan.customer);
            self.expect(at, !plan.invoices.is_empty() && plan.invoices.iter().all(mine), "it covers invoices that are not there");
            let interest = |id: &InvoiceId| {
                let found = facts.invoices.get(id.index());
                plan.invoices.contains(id) && found.is_some_and(|found| found.kind == DocumentKind::PlanInterest)
            };
            self.expect(
                at,
                plan.interest_document.as_ref().is_none_or(interest),
                "its interest document is not one of its documents, or holds no interest",
            );
            let currencies: HashSet<_> = plan.instalments.iter().map(|instalment| instalment.amount.currency()).collect();
            self.expect(at, currencies.len() == 1, "its instalments need exactly one currency");
            for instalment in &plan.instalments {
                self.amount(at, instalment.amount);
            }
            self.plan_terms(at, plan);
            if let Some(end) = &plan.ended {
                self.expect(at, end.on >= plan.accepted, "it ended before it was accepted");
                self.lines(at, "reason", &end.reason, limits::REASON);
            }
            self.plan_life(at, plan);
        }
    }
}

/// Whether the customer has this document, or a plan with this instalment.
pub(in crate::domain::ledger) fn is_due_item(facts: &Facts, customer: CustomerId, item: DueItem) -> bool {
    match item {
        DueItem::Invoice(id) => facts.invoices.get(id.index()).is_some_and(|invoice| invoice.customer == customer),
        DueItem::Instalment(id, nth) => {
            let plan = facts.plans.get(id.index());
            plan.is_some_and(|plan| plan.customer == customer && usize::from(nth) < plan.instalments.len())
        }
    }
}
