//! Journals: the double entry of everything that moves what customers owe, and the trial balance of these entries.
//!
//! Entries are derived from the ledger's facts, never kept: what is taken back as a mistake leaves none, what ends later leaves the entry and the one
//! that takes it back. The receivable account gets every invoice, credit note, payment and refund in full, applied or not, so on every day its balance
//! is the total of the aging report (buckets and unapplied credit). Applying credit is no entry: it moves nothing between accounts. (domain rules §1, §2)
//!
//! One file per step: `derive` (facts to entries), `trial` (balances on a day), `words` (what an entry is, for people and files). A new kind of fact
//! adds an [`EntrySource`], its roles, and a few lines in `derive`.

mod derive;
#[cfg(test)]
mod tests;
mod trial;
mod words;

pub use derive::{each_entry, entries_about};
pub use trial::{AccountTotal, TrialBalance, trial_balances};
pub use words::{EntryWords, entry_number, entry_words};

use crate::domain::bookkeeping::AccountRole;
use crate::domain::credit::CreditSource;
use crate::domain::ids::{AllowanceEntryId, CreditNoteId, CustomerId, InvoiceId, PaymentId, RefundId};
use crate::domain::journal::Entry;
use crate::domain::ledger::Ledger;
use chrono::NaiveDate;

/// The fact that an entry comes from: its document, for the way back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntrySource {
    /// An invoice, fee or interest.
    Invoice(InvoiceId),
    /// It stopped counting.
    InvoiceVoided(InvoiceId),
    /// A credit note.
    CreditNote(CreditNoteId),
    /// It stopped counting.
    CreditNoteVoided(CreditNoteId),
    /// A payment.
    Payment(PaymentId),
    /// It bounced or went back.
    PaymentTakenBack(PaymentId),
    /// Credit given back.
    Refund(RefundId),
    /// An entry of the allowance.
    Allowance(AllowanceEntryId),
}

impl EntrySource {
    /// The beginning and the end of a credit.
    fn of_credit(credit: CreditSource) -> (Self, Self) {
        match credit {
            CreditSource::Payment(id) => (Self::Payment(id), Self::PaymentTakenBack(id)),
            CreditSource::CreditNote(id) => (Self::CreditNote(id), Self::CreditNoteVoided(id)),
        }
    }
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its day.
    pub date: NaiveDate,
    /// What it comes from.
    pub source: EntrySource,
    /// Whose debt it moves; the allowance is nobody's.
    pub customer: Option<CustomerId>,
    /// Its lines, of one currency.
    pub entry: Entry<AccountRole>,
}

/// The entries from one day to another, both included, by day and then in the order of the ledger.
pub fn journal(ledger: &Ledger, from: NaiveDate, to: NaiveDate) -> Vec<JournalEntry> {
    let mut found = Vec::new();
    each_entry(ledger, |entry| {
        if entry.date >= from && entry.date <= to {
            found.push(entry);
        }
    });
    found.sort_by_key(|entry| (entry.date, entry.source));
    found
}
