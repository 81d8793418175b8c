//! From the ledger's facts to entries.

use super::{EntrySource, JournalEntry};
use crate::domain::allowance::{AllowanceEntry, AllowanceKind};
use crate::domain::bookkeeping::AccountRole;
use crate::domain::charge::TaxCategory;
use crate::domain::credit::{CreditKind, CreditNote, CreditSource};
use crate::domain::discount::tax_part;
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::journal::{Entry, Posting, Side};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::refund::Refund;
use crate::domain::write_off::WriteOffMethod;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::HashSet;

/// Shows every entry of the ledger, in the order of its facts. Costs the facts, so for a few numbers count in `each`.
pub fn each_entry(ledger: &Ledger, mut each: impl FnMut(JournalEntry)) {
    let facts = ledger.facts();
    let plan_credits = plan_credits(ledger);
    for invoice in &facts.invoices {
        of_invoice(ledger, invoice, &mut each);
    }
    for note in &facts.credit_notes {
        of_note(ledger, note, &plan_credits, &mut each);
    }
    for payment in &facts.payments {
        let ends = payment.reversed.as_ref().map(|reversal| reversal.on);
        let credit = Credit { source: CreditSource::Payment(payment.id), customer: payment.customer, since: payment.received, ends };
        credit.entries(ledger, &[(AccountRole::Cash, payment.amount)], &mut each);
    }
    for refund in facts.refunds.iter().filter(|refund| !refund.taken_back) {
        of_refund(ledger, refund, &mut each);
    }
    for posted in facts.allowance.iter().filter(|posted| !posted.taken_back) {
        of_allowance(posted, &mut each);
    }
}

/// The entries about one invoice: its own, and those of the credit that was ever used on it; by day.
pub fn entries_about(ledger: &Ledger, invoice: InvoiceId) -> Vec<JournalEntry> {
    let mut found = Vec::new();
    let Some(document) = ledger.invoice(invoice) else { return found };
    let plan_credits = plan_credits(ledger);
    let mut each = |entry| found.push(entry);
    of_invoice(ledger, document, &mut each);
    let mut seen = HashSet::new();
    for source in ledger.allocations_to(invoice).map(|used| used.source).filter(|source| seen.insert(*source)) {
        match source {
            CreditSource::CreditNote(id) => {
                if let Some(note) = ledger.credit_note(id) {
                    of_note(ledger, note, &plan_credits, &mut each);
                }
            }
            CreditSource::Payment(id) => {
                if let Some(payment) = ledger.payment(id) {
                    let ends = payment.reversed.as_ref().map(|reversal| reversal.on);
                    let credit = Credit { source, customer: payment.customer, since: payment.received, ends };
                    credit.entries(ledger, &[(AccountRole::Cash, payment.amount)], &mut each);
                }
            }
        }
        ledger.refunds_of(source).for_each(|refund| of_refund(ledger, refund, &mut each));
    }
    found.sort_by_key(|entry| (entry.date, entry.source));
    found
}

fn of_invoice(ledger: &Ledger, invoice: &Invoice, each: &mut impl FnMut(JournalEntry)) {
    // What was a mistake never counted.
    if invoice.voided.is_some_and(|voided| voided <= invoice.issued) {
        return;
    }
    let others = with_tax(income_of(ledger, invoice), invoice.amount, tax_in(ledger, invoice));
    let Some(entry) = against_receivable(Side::Debit, invoice.amount, &others) else { return };
    let customer = Some(invoice.customer);
    if let Some(voided) = invoice.voided {
        each(JournalEntry { date: voided, source: EntrySource::InvoiceVoided(invoice.id), customer, entry: entry.clone().reversed() });
    }
    each(JournalEntry { date: invoice.issued, source: EntrySource::Invoice(invoice.id), customer, entry });
}

fn of_note(ledger: &Ledger, note: &CreditNote, plan_credits: &HashSet<CreditNoteId>, each: &mut impl FnMut(JournalEntry)) {
    let source = CreditSource::CreditNote(note.id);
    let role = match note.kind {
        CreditKind::Correction if plan_credits.contains(&note.id) => AccountRole::PlanInterest,
        CreditKind::Correction => AccountRole::Returns,
        CreditKind::Discount => AccountRole::Discounts,
        CreditKind::Waiver => AccountRole::Waived,
        CreditKind::Settlement => AccountRole::Settlements,
        CreditKind::WriteOff => match ledger.write_off_by(note.id).map(|write_off| write_off.method) {
            Some(WriteOffMethod::Allowance) => AccountRole::Allowance,
            Some(WriteOffMethod::Direct) | None => AccountRole::BadDebts,
        },
    };
    // A discount is given on one invoice, so the tax in it is that of the invoice.
    let of_discount = || {
        let first = ledger.allocations_from(source).last()?;
        ledger.invoice(first.invoice).and_then(|invoice| tax_in(ledger, invoice))
    };
    let tax = if note.kind == CreditKind::Discount { of_discount() } else { None };
    let credit = Credit { source, customer: note.customer, since: note.issued, ends: note.voided };
    credit.entries(ledger, &with_tax(role, note.amount, tax), each);
}

/// While the payment or credit note counts, a refund takes from what the customer has; afterwards it is money to be clarified.
fn of_refund(ledger: &Ledger, refund: &Refund, each: &mut impl FnMut(JournalEntry)) {
    let (customer, since, ends) = match refund.source {
        CreditSource::Payment(id) => match ledger.payment(id) {
            Some(found) => (found.customer, found.received, found.reversed.as_ref().map(|reversal| reversal.on)),
            None => return,
        },
        CreditSource::CreditNote(id) => match ledger.credit_note(id) {
            Some(found) => (found.customer, found.issued, found.voided),
            None => return,
        },
    };
    let from = match ends {
        Some(ends) if ends <= since => return,
        Some(ends) if ends <= refund.on => AccountRole::Clearing,
        _ => AccountRole::Receivable,
    };
    if let Some(entry) = entry(&[(Side::Debit, from, refund.amount), (Side::Credit, AccountRole::Cash, refund.amount)]) {
        each(JournalEntry { date: refund.on, source: EntrySource::Refund(refund.id), customer: Some(customer), entry });
    }
}

/// What is set aside is an expense; what earlier books had set aside was one there.
fn of_allowance(posted: &AllowanceEntry, each: &mut impl FnMut(JournalEntry)) {
    let other = match posted.draft.kind {
        AllowanceKind::Opening => AccountRole::OpeningBalances,
        AllowanceKind::Adjustment => AccountRole::BadDebts,
    };
    let amount = posted.draft.amount;
    if let Some(entry) = entry(&[(Side::Debit, other, amount), (Side::Credit, AccountRole::Allowance, amount)]) {
        let entry = if posted.draft.lowers { entry.reversed() } else { entry };
        each(JournalEntry { date: posted.draft.on, source: EntrySource::Allowance(posted.id), customer: None, entry });
    }
}

/// A payment or credit note by its days.
struct Credit {
    source: CreditSource,
    customer: CustomerId,
    since: NaiveDate,
    ends: Option<NaiveDate>,
}

impl Credit {
    /// The entry, and the one that takes it back. What was refunded by then is not owed again; it is still to be clarified.
    fn entries(&self, ledger: &Ledger, others: &[(AccountRole, Money)], each: &mut impl FnMut(JournalEntry)) {
        let Self { source, customer, since, ends } = *self;
        if ends.is_some_and(|ends| ends <= since) {
            return;
        }
        let Some((_, amount)) = ledger.credit_amount(source) else { return };
        let (begins, taken_back) = EntrySource::of_credit(source);
        if let Some(ends) = ends {
            let refunds = ledger.refunds_of(source).filter(|refund| refund.on < ends);
            let refunded = refunds.map(|refund| refund.amount.minor()).sum();
            let owed = Money::from_minor(amount.minor() - refunded, amount.currency());
            let refunded = Money::from_minor(refunded, amount.currency());
            let left = [(Side::Debit, AccountRole::Receivable, owed), (Side::Debit, AccountRole::Clearing, refunded)];
            let lines: Vec<_> = left.into_iter().chain(others.iter().map(|(role, part)| (Side::Credit, *role, *part))).collect();
            each_of(entry(&lines), ends, taken_back, customer, each);
        }
        each_of(against_receivable(Side::Credit, amount, others), since, begins, customer, each);
    }
}

fn each_of(
    entry: Option<Entry<AccountRole>>,
    date: NaiveDate,
    source: EntrySource,
    customer: CustomerId,
    each: &mut impl FnMut(JournalEntry),
) {
    if let Some(entry) = entry {
        each(JournalEntry { date, source, customer: Some(customer), entry });
    }
}

/// An amount on one side of the receivable, and what it is made of on the other.
fn against_receivable(side: Side, amount: Money, others: &[(AccountRole, Money)]) -> Option<Entry<AccountRole>> {
    let others = others.iter().map(|(role, part)| (*role, *part));
    let lines: Vec<_> = match side {
        Side::Debit => {
            let receivable = (Side::Debit, AccountRole::Receivable, amount);
            std::iter::once(receivable).chain(others.map(|(role, part)| (Side::Credit, role, part))).collect()
        }
        Side::Credit => {
            let receivable = (Side::Credit, AccountRole::Receivable, amount);
            others.map(|(role, part)| (Side::Debit, role, part)).chain([receivable]).collect()
        }
    };
    entry(&lines)
}

/// An entry of these lines without those of nothing. It balances whenever the parts are the whole; if they ever were not there would be no entry,
/// and the comparison with the aging report would say so.
fn entry(lines: &[(Side, AccountRole, Money)]) -> Option<Entry<AccountRole>> {
    let lines = lines.iter().filter(|(_, _, amount)| !amount.is_zero());
    Entry::new(lines.map(|(side, account, amount)| Posting { side: *side, account: *account, amount: *amount }).collect()).ok()
}

/// An amount, the tax in it apart when its rate is known.
fn with_tax(role: AccountRole, amount: Money, tax_pct: Option<Decimal>) -> Vec<(AccountRole, Money)> {
    let parts = tax_pct.and_then(|pct| tax_part(amount, pct).ok());
    parts.map_or_else(|| vec![(role, amount)], |parts| vec![(role, parts.net), (AccountRole::Tax, parts.tax)])
}

/// The rate of the tax in a document: that of the invoice, or of the invoice that a taxed charge is about.
fn tax_in(ledger: &Ledger, document: &Invoice) -> Option<Decimal> {
    let taxed = match &document.charge {
        Some(basis) if basis.tax == TaxCategory::Taxed => ledger.invoice(basis.about)?,
        Some(_) => return None,
        None => document,
    };
    taxed.terms.as_ref()?.discount.tax_pct
}

fn income_of(ledger: &Ledger, invoice: &Invoice) -> AccountRole {
    match invoice.kind {
        DocumentKind::Invoice => AccountRole::Sales,
        DocumentKind::PlanInterest => AccountRole::PlanInterest,
        DocumentKind::LateFee => AccountRole::LateFees,
        DocumentKind::Interest => AccountRole::Interest,
        DocumentKind::FixedSum => AccountRole::FixedSums,
        DocumentKind::ReturnFee => AccountRole::ReturnFees,
        DocumentKind::Recovery => {
            let write_off = ledger.recovery_by(invoice.id).and_then(|one| ledger.write_off(one.write_off));
            match write_off.map(|write_off| write_off.method) {
                Some(WriteOffMethod::Allowance) => AccountRole::Allowance,
                Some(WriteOffMethod::Direct) | None => AccountRole::RecoveredBadDebts,
            }
        }
    }
}

/// Credit notes over interest of plans that was not earned.
fn plan_credits(ledger: &Ledger) -> HashSet<CreditNoteId> {
    let of_plan = |plan: &crate::domain::plan::Plan| {
        let ended = plan.ended.as_ref().and_then(|end| end.interest_credit);
        plan.defaults.iter().filter_map(|default| default.interest_credit).chain(ended).collect::<Vec<_>>()
    };
    ledger.facts().plans.iter().flat_map(of_plan).collect()
}
