//! Short scenes for the journal tests: two histories that contradict each other, texts of a newer app.

use super::model::{SimOpened, append, open};
use super::world::{Machine, Map, World};
use recoup::store::Side;
use recoup::store::envelope::Format;
use recoup::store::record::Record;
use recoup::store::snapshot::Snapshot;

/// A machine whose journal has these payloads, on disk in both stores.
pub fn with_payloads(payloads: &[&str]) -> Machine {
    let machine = Machine::default();
    let mut journal = open(&machine).journal;
    for payload in payloads {
        append(&machine, &mut journal, (*payload).to_owned(), 7).unwrap();
    }
    machine.0.borrow_mut().flush_all();
    machine
}

/// Local storage went one way after `"1"`, the strict store another.
pub fn diverged() -> World {
    let (one, two) = (with_payloads(&["1", "2", "3"]), with_payloads(&["1", "two"]));
    World { local: one.0.take().local, strict: two.0.take().strict, ..World::default() }
}

/// The next record, or a snapshot, as a newer app would write it.
pub fn add_newer(machine: &Machine, side: Side, is_snapshot: bool) {
    let opened: SimOpened = open(machine);
    let newer = Format { version: 2, min_reader: 2 };
    let head = opened.journal.head();
    let (key, text) = if is_snapshot {
        let snapshot = Snapshot { head, base: head, at_ms: 9, state_hash: String::new(), bytes: Vec::new() };
        ("snapshot/a".to_owned(), snapshot.encode_as(newer))
    } else {
        (format!("journal/{:010}", head.seq + 1), Record::seal_as(newer, head, 9, "{}").1)
    };
    let mut world = machine.0.borrow_mut();
    let map: &mut Map = if side == Side::Local { &mut world.local } else { &mut world.strict };
    map.insert(key, text.into());
    world.writes = 0;
}
