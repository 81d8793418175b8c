//! Random invoices, credit notes, payments, and what becomes of their credit.

use super::Maker;
use crate::support::collections::{REASONS, restore_payment};
use crate::support::discounts::{settling, terms_choice};
use chrono::Days;
use recoup::domain::command::{AllocationChoice, Command, InvoiceDraft};
use recoup::domain::credit::CreditSource;
use recoup::domain::ids::{CreditNoteId, CustomerId, PaymentId};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;

impl Maker {
    pub fn draft(&mut self, customer: CustomerId) -> InvoiceDraft {
        let currency = self.currency();
        let issued = if self.random.chance(10) { self.future() } else { self.past() };
        let due = if self.random.chance(40) { None } else { Some(issued + Days::new(self.random.below(60))) };
        let amount = self.amount(currency);
        let terms = terms_choice(&mut self.random.clone(), issued, amount);
        InvoiceDraft { terms, customer, number: self.number(), issued, due, amount, note: self.note() }
    }

    pub fn issue_invoice(&mut self, ledger: &Ledger) -> Command {
        let customer = self.customer(ledger);
        Command::IssueInvoice { draft: self.draft(customer) }
    }

    /// How to use a credit of a customer: all three ways.
    fn choice(&mut self, ledger: &Ledger, customer: CustomerId, amount: Money) -> AllocationChoice {
        let open = ledger.oldest_first(customer, amount.currency());
        match self.random.below(10) {
            0..5 => AllocationChoice::OldestFirst,
            5..7 => AllocationChoice::Unapplied,
            _ => {
                let mut left = amount.minor();
                let mut chosen = Vec::new();
                for invoice in open.into_iter().rev().take(3) {
                    let most = ledger.balance(invoice).minor().min(left);
                    let part = if self.random.chance(50) { most } else { self.random.below(most.max(0) as u64 + 1) as i64 };
                    left -= part;
                    if part > 0 {
                        chosen.push((invoice.id, Money::from_minor(part, amount.currency())));
                    }
                }
                AllocationChoice::Chosen(chosen)
            }
        }
    }

    /// A customer and currency with debts, mostly, and an amount that often fits one of them.
    pub fn debtor(&mut self, ledger: &Ledger) -> (CustomerId, Money) {
        let open = ledger.open_invoices();
        if open.is_empty() || self.random.chance(20) {
            let currency = self.currency();
            return (self.customer(ledger), self.amount(currency));
        }
        let invoice = &ledger.facts().invoices[*self.random.pick(open) as usize];
        let balance = ledger.balance(invoice);
        let minor = match self.random.below(4) {
            0 => balance.minor() / 2 + 1,
            1 => balance.minor() + self.random.below(10_000) as i64,
            _ => balance.minor(),
        };
        (invoice.customer, Money::from_minor(minor, balance.currency()))
    }

    pub fn payment(&mut self, ledger: &Ledger) -> Command {
        let (customer, amount) = self.debtor(ledger);
        let received = self.past();
        let method = (*self.random.pick(&["", "bank transfer", "cash", "card 4242"])).to_owned();
        let reference = if self.random.chance(30) { format!("RF{:08}", self.random.below(100_000)) } else { String::new() };
        let choice = self.choice(ledger, customer, amount);
        let mut aside = self.random.clone(); // so that the sequence of the rest stays as it is
        let settling = aside.chance(40).then(|| settling(&mut aside, ledger, customer, received)).flatten();
        let (amount, choice, discounts) = settling.unwrap_or((amount, choice, Vec::new()));
        Command::RecordPayment { customer, received, amount, method, reference, choice, discounts }
    }

    pub fn credit_note(&mut self, ledger: &Ledger) -> Command {
        let (customer, amount) = self.debtor(ledger);
        let choice = self.choice(ledger, customer, amount);
        Command::IssueCreditNote { customer, number: self.number(), issued: self.past(), amount, note: self.note(), choice }
    }

    pub fn reversal(&mut self, ledger: &Ledger) -> Command {
        let payment = PaymentId(self.id(ledger.facts().payments.len()));
        let received = ledger.payment(payment).map_or(self.today, |payment| payment.received);
        if self.random.chance(25) {
            return restore_payment(&mut self.random, ledger, payment);
        }
        let on = if self.random.chance(40) { received } else { self.past() };
        let reason = *self.random.pick(&REASONS);
        Command::ReversePayment { payment, on, reason }
    }

    pub fn allocate(&mut self, ledger: &Ledger) -> Command {
        let facts = ledger.facts();
        let source = if self.random.chance(70) {
            CreditSource::Payment(PaymentId(self.id(facts.payments.len())))
        } else {
            CreditSource::CreditNote(CreditNoteId(self.id(facts.credit_notes.len())))
        };
        let found = match source {
            CreditSource::Payment(id) => ledger.payment(id).map(|payment| (payment.customer, payment.amount)),
            CreditSource::CreditNote(id) => ledger.credit_note(id).map(|note| (note.customer, note.amount)),
        };
        let Some((customer, amount)) = found else {
            return Command::AllocateCredit { source, choice: AllocationChoice::OldestFirst };
        };
        let available = Money::from_minor(ledger.unapplied(source), amount.currency());
        Command::AllocateCredit { source, choice: self.choice(ledger, customer, available) }
    }
}
