//! One import on its way: the file is read in small steps, so that the page stays alive and the owner can stop it.
//!
//! Nothing here changes the ledger but [`Importer::take_in`], which sends one command for the whole file.

use super::draft::Draft;
use super::drive::tune;
use super::outcome::Outcome;
use crate::domain::command::Command;
use crate::domain::ids::ImportId;
use crate::exchange::csv::{ImportJob, Mapping};
use crate::exchange::text::{MAX_FILE_BYTES, check_size};
use crate::ui::books::Books;
use crate::ui::components::Announcements;
use crate::ui::outside;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Where the import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Waiting for a file.
    Choose,
    /// Reading, looking, building.
    Working,
    /// The owner says what the columns mean.
    Mapping,
    /// The owner looks before anything changes.
    Preview,
    /// It is in the ledger.
    Done,
}

/// How far the work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Work {
    pub label: &'static str,
    pub done: u64,
    pub total: u64,
}

/// What happened in the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Done {
    pub sentence: String,
    pub import: Option<ImportId>,
    pub latest_issue: Option<NaiveDate>,
}

/// The handle of the import; it lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct Importer {
    pub(super) books: Books,
    announcements: Option<Announcements>,
    job: StoredValue<Option<ImportJob>, LocalStorage>,
    /// Counts the files taken: work for an earlier one stops.
    run: StoredValue<u32>,
    /// The owner wants to see the mapping even though nothing is open.
    pub(super) asked_for_mapping: StoredValue<bool>,
    pub step: RwSignal<Step>,
    pub work: RwSignal<Work>,
    pub problem: RwSignal<Option<String>>,
    pub draft: RwSignal<Option<Arc<Draft>>>,
    pub outcome: RwSignal<Option<Arc<Outcome>>>,
    pub done: RwSignal<Option<Done>>,
    /// The command is on its way to the storage.
    pub saving: RwSignal<bool>,
}

impl Importer {
    pub fn new() -> Self {
        Self {
            books: Books::expect(),
            announcements: use_context(),
            job: StoredValue::new_local(None),
            run: StoredValue::new(0),
            asked_for_mapping: StoredValue::new(false),
            step: RwSignal::new(Step::Choose),
            work: RwSignal::new(Work { label: "", done: 0, total: 0 }),
            problem: RwSignal::new(None),
            draft: RwSignal::new(None),
            outcome: RwSignal::new(None),
            done: RwSignal::new(None),
            saving: RwSignal::new(false),
        }
    }

    /// Starts with a file; its size is looked at before it is read.
    pub fn take_file(self, file: web_sys::File) {
        self.forget();
        let name = file.name();
        if name.to_lowercase().ends_with(".json") {
            self.refuse("This looks like a ledger file of Recoup. Use “Import a ledger file” below.".to_owned());
            return;
        }
        if let Err(problem) = check_size(outside::file_size(&file)) {
            self.refuse(problem.to_string());
            return;
        }
        let run = self.next_run();
        self.show_work("Reading the file", 0, 0);
        spawn_local(async move {
            let read = outside::read_file(&file, MAX_FILE_BYTES).await;
            if !self.goes_on(run) {
                return;
            }
            let job = read.and_then(|bytes| ImportJob::open(&name, bytes).map_err(|problem| problem.to_string()));
            match job {
                Ok(job) => {
                    self.job.set_value(Some(job));
                    self.drive(run).await;
                }
                Err(sentence) => self.refuse(sentence),
            }
        });
    }

    /// Uses a mapping from the form, then goes on to the preview or to what is still open.
    pub fn use_mapping(self, mapping: Mapping) {
        self.with_job(|job| job.set_mapping(mapping));
        self.asked_for_mapping.set_value(false);
        self.go_on();
    }

    /// Takes another record for the headers and guesses the mapping anew.
    pub fn use_header(self, record: usize) {
        let currency = self.books.read(|ledger| ledger.settings().home_currency);
        self.with_job(|job| {
            job.set_header_record(record);
            tune(job, currency);
        });
        self.asked_for_mapping.set_value(true);
        self.go_on();
    }

    /// Back from the preview to the meaning of the columns.
    pub fn change_mapping(self) {
        self.asked_for_mapping.set_value(true);
        self.with_job(|job| {
            let mapping = job.mapping().clone();
            job.set_mapping(mapping);
        });
        self.go_on();
    }

    /// Stops whatever goes on and forgets the file. Nothing has changed.
    pub fn forget(self) {
        self.next_run();
        self.job.set_value(None);
        self.asked_for_mapping.set_value(false);
        self.problem.set(None);
        self.draft.set(None);
        self.outcome.set(None);
        self.done.set(None);
        self.saving.set(false);
        self.step.set(Step::Choose);
    }

    /// Stops the work because the page goes away.
    pub fn stop(self) {
        let _page_is_gone = self.run.try_update_value(|run| *run = run.wrapping_add(1));
    }

    /// The rejected rows as CSV, to be corrected and imported again.
    pub fn rejected_csv(self) -> Option<String> {
        self.job.with_value(|job| {
            let job = job.as_ref()?;
            Some(job.preview()?.rejected_csv(job.file()?))
        })
    }

    /// Sends the file to the ledger: all of it or nothing.
    pub fn take_in(self) {
        let batch = self.job.with_value(|job| job.as_ref()?.preview().map(|preview| preview.batch.clone()));
        let (Some(batch), Some(outcome), false) = (batch, self.outcome.get_untracked(), self.saving.get_untracked()) else { return };
        self.saving.set(true);
        let run = self.run.get_value();
        spawn_local(async move {
            outside::pause().await;
            if !self.goes_on(run) {
                return;
            }
            let command = Command::ImportFile { batch: Box::new(batch) };
            let undo = self.books.undo_of(&command);
            let import = match &undo {
                Some(Command::UndoImport { import }) => Some(*import),
                _ => None,
            };
            let sentence = format!("Imported {}", outcome.added_words());
            let books = self.books;
            books.dispatch(command, move |result| match result {
                Ok(()) => {
                    books.say(sentence.clone(), undo);
                    if self.goes_on(run) {
                        self.job.set_value(None);
                        self.outcome.set(None);
                        self.done.set(Some(Done { sentence, import, latest_issue: outcome.latest_issue }));
                        self.step.set(Step::Done);
                        self.saving.set(false);
                        outside::focus_soon("import-done");
                    }
                }
                Err(refusal) => {
                    if self.goes_on(run) {
                        self.saving.set(false);
                        self.problem.set(Some(format!("{} Nothing was imported.", refusal.sentence)));
                    }
                }
            });
        });
    }

    fn go_on(self) {
        let run = self.next_run();
        self.problem.set(None);
        self.show_work("Looking at the values", 0, 0);
        spawn_local(async move { self.drive(run).await });
    }

    pub(super) fn show_mapping(self) {
        let draft = self.with_job(|job| Draft::of(job));
        if let Some(Some(draft)) = draft {
            self.draft.set(Some(Arc::new(draft)));
            self.outcome.set(None);
            self.step.set(Step::Mapping);
            outside::focus_soon("import-mapping");
        }
    }

    pub(super) fn show_preview(self) {
        let today = self.books.today().get_untracked();
        let outcome = self.with_job(|job| {
            let preview = job.preview()?;
            let file = job.file()?;
            Some(self.books.read(|ledger| Outcome::of(ledger, today, file, job.mapping(), job.detection(), preview)))
        });
        if let Some(Some(outcome)) = outcome {
            if let Some(announcements) = self.announcements {
                announcements.say(format!("Preview ready: {}. Nothing has changed yet.", outcome.added_words()));
            }
            self.outcome.set(Some(Arc::new(outcome)));
            self.step.set(Step::Preview);
            outside::focus_soon("import-preview");
        }
    }

    pub(super) fn show_work(self, label: &'static str, done: u64, total: u64) {
        self.work.set(Work { label, done, total });
        if self.step.get_untracked() != Step::Working {
            self.step.set(Step::Working);
        }
    }

    pub(super) fn refuse(self, sentence: String) {
        self.forget();
        let sentence = format!("{sentence} Nothing was changed.");
        if let Some(announcements) = self.announcements {
            announcements.say(sentence.clone());
        }
        self.problem.set(Some(sentence));
    }

    pub(super) fn with_job<T>(self, work: impl FnOnce(&mut ImportJob) -> T) -> Option<T> {
        self.job.try_update_value(|job| job.as_mut().map(work)).flatten()
    }

    fn next_run(self) -> u32 {
        self.run.update_value(|run| *run = run.wrapping_add(1));
        self.run.get_value()
    }

    /// Whether this work is still wanted: not stopped, not replaced, the page still there.
    pub(super) fn goes_on(self, run: u32) -> bool {
        self.run.try_get_value() == Some(run)
    }
}
