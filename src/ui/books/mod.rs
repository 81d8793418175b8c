//! The books: the one way to read the ledger and the only one to change it.
//!
//! Pages call [`Books::view`] and get a memo of a report; they send commands through [`Books::dispatch`] (forms) or
//! [`Books::act`] (buttons). No page ever holds a write signal. A command is decided, stored, and only then applied: while
//! it is on its way the screen says “Saving”, and when it fails nothing has changed.

mod boot;
mod engine;
mod report;
mod several;
mod wire;

pub use several::Outcome;
pub use wire::Refusal;

use crate::domain::command::Command;
use crate::domain::ledger::Ledger;
use crate::ui::browser::clock;
use crate::ui::components::{Saved, Toaster};
use chrono::NaiveDate;
use engine::Engine;
use leptos::prelude::*;
use std::rc::Rc;

/// Where the app is on its way to the owner's data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Storage is being read.
    Loading,
    /// The ledger is here.
    Ready,
    /// Stored data contradicts itself or is partly unreadable: the owner decides. Nothing is written until then.
    Undecided {
        /// What was found, in a sentence.
        reason: String,
        /// The versions that can be read, the longest first.
        candidates: Vec<Candidate>,
    },
    /// The plain-JavaScript recovery screen has taken over.
    Stopped(String),
}

/// A version of the ledger that the stores hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// How many customers it has.
    pub customers: usize,
    /// How many invoices it has.
    pub invoices: usize,
    /// Changes recorded in it.
    pub changes: u64,
    /// When its last change was made, in milliseconds since 1970; `None` when that is not known.
    pub last_change_ms: Option<i64>,
}

/// How safe the data is, for banners and the Data page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StorageReport {
    /// Sentences for a banner, most serious first.
    pub warnings: Vec<String>,
    /// Used share of local storage per thousand.
    pub local_per_mille: u64,
    /// Whether a killed browser cannot lose what is shown as saved.
    pub durable: bool,
    /// Whether this tab forwards its changes to another one.
    pub follows: bool,
}

/// The handle every page gets from context.
#[derive(Clone, Copy)]
pub struct Books {
    ledger: RwSignal<Ledger>,
    as_of: Signal<NaiveDate>,
    today: RwSignal<NaiveDate>,
    saved: RwSignal<Saved>,
    stage: RwSignal<Stage>,
    storage: RwSignal<StorageReport>,
    toaster: Toaster,
    engine: StoredValue<Rc<Engine>, LocalStorage>,
}

impl Books {
    /// Starts reading the stored ledger. `chosen_day` is the as-of date of the address, if it has one.
    pub fn open(chosen_day: Memo<Option<NaiveDate>>, toaster: Toaster) -> Self {
        let today = RwSignal::new(clock::today());
        let books = Self {
            ledger: RwSignal::new(Ledger::default()),
            as_of: Signal::derive(move || chosen_day.get().unwrap_or_else(|| today.get())),
            today,
            saved: RwSignal::new(Saved::Saved),
            stage: RwSignal::new(Stage::Loading),
            storage: RwSignal::new(StorageReport::default()),
            toaster,
            engine: StoredValue::new_local(Rc::new(Engine::default())),
        };
        books.watch_the_day();
        leptos::task::spawn_local(async move { books.boot().await });
        books
    }

    /// The books of this app.
    pub fn expect() -> Self {
        expect_context()
    }

    /// A report that follows the ledger and the as-of date.
    pub fn view<T>(self, report: impl Fn(&Ledger, NaiveDate) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| {
            let day = self.as_of.get();
            self.ledger.with(|ledger| report(ledger, day))
        })
    }

    /// Reads the ledger and follows it: inside a memo of the caller's.
    pub fn follow<T>(self, question: impl FnOnce(&Ledger) -> T) -> T {
        self.ledger.with(question)
    }

    /// Reads the ledger now, without following it: for event handlers.
    pub fn read<T>(self, question: impl FnOnce(&Ledger) -> T) -> T {
        self.ledger.with_untracked(question)
    }

    /// The day that is looked at.
    pub fn as_of(self) -> Signal<NaiveDate> {
        self.as_of
    }

    /// The day it is.
    pub fn today(self) -> Signal<NaiveDate> {
        self.today.into()
    }

    /// Whether another day than today is looked at: messages are prepared for today only.
    pub fn looks_elsewhere(self) -> bool {
        self.as_of.get() != self.today.get()
    }

    /// The as-of date for links: `None` while it is today.
    pub fn link_day(self) -> Option<NaiveDate> {
        let day = self.as_of.get();
        (day != self.today.get()).then_some(day)
    }

    /// Whether everything is saved.
    pub fn saved(self) -> Signal<Saved> {
        self.saved.into()
    }

    /// Loading, ready or stopped.
    pub fn stage(self) -> Signal<Stage> {
        self.stage.into()
    }

    /// How safe the data is.
    pub fn storage(self) -> Signal<StorageReport> {
        self.storage.into()
    }

    /// Where short notices go.
    pub fn toaster(self) -> Toaster {
        self.toaster
    }

    /// Goes on with one of the versions of [`Stage::Undecided`]; the others are kept beside it.
    pub fn adopt(self, candidate: usize) {
        leptos::task::spawn_local(async move { self.adopt_candidate(candidate).await });
    }

    /// Everything the stores hold, as it is, for a download: JSON text.
    pub fn raw_entries(self, done: impl FnOnce(Result<String, Refusal>) + 'static) {
        leptos::task::spawn_local(async move { done(self.read_raw_entries().await) });
    }

    /// Sends a command; `done` learns what became of it. For forms, which show a refusal beside its field.
    pub fn dispatch(self, command: Command, done: impl FnOnce(Result<(), Refusal>) + 'static) {
        leptos::task::spawn_local(async move { done(self.carry_out(&command).await) });
    }

    /// Sends a command and says `success` with an Undo, or why it was refused. For buttons.
    pub fn act(self, command: Command, success: impl Into<String>) {
        self.act_then(command, success, |_| ());
    }

    /// As [`Self::act`]; `done` learns whether it happened.
    pub fn act_then(self, command: Command, success: impl Into<String>, done: impl FnOnce(Result<(), Refusal>) + 'static) {
        let success = success.into();
        let undo = self.undo_of(&command);
        self.dispatch(command, move |result| {
            match &result {
                Ok(()) => self.say(success, undo),
                Err(refusal) => self.toaster.push(refusal.sentence.clone(), None),
            }
            done(result);
        });
    }

    /// The command that would take `command` back, asked before it is sent. A tab that only follows offers none: the
    /// writing tab decides the ids, and an undo must never name another record.
    pub fn undo_of(self, command: &Command) -> Option<Command> {
        if self.storage.with_untracked(|report| report.follows) {
            return None;
        }
        let today = self.today.get_untracked();
        self.read(|ledger| ledger.decide(command, today).ok().and_then(|event| ledger.undo_of(&event)))
    }

    /// Says that something happened, with an Undo when there is one.
    pub fn say(self, text: impl Into<String>, undo: Option<Command>) {
        let undo =
            undo.filter(|_| self.engine().went_as_foreseen()).map(|command| Callback::new(move |()| self.act(command.clone(), "Undone")));
        self.toaster.push(text.into(), undo);
    }
}
