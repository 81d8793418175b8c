//! The container of packed facts: which versions can read it, and tagged sections.
//!
//! ```text
//! "RCUP"  kind: 'F' facts or 'B' batch  format  min_reader  count  (tag, length) × count  bodies
//! ```
//! Numbers are varints, tags ascend. Empty sections are left out. What a later version adds is a new tag, which
//! this one refuses to ignore.

use super::CodecError;
use super::wire::{Reader, Writer};

/// The format this version writes.
const FORMAT: u64 = 1;
/// The oldest version of the format that reads what this version writes.
const MIN_READER: u64 = 1;
const MAGIC: &[u8] = b"RCUP";
/// Magic, kind and versions: what comes behind depends on nothing but the facts.
pub(super) const HEADER_BYTES: usize = MAGIC.len() + 3;

/// What a section holds. The numbers are for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    Settings = 1,
    Policy = 2,
    FirstIds = 3,
    Currencies = 4,
    Customers = 5,
    Invoices = 6,
    CreditNotes = 7,
    Payments = 8,
    Allocations = 9,
    Disputes = 10,
    DueDateChanges = 11,
    Pauses = 12,
    Messages = 13,
    Plans = 14,
    Imports = 15,
    DisputeCases = 16,
    Promises = 17,
    Contacts = 18,
    Holds = 19,
    Postponements = 20,
    PausedInvoices = 21,
    CustomerExtras = 22,
    PolicyVersions = 23,
    InvoiceExtras = 24,
    CreditNoteExtras = 25,
    PlanOffers = 27,
    Settlements = 28,
    Decisions = 26,
    Agreements = 29,
    Refunds = 30,
    WriteOffs = 31,
    Allowance = 32,
    Reserves = 33,
    Recoveries = 34,
}

const LAST_TAG: u64 = 34;

/// Sections being put together.
#[derive(Debug, Default)]
pub(super) struct SectionWriter {
    sections: Vec<(Tag, Vec<u8>)>,
}

impl SectionWriter {
    /// Adds a section unless it is empty. Sections are put in the order of their tags at the end.
    pub(super) fn add(&mut self, tag: Tag, body: Vec<u8>) {
        if !body.is_empty() {
            self.sections.push((tag, body));
        }
    }

    pub(super) fn finish(mut self, kind: u8) -> Vec<u8> {
        self.sections.sort_by_key(|(tag, _)| *tag as u8);
        let mut writer = Writer::default();
        writer.raw(MAGIC);
        writer.raw(&[kind]);
        writer.varint(FORMAT);
        writer.varint(MIN_READER);
        writer.count(self.sections.len());
        for (tag, body) in &self.sections {
            writer.varint(*tag as u64);
            writer.count(body.len());
        }
        self.sections.iter().for_each(|(_, body)| writer.raw(body));
        writer.into_bytes()
    }
}

/// Sections being taken apart.
#[derive(Debug)]
pub(super) struct SectionReader<'a> {
    sections: Vec<(u64, &'a [u8])>,
}

impl<'a> SectionReader<'a> {
    pub(super) fn open(bytes: &'a [u8], kind: u8) -> Result<Self, CodecError> {
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len())? != MAGIC || reader.take(1)? != [kind] {
            return Err(CodecError::damaged("it does not begin as packed facts do"));
        }
        let format = reader.varint()?;
        let min_reader = reader.varint()?;
        if min_reader > FORMAT {
            return Err(CodecError::newer(format!("format {format} needs a reader of format {min_reader}")));
        }
        if format == 0 || min_reader == 0 || min_reader > format {
            return Err(CodecError::damaged("its format number is impossible"));
        }
        let count = reader.count()?;
        let mut table = Vec::with_capacity(count);
        for _ in 0..count {
            table.push((reader.varint()?, reader.varint()?));
        }
        if table.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
            return Err(CodecError::damaged("its sections are out of order"));
        }
        if let Some((tag, _)) = table.iter().find(|(tag, _)| *tag == 0 || *tag > LAST_TAG) {
            return Err(CodecError::newer(format!("section {tag}")));
        }
        let mut sections = Vec::with_capacity(count);
        for (tag, length) in table {
            let length = usize::try_from(length).map_err(|_| CodecError::damaged("it ends too early"))?;
            sections.push((tag, reader.take(length)?));
        }
        reader.finish()?;
        Ok(Self { sections })
    }

    /// A section's body; empty when it was left out.
    pub(super) fn body(&self, tag: Tag) -> &'a [u8] {
        self.sections.iter().find(|(found, _)| *found == tag as u64).map_or(&[], |(_, body)| body)
    }

    /// A section's body as text.
    pub(super) fn text(&self, tag: Tag) -> Result<&'a str, CodecError> {
        std::str::from_utf8(self.body(tag)).map_err(|_| CodecError::damaged("a text is not UTF-8"))
    }
}
