//! The steps between the questions: read, look, build, each short enough for the page to stay alive.

use super::importer::Importer;
use crate::domain::currency::Currency;
use crate::exchange::csv::{ImportDays, ImportJob, Stage};
use crate::ui::outside;
use leptos::prelude::*;

/// How long one step may keep the page, in milliseconds: between these two it is left as it is.
const STEP_MS: std::ops::RangeInclusive<i64> = 4..=10;

impl Importer {
    /// Works in steps until the owner is needed.
    pub(super) async fn drive(self, run: u32) {
        let mut budget = 500_usize;
        let mut tuned = false;
        loop {
            outside::pause().await;
            if !self.goes_on(run) {
                return;
            }
            let before = outside::now_ms();
            let Some(stepped) = self.with_job(|job| job.step(budget)) else { return };
            let progress = match stepped {
                Ok(progress) => progress,
                Err(problem) => return self.refuse(problem.to_string()),
            };
            let spent = outside::now_ms() - before;
            if spent < *STEP_MS.start() {
                budget = (budget * 2).min(50_000);
            } else if spent > *STEP_MS.end() {
                budget = (budget / 2).max(50);
            }
            let reading = progress.stage == Stage::Reading;
            if !reading && !tuned {
                tuned = true;
                self.tune_new_file();
            }
            self.show_work(words(progress.stage), progress.done as u64, progress.total as u64);
            let waiting = self.with_job(|job| job.progress().is_waiting()).unwrap_or(false);
            if !waiting {
                continue;
            }
            if progress.stage == Stage::Finished {
                outside::pause().await;
                if self.goes_on(run) {
                    self.show_preview();
                }
                return;
            }
            if !self.start_building() {
                return self.show_mapping();
            }
        }
    }

    /// A file that was just read gets the ledger's own currency and terms where it gives none.
    fn tune_new_file(self) {
        if self.draft.with_untracked(Option::is_none) && self.outcome.with_untracked(Option::is_none) {
            let currency = self.books.read(|ledger| ledger.settings().home_currency);
            self.with_job(|job| tune(job, currency));
        }
    }

    /// Starts on the preview, unless the owner has something to say first.
    fn start_building(self) -> bool {
        let today = self.books.today().get_untracked();
        let wanted = !self.asked_for_mapping.get_value();
        wanted && self.with_job(|job| job.start(ImportDays { today, exported_on: today }).is_ok()).unwrap_or(false)
    }
}

/// Gives a job the ledger's own currency, for rows that name none; and leaves due dates that the file does not give to the policy.
pub(super) fn tune(job: &mut ImportJob, currency: Currency) {
    let mut mapping = job.mapping().clone();
    if mapping.default_currency != currency || mapping.when_due.is_some() {
        mapping.default_currency = currency;
        mapping.when_due = None;
        job.set_mapping(mapping);
    }
}

const fn words(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "Reading the file",
        Stage::Detecting | Stage::Ready => "Looking at dates and amounts",
        Stage::Building | Stage::Finished => "Preparing the preview",
    }
}
