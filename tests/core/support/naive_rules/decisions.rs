//! Decisions about orders on credit, and credit files, from scratch.

use super::{only_if, past, plausible, sound};
use crate::support::naive_ledger::NaiveLedger;
use chrono::NaiveDate;
use recoup::domain::command::Command;
use recoup::domain::credit_decision::{CreditDecision, DecisionEnd, Ruling, Verdict};
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::DecisionId;
use recoup::domain::money::Money;
use std::collections::HashSet;

fn has_its_deposit(ruling: Ruling, order: Money) -> Option<()> {
    match ruling.deposit {
        None => only_if(ruling.verdict != Verdict::Deposit),
        Some(deposit) => {
            let within = (1..=order.minor()).contains(&deposit.minor()) && deposit.currency() == order.currency();
            only_if(within && ruling.verdict == Verdict::Deposit)
        }
    }
}

impl NaiveLedger {
    /// `None` means refused, `Some(false)` that the command is of another theme.
    pub(super) fn try_decisions(&mut self, command: &Command, today: NaiveDate) -> Option<bool> {
        match command {
            Command::RecordDecision { draft } => {
                let customer = self.listed(draft.customer)?;
                past(draft.on, today, self.customers[customer].added)?;
                sound(draft.amount)?;
                has_its_deposit(draft.decided, draft.amount)?;
                has_its_deposit(draft.proposed, draft.amount)?;
                only_if(draft.decided == draft.proposed || !draft.word.trim().is_empty())?;
                self.decisions.push(CreditDecision {
                    id: DecisionId::from_index(self.decisions.len()),
                    customer: draft.customer,
                    on: draft.on,
                    order: draft.order.clone(),
                    amount: draft.amount,
                    decided: draft.decided,
                    proposed: draft.proposed,
                    reasons: Vec::new(),
                    word: draft.word.clone(),
                    end: None,
                });
            }
            Command::SettleDecision { decision, end } => {
                let found = self.decisions.get(decision.index())?.clone();
                only_if(found.end.is_none())?;
                if let DecisionEnd::Invoiced { on, .. } | DecisionEnd::Cancelled { on, .. } = end {
                    only_if(found.decided.verdict != Verdict::Hold)?;
                    past(*on, today.max(found.on), found.on)?;
                }
                if let DecisionEnd::Invoiced { invoice, .. } = end {
                    let place = self.live_invoice(invoice.index())?;
                    let document = &self.invoices[place];
                    only_if(document.customer == found.customer.index() && document.currency == found.amount.currency())?;
                }
                self.decisions[decision.index()].end = Some(end.clone());
            }
            _ => return Some(false),
        }
        Some(true)
    }

    /// Limits are above zero, one for each currency; what is on file happened by today and has its names.
    pub(super) fn credit_file(&self, details: &CustomerDetails, today: NaiveDate) -> Option<()> {
        let limits: Vec<Money> = details.limits().collect();
        limits.iter().try_for_each(|limit| sound(*limit))?;
        let currencies: HashSet<_> = limits.iter().map(|limit| limit.currency()).collect();
        only_if(currencies.len() == limits.len())?;
        let file = &details.credit_file;
        file.applied.map_or(Some(()), |on| past(on, today, NaiveDate::MIN))?;
        file.review.map_or(Some(()), plausible)?;
        file.insured.as_ref().map_or(Some(()), |insured| sound(insured.amount))?;
        file.references.iter().try_for_each(|one| only_if(!one.who.trim().is_empty() || one.said.trim().is_empty()))
    }
}
