//! The first look at the raw entries: every text is decoded once, whatever its key says.
//!
//! Not here: which texts belong together (that is [`super::chain`]).

use super::chain::Chain;
use super::{Entries, Note};
use crate::store::envelope::DecodeError;
use crate::store::keys::{self, Slot};
use crate::store::record::Record;
use crate::store::snapshot::Header;
use crate::store::{Both, Side};
use std::collections::HashMap;

/// What one entry holds; the numbers point into [`Scan`]'s distinct texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Record(usize),
    Snapshot(usize),
    /// Cannot be read, under one of our keys.
    Damaged,
    /// Intact, for a newer app.
    Newer,
    /// Not searched, or not ours.
    Other,
}

/// One entry of one store.
pub struct Seen<'a> {
    pub key: &'a str,
    pub text: &'a str,
    pub what: What,
}

/// Everything found in both stores, each distinct text once.
pub struct Scan<'a> {
    pub records: Vec<(Record, &'a str)>,
    pub snapshots: Vec<(Header, &'a str)>,
    pub seen: Both<Vec<Seen<'a>>>,
    pub is_available: Both<bool>,
    pub is_occupied: bool,
    pub holds_newer: bool,
}

impl<'a> Scan<'a> {
    pub fn of(entries: Both<Option<&'a Entries>>) -> Self {
        let mut scan = Self {
            records: Vec::new(),
            snapshots: Vec::new(),
            seen: Both::default(),
            is_available: Both { local: entries.local.is_some(), strict: entries.strict.is_some() },
            is_occupied: false,
            holds_newer: false,
        };
        let mut known = HashMap::new();
        for side in Side::ALL {
            for (key, text) in entries.get(side).unwrap_or_default() {
                scan.is_occupied |= !key.starts_with(keys::SETTINGS) && !key.starts_with(keys::KEPT);
                let mut what = What::Other;
                if keys::is_searched(key) {
                    what = *known.entry(text.as_str()).or_insert_with(|| scan.decode(text));
                    if what == What::Damaged && keys::seq_of_key(key).is_none() && Slot::of_key(key).is_none() {
                        what = What::Other;
                    }
                }
                scan.seen.get_mut(side).push(Seen { key, text, what });
            }
            scan.seen.get_mut(side).sort_unstable_by_key(|seen| seen.key);
        }
        scan
    }

    fn decode(&mut self, text: &'a str) -> What {
        let newer = |error| matches!(error, DecodeError::Newer { .. });
        match (Record::decode(text), Header::decode(text)) {
            (Ok(record), _) => {
                self.records.push((record, text));
                What::Record(self.records.len() - 1)
            }
            (_, Ok(snapshot)) => {
                self.snapshots.push((snapshot, text));
                What::Snapshot(self.snapshots.len() - 1)
            }
            (Err(first), Err(second)) if newer(first) || newer(second) => {
                self.holds_newer = true;
                What::Newer
            }
            _ => What::Damaged,
        }
    }

    pub fn record(&self, index: usize) -> &Record {
        &self.records[index].0
    }

    pub fn snapshot(&self, index: usize) -> &Header {
        &self.snapshots[index].0
    }

    /// Whether one of our own texts lies under its own key.
    pub fn is_in_place(&self, seen: &Seen<'_>) -> bool {
        match seen.what {
            What::Record(index) => keys::seq_of_key(seen.key) == Some(self.record(index).seq),
            What::Snapshot(_) => Slot::of_key(seen.key).is_some(),
            _ => true,
        }
    }

    /// What was not as it should be, seen from the chain that is believed.
    pub fn notes(&self, chain: &Chain) -> Vec<Note> {
        let mut notes = Vec::new();
        for side in Side::ALL {
            let seen = self.seen.get(side);
            if *self.is_available.get(side) && !seen.iter().any(|seen| matches!(seen.what, What::Record(_) | What::Snapshot(_))) {
                notes.push(Note::Empty(side));
            }
            for seen in seen {
                let key = || seen.key.to_owned();
                let head = match seen.what {
                    What::Record(index) => self.record(index).head(),
                    What::Snapshot(index) => self.snapshot(index).head,
                    What::Damaged => {
                        notes.push(Note::Damaged(side, key()));
                        continue;
                    }
                    What::Newer | What::Other => continue,
                };
                if !self.is_in_place(seen) {
                    let is_stray = keys::seq_of_key(seen.key).is_some_and(|seq| seq > chain.tip.seq);
                    notes.push(if is_stray { Note::Stray(side, key()) } else { Note::Misplaced(side, key()) });
                }
                if !chain.contains(head) && !chain.is_beyond(head) {
                    notes.push(Note::Unlinked(side, key()));
                }
            }
        }
        notes
    }
}
