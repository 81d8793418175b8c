//! Real files: what the two ledgers in `../shared/data` bring, without a hand on the mapping. A small file in the shape of
//! one of them, with invented values, is in `tests/data` and always read.

use crate::support::csv::{bytes_of, open, preview_of, rewrite_dates};
use recoup::domain::import::ImportBatch;
use recoup::exchange::csv::{Counts, Detected, Field, Preview};
use recoup::exchange::text::{DateOrder, DecimalMark};
use std::collections::BTreeSet;

const IBM: &str = "ibm-accounts-receivable.csv";
const MULTICURRENCY: &str = "open-invoices-multicurrency.csv";

/// What the columns of the IBM file are.
const IBM_COLUMNS: [Option<Field>; 12] = [
    Some(Field::Country),
    Some(Field::CustomerReference),
    None,
    Some(Field::InvoiceNumber),
    Some(Field::InvoiceDate),
    Some(Field::DueDate),
    Some(Field::Amount),
    Some(Field::Disputed),
    Some(Field::PaidDate),
    None,
    None,
    None,
];

#[test]
fn the_ibm_file_maps_and_adds_up_by_itself() {
    let Some(bytes) = bytes_of(IBM) else { return };
    let job = open(IBM, bytes.clone());
    assert_eq!(job.detection().date_order, Detected::Known(DateOrder::DayMonthYear));
    assert_eq!(job.detection().decimal_mark, Detected::Known(DecimalMark::Point));
    assert_eq!(job.mapping().columns, IBM_COLUMNS);
    let preview = preview_of(job);
    assert_eq!((preview.batch.invoices.len(), preview.batch.customers.len(), preview.batch.credit_notes.len()), (2466, 100, 0));
    assert_eq!(totals(&preview), [("147703.18 USD".to_owned(), "147703.18 USD".to_owned())]);
    let counts = Counts { rows: 2466, accepted_rows: 2466, disputed: 561, payments: 2466, ..Counts::default() };
    assert_eq!(preview.counts, counts);
    assert!(preview.warnings.is_empty(), "{:?}", preview.warnings.first());
    let first = &preview.batch.invoices[0];
    assert_eq!(
        (first.number.as_str(), first.issued.to_string(), first.due.to_string(), first.amount.to_string()),
        ("280670965", "2012-01-03".into(), "2012-02-02".into(), "50.39 USD".into())
    );
    assert_eq!((first.payments[0].on.to_string(), first.payments[0].amount), ("2012-01-23".into(), first.amount));
    assert_eq!((preview.batch.customers[0].reference.as_str(), preview.batch.customers[0].name.as_str()), ("3993-QUNVJ", "3993-QUNVJ"));
    assert!(preview.batch.invoices.iter().all(|invoice| invoice.payments.len() == 1 && invoice.payments[0].amount == invoice.amount));
    assert_eq!(preview.batch.fingerprint.len(), 32);
}

#[test]
fn a_small_file_of_the_same_shape_maps_and_adds_up_by_itself() {
    let job = open("receivables-mini.csv", include_bytes!("../data/receivables-mini.csv").to_vec());
    assert_eq!(job.detection().date_order, Detected::Known(DateOrder::DayMonthYear));
    assert_eq!(job.detection().decimal_mark, Detected::Known(DecimalMark::Point));
    assert_eq!(job.mapping().columns, IBM_COLUMNS);
    let preview = preview_of(job);
    assert_eq!((preview.batch.invoices.len(), preview.batch.customers.len(), preview.batch.credit_notes.len()), (30, 6, 0));
    assert_eq!(totals(&preview), [("1616.35 USD".to_owned(), "1616.35 USD".to_owned())]);
    assert_eq!(preview.counts, Counts { rows: 30, accepted_rows: 30, disputed: 4, payments: 30, ..Counts::default() });
    assert!(preview.warnings.is_empty(), "{:?}", preview.warnings.first());
    let first = &preview.batch.invoices[0];
    assert_eq!(
        (first.number.as_str(), first.issued.to_string(), first.due.to_string(), first.amount.to_string()),
        ("0009000100", "2021-01-04".into(), "2021-02-03".into(), "10.05 USD".into())
    );
    assert_eq!((first.payments[0].on.to_string(), first.payments[0].amount), ("2021-01-09".into(), first.amount));
    assert_eq!(preview.batch.customers[0].reference, "1000-ALDER");
}

#[test]
fn the_ibm_file_as_of_mid_2013_shows_the_known_figures() {
    let Some(bytes) = bytes_of(IBM) else { return };
    let preview = preview_of(open(IBM, bytes));
    let as_of = "2013-06-30".parse().unwrap();
    let open: Vec<_> = preview.batch.invoices.iter().filter(|one| one.issued <= as_of && one.payments[0].on > as_of).collect();
    let customers: BTreeSet<u32> = open.iter().map(|invoice| invoice.customer).collect();
    let sum: i64 = open.iter().map(|invoice| invoice.amount.minor()).sum();
    let late = open.iter().filter(|invoice| invoice.due < as_of).count();
    let disputed = open.iter().filter(|invoice| invoice.disputed).count();
    assert_eq!((open.len(), customers.len(), sum, late, disputed), (84, 52, 511_985, 12, 27));
}

#[test]
fn the_order_of_dates_does_not_change_the_ledger() {
    let Some(bytes) = bytes_of(IBM) else { return };
    let text = String::from_utf8(bytes.clone()).unwrap();
    let original = preview_of(open(IBM, bytes)).batch;
    for (order, pattern) in [(DateOrder::MonthDayYear, "M/D/Y"), (DateOrder::YearMonthDay, "Y-M-D"), (DateOrder::DayMonthYear, "D.M.Y")] {
        let job = open(IBM, rewrite_dates(&text, pattern).into_bytes());
        match order {
            DateOrder::YearMonthDay => assert_eq!(job.detection().date_order, Detected::Unneeded),
            order => assert_eq!(job.detection().date_order, Detected::Known(order)),
        }
        let rewritten = preview_of(job).batch;
        assert_eq!(ImportBatch { fingerprint: original.fingerprint.clone(), ..rewritten }, original, "{pattern}");
    }
}

#[test]
fn the_multicurrency_file_maps_and_adds_up_by_itself() {
    let Some(bytes) = bytes_of(MULTICURRENCY) else { return };
    let job = open(MULTICURRENCY, bytes);
    let expected = [
        Field::CustomerName,
        Field::Country,
        Field::CustomerReference,
        Field::InvoiceNumber,
        Field::InvoiceDate,
        Field::Currency,
        Field::Amount,
        Field::DueDate,
    ];
    assert_eq!(job.mapping().columns, expected.map(Some));
    let preview = preview_of(job);
    let names: BTreeSet<&str> = preview.batch.customers.iter().map(|customer| customer.name.as_str()).collect();
    assert_eq!((preview.batch.invoices.len(), names.len(), preview.batch.customers.len()), (500, 25, 43));
    assert_eq!(preview.totals.len(), 9);
    assert!(preview.totals.iter().all(|total| total.file == total.accepted));
    assert!(preview.rejected.is_empty() && preview.skipped.is_empty() && preview.warnings.is_empty());
    let yen = preview.batch.invoices.iter().find(|invoice| invoice.number == "INV02867").unwrap();
    assert_eq!(yen.amount.to_string(), "31748 JPY");
}

#[test]
fn the_same_bytes_have_the_same_fingerprint() {
    let fingerprint = |bytes: &[u8]| open("a.csv", bytes.to_vec()).file().unwrap().fingerprint.clone();
    let text = "Customer,Invoice,Date,Amount\r\nA,1,2013-01-01,5\r\n";
    assert_eq!(fingerprint(text.as_bytes()), fingerprint(text.as_bytes()));
    // sha256sum of the bytes
    assert_eq!(fingerprint(b"Customer,Invoice\nA,1\n"), "7c06759360d269d6ea3800a95a8aa0e9");
    assert_eq!(fingerprint(b"\xEF\xBB\xBFCustomer,Invoice\nA,1\n"), "7ed88c9c2d970cce952aebc3272901f6");
    assert_eq!(fingerprint(b"Customer,Invoice\nZo\xEB,1\n"), "f901f2721b963b020583b3fc09f4b1f1");
}

fn totals(preview: &Preview) -> Vec<(String, String)> {
    preview.totals.iter().map(|total| (total.file.to_string(), total.accepted.to_string())).collect()
}
