//! The list as a CSV file: exactly what is shown, every invoice named.

use super::listing::Credit;
use super::row::CreditRow;
use crate::domain::credit::CreditSource;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use chrono::NaiveDate;

const HEADER: [&str; 12] = [
    "Date",
    "Kind",
    "Customer",
    "Amount",
    "Currency",
    "Method or number",
    "Reference",
    "Applied to",
    "Applied",
    "Unapplied",
    "State",
    "Taken back on",
];

/// The file of some payments and credit notes as they stand on a day.
pub fn csv(ledger: &Ledger, sources: &[CreditSource], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    HEADER.iter().for_each(|title| file.text(title));
    file.end_row();
    for source in sources {
        if let (Some(credit), Some(row)) = (Credit::of(ledger, *source), CreditRow::of(ledger, *source, day)) {
            line(&mut file, ledger, &credit, &row, day);
        }
    }
    file.finish()
}

fn line(file: &mut CsvWriter, ledger: &Ledger, credit: &Credit<'_>, row: &CreditRow, day: NaiveDate) {
    let mut applied = 0;
    let mut invoices = Vec::new();
    for one in credit.uses(ledger, day) {
        applied += one.amount.minor();
        invoices.extend(ledger.invoice(one.invoice).map(|invoice| invoice.number.as_str()));
    }
    invoices.reverse();
    let is_note = matches!(credit.source, CreditSource::CreditNote(_));
    file.date(credit.on);
    file.text(if is_note { "Credit note" } else { "Payment" });
    file.text(&row.name);
    file.money(credit.amount);
    file.text(credit.amount.currency().code());
    file.text(if is_note { credit.name } else { &row.what });
    file.text(credit.reference);
    file.text(&invoices.join("; "));
    file.money(Money::from_minor(applied, credit.amount.currency()));
    file.money(row.unapplied);
    file.text(row.standing.words());
    match credit.until {
        Some(until) if until <= day => file.date(until),
        _ => file.blank(),
    }
    file.end_row();
}
