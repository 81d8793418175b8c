//! The engine room: one command after the other is decided, stored, applied, and told to the other tabs.
//!
//! A following tab does not write: it asks the writing tab and then reads what was stored. Every request has a name that
//! is stored with its event, so a command that was asked twice (the writing tab died in between) happens once.

use super::Books;
use super::wire::{self, CHANGED, Refusal};
use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::text_rules::capitalized;
use crate::store::codec;
use crate::store::entry::encode_entry;
use crate::store::journal::{AppendError, Journal};
use crate::store::record::Record;
use crate::store::recovery::History;
use crate::ui::browser::clock;
use crate::ui::browser::indexed::IndexedStore;
use crate::ui::browser::local::LocalStore;
use crate::ui::browser::tabs::{Question, Role, TabError, TabLink};
use crate::ui::browser::tasks::yield_to_browser;
use crate::ui::components::Saved;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// How long a following tab waits for the writing one, per try.
const PATIENCE_MS: u32 = 10_000;
/// How many request names are remembered.
const REMEMBERED_REQUESTS: usize = 500;

pub(super) type BrowserJournal = Journal<LocalStore, IndexedStore>;

/// What is shared by everything that writes. Lives on one thread, hence cells.
#[derive(Default)]
pub(super) struct Engine {
    pub journal: RefCell<Option<BrowserJournal>>,
    pub link: RefCell<Option<TabLink>>,
    pub requests: RefCell<VecDeque<String>>,
    /// The histories to choose from while the stored data is undecided.
    pub candidates: RefCell<Vec<History>>,
    /// Whether the last command of this tab led to the event that was foreseen when its undo was worked out.
    foreseen: Cell<bool>,
    busy: Cell<bool>,
    waiting: RefCell<VecDeque<crate::ui::browser::tasks::Sender<()>>>,
    local_requests: Cell<u32>,
    /// Whether the browser promises that a completed write is on the disk.
    pub strict_promise: Cell<bool>,
}

impl Engine {
    /// Waits for the only pen. Commands are carried out in the order they came.
    pub async fn take_pen(self: &Rc<Self>) -> Pen {
        if self.busy.replace(true) {
            let (sender, turn) = crate::ui::browser::tasks::one_shot();
            self.waiting.borrow_mut().push_back(sender);
            turn.await;
        }
        Pen(self.clone())
    }

    pub fn remember(&self, request: String) {
        let mut requests = self.requests.borrow_mut();
        requests.push_back(request);
        while requests.len() > REMEMBERED_REQUESTS {
            requests.pop_front();
        }
    }

    /// Whether the undo worked out for the last command still names the right records.
    pub fn went_as_foreseen(&self) -> bool {
        self.foreseen.get()
    }

    fn was_done(&self, request: &str) -> bool {
        self.requests.borrow().iter().any(|known| known == request)
    }

    fn role(&self) -> Role {
        self.link.borrow().as_ref().map_or(Role::Writer, TabLink::role)
    }

    fn new_request(&self) -> String {
        let number = self.local_requests.get() + 1;
        self.local_requests.set(number);
        match self.link.borrow().as_ref() {
            Some(link) => link.new_request_id(),
            None => format!("{}-{number}", clock::now_ms()),
        }
    }
}

/// The right to write; hands itself on when dropped.
pub(super) struct Pen(Rc<Engine>);

impl Drop for Pen {
    fn drop(&mut self) {
        let next = self.0.waiting.borrow_mut().pop_front();
        match next {
            Some(next) => next.send(()),
            None => self.0.busy.set(false),
        }
    }
}

impl Books {
    pub(super) fn engine(self) -> Rc<Engine> {
        self.engine.get_value()
    }

    /// Carries a command out here or asks the tab that writes.
    pub(super) async fn carry_out(self, command: &Command) -> Result<(), Refusal> {
        let engine = self.engine();
        let request = engine.new_request();
        // What this tab can see to be wrong needs no asking.
        let foreseen = self.read(|ledger| ledger.decide(command, self.today.get_untracked()))?;
        engine.foreseen.set(false);
        if engine.role() == Role::Writer {
            return self.write(&request, command, Some(&foreseen)).await;
        }
        self.saved.set(Saved::Saving);
        let result = self.forward(&request, command).await;
        self.saved.set(match &result {
            Err(refusal) if refusal.field.is_none() => Saved::NotSaved(refusal.sentence.clone()),
            _ => Saved::Saved,
        });
        result
    }

    async fn forward(self, request: &str, command: &Command) -> Result<(), Refusal> {
        let text = wire::question(command)?;
        for _ in 0..3 {
            let Some(link) = self.engine().link.borrow().clone() else { break };
            match link.ask(request, &text, PATIENCE_MS).await {
                Ok(answer) => {
                    self.follow_news().await;
                    return wire::result_in(&answer);
                }
                Err(TabError::OwnTab) => return self.write(request, command, None).await,
                Err(TabError::NoAnswer) => {}
                Err(error) => return Err(Refusal::general(format!("Not saved: {error}."))),
            }
        }
        Err(Refusal::general("Not saved: the other Recoup tab does not answer. Close it and try again here."))
    }

    /// Answers a question of a following tab.
    pub(super) fn answer(self, question: Question) {
        spawn_local(async move {
            let result = match wire::command_in(&question.text) {
                Ok(command) => self.write(&question.request_id, &command, None).await,
                Err(refusal) => Err(refusal),
            };
            // A tab that is gone needs no answer; one that is not asks again.
            let _ = question.answer(&wire::answer(&result));
        });
    }

    /// Decide, store, apply: in this order, one command at a time.
    async fn write(self, request: &str, command: &Command, foreseen: Option<&Event>) -> Result<(), Refusal> {
        let engine = self.engine();
        let _pen = engine.take_pen().await;
        if engine.was_done(request) {
            return Ok(());
        }
        let event = self.read(|ledger| ledger.decide(command, self.today.get_untracked()))?;
        self.saved.set(Saved::Saving);
        let stored = self.store(request, &event).await;
        if let Err(refusal) = stored {
            self.saved.set(Saved::NotSaved(refusal.sentence.clone()));
            return Err(refusal);
        }
        engine.remember(request.to_owned());
        engine.foreseen.set(foreseen == Some(&event));
        self.ledger.update(|ledger| ledger.apply(&event));
        self.saved.set(Saved::Saved);
        self.tell_other_tabs();
        let replaced = matches!(event, Event::FileImported { .. } | Event::LedgerReplaced { .. });
        spawn_local(async move { self.compact_if_due(replaced).await });
        Ok(())
    }

    async fn store(self, request: &str, event: &Event) -> Result<(), Refusal> {
        let engine = self.engine();
        let payload =
            encode_entry(request, &codec::event::encode_event(event)).map_err(|error| Refusal::general(format!("Not saved: {error}.")))?;
        let Some(mut journal) = engine.journal.borrow_mut().take() else {
            return Err(Refusal::general("Not saved: the storage is not open. Reload the page."));
        };
        let appended = journal.append(&payload, clock::now_ms()).await;
        self.storage.set(self.report(&journal));
        engine.journal.replace(Some(journal));
        match appended {
            Ok(_) => Ok(()),
            Err(error @ (AppendError::Unknown(_) | AppendError::Overtaken | AppendError::Stalled)) => {
                spawn_local(async move { self.open_again().await });
                Err(Refusal::general(format!(
                    "{}. The data is being read again; look whether the change is there before you repeat it.",
                    capitalized(&error.to_string())
                )))
            }
            Err(error) => Err(Refusal::general(format!("{}. Nothing has changed.", capitalized(&error.to_string())))),
        }
    }

    fn tell_other_tabs(self) {
        if let Some(link) = self.engine().link.borrow().as_ref() {
            // Without a channel there is no other tab to tell.
            let _ = link.post(CHANGED);
        }
    }

    /// A following tab reads what the writing tab has stored since.
    pub(super) async fn follow_news(self) {
        let engine = self.engine();
        if engine.role() == Role::Writer {
            return;
        }
        let pen = engine.take_pen().await;
        let Some(mut journal) = engine.journal.borrow_mut().take() else { return };
        let news = journal.advance().await;
        engine.journal.replace(Some(journal));
        drop(pen);
        match news {
            Ok(records) => self.apply_records(&records),
            Err(_) => self.open_again().await,
        }
    }

    fn apply_records(self, records: &[Record]) {
        let engine = self.engine();
        for record in records {
            let (request, event) = match super::boot::event_of(record) {
                Ok(found) => found,
                Err(reason) => return self.saved.set(Saved::ReadOnly(reason)),
            };
            if !self.read(|ledger| ledger.fits(&event)) {
                return self.saved.set(Saved::ReadOnly("What the other tab saved does not fit here. Reload this tab.".to_owned()));
            }
            engine.remember(request);
            self.ledger.update(|ledger| ledger.apply(&event));
        }
    }

    /// Stores a snapshot when enough has been written since the last one, or when so much came in that a snapshot is
    /// smaller than the record.
    async fn compact_if_due(self, much_came_in: bool) {
        yield_to_browser().await;
        let engine = self.engine();
        let _pen = engine.take_pen().await;
        let Some(mut journal) = engine.journal.borrow_mut().take() else { return };
        let now = clock::now_ms();
        if much_came_in || journal.should_compact(now) {
            let bytes = self.read(|ledger| codec::pack(ledger.facts()));
            let hash = codec::facts::packed_hash(&bytes);
            // A compaction that fails leaves everything as it was; the next one tries again.
            let _ = journal.compact(&bytes, &hash, now).await;
        }
        self.storage.set(self.report(&journal));
        engine.journal.replace(Some(journal));
    }
}
