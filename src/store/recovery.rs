//! What to believe of two stores after a crash, a fault or a wipe: one pure function over their raw entries.
//!
//! The rules, in the order they apply:
//! 1. No key at all (settings and `kept/` aside): [`Recovery::Fresh`].
//! 2. An intact text that only a newer app may interpret: [`Recovery::Newer`], to be looked at, never written to.
//! 3. Texts count by their content, wherever they lie; a chain starts at the beginning or at a snapshot and goes on
//!    record by record, each naming the hash before it, over the union of both stores.
//! 4. The longest chain wins. Which of its records were acknowledged is unknowable here.
//! 5. Another chain that contradicts it (two hashes for one number): [`Recovery::Diverged`], nothing is touched.
//! 6. No chain, or traces of records beyond its end: [`Recovery::Unreadable`], nothing is touched, a person decides.
//! 7. Otherwise [`Recovery::Ready`], with the repairs that make both stores hold the same.
//!
//! Not here: the repairs' execution ([`super::journal`]). Not detectable by anyone: the last records erased from
//! *both* stores without a trace, which is the same as their never having been written.

mod chain;
mod repair;
mod scan;

pub use repair::{Aside, Put, Remove, Repairs};

use super::keys::{self, Slot};
use super::record::{Head, Record};
use super::snapshot::Snapshot;
use super::{Both, Side};
use chain::Chain;
use scan::{Scan, What};

/// Raw keys and values of one store.
pub type Entries = [(String, String)];

/// What two stores are found to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recovery {
    /// Nothing of ours: a new ledger may start.
    Fresh,
    /// One proven history.
    Ready {
        /// The history.
        history: History,
        /// What makes both stores hold it whole; empty for a store that does.
        heal: Both<Repairs>,
        /// What was not as it should be.
        notes: Vec<Note>,
    },
    /// A newer app was here: read only.
    Newer {
        /// What this app can read of it, possibly not the newest.
        history: Option<History>,
        /// What was not as it should be.
        notes: Vec<Note>,
    },
    /// Two histories that contradict each other: one has to be chosen.
    Diverged {
        /// The two longest, the longest first.
        candidates: Box<[History; 2]>,
        /// What was not as it should be.
        notes: Vec<Note>,
    },
    /// Keys are there, but part of what they held is lost: a recovery screen with the raw download.
    Unreadable {
        /// The longest history that can be proven, if any; a person may go on with it.
        candidate: Option<History>,
        /// What was not as it should be.
        notes: Vec<Note>,
    },
}

/// A proven history: a snapshot, if there is one, and every record since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// The newest intact snapshot.
    pub snapshot: Option<Snapshot>,
    /// All records after it (or from the first one), in order.
    pub records: Vec<Record>,
    /// Where the history ends.
    pub head: Head,
    /// Which stores hold its last text.
    pub held_by: Both<bool>,
    pub(super) slots: SlotPlaces,
    pub(super) floor: u64,
    /// Numbers above the floor whose record is nowhere to be found; a newer snapshot contains it.
    pub(super) gaps: Vec<u64>,
}

/// Which place in the chain the snapshot in each slot has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct SlotPlaces {
    pub a: Option<SlotPlace>,
    pub b: Option<SlotPlace>,
}

/// What is known of a snapshot in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SlotPlace {
    pub head: Head,
    pub at_ms: i64,
}

impl SlotPlaces {
    pub const fn get(&self, slot: Slot) -> Option<SlotPlace> {
        match slot {
            Slot::A => self.a,
            Slot::B => self.b,
        }
    }

    pub const fn set(&mut self, slot: Slot, place: SlotPlace) {
        match slot {
            Slot::A => self.a = Some(place),
            Slot::B => self.b = Some(place),
        }
    }

    /// The one to overwrite next: an empty one, else the one with the older snapshot.
    pub fn older(&self) -> Slot {
        if self.a <= self.b { Slot::A } else { Slot::B } // None is less than any place
    }
}

/// Something that was not as it should be, for the report to the user and for the tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A text that cannot be read.
    Damaged(Side, String),
    /// A readable text under a key that is not its own.
    Misplaced(Side, String),
    /// As `Misplaced`, but under the key of a record beyond the end: it may have replaced that record.
    Stray(Side, String),
    /// A readable text that cannot be tied to the history. It is left alone or kept.
    Unlinked(Side, String),
    /// A readable text that contradicts the history or continues it across a gap.
    Beyond(Side, String),
    /// The store has nothing at all, the other one does.
    Empty(Side),
}

/// Works out what to believe; `None` for a store that is not available.
pub fn recover(local: Option<&Entries>, strict: Option<&Entries>) -> Recovery {
    let scan = Scan::of(Both { local, strict });
    if !scan.is_occupied {
        return Recovery::Fresh;
    }
    let mut chains = Chain::all(&scan);
    let winner = chains.remove(0); // there is always the empty chain
    let mut notes = scan.notes(&winner);
    let history = winner.history(&scan);
    if scan.holds_newer {
        return Recovery::Newer { history, notes };
    }
    if let Some(other) = chains.iter().find(|other| other.contradicts(&winner))
        && let (Some(first), Some(second)) = (&history, other.history(&scan))
    {
        return Recovery::Diverged { candidates: Box::new([first.clone(), second]), notes };
    }
    let lost = losses(&scan, &winner);
    let Some(history) = history.filter(|_| lost.is_empty()) else {
        notes.extend(lost);
        return Recovery::Unreadable { candidate: winner.history(&scan), notes };
    };
    let heal = Both { local: repair::plan(&scan, &winner, Side::Local), strict: repair::plan(&scan, &winner, Side::Strict) };
    Recovery::Ready { history, heal, notes }
}

/// The texts both stores should hold for the history that ends in `head`, if it can be proven from these entries.
pub(super) fn layout_of(local: Option<&Entries>, strict: Option<&Entries>, head: Head) -> Option<Vec<(String, String)>> {
    let scan = Scan::of(Both { local, strict });
    let chain = Chain::all(&scan).into_iter().find(|chain| chain.tip == head)?;
    Some(chain.layout(&scan).texts(&scan).map(|(key, text)| (key, text.to_owned())).collect())
}

/// Traces of records that the chain does not contain and should.
fn losses(scan: &Scan<'_>, chain: &Chain) -> Vec<Note> {
    let mut lost = Vec::new();
    for side in Side::ALL {
        for seen in scan.seen.get(side) {
            let is_lost = match seen.what {
                What::Record(index) => chain.is_beyond(scan.record(index).head()),
                What::Snapshot(index) => chain.is_beyond(scan.snapshot(index).head),
                What::Damaged => keys::seq_of_key(seen.key).is_some_and(|seq| seq > chain.tip.seq),
                What::Newer | What::Other => false,
            };
            if is_lost {
                lost.push(Note::Beyond(side, seen.key.to_owned()));
            }
        }
    }
    lost
}

#[cfg(test)]
mod tests;
