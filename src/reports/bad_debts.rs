//! The bad-debt register of a year: what was given up, on what grounds and after which efforts, what was taken back, and what came all the same.
//!
//! Every line is one entry of the journal: over any time the lines come to what went to the accounts for bad debts, recovered bad debts and, by
//! write-offs and recoveries, the allowance (tested). Mistakes leave no line, as in the journal.

use crate::domain::contact_log::ContactKind;
use crate::domain::credit::CreditNote;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::write_off::{WriteOff, WriteOffMethod, WriteOffReason};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// What happened to a bad debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BadDebtEvent {
    /// It was written off.
    WrittenOff,
    /// Money came for it.
    Recovered,
    /// That money went back.
    WentBack,
    /// The write-off was taken back: it is owed again.
    TakenBack,
}

impl BadDebtEvent {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::WrittenOff => "Written off",
            Self::Recovered => "Recovered",
            Self::WentBack => "Recovery went back",
            Self::TakenBack => "Taken back",
        }
    }

    /// Whether it makes the loss greater.
    pub const fn is_loss(self) -> bool {
        matches!(self, Self::WrittenOff | Self::WentBack)
    }
}

/// What was tried before a debt was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Efforts {
    /// When the document was due.
    pub due: NaiveDate,
    /// How many messages about it went out.
    pub messages: usize,
    /// How often the customer was called, visited or written to otherwise since it was issued.
    pub contacts: usize,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadDebtLine {
    /// The day.
    pub on: NaiveDate,
    /// What happened.
    pub event: BadDebtEvent,
    /// How much, above zero.
    pub amount: Money,
    /// The document that was written off.
    pub invoice: InvoiceId,
    /// Who owed it.
    pub customer: CustomerId,
    /// Why it was written off.
    pub reason: WriteOffReason,
    /// How it was booked.
    pub method: WriteOffMethod,
    /// Who approved it, and why.
    pub approved: String,
    /// What was tried up to the write-off.
    pub efforts: Efforts,
}

/// What a year comes to in one currency, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BadDebtTotal {
    /// Written off.
    pub written_off: i64,
    /// Taken back.
    pub taken_back: i64,
    /// Recovered, less what went back.
    pub recovered: i64,
}

impl BadDebtTotal {
    /// What is lost.
    pub fn loss(self) -> i64 {
        self.written_off - self.taken_back - self.recovered
    }
}

/// The years with a line up to a day, the latest first.
pub fn years(ledger: &Ledger, as_of: NaiveDate) -> Vec<i32> {
    let mut years = BTreeSet::new();
    each(ledger, as_of, |on, _, _, _, _| {
        years.insert(on.year());
    });
    years.into_iter().rev().collect()
}

/// The lines of a year up to a day, by day.
pub fn bad_debts(ledger: &Ledger, year: i32, as_of: NaiveDate) -> Vec<BadDebtLine> {
    let mut lines = Vec::new();
    each(ledger, as_of, |on, event, amount, write_off, note| {
        if on.year() == year {
            let (invoice, customer, approved) = (write_off.invoice, note.customer, note.note.clone());
            let efforts = efforts(ledger, write_off, note);
            lines.push(BadDebtLine {
                on,
                event,
                amount,
                invoice,
                customer,
                reason: write_off.reason,
                method: write_off.method,
                approved,
                efforts,
            });
        }
    });
    lines.sort_by_key(|line| (line.on, line.event));
    lines
}

/// What lines come to, per currency.
pub fn totals(lines: &[BadDebtLine]) -> BTreeMap<Currency, BadDebtTotal> {
    let mut totals: BTreeMap<Currency, BadDebtTotal> = BTreeMap::new();
    for line in lines {
        let total = totals.entry(line.amount.currency()).or_default();
        let minor = line.amount.minor();
        match line.event {
            BadDebtEvent::WrittenOff => total.written_off += minor,
            BadDebtEvent::TakenBack => total.taken_back += minor,
            BadDebtEvent::Recovered => total.recovered += minor,
            BadDebtEvent::WentBack => total.recovered -= minor,
        }
    }
    totals
}

/// What was written off against the allowance from one day to another, less what was taken back, and what was recovered of that, less what went
/// back; minor units.
pub fn against_allowance(ledger: &Ledger, currency: Currency, from: NaiveDate, to: NaiveDate) -> (i64, i64) {
    let (mut written_off, mut recovered) = (0, 0);
    each(ledger, to, |on, event, amount, write_off, _| {
        if on >= from && amount.currency() == currency && write_off.method == WriteOffMethod::Allowance {
            match event {
                BadDebtEvent::WrittenOff => written_off += amount.minor(),
                BadDebtEvent::TakenBack => written_off -= amount.minor(),
                BadDebtEvent::Recovered => recovered += amount.minor(),
                BadDebtEvent::WentBack => recovered -= amount.minor(),
            }
        }
    });
    (written_off, recovered)
}

fn each(ledger: &Ledger, as_of: NaiveDate, mut seen: impl FnMut(NaiveDate, BadDebtEvent, Money, &WriteOff, &CreditNote)) {
    for write_off in &ledger.facts().write_offs {
        let Some(note) = ledger.credit_note(write_off.credit_note) else { continue };
        let mut turn = |from: NaiveDate, until: Option<NaiveDate>, amount: Money, (begin, end): (BadDebtEvent, BadDebtEvent)| {
            if until.is_some_and(|until| until <= from) {
                return;
            }
            let ends = until.map(|until| (until, end));
            for (on, event) in std::iter::once((from, begin)).chain(ends).filter(|(on, _)| *on <= as_of) {
                seen(on, event, amount, write_off, note);
            }
        };
        turn(note.issued, note.voided, note.amount, (BadDebtEvent::WrittenOff, BadDebtEvent::TakenBack));
        for (_, document) in ledger.recoveries_of(write_off.id) {
            turn(document.issued, document.voided, document.amount, (BadDebtEvent::Recovered, BadDebtEvent::WentBack));
        }
    }
}

fn efforts(ledger: &Ledger, write_off: &WriteOff, note: &CreditNote) -> Efforts {
    let (issued, due) = ledger.invoice(write_off.invoice).map_or((note.issued, note.issued), |invoice| (invoice.issued, invoice.due));
    let sent = ledger.messages_about(DueItem::Invoice(write_off.invoice)).filter_map(|message| message.sent_on());
    let words = ledger.contacts_of(note.customer).filter(|entry| entry.kind != ContactKind::Note);
    Efforts {
        due,
        messages: sent.filter(|on| *on <= note.issued).count(),
        contacts: words.filter(|entry| issued <= entry.on && entry.on <= note.issued).count(),
    }
}
