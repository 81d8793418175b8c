//! From stored records to a ledger: opening, following, being promoted, starting the day.
//!
//! Nothing here starts empty over existing keys: what cannot be read leads to the recovery screen.

use super::engine::BrowserJournal;
use super::report::read_only_words;
use super::{Books, Candidate, Refusal, Stage};
use crate::domain::event::Event;
use crate::domain::ledger::Ledger;
use crate::store::backend::StoreError;
use crate::store::codec::{self, CodecError};
use crate::store::entry::decode_entry;
use crate::store::journal::{Journal, Mode, Opened, ReadOnly};
use crate::store::record::Record;
use crate::store::recovery::{History, Recovery};
use crate::ui::browser::indexed::IndexedStore;
use crate::ui::browser::local::LocalStore;
use crate::ui::browser::tabs::{Handlers, Role, TabLink};
use crate::ui::browser::{boot, clock, page};
use crate::ui::components::Saved;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The name tabs of this app meet under.
const TABS: &str = "recoup";

/// What reading the stored history led to.
enum Found {
    Ledger(Box<Ledger>, Vec<String>),
    /// The reason, and the versions the owner may choose from.
    Choice(String, Vec<History>),
    /// Reason and details for the recovery screen.
    Trouble(String, String),
}

impl Books {
    /// Joins the other tabs, opens the stores, shows the ledger.
    pub(super) async fn boot(self) {
        let handlers = Handlers {
            on_message: Box::new(move |_| spawn_local(async move { self.follow_news().await })),
            on_question: Box::new(move |question| self.answer(question)),
            on_promoted: Box::new(move || spawn_local(async move { self.open_again().await })),
        };
        match TabLink::open(TABS, handlers).await {
            Ok(link) => {
                self.engine().link.replace(Some(link));
            }
            Err(error) => return self.stop("The browser does not let Recoup find out whether another tab is open.", &error.to_string()),
        }
        self.open_again().await;
        page::request_persistence().await;
        self.watch_for_clearing();
    }

    /// Reads everything again: at the start, after a promotion, and when the outcome of a write is unknown.
    pub(super) async fn open_again(self) {
        let engine = self.engine();
        let _pen = engine.take_pen().await;
        engine.journal.replace(None);
        let local = LocalStore::open();
        let strict = IndexedStore::open().await;
        let refused = [local.as_ref().err(), strict.as_ref().err()];
        if let [Some(error), Some(_)] = refused {
            return self.stop("This browser does not let Recoup store anything.", &error.to_string());
        }
        if let Ok(store) = &strict {
            engine.strict_promise.set(store.promises_durability().await.unwrap_or(false));
        }
        let writer = engine.link.borrow().as_ref().is_none_or(|link| link.role() == Role::Writer);
        // A store that is there but failed to open may hold newer data than the other: only “blocked” counts as absent.
        if let Err(error @ (StoreError::NoAnswer | StoreError::Failed(_))) = &strict {
            return self.stop("The browser's storage does not open. Close other Recoup tabs and open again.", &error.to_string());
        }
        let opened = if writer { Journal::open(local.ok(), strict.ok()).await } else { Journal::follow(local.ok(), strict.ok()).await };
        self.take_over(opened);
    }

    fn take_over(self, opened: Opened<LocalStore, IndexedStore>) {
        let Opened { recovery, journal } = opened;
        match self.ledger_of(&recovery, &journal) {
            Found::Ledger(ledger, requests) => {
                let engine = self.engine();
                requests.into_iter().for_each(|request| engine.remember(request));
                self.storage.set(self.report(&journal));
                self.saved.set(match journal.mode() {
                    Mode::Writable | Mode::ReadOnly(ReadOnly::Following) => Saved::Saved,
                    Mode::Stalled => Saved::NotSaved("The storage does not answer. Reload the page.".to_owned()),
                    Mode::ReadOnly(reason) => Saved::ReadOnly(read_only_words(reason)),
                });
                engine.journal.replace(Some(journal));
                self.ledger.set(*ledger);
                self.stage.set(Stage::Ready);
            }
            Found::Choice(reason, histories) => {
                let candidates = histories.iter().filter_map(candidate).collect();
                let engine = self.engine();
                engine.candidates.replace(histories);
                engine.journal.replace(Some(journal));
                self.stage.set(Stage::Undecided { reason, candidates });
            }
            Found::Trouble(reason, details) => self.stop(&reason, &details),
        }
    }

    /// Goes on with a version; the journal keeps the others under keys of their own.
    pub(super) async fn adopt_candidate(self, place: usize) {
        let engine = self.engine();
        let pen = engine.take_pen().await;
        let chosen = engine.candidates.borrow().iter().filter(|history| candidate(history).is_some()).nth(place).cloned();
        let Some(mut journal) = engine.journal.borrow_mut().take() else { return };
        let adopted = journal.adopt_candidate(chosen.as_ref(), clock::now_ms()).await;
        drop(pen);
        match adopted {
            Ok(()) => self.open_again().await,
            Err(error) => self.stop("Your choice could not be carried out. Both versions are still there.", &error.to_string()),
        }
    }

    /// What both stores hold, for the raw download.
    pub(super) async fn read_raw_entries(self) -> Result<String, Refusal> {
        let engine = self.engine();
        let _pen = engine.take_pen().await;
        let journal = engine.journal.borrow_mut().take();
        let Some(journal) = journal else { return Err(Refusal::general("The storage is not open. Reload the page.")) };
        let raw = journal.raw_entries().await;
        engine.journal.replace(Some(journal));
        let list = |entries: Result<Vec<(String, String)>, StoreError>| match entries {
            Ok(entries) => serde_json::Value::Object(entries.into_iter().map(|(key, value)| (key, value.into())).collect()),
            Err(error) => error.to_string().into(),
        };
        // The same form as the boot script's download.
        Ok(serde_json::json!({
            "format": "recoup-raw",
            "format_version": 1,
            "saved_at": clock::today().to_string(),
            "local_storage": list(raw.local),
            "indexed_db": list(raw.strict),
        })
        .to_string())
    }

    fn ledger_of(self, recovery: &Recovery, journal: &BrowserJournal) -> Found {
        let notes = || recovery.notes().iter().map(|note| format!("{note:?}")).collect::<Vec<_>>().join("\n");
        match recovery {
            Recovery::Fresh if matches!(journal.mode(), Mode::Writable | Mode::ReadOnly(ReadOnly::Following)) => {
                Found::Ledger(Box::default(), Vec::new())
            }
            Recovery::Fresh => Found::Trouble("Part of the browser's storage cannot be read.".to_owned(), notes()),
            Recovery::Ready { history, .. } | Recovery::Newer { history: Some(history), .. } => replay(history),
            Recovery::Newer { history: None, .. } => {
                Found::Trouble("This ledger was written by a newer Recoup. Reload the page to get the newer version.".to_owned(), notes())
            }
            Recovery::Diverged { candidates, .. } => Found::Choice(
                "Two versions of your ledger were found in this browser, and they contradict each other. Both are kept.".to_owned(),
                candidates.to_vec(),
            ),
            Recovery::Unreadable { candidate: Some(candidate), .. } => Found::Choice(
                "Part of your ledger cannot be read. Nothing has been changed. This is what can be read of it.".to_owned(),
                vec![candidate.clone()],
            ),
            Recovery::Unreadable { candidate: None, .. } => {
                Found::Trouble("Your ledger cannot be read. Nothing has been changed.".to_owned(), notes())
            }
        }
    }

    fn stop(self, reason: &str, details: &str) {
        self.stage.set(Stage::Stopped(reason.to_owned()));
        boot::show_recovery(reason, details);
    }

    /// Clearing the site's data in another tab or by the owner: what is on the screen is all that is left.
    fn watch_for_clearing(self) {
        let react = move |change: page::StorageChange| {
            if change == page::StorageChange::Cleared {
                self.saved.set(Saved::NotSaved(
                    "The browser's data for this site was just cleared. Export your ledger now: this tab still has it.".to_owned(),
                ));
            }
        };
        if let Some(listener) = page::on_storage_change(react) {
            listener.keep_forever();
        }
    }

    pub(super) fn watch_the_day(self) {
        let watch = clock::on_new_day(move |day| self.today.set(day));
        // Lives as long as the page.
        std::mem::forget(watch);
    }
}

/// A version in numbers; `None` when it cannot be turned into a ledger.
fn candidate(history: &History) -> Option<Candidate> {
    let Found::Ledger(ledger, _) = replay(history) else { return None };
    let last_record = history.records.last().map(|record| record.at_ms);
    Some(Candidate {
        customers: ledger.customers().count(),
        invoices: ledger.facts().invoices.iter().filter(|invoice| invoice.voided.is_none()).count(),
        changes: history.head.seq,
        last_change_ms: last_record.or(history.snapshot.as_ref().map(|snapshot| snapshot.at_ms)),
    })
}

/// The request's name and the event of a record, or why it cannot be used.
pub(super) fn event_of(record: &Record) -> Result<(String, Event), String> {
    let (request, event) = decode_entry(&record.payload).map_err(|error| format!("Record {} cannot be read: {error}.", record.seq))?;
    match codec::event::decode_event(event) {
        Ok(event) => Ok((request, event)),
        Err(CodecError::Newer { .. }) => {
            Err("A newer Recoup has written this ledger. Reload the page to get the newer version.".to_owned())
        }
        Err(error) => Err(format!("Record {} cannot be read: {error}.", record.seq)),
    }
}

/// Facts of the snapshot, then every record since.
fn replay(history: &History) -> Found {
    let mut ledger = Ledger::default();
    if let Some(snapshot) = &history.snapshot {
        let facts = match codec::facts::unpack(&snapshot.bytes) {
            Ok(facts) => facts,
            Err(error) => {
                return Found::Trouble(
                    "Your ledger was written by another version of Recoup, or it is damaged.".to_owned(),
                    error.to_string(),
                );
            }
        };
        if codec::facts::packed_hash(&snapshot.bytes) != snapshot.state_hash {
            return Found::Trouble(
                "Your ledger does not match its own checksum. Nothing has been changed.".to_owned(),
                "state hash".to_owned(),
            );
        }
        ledger = match Ledger::from_facts(facts) {
            Ok(ledger) => ledger,
            Err(problems) => {
                let details: Vec<_> = problems.iter().map(ToString::to_string).collect();
                return Found::Trouble("Your ledger does not fit together. Nothing has been changed.".to_owned(), details.join("\n"));
            }
        };
    }
    let mut requests = Vec::with_capacity(history.records.len());
    for record in &history.records {
        match event_of(record) {
            Ok((_, event)) if !ledger.fits(&event) => {
                let details = format!("Record {} does not fit the records before it.", record.seq);
                return Found::Trouble("Your ledger does not fit together. Nothing has been changed.".to_owned(), details);
            }
            Ok((request, event)) => {
                ledger.apply(&event);
                requests.push(request);
            }
            Err(reason) => return Found::Trouble(reason, format!("record {}", record.seq)),
        }
    }
    Found::Ledger(Box::new(ledger), requests)
}
