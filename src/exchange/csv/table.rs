//! The cells of a file in one piece of memory: one text, and where each cell and row ends.
//!
//! No cell is a `String` of its own, so 100,000 rows cost three allocations.

/// All records of a file, the title and header rows included.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub(super) text: String,
    pub(super) ends: Vec<u32>,
    pub(super) records: Vec<Record>,
}

/// Where a record begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record {
    /// Index of its first cell.
    pub first: u32,
    /// Line of the file it starts on, from 1.
    pub line: u32,
}

impl Table {
    /// The number of records.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is no record at all.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The number of cells of a record; 0 when there is no such record.
    pub fn width(&self, record: usize) -> usize {
        let (first, end) = self.range(record);
        end - first
    }

    /// The line of the file a record starts on, from 1.
    pub fn line(&self, record: usize) -> u32 {
        self.records.get(record).map_or(0, |record| record.line)
    }

    /// A cell as written, without its quotes; empty when the record is shorter.
    pub fn cell(&self, record: usize, column: usize) -> &str {
        let (first, end) = self.range(record);
        if column < end - first { self.nth(first + column) } else { "" }
    }

    /// The cells of a record.
    pub fn cells(&self, record: usize) -> impl Iterator<Item = &str> {
        let (first, end) = self.range(record);
        (first..end).map(|index| self.nth(index))
    }

    fn range(&self, record: usize) -> (usize, usize) {
        let start = |record: usize| self.records.get(record).map_or(self.ends.len(), |record| record.first as usize);
        if record < self.records.len() { (start(record), start(record + 1)) } else { (0, 0) }
    }

    fn nth(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).map_or(0, |end| *end as usize) };
        let end = self.ends.get(index).map_or(start, |end| *end as usize);
        self.text.get(start..end).unwrap_or("")
    }
}
