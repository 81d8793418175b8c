//! One import of one file in small steps, so that the page can breathe and the owner can stop it.
//!
//! Dropping the job cancels it; nothing outside of it has changed.

use super::build::BuildJob;
use super::detect::{DetectJob, Detected, Detection};
use super::document::ImportDays;
use super::mapping::{Mapping, MappingProblem, guess_mapping};
use super::preview::Preview;
use super::read::{CsvFile, ReadJob};
use crate::exchange::text::{DateOrder, DecimalMark, FileProblem};
use thiserror::Error;

const SAMPLE_ROWS: usize = 200;

/// What the job is busy with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading the file; progress counts bytes.
    Reading,
    /// Looking at dates and amounts; progress counts rows.
    Detecting,
    /// Waiting for [`ImportJob::start`].
    Ready,
    /// Reading rows under the mapping; progress counts rows and documents.
    Building,
    /// The preview is there.
    Finished,
}

/// How far the job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What it is busy with.
    pub stage: Stage,
    /// Work done in this stage.
    pub done: usize,
    /// Work of this stage in all.
    pub total: usize,
}

impl Progress {
    /// Whether the job waits for the owner.
    pub fn is_waiting(self) -> bool {
        matches!(self.stage, Stage::Ready | Stage::Finished)
    }
}

/// What has to be answered before rows can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Question {
    /// The mapping is not complete.
    #[error(transparent)]
    Mapping(#[from] MappingProblem),
    /// Several orders of dates fit.
    #[error("The dates can be read in more than one order. Choose the one your file uses.")]
    DateOrder,
    /// Both decimal marks fit.
    #[error("The amounts can be read with a decimal point or a decimal comma. Choose the one your file uses.")]
    DecimalMark,
    /// The file is still being read.
    #[error("The file is still being read.")]
    NotReady,
}

/// Reads a file, proposes a mapping, and builds the preview.
///
/// ```text
/// open → step … → Ready: mapping() and detection() to show, set_mapping() to change → step …
///      → start(days) → step … → Finished: preview(), or set_mapping() again
/// ```
pub struct ImportJob {
    work: Work,
    file: Option<CsvFile>,
    mapping: Mapping,
    detection: Detection,
}

enum Work {
    Reading(Box<ReadJob>),
    Detecting(Box<DetectJob>),
    Ready,
    Building(Box<BuildJob>),
    Finished(Box<Preview>),
}

impl ImportJob {
    /// Takes the bytes of a file; [`crate::exchange::text::check_size`] should have seen its size before it was read.
    pub fn open(name: &str, bytes: Vec<u8>) -> Result<Self, FileProblem> {
        let reading = ReadJob::new(name, bytes)?;
        Ok(Self { work: Work::Reading(Box::new(reading)), file: None, mapping: Mapping::empty(0), detection: Detection::default() })
    }

    /// Does up to `budget` rows of work; call it until [`Progress::is_waiting`].
    pub fn step(&mut self, budget: usize) -> Result<Progress, FileProblem> {
        let budget = budget.max(1);
        match (&mut self.work, &self.file) {
            (Work::Reading(job), _) => {
                if job.step(budget)?
                    && let Work::Reading(job) = std::mem::replace(&mut self.work, Work::Ready)
                {
                    self.file = Some(job.finish()?);
                    self.propose();
                }
            }
            (Work::Detecting(job), Some(file)) => {
                if job.step(file, budget)
                    && let Work::Detecting(job) = std::mem::replace(&mut self.work, Work::Ready)
                {
                    self.detection = job.finish();
                }
            }
            (Work::Building(job), Some(file)) => {
                if job.step(file, budget)
                    && let Work::Building(job) = std::mem::replace(&mut self.work, Work::Ready)
                {
                    self.work = Work::Finished(Box::new(job.finish(file)));
                }
            }
            _ => {}
        }
        Ok(self.progress())
    }

    /// How far the job is.
    pub fn progress(&self) -> Progress {
        let progress = |stage, (done, total)| Progress { stage, done, total };
        let rows = self.file.as_ref().map_or(0, CsvFile::data_rows);
        match (&self.work, &self.file) {
            (Work::Reading(job), _) => progress(Stage::Reading, job.progress()),
            (Work::Detecting(job), Some(file)) => progress(Stage::Detecting, (job.done(file), rows)),
            (Work::Building(job), Some(file)) => progress(Stage::Building, job.progress(file)),
            (Work::Finished(_), _) => progress(Stage::Finished, (rows, rows)),
            _ => progress(Stage::Ready, (rows, rows)),
        }
    }

    /// The file, once read.
    pub fn file(&self) -> Option<&CsvFile> {
        self.file.as_ref()
    }

    /// The mapping: guessed at first, then as set.
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// What the values of the mapped columns show; meaningful from [`Stage::Ready`] on.
    pub fn detection(&self) -> &Detection {
        &self.detection
    }

    /// Changes the mapping; the values are looked at again, and a preview is dropped.
    pub fn set_mapping(&mut self, mut mapping: Mapping) {
        if let Some(file) = &self.file {
            mapping.columns.resize(file.headers.len(), None);
            self.work = Work::Detecting(Box::new(DetectJob::new(file, &mapping)));
            self.mapping = mapping;
        }
    }

    /// Takes another record of the file for the headers and guesses the mapping anew.
    pub fn set_header_record(&mut self, record: usize) {
        if let Some(file) = &mut self.file {
            file.set_header_record(record);
            self.propose();
        }
    }

    /// Everything to be answered before [`Self::start`]; empty when it can go.
    pub fn questions(&self) -> Vec<Question> {
        if !self.progress().is_waiting() {
            return vec![Question::NotReady];
        }
        let mut questions: Vec<Question> = self.mapping.problems().into_iter().map(Question::Mapping).collect();
        let asks_order = self.mapping.date_order.is_none() && matches!(self.detection.date_order, Detected::Ask(_));
        let asks_mark = self.mapping.decimal_mark.is_none() && matches!(self.detection.decimal_mark, Detected::Ask(_));
        questions.extend(asks_order.then_some(Question::DateOrder));
        questions.extend(asks_mark.then_some(Question::DecimalMark));
        questions
    }

    /// Begins to build the preview.
    pub fn start(&mut self, days: ImportDays) -> Result<(), Vec<Question>> {
        let questions = self.questions();
        let Some(file) = self.file.as_ref().filter(|_| questions.is_empty()) else { return Err(questions) };
        let order = match (self.mapping.date_order, self.detection.date_order.known()) {
            (Some(order), _) | (None, Some(order)) => order,
            _ => DateOrder::DayMonthYear, // no date depends on it
        };
        let mark = match (self.mapping.decimal_mark, self.detection.decimal_mark.known()) {
            (Some(mark), _) | (None, Some(mark)) => mark,
            _ => DecimalMark::Point, // no amount depends on it
        };
        self.work = Work::Building(Box::new(BuildJob::new(file, &self.mapping, order, mark, days)));
        Ok(())
    }

    /// The preview, once finished.
    pub fn preview(&self) -> Option<&Preview> {
        if let Work::Finished(preview) = &self.work { Some(preview) } else { None }
    }

    fn propose(&mut self) {
        let Some(file) = &self.file else { return };
        let first = file.first_data_record();
        let sample: Vec<Vec<&str>> = (first..file.table.len()).take(SAMPLE_ROWS).map(|record| file.table.cells(record).collect()).collect();
        let mapping = guess_mapping(&file.headers, &sample);
        self.set_mapping(mapping);
    }
}
