//! Which character separates the cells, and on which row the headers stand.
//!
//! Known header names decide; among files without any, the separator that gives the most even table.

use super::field::Field;
use super::header_names::fold_header;
use super::table::Table;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The separators that are looked for, the more usual first.
pub const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

const SAMPLE_BYTES: usize = 64 * 1024;
const SAMPLE_RECORDS: usize = 50;
/// Titles above the header: reports have three or four lines of them.
const TITLE_RECORDS: usize = 30;
const SAMPLE_CELLS: usize = 300;

pub(super) fn reader(separator: u8) -> Reader {
    ReaderBuilder::new().delimiter(separator).build()
}

/// The separator of a text; a first line `sep=;`, as Excel writes it, is believed.
pub fn detect_separator(text: &str) -> u8 {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let first_line = sample.lines().next().unwrap_or("").trim_matches(|c: char| c == '"' || c.is_whitespace());
    if let Some([separator]) = first_line.strip_prefix("sep=").map(str::as_bytes)
        && SEPARATORS.contains(separator)
    {
        return *separator;
    }
    let candidates: Vec<u8> = SEPARATORS.into_iter().filter(|separator| sample.as_bytes().contains(separator)).collect();
    if let [separator] = candidates[..] {
        return separator;
    }
    let mut best = (0, 0, SEPARATORS[0]);
    for separator in candidates {
        let (known, evenness) = judge(sample, separator);
        if (known, evenness) > (best.0, best.1) {
            best = (known, evenness, separator);
        }
    }
    best.2
}

/// How many known headers the best row has, and how even the table is.
fn judge(sample: &str, separator: u8) -> (usize, usize) {
    let mut widths = Vec::new();
    let mut known = 0;
    for cells in sample_records(sample, separator) {
        known = known.max(known_headers(cells.iter().map(String::as_str)));
        widths.push(cells.len());
    }
    let usual = widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| widths.iter().filter(|other| *other == width).count());
    let evenness = usual.map_or(0, |usual| {
        let same = widths.iter().filter(|width| **width == usual).count();
        same * 1000 / widths.len().max(1) + usual.min(20)
    });
    (if known > 1 { known } else { 0 }, evenness)
}

fn sample_records(sample: &str, separator: u8) -> Vec<Vec<String>> {
    let mut reader = reader(separator);
    let mut output = vec![0; sample.len() + 1];
    let mut ends = vec![0; SAMPLE_CELLS * 40];
    let mut input = sample.as_bytes();
    let mut records = Vec::new();
    while records.len() < SAMPLE_RECORDS {
        let (mut written, mut cells) = (0, 0);
        loop {
            let (result, read, wrote, ended) = reader.read_record(input, &mut output[written..], &mut ends[cells..]);
            input = &input[read..];
            written += wrote;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => break,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull | ReadRecordResult::End => return records,
            }
        }
        let mut start = 0;
        let cell = |end: &usize| {
            let cell = String::from_utf8_lossy(&output[start..*end]).into_owned();
            start = *end;
            cell
        };
        records.push(ends[..cells].iter().take(SAMPLE_CELLS).map(cell).collect());
    }
    records
}

fn known_headers<'a>(cells: impl Iterator<Item = &'a str>) -> usize {
    cells
        .take(SAMPLE_CELLS)
        .filter(|cell| cell.len() <= 60 && !cell.bytes().any(|byte| byte.is_ascii_digit()) && Field::is_known(&fold_header(cell)))
        .count()
}

/// The record with the headers: the one with most known names, else the first that is at least half as wide
/// as the widest.
pub fn find_header(table: &Table) -> usize {
    let rows = table.len().min(TITLE_RECORDS);
    let mut best = (1, None);
    for row in 0..rows {
        let known = known_headers(table.cells(row));
        if known > best.0 {
            best = (known, Some(row));
        }
    }
    let filled = |row: usize| table.cells(row).filter(|cell| !cell.trim().is_empty()).count();
    let widest = (0..rows).map(filled).max().unwrap_or(0);
    best.1.or_else(|| (0..rows).find(|row| filled(*row) * 2 >= widest)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_recognised() {
        for (text, expected) in [
            ("Customer,Invoice,Date,Amount\nA,1,2013-01-01,5\n", b','),
            ("Kunde;Rechnungsnummer;Datum;Betrag\nA;1;01.02.2013;1,50\nB;2;01.02.2013;2,50\n", b';'),
            ("Customer\tInvoice\tDate\tAmount\nA, B\t1\t2013-01-01\t1,5\n", b'\t'),
            ("Customer|Invoice|Date|Amount\nA|1|2013-01-01|1,5\n", b'|'),
            ("sep=;\na,b;c\n", b';'),
            ("x;y\n1,5;2,5\n1,5;2,5\n", b';'),
            ("\"a;b\",c\n\"a;b\",c\n", b','),
            ("alone\n", b','),
            ("", b','),
        ] {
            assert_eq!(char::from(detect_separator(text)), char::from(expected), "{text:?}");
        }
    }
}
