//! Damaged and hostile files: never a panic, never a row without a fate.

use crate::support::csv::{assert_rows_add_up, days, open, preview_of, run};
use crate::support::random::Random;
use recoup::exchange::csv::{Field, ImportJob, Mapping, Preview};
use recoup::exchange::text::{DateOrder, DecimalMark, FileProblem};
use std::ops::Range;
use std::panic::catch_unwind;

const VALID: &str = "Customer,Customer ID,Email,Invoice No,Invoice Date,Due Date,Currency,Amount,Balance,Disputed,Status,Note\r\n\
    \"Acme, Ltd\",C-1,a@acme.test,001,31/01/2024,01/03/2024,EUR,\"1,234.50\",234.50,no,open,\"two\r\nlines\"\r\n\
    Zoë & Söhne,C-2,,002,15/02/2024,,USD,$99.90,0.00,yes,paid,\r\n\
    Zoë & Söhne,C-2,,003,16/02/2024,,JPY,5000,,,open,\"say \"\"hi\"\"\"\r\n\
    <img src=x onerror=alert(1)>,C-3,,004,28/02/2024,15/02/2024,USD,(45.00),,,,\r\n\
    ,,,,,,,,,,,\r\n\
    Acme,C-4,,005,31/02/2024,,USD,abc,,,draft,\r\n";

fn mutate(seed: u64) -> Vec<u8> {
    const PIECES: [&[u8]; 16] = [
        b"\"",
        b",",
        b"\n",
        b"\r",
        b"\0",
        b"\xFF\xFE",
        b"\xE2\x80\xAE",
        b"=1+1",
        b"9999999999999999999999",
        b"NaN",
        b"1e999",
        b"-",
        b"\xEF\xBB\xBF",
        b";",
        b"Invoice No",
        b"29/02/2023",
    ];
    let mut random = Random::new(seed);
    let mut bytes = VALID.as_bytes().to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len());
        match random.below(6) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes.truncate(at.max(1)),
            2 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            3 => drop(bytes.drain(at..(at + random.below(40)).min(bytes.len()))),
            4 => {
                let copy = bytes[at..(at + random.below(80)).min(bytes.len())].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, copy);
            }
            _ => bytes[at] = random.next() as u8,
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

/// Reads to the end with every open question answered; `None` when the file as a whole is refused.
/// A damaged header is mapped by position to `columns`, as the owner would.
fn read(bytes: Vec<u8>, columns: &[Option<Field>]) -> Option<Preview> {
    let mut job = ImportJob::open("mutated.csv", bytes).ok()?;
    run(&mut job).ok()?;
    let mut mapping =
        Mapping { date_order: Some(DateOrder::DayMonthYear), decimal_mark: Some(DecimalMark::Point), ..job.mapping().clone() };
    if !mapping.problems().is_empty() {
        mapping.columns = columns.to_vec();
        mapping.columns.resize(job.file().unwrap().headers.len(), None);
    }
    job.set_mapping(mapping);
    run(&mut job).ok()?;
    job.start(days()).ok()?;
    run(&mut job).ok()?;
    let file = job.file().unwrap();
    let preview = job.preview().unwrap();
    assert_rows_add_up(preview);
    assert!(preview.rejected_csv(file).len() > 10);
    preview.batch.invoices.iter().for_each(|invoice| assert!((invoice.customer as usize) < preview.batch.customers.len()));
    Some(preview.clone())
}

/// Of the valid file, as guessed from its headers.
fn valid_columns() -> Vec<Option<Field>> {
    open("valid.csv", VALID.as_bytes().to_vec()).mapping().columns.clone()
}

#[test]
fn the_file_that_is_mutated_has_rows_of_every_fate() {
    let valid = read(VALID.as_bytes().to_vec(), &valid_columns()).unwrap();
    assert_eq!((valid.counts.accepted_rows, valid.counts.skipped_rows, valid.counts.rejected_rows), (3, 2, 1));
}

fn mutations_add_up(seeds: Range<u64>) {
    let columns = valid_columns();
    let (count, mut read_through) = (seeds.end - seeds.start, 0);
    for seed in seeds {
        let outcome = catch_unwind(|| read(mutate(seed), &columns).is_some());
        read_through += u64::from(outcome.unwrap_or_else(|_| panic!("seed {seed}")));
    }
    assert!(read_through * 10 > count * 6, "most damaged files are still read: {read_through}");
}

#[test]
fn ten_thousand_mutations_never_panic_and_always_add_up_a() {
    mutations_add_up(1..5_001);
}

#[test]
fn ten_thousand_mutations_never_panic_and_always_add_up_b() {
    mutations_add_up(5_001..10_001);
}

fn refused(bytes: Vec<u8>) -> FileProblem {
    match ImportJob::open("bad.csv", bytes) {
        Err(problem) => problem,
        Ok(mut job) => run(&mut job).unwrap_err(),
    }
}

const HEADER: &str = "Customer,Invoice No,Invoice Date,Amount\n";

#[test]
fn files_that_are_no_tables_are_refused_with_a_sentence() {
    assert_eq!(refused(Vec::new()), FileProblem::Empty);
    assert_eq!(refused(b"\n\n\r\n".to_vec()), FileProblem::Empty);
    assert_eq!(refused(b"PK\x03\x04xl/workbook.xml".to_vec()), FileProblem::Workbook);
    assert_eq!(refused(format!("{HEADER}A\0,1,2024-01-01,5\n").into_bytes()), FileProblem::Binary);
    assert!(matches!(refused(format!("{}\n", ",".repeat(10_000)).into_bytes()), FileProblem::TooManyColumns { line: 1, .. }));
    let wide = format!("{HEADER}{}\n", "x,".repeat(9_999));
    assert!(matches!(refused(wide.into_bytes()), FileProblem::TooManyColumns { line: 2, .. }));
}

#[test]
fn an_unclosed_quote_does_not_swallow_the_file_in_silence() {
    let preview = preview_of(open("q.csv", format!("{HEADER}A,1,2024-01-01,5\n\"B,2,2024-01-01,5\nC,3,2024-01-01,5\n").into_bytes()));
    assert_eq!((preview.counts.accepted_rows, preview.counts.rejected_rows), (1, 1));
    assert_eq!(preview.rejected[0].line, 3);
    assert!(preview.rejected[0].problems[0].to_string().contains("never closed"));
}

#[test]
fn a_text_with_an_unquoted_separator_is_rejected() {
    let preview = preview_of(open("x.csv", format!("{HEADER}A, Ltd,1,2024-01-01,5\nB,2,2024-01-01,5,\n").into_bytes()));
    assert_eq!((preview.counts.accepted_rows, preview.counts.rejected_rows), (1, 1));
}

#[test]
fn a_very_long_cell_is_a_problem_of_its_row() {
    let long = "x".repeat(400_000);
    let preview = preview_of(open(
        "long.csv",
        format!("{HEADER}A,1,2024-01-01,5\n{long},2,2024-01-01,5\nB,{long},2024-01-01,5\nB,4,{long},{long}\n").into_bytes(),
    ));
    assert_eq!((preview.counts.accepted_rows, preview.counts.rejected_rows), (1, 3));
    assert!(preview.rejected.iter().flat_map(|row| &row.problems).all(|problem| problem.value.len() <= 60));
}

#[test]
fn line_ends_and_encodings_give_the_same_rows() {
    let text = "Customer,Invoice No,Invoice Date,Amount\nZoë,01,2024-01-01,5\n\n\"B\",02,2024-01-02,6\n";
    let expected = preview_of(open("a.csv", text.as_bytes().to_vec()));
    assert_eq!(expected.batch.invoices.len(), 2);
    let variants: [Vec<u8>; 5] = [
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ];
    for (index, bytes) in variants.into_iter().enumerate() {
        let mut preview = preview_of(open("a.csv", bytes));
        assert_ne!(preview.batch.fingerprint, expected.batch.fingerprint);
        preview.batch.fingerprint.clone_from(&expected.batch.fingerprint);
        assert_eq!(preview, expected, "variant {index}");
    }
}

#[test]
fn lines_are_counted_through_quoted_line_ends_and_blank_lines() {
    for end in ["\n", "\r\n", "\r"] {
        let text = "Customer,Invoice No,Invoice Date,Amount\nA,1,x,5\n\n\"B\nC\",2,x,5\nD,3,x,5\n".replace('\n', end);
        let mut job = open("a.csv", text.into_bytes());
        assert!(job.start(days()).is_ok());
        run(&mut job).unwrap();
        let lines: Vec<u32> = job.preview().unwrap().rejected.iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 4, 6], "{end:?}");
    }
}
