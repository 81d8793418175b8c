//! The storage exam (reliability, items 1–4, 11, 18): simulated stores that crash, refuse, lose and decay.
//! Each item runs an examination from `support::store` and asserts on its verdict; the canaries assert that the same
//! examination finds a planted bug.

use crate::support::random::Random;
use crate::support::store::crash::{self, Tally};
use crate::support::store::faults::{self, DAMAGES, Damage};
use crate::support::store::model::{Verdict, judge, open};
use crate::support::store::refusal;
use crate::support::store::world::{Fault, HONEST_FAULTS, Machine};
use std::ops::Range;

const STEPS: usize = 7;

fn assert_only_right(tally: &Tally, at_least: u64) {
    assert!(tally.keys().all(|&verdict| verdict == Verdict::Right), "{tally:?}");
    assert!(tally[&Verdict::Right] >= at_least, "too few cases: {tally:?}");
}

#[test]
fn item_1_a_crash_at_any_moment_loses_nothing_a() {
    assert_only_right(&crash::examine(0..500, STEPS, None), 5_000);
}

#[test]
fn item_1_a_crash_at_any_moment_loses_nothing_b() {
    assert_only_right(&crash::examine(500..1_000, STEPS, None), 5_000);
}

#[test]
fn item_2_whatever_call_fails_the_old_state_is_intact() {
    for seed in 0..4 {
        let clean = refusal::run(seed, 12, None);
        assert!(clean.complaints.is_empty(), "{clean:?}");
        for call in 1..=clean.calls {
            for fault in HONEST_FAULTS {
                let outcome = refusal::run(seed, 12, Some((call, fault)));
                assert!(outcome.fault_was_met, "seed {seed}: call {call} was never made");
                assert!(outcome.complaints.is_empty(), "seed {seed}, call {call}, {fault:?}: {:?}", outcome.complaints);
            }
        }
    }
}

fn single_faults_are_healed(seeds: Range<u64>) {
    let mut random = Random::new(3 + seeds.start);
    for seed in seeds {
        let healthy = faults::healthy(seed);
        for case in 0..100 {
            let damage = DAMAGES[case % DAMAGES.len()];
            let mut world = faults::copy(&healthy);
            faults::inflict(&mut world, damage, &mut random);
            assert_eq!(faults::examine(world), (Verdict::Right, true), "seed {seed}, case {case}, {damage:?}");
        }
    }
}

#[test]
fn item_3_any_single_fault_is_healed_a() {
    single_faults_are_healed(0..50);
}

#[test]
fn item_3_any_single_fault_is_healed_b() {
    single_faults_are_healed(50..100);
}

#[test]
fn item_4_two_faults_never_give_a_wrong_ledger() {
    let mut random = Random::new(4);
    let (mut erased, mut tally) = (0, Tally::new());
    for seed in 0..100 {
        let healthy = faults::healthy(1_000 + seed);
        for _ in 0..20 {
            let mut world = faults::copy(&healthy);
            let damages = [*random.pick(&DAMAGES), *random.pick(&DAMAGES)];
            for damage in damages {
                faults::inflict(&mut world, damage, &mut random);
            }
            let is_erased = faults::is_last_erased(&world);
            let (verdict, _) = faults::examine(world);
            if verdict == Verdict::Lost && is_erased {
                erased += 1; // both copies gone without a trace: the same as never written
                continue;
            }
            *tally.entry(verdict).or_default() += 1;
            assert!(!matches!(verdict, Verdict::Lost | Verdict::Wrong), "seed {seed}, {damages:?}: {verdict:?}");
        }
    }
    assert!(erased < 200, "{erased} of 2,000");
    assert!(tally[&Verdict::Right] > 1_000, "{tally:?}");
}

#[test]
fn item_18_a_dropped_write_fails_the_exam() {
    let tally = crash::examine(0..20, STEPS, Some(Fault::Dropped));
    assert!(tally.contains_key(&Verdict::Lost), "{tally:?}");
}

#[test]
fn item_18_a_skipped_checksum_fails_the_exam() {
    use recoup::store::Side;
    let mut world = faults::healthy(18);
    faults::forge_last(&mut world, &Side::ALL);
    assert_eq!(faults::examine(world).0, Verdict::Wrong);
    let mut world = faults::healthy(18);
    faults::forge_last(&mut world, &[Side::Local]);
    assert_eq!(faults::examine(world).0, Verdict::Screen, "a forgery in one store is a divergence");
}

#[test]
fn a_judge_that_always_says_right_would_be_noticed() {
    let world = faults::healthy(5);
    let mut model = world.model.clone();
    let recovery = open(&Machine::new(world)).recovery;
    assert_eq!(judge(&recovery, &model), Verdict::Right);
    model.acknowledged.push("\"one more\"".to_owned());
    assert_eq!(judge(&recovery, &model), Verdict::Lost);
    model.acknowledged.truncate(2);
    assert_eq!(judge(&recovery, &model), Verdict::Wrong);
    assert!(DAMAGES.contains(&Damage::Wipe));
}
