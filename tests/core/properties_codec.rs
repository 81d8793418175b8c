//! What is stored comes back exactly, from random runs of the ledger; damaged bytes are refused, never a panic.

use crate::support::allowance::allowance_command;
use crate::support::random::Random;
use crate::support::random_ledger::{day, random_commands, random_ledger, random_run, walk};
use crate::support::realistic::{import_record, realistic_facts};
use crate::support::written::written_command;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use miniz_oxide::deflate::compress_to_vec;
use recoup::domain::event::Event;
use recoup::domain::facts::{Batch, Facts};
use recoup::domain::ledger::Ledger;
use recoup::store::codec::{CodecError, decode_event, encode_event, pack, pack_batch, state_hash, unpack, unpack_batch};
use std::collections::BTreeMap;
use std::ops::Range;

const SEEDS: u64 = 32;
const STEPS: usize = 400;
/// How many kinds of event there are.
const KINDS: usize = 66;

/// The name of an event as it is stored.
fn name(event: &Event) -> String {
    serde_json::to_value(event).unwrap()["event"].as_str().unwrap().to_owned()
}

/// What some seeds' runs had: events by their names, packed ones among them, and batches of imports.
#[derive(Default)]
struct Seen {
    events: BTreeMap<String, usize>,
    packed: usize,
    batches: usize,
}

impl Seen {
    /// An event, and the batch of an import with its ids, come back from their text.
    fn comes_back(&mut self, event: &Event) -> Event {
        let text = encode_event(event);
        let back = decode_event(&text).unwrap_or_else(|error| panic!("{error} in {text}"));
        assert!(back == *event, "{text}");
        self.packed += usize::from(text.contains("\"packed\""));
        *self.events.entry(name(event)).or_default() += 1;
        if let Event::FileImported { batch, .. } = event {
            self.batches += 1;
            assert!(unpack_batch(&pack_batch(batch).unwrap()).as_ref() == Ok(&**batch));
        }
        back
    }
}

/// Every event of some seeds' runs; after some of them agreements, refunds and the allowance, which are rare otherwise.
fn events_come_back(seeds: Range<u64>) -> Seen {
    let mut seen = Seen::default();
    for seed in seeds {
        let run = random_run(seed, STEPS);
        let mut replayed = Ledger::default();
        run.accepted.iter().for_each(|event| replayed.apply(&seen.comes_back(event)));
        assert_eq!(state_hash(replayed.facts()), state_hash(run.ledger.facts()), "seed {seed}");
        let (mut ledger, mut dice) = (run.ledger, Random::new(seed));
        let today = ledger.facts().plans.last().map_or(day(2021, 6, 1), |plan| plan.accepted);
        for _ in 0..if seed % 4 == 0 { 60 } else { 0 } {
            let allowance = dice.chance(20).then(|| allowance_command(&mut dice, &ledger, today));
            let command = allowance.unwrap_or_else(|| written_command(&mut dice, &ledger, today));
            if let Ok(event) = ledger.execute(&command, today) {
                seen.comes_back(&event);
            }
        }
    }
    seen
}

#[test]
fn every_event_comes_back_and_replay_gives_the_same_state() {
    let (mut seen, others) = std::thread::scope(|scope| {
        let others = scope.spawn(|| events_come_back(SEEDS / 2..SEEDS));
        (events_come_back(0..SEEDS / 2), others.join().unwrap())
    });
    for (name, times) in others.events {
        *seen.events.entry(name).or_default() += times;
    }
    assert_eq!(seen.events.len(), KINDS, "every kind of event occurs: {:?}", seen.events);
    let (packed, batches) = (seen.packed + others.packed, seen.batches + others.batches);
    assert!(packed > 12 && batches > 60, "packed events occur: {packed} in {batches} batches");
}

#[test]
fn facts_come_back_and_pack_to_the_same_bytes() {
    for seed in 0..SEEDS {
        let mut step = 0;
        walk(seed, STEPS, |ledger, _, _, _| {
            step += 1;
            if [1, 5, 50, STEPS].contains(&step) {
                let facts = ledger.facts().clone();
                let packed = pack(&facts);
                let back = unpack(&packed).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
                assert!(back == facts, "seed {seed}");
                assert!(pack(&back) == packed, "seed {seed}");
                assert_eq!(Ledger::from_facts(back).err(), None, "seed {seed}: what was stored can be opened");
            }
        });
    }
    assert_eq!(unpack(&pack(&Facts::default())), Ok(Facts::default()));
    assert_eq!(unpack_batch(&pack_batch(&Batch::default()).unwrap()), Ok(Batch::default()));
}

#[test]
fn a_batch_whose_ids_leap_is_stored_as_plain_json() {
    let mut batch = Batch { invoices: realistic_facts(1, 100).invoices, ..Batch::default() };
    batch.invoices[70].id.0 += 1;
    assert_eq!(pack_batch(&batch), None);
    let import = import_record();
    let event = Event::FileImported { import, batch: Box::new(batch) };
    let text = encode_event(&event);
    assert!(!text.contains("packed"));
    assert_eq!(decode_event(&text), Ok(event));
}

#[test]
fn facts_nobody_would_write_come_back_too() {
    let mut facts = realistic_facts(3, 60);
    facts.allocations[0].invoice.0 = 5000;
    facts.allocations[1].invoice.0 = 0;
    facts.allocations[2].source = recoup::domain::credit::CreditSource::CreditNote(recoup::domain::ids::CreditNoteId(u32::MAX));
    facts.invoices[0].customer.0 = u32::MAX;
    facts.invoices[1].due = chrono::NaiveDate::MIN;
    facts.invoices[2].issued = chrono::NaiveDate::MAX;
    let money = |minor| recoup::domain::money::Money::from_minor(minor, recoup::domain::currency::Currency::KWD);
    facts.invoices[3].amount = money(i64::MIN);
    facts.payments[3].amount = money(i64::MAX);
    facts.allocations[3].amount = money(-1);
    assert_eq!(unpack(&pack(&facts)), Ok(facts));
}

/// Changes bytes or the length; the result may by chance be the same.
fn mutate(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut mutated = bytes.to_vec();
    for _ in 0..1 + random.below(3) {
        let place = random.below(mutated.len());
        match random.below(6) {
            0 => mutated.truncate(place),
            1 => mutated.insert(place, random.next() as u8),
            2 => mutated[place] = 0xff,
            3 => mutated[place] = random.next() as u8,
            4 => mutated.extend_from_within(place..),
            _ => mutated[place] ^= 1 << random.below(8),
        }
        if mutated.is_empty() {
            break;
        }
    }
    mutated
}

#[test]
fn damaged_packs_are_refused_or_still_whole() {
    let mut random = Random::new(7);
    let (mut refused, mut whole) = (0, 0);
    let originals: Vec<Facts> = (0..5).map(|seed| random_ledger(seed, 40).facts().clone()).collect();
    let packs: Vec<Vec<u8>> = originals.iter().map(pack).collect();
    for round in 0..10_000 {
        let mutated = mutate(&packs[round % packs.len()], &mut random);
        match unpack(&mutated) {
            Err(_) => refused += 1,
            Ok(facts) => {
                assert_eq!(unpack(&pack(&facts)), Ok(facts), "what was read can be written");
                whole += 1;
            }
        }
    }
    assert!(refused > 5000 && whole > 100, "{refused} {whole}");
}

#[test]
fn damaged_batches_and_events_never_panic() {
    let mut random = Random::new(8);
    let facts = realistic_facts(2, 60);
    let batch = Batch {
        customers: facts.customers,
        invoices: facts.invoices,
        payments: facts.payments,
        allocations: facts.allocations,
        ..Batch::default()
    };
    let packed = pack_batch(&batch).unwrap();
    let text = encode_event(&Event::FileImported { import: import_record(), batch: Box::new(batch) });
    for _ in 0..5000 {
        let _ = unpack_batch(&mutate(&packed, &mut random));
        let _ = decode_event(&String::from_utf8_lossy(&mutate(text.as_bytes(), &mut random)));
    }
}

#[test]
fn what_a_later_version_wrote_is_newer_and_nonsense_is_damaged() {
    let newer = |text: &str| matches!(decode_event(text), Err(CodecError::Newer { .. }));
    let damaged = |text: &str| matches!(decode_event(text), Err(CodecError::Damaged { .. }));
    assert!(newer(r#"{"event":"promise_broken","promise":3}"#));
    assert!(newer(r#"{"event":"bulk_loaded","packed":"AAAA"}"#));
    assert!(newer(r#"{"event":"payment_reversed","payment":1,"on":"2026-01-02","reason":"garnished"}"#), "an unknown variant inside");
    assert!(newer(r#"{"event":"customer_removed","customer":1,"because":"moved"}"#), "a field that would be lost");
    assert!(!newer(r#"{"event":"customer_removed","customer":1,"because":""}"#), "an empty field says nothing");
    for text in
        ["", "{", "null", "[]", "{}", r#"{"event":7}"#, r#"{"event":"customer_removed"}"#, r#"{"event":"customer_removed","customer":-1}"#]
    {
        assert!(damaged(text), "{text}");
    }
    assert!(damaged(r#"{"event":"ledger_replaced","packed":"!"}"#));
    let mut packed = pack(&Facts::default());
    packed[5..7].copy_from_slice(&[2, 2]);
    assert!(matches!(unpack(&packed), Err(CodecError::Newer { .. })), "a later format");
    packed[5..7].copy_from_slice(&[2, 1]);
    assert_eq!(unpack(&packed), Ok(Facts::default()), "a later format that this version can read");
    packed[8] = 99;
    packed[10] = 100;
    assert!(matches!(unpack(&packed), Err(CodecError::Newer { .. })), "an unknown section");
}

#[test]
fn the_generator_is_deterministic() {
    assert_eq!(random_commands(5, 300), random_commands(5, 300));
    assert_ne!(random_commands(5, 300), random_commands(6, 300));
    let run = random_run(5, 300);
    assert_eq!(run.ledger.facts(), random_ledger(5, 300).facts());
    assert!(run.refused * 2 < run.accepted.len() * 3, "{} refused, {} accepted", run.refused, run.accepted.len());
}

/// Base64 characters of the deflated pack per invoice (with its payment and allocation).
fn units_per_invoice(facts: &Facts, level: u8) -> usize {
    STANDARD.encode(compress_to_vec(&pack(facts), level)).len() / facts.invoices.len()
}

/// The same with document numbers out of order and a bank reference on every payment: the least that can be foretold.
fn harsh_facts(invoices: usize) -> Facts {
    let mut facts = realistic_facts(1, invoices);
    let mut random = Random::new(9);
    facts.invoices.iter_mut().for_each(|invoice| invoice.number = random.below(10_000_000).to_string());
    facts.payments.iter_mut().for_each(|payment| payment.reference = format!("RF{:08}", random.below(100_000_000)));
    facts
}

#[test]
fn a_realistic_ledger_takes_at_most_20_characters_per_invoice() {
    for (facts, most) in [(realistic_facts(1, 10_000), 10), (harsh_facts(10_000), 20)] {
        let units = units_per_invoice(&facts, 6);
        assert!(units <= most, "{units}");
        assert!(unpack(&pack(&facts)) == Ok(facts));
    }
}
