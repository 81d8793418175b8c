//! Items 3, 4 and 18: healthy stores, one or two faults in what they hold, and what is made of it.

use super::model::{Model, Verdict, append, compact, is_settled, judge, open, payload};
use super::world::{Machine, Map, World};
use crate::support::random::Random;
use recoup::store::Side;
use recoup::store::envelope::Format;
use recoup::store::record::Record;

/// What may happen to stored texts behind the journal's back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    BitFlip,
    Truncation,
    Deletion,
    Swap,
    Duplicate,
    Wipe,
}

pub const DAMAGES: [Damage; 6] = [Damage::BitFlip, Damage::Truncation, Damage::Deletion, Damage::Swap, Damage::Duplicate, Damage::Wipe];

/// A healthy pair of stores after a random working life.
pub fn healthy(seed: u64) -> World {
    let machine = Machine::default();
    let mut random = Random::new(seed);
    let mut journal = open(&machine).journal;
    for step in 0..4 + random.below(8) {
        append(&machine, &mut journal, payload(step, &mut random), step as i64).unwrap();
        if random.one_in(4) {
            compact(&machine, &mut journal, step as i64);
        }
    }
    let mut world = machine.0.take();
    world.flush_all();
    world
}

pub fn copy(world: &World) -> World {
    World { strict: world.strict.clone(), local: world.local.clone(), model: world.model.clone(), ..World::default() }
}

/// Damages one store.
pub fn inflict(world: &mut World, damage: Damage, random: &mut Random) {
    let side = *random.pick(&Side::ALL);
    let map = if side == Side::Local { &mut world.local } else { &mut world.strict };
    let keys: Vec<String> = map.keys().cloned().collect();
    if keys.is_empty() {
        return;
    }
    let key = random.pick(&keys).clone();
    let value = map[&key].to_string();
    match damage {
        Damage::BitFlip if !value.is_empty() => {
            let at = random.below(value.len());
            let bit = random.below(8);
            let flip = |(index, character): (usize, char)| match (index == at, u8::try_from(character)) {
                (true, Ok(byte)) => char::from(byte ^ 1 << bit),
                _ => character,
            };
            let flipped: String = value.chars().enumerate().map(flip).collect();
            map.insert(key, flipped.into());
        }
        Damage::BitFlip => {}
        Damage::Truncation => {
            let kept = random.below(value.chars().count().max(1));
            map.insert(key, value.chars().take(kept).collect::<String>().into());
        }
        Damage::Deletion => {
            map.remove(&key);
        }
        Damage::Swap => {
            let other = random.pick(&keys).clone();
            let text = map[&other].clone();
            map.insert(key, text);
            map.insert(other, value.into());
        }
        Damage::Duplicate => {
            let target = match random.below(3) {
                0 => format!("journal/{:010}", random.below(40)),
                1 => format!("snapshot/{}", random.pick(&["a", "b", "c"])),
                _ => random.pick(&keys).clone(),
            };
            map.insert(target, value.into());
        }
        Damage::Wipe => map.clear(),
    }
}

/// The verdict on a damaged world, and whether it has settled afterwards.
pub fn examine(world: World) -> (Verdict, bool) {
    let model: Model = world.model.clone();
    let machine = Machine::new(world);
    let verdict = judge(&open(&machine).recovery, &model);
    (verdict, is_settled(&machine))
}

/// Whether a record of the model is gone from both stores together with its key: then nobody can know of it.
pub fn is_last_erased(world: &World) -> bool {
    let last = format!("journal/{:010}", world.model.acknowledged.len());
    let is_in = |map: &Map| {
        map.contains_key(&last)
            || map.values().any(|text| Record::decode(text).is_ok_and(|record| record.seq == world.model.acknowledged.len() as u64))
    };
    !is_in(&world.strict) && !is_in(&world.local)
}

/// The planted bug of item 18: a changed payload whose checksum has been made to fit, as if nobody checked it.
pub fn forge_last(world: &mut World, sides: &[Side]) {
    for &side in sides {
        let map = if side == Side::Local { &mut world.local } else { &mut world.strict };
        let Some((key, record)) = map.iter().rev().find_map(|(key, text)| Some((key.clone(), Record::decode(text).ok()?))) else {
            continue;
        };
        let (_, forged) = Record::seal_as(Format::CURRENT, record.after(), record.at_ms, "{\"forged\":true}");
        map.insert(key, forged.into());
    }
}
