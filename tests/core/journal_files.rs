//! Journals as files, read back by a reader of its own: headers are exact, every entry balances, nothing becomes a formula.

use crate::support::random_ledger::random_ledger;
use chrono::NaiveDate;
use recoup::domain::bookkeeping::AccountRole;
use recoup::domain::currency::Currency;
use recoup::domain::ledger::Ledger;
use recoup::exchange::journals::{JournalFormat, journal_csv};
use recoup::reports::journals::{EntrySource, JournalEntry, entry_number, journal};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Rows of cells by RFC 4180; a quoted field may hold anything.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.strip_prefix('\u{feff}').unwrap_or(text).chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => cell.extend(letters.next()),
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => assert_eq!(letters.peek(), Some(&'\n')),
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (letter, _) => cell.push(letter),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "the file ends within a row");
    rows
}

fn books() -> impl Iterator<Item = (Ledger, Vec<JournalEntry>)> {
    (0..12).map(|seed| {
        let ledger = random_ledger(seed, 200);
        let entries = journal(&ledger, NaiveDate::MIN, NaiveDate::MAX);
        (ledger, entries)
    })
}

/// The rows without the header, which must be this one; every row is as wide.
fn rows(ledger: &Ledger, entries: &[JournalEntry], format: JournalFormat, header: &str) -> Vec<Vec<String>> {
    let mut rows = cells(&journal_csv(ledger, entries, format));
    assert_eq!(rows.remove(0).join(","), header);
    let width = header.split(',').count();
    for row in &rows {
        assert_eq!(row.len(), width, "{row:?}");
        for cell in row {
            let is_number = cell.parse::<Decimal>().is_ok();
            assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} would be a formula");
        }
    }
    rows
}

/// Nothing for an empty cell.
fn number(cell: &str) -> Decimal {
    if cell.is_empty() { Decimal::ZERO } else { cell.parse().unwrap() }
}

#[test]
fn the_general_file_and_quickbooks_balance_by_entry() {
    let general = "Entry,Date,What,Document,Customer,Account number,Account,Debit,Credit,Currency";
    let quick_books = "*JournalNo,*JournalDate,*AccountName,*Debits,*Credits,Description,Name,Currency";
    let mut formulas = 0;
    for (ledger, entries) in books() {
        let total: usize = entries.iter().map(|entry| entry.entry.postings().len()).sum();
        let receivable = ledger.settings().bookkeeping.account(AccountRole::Receivable).name.into_owned();
        for (format, header, debit) in [(JournalFormat::General, general, 7), (JournalFormat::QuickBooks, quick_books, 3)] {
            let rows = rows(&ledger, &entries, format, header);
            assert_eq!(rows.len(), total);
            let mut sums: BTreeMap<(String, String, String), Decimal> = BTreeMap::new();
            for row in &rows {
                let (left, right) = (number(&row[debit]), number(&row[debit + 1]));
                assert!((left.is_zero() || right.is_zero()) && (left + right) > Decimal::ZERO, "{row:?}");
                *sums.entry((row[0].clone(), row[1].clone(), row[row.len() - 1].clone())).or_default() += left - right;
                formulas += usize::from(row.iter().any(|cell| cell.starts_with("'=")));
                if format == JournalFormat::QuickBooks {
                    assert_eq!(!row[6].is_empty(), row[2] == receivable, "the customer stands beside the receivable: {row:?}");
                    assert!(NaiveDate::parse_from_str(&row[1], "%m/%d/%Y").is_ok());
                }
            }
            // As many numbers as entries: each has one date and one currency.
            assert_eq!(sums.len(), entries.len());
            assert!(sums.values().all(Decimal::is_zero), "{sums:?}");
        }
    }
    assert!(formulas > 10, "no name of the random books begins with a formula sign");
}

#[test]
fn xero_gets_signed_amounts_of_one_currency_that_balance_by_narration() {
    for (ledger, entries) in books() {
        let format = JournalFormat::Xero(Currency::USD);
        let rows = rows(&ledger, &entries, format, "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount");
        let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
        for row in &rows {
            assert!(NaiveDate::parse_from_str(&row[1], "%d/%m/%Y").is_ok() && !row[3].is_empty());
            assert_eq!(row[4], ledger.settings().bookkeeping.tax_rate());
            *sums.entry(&row[0]).or_default() += number(&row[5]);
        }
        let dollars = entries.iter().filter(|entry| entry.entry.total().currency() == Currency::USD);
        assert_eq!(sums.len(), dollars.count());
        assert!(sums.values().all(Decimal::is_zero), "{sums:?}");
    }
}

#[test]
fn xero_credit_notes_are_invoices_below_zero_over_the_whole_note() {
    let header = "*ContactName,*InvoiceNumber,*InvoiceDate,*DueDate,*Description,*Quantity,*UnitAmount,*AccountCode,*TaxType,Currency";
    let mut notes = 0;
    for (ledger, entries) in books() {
        let rows = rows(&ledger, &entries, JournalFormat::XeroCreditNotes, header);
        for entry in entries.iter().filter(|entry| matches!(entry.source, EntrySource::CreditNote(_))) {
            let number_of = format!("{} ", entry_number(entry.source));
            let lines = rows.iter().filter(|row| row[1].starts_with(&number_of));
            assert_eq!(lines.map(|row| number(&row[6])).sum::<Decimal>(), -entry.entry.total().to_decimal());
            notes += 1;
        }
    }
    assert!(notes > 30, "{notes}");
}
