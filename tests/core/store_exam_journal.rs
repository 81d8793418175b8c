//! The journal's promises one by one: read only before newer data (exam item 11), divergence and its resolution,
//! full or missing stores, stalls, compaction, following tabs.

use crate::support::store::model::{SimJournal, append, compact, is_settled, open, payloads_of};
use crate::support::store::scenes::{add_newer, diverged, with_payloads};
use crate::support::store::world::{Fault, HONEST_FAULTS, Machine, World};
use pollster::block_on;
use recoup::store::Side;
use recoup::store::backend::StoreError;
use recoup::store::journal::{
    AppendError, COMPACT_AFTER_MS, COMPACT_AFTER_RECORDS, CompactError, Holding, Journal, LOCAL_QUOTA, Mode, ReadOnly,
};
use recoup::store::recovery::Recovery;

fn payloads(recovery: &Recovery) -> Vec<String> {
    match recovery {
        Recovery::Ready { history, .. } => payloads_of(history),
        other => panic!("not ready: {other:?}"),
    }
}

fn fault_at_next(machine: &Machine, calls_from_now: u64, fault: Fault) {
    let call = machine.0.borrow().calls + calls_from_now;
    machine.0.borrow_mut().fault = Some((call, fault));
}

#[test]
fn item_11_newer_data_is_read_and_never_written() {
    for side in Side::ALL {
        for is_snapshot in [false, true] {
            let machine = with_payloads(&["1", "2", "3"]);
            machine.0.borrow_mut().local.remove("journal/0000000002"); // tempting to heal
            add_newer(&machine, side, is_snapshot);
            machine.0.borrow_mut().local.remove("journal/0000000001");
            machine.0.borrow_mut().writes = 0;
            let mut opened = open(&machine);
            let Recovery::Newer { history: Some(history), .. } = &opened.recovery else { panic!("{:?}", opened.recovery) };
            assert_eq!(payloads_of(history), ["1", "2", "3"]);
            assert_eq!(block_on(opened.journal.append("4", 1)), Err(AppendError::ReadOnly(ReadOnly::Newer)));
            assert!(matches!(block_on(opened.journal.compact(b"", "", 1)), Err(CompactError::NotWritable(_))));
            assert!(block_on(opened.journal.adopt_candidate(None, 1)).is_err());
            assert!(!opened.journal.should_compact(i64::MAX));
            block_on(opened.journal.catch_up());
            assert_eq!(machine.0.borrow().writes, 0);
        }
    }
}

#[test]
fn a_newer_snapshot_written_meanwhile_is_not_overwritten() {
    let machine = with_payloads(&["1"]);
    let mut journal = open(&machine).journal;
    add_newer(&machine, Side::Strict, true);
    let before = machine.0.borrow().strict.clone();
    assert_eq!(block_on(journal.compact(b"", "", 1)), Err(CompactError::Newer));
    assert_eq!(machine.0.borrow().strict, before);
}

#[test]
fn divergence_is_shown_and_nothing_is_touched_until_chosen() {
    for choice in [Some(0), Some(1), None] {
        let machine = Machine::new(diverged());
        let mut opened = open(&machine);
        let Recovery::Diverged { candidates, .. } = &opened.recovery else { panic!("{:?}", opened.recovery) };
        assert_eq!((candidates[0].held_by.local, candidates[0].held_by.strict), (true, false));
        assert_eq!((candidates[1].held_by.local, candidates[1].held_by.strict), (false, true));
        assert_eq!(block_on(opened.journal.append("4", 1)), Err(AppendError::ReadOnly(ReadOnly::Undecided)));
        assert_eq!(machine.0.borrow().writes, 0);
        let chosen = choice.map(|index: usize| candidates[index].clone());
        let expected = chosen.as_ref().map_or(Vec::new(), payloads_of);
        block_on(opened.journal.adopt_candidate(chosen.as_ref(), 55)).unwrap();
        assert!(is_settled(&machine));
        block_on(opened.journal.append("\"next\"", 56)).unwrap();
        let found = payloads(&open(&machine).recovery);
        assert_eq!(found, [expected, vec!["\"next\"".to_owned()]].concat());
        let kept: Vec<String> = machine.0.borrow().strict.keys().filter(|key| key.starts_with("kept/55/")).cloned().collect();
        assert_eq!(kept.len(), [1, 2, 5][choice.unwrap_or(2)], "{kept:?}");
    }
}

#[test]
fn a_choice_that_is_interrupted_loses_neither_side() {
    for fault in HONEST_FAULTS {
        for call in 3..40 {
            let machine = Machine::new(World { fault: Some((call, fault)), ..diverged() });
            let mut opened = open(&machine);
            let Recovery::Diverged { candidates, .. } = &opened.recovery else { panic!("{:?}", opened.recovery) };
            let outcome = block_on(opened.journal.adopt_candidate(Some(&candidates[1]), 55));
            let texts = |world: &World| -> Vec<String> {
                world.strict.values().chain(world.local_seen().values()).map(|text| text.to_string()).collect()
            };
            let now = texts(&machine.0.borrow());
            assert!(texts(&diverged()).iter().all(|text| now.contains(text)), "{fault:?} at {call}");
            let again = open(&machine).recovery;
            assert!(outcome.is_err() || matches!(again, Recovery::Ready { .. }), "{again:?}");
        }
    }
}

#[test]
fn a_damaged_end_can_be_let_go_knowingly() {
    let machine = with_payloads(&["1", "2", "3"]);
    let broken = "record 1 1 what?";
    machine.0.borrow_mut().local.insert("journal/0000000003".to_owned(), broken.into());
    machine.0.borrow_mut().strict.remove("journal/0000000003");
    machine.0.borrow_mut().writes = 0;
    let mut opened = open(&machine);
    let Recovery::Unreadable { candidate: Some(candidate), .. } = &opened.recovery else { panic!("{:?}", opened.recovery) };
    assert_eq!(machine.0.borrow().writes, 0);
    block_on(opened.journal.adopt_candidate(Some(candidate), 9)).unwrap();
    block_on(opened.journal.append("\"3 again\"", 10)).unwrap();
    assert_eq!(payloads(&open(&machine).recovery), ["1", "2", "\"3 again\""]);
    assert_eq!(machine.0.borrow().strict["kept/9/local/journal/0000000003"].as_ref(), broken);
    assert!(is_settled(&machine));
}

#[test]
fn full_local_storage_does_not_stop_the_ledger() {
    let machine = with_payloads(&["1"]);
    let mut journal = open(&machine).journal;
    machine.0.borrow_mut().always = Some((Side::Local, Fault::Full));
    let saved = block_on(journal.append("2", 1)).unwrap();
    assert_eq!((saved.held_by.local, saved.held_by.strict), (false, true));
    assert_eq!(journal.health().holding.local, Holding::Full);
    let compacted = block_on(journal.compact(b"1\n2", "", 2)).unwrap();
    assert_eq!((compacted.held_by.local, compacted.held_by.strict), (false, true));
    assert_eq!(machine.0.borrow().local_seen().len(), 1, "local storage keeps what it has");
    assert!(!block_on(journal.catch_up()));
    let reopened = open(&machine);
    assert_eq!((payloads(&reopened.recovery).len(), &reopened.journal.health().holding.local), (2, &Holding::Full));
    machine.0.borrow_mut().always = None;
    assert!(block_on(journal.catch_up()) && is_settled(&machine));
}

#[test]
fn one_store_alone_works_and_says_so() {
    for side in Side::ALL {
        let machine = Machine::default();
        let open_one = || match side {
            Side::Local => block_on(Journal::open(machine.local(), None)),
            Side::Strict => block_on(Journal::open(None, machine.strict())),
        };
        let mut journal: SimJournal = open_one().journal;
        for step in 0..9 {
            let saved = block_on(journal.append(&format!("{step}"), step)).unwrap();
            assert_eq!((*saved.held_by.get(side), saved.held_by.local && saved.held_by.strict), (true, false));
            if step % 3 == 2 {
                let state: Vec<String> = (0..=step).map(|step| step.to_string()).collect();
                block_on(journal.compact(state.join("\n").as_bytes(), "", step)).unwrap();
            }
        }
        assert_eq!(payloads(&open_one().recovery).len(), 9);
        assert_eq!(machine.0.borrow().seen(side).len(), 2 + 3);
    }
    let mut none: SimJournal = block_on(Journal::open(None, None)).journal;
    assert_eq!(block_on(none.append("1", 1)), Err(AppendError::ReadOnly(ReadOnly::NoStore)));
}

#[test]
fn an_unknown_outcome_stalls_and_a_known_one_does_not() {
    for (fault, expected) in [
        (Fault::NoAnswer, Err(AppendError::Unknown(StoreError::NoAnswer))),
        (Fault::NoAnswerButLanded, Err(AppendError::Unknown(StoreError::NoAnswer))),
        (Fault::Full, Err(AppendError::NotSaved(StoreError::Full))),
        (Fault::FailedButLanded, Ok(2)),
    ] {
        let machine = with_payloads(&["1"]);
        let mut journal = open(&machine).journal;
        fault_at_next(&machine, 2, fault); // the look at the key comes first
        let outcome = block_on(journal.append("2", 1)).map(|saved| saved.head.seq);
        assert_eq!(outcome, expected);
        assert_eq!(machine.0.borrow().local_seen().len(), if outcome.is_ok() { 2 } else { 1 }, "local storage only follows");
        if matches!(outcome, Err(AppendError::Unknown(_))) {
            assert_eq!((journal.mode(), journal.head().seq), (&Mode::Stalled, 1));
            assert_eq!(block_on(journal.append("3", 1)), Err(AppendError::Stalled));
        } else {
            assert!(block_on(journal.append("3", 1)).is_ok());
        }
    }
}

#[test]
fn a_second_writer_is_noticed_before_anything_is_overwritten() {
    let machine = with_payloads(&["1"]);
    let (mut first, mut second) = (open(&machine).journal, open(&machine).journal);
    block_on(first.append("2", 1)).unwrap();
    assert_eq!(block_on(second.append("two", 1)), Err(AppendError::Overtaken));
    assert_eq!(block_on(second.append("two", 1)), Err(AppendError::Stalled));
    assert_eq!(payloads(&open(&machine).recovery), ["1", "2"]);
}

#[test]
fn an_unreadable_strict_store_is_not_replaced_by_an_older_local_one() {
    let machine = with_payloads(&["1", "2"]);
    machine.0.borrow_mut().local.remove("journal/0000000002");
    machine.0.borrow_mut().writes = 0;
    fault_at_next(&machine, 1, Fault::Blocked);
    let mut opened = open(&machine);
    assert_eq!(opened.journal.mode(), &Mode::ReadOnly(ReadOnly::Unread(Side::Strict, StoreError::Blocked)));
    assert!(block_on(opened.journal.append("3", 1)).is_err());
    assert_eq!(machine.0.borrow().writes, 0);
    assert_eq!(payloads(&open(&machine).recovery), ["1", "2"]);
}

#[test]
fn a_snapshot_that_does_not_read_back_removes_nothing() {
    let machine = with_payloads(&["1", "2", "3"]);
    let mut journal = open(&machine).journal;
    assert!(compact(&machine, &mut journal, 1));
    append(&machine, &mut journal, "4".to_owned(), 2).unwrap();
    machine.0.borrow_mut().always = Some((Side::Strict, Fault::Dropped));
    assert!(matches!(block_on(journal.compact(b"1\n2\n3\n4", "", 3)), Err(CompactError::Store(StoreError::Failed(_)))));
    machine.0.borrow_mut().always = None;
    assert_eq!(machine.0.borrow().strict.len(), 1 + 4);
    assert!(is_settled(&machine) && compact(&machine, &mut journal, 4));
    assert_eq!(machine.0.borrow().strict.len(), 2 + 1, "two snapshots and the record since the older one");
}

#[test]
fn compaction_is_due_by_number_and_by_the_hour() {
    let machine = Machine::default();
    let mut journal = open(&machine).journal;
    for step in 0..COMPACT_AFTER_RECORDS {
        assert!(!journal.should_compact(0));
        block_on(journal.append(&step.to_string(), 0)).unwrap();
    }
    assert!(journal.should_compact(0));
    let used = journal.health().usage;
    assert!(used.used_units > 2_000 * 100 && used.quota_units == LOCAL_QUOTA);
    fault_at_next(&machine, 1, Fault::Failed);
    assert!(block_on(journal.compact(b"", "", 5)).is_err());
    let hour = COMPACT_AFTER_MS as i64;
    assert!(!journal.should_compact(4 + hour) && journal.should_compact(5 + hour), "not again and again");
    block_on(journal.compact(b"", "", 6)).unwrap();
    assert!(!journal.should_compact(i64::MAX));
    assert_eq!(journal.health().usage.used_units, open(&machine).journal.health().usage.used_units);
}

#[test]
fn a_following_tab_reads_on_and_writes_nothing() {
    let machine = with_payloads(&["1", "2"]);
    machine.0.borrow_mut().local.clear();
    machine.0.borrow_mut().writes = 0;
    let mut follower = block_on(Journal::follow(machine.local(), machine.strict())).journal;
    assert_eq!((follower.head().seq, machine.0.borrow().writes), (2, 0));
    let mut writer = open(&machine).journal;
    let start = writer.head();
    block_on(writer.append("3", 1)).unwrap();
    block_on(writer.append("4", 1)).unwrap();
    let news: Vec<String> = block_on(follower.advance()).unwrap().into_iter().map(|record| record.payload).collect();
    assert_eq!((news, follower.head()), (vec!["3".to_owned(), "4".to_owned()], writer.head()));
    assert!(block_on(follower.advance()).unwrap().is_empty());
    assert_eq!(block_on(writer.read_since(start)).unwrap().len(), 2);
    assert!(block_on(follower.append("5", 1)).is_err());
    let elsewhere = with_payloads(&["x", "y"]);
    let stranger = open(&elsewhere).journal.head();
    assert!(block_on(writer.read_since(stranger)).is_err());
}

#[test]
fn a_cleared_browser_is_refilled_from_memory_by_a_compaction() {
    let machine = with_payloads(&["1", "2"]);
    let mut journal = open(&machine).journal;
    assert!(compact(&machine, &mut journal, 1));
    machine.0.borrow_mut().flush_all();
    machine.0.borrow_mut().strict.clear();
    machine.0.borrow_mut().local.clear();
    assert!(compact(&machine, &mut journal, 2));
    append(&machine, &mut journal, "3".to_owned(), 3).unwrap();
    assert_eq!(payloads(&open(&machine).recovery), ["1", "2", "3"]);
    assert!(is_settled(&machine));
    let raw = block_on(journal.raw_entries());
    assert_eq!((raw.local.unwrap().len(), raw.strict.unwrap().len()), (2, 2));
}
