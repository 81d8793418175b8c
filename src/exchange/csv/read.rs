//! From bytes to a [`Table`], a budget of records at a time.
//!
//! What the columns mean is not decided here.

use super::separator::{detect_separator, find_header, reader};
use super::table::{Record, Table};
use crate::exchange::text::{Encoding, FileProblem, decode};
use csv_core::{ReadRecordResult, Reader};
use sha2::{Digest, Sha256};

/// More columns than any export has.
pub const MAX_COLUMNS: usize = 2_000;
/// More rows than are imported at once.
pub const MAX_ROWS: usize = 1_000_000;

/// A file that was read, with its headers found.
#[derive(Debug, Clone)]
pub struct CsvFile {
    /// The name of the file.
    pub name: String,
    /// The first 32 hexadecimal digits of the SHA-256 of its bytes.
    pub fingerprint: String,
    /// How its characters were stored.
    pub encoding: Encoding,
    /// The byte between its cells.
    pub separator: u8,
    /// All records, titles and headers included.
    pub table: Table,
    /// The record that holds the headers.
    pub header_record: usize,
    /// The headers as written, trimmed.
    pub headers: Vec<String>,
    /// The record, always the last one, that begins a quotation which never ends.
    pub unclosed_record: Option<usize>,
}

impl CsvFile {
    /// The first record with data.
    pub fn first_data_record(&self) -> usize {
        self.header_record + 1
    }

    /// How many records with data there are.
    pub fn data_rows(&self) -> usize {
        self.table.len().saturating_sub(self.first_data_record())
    }

    /// Takes another record for the header row, when the owner says so.
    pub fn set_header_record(&mut self, record: usize) {
        self.header_record = record.min(self.table.len().saturating_sub(1));
        self.headers = self.table.cells(self.header_record).map(|cell| cell.trim_matches(['\u{feff}', ' ', '\t']).to_owned()).collect();
    }

    /// Whether a record repeats the headers, as joined files do.
    pub(super) fn repeats_headers(&self, record: usize) -> bool {
        self.table.cells(record).zip(&self.headers).all(|(cell, header)| cell.trim().eq_ignore_ascii_case(header))
            && self.table.width(record) == self.headers.len()
    }
}

/// Reads a file step by step.
pub(super) struct ReadJob {
    name: String,
    encoding: Encoding,
    separator: u8,
    reader: Reader,
    input: Vec<u8>,
    position: usize,
    /// Bytes of the input that the fingerprint has seen; `None` when it was taken beforehand.
    hashed: Option<usize>,
    hasher: Sha256,
    text: Vec<u8>,
    written: usize,
    scratch: Vec<usize>,
    ends: Vec<u32>,
    records: Vec<Record>,
    last_start: usize,
}

impl ReadJob {
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Self, FileProblem> {
        const MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
        // The fingerprint is that of the original bytes. It is taken along the way when they stay as they are.
        let mut hasher = Sha256::new();
        let lone_returns = bytes.contains(&b'\r') && !bytes.contains(&b'\n');
        let kept = !lone_returns && std::str::from_utf8(&bytes).is_ok() && !bytes.contains(&0);
        hasher.update(if !kept {
            &bytes[..]
        } else if bytes.starts_with(MARK) {
            MARK
        } else {
            &[]
        });
        let decoded = decode(bytes)?;
        let separator = detect_separator(&decoded.text);
        let mut input = decoded.text.into_bytes();
        if !input.contains(&b'\n') {
            // Old Macintosh line ends, made countable.
            input.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
        }
        let size = input.len();
        Ok(Self {
            name: name.to_owned(),
            encoding: decoded.encoding,
            separator,
            reader: reader(separator),
            position: 0,
            hashed: kept.then_some(0),
            hasher,
            text: vec![0; size + 1],
            written: 0,
            scratch: vec![0; MAX_COLUMNS + 1],
            ends: Vec::with_capacity(size / 8),
            records: Vec::with_capacity(size / 64),
            last_start: 0,
            input,
        })
    }

    /// Bytes read and bytes in all.
    pub fn progress(&self) -> (usize, usize) {
        (self.position, self.input.len())
    }

    /// Reads up to `budget` records; `true` at the end of the file.
    pub fn step(&mut self, budget: usize) -> Result<bool, FileProblem> {
        let mut finished = false;
        for _ in 0..budget {
            if !self.record()? {
                finished = true;
                break;
            }
        }
        if let Some(hashed) = &mut self.hashed {
            self.hasher.update(&self.input[*hashed..self.position]);
            *hashed = self.position;
        }
        Ok(finished)
    }

    fn record(&mut self) -> Result<bool, FileProblem> {
        let blank_lines = self.input[self.position..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let (skipped, lines) = blank_lines.fold((0, 0), |(bytes, lines), byte| (bytes + 1, lines + u64::from(*byte == b'\n')));
        let line = u32::try_from(self.reader.line() + lines).unwrap_or(u32::MAX);
        let start = self.position + skipped;
        let (base, mut wrote, mut cells) = (self.written, 0, 0);
        loop {
            let output = &mut self.text[base + wrote..];
            let (result, read, more, ended) = self.reader.read_record(&self.input[self.position..], output, &mut self.scratch[cells..]);
            self.position += read;
            wrote += more;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return Ok(false),
                ReadRecordResult::OutputFull => return Err(FileProblem::Binary), // unquoting never makes text longer
                ReadRecordResult::OutputEndsFull => return Err(FileProblem::TooManyColumns { line, limit: MAX_COLUMNS }),
            }
        }
        if cells > MAX_COLUMNS {
            return Err(FileProblem::TooManyColumns { line, limit: MAX_COLUMNS });
        }
        if self.records.len() >= MAX_ROWS {
            return Err(FileProblem::TooManyRows(MAX_ROWS));
        }
        self.records.push(Record { first: self.ends.len() as u32, line });
        // Files are far below 4 GB, so positions fit 32 bits.
        self.ends.extend(self.scratch[..cells].iter().map(|end| (base + end) as u32));
        self.written = base + wrote;
        self.last_start = start;
        Ok(true)
    }

    pub fn finish(mut self) -> Result<CsvFile, FileProblem> {
        self.text.truncate(self.written);
        let text = String::from_utf8(self.text).map_err(|_| FileProblem::Binary)?;
        let table = Table { text, ends: self.ends, records: self.records };
        if table.is_empty() {
            return Err(FileProblem::Empty);
        }
        let last = self.input.get(self.last_start..).unwrap_or(&[]);
        let unclosed_record = ends_inside_quotes(last, self.separator).then(|| table.len() - 1);
        let header_record = find_header(&table);
        let mut file = CsvFile {
            name: self.name,
            fingerprint: hexadecimal(&self.hasher.finalize()[..16]),
            encoding: self.encoding,
            separator: self.separator,
            table,
            header_record,
            headers: Vec::new(),
            unclosed_record,
        };
        file.set_header_record(header_record);
        Ok(file)
    }
}

/// Whether the last record ends within quotes: then it swallowed the rest of the file.
fn ends_inside_quotes(record: &[u8], separator: u8) -> bool {
    let mut quoted = false;
    let mut cell_start = true;
    let mut bytes = record.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if quoted {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                quoted = false;
            }
        } else {
            quoted = cell_start && byte == b'"';
            cell_start = byte == separator;
        }
    }
    quoted
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|nibble| char::from(DIGITS[usize::from(nibble)])).collect()
}
