//! How the ledger becomes bytes and text, and comes back: packed facts for snapshots, JSON for the journal.
//!
//! | part | what it is |
//! |---|---|
//! | [`facts`] | all facts (or one import's batch) as packed columns |
//! | [`event`] | one event as JSON; bulk inside it packed |
//! | `sections` | the container: magic, versions, tagged sections |
//! | `tables` | which columns each table has, and what is predicted instead of stored |
//! | `text`, `wire` | columns of texts, of numbers |
//!
//! Deliberately not here: checksums, hash chains, slots and compression of snapshots (the journal and snapshot layers),
//! and whether the facts fit together (`Ledger::from_facts` checks that after reading).
//!
//! # What may change
//! - A section's layout never changes. New information gets a section of its own, written only when there is any;
//!   so facts written today keep their bytes, and their [`state_hash`], for ever.
//! - New fields of what is kept as JSON (events, messages, plans, imports, policy, settings) are left out while they
//!   have their default.
//! - A reader that meets a section, field, variant or event it does not know says [`CodecError::Newer`]: the app goes
//!   read-only instead of silently dropping what it cannot keep.

pub mod event;
pub mod facts;
mod known;
mod sections;
mod tables;
mod text;
mod wire;

pub use event::{decode_event, encode_event};
pub use facts::{pack, pack_batch, state_hash, unpack, unpack_batch};

use thiserror::Error;

/// Why stored data cannot be read. Whatever the reason, it must not be overwritten.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodecError {
    /// Written by a later version that knows more: show it read-only or ask for an update.
    #[error("this was written by a newer version of Recoup ({what})")]
    Newer {
        /// What this version does not know.
        what: String,
    },
    /// Not what any version writes.
    #[error("the stored data is damaged ({what})")]
    Damaged {
        /// What was found.
        what: String,
    },
}

impl CodecError {
    fn newer(what: impl Into<String>) -> Self {
        Self::Newer { what: what.into() }
    }

    fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}
