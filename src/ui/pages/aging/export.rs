//! The report as a CSV file.

use super::choices::{basis_key, bucket_words};
use super::sheet::{Line, Sheet};
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;

/// The name of the file.
pub(super) fn file_name(sheet: &Sheet) -> String {
    format!("aging-{}.csv", sheet.parameters.as_of)
}

/// The lines in the order of the screen, amounts as plain numbers with their currency beside them.
pub(super) fn csv(sheet: &Sheet) -> String {
    let buckets = &sheet.parameters.buckets;
    let mut out = CsvWriter::with_byte_order_mark();
    ["Customer", "Customer number", "Currency"].iter().for_each(|header| out.text(header));
    (0..buckets.count()).for_each(|bucket| out.text(&bucket_words(buckets, bucket)));
    for header in ["Unapplied credit", "Total", "Of which disputed", "Of which on a payment plan", "Open invoices", "As of", "Aged by"] {
        out.text(header);
    }
    out.end_row();
    sheet.lines.iter().for_each(|line| row(&mut out, sheet, line));
    out.finish()
}

fn row(out: &mut CsvWriter, sheet: &Sheet, line: &Line) {
    let amounts = &line.amounts;
    out.text(&line.name);
    out.text(&line.reference);
    out.text(line.currency.code());
    let rest = [amounts.unapplied, amounts.total(), amounts.disputed, amounts.on_plan];
    for minor in amounts.buckets.iter().chain(&rest) {
        out.money(Money::from_minor(*minor, line.currency));
    }
    out.integer(i64::from(amounts.open_count()));
    out.date(sheet.parameters.as_of);
    out.text(basis_key(sheet.parameters.basis));
    out.end_row();
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::super::choices::Choices;
    use super::*;
    use crate::domain::ledger::Ledger;
    use crate::domain::sample_shop::sample_shop;
    use chrono::NaiveDate;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn every_row_has_a_cell_for_every_header() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let sheet = Sheet::of(&ledger, today, &Choices::default());
        let text = csv(&sheet);
        let mut reader = text.lines();
        let cells = reader.next().map(|header| header.split(',').count());
        assert_eq!(cells, Some(3 + 5 + 7));
        assert_eq!(reader.count(), sheet.lines.len());
    }
}
