//! How the ledger is kept: journal records, checksums, snapshots and recovery. Pure, behind [`backend::Store`].
//!
//! ```text
//! append --> record (one immutable key each) --> strict store, then local storage      journal
//! compact -> snapshot in the older of two slots, read back, then old records go         journal
//! open  ---> raw entries of both stores --> longest proven hash chain --> repairs       recovery
//! ```
//!
//! - [`envelope`]: the frozen outer form of every stored text: kind, version, minimum reader, checksum
//! - [`record`], [`snapshot`]: the two kinds of stored text; [`keys`]: where each lives
//! - [`recovery`]: one pure function from what two stores hold to what is to be believed
//! - [`journal`]: the only writer, on top of all that
//!
//! Deliberately absent: the meaning of payloads and snapshot bytes (the ledger's encoding), the browser, a clock,
//! a head pointer (two writes are never atomic), and any deletion of what cannot be read.

pub mod backend;
pub mod codec;
pub mod entry;
pub mod envelope;
pub mod journal;
pub mod keys;
pub mod record;
pub mod recovery;
pub mod snapshot;

mod packing;

use std::fmt;

/// One of the two places that hold the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Local storage: synchronous, small, on disk some seconds or minutes late.
    Local,
    /// IndexedDB with strict durability: on disk when it answers.
    Strict,
}

impl Side {
    /// Both, in the order of [`Both`]'s fields.
    pub const ALL: [Self; 2] = [Self::Local, Self::Strict];
}

impl fmt::Display for Side {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Local => "local",
            Self::Strict => "strict",
        })
    }
}

/// The same thing for each of the two stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Both<T> {
    /// For local storage.
    pub local: T,
    /// For strict IndexedDB.
    pub strict: T,
}

impl<T> Both<T> {
    /// The one of `side`.
    pub const fn get(&self, side: Side) -> &T {
        match side {
            Side::Local => &self.local,
            Side::Strict => &self.strict,
        }
    }

    /// The one of `side`, to change.
    pub const fn get_mut(&mut self, side: Side) -> &mut T {
        match side {
            Side::Local => &mut self.local,
            Side::Strict => &mut self.strict,
        }
    }
}
