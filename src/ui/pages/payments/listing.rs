//! Which payments and credit notes are listed, in which order: pure functions of the ledger, a day and what was asked.
//!
//! A list is a vector of sources, so 100,000 payments are a few hundred kilobytes; what a row shows is worked out only
//! for rows in sight (see [`super::row`]).

use crate::domain::calendar::day_of;
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource, Payment, ReversalReason};
use crate::domain::currency::Currency;
use crate::domain::ids::{CreditNoteId, CustomerId, PaymentId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::ui::components::Sort;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::HashSet;

/// Which of them to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those with money that is not applied to any invoice.
    Unapplied,
    /// Bounced, refunded, void or entered by mistake.
    TakenBack,
}

impl Show {
    /// The value in the address and in the select.
    pub const fn value(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Unapplied => "unapplied",
            Self::TakenBack => "taken-back",
        }
    }

    /// Reads [`Self::value`]; anything else is all.
    pub fn from_value(value: &str) -> Self {
        [Self::Unapplied, Self::TakenBack].into_iter().find(|show| show.value() == value).unwrap_or_default()
    }
}

/// What the owner asked to see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Criteria {
    /// Words to find, lower case; empty for everything.
    pub text: String,
    /// Which kind of state.
    pub show: Show,
    /// The order; newest first unless said.
    pub sort: Option<Sort>,
}

/// What a payment and a credit note have in common.
pub struct Credit<'a> {
    /// Which it is.
    pub source: CreditSource,
    /// Whose.
    pub customer: CustomerId,
    /// Since when it counts.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// The first day on which it no longer counts.
    pub until: Option<NaiveDate>,
    /// Why it was taken back, for a payment.
    pub reason: Option<ReversalReason>,
    /// Means of payment, or the number of the credit note.
    pub name: &'a str,
    /// Reference on the statement, or the note.
    pub reference: &'a str,
}

impl<'a> Credit<'a> {
    /// The payment or credit note behind a source.
    pub fn of(ledger: &'a Ledger, source: CreditSource) -> Option<Self> {
        match source {
            CreditSource::Payment(id) => ledger.payment(id).map(Self::payment),
            CreditSource::CreditNote(id) => ledger.credit_note(id).map(Self::note),
        }
    }

    fn payment(payment: &'a Payment) -> Self {
        Self {
            source: CreditSource::Payment(payment.id),
            customer: payment.customer,
            on: payment.received,
            amount: payment.amount,
            until: payment.reversed.as_ref().map(|reversal| reversal.on),
            reason: payment.reversed.as_ref().map(|reversal| reversal.reason),
            name: &payment.method,
            reference: &payment.reference,
        }
    }

    fn note(note: &'a CreditNote) -> Self {
        Self {
            source: CreditSource::CreditNote(note.id),
            customer: note.customer,
            on: note.issued,
            amount: note.amount,
            until: note.voided,
            reason: None,
            name: &note.number,
            reference: &note.note,
        }
    }

    /// Whether it no longer counted on a day.
    pub fn taken_back(&self, day: NaiveDate) -> bool {
        self.until.is_some_and(|until| until <= day)
    }

    /// The allocations in force on a day, latest first.
    pub fn uses(&self, ledger: &'a Ledger, day: NaiveDate) -> impl Iterator<Item = &'a Allocation> + use<'a> {
        ledger.allocations_from(self.source).filter(move |one| one.on <= day && one.until.is_none_or(|until| day < until))
    }

    /// The part that was applied to no invoice on a day.
    pub fn unapplied(&self, ledger: &Ledger, day: NaiveDate) -> Money {
        let minor = if self.taken_back(day) {
            0
        } else if day_of(day) >= ledger.columns().latest {
            ledger.unapplied(self.source)
        } else {
            self.amount.minor() - self.uses(ledger, day).map(|one| one.amount.minor()).sum::<i64>() - ledger.refunded(self.source, day)
        };
        Money::from_minor(minor, self.amount.currency())
    }
}

/// Everything recorded up to a day, newest first.
pub fn newest_first(ledger: &Ledger, day: NaiveDate) -> Vec<CreditSource> {
    let columns = ledger.columns();
    let last = day_of(day);
    let payments = columns.payments.on.iter().enumerate().filter(|(_, on)| **on <= last);
    // What is written off is not paid, and credits nobody.
    let kinds = ledger.facts().credit_notes.iter().map(|note| note.kind);
    let notes = columns.credit_notes.on.iter().enumerate().zip(kinds).filter(|(_, kind)| *kind != CreditKind::WriteOff);
    let notes = notes.map(|(note, _)| note).filter(|(_, on)| **on <= last);
    let mut dated: Vec<_> = payments
        .map(|(place, on)| (*on, CreditSource::Payment(PaymentId::from_index(place))))
        .chain(notes.map(|(place, on)| (*on, CreditSource::CreditNote(CreditNoteId::from_index(place)))))
        .collect();
    dated.sort_unstable_by_key(|entry| Reverse(*entry));
    dated.into_iter().map(|(_, source)| source).collect()
}

/// Those that were asked for, in the order asked for. `newest` is [`newest_first`] of the same day.
pub fn chosen(ledger: &Ledger, day: NaiveDate, newest: &[CreditSource], criteria: &Criteria) -> Vec<CreditSource> {
    let finder = Finder::new(ledger, &criteria.text);
    let wanted = |source: &CreditSource| {
        let Some(credit) = Credit::of(ledger, *source) else { return false };
        let right_state = match criteria.show {
            Show::All => true,
            Show::Unapplied => credit.unapplied(ledger, day).is_positive(),
            Show::TakenBack => credit.taken_back(day),
        };
        right_state && finder.as_ref().is_none_or(|finder| finder.finds(&credit))
    };
    let everything = finder.is_none() && criteria.show == Show::All;
    let mut sources = if everything { newest.to_vec() } else { newest.iter().copied().filter(wanted).collect() };
    if let Some(sort) = &criteria.sort {
        put_in_order(ledger, day, &mut sources, sort);
    }
    sources
}

/// Looks for words in names, references, numbers and amounts.
struct Finder {
    text: String,
    /// By place: whether the customer's own texts contain the words.
    customers: Vec<bool>,
    /// Credits used on an invoice whose number contains the words.
    by_invoice: HashSet<CreditSource>,
    /// The words as a plain amount, when they could be one.
    amount: Option<String>,
}

impl Finder {
    fn new(ledger: &Ledger, text: &str) -> Option<Self> {
        if text.is_empty() {
            return None;
        }
        let facts = ledger.facts();
        let customers = (0..facts.customers.len()).map(|place| ledger.customer_matches(CustomerId::from_index(place), text)).collect();
        let invoices = facts.invoices.iter().enumerate().filter(|(place, _)| ledger.invoice_number_matches(*place, text));
        let by_invoice = invoices.flat_map(|(_, invoice)| ledger.allocations_to(invoice.id)).map(|one| one.source).collect();
        let amount = text.starts_with(|first: char| first.is_ascii_digit()).then(|| text.replace(',', ""));
        Some(Self { text: text.to_owned(), customers, by_invoice, amount })
    }

    fn finds(&self, credit: &Credit<'_>) -> bool {
        let contains = |text: &str| !text.is_empty() && text.to_lowercase().contains(&self.text);
        self.customers.get(credit.customer.index()).copied().unwrap_or(false)
            || self.amount.as_ref().is_some_and(|amount| credit.amount.to_plain().starts_with(amount))
            || contains(credit.name)
            || contains(credit.reference)
            || self.by_invoice.contains(&credit.source)
    }
}

/// Sorts; equal ones stay newest first.
fn put_in_order(ledger: &Ledger, day: NaiveDate, sources: &mut [CreditSource], sort: &Sort) {
    let home = ledger.settings().home_currency;
    let amount = |source: &CreditSource| Credit::of(ledger, *source).map_or((0, 0), |credit| figure(credit.amount, home));
    let unapplied =
        |source: &CreditSource| Credit::of(ledger, *source).map_or((0, 0), |credit| figure(credit.unapplied(ledger, day), home));
    match (sort.column.as_str(), sort.descending) {
        ("date", false) => sources.reverse(),
        ("amount", descending) => by_figure(sources, amount, descending),
        ("unapplied", descending) => by_figure(sources, unapplied, descending),
        ("customer", descending) => {
            let ranks = name_ranks(ledger);
            let rank = |source: &CreditSource| {
                let customer = Credit::of(ledger, *source).map(|credit| credit.customer.index());
                customer.and_then(|place| ranks.get(place)).copied().unwrap_or(u32::MAX)
            };
            if descending { sources.sort_by_key(|source| Reverse(rank(source))) } else { sources.sort_by_key(rank) }
        }
        _ => {}
    }
}

/// Currency, the home currency first, and minor units: amounts of two currencies are never mixed.
fn figure(amount: Money, home: Currency) -> (u16, i64) {
    let currency = if amount.currency() == home { 0 } else { amount.currency().numeric() };
    (currency, amount.minor())
}

fn by_figure(sources: &mut [CreditSource], figure: impl Fn(&CreditSource) -> (u16, i64), descending: bool) {
    if descending {
        sources.sort_by_cached_key(|source| {
            let (currency, minor) = figure(source);
            (currency, Reverse(minor))
        });
    } else {
        sources.sort_by_cached_key(figure);
    }
}

/// The place of every customer in the order of names.
fn name_ranks(ledger: &Ledger) -> Vec<u32> {
    let customers = &ledger.facts().customers;
    let mut order: Vec<(String, usize)> =
        customers.iter().enumerate().map(|(place, customer)| (customer.details.name.to_lowercase(), place)).collect();
    order.sort_unstable();
    let mut ranks = vec![0; customers.len()];
    for (rank, (_, place)) in (0_u32..).zip(order) {
        ranks[place] = rank;
    }
    ranks
}
