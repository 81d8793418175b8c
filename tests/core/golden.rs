//! Data of every format that was ever released loads for ever, to the same facts and the same state hash.
//!
//! `tests/golden/v1/` was written once by version 0.1 and is never written again:
//! - `events.jsonl`: one journal event a line, from the empty ledger on;
//! - `facts.json`: the facts they lead to, as JSON;
//! - `snapshot.b64`: the same facts packed, deflated, in base64.
//!
//! A new format adds a folder beside it (and a line to [`VERSIONS`]): make its files with
//! `RECOUP_WRITE_GOLDEN=v2 cargo test --no-default-features --test core golden`, which refuses to overwrite, and commit
//! them together with the hash it prints. Never change or remove a folder: people have such data.

use crate::support::random_ledger::{Run, random_run};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use recoup::domain::facts::Facts;
use recoup::domain::ledger::Ledger;
use recoup::store::codec::{decode_event, encode_event, pack, state_hash, unpack};
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::PathBuf;

/// Every released format, with the state hash of its data.
const VERSIONS: [(&str, &str); 1] = [("v1", "a7eaf3a2d7e69e3a458b58806fd5142a")];

fn file(version: &str, name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(version).join(name)
}

fn read(version: &str, name: &str) -> String {
    let path = file(version, name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn events_of_every_version_replay_to_the_same_state() {
    for (version, hash) in VERSIONS {
        let mut ledger = Ledger::default();
        let mut kinds = BTreeSet::new();
        for (place, line) in read(version, "events.jsonl").lines().enumerate() {
            let event = decode_event(line).unwrap_or_else(|error| panic!("{version}, event {}: {error}", place + 1));
            kinds.insert(line.split('"').nth(3).unwrap_or_default().to_owned());
            ledger.apply(&event);
        }
        assert!(kinds.len() >= 25, "{version} holds every kind of event: {kinds:?}");
        assert_eq!(state_hash(ledger.facts()), hash, "{version}");
        assert_eq!(ledger.check(), [], "{version}");
    }
}

#[test]
fn snapshots_and_json_of_every_version_hold_that_state() {
    for (version, hash) in VERSIONS {
        let deflated = STANDARD.decode(read(version, "snapshot.b64").trim()).unwrap();
        let packed = miniz_oxide::inflate::decompress_to_vec(&deflated).unwrap();
        let facts = unpack(&packed).unwrap_or_else(|error| panic!("{version}: {error}"));
        assert_eq!(state_hash(&facts), hash, "{version}");
        let from_json: Facts = serde_json::from_str(&read(version, "facts.json")).unwrap();
        assert!(from_json == facts, "{version}: the JSON says something else");
        assert!(Ledger::from_facts(facts).is_ok(), "{version}");
    }
}

#[test]
fn the_current_version_writes_what_it_always_wrote() {
    let (version, _) = VERSIONS[VERSIONS.len() - 1];
    let deflated = STANDARD.decode(read(version, "snapshot.b64").trim()).unwrap();
    let packed = miniz_oxide::inflate::decompress_to_vec(&deflated).unwrap();
    let facts: Facts = serde_json::from_str(&read(version, "facts.json")).unwrap();
    assert!(pack(&facts) == packed, "the packed form has changed: it needs a new section or a new format");
    for line in read(version, "events.jsonl").lines() {
        let again = encode_event(&decode_event(line).unwrap());
        assert!(again == line || line.contains("\"packed\""), "an event is written differently now:\n{line}\n{again}");
    }
}

/// Writes the files of a new version; does nothing unless asked.
#[test]
#[allow(clippy::print_stdout)] // the hash to commit
fn write_the_files_of_a_new_version_when_asked() {
    let Ok(version) = std::env::var("RECOUP_WRITE_GOLDEN") else { return };
    let folder = file(&version, "");
    assert!(fs::read_dir(&folder).is_ok_and(|mut files| files.next().is_none()), "{} must exist and be empty", folder.display());
    let run = sound_run();
    let facts = run.ledger.facts();
    let events: String = run.accepted.iter().map(|event| encode_event(event) + "\n").collect();
    let deflated = miniz_oxide::deflate::compress_to_vec(&pack(facts), 9);
    fs::write(file(&version, "events.jsonl"), events).unwrap();
    fs::write(file(&version, "facts.json"), serde_json::to_string_pretty(facts).unwrap()).unwrap();
    fs::write(file(&version, "snapshot.b64"), STANDARD.encode(deflated)).unwrap();
    println!("{version}: {}", state_hash(facts));
}

/// The first random run with sound books and everything worth keeping: every kind of event, interest credited, bulk packed.
fn sound_run() -> Run {
    let complete = |run: &Run| {
        let kinds: HashSet<_> = run.accepted.iter().map(std::mem::discriminant).collect();
        let texts: Vec<String> = run.accepted.iter().map(encode_event).collect();
        let some = |start: &str, part: &str| texts.iter().any(|text| text.starts_with(start) && text.contains(part));
        kinds.len() >= 25
            && some("{\"event\":\"plan_ended\"", "\"interest_credit\":[")
            && some("{\"event\":\"file_imported\"", "\"packed\":")
            && some("{\"event\":\"file_imported\"", "\"batch\":")
            && some("{\"event\":\"ledger_replaced\"", "\"packed\":")
            && run.ledger.check().is_empty()
    };
    (0..5000).map(|seed| random_run(seed, 350)).find(complete).expect("a seed with everything")
}
