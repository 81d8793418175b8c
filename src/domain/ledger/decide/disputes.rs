//! Disputes: a document, or a part of it, is contested; the rest is still chased.

use super::{not_after_today, not_before, plausible, positive, text};
use crate::domain::command::{AllocationChoice, DisputeCredit};
use crate::domain::credit::{Allocation, CreditNote};
use crate::domain::dispute::{Dispute, DisputeCase, DisputeKind, DisputeOutcome, DisputeVerdict};
use crate::domain::event::Event;
use crate::domain::ids::{DisputeId, InvoiceId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn raise_dispute_event(
        &self,
        invoice: InvoiceId,
        on: NaiveDate,
        reason: &str,
        case: &DisputeCase,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let found = self.live_invoice(invoice)?;
        not_after_today(on, "on", "The day of the dispute", today)?;
        not_before(on, found.issued, "on", "The day of the dispute")?;
        if self.disputes_of(invoice).any(|dispute| dispute.closed.is_none_or(|closed| on < closed && dispute.raised < closed)) {
            return Err(Rejection::AlreadyDisputed(found.number.clone()));
        }
        let id = DisputeId::from_index(self.facts.disputes.len());
        let plain = Dispute::new(id, invoice, on, text(reason, "reason", "The reason", limits::REASON, true)?);
        Ok(Event::DisputeRaised { dispute: Dispute { case: self.checked_case(found, case, on, None)?, ..plain } })
    }

    pub(super) fn change_dispute_event(&self, dispute: DisputeId, case: &DisputeCase) -> Result<Event, Rejection> {
        let found = self.unclosed(dispute)?;
        let invoice = self.invoice(found.invoice).ok_or(Rejection::NotFound("invoice"))?;
        Ok(Event::DisputeChanged { dispute, case: self.checked_case(invoice, case, found.raised, Some(&found.case))? })
    }

    pub(super) fn close_dispute_event(&self, dispute: DisputeId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.unclosed(dispute)?;
        closing_day(found, on, today)?;
        Ok(Event::DisputeClosed { dispute, on })
    }

    pub(super) fn settle_dispute_event(
        &self,
        dispute: DisputeId,
        on: NaiveDate,
        verdict: DisputeVerdict,
        note: &str,
        credit: Option<&DisputeCredit>,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let found = self.unclosed(dispute)?;
        closing_day(found, on, today)?;
        let credit = credit.map(|credit| self.dispute_credit(found.invoice, on, credit, today)).transpose()?;
        let outcome = DisputeOutcome {
            verdict,
            note: text(note, "note", "The note", limits::NOTE, true)?,
            credit_note: credit.as_ref().map(|(note, _)| note.id),
        };
        Ok(Event::DisputeSettled { dispute, on, outcome, credit })
    }

    /// A credit note on the contested document alone.
    fn dispute_credit(
        &self,
        invoice: InvoiceId,
        on: NaiveDate,
        credit: &DisputeCredit,
        today: NaiveDate,
    ) -> Result<(CreditNote, Vec<Allocation>), Rejection> {
        let found = self.live_invoice(invoice)?;
        let owed = self.balance(found);
        owed.checked_sub(positive(credit.amount)?)?;
        if credit.amount.minor() > owed.minor() {
            return Err(Rejection::MoreThanBalance { owed });
        }
        let choice = AllocationChoice::Chosen(vec![(invoice, credit.amount)]);
        match self.issue_credit_note_event(found.customer, &credit.number, on, credit.amount, "", &choice, today)? {
            Event::CreditNoteIssued { credit_note, allocations } => Ok((credit_note, allocations)),
            _ => Err(Rejection::NotFound("credit note")),
        }
    }

    fn unclosed(&self, dispute: DisputeId) -> Result<&Dispute, Rejection> {
        let found = self.facts.disputes.get(dispute.index()).ok_or(Rejection::NotFound("dispute"))?;
        if found.closed.is_some() { Err(Rejection::NothingToDo("This dispute is closed already.")) } else { Ok(found) }
    }

    /// The most that can be contested: what the document owes. A chargeback is about money that came, so it can be about all that
    /// was billed.
    pub(in crate::domain::ledger) fn contestable(&self, invoice: &Invoice, kind: DisputeKind) -> Money {
        // The last day counts every fact.
        if kind == DisputeKind::Chargeback { self.billed(invoice, NaiveDate::MAX) } else { self.balance(invoice) }
    }

    /// The case with its text trimmed; the contested part must not be more than can be contested.
    /// A part that was contested before stays as it was, whatever was paid since.
    fn checked_case(
        &self,
        invoice: &Invoice,
        case: &DisputeCase,
        raised: NaiveDate,
        before: Option<&DisputeCase>,
    ) -> Result<DisputeCase, Rejection> {
        if let Some(amount) = case.amount.filter(|amount| before.is_none_or(|before| before.amount != Some(*amount))) {
            let most = self.contestable(invoice, case.kind);
            most.checked_sub(positive(amount)?)?;
            if amount.minor() > most.minor() {
                let billed = case.kind == DisputeKind::Chargeback;
                return Err(if billed { Rejection::MoreThanBilled { billed: most } } else { Rejection::MoreThanBalance { owed: most } });
            }
        }
        if let Some(day) = case.answer_by {
            plausible(day)?;
            not_before(day, raised, "answer_by", "The deadline")?;
        }
        Ok(DisputeCase { evidence: text(&case.evidence, "evidence", "The evidence", limits::NOTE, true)?, ..case.clone() })
    }
}

fn closing_day(dispute: &Dispute, on: NaiveDate, today: NaiveDate) -> Result<(), Rejection> {
    not_before(on, dispute.raised, "on", "The day of closing")?;
    not_after_today(on, "on", "The day of closing", today.max(dispute.raised))
}
