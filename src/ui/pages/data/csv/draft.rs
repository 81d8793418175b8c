//! What the mapping form starts from: headers, samples, what was guessed and what is open.

use crate::exchange::csv::{CsvFile, Detection, ImportJob, Mapping, Question};
use crate::ui::format;

/// Samples of a column that are shown.
const SAMPLES: usize = 3;

/// Records that may hold the headers.
const HEADER_CANDIDATES: usize = 15;

/// What the mapping form starts from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub headers: Vec<String>,
    /// Some values of each column.
    pub samples: Vec<Vec<String>>,
    /// The first records, as a line of text each.
    pub header_choices: Vec<String>,
    pub header_record: usize,
    pub mapping: Mapping,
    pub detection: Detection,
    pub questions: Vec<Question>,
}

impl Draft {
    /// The state of a job that waits for the owner.
    pub fn of(job: &ImportJob) -> Option<Self> {
        let file = job.file()?;
        Some(Self {
            headers: file.headers.clone(),
            samples: (0..file.headers.len()).map(|column| samples(file, column)).collect(),
            header_choices: (0..file.table.len().min(HEADER_CANDIDATES)).map(|record| record_text(file, record)).collect(),
            header_record: file.header_record,
            mapping: job.mapping().clone(),
            detection: job.detection().clone(),
            questions: job.questions(),
        })
    }
}

fn samples(file: &CsvFile, column: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for record in (file.first_data_record()..file.table.len()).take(200) {
        let cell = file.table.cell(record, column).trim();
        if !cell.is_empty() && !found.iter().any(|known| known == cell) {
            found.push(shortened(cell, 40));
        }
        if found.len() == SAMPLES {
            break;
        }
    }
    found
}

fn record_text(file: &CsvFile, record: usize) -> String {
    let cells: Vec<&str> = file.table.cells(record).map(str::trim).filter(|cell| !cell.is_empty()).take(6).collect();
    format!("Line {}: {}", format::count(file.table.line(record) as usize), shortened(&cells.join(" · "), 80))
}

/// The beginning of a text.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let short: String = text.chars().take(most).collect();
    if short.len() < text.len() { short + "…" } else { short }
}
