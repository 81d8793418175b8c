//! Everything the ledger derives from its facts: columns, accounts, and the lists that answer daily questions.
//!
//! `build` and the single steps used by `apply` are the same functions, so a rebuilt ledger and one that grew event
//! by event are equal. No rule is decided here.

use super::columns::{Columns, CreditColumns, NO_MORE};
use super::lists::{Account, CustomerLists};
use super::open_list::OpenList;
use super::search::{SearchArena, search_text};
use crate::domain::calendar::{Day, NEVER, day_of};
use crate::domain::contact_log::ContactEntry;
use crate::domain::credit::{Allocation, CreditNote, CreditSource, Payment};
use crate::domain::credit_decision::CreditDecision;
use crate::domain::currency::Currency;
use crate::domain::customer::Customer;
use crate::domain::dispute::{Dispute, Pause};
use crate::domain::facts::Facts;
use crate::domain::hold::Hold;
use crate::domain::ids::{AllocationId, CustomerId, InvoiceId};
use crate::domain::invoice::Invoice;
use crate::domain::message::{Message, MessageState};
use crate::domain::plan::Plan;
use crate::domain::plan_offer::PlanOffer;
use crate::domain::postponement::Postponement;
use crate::domain::promise::PromiseToPay;
use crate::domain::refund::Refund;
use std::collections::HashMap;

/// All derived data.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Derived {
    pub(super) columns: Columns,
    pub(super) accounts: Vec<Account>,
    account_places: HashMap<(CustomerId, Currency), u32>,
    pub(super) customers: Vec<CustomerLists>,
    pub(super) open: OpenList,
    pub(super) disputes_of: HashMap<u32, Vec<u32>>,
    pub(super) plans_of: HashMap<u32, Vec<u32>>,
    pub(super) charges_of: HashMap<u32, Vec<u32>>,
    pub(super) refunds_of: HashMap<CreditSource, Vec<u32>>,
    pub(super) messages_of: HashMap<crate::domain::message::DueItem, Vec<u32>>,
    pub(super) customer_text: Vec<String>,
    pub(super) invoice_text: SearchArena,
}

impl Derived {
    pub(super) fn build(facts: &Facts) -> Self {
        let mut derived = Self::default();
        derived.columns.reserve(facts);
        derived.open.reserve(facts.invoices.len());
        derived.customers.reserve_exact(facts.customers.len());
        derived.customer_text.reserve_exact(facts.customers.len());
        facts.customers.iter().for_each(|customer| derived.add_customer(customer));
        facts.invoices.iter().for_each(|invoice| derived.add_invoice(invoice));
        facts.payments.iter().for_each(|payment| derived.add_payment(payment));
        facts.credit_notes.iter().for_each(|note| derived.add_credit_note(note));
        facts.allocations.iter().for_each(|allocation| derived.add_allocation(allocation));
        facts.refunds.iter().for_each(|refund| derived.add_refund(refund));
        facts.disputes.iter().for_each(|dispute| derived.add_dispute(dispute));
        facts.pauses.iter().for_each(|pause| derived.add_pause(pause));
        facts.plans.iter().for_each(|plan| derived.add_plan(plan));
        facts.plan_offers.iter().for_each(|offer| derived.add_offer(offer));
        facts.messages.iter().for_each(|message| derived.add_message(message));
        facts.promises.iter().for_each(|promise| derived.add_promise(promise));
        facts.contacts.iter().for_each(|contact| derived.add_contact(contact));
        facts.holds.iter().for_each(|hold| derived.add_hold(hold));
        facts.postponements.iter().for_each(|postponement| derived.add_postponement(postponement));
        facts.decisions.iter().for_each(|decision| derived.add_decision(decision));
        derived
    }

    pub(super) fn add_customer(&mut self, customer: &Customer) {
        self.customers.push(CustomerLists::default());
        self.customer_text.push(search_text(customer));
    }

    pub(super) fn change_customer(&mut self, customer: &Customer) {
        self.customer_text[customer.id.index()] = search_text(customer);
    }

    pub(super) fn add_invoice(&mut self, invoice: &Invoice) {
        let place = invoice.id.index() as u32;
        let account = self.account(invoice.customer, invoice.amount.currency());
        let live = invoice.voided.is_none();
        let amount = invoice.amount.minor();
        let until = invoice.voided.map_or(NEVER, day_of);
        let columns = &mut self.columns.invoices;
        columns.issued.push(day_of(invoice.issued));
        columns.due.push(day_of(invoice.due));
        columns.until.push(until);
        columns.amount.push(amount);
        columns.balance.push(if live { amount } else { 0 });
        columns.account.push(account);
        columns.first_allocation.push(NO_MORE);
        self.customers[invoice.customer.index()].invoices.push(place);
        if let Some(charge) = &invoice.charge {
            self.charges_of.entry(charge.about.index() as u32).or_default().push(place);
        }
        self.invoice_text.push(&invoice.number);
        self.open.grow();
        self.open.set(place, live);
        if live {
            self.accounts[account as usize].owed += amount;
        }
        self.note_day(day_of(invoice.issued));
        self.note_day(until);
    }

    pub(super) fn set_due(&mut self, invoice: InvoiceId, due: Day) {
        self.columns.invoices.due[invoice.index()] = due;
    }

    /// The invoice no longer counts from `day` on; its allocations have been ended before.
    pub(super) fn end_invoice(&mut self, invoice: InvoiceId, day: Day) {
        let place = invoice.index();
        let columns = &mut self.columns.invoices;
        columns.until[place] = day;
        self.accounts[columns.account[place] as usize].owed -= columns.balance[place];
        columns.balance[place] = 0;
        self.open.set(place as u32, false);
        self.note_day(day);
    }

    pub(super) fn add_payment(&mut self, payment: &Payment) {
        let account = self.account(payment.customer, payment.amount.currency());
        self.customers[payment.customer.index()].payments.push(payment.id.index() as u32);
        let until = payment.reversed.as_ref().map_or(NEVER, |reversal| day_of(reversal.on));
        let kept = self.columns.payments.push(day_of(payment.received), until, payment.amount.minor(), account);
        self.accounts[account as usize].unapplied += kept;
        self.note_day(day_of(payment.received));
        self.note_day(until);
    }

    pub(super) fn add_credit_note(&mut self, note: &CreditNote) {
        let account = self.account(note.customer, note.amount.currency());
        self.customers[note.customer.index()].credit_notes.push(note.id.index() as u32);
        let until = note.voided.map_or(NEVER, day_of);
        let kept = self.columns.credit_notes.push(day_of(note.issued), until, note.amount.minor(), account);
        self.accounts[account as usize].unapplied += kept;
        self.note_day(day_of(note.issued));
        self.note_day(until);
    }

    /// The credit no longer counts from `day` on; its allocations have been ended before.
    pub(super) fn end_credit(&mut self, source: CreditSource, day: Day) {
        let (columns, place) = self.credit_mut(source);
        columns.until[place] = day;
        let account = columns.account[place] as usize;
        let left = std::mem::take(&mut columns.unapplied[place]);
        self.accounts[account].unapplied -= left;
        self.note_day(day);
    }

    /// The credit counts again, none of it used yet but what was given back.
    pub(super) fn resume_credit(&mut self, source: CreditSource, refunded: i64) {
        let (columns, place) = self.credit_mut(source);
        columns.until[place] = NEVER;
        let (account, amount) = (columns.account[place] as usize, columns.amount[place] - refunded);
        columns.unapplied[place] = amount;
        self.accounts[account].unapplied += amount;
    }

    pub(super) fn add_allocation(&mut self, allocation: &Allocation) {
        let place = allocation.id.index() as u32;
        let invoice = allocation.invoice.index();
        let amount = allocation.amount.minor();
        let next_of_invoice = std::mem::replace(&mut self.columns.invoices.first_allocation[invoice], place);
        let (credit, source) = self.credit_mut(allocation.source);
        let next_of_source = std::mem::replace(&mut credit.first_allocation[source], place);
        let until = allocation.until.map_or(NEVER, day_of);
        let columns = &mut self.columns.allocations;
        columns.invoice.push(invoice as u32);
        columns.on.push(day_of(allocation.on));
        columns.until.push(until);
        columns.amount.push(amount);
        columns.next_of_invoice.push(next_of_invoice);
        columns.next_of_source.push(next_of_source);
        if until == NEVER {
            self.move_credit(allocation, amount);
        }
        self.note_day(day_of(allocation.on));
        self.note_day(until);
    }

    pub(super) fn end_allocation(&mut self, allocation: &Allocation, day: Day, was_in_force: bool) {
        self.columns.allocations.until[allocation.id.index()] = day;
        if was_in_force {
            self.move_credit(allocation, -allocation.amount.minor());
        }
        self.note_day(day);
    }

    /// An allocation that ended goes on.
    pub(super) fn resume_allocation(&mut self, allocation: &Allocation) {
        self.columns.allocations.until[allocation.id.index()] = NEVER;
        self.move_credit(allocation, allocation.amount.minor());
    }

    /// Moves `amount` from the credit to the invoice (back, when negative).
    fn move_credit(&mut self, allocation: &Allocation, amount: i64) {
        let invoice = allocation.invoice.index();
        let columns = &mut self.columns.invoices;
        columns.balance[invoice] -= amount;
        let open = columns.balance[invoice] > 0;
        let account = columns.account[invoice] as usize;
        self.accounts[account].owed -= amount;
        self.accounts[account].unapplied -= amount;
        let (credit, source) = self.credit_mut(allocation.source);
        credit.unapplied[source] -= amount;
        self.open.set(invoice as u32, open);
    }

    pub(super) fn add_refund(&mut self, refund: &Refund) {
        self.refunds_of.entry(refund.source).or_default().push(refund.id.index() as u32);
        if !refund.taken_back {
            self.move_refund(refund.source, refund.amount.minor());
        }
        self.note_day(day_of(refund.on));
    }

    /// Takes `amount` off what a credit has left (puts it back, when negative); one that does not count has nothing left.
    pub(super) fn move_refund(&mut self, source: CreditSource, amount: i64) {
        let (columns, place) = self.credit_mut(source);
        if columns.until[place] == NEVER {
            columns.unapplied[place] -= amount;
            let account = columns.account[place] as usize;
            self.accounts[account].unapplied -= amount;
        }
    }

    pub(super) fn add_dispute(&mut self, dispute: &Dispute) {
        self.disputes_of.entry(dispute.invoice.index() as u32).or_default().push(dispute.id.index() as u32);
    }

    pub(super) fn add_pause(&mut self, pause: &Pause) {
        self.customers[pause.customer.index()].pauses.push(pause.id.index() as u32);
    }

    pub(super) fn add_promise(&mut self, promise: &PromiseToPay) {
        self.customers[promise.customer.index()].promises.push(promise.id.index() as u32);
    }

    pub(super) fn add_contact(&mut self, contact: &ContactEntry) {
        self.customers[contact.customer.index()].contacts.push(contact.id.index() as u32);
    }

    pub(super) fn add_hold(&mut self, hold: &Hold) {
        self.customers[hold.customer.index()].holds.push(hold.id.index() as u32);
    }

    pub(super) fn add_postponement(&mut self, postponement: &Postponement) {
        self.customers[postponement.customer.index()].postponements.push(postponement.id.index() as u32);
    }

    pub(super) fn add_decision(&mut self, decision: &CreditDecision) {
        self.customers[decision.customer.index()].decisions.push(decision.id.index() as u32);
    }

    pub(super) fn add_plan(&mut self, plan: &Plan) {
        let place = plan.id.index() as u32;
        self.customers[plan.customer.index()].plans.push(place);
        for invoice in &plan.invoices {
            self.plans_of.entry(invoice.index() as u32).or_default().push(place);
        }
    }

    pub(super) fn add_offer(&mut self, offer: &PlanOffer) {
        self.customers[offer.customer.index()].offers.push(offer.id.index() as u32);
    }

    pub(super) fn add_message(&mut self, message: &Message) {
        let place = message.id.index() as u32;
        self.customers[message.content.customer.index()].messages.push(place);
        for item in &message.content.covers {
            self.messages_of.entry(*item).or_default().push(place);
        }
        self.message_state(message);
    }

    pub(super) fn message_state(&mut self, message: &Message) {
        let pending = message.state == MessageState::Prepared;
        let lists = &mut self.customers[message.content.customer.index()];
        let place = message.id.index() as u32;
        if pending {
            lists.pending_message = Some(place);
        } else if lists.pending_message == Some(place) {
            lists.pending_message = None;
        }
    }

    pub(super) fn account_place(&self, customer: CustomerId, currency: Currency) -> Option<u32> {
        self.account_places.get(&(customer, currency)).copied()
    }

    fn credit_mut(&mut self, source: CreditSource) -> (&mut CreditColumns, usize) {
        match source {
            CreditSource::Payment(id) => (&mut self.columns.payments, id.index()),
            CreditSource::CreditNote(id) => (&mut self.columns.credit_notes, id.index()),
        }
    }

    /// Allocations to an invoice, latest first, ended ones included.
    pub(super) fn allocations_of_invoice(&self, invoice: InvoiceId) -> impl Iterator<Item = AllocationId> + '_ {
        let first = self.columns.invoices.first_allocation.get(invoice.index()).copied().unwrap_or(NO_MORE);
        chain(first, &self.columns.allocations.next_of_invoice)
    }

    /// Allocations from a credit, latest first, ended ones included.
    pub(super) fn allocations_of_source(&self, source: CreditSource) -> impl Iterator<Item = AllocationId> + '_ {
        let (credit, place) = self.columns.credit(source);
        chain(credit.first_allocation.get(place).copied().unwrap_or(NO_MORE), &self.columns.allocations.next_of_source)
    }

    fn account(&mut self, customer: CustomerId, currency: Currency) -> u32 {
        *self.account_places.entry((customer, currency)).or_insert_with(|| {
            let place = self.accounts.len() as u32;
            self.accounts.push(Account { customer, currency, owed: 0, unapplied: 0 });
            self.customers[customer.index()].accounts.push(place);
            place
        })
    }

    fn note_day(&mut self, day: Day) {
        if day != NEVER {
            self.columns.latest = self.columns.latest.max(day);
        }
    }
}

fn chain(first: u32, next: &[u32]) -> impl Iterator<Item = AllocationId> + '_ {
    std::iter::successors(Some(first), |place| next.get(*place as usize).copied())
        .take_while(|place| *place != NO_MORE)
        .map(|place| AllocationId::from_index(place as usize))
}
