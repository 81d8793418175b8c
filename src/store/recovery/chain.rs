//! Hash chains over everything that was found: where they start, how far they reach, what contradicts them.

use super::repair::Layout;
use super::scan::{Scan, What};
use super::{History, SlotPlace, SlotPlaces};
use crate::store::envelope::ChainHash;
use crate::store::keys::Slot;
use crate::store::record::Head;
use crate::store::snapshot::Snapshot;
use crate::store::{Both, Side};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A chain that reaches `tip` without a gap from the beginning or from a snapshot.
pub struct Chain {
    pub tip: Head,
    /// Every place known to lie on it: those reached, and older ones vouched for by a record's or snapshot's pointer.
    points: BTreeMap<u64, ChainHash>,
    /// The distinct texts on it, by number.
    records: BTreeMap<u64, usize>,
    /// Snapshots on it, newest first.
    snapshots: Vec<usize>,
}

impl Chain {
    /// All chains that are not the beginning of a longer one, longest first; at least the empty one.
    pub fn all(scan: &Scan<'_>) -> Vec<Self> {
        let mut following: HashMap<Head, Vec<Head>> = HashMap::new();
        for (record, _) in &scan.records {
            following.entry(record.after()).or_default().push(record.head());
        }
        let mut open = vec![Head::GENESIS];
        open.extend(scan.snapshots.iter().map(|(snapshot, _)| snapshot.head));
        let (mut visited, mut tips) = (HashSet::new(), Vec::new());
        while let Some(head) = open.pop() {
            if !visited.insert(head) {
                continue;
            }
            match following.get(&head) {
                Some(next) => open.extend(next),
                None => tips.push(head),
            }
        }
        tips.sort_unstable_by(|a, b| b.cmp(a));
        let known = Known::of(scan);
        let mut chains: Vec<Self> = Vec::new();
        for tip in tips {
            if !chains.iter().any(|longer| longer.contains(tip)) {
                chains.push(Self::back_from(tip, scan, &known));
            }
        }
        if chains.is_empty() {
            chains.push(Self::back_from(Head::GENESIS, scan, &known)); // not reached: the beginning or its continuation is a tip
        }
        chains
    }

    fn back_from(tip: Head, scan: &Scan<'_>, known: &Known) -> Self {
        let mut chain = Self { tip, points: BTreeMap::new(), records: BTreeMap::new(), snapshots: Vec::new() };
        let mut open = vec![tip];
        while let Some(head) = open.pop() {
            if chain.points.insert(head.seq, head.hash).is_some() {
                continue;
            }
            if let Some(&index) = known.records.get(&head) {
                chain.records.insert(head.seq, index);
                open.push(scan.record(index).after());
            }
            for &index in known.snapshots.get(&head).into_iter().flatten() {
                chain.snapshots.push(index);
                open.push(scan.snapshot(index).base);
            }
        }
        let age = |&index: &usize| (scan.snapshot(index).head.seq, scan.snapshot(index).at_ms, scan.snapshots[index].1);
        chain.snapshots.sort_unstable_by(|a, b| age(b).cmp(&age(a)));
        chain
    }

    /// Whether a place is known to lie on this chain.
    pub fn contains(&self, head: Head) -> bool {
        self.points.get(&head.seq) == Some(&head.hash)
    }

    /// Whether a place proves that there was more than this chain, or something else.
    pub fn is_beyond(&self, head: Head) -> bool {
        head.seq > self.tip.seq || self.points.get(&head.seq).is_some_and(|&hash| hash != head.hash)
    }

    /// Whether the two have different hashes for one number.
    pub fn contradicts(&self, other: &Self) -> bool {
        self.points.iter().any(|(&seq, &hash)| other.is_beyond(Head { seq, hash }) && seq <= other.tip.seq)
    }

    /// The index of the text that is record `seq`.
    pub fn record_at(&self, seq: u64) -> Option<usize> {
        self.records.get(&seq).copied()
    }

    /// What both stores should hold: the two newest snapshots and the records since the older of them.
    pub fn layout(&self, scan: &Scan<'_>) -> Layout {
        let mut newest = self.snapshots.iter().copied();
        let (first, second) = (newest.next(), newest.next());
        let floor = second.map_or(0, |index| scan.snapshot(index).head.seq);
        let slot = first
            .and_then(|index| place_of(scan, index))
            .or_else(|| second.and_then(|index| place_of(scan, index)).map(Slot::other))
            .unwrap_or(Slot::A);
        let snapshots = [(slot, first), (slot.other(), second)];
        Layout {
            snapshots: snapshots.into_iter().filter_map(|(slot, index)| Some((slot, index?))).collect(),
            records: self.records.range(floor + 1..).map(|(_, &index)| index).collect(),
            floor,
        }
    }

    /// The history this chain proves; `None` for the empty chain.
    pub fn history(&self, scan: &Scan<'_>) -> Option<History> {
        // Only the newest is inflated. That one with a right checksum does not inflate would take a bug; then the next.
        let newest = self.snapshots.iter().find_map(|&index| Snapshot::decode(scan.snapshots[index].1).ok());
        let since = newest.as_ref().map_or(0, |snapshot| snapshot.head.seq);
        let is_gapless = (since + 1..=self.tip.seq).all(|seq| self.records.contains_key(&seq));
        if !is_gapless || (newest.is_none() && self.tip.seq == 0) {
            return None;
        }
        let layout = self.layout(scan);
        let mut slots = SlotPlaces::default();
        for &(slot, index) in &layout.snapshots {
            let header = scan.snapshot(index);
            slots.set(slot, SlotPlace { head: header.head, at_ms: header.at_ms });
        }
        let is_last = |what| match what {
            What::Record(index) => scan.record(index).head() == self.tip,
            What::Snapshot(index) => scan.snapshot(index).head == self.tip,
            _ => false,
        };
        let holds = |side| scan.seen.get(side).iter().any(|seen| is_last(seen.what));
        Some(History {
            records: self.records.range(since + 1..).map(|(_, &index)| scan.record(index).clone()).collect(),
            snapshot: newest,
            head: self.tip,
            held_by: Both { local: holds(Side::Local), strict: holds(Side::Strict) },
            slots,
            floor: layout.floor,
            gaps: (layout.floor + 1..=self.tip.seq).filter(|seq| !self.records.contains_key(seq)).collect(),
        })
    }
}

/// The slot in which a snapshot lies; the strict store knows best.
fn place_of(scan: &Scan<'_>, index: usize) -> Option<Slot> {
    [Side::Strict, Side::Local]
        .into_iter()
        .flat_map(|side| scan.seen.get(side))
        .filter(|seen| seen.what == What::Snapshot(index))
        .find_map(|seen| Slot::of_key(seen.key))
}

/// Distinct texts by their place in the chain.
struct Known {
    records: HashMap<Head, usize>,
    snapshots: HashMap<Head, Vec<usize>>,
}

impl Known {
    fn of(scan: &Scan<'_>) -> Self {
        let records = scan.records.iter().enumerate().map(|(index, (record, _))| (record.head(), index)).collect();
        let mut snapshots: HashMap<Head, Vec<usize>> = HashMap::new();
        for (index, (snapshot, _)) in scan.snapshots.iter().enumerate() {
            snapshots.entry(snapshot.head).or_default().push(index);
        }
        Self { records, snapshots }
    }
}
