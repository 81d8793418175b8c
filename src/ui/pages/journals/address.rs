//! What of the journal is shown, as the address keeps it.

use crate::domain::bookkeeping::AccountRole;
use crate::domain::credit::CreditSource;
use crate::domain::ids::InvoiceId;
use crate::domain::ledger::Ledger;
use crate::reports::journals::{JournalEntry, each_entry, entries_about, entry_number, journal};
use crate::ui::routes::Route;
use chrono::{Datelike, NaiveDate};
use leptos_router::params::ParamsMap;

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Asked {
    /// The first day; the first of the month of the last unless said.
    pub from: Option<NaiveDate>,
    /// The last day; the day that is being looked at unless said.
    pub to: Option<NaiveDate>,
    /// Only entries with a line of this account.
    pub account: Option<AccountRole>,
    /// Whatever the days: the entries about an invoice.
    pub invoice: Option<InvoiceId>,
    /// Whatever the days: the entries of one payment or credit note, by its number.
    pub entry: Option<String>,
}

impl Asked {
    /// Reads the query of the address; what is not understood is left out.
    pub fn of(query: &ParamsMap) -> Self {
        let day = |name| query.get(name).and_then(|text| text.parse().ok());
        let account = query.get("account").and_then(|key| AccountRole::ALL.iter().copied().find(|role| role.key() == key));
        let invoice = query.get("invoice").and_then(|text| text.parse().ok());
        Self { from: day("from"), to: day("to"), account, invoice, entry: query.get("entry").filter(|text| !text.is_empty()) }
    }

    /// Writes a part of the query and leaves the rest of it as it is.
    pub fn write(&self, query: &mut ParamsMap) {
        let values = [
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("account", self.account.map(|role| role.key().to_owned())),
            ("invoice", self.invoice.map(|id| id.to_string())),
            ("entry", self.entry.clone()),
        ];
        for (name, value) in values {
            query.remove(name);
            if let Some(value) = value {
                query.insert(name, value);
            }
        }
    }

    /// The first and the last day, when a day is looked at.
    pub fn period(&self, as_of: NaiveDate) -> (NaiveDate, NaiveDate) {
        let to = self.to.unwrap_or(as_of);
        (self.from.unwrap_or_else(|| to.with_day(1).unwrap_or(to)), to)
    }

    /// Whether it is about one document instead of a period.
    pub fn is_of_document(&self) -> bool {
        self.invoice.is_some() || self.entry.is_some()
    }

    /// The entries.
    pub fn entries(&self, ledger: &Ledger, as_of: NaiveDate) -> Vec<JournalEntry> {
        let mut found = match (self.invoice, &self.entry) {
            (Some(invoice), _) => entries_about(ledger, invoice),
            (None, Some(number)) => entries_numbered(ledger, number),
            (None, None) => {
                let (from, to) = self.period(as_of);
                journal(ledger, from, to)
            }
        };
        if let Some(role) = self.account {
            found.retain(|entry| entry.entry.postings().iter().any(|posting| posting.account == role));
        }
        found
    }
}

/// The entry of a number and the one that takes it back.
fn entries_numbered(ledger: &Ledger, number: &str) -> Vec<JournalEntry> {
    let mut found = Vec::new();
    each_entry(ledger, |entry| {
        let own = entry_number(entry.source);
        if own.split('-').next() == number.split('-').next() {
            found.push(entry);
        }
    });
    found.sort_by_key(|entry| (entry.date, entry.source));
    found
}

fn join(href: &str, query: &str) -> String {
    let join = if href.contains('?') { '&' } else { '?' };
    format!("{href}{join}{query}")
}

/// Where the entries about an invoice are.
pub fn journal_of_invoice(invoice: InvoiceId, day: Option<NaiveDate>) -> String {
    join(&Route::Journals.href(day), &format!("invoice={invoice}"))
}

/// Where the entries of a payment or credit note are.
pub fn journal_of_credit(source: CreditSource, day: Option<NaiveDate>) -> String {
    let number = match source {
        CreditSource::Payment(id) => format!("P{id}"),
        CreditSource::CreditNote(id) => format!("C{id}"),
    };
    journal_of_entry(&number, day)
}

/// Where an entry is, and the one that takes it back.
pub fn journal_of_entry(number: &str, day: Option<NaiveDate>) -> String {
    join(&Route::Journals.href(day), &format!("entry={number}"))
}
