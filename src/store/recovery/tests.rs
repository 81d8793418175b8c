use super::*;
use crate::store::envelope::Format;

type Entry = (String, String);

/// Records `1..=count` after the beginning, one payload each.
fn chain(count: u64, name: &str) -> Vec<Entry> {
    let mut head = Head::GENESIS;
    let mut entries = Vec::new();
    for _ in 0..count {
        let (record, text) = Record::seal(head, 0, &format!("\"{name}\""));
        head = record.head();
        entries.push((keys::record_key(head.seq), text));
    }
    entries
}

fn snapshot_at(entries: &[Entry], seq: usize, base: usize, slot: Slot) -> Entry {
    let head = |seq: usize| seq.checked_sub(1).map_or(Head::GENESIS, |index| Record::decode(&entries[index].1).unwrap().head());
    let snapshot = Snapshot { head: head(seq), base: head(base), at_ms: seq as i64, state_hash: "s".to_owned(), bytes: vec![seq as u8] };
    (slot.key().to_owned(), snapshot.encode())
}

/// `ready <head> from <snapshot>`, `fresh`, `newer <head>`, `diverged <head> <head>` or `unreadable <head>`.
fn summary(recovery: &Recovery) -> String {
    let at = |history: &Option<History>| history.as_ref().map_or(0, |history| history.head.seq);
    match recovery {
        Recovery::Fresh => "fresh".to_owned(),
        Recovery::Ready { history, heal, .. } => {
            let from = history.snapshot.as_ref().map_or(0, |snapshot| snapshot.head.seq);
            format!("ready {} from {from}, {}+{} repairs", history.head.seq, heal.local.len(), heal.strict.len())
        }
        Recovery::Newer { history, .. } => format!("newer {}", at(history)),
        Recovery::Diverged { candidates, .. } => format!("diverged {} {}", candidates[0].head.seq, candidates[1].head.seq),
        Recovery::Unreadable { candidate, .. } => format!("unreadable {}", at(candidate)),
    }
}

fn check(local: Option<&[Entry]>, strict: Option<&[Entry]>, expected: &str) {
    assert_eq!(summary(&recover(local, strict)), expected);
}

#[test]
fn nothing_at_all_is_fresh_and_any_key_is_not() {
    check(None, None, "fresh");
    check(Some(&[]), Some(&[]), "fresh");
    let entry = |key: &str| [(key.to_owned(), "dark".to_owned())];
    check(Some(&entry("settings/theme")), None, "fresh");
    check(Some(&entry("kept/1/local/journal/0000000001")), None, "fresh");
    for key in ["journal/0000000001", "journal/what", "snapshot/a", "damaged/snapshot/a/0", "unknown"] {
        check(Some(&entry(key)), Some(&[]), "unreadable 0");
    }
}

#[test]
fn each_store_fills_the_holes_of_the_other() {
    let all = chain(5, "x");
    check(Some(&all), Some(&all), "ready 5 from 0, 0+0 repairs");
    check(Some(&all[..3]), Some(&all), "ready 5 from 0, 2+0 repairs");
    check(Some(&all), Some(&[]), "ready 5 from 0, 0+5 repairs");
    check(Some(&all[..2]), Some(&all[2..]), "ready 5 from 0, 3+2 repairs");
    check(None, Some(&all), "ready 5 from 0, 0+0 repairs");
    check(Some(&all[3..]), None, "unreadable 0");
    check(Some(&all[..2]), Some(&all[3..]), "unreadable 2");
}

#[test]
fn the_older_snapshot_and_the_records_since_it_are_enough() {
    let all = chain(9, "x");
    let (a, b) = (snapshot_at(&all, 3, 0, Slot::A), snapshot_at(&all, 7, 3, Slot::B));
    let mut whole = vec![a.clone(), b.clone()];
    whole.extend_from_slice(&all[3..]);
    check(Some(&whole), Some(&whole), "ready 9 from 7, 0+0 repairs");
    let mut damaged = whole.clone();
    damaged[1].1.pop();
    check(Some(&damaged), Some(&damaged), "ready 9 from 3, 0+0 repairs");
    check(Some(&damaged), Some(&whole), "ready 9 from 7, 1+0 repairs");
    let mut left_over = whole.clone();
    left_over.extend_from_slice(&all[1..3]);
    check(Some(&left_over), Some(&whole), "ready 9 from 7, 2+0 repairs");
    // Local storage has slept through two compactions: its old snapshot is known to be an ancestor.
    check(Some(&[&[a][..], &all[3..5]].concat()), Some(&[&[b][..], &all[7..]].concat()), "ready 9 from 7, 3+1 repairs");
}

#[test]
fn what_contradicts_is_not_decided_here() {
    let (one, two) = (chain(5, "x"), chain(3, "y"));
    check(Some(&one), Some(&two), "diverged 5 3");
    check(Some(&two), Some(&one), "diverged 5 3");
    let fork: Vec<Entry> = vec![one[0].clone(), two[1].clone()]; // its second record follows another first one
    check(Some(&one), Some(&fork), "unreadable 5");
}

#[test]
fn a_damaged_last_record_is_not_passed_over() {
    let mut all = chain(5, "x");
    all[4].1.push('!');
    check(Some(&all), Some(&all[..4]), "unreadable 4");
    check(Some(&all), Some(&chain(5, "x")), "ready 5 from 0, 1+0 repairs");
}

#[test]
fn records_count_by_content_not_by_key() {
    let all = chain(5, "x");
    let mut swapped = all.clone();
    (swapped[1].1, swapped[3].1) = (all[3].1.clone(), all[1].1.clone());
    check(None, Some(&swapped), "ready 5 from 0, 0+2 repairs");
    let stray = [&all[..], &[(keys::record_key(6), all[2].1.clone())]].concat();
    check(Some(&stray), Some(&all), "ready 5 from 0, 1+0 repairs");
    assert!(recover(Some(&stray), Some(&all)).notes().contains(&Note::Stray(Side::Local, keys::record_key(6))));
}

#[test]
fn one_newer_text_makes_all_read_only() {
    let all = chain(5, "x");
    let last = Record::decode(&all[4].1).unwrap();
    let (_, newer) = Record::seal_as(Format { version: 9, min_reader: 9 }, last.head(), 0, "\"?\"");
    check(Some(&[&all[..], &[(keys::record_key(6), newer)]].concat()), Some(&chain(7, "y")), "newer 7");
    let (_, additive) = Record::seal_as(Format { version: 9, min_reader: 1 }, last.head(), 0, "\"?\"");
    let longer = [&all[..], &[(keys::record_key(6), additive)]].concat();
    check(Some(&longer), Some(&all), "ready 6 from 0, 0+1 repairs");
}
