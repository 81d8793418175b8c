//! Pauses and messages.

use super::{not_after_today, not_before, plausible, text};
use crate::domain::dispute::Pause;
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, InvoiceId, MessageId, PauseId};
use crate::domain::ledger::Ledger;
use crate::domain::ledger::check::is_due_item;
use crate::domain::message::{Message, MessageContent, MessageState};
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn pause_event(
        &self,
        customer: CustomerId,
        invoice: Option<InvoiceId>,
        from: NaiveDate,
        until: Option<NaiveDate>,
        reason: &str,
    ) -> Result<Event, Rejection> {
        self.known_customer(customer)?;
        if let Some(invoice) = invoice.map(|invoice| self.live_invoice(invoice)).transpose()?
            && invoice.customer != customer
        {
            return Err(Rejection::OtherCustomer(invoice.number.clone()));
        }
        plausible(from)?;
        if let Some(until) = until {
            plausible(until)?;
            not_before(until, from.succ_opt().unwrap_or(from), "until", "The end of the pause")?;
        }
        let pause = Pause {
            id: PauseId::from_index(self.facts.pauses.len()),
            customer,
            from,
            until,
            reason: text(reason, "reason", "The reason", limits::REASON, true)?,
            invoice,
        };
        Ok(Event::RemindersPaused { pause })
    }

    pub(super) fn resume_event(&self, pause: PauseId, on: NaiveDate) -> Result<Event, Rejection> {
        let found = self.facts.pauses.get(pause.index()).ok_or(Rejection::NotFound("pause"))?;
        plausible(on)?;
        if found.until.is_some_and(|until| until <= on) {
            return Err(Rejection::NothingToDo("This pause has ended already."));
        }
        Ok(Event::RemindersResumed { pause, on: on.max(found.from) })
    }

    pub(super) fn prepare_message_event(&self, content: &MessageContent, today: NaiveDate) -> Result<Event, Rejection> {
        self.known_customer(content.customer)?;
        if self.pending_message(content.customer).is_some() {
            return Err(Rejection::MessagePending);
        }
        if content.covers.is_empty() {
            return Err(Rejection::NothingToDo("There is nothing to remind this customer of."));
        }
        if !content.covers.iter().all(|item| is_due_item(&self.facts, content.customer, *item)) {
            return Err(Rejection::NotFound("document of this customer"));
        }
        if let Some(day) = content.pay_by {
            plausible(day)?;
            not_before(day, today, "pay_by", "The last day to pay")?;
        }
        let content = MessageContent {
            subject: text(&content.subject, "subject", "The subject", limits::SUBJECT, false)?,
            body: text(&content.body, "body", "The text", limits::BODY, true)?,
            ..content.clone()
        };
        let id = MessageId::from_index(self.facts.messages.len());
        Ok(Event::MessagePrepared { message: Message { id, prepared: today, content, state: MessageState::Prepared } })
    }

    pub(super) fn confirm_sent_event(&self, message: MessageId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.unsettled(message)?;
        Ok(Event::MessageSettled { message, state: MessageState::Sent { on: settled_day(found, on, today)? } })
    }

    pub(super) fn skip_message_event(&self, message: MessageId, on: NaiveDate, reason: &str, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.unsettled(message)?;
        let on = settled_day(found, on, today)?;
        let reason = text(reason, "reason", "The reason", limits::REASON, true)?;
        Ok(Event::MessageSettled { message, state: MessageState::Skipped { on, reason } })
    }

    /// A message can be taken back while it is prepared, and a wrong confirmation can be taken back while it is the
    /// customer's latest message.
    pub(super) fn discard_message_event(&self, message: MessageId) -> Result<Event, Rejection> {
        let found = self.message(message).ok_or(Rejection::NotFound("message"))?;
        if !self.is_latest(found) {
            return Err(Rejection::MessageSettled);
        }
        Ok(Event::MessageSettled { message, state: MessageState::Discarded })
    }

    /// Only the customer's latest message can wait again: a later one has built on its having gone out.
    pub(super) fn reopen_message_event(&self, message: MessageId) -> Result<Event, Rejection> {
        let found = self.message(message).ok_or(Rejection::NotFound("message"))?;
        if found.settled_on().is_none() || !self.is_latest(found) {
            return Err(Rejection::MessageSettled);
        }
        Ok(Event::MessageSettled { message, state: MessageState::Prepared })
    }

    /// Only while nothing was said to the customer since, and nothing waits.
    pub(super) fn restore_message_event(&self, message: MessageId, state: &MessageState, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.message(message).ok_or(Rejection::NotFound("message"))?;
        let mut kept = self.messages_of(found.content.customer).filter(|other| other.state != MessageState::Discarded);
        let overtaken = kept.any(|other| other.id > message || other.state == MessageState::Prepared);
        if found.state != MessageState::Discarded || overtaken {
            return Err(Rejection::MessageSettled);
        }
        let state = match state {
            MessageState::Discarded => return Err(Rejection::NothingToDo("The message is discarded already.")),
            MessageState::Prepared => MessageState::Prepared,
            MessageState::Sent { on } => MessageState::Sent { on: settled_day(found, *on, today)? },
            MessageState::Skipped { on, reason } => MessageState::Skipped {
                on: settled_day(found, *on, today)?,
                reason: text(reason, "reason", "The reason", limits::REASON, true)?,
            },
        };
        Ok(Event::MessageSettled { message, state })
    }

    fn is_latest(&self, message: &Message) -> bool {
        let mut kept = self.messages_of(message.content.customer).rev().filter(|other| other.state != MessageState::Discarded);
        kept.next().is_some_and(|latest| latest.id == message.id)
    }

    fn unsettled(&self, message: MessageId) -> Result<&Message, Rejection> {
        let found = self.message(message).ok_or(Rejection::NotFound("message"))?;
        if found.state == MessageState::Prepared { Ok(found) } else { Err(Rejection::MessageSettled) }
    }
}

/// The day a message went out or was skipped: not before it was prepared, not after today.
fn settled_day(message: &Message, on: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Rejection> {
    not_after_today(on, "on", "The day it was settled", today.max(message.prepared))?;
    not_before(on, message.prepared, "on", "The day it was settled")?;
    Ok(on)
}
