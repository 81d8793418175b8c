//! The only writer: opens what is there, appends, compacts, and says honestly which store holds what.
//!
//! Two stores, one authority: the strict store decides whether something is saved; without one, local storage does.
//! Local storage follows and may fall behind without harm. An answer that never came makes the journal
//! [`Mode::Stalled`]: a record may or may not be there, and only reading everything again can tell.
//!
//! Not here: what is believed after a crash ([`super::recovery`]), locks between tabs, a clock, and retries.

mod append;
mod compact;
mod follow;
mod heal;
mod resolve;
mod stores;
mod usage;

pub use append::{AppendError, Saved};
pub use compact::{COMPACT_AFTER_MS, COMPACT_AFTER_RECORDS, CompactError, Compacted};
pub use follow::ReadSinceError;
pub use resolve::AdoptError;
pub use usage::{LOCAL_QUOTA, Usage};

use super::backend::{Store, StoreError};
use super::record::Head;
use super::recovery::{History, Note, Recovery, SlotPlaces, recover};
use super::{Both, Side};
use std::collections::BTreeSet;
use stores::Stores;

/// Whether the journal may write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// Yes.
    Writable,
    /// No: the outcome of the last write is unknown. Open again.
    Stalled,
    /// No.
    ReadOnly(ReadOnly),
}

/// Why a journal is read only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadOnly {
    /// A newer app was here.
    Newer,
    /// Two histories, or part of one is lost: first a person decides, see [`Journal::adopt_candidate`].
    Undecided,
    /// This tab follows another one.
    Following,
    /// A store that was handed in could not be read: what the other one holds may be old. Open again, or knowingly without it.
    Unread(Side, StoreError),
    /// The strict store lacks records that local storage has, and does not take them. Open again, or knowingly without it.
    NotHealed(StoreError),
    /// No store was handed in.
    NoStore,
}

/// How one store is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holding {
    /// It holds everything.
    Whole,
    /// It was not handed in.
    Absent,
    /// It could not be read when opening, and is left alone.
    Unread(StoreError),
    /// It is full: it keeps what it has, the ledger goes on in the strict store.
    Full,
    /// It failed: it keeps what it has, the ledger goes on in the strict store.
    Behind(StoreError),
}

/// How both stores are doing, for the storage page and for banners.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Each store.
    pub holding: Both<Holding>,
    /// How much of local storage the journal uses.
    pub usage: Usage,
}

/// What opening found, and the journal to go on with.
pub struct Opened<L, S> {
    /// What is to be believed; its repairs have been tried already.
    pub recovery: Recovery,
    /// The writer (or reader: see [`Journal::mode`]).
    pub journal: Journal<L, S>,
}

/// The writer of one ledger's history.
pub struct Journal<L, S> {
    stores: Stores<L, S>,
    mode: Mode,
    head: Head,
    slots: SlotPlaces,
    /// Records up to here are gone or may go.
    floor: u64,
    /// Above the floor, never touched: numbers whose keys hold nothing that is known to be replaceable.
    gaps: BTreeSet<u64>,
    tried_compaction_ms: Option<i64>,
}

impl<L: Store, S: Store> Journal<L, S> {
    /// Reads both stores, works out what to believe and heals what can be healed. Writes nothing unless the result is
    /// [`Recovery::Ready`]. Only the one tab that holds the writer's lock may call this.
    pub async fn open(local: Option<L>, strict: Option<S>) -> Opened<L, S> {
        let mut opened = Self::look(local, strict).await;
        if let Recovery::Ready { heal, .. } = &opened.recovery
            && opened.journal.mode == Mode::Writable
        {
            opened.journal.heal(heal).await;
        }
        opened
    }

    /// As [`open`](Self::open) for a tab that only follows: never writes.
    pub async fn follow(local: Option<L>, strict: Option<S>) -> Opened<L, S> {
        let mut opened = Self::look(local, strict).await;
        opened.journal.mode = Mode::ReadOnly(ReadOnly::Following);
        opened
    }

    async fn look(local: Option<L>, strict: Option<S>) -> Opened<L, S> {
        let mut stores = Stores::new(local, strict);
        let entries = stores.read_all().await;
        let recovery = recover(entries.local.as_deref(), entries.strict.as_deref());
        let mode = mode_after(&recovery, &stores.holding);
        let mut journal = Self {
            stores,
            mode,
            head: Head::GENESIS,
            slots: SlotPlaces::default(),
            floor: 0,
            gaps: BTreeSet::new(),
            tried_compaction_ms: None,
        };
        if let Recovery::Ready { history, .. } | Recovery::Newer { history: Some(history), .. } = &recovery {
            journal.go_on_from(history);
        }
        Opened { recovery, journal }
    }

    fn go_on_from(&mut self, history: &History) {
        self.head = history.head;
        self.slots = history.slots;
        self.floor = history.floor;
        self.gaps = history.gaps.iter().copied().collect();
    }

    /// Where the history ends.
    pub const fn head(&self) -> Head {
        self.head
    }

    /// Whether the journal may write.
    pub const fn mode(&self) -> &Mode {
        &self.mode
    }

    /// How both stores are doing.
    pub fn health(&self) -> Health {
        Health { holding: self.stores.holding.clone(), usage: self.stores.usage() }
    }

    /// Everything both stores hold right now, as it is, for the raw download.
    pub async fn raw_entries(&self) -> Both<Result<Vec<(String, String)>, StoreError>> {
        self.stores.raw().await
    }

    /// The store that decides whether something is saved.
    const fn authority(&self) -> Side {
        match self.stores.holding.strict {
            Holding::Absent => Side::Local,
            _ => Side::Strict,
        }
    }
}

fn mode_after(recovery: &Recovery, holding: &Both<Holding>) -> Mode {
    let reason = match (recovery, &holding.local, &holding.strict) {
        (_, Holding::Absent, Holding::Absent) => ReadOnly::NoStore,
        (Recovery::Newer { .. }, ..) => ReadOnly::Newer,
        (_, _, Holding::Unread(error)) => ReadOnly::Unread(Side::Strict, error.clone()),
        (Recovery::Fresh, Holding::Unread(error), _) => ReadOnly::Unread(Side::Local, error.clone()),
        (_, Holding::Unread(error), Holding::Absent) => ReadOnly::Unread(Side::Local, error.clone()),
        (Recovery::Diverged { .. } | Recovery::Unreadable { .. }, ..) => ReadOnly::Undecided,
        (Recovery::Fresh | Recovery::Ready { .. }, ..) => return Mode::Writable,
    };
    Mode::ReadOnly(reason)
}

impl Recovery {
    /// What was not as it should be.
    pub fn notes(&self) -> &[Note] {
        match self {
            Self::Fresh => &[],
            Self::Ready { notes, .. } | Self::Newer { notes, .. } | Self::Diverged { notes, .. } | Self::Unreadable { notes, .. } => notes,
        }
    }
}
