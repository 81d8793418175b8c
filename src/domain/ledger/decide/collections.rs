//! Promises to pay, the contact log, credit holds and tasks put off.

use super::{not_after_today, not_before, plausible, positive, required, text};
use crate::domain::calendar::add_days;
use crate::domain::command::{ContactDraft, PromiseDraft};
use crate::domain::contact_log::{ContactEntry, ContactKind};
use crate::domain::event::Event;
use crate::domain::hold::{Hold, HoldRelease};
use crate::domain::ids::{ContactId, CustomerId, HoldId, InvoiceId, PostponementId, PromiseId};
use crate::domain::ledger::Ledger;
use crate::domain::ledger::check::is_task_subject;
use crate::domain::money::Money;
use crate::domain::postponement::{Postponement, TaskSubject};
use crate::domain::promise::PromiseToPay;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;
use std::collections::HashSet;

/// A promise further ahead is a slip of the keys, or a payment plan.
const PROMISE_MOST_DAYS: i64 = 366;

impl Ledger {
    pub(super) fn make_promise_event(&self, draft: &PromiseDraft, today: NaiveDate) -> Result<Event, Rejection> {
        self.known_customer(draft.customer)?;
        not_after_today(draft.made, "made", "The day of the promise", today)?;
        not_before(plausible(draft.due)?, today, "due", "The promised day")?;
        let limit = add_days(today, PROMISE_MOST_DAYS);
        if draft.due > limit {
            return Err(Rejection::TooLate { field: "due", what: "The promised day", limit });
        }
        let owed = self.promised_documents(draft)?;
        if positive(draft.amount)?.minor() > owed.minor() {
            return Err(Rejection::MoreThanBalance { owed });
        }
        let promise = PromiseToPay {
            id: PromiseId::from_index(self.facts.promises.len()),
            customer: draft.customer,
            made: draft.made,
            due: draft.due,
            amount: draft.amount,
            invoices: draft.invoices.clone(),
            by: text(&draft.by, "by", "The name", limits::NAME, false)?,
            note: text(&draft.note, "note", "The note", limits::NOTE, true)?,
            known_payments: self.facts.payments.len() as u32,
            withdrawn: None,
        };
        Ok(Event::PromiseMade { promise })
    }

    /// What the promised documents owe together, in the promise's currency.
    fn promised_documents(&self, draft: &PromiseDraft) -> Result<Money, Rejection> {
        let currency = draft.amount.currency();
        let mut owed = Money::zero(currency);
        if draft.invoices.is_empty() {
            for invoice in self.oldest_first(draft.customer, currency) {
                owed = owed.checked_add(self.balance(invoice))?;
            }
            return Ok(owed);
        }
        let mut seen: HashSet<InvoiceId> = HashSet::new();
        for id in &draft.invoices {
            let invoice = self.live_invoice(*id)?;
            if invoice.customer != draft.customer {
                return Err(Rejection::OtherCustomer(invoice.number.clone()));
            }
            if !seen.insert(*id) {
                return Err(Rejection::NothingToDo("An invoice is named twice."));
            }
            owed = owed.checked_add(self.balance(invoice))?;
        }
        Ok(owed)
    }

    pub(super) fn withdraw_promise_event(&self, promise: PromiseId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.facts.promises.get(promise.index()).ok_or(Rejection::NotFound("promise"))?;
        if found.withdrawn.is_some() {
            return Err(Rejection::NothingToDo("This promise was withdrawn already."));
        }
        not_before(on, found.made, "on", "The day of withdrawal")?;
        not_after_today(on, "on", "The day of withdrawal", today.max(found.made))?;
        Ok(Event::PromiseWithdrawn { promise, on })
    }

    pub(super) fn log_contact_event(&self, draft: &ContactDraft, today: NaiveDate) -> Result<Event, Rejection> {
        self.known_customer(draft.customer)?;
        not_after_today(draft.on, "on", "The day of the contact", today)?;
        if let Some(next) = draft.next {
            plausible(next)?;
            not_before(next, draft.on, "next", "The next contact")?;
        }
        let note = text(&draft.note, "note", "The note", limits::NOTE, true)?;
        if draft.kind == ContactKind::Note {
            required(note.as_str(), "note", "the note")?;
        }
        let contact = ContactEntry {
            id: ContactId::from_index(self.facts.contacts.len()),
            customer: draft.customer,
            on: draft.on,
            kind: draft.kind,
            outcome: draft.outcome.filter(|_| draft.kind != ContactKind::Note),
            reason: draft.reason,
            person: text(&draft.person, "person", "The name", limits::NAME, false)?,
            note,
            next: draft.next,
            struck: false,
        };
        Ok(Event::ContactLogged { contact })
    }

    pub(super) fn strike_contact_event(&self, contact: ContactId) -> Result<Event, Rejection> {
        let found = self.facts.contacts.get(contact.index()).ok_or(Rejection::NotFound("entry"))?;
        if found.struck {
            return Err(Rejection::NothingToDo("This entry was taken back already."));
        }
        Ok(Event::ContactStruck { contact })
    }

    pub(super) fn set_hold_event(&self, customer: CustomerId, on: NaiveDate, reason: &str, today: NaiveDate) -> Result<Event, Rejection> {
        self.known_customer(customer)?;
        not_after_today(on, "on", "The first day of the hold", today)?;
        let overlaps = |hold: &Hold| hold.released.as_ref().is_none_or(|release| on < release.on && hold.set < release.on);
        if self.holds_of(customer).any(overlaps) {
            return Err(Rejection::NothingToDo("This customer is on hold already."));
        }
        let reason = text(reason, "reason", "The reason", limits::REASON, true)?;
        let hold = Hold {
            id: HoldId::from_index(self.facts.holds.len()),
            customer,
            set: on,
            reason: required(reason, "reason", "the reason")?,
            released: None,
        };
        Ok(Event::HoldSet { hold })
    }

    pub(super) fn release_hold_event(&self, hold: HoldId, on: NaiveDate, reason: &str, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.facts.holds.get(hold.index()).ok_or(Rejection::NotFound("hold"))?;
        if found.released.is_some() {
            return Err(Rejection::NothingToDo("This hold was released already."));
        }
        not_before(on, found.set, "on", "The day of the release")?;
        not_after_today(on, "on", "The day of the release", today.max(found.set))?;
        let release = HoldRelease { on, reason: text(reason, "reason", "The reason", limits::REASON, true)? };
        Ok(Event::HoldReleased { hold, release })
    }

    pub(super) fn postpone_event(
        &self,
        customer: CustomerId,
        subject: TaskSubject,
        until: Option<NaiveDate>,
        reason: &str,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        self.known_customer(customer)?;
        if !is_task_subject(&self.facts, customer, subject) {
            return Err(Rejection::NotFound("task of this customer"));
        }
        if until.is_none() && !subject.can_be_done() {
            return Err(Rejection::Missing { field: "until", what: "the day it comes back" });
        }
        if let Some(until) = until {
            plausible(until)?;
            not_before(until, today.succ_opt().unwrap_or(today), "until", "The day it comes back")?;
        }
        let postponement = Postponement {
            id: PostponementId::from_index(self.facts.postponements.len()),
            customer,
            subject,
            on: today,
            until,
            reason: text(reason, "reason", "The reason", limits::REASON, true)?,
            taken_back: false,
        };
        Ok(Event::TaskPostponed { postponement })
    }

    pub(super) fn resume_task_event(&self, postponement: PostponementId) -> Result<Event, Rejection> {
        let found = self.facts.postponements.get(postponement.index()).ok_or(Rejection::NotFound("task"))?;
        if found.taken_back {
            return Err(Rejection::NothingToDo("This task is back already."));
        }
        Ok(Event::TaskResumed { postponement })
    }
}
