//! Appending: strict store first, then local storage; on failure nothing has changed.

use super::{Holding, Journal, Mode, ReadOnly};
use crate::store::backend::{Store, StoreError};
use crate::store::record::{Head, Record};
use crate::store::{Both, Side, keys};
use thiserror::Error;

/// Why a record was not appended.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AppendError {
    /// Certainly not stored; the journal is as it was and may be tried again.
    #[error("not saved: {0}")]
    NotSaved(StoreError),
    /// It may or may not be stored; the journal takes nothing more until it is opened again.
    #[error("it is unknown whether this was saved: {0}")]
    Unknown(StoreError),
    /// Something else has written under the next number: another writer. Open again.
    #[error("not saved: another writer has changed the data")]
    Overtaken,
    /// The outcome of an earlier write is unknown. Open again.
    #[error("not saved: the outcome of an earlier change is unknown")]
    Stalled,
    /// The journal is read only.
    #[error("not saved: the data is read only here")]
    ReadOnly(ReadOnly),
}

/// A record that is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Where the history ends now.
    pub head: Head,
    /// Which stores hold it. Without the strict one it may take the browser minutes to put it on disk.
    pub held_by: Both<bool>,
}

impl<L: Store, S: Store> Journal<L, S> {
    /// Appends one record. `payload` is JSON, `at_ms` the caller's clock. `Ok` means: stored by the store that decides;
    /// [`Saved`] tells by which. If the future is dropped half-way, the journal is stalled.
    pub async fn append(&mut self, payload: &str, at_ms: i64) -> Result<Saved, AppendError> {
        match &self.mode {
            Mode::Writable => {}
            Mode::Stalled => return Err(AppendError::Stalled),
            Mode::ReadOnly(reason) => return Err(AppendError::ReadOnly(reason.clone())),
        }
        let (record, text) = Record::seal(self.head, at_ms, payload);
        let key = keys::record_key(record.seq);
        let authority = self.authority();
        // A record is immutable: whatever lies under its key already is someone else's.
        match self.stores.read(authority, &key).await {
            Ok(None) => {}
            Ok(Some(_)) => {
                self.mode = Mode::Stalled;
                return Err(AppendError::Overtaken);
            }
            Err(error) => return Err(AppendError::NotSaved(error)),
        }
        self.mode = Mode::Stalled; // until the outcome is known, also if this future is dropped
        if let Err(error) = self.stores.put(authority, &key, &text).await {
            self.confirm(authority, &key, &text, error).await?;
        }
        self.mode = Mode::Writable;
        self.head = record.head();
        let mut held_by = Both::default();
        *held_by.get_mut(authority) = true;
        if authority == Side::Strict && self.stores.holding.local == Holding::Whole {
            match self.stores.put(Side::Local, &key, &text).await {
                Ok(()) => held_by.local = true,
                Err(error) => self.stores.fell_behind(Side::Local, error),
            }
        }
        Ok(Saved { head: self.head, held_by })
    }

    /// After a failed put: `Ok` if the text is there all the same, `NotSaved` only if it certainly is not. A second
    /// record under the same number would otherwise overwrite the first one in one store and not in the other.
    async fn confirm(&mut self, side: Side, key: &str, text: &str, error: StoreError) -> Result<(), AppendError> {
        if error == StoreError::NoAnswer {
            return Err(AppendError::Unknown(error)); // it may still land, so its absence now would prove nothing
        }
        match self.stores.read(side, key).await {
            Ok(Some(found)) if found == text => Ok(()),
            Ok(Some(_)) => Err(AppendError::Overtaken),
            Ok(None) => {
                self.mode = Mode::Writable;
                Err(AppendError::NotSaved(error))
            }
            Err(_) => Err(AppendError::Unknown(error)),
        }
    }
}
