//! “Check my books”: do the facts fit together, and do columns and indexes say what the facts say?

use super::Ledger;
use super::derived::Derived;
use crate::domain::calendar::{Day, NEVER, day_of};
use crate::domain::credit::{Allocation, CreditSource};
use crate::domain::facts::{Facts, Span};
use crate::domain::money::Money;
use std::collections::HashSet;
use thiserror::Error;

/// Something in the facts that cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{place}: {what}")]
pub struct FactsProblem {
    /// Which record, such as “invoices, record 12”.
    pub place: String,
    /// What is wrong with it.
    pub what: String,
}

struct Checker<'a> {
    facts: &'a Facts,
    problems: Vec<FactsProblem>,
}

/// Everything that does not fit together, at most 100 problems.
pub(super) fn problems(facts: &Facts) -> Vec<FactsProblem> {
    let mut checker = Checker { facts, problems: Vec::new() };
    checker.settings();
    checker.ids();
    if checker.problems.is_empty() {
        checker.documents();
        checker.allocations();
        checker.follow_up();
    }
    if checker.problems.is_empty() {
        checker.sums();
    }
    checker.problems.truncate(100);
    checker.problems
}

impl Checker<'_> {
    fn add(&mut self, list: &str, place: usize, what: impl Into<String>) {
        if self.problems.len() < 1000 {
            self.problems.push(FactsProblem { place: format!("{list}, record {}", place + 1), what: what.into() });
        }
    }

    fn expect(&mut self, sound: bool, list: &str, place: usize, what: &str) {
        if !sound {
            self.add(list, place, what);
        }
    }

    fn settings(&mut self) {
        if let Err(problem) = self.facts.policy.clone().checked() {
            self.problems.push(FactsProblem { place: "policy".to_owned(), what: problem.to_string() });
        }
    }

    fn ids(&mut self) {
        let facts = self.facts;
        let mut check = |list: &str, ids: &mut dyn Iterator<Item = usize>| {
            for (place, id) in ids.enumerate() {
                if id != place {
                    self.add(list, place, format!("its id is {} instead of {}", id.wrapping_add(1), place + 1));
                    return;
                }
            }
        };
        check("customers", &mut facts.customers.iter().map(|record| record.id.index()));
        check("invoices", &mut facts.invoices.iter().map(|record| record.id.index()));
        check("credit_notes", &mut facts.credit_notes.iter().map(|record| record.id.index()));
        check("payments", &mut facts.payments.iter().map(|record| record.id.index()));
        check("allocations", &mut facts.allocations.iter().map(|record| record.id.index()));
        check("disputes", &mut facts.disputes.iter().map(|record| record.id.index()));
        check("pauses", &mut facts.pauses.iter().map(|record| record.id.index()));
        check("messages", &mut facts.messages.iter().map(|record| record.id.index()));
        check("plans", &mut facts.plans.iter().map(|record| record.id.index()));
        check("imports", &mut facts.imports.iter().map(|record| record.id.index()));
    }

    fn amount(&mut self, amount: Money, list: &str, place: usize) {
        self.expect(amount.is_positive() && amount.minor() <= Money::MAX_MINOR, list, place, "its amount is zero, negative or too large");
    }

    fn documents(&mut self) {
        let facts = self.facts;
        let known = facts.customers.len();
        for (place, customer) in facts.customers.iter().enumerate() {
            self.expect(!customer.details.name.trim().is_empty(), "customers", place, "it has no name");
        }
        for (place, invoice) in facts.invoices.iter().enumerate() {
            self.expect(invoice.customer.index() < known, "invoices", place, "its customer does not exist");
            self.amount(invoice.amount, "invoices", place);
            self.expect(invoice.voided.is_none_or(|on| on >= invoice.issued), "invoices", place, "it was voided before its date");
        }
        for (place, note) in facts.credit_notes.iter().enumerate() {
            self.expect(note.customer.index() < known, "credit_notes", place, "its customer does not exist");
            self.amount(note.amount, "credit_notes", place);
            self.expect(note.voided.is_none_or(|on| on >= note.issued), "credit_notes", place, "it was voided before its date");
        }
        for (place, payment) in facts.payments.iter().enumerate() {
            self.expect(payment.customer.index() < known, "payments", place, "its customer does not exist");
            self.amount(payment.amount, "payments", place);
            let sound = payment.reversed.as_ref().is_none_or(|reversal| reversal.on >= payment.received);
            self.expect(sound, "payments", place, "it was reversed before it was received");
        }
        for (place, change) in facts.due_date_changes.iter().enumerate() {
            self.expect(change.invoice.index() < facts.invoices.len(), "due_date_changes", place, "its invoice does not exist");
        }
    }

    fn allocations(&mut self) {
        let facts = self.facts;
        for (place, allocation) in facts.allocations.iter().enumerate() {
            let list = "allocations";
            self.amount(allocation.amount, list, place);
            let Some(invoice) = facts.invoices.get(allocation.invoice.index()) else {
                self.add(list, place, "its invoice does not exist");
                continue;
            };
            let Some((customer, amount, from, until)) = source_of(facts, allocation.source) else {
                self.add(list, place, "its payment or credit note does not exist");
                continue;
            };
            self.expect(customer == invoice.customer, list, place, "it joins two customers");
            let currency = allocation.amount.currency();
            self.expect(currency == amount.currency() && currency == invoice.amount.currency(), list, place, "it joins two currencies");
            self.expect(allocation.on >= invoice.issued && day_of(allocation.on) >= from, list, place, "it is older than its documents");
            self.expect(allocation.until.is_none_or(|end| end >= allocation.on), list, place, "it ends before it begins");
            let ends = allocation.until.map_or(NEVER, day_of);
            let empty = allocation.until == Some(allocation.on);
            let document_ends = until.min(invoice.voided.map_or(NEVER, day_of));
            self.expect(empty || ends <= document_ends, list, place, "it outlives its documents");
        }
    }

    fn follow_up(&mut self) {
        let facts = self.facts;
        let (customers, invoices) = (facts.customers.len(), facts.invoices.len());
        for (place, dispute) in facts.disputes.iter().enumerate() {
            self.expect(dispute.invoice.index() < invoices, "disputes", place, "its invoice does not exist");
        }
        for (place, pause) in facts.pauses.iter().enumerate() {
            self.expect(pause.customer.index() < customers, "pauses", place, "its customer does not exist");
        }
        for (place, message) in facts.messages.iter().enumerate() {
            self.expect(message.content.customer.index() < customers, "messages", place, "its customer does not exist");
        }
        for (place, plan) in facts.plans.iter().enumerate() {
            self.expect(plan.customer.index() < customers, "plans", place, "its customer does not exist");
            let mine =
                |id: &crate::domain::ids::InvoiceId| facts.invoices.get(id.index()).is_some_and(|found| found.customer == plan.customer);
            self.expect(
                !plan.invoices.is_empty() && plan.invoices.iter().all(mine),
                "plans",
                place,
                "it covers invoices that are not there",
            );
            let currencies: HashSet<_> = plan.instalments.iter().map(|instalment| instalment.amount.currency()).collect();
            self.expect(currencies.len() == 1, "plans", place, "its instalments need exactly one currency");
        }
        for (place, import) in facts.imports.iter().enumerate() {
            let fits = |span: Span, len: usize| span.range().end <= len;
            let sound = fits(import.customers, customers)
                && fits(import.invoices, invoices)
                && fits(import.credit_notes, facts.credit_notes.len())
                && fits(import.payments, facts.payments.len())
                && fits(import.disputes, facts.disputes.len());
            self.expect(sound, "imports", place, "it names records that are not there");
        }
    }

    /// On no date is more allocated to an invoice, or from a credit, than there is.
    fn sums(&mut self) {
        let facts = self.facts;
        let mut by_invoice: Vec<&Allocation> = facts.allocations.iter().collect();
        by_invoice.sort_by_key(|allocation| allocation.invoice);
        for group in by_invoice.chunk_by(|left, right| left.invoice == right.invoice) {
            let place = group[0].invoice.index();
            let limit = facts.invoices[place].amount.minor();
            self.expect(peak(group) <= i128::from(limit), "invoices", place, "more is allocated to it than its amount");
        }
        by_invoice.sort_by_key(|allocation| allocation.source);
        for group in by_invoice.chunk_by(|left, right| left.source == right.source) {
            let Some((_, amount, ..)) = source_of(facts, group[0].source) else { continue };
            let (list, place) = match group[0].source {
                CreditSource::Payment(id) => ("payments", id.index()),
                CreditSource::CreditNote(id) => ("credit_notes", id.index()),
            };
            self.expect(peak(group) <= i128::from(amount.minor()), list, place, "more is allocated from it than its amount");
        }
    }
}

fn source_of(facts: &Facts, source: CreditSource) -> Option<(crate::domain::ids::CustomerId, Money, Day, Day)> {
    match source {
        CreditSource::Payment(id) => facts.payments.get(id.index()).map(|payment| {
            let until = payment.reversed.as_ref().map_or(NEVER, |reversal| day_of(reversal.on));
            (payment.customer, payment.amount, day_of(payment.received), until)
        }),
        CreditSource::CreditNote(id) => facts
            .credit_notes
            .get(id.index())
            .map(|note| (note.customer, note.amount, day_of(note.issued), note.voided.map_or(NEVER, day_of))),
    }
}

/// The largest sum of allocations in force on any one day.
fn peak(allocations: &[&Allocation]) -> i128 {
    let mut changes: Vec<(Day, i128)> = Vec::with_capacity(allocations.len() * 2);
    for allocation in allocations {
        let amount = i128::from(allocation.amount.minor());
        changes.push((day_of(allocation.on), amount));
        if let Some(until) = allocation.until {
            changes.push((day_of(until), -amount));
        }
    }
    changes.sort_unstable();
    let mut sum = 0;
    let mut most = 0;
    for (_, change) in changes {
        sum += change;
        most = most.max(sum);
    }
    most
}

impl Ledger {
    /// Checks the facts, then rebuilds every column and index and compares. Empty when the books are right.
    pub fn check(&self) -> Vec<FactsProblem> {
        let mut found = problems(&self.facts);
        if found.is_empty() {
            let rebuilt = Derived::build(&self.facts);
            found.extend(
                self.derived
                    .differences(&rebuilt)
                    .into_iter()
                    .map(|what| FactsProblem { place: "derived data".to_owned(), what: format!("{what} disagree with the documents") }),
            );
        }
        found
    }
}

impl Derived {
    /// Names of the parts that differ. Accounts are numbered in order of first use, which a rebuild need not repeat,
    /// so they are compared by customer and currency.
    fn differences(&self, other: &Self) -> Vec<&'static str> {
        let parts = [
            ("invoice columns", {
                let (mine, theirs) = (&self.columns.invoices, &other.columns.invoices);
                mine.issued == theirs.issued
                    && mine.due == theirs.due
                    && mine.until == theirs.until
                    && mine.amount == theirs.amount
                    && mine.balance == theirs.balance
            }),
            ("payment columns", self.columns.payments.unapplied == other.columns.payments.unapplied),
            ("credit note columns", self.columns.credit_notes.unapplied == other.columns.credit_notes.unapplied),
            ("allocation columns", self.columns.allocations == other.columns.allocations),
            ("latest day", self.columns.latest >= other.columns.latest),
            ("accounts", self.sorted_accounts() == other.sorted_accounts()),
            ("open invoices", self.open == other.open),
            ("disputes", self.disputes_of == other.disputes_of),
            ("plans", self.plans_of == other.plans_of),
            ("messages", self.messages_of == other.messages_of),
            ("search texts", self.customer_text == other.customer_text && self.invoice_text == other.invoice_text),
        ];
        parts.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
    }

    fn sorted_accounts(&self) -> Vec<(u32, &'static str, i64, i64)> {
        let mut accounts: Vec<_> =
            self.accounts.iter().map(|account| (account.customer.0, account.currency.code(), account.owed, account.unapplied)).collect();
        accounts.sort_unstable();
        accounts
    }
}
