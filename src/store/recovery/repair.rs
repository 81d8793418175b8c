//! What each store lacks of the proven history, and in which order it may be given without a moment of danger.
//!
//! Nothing unreadable is ever removed; it is only replaced by an intact copy of the same text, and kept aside first.
//! Readable text goes only when it is proven to be on the chain and held elsewhere or contained in both snapshots.

use super::chain::Chain;
use super::scan::{Scan, Seen, What};
use crate::store::Side;
use crate::store::keys::{self, Slot};
use std::collections::BTreeMap;

/// What happens to the old text before it is replaced or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aside {
    /// Nothing: it is held elsewhere.
    No,
    /// Unreadable, and an intact copy of what it was is at hand: kept under this key if there is room.
    IfRoom(String),
    /// Readable but not tied to the history: without a copy under this key the repair must not happen.
    Must(String),
}

/// One text to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// Where.
    pub key: String,
    /// What.
    pub text: String,
    /// First this.
    pub aside: Aside,
}

/// One key to remove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remove {
    /// Which.
    pub key: String,
    /// First this.
    pub aside: Aside,
}

/// The repairs of one store, to be done in the order of the fields; on an error the later ones are left undone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repairs {
    /// Snapshots to store; each is to be read back before going on.
    pub snapshots: Vec<Put>,
    /// Records that both snapshots contain.
    pub superseded: Vec<Remove>,
    /// Records to store.
    pub records: Vec<Put>,
    /// Copies under keys that are not theirs.
    pub strays: Vec<Remove>,
}

impl Repairs {
    /// Whether the store holds everything as it should.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many changes there are.
    pub const fn len(&self) -> usize {
        self.snapshots.len() + self.superseded.len() + self.records.len() + self.strays.len()
    }
}

/// What a store should hold; the numbers point into [`Scan`].
pub struct Layout {
    pub snapshots: Vec<(Slot, usize)>,
    pub records: Vec<usize>,
    /// Records up to here are contained in both snapshots.
    pub floor: u64,
}

impl Layout {
    /// Keys and texts, snapshots first.
    pub fn texts<'s>(&self, scan: &'s Scan<'_>) -> impl Iterator<Item = (String, &'s str)> {
        let snapshots = self.snapshots.iter().map(|&(slot, index)| (slot.key().to_owned(), scan.snapshots[index].1));
        snapshots.chain(self.records.iter().map(|&index| (keys::record_key(scan.record(index).seq), scan.records[index].1)))
    }
}

/// What one store needs; nothing if it is not available.
pub fn plan(scan: &Scan<'_>, chain: &Chain, side: Side) -> Repairs {
    let mut repairs = Repairs::default();
    if !scan.is_available.get(side) {
        return repairs;
    }
    let layout = chain.layout(scan);
    let present: BTreeMap<&str, &Seen<'_>> = scan.seen.get(side).iter().map(|seen| (seen.key, seen)).collect();
    let wanted: BTreeMap<String, &str> = layout.texts(scan).collect();
    for (key, &text) in &wanted {
        let old = present.get(key.as_str());
        if old.is_some_and(|seen| seen.text == text) {
            continue;
        }
        let aside = old.map_or(Aside::No, |seen| aside(scan, chain, seen));
        let list = if Slot::of_key(key).is_some() { &mut repairs.snapshots } else { &mut repairs.records };
        list.push(Put { key: key.clone(), text: text.to_owned(), aside });
    }
    for seen in scan.seen.get(side).iter().filter(|seen| !wanted.contains_key(seen.key)) {
        let superseded = |seq: u64| seq <= layout.floor;
        let key = seen.key.to_owned();
        match seen.what {
            What::Record(index) if superseded(scan.record(index).seq) => {
                repairs.superseded.push(Remove { key, aside: aside(scan, chain, seen) });
            }
            What::Record(index) if chain.record_at(scan.record(index).seq) == Some(index) => {
                repairs.strays.push(Remove { key, aside: Aside::No });
            }
            What::Snapshot(index) if chain.contains(scan.snapshot(index).head) => {
                repairs.strays.push(Remove { key, aside: Aside::No });
            }
            _ => {}
        }
    }
    repairs
}

fn aside(scan: &Scan<'_>, chain: &Chain, seen: &Seen<'_>) -> Aside {
    let is_linked = match seen.what {
        What::Record(index) => chain.contains(scan.record(index).head()),
        What::Snapshot(index) => chain.contains(scan.snapshot(index).head),
        What::Damaged => return Aside::IfRoom(keys::damaged_key(seen.key, seen.text)),
        What::Newer | What::Other => false,
    };
    if is_linked { Aside::No } else { Aside::Must(keys::unlinked_key(seen.key, seen.text)) }
}
