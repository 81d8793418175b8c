//! Compaction: a new snapshot in the older slot, read back and verified, and only then the old records go.
//!
//! The records since the *other* slot stay, so a damaged newest snapshot loses nothing. Nothing is ever deleted to
//! make room: a store that is too full keeps what it has.

use super::{Holding, Journal, Mode, ReadOnly};
use crate::store::backend::{Store, StoreError};
use crate::store::envelope::DecodeError;
use crate::store::keys::{self, Slot};
use crate::store::record::Head;
use crate::store::recovery::{Aside, SlotPlace};
use crate::store::snapshot::Snapshot;
use crate::store::{Both, Side};
use thiserror::Error;

/// So many records after the newest snapshot make another one worth while.
pub const COMPACT_AFTER_RECORDS: u64 = 2_000;
/// Never more often than this: local storage is written to disk at 10 MiB an hour.
pub const COMPACT_AFTER_MS: u64 = 3_600_000;

/// Why there is no new snapshot. The old ones and all records since are untouched.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CompactError {
    /// The store that decides did not take it.
    #[error("the data was not compacted: {0}")]
    Store(StoreError),
    /// A newer app has written in the meantime.
    #[error("the data was not compacted: a newer version of the app has changed it")]
    Newer,
    /// The journal does not write now.
    #[error("the data was not compacted: the data is read only here")]
    NotWritable(Mode),
}

/// A compaction that has taken place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compacted {
    /// Where the snapshot stands.
    pub head: Head,
    /// Which stores have it.
    pub held_by: Both<bool>,
    /// Why superseded records are still there, if they are; the next compaction or opening removes them.
    pub left_over: Option<StoreError>,
}

impl<L: Store, S: Store> Journal<L, S> {
    /// Whether a compaction is worth while now; `now_ms` is the caller's clock.
    pub fn should_compact(&self, now_ms: i64) -> bool {
        let newest = self.slots.a.max(self.slots.b);
        let records = self.head.seq - newest.map_or(0, |place| place.head.seq);
        let is_recent = |at_ms: i64| now_ms.abs_diff(at_ms) < COMPACT_AFTER_MS; // a clock set back must not forbid it for years
        let has_local = self.stores.holding.local != Holding::Absent;
        self.mode == Mode::Writable
            && records >= COMPACT_AFTER_RECORDS
            && !self.tried_compaction_ms.is_some_and(is_recent)
            && !(has_local && newest.is_some_and(|place| is_recent(place.at_ms)))
    }

    /// Stores the ledger's state at [`head`](Self::head) and removes the records that both snapshots then contain.
    pub async fn compact(&mut self, bytes: &[u8], state_hash: &str, at_ms: i64) -> Result<Compacted, CompactError> {
        if self.mode != Mode::Writable {
            return Err(CompactError::NotWritable(self.mode.clone()));
        }
        self.tried_compaction_ms = Some(at_ms);
        let slot = self.slots.older();
        let other = self.slots.get(slot.other()).map_or(Head::GENESIS, |place| place.head);
        let snapshot = Snapshot { head: self.head, base: other, at_ms, state_hash: state_hash.to_owned(), bytes: bytes.to_vec() };
        let text = snapshot.encode();
        let authority = self.authority();
        self.store_snapshot(authority, slot, &text).await?;
        self.slots.set(slot, SlotPlace { head: self.head, at_ms });
        let mut held_by = Both::default();
        *held_by.get_mut(authority) = true;
        if authority == Side::Strict && self.stores.holding.local == Holding::Whole {
            match self.store_snapshot(Side::Local, slot, &text).await {
                Ok(()) => held_by.local = true,
                Err(CompactError::Store(error)) => self.stores.fell_behind(Side::Local, error),
                Err(error) => {
                    self.mode = Mode::ReadOnly(ReadOnly::Newer);
                    return Err(error);
                }
            }
        }
        let left_over = self.remove_superseded(other.seq, held_by).await.err();
        Ok(Compacted { head: self.head, held_by, left_over })
    }

    async fn store_snapshot(&mut self, side: Side, slot: Slot, text: &str) -> Result<(), CompactError> {
        let old = self.stores.read(side, slot.key()).await.map_err(CompactError::Store)?;
        match old.as_deref().map(|old| (old, Snapshot::decode(old))) {
            None | Some((_, Ok(_))) => {}
            Some((_, Err(DecodeError::Newer { .. }))) => return Err(CompactError::Newer),
            Some((old, Err(DecodeError::Damaged(_)))) => {
                let aside = Aside::IfRoom(keys::damaged_key(slot.key(), old));
                self.set_aside(side, &aside, old).await.map_err(CompactError::Store)?;
            }
        }
        self.stores.put_verified(side, slot.key(), text).await.map_err(CompactError::Store)
    }

    async fn remove_superseded(&mut self, up_to: u64, held_by: Both<bool>) -> Result<(), StoreError> {
        let numbers = (self.floor + 1..=up_to).filter(|seq| !self.gaps.contains(seq));
        let keys: Vec<String> = numbers.map(keys::record_key).collect();
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        for side in [Side::Strict, Side::Local] {
            if *held_by.get(side) && !keys.is_empty() {
                self.stores.remove_many(side, &keys).await?;
            }
        }
        self.floor = self.floor.max(up_to);
        Ok(())
    }
}
