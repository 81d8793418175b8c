//! What was said and written in the sample: promises, calls, a hold, messages.

use super::Shop;
use super::customers::CUSTOMERS;
use crate::domain::calendar::add_days;
use crate::domain::command::{Command, ContactDraft, PromiseDraft};
use crate::domain::contact_log::{ContactKind, ContactOutcome, NonPaymentReason};
use crate::domain::ids::{CustomerId, MessageId};
use crate::domain::message::{DueItem, MessageContent};
use crate::domain::policy::{Channel, Purpose, Tone};
use crate::domain::rejection::Rejection;

impl Shop {
    /// A broken promise and an open one, calls and a note, a customer on hold.
    pub(super) fn follow_up(&mut self) -> Result<(), Rejection> {
        self.contact(3, 12, ContactKind::Call, Some(ContactOutcome::WillPay), "Waits for their own customers to pay.")?;
        self.promise(3, 12, 6)?;
        self.contact(12, 2, ContactKind::Call, Some(ContactOutcome::WillPay), "Bookkeeper was on holiday.")?;
        self.promise(12, 2, -5)?;
        self.contact(8, 9, ContactKind::Call, Some(ContactOutcome::LeftMessage), "Asked to be called back.")?;
        self.contact(0, 50, ContactKind::Note, None, "Prefers invoices as PDF, one a month.")?;
        let reason = "More than 60 days past due, two reminders without an answer".to_owned();
        self.run(Command::SetHold { customer: CustomerId::from_index(10), on: self.day(20), reason }, 20)
    }

    fn promise(&mut self, customer: usize, days_ago: i64, due_days_ago: i64) -> Result<(), Rejection> {
        let invoice = self.first_open(customer);
        let Some(amount) = self.ledger.invoice(invoice).map(|found| self.ledger.balance(found)) else {
            return Err(Rejection::NotFound("invoice"));
        };
        let draft = PromiseDraft {
            customer: CustomerId::from_index(customer),
            made: self.day(days_ago),
            due: self.day(due_days_ago),
            amount,
            invoices: vec![invoice],
            by: CUSTOMERS[customer].1.to_owned(),
            note: String::new(),
        };
        self.run(Command::MakePromise { draft }, days_ago)
    }

    fn contact(
        &mut self,
        customer: usize,
        days_ago: i64,
        kind: ContactKind,
        outcome: Option<ContactOutcome>,
        note: &str,
    ) -> Result<(), Rejection> {
        let person = if kind == ContactKind::Note { String::new() } else { CUSTOMERS[customer].1.to_owned() };
        let reason = (outcome == Some(ContactOutcome::WillPay)).then_some(NonPaymentReason::CashFlow);
        let customer = CustomerId::from_index(customer);
        let draft = ContactDraft { customer, on: self.day(days_ago), kind, outcome, reason, person, note: note.to_owned(), next: None };
        self.run(Command::LogContact { draft }, days_ago)
    }

    pub(super) fn message(
        &mut self,
        customer: usize,
        days_ago: i64,
        channel: Channel,
        offset_days: i16,
        sent: bool,
    ) -> Result<(), Rejection> {
        let invoice = self.first_open(customer);
        let Some(found) = self.ledger.invoice(invoice).cloned() else { return Err(Rejection::NotFound("invoice")) };
        let (tone, purpose) = match offset_days {
            45.. => (Tone::Final, Purpose::LetterBeforeAction),
            30.. => (Tone::Final, Purpose::FinalDemand),
            14.. => (Tone::Firm, Purpose::AskWhy),
            _ => (Tone::Friendly, Purpose::PastDue),
        };
        let content = MessageContent {
            customer: found.customer,
            channel,
            offset_days,
            tone,
            purpose,
            covers: vec![DueItem::Invoice(invoice)],
            totals: vec![self.ledger.balance(&found)],
            pay_by: purpose.usual_days_to_pay().map(|days| add_days(self.day(days_ago), i64::from(days))),
            subject: "Your account with Copper & Crema Supply".to_owned(),
            body: format!("Perhaps it was overlooked: we have not yet received the payment for invoice {}.", found.number),
        };
        let message = MessageId::from_index(self.ledger.facts().messages.len());
        self.run(Command::PrepareMessage { content }, days_ago)?;
        if sent { self.run(Command::ConfirmMessageSent { message, on: self.day(days_ago) }, days_ago) } else { Ok(()) }
    }
}
