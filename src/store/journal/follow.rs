//! Reading on, for tabs that follow the writer: the records after a known place, verified against it.
//!
//! Not here: how a follower learns that there is more (the writer tells its head over a channel).

use super::{Holding, Journal, Mode, ReadOnly};
use crate::store::Side;
use crate::store::backend::{Store, StoreError};
use crate::store::envelope::DecodeError;
use crate::store::keys;
use crate::store::record::{Head, Record};
use thiserror::Error;

/// Why the records after a place were not read. The follower opens again.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadSinceError {
    /// The store did not answer.
    #[error("the newest changes could not be read: {0}")]
    Store(StoreError),
    /// A record is damaged or for a newer app.
    #[error("the newest changes could not be read: {0}")]
    Decode(DecodeError),
    /// What is stored does not continue from that place.
    #[error("the newest changes do not continue what this tab shows")]
    OtherHistory,
}

impl<L: Store, S: Store> Journal<L, S> {
    /// The stored records after `after`, in order; empty if there are none, or if a compaction has removed them: a
    /// follower that does not reach the head the writer has told opens again.
    pub async fn read_since(&self, after: Head) -> Result<Vec<Record>, ReadSinceError> {
        let side = match self.stores.holding.strict {
            Holding::Absent | Holding::Unread(_) => Side::Local,
            _ => Side::Strict,
        };
        let (mut head, mut records) = (after, Vec::new());
        while let Some(text) = self.stores.read(side, &keys::record_key(head.seq + 1)).await.map_err(ReadSinceError::Store)? {
            let record = Record::decode(&text).map_err(ReadSinceError::Decode)?;
            if record.after() != head {
                return Err(ReadSinceError::OtherHistory);
            }
            head = record.head();
            records.push(record);
        }
        Ok(records)
    }

    /// As [`read_since`](Self::read_since) from this journal's own head, which moves along in a tab that follows.
    pub async fn advance(&mut self) -> Result<Vec<Record>, ReadSinceError> {
        let records = self.read_since(self.head).await?;
        if let Some(last) = records.last()
            && self.mode == Mode::ReadOnly(ReadOnly::Following)
        {
            self.head = last.head();
        }
        Ok(records)
    }
}
