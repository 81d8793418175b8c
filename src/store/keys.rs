//! Where each stored text lives. The shell's stores put the app's own prefix before these keys.
//!
//! | key | what |
//! |---|---|
//! | `journal/0000000123` | the record with that sequence number |
//! | `snapshot/a`, `snapshot/b` | the two snapshot slots |
//! | `damaged/<key>/<hash>` | unreadable text that an intact, proven copy has replaced; named by its content's hash, so keeping it twice costs nothing |
//! | `kept/...` | readable text set aside: the side not chosen after a divergence, or what could not be tied to the chain |
//! | `settings/...` | not the journal's; ignored |
//! | anything else | never touched, but a new ledger does not start beside it |

use super::envelope::ChainHash;

/// Keys that are none of the journal's business and never keep it from starting fresh.
pub const SETTINGS: &str = "settings/";
/// Where texts that were set aside on purpose are; recovery does not look inside.
pub const KEPT: &str = "kept/";
/// Where replaced unreadable texts are; recovery does not look inside.
pub const DAMAGED: &str = "damaged/";

const JOURNAL: &str = "journal/";
const SNAPSHOT: &str = "snapshot/";
const DIGITS: usize = 10;

/// One of the two places for a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// `snapshot/a`, the first to be used.
    A,
    /// `snapshot/b`.
    B,
}

impl Slot {
    /// Both.
    pub const ALL: [Self; 2] = [Self::A, Self::B];

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::A => "snapshot/a",
            Self::B => "snapshot/b",
        }
    }

    /// The slot of a key, if it is one.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|slot| slot.key() == key)
    }

    /// The one that is not this.
    pub const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// The key of the record with sequence number `seq`.
pub fn record_key(seq: u64) -> String {
    format!("{JOURNAL}{seq:0DIGITS$}")
}

/// The sequence number a record's key names; `None` for any other key and for any other spelling.
pub fn seq_of_key(key: &str) -> Option<u64> {
    let seq = key.strip_prefix(JOURNAL)?.parse().ok()?;
    (record_key(seq) == key).then_some(seq)
}

/// Whether a key may hold anything of the journal's chain (and so is looked into, and may be repaired).
pub fn is_searched(key: &str) -> bool {
    key.starts_with(JOURNAL) || key.starts_with(SNAPSHOT)
}

/// Where unreadable `text` found under `key` is kept.
pub fn damaged_key(key: &str, text: &str) -> String {
    format!("{DAMAGED}{key}/{}", ChainHash::of(text.as_bytes()))
}

/// Where readable `text` found under `key`, not part of the proven chain, is kept.
pub fn unlinked_key(key: &str, text: &str) -> String {
    format!("{KEPT}unlinked/{key}/{}", ChainHash::of(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_back() {
        assert_eq!(record_key(123), "journal/0000000123");
        assert_eq!(seq_of_key("journal/0000000123"), Some(123));
        assert_eq!(seq_of_key(&record_key(12_345_678_901)), Some(12_345_678_901));
        for other in ["journal/123", "journal/+000000123", "journal/00000000123", "snapshot/a", "journal/", "xjournal/0000000001"] {
            assert_eq!(seq_of_key(other), None, "{other}");
        }
        assert_eq!(Slot::of_key("snapshot/b"), Some(Slot::B));
    }
}
