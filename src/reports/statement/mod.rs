//! Statement of account: what happened between customer and owner in a period, in one currency, and what is owed at its end.
//!
//! The closing balance equals the control total of the aging report on the last day (property-tested), because both count
//! the same documents: invoices add, credit notes and payments take off, and what was voided or taken back is given
//! back on its day. A document voided from its own day on never counted and is not shown.

use super::aging::balance_as_of;
use super::message_text::{Words, payment_block};
use crate::domain::approach::Language;
use crate::domain::calendar::days_past_due;
use crate::domain::credit::CreditSource;
use crate::domain::currency::Currency;
use crate::domain::discount::OpenOffer;
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId, RefundId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use chrono::NaiveDate;

/// What a line of a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatementEntry {
    /// An invoice was issued.
    Invoice(InvoiceId),
    /// A credit note was issued.
    CreditNote(CreditNoteId),
    /// A payment came in.
    Payment(PaymentId),
    /// An invoice was voided.
    InvoiceVoided(InvoiceId),
    /// A credit note was voided.
    CreditNoteVoided(CreditNoteId),
    /// A payment was taken back (bounced, refunded).
    PaymentReversed(PaymentId),
    /// Unapplied credit was given back.
    Refund(RefundId),
    /// A refund stopped counting with the payment or credit note it was made from.
    RefundEnded(RefundId),
}

/// One line of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// The day.
    pub on: NaiveDate,
    /// What it is about.
    pub entry: StatementEntry,
    /// Added to what is owed; negative when it takes off.
    pub change: Money,
    /// What was owed after it.
    pub balance: Money,
}

/// A document that owes something at the end of a statement's period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenLine {
    /// Which.
    pub invoice: InvoiceId,
    /// Negative before its due date.
    pub days_past_due: i64,
    /// What it owes.
    pub open: Money,
    /// What can still be had of it for paying early.
    pub discount: Option<OpenOffer>,
}

/// One customer's account in one currency over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Whose.
    pub customer: CustomerId,
    /// First day; `None` from the beginning.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: NaiveDate,
    /// Owed at the end of the day before the first; negative is credit.
    pub opening: Money,
    /// What happened, by day.
    pub lines: Vec<StatementLine>,
    /// Owed at the end of the last day; negative is credit.
    pub closing: Money,
    /// What is open at the end, by due date.
    pub open: Vec<OpenLine>,
    /// Credit that is not applied to any document at the end, as a positive amount.
    pub unapplied: Money,
    /// What of the open documents the customer contests at the end.
    pub disputed: Money,
}

impl Statement {
    /// What it asks for: the closing balance without what is contested; never below zero unless the balance is.
    pub fn to_pay(&self) -> Money {
        let asked = self.closing.minor() - self.disputed.minor();
        Money::from_minor(asked.max(self.closing.minor().min(0)), self.closing.currency())
    }
}

/// The statement of one customer in one currency. Costs that customer's documents.
pub fn statement(ledger: &Ledger, customer: CustomerId, currency: Currency, from: Option<NaiveDate>, to: NaiveDate) -> Statement {
    let mut entries = entries(ledger, customer, currency);
    entries.retain(|(on, ..)| *on <= to);
    entries.sort_unstable();
    let money = |minor: i64| Money::from_minor(minor, currency);
    let (mut balance, mut opening) = (0, 0);
    let mut lines = Vec::new();
    for (on, entry, change) in entries {
        balance += change;
        if from.is_some_and(|from| on < from) {
            opening = balance;
        } else {
            lines.push(StatementLine { on, entry, change: money(change), balance: money(balance) });
        }
    }
    let open = open_lines(ledger, customer, currency, to);
    let owed: i64 = open.iter().map(|line| line.open.minor()).sum();
    let contested = |line: &OpenLine| ledger.open_dispute(line.invoice, to).map_or(0, |dispute| dispute.contested(line.open.minor()));
    let disputed = money(open.iter().map(contested).sum());
    let (opening, closing, unapplied) = (money(opening), money(balance), money(owed - balance));
    Statement { customer, from, to, opening, lines, closing, open, unapplied, disputed }
}

/// How to pay what a statement asks for, in the statement's own language; empty when it asks for nothing.
pub fn how_to_pay(ledger: &Ledger, statement: &Statement) -> String {
    if !statement.to_pay().is_positive() {
        return String::new();
    }
    let covers: Vec<DueItem> = statement.open.iter().map(|line| DueItem::Invoice(line.invoice)).collect();
    payment_block(ledger, statement.customer, &covers, &[statement.to_pay()], Words::of(Language::En))
}

/// The currencies in which a customer has any document, in the order of the ledger's accounts.
pub fn statement_currencies(ledger: &Ledger, customer: CustomerId) -> Vec<Currency> {
    ledger.accounts_of(customer).map(|account| account.currency).collect()
}

type Entry = (NaiveDate, StatementEntry, i64);

/// Every change of the account, in no order. Within a day invoices come first, then credit notes, payments, reversals.
fn entries(ledger: &Ledger, customer: CustomerId, currency: Currency) -> Vec<Entry> {
    let facts = ledger.facts();
    let lists = ledger.lists(customer);
    let mut found = Vec::new();
    let mut add = |entry: StatementEntry, on: NaiveDate, change: i64, back: Option<(StatementEntry, NaiveDate)>| match back {
        Some((_, day)) if day <= on => {}
        _ => {
            found.push((on, entry, change));
            found.extend(back.map(|(entry, day)| (day, entry, -change)));
        }
    };
    for invoice in ledger.invoices_of(customer).filter(|invoice| invoice.amount.currency() == currency) {
        let voided = invoice.voided.map(|on| (StatementEntry::InvoiceVoided(invoice.id), on));
        add(StatementEntry::Invoice(invoice.id), invoice.issued, invoice.amount.minor(), voided);
    }
    for note in lists.credit_notes.iter().map(|place| &facts.credit_notes[*place as usize]) {
        if note.amount.currency() == currency {
            let voided = note.voided.map(|on| (StatementEntry::CreditNoteVoided(note.id), on));
            add(StatementEntry::CreditNote(note.id), note.issued, -note.amount.minor(), voided);
        }
    }
    for payment in lists.payments.iter().map(|place| &facts.payments[*place as usize]) {
        if payment.amount.currency() == currency {
            let reversed = payment.reversed.as_ref().map(|reversal| (StatementEntry::PaymentReversed(payment.id), reversal.on));
            add(StatementEntry::Payment(payment.id), payment.received, -payment.amount.minor(), reversed);
        }
    }
    let sources = lists.payments.iter().map(|place| CreditSource::Payment(PaymentId::from_index(*place as usize)));
    let sources = sources.chain(lists.credit_notes.iter().map(|place| CreditSource::CreditNote(CreditNoteId::from_index(*place as usize))));
    for refund in sources.flat_map(|source| ledger.refunds_of(source)).filter(|refund| refund.amount.currency() == currency) {
        let end = match refund.source {
            CreditSource::Payment(id) => ledger.payment(id).and_then(|payment| payment.reversed.as_ref()).map(|reversal| reversal.on),
            CreditSource::CreditNote(id) => ledger.credit_note(id).and_then(|note| note.voided),
        };
        let ended = end.map(|on| (StatementEntry::RefundEnded(refund.id), on));
        add(StatementEntry::Refund(refund.id), refund.on, refund.amount.minor(), ended);
    }
    found
}

fn open_lines(ledger: &Ledger, customer: CustomerId, currency: Currency, day: NaiveDate) -> Vec<OpenLine> {
    let line = |invoice: &Invoice| {
        let open = balance_as_of(ledger, invoice.id, day).filter(|open| open.is_positive())?;
        // What is contested is not asked for, so nothing is offered for paying it early.
        let discount = ledger.discount_available_as_of(invoice, day).filter(|_| ledger.open_dispute(invoice.id, day).is_none());
        Some((invoice.due, OpenLine { invoice: invoice.id, days_past_due: days_past_due(invoice.due, day), open, discount }))
    };
    let mine = ledger.invoices_of(customer).filter(|invoice| invoice.amount.currency() == currency);
    let mut open: Vec<_> = mine.filter_map(line).collect();
    open.sort_by_key(|(due, line)| (*due, line.invoice));
    open.into_iter().map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests;
