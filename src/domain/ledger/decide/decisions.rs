//! Decisions about orders on credit: putting them on record, and what became of them.

use super::{fits, not_after_today, not_before, positive, required, text};
use crate::domain::command::DecisionDraft;
use crate::domain::credit_decision::{CreditDecision, DecisionEnd, MOST_REASONS, Verdict};
use crate::domain::event::Event;
use crate::domain::ids::DecisionId;
use crate::domain::ledger::Ledger;
use crate::domain::money::MoneyError;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn record_decision_event(&self, draft: &DecisionDraft, today: NaiveDate) -> Result<Event, Rejection> {
        let customer = self.customer(draft.customer).ok_or(Rejection::NotFound("customer"))?;
        not_after_today(draft.on, "on", "The day of the decision", today)?;
        not_before(draft.on, customer.added, "on", "The day of the decision")?;
        let amount = positive(draft.amount)?;
        if !draft.decided.fits(amount) || !draft.proposed.fits(amount) {
            return Err(Rejection::Deposit { order: amount });
        }
        let word = text(&draft.word, "word", "Your reason", limits::REASON, true)?;
        if draft.decided != draft.proposed {
            required(&word, "word", "why you decide otherwise than the rule")?;
        }
        if draft.reasons.len() > MOST_REASONS {
            return Err(Rejection::TooLong { field: "reasons", what: "The list of reasons", most: MOST_REASONS });
        }
        let reason = |reason: &String| text(reason, "reasons", "A reason", limits::REASON, true);
        let decision = CreditDecision {
            id: DecisionId::from_index(self.facts.decisions.len()),
            customer: draft.customer,
            on: draft.on,
            order: text(&draft.order, "order", "The order", limits::NUMBER, false)?,
            amount,
            decided: draft.decided,
            proposed: draft.proposed,
            reasons: draft.reasons.iter().map(reason).collect::<Result<_, _>>()?,
            word,
            end: None,
        };
        Ok(Event::DecisionRecorded { decision })
    }

    pub(super) fn settle_decision_event(&self, decision: DecisionId, end: &DecisionEnd, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.facts.decisions.get(decision.index()).ok_or(Rejection::NotFound("decision"))?;
        if found.end.is_some() {
            return Err(Rejection::NothingToDo("It is on record already what became of this order."));
        }
        let end = match end {
            DecisionEnd::TakenBack => DecisionEnd::TakenBack,
            _ if found.decided.verdict == Verdict::Hold => return Err(Rejection::NothingToDo("This order was not approved.")),
            DecisionEnd::Invoiced { invoice, on } => {
                let document = self.live_invoice(*invoice)?;
                if document.customer != found.customer {
                    return Err(Rejection::OtherCustomer(document.number.clone()));
                }
                if document.amount.currency() != found.amount.currency() {
                    return Err(MoneyError::MixedCurrencies(document.amount.currency(), found.amount.currency()).into());
                }
                end_day(found, *on, today)?;
                end.clone()
            }
            DecisionEnd::Cancelled { on, reason } => {
                end_day(found, *on, today)?;
                let reason = fits(reason, "reason", "The reason", limits::REASON, true)?.to_owned();
                DecisionEnd::Cancelled { on: *on, reason }
            }
        };
        Ok(Event::DecisionSettled { decision, end })
    }
}

fn end_day(decision: &CreditDecision, on: NaiveDate, today: NaiveDate) -> Result<(), Rejection> {
    not_before(on, decision.on, "on", "The day")?;
    not_after_today(on, "on", "The day", today.max(decision.on))
}
