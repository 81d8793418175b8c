//! Items 1 and 18: a random working day, a crash at every moment of it, and what is found afterwards.

use super::model::Verdict;
use super::model::{Model, append, compact, is_settled, judge, open, payload};
use super::world::{Fault, Machine, Moment};
use crate::support::random::Random;
use recoup::store::Side;
use std::collections::BTreeMap;

/// How often each verdict was given; `Right` includes “settled after one more append”.
pub type Tally = BTreeMap<Verdict, u64>;

/// A working day: appends, compactions and restarts. Returns every moment at which it could have ended.
pub fn working_day(seed: u64, steps: usize, bug: Option<Fault>) -> Vec<Moment> {
    let machine = Machine::recorded(seed);
    let mut random = Random::new(seed);
    let mut journal = open(&machine).journal;
    machine.0.borrow_mut().always = bug.map(|fault| (Side::Strict, fault));
    for step in 0..steps {
        let at_ms = 1_764_000_000_000 + step as i64;
        match random.below(8) {
            0 => journal = open(&machine).journal,
            1 => {
                compact(&machine, &mut journal, at_ms);
            }
            _ => append(&machine, &mut journal, payload(step, &mut random), at_ms).unwrap(),
        }
    }
    machine.0.borrow_mut().remember();
    machine.0.borrow_mut().moments.take().unwrap_or_default()
}

/// Crashes at every moment of every seed's day.
pub fn examine(seeds: std::ops::Range<u64>, steps: usize, bug: Option<Fault>) -> Tally {
    let mut tally = Tally::new();
    for seed in seeds {
        let mut random = Random::new(!seed);
        for moment in working_day(seed, steps, bug) {
            for loses_any in [false, true] {
                if moment.unflushed.len() > 1 || !loses_any {
                    *tally.entry(after(&moment, &mut random, loses_any)).or_default() += 1;
                }
            }
        }
    }
    tally
}

fn after(moment: &Moment, random: &mut Random, loses_any: bool) -> Verdict {
    let mut world = moment.after_crash(random, loses_any);
    let crashes_again = random.one_in(30);
    world.moments = crashes_again.then(Vec::new);
    let machine = Machine::new(world);
    let mut opened = open(&machine);
    let verdict = judge(&opened.recovery, &moment.model);
    if verdict != Verdict::Right || !random.one_in(6) {
        return verdict;
    }
    let healing = machine.0.borrow_mut().moments.take().unwrap_or_default();
    let found = found(&opened.recovery, &moment.model);
    for moment in healing {
        let machine = Machine::new(moment.after_crash(random, loses_any));
        let verdict = judge(&open(&machine).recovery, &found);
        if verdict != Verdict::Right || !is_settled(&machine) {
            return verdict.max(Verdict::Screen);
        }
    }
    machine.0.borrow_mut().model = found;
    append(&machine, &mut opened.journal, "\"after the crash\"".to_owned(), 0).unwrap();
    let model = machine.0.borrow().model.clone();
    let verdict = judge(&open(&machine).recovery, &model);
    if is_settled(&machine) { verdict } else { verdict.max(Verdict::Screen) }
}

/// The model after a look at what became of the uncertain payload.
pub fn found(recovery: &recoup::store::recovery::Recovery, model: &Model) -> Model {
    let certain = Model { uncertain: None, ..model.clone() };
    if judge(recovery, &certain) == Verdict::Right {
        return certain;
    }
    let mut acknowledged = model.acknowledged.clone();
    acknowledged.extend(model.uncertain.clone());
    Model { acknowledged, uncertain: None }
}
