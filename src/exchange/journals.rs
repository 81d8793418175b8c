//! Journals as files that accountants' programs take in: a general list, QuickBooks, Xero.
//!
//! An entry is written whole or not at all, so no file is out of balance. Names of customers and accounts cannot become formulas. Xero's manual journals
//! have no currency and may refuse its own receivable account: they hold the entries of one currency, and credit notes can be handed over in a form of
//! their own, as invoices below zero. (import formats, “Outputs”)

use super::csv::CsvWriter;
use crate::domain::bookkeeping::AccountRole;
use crate::domain::currency::Currency;
use crate::domain::journal::{Posting, Side};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::journals::{EntrySource, EntryWords, JournalEntry, entry_number, entry_words};
use chrono::NaiveDate;

/// For which program a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JournalFormat {
    /// Debit and credit in columns, for people and spreadsheets.
    General,
    /// Journal entries of QuickBooks Online.
    QuickBooks,
    /// Manual journals of Xero, in one currency.
    Xero(Currency),
    /// Credit notes of Xero: its sales invoices, below zero.
    XeroCreditNotes,
}

impl JournalFormat {
    /// The names of the columns.
    pub const fn header(self) -> &'static [&'static str] {
        match self {
            Self::General => &["Entry", "Date", "What", "Document", "Customer", "Account number", "Account", "Debit", "Credit", "Currency"],
            Self::QuickBooks => &["*JournalNo", "*JournalDate", "*AccountName", "*Debits", "*Credits", "Description", "Name", "Currency"],
            Self::Xero(_) => &["*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount"],
            Self::XeroCreditNotes => &[
                "*ContactName",
                "*InvoiceNumber",
                "*InvoiceDate",
                "*DueDate",
                "*Description",
                "*Quantity",
                "*UnitAmount",
                "*AccountCode",
                "*TaxType",
                "Currency",
            ],
        }
    }

    /// Whether the file has a place for an entry.
    pub fn takes(self, entry: &JournalEntry) -> bool {
        match self {
            Self::General | Self::QuickBooks => true,
            Self::Xero(currency) => entry.entry.total().currency() == currency,
            Self::XeroCreditNotes => matches!(entry.source, EntrySource::CreditNote(_)),
        }
    }
}

/// The entries as a file.
pub fn journal_csv(ledger: &Ledger, entries: &[JournalEntry], format: JournalFormat) -> String {
    // Programs that look for names of columns stumble over a byte order mark.
    let mut out = if format == JournalFormat::General { CsvWriter::with_byte_order_mark() } else { CsvWriter::new() };
    format.header().iter().for_each(|name| out.text(name));
    out.end_row();
    for entry in entries.iter().filter(|entry| format.takes(entry)) {
        let words = entry_words(ledger, entry);
        for posting in entry.entry.postings() {
            match format {
                JournalFormat::General => general(&mut out, ledger, entry, &words, posting),
                JournalFormat::QuickBooks => quick_books(&mut out, ledger, entry, &words, posting),
                JournalFormat::Xero(_) => xero(&mut out, ledger, entry, &words, posting),
                JournalFormat::XeroCreditNotes if posting.account == AccountRole::Receivable => continue,
                JournalFormat::XeroCreditNotes => xero_credit_note(&mut out, ledger, entry, &words, posting),
            }
            out.end_row();
        }
    }
    out.finish()
}

fn general(out: &mut CsvWriter, ledger: &Ledger, entry: &JournalEntry, words: &EntryWords, posting: &Posting<AccountRole>) {
    let account = ledger.settings().bookkeeping.account(posting.account);
    out.text(&entry_number(entry.source));
    out.date(entry.date);
    out.text(words.what);
    out.text(&words.document);
    out.text(&words.customer);
    out.text(&account.code);
    out.text(&account.name);
    sides(out, posting);
    out.text(posting.amount.currency().code());
}

/// The customer stands beside the receivable, which QuickBooks demands, and nowhere else. It takes the month first.
fn quick_books(out: &mut CsvWriter, ledger: &Ledger, entry: &JournalEntry, words: &EntryWords, posting: &Posting<AccountRole>) {
    out.text(&entry_number(entry.source));
    out.text(&entry.date.format("%m/%d/%Y").to_string());
    out.text(&ledger.settings().bookkeeping.account(posting.account).name);
    sides(out, posting);
    out.text(&words.line());
    out.text(if posting.account == AccountRole::Receivable { &words.customer } else { "" });
    out.text(posting.amount.currency().code());
}

/// The narration begins with the number, so that Xero never joins two entries of a day.
fn xero(out: &mut CsvWriter, ledger: &Ledger, entry: &JournalEntry, words: &EntryWords, posting: &Posting<AccountRole>) {
    let bookkeeping = &ledger.settings().bookkeeping;
    out.text(&format!("{} {}", entry_number(entry.source), words.line()));
    out.text(&day_first(entry.date));
    out.text(&words.customer);
    out.text(&bookkeeping.account(posting.account).code);
    out.text(bookkeeping.tax_rate());
    out.money(signed(posting));
}

fn xero_credit_note(out: &mut CsvWriter, ledger: &Ledger, entry: &JournalEntry, words: &EntryWords, posting: &Posting<AccountRole>) {
    let bookkeeping = &ledger.settings().bookkeeping;
    out.text(&words.customer);
    // The number of the owner's own need not be the only one of its kind.
    out.text(&format!("{} {}", entry_number(entry.source), words.document));
    out.text(&day_first(entry.date));
    out.text(&day_first(entry.date));
    out.text(words.what);
    out.integer(1);
    let amount = signed(posting);
    out.money(Money::from_minor(-amount.minor(), amount.currency()));
    out.text(&bookkeeping.account(posting.account).code);
    out.text(bookkeeping.tax_rate());
    out.text(amount.currency().code());
}

/// The amount under debit or under credit.
fn sides(out: &mut CsvWriter, posting: &Posting<AccountRole>) {
    if posting.side == Side::Debit {
        out.money(posting.amount);
        out.blank();
    } else {
        out.blank();
        out.money(posting.amount);
    }
}

/// Debits above zero, credits below.
fn signed(posting: &Posting<AccountRole>) -> Money {
    match posting.side {
        Side::Debit => posting.amount,
        Side::Credit => Money::from_minor(-posting.amount.minor(), posting.amount.currency()),
    }
}

fn day_first(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}
