//! What the owner has in hand on the Messages page: the message being prepared or read, and what is on the printer.

use super::batch::BatchLetter;
use super::letter::Letter;
use crate::domain::ids::{CustomerId, MessageId};
use leptos::prelude::*;

/// In context on the page. The message itself is in the ledger; here is only what is open.
#[derive(Clone, Copy)]
pub(super) struct Bench {
    /// Whose message is open.
    pub customer: RwSignal<Option<CustomerId>>,
    /// Whether it is.
    pub open: RwSignal<bool>,
    /// Whether the owner is giving a reason for skipping it.
    pub skipping: RwSignal<bool>,
    /// What just happened outside: “Your mail program was opened”.
    pub note: RwSignal<Option<String>>,
    /// The message of the history that is read.
    pub shown: RwSignal<Option<MessageId>>,
    /// Whether one is.
    pub reading: RwSignal<bool>,
    /// The letters on the paper view.
    pub letters: RwSignal<Vec<Letter>>,
    /// The customer who was called just now: what came of it is asked.
    pub called: RwSignal<Option<CustomerId>>,
    /// Whether the due messages are worked through, one after the other.
    pub through: RwSignal<bool>,
    /// Whether the next one is to open.
    pub advance: RwSignal<bool>,
    /// The letters that are looked over together.
    pub batch: RwSignal<Vec<BatchLetter>>,
}

impl Bench {
    /// Puts an empty bench into context.
    pub fn provide() -> Self {
        let bench = Self {
            customer: RwSignal::new(None),
            open: RwSignal::new(false),
            skipping: RwSignal::new(false),
            note: RwSignal::new(None),
            shown: RwSignal::new(None),
            reading: RwSignal::new(false),
            letters: RwSignal::new(Vec::new()),
            called: RwSignal::new(None),
            through: RwSignal::new(false),
            advance: RwSignal::new(false),
            batch: RwSignal::new(Vec::new()),
        };
        provide_context(bench);
        bench
    }

    /// The bench of this page.
    pub fn expect() -> Self {
        expect_context()
    }

    /// Opens the message of a customer: the prepared one if there is one, else the one that is due.
    pub fn prepare(self, customer: CustomerId) {
        self.note.set(None);
        self.skipping.set(false);
        self.customer.set(Some(customer));
        self.open.set(true);
    }

    /// Opens the message of a customer, and no other after it.
    pub fn prepare_one(self, customer: CustomerId) {
        self.through.set(false);
        self.prepare(customer);
    }

    /// Opens the message of a customer, and after it the next one, until nothing is due or the owner closes it.
    pub fn work_through(self, first: CustomerId) {
        self.through.set(true);
        self.prepare(first);
    }

    /// The message in hand was sent or skipped: closes it.
    pub fn settled(self) {
        self.open.set(false);
        self.advance.set(self.through.get_untracked());
    }

    /// Opens the message of a customer at the question why to skip it.
    pub fn skip(self, customer: CustomerId) {
        self.prepare_one(customer);
        self.skipping.set(true);
    }

    /// Opens a message of the history.
    pub fn read(self, message: MessageId) {
        self.shown.set(Some(message));
        self.reading.set(true);
    }

    /// Takes the paper away.
    pub fn clear_paper(self) {
        self.letters.set(Vec::new());
    }
}
