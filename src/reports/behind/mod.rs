//! What stands behind a figure: the documents, instalments and credits that add up to exactly it.
//!
//! Every figure of Today and of the aging report has its key here, so that a click on it can show its parts.

#[cfg(test)]
mod tests;

use super::aging::{AgingParameters, AgingReport, aging};
use super::expected::{Claim, When, expected};
use super::open_items::open_invoices;
use crate::domain::calendar::days_past_due;
use crate::domain::credit::CreditSource;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::settings::AgingBasis;
use chrono::NaiveDate;
use std::ops::Range;

/// A figure. The first four are Today's, the others are the aging report's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Balances of all open documents.
    Owed,
    /// What is past due, instalments by their own dates.
    PastDue,
    /// What is due soon, instalments by their own dates.
    Soon,
    /// Credit not applied, as a positive amount.
    Credit,
    /// All buckets together.
    Open,
    /// The buckets behind the current ones.
    Late,
    /// One bucket.
    Bucket(usize),
    /// The part of the buckets that is contested.
    Disputed,
    /// The part of the buckets that is on a payment plan.
    OnPlan,
    /// Credit not applied, as a negative amount.
    Unapplied,
    /// Buckets less credit.
    Total,
}

/// Which figure, of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The figure.
    pub figure: Figure,
    /// In which currency.
    pub currency: Currency,
    /// Of one customer only.
    pub customer: Option<CustomerId>,
    /// The day, and how the aging report counts.
    pub parameters: AgingParameters,
    /// Whether the aging report shows credit as paying the oldest debt.
    pub credit_on_oldest: bool,
}

/// What a part of a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A document or an instalment.
    Claim(Claim),
    /// A payment or credit note with something left.
    Credit(CreditSource),
    /// A customer's credit, as far as the aging report shows it on this part of the debt.
    CreditOnOldest,
}

/// A part of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub source: Source,
    /// Whose.
    pub customer: CustomerId,
    /// When it was issued or received.
    pub dated: Option<NaiveDate>,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// Its share of the figure; negative for credit that lowers it.
    pub amount: Money,
}

/// The parts of a figure, by due date; credit comes last. They sum to the figure.
pub fn behind(ledger: &Ledger, question: &Question) -> Vec<Part> {
    let mut parts = match question.figure {
        Figure::PastDue => claims(ledger, question, When::PastDue),
        Figure::Soon => claims(ledger, question, When::Soon),
        Figure::Credit => credits(ledger, question, 1),
        Figure::Owed => documents(ledger, question),
        Figure::Unapplied if question.credit_on_oldest => Vec::new(),
        Figure::Unapplied => credits(ledger, question, -1),
        Figure::Total => documents(ledger, question).into_iter().chain(credits(ledger, question, -1)).collect(),
        _ => documents(ledger, question),
    };
    if question.credit_on_oldest {
        parts.extend(credit_on_oldest(ledger, question));
    }
    parts.sort_by_key(|part| (part.due.is_none(), part.due, part.dated, part.customer));
    parts
}

fn is_asked(question: &Question, customer: CustomerId, currency: Currency) -> bool {
    currency == question.currency && question.customer.is_none_or(|wanted| wanted == customer)
}

fn claims(ledger: &Ledger, question: &Question, when: When) -> Vec<Part> {
    let as_of = question.parameters.as_of;
    let parts = expected(ledger, as_of).into_iter();
    let asked = parts.filter(|part| is_asked(question, part.customer, part.left.currency()) && part.when(as_of) == when);
    let part = |part: super::expected::Expected| Part {
        source: Source::Claim(part.claim),
        customer: part.customer,
        dated: match part.claim {
            Claim::Invoice(id) => ledger.invoice(id).map(|invoice| invoice.issued),
            Claim::Instalment(plan, _) | Claim::BeyondPlan(plan) => ledger.plan(plan).map(|plan| plan.accepted),
        },
        due: Some(part.due),
        amount: part.left,
    };
    asked.map(part).collect()
}

/// The buckets a figure is made of.
fn buckets_of(figure: Figure, report: &AgingReport) -> Range<usize> {
    let count = report.parameters.buckets.count();
    match figure {
        Figure::Open => 0..count,
        Figure::Late => report.current_buckets()..count,
        Figure::Bucket(bucket) if bucket < count => bucket..bucket + 1,
        _ => 0..0,
    }
}

fn documents(ledger: &Ledger, question: &Question) -> Vec<Part> {
    let parameters = &question.parameters;
    let empty = AgingReport { parameters: parameters.clone(), rows: Vec::new(), totals: Vec::new() };
    let buckets = buckets_of(question.figure, &empty);
    let counts = |invoice: &Invoice| match question.figure {
        Figure::Owed | Figure::Total => true,
        Figure::Disputed => ledger.open_dispute(invoice.id, parameters.as_of).is_some(),
        Figure::OnPlan => ledger.plan_of(invoice.id, parameters.as_of).is_some(),
        _ => {
            let from = if parameters.basis == AgingBasis::DueDate { invoice.due } else { invoice.issued };
            buckets.contains(&parameters.buckets.bucket_of(days_past_due(from, parameters.as_of)))
        }
    };
    let invoices = &ledger.facts().invoices;
    let open = open_invoices(ledger, parameters.as_of).into_iter().map(|(place, balance)| (&invoices[place as usize], balance));
    let asked = open.filter(|(invoice, _)| is_asked(question, invoice.customer, invoice.amount.currency()) && counts(invoice));
    let amount = |invoice: &Invoice, balance: i64| match question.figure {
        Figure::Disputed => ledger.open_dispute(invoice.id, parameters.as_of).map_or(0, |dispute| dispute.contested(balance)),
        _ => balance,
    };
    let part = |(invoice, balance): (&Invoice, i64)| Part {
        source: Source::Claim(Claim::Invoice(invoice.id)),
        customer: invoice.customer,
        dated: Some(invoice.issued),
        due: Some(invoice.due),
        amount: Money::from_minor(amount(invoice, balance), question.currency),
    };
    asked.map(part).collect()
}

/// Payments and credit notes with something left on the day; `sign` is how they count.
fn credits(ledger: &Ledger, question: &Question, sign: i64) -> Vec<Part> {
    let as_of = question.parameters.as_of;
    let facts = ledger.facts();
    let payments = facts.payments.iter().filter(|payment| payment.reversed.as_ref().is_none_or(|reversal| as_of < reversal.on));
    let payments = payments.map(|one| (CreditSource::Payment(one.id), one.customer, one.received, one.amount));
    let notes = facts.credit_notes.iter().filter(|note| note.voided.is_none_or(|on| as_of < on));
    let notes = notes.map(|one| (CreditSource::CreditNote(one.id), one.customer, one.issued, one.amount));
    let left = |source: CreditSource, amount: Money| {
        let used = ledger.allocations_from(source).filter(|one| one.on <= as_of && one.until.is_none_or(|until| as_of < until));
        amount.minor() - used.map(|one| one.amount.minor()).sum::<i64>() - ledger.refunded(source, as_of)
    };
    let part = |(source, customer, dated, amount): (CreditSource, CustomerId, NaiveDate, Money)| {
        let asked = dated <= as_of && is_asked(question, customer, amount.currency());
        let left = if asked { left(source, amount) } else { 0 };
        let amount = Money::from_minor(sign * left, question.currency);
        (left != 0).then_some(Part { source: Source::Credit(source), customer, dated: Some(dated), due: None, amount })
    };
    payments.chain(notes).filter_map(part).collect()
}

/// What the other custom of showing credit takes off the figure's buckets, or leaves unapplied, per customer.
fn credit_on_oldest(ledger: &Ledger, question: &Question) -> Vec<Part> {
    let report = aging(ledger, &question.parameters);
    let buckets = buckets_of(question.figure, &report);
    let rows = report.rows.iter().filter(|row| is_asked(question, row.customer, row.currency));
    let part = |row: &super::aging::AgingRow| {
        let shown = row.amounts.with_credit_on_oldest();
        let minor = if question.figure == Figure::Unapplied {
            shown.unapplied
        } else {
            buckets.clone().map(|bucket| shown.buckets[bucket] - row.amounts.buckets[bucket]).sum()
        };
        let amount = Money::from_minor(minor, question.currency);
        (minor != 0).then_some(Part { source: Source::CreditOnOldest, customer: row.customer, dated: None, due: None, amount })
    };
    rows.filter_map(part).collect()
}
