//! Item 2: the k-th storage call goes wrong, for every k and every way, whatever the journal is doing just then.

use super::crash::found;
use super::model::{Verdict, append, compact, is_settled, judge, open, payload};
use super::world::{Fault, Machine, World};
use crate::support::random::Random;
use recoup::store::journal::{AppendError, Mode};
use recoup::store::recovery::Recovery;

/// What came of one run.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    pub calls: u64,
    pub fault_was_met: bool,
    /// What went against the promises, in words.
    pub complaints: Vec<String>,
}

/// A working day in which call number `fault.0` goes wrong. The user tries again or restarts, as the app would say.
pub fn run(seed: u64, steps: usize, fault: Option<(u64, Fault)>) -> Outcome {
    let machine = Machine::new(World { fault, ..World::default() });
    let mut random = Random::new(seed);
    let mut complaints = Vec::new();
    let mut journal = restart(&machine, &mut complaints).unwrap_or_else(|| open(&machine).journal);
    for step in 0..steps {
        let at_ms = 1_764_000_000_000 + step as i64;
        match random.below(6) {
            0 => {
                // A copy gone from one store makes the opening heal, and the fault may hit that.
                if random.one_in(2) {
                    machine.0.borrow_mut().flush_all();
                    machine.0.borrow_mut().local.clear();
                }
                let Some(next) = restart(&machine, &mut complaints) else { break };
                journal = next;
            }
            1 => {
                compact(&machine, &mut journal, at_ms);
            }
            _ => {
                let payload = payload(step, &mut random);
                let before = journal.head();
                match append(&machine, &mut journal, payload.clone(), at_ms) {
                    Ok(()) if journal.head().seq != before.seq + 1 => {
                        complaints.push(format!("step {step}: saved, but the head stands still"))
                    }
                    Ok(()) => {}
                    Err(error) => {
                        if journal.head() != before {
                            complaints.push(format!("step {step}: the head moved on “{error}”"));
                        }
                        if matches!(error, AppendError::NotSaved(_)) {
                            if let Err(error) = append(&machine, &mut journal, payload, at_ms) {
                                complaints.push(format!("step {step}: the second try failed: {error}"));
                            }
                        } else {
                            if *journal.mode() == Mode::Writable {
                                complaints.push(format!("step {step}: still writable after “{error}”"));
                            }
                            let Some(next) = restart(&machine, &mut complaints) else { break };
                            journal = next;
                        }
                    }
                }
            }
        }
    }
    let (calls, fault_was_met) = (machine.0.borrow().calls, machine.0.borrow().fault_was_met);
    drop(journal);
    let _ = restart(&machine, &mut complaints);
    if !is_settled(&machine) {
        complaints.push("the stores do not settle".to_owned());
    }
    Outcome { calls, fault_was_met, complaints }
}

/// Opens until the journal can write; the fault is met once, so the second time it must.
fn restart(machine: &Machine, complaints: &mut Vec<String>) -> Option<super::model::SimJournal> {
    for _ in 0..2 {
        let writes = machine.0.borrow().writes;
        let opened = open(machine);
        if *opened.journal.mode() != Mode::Writable {
            if machine.0.borrow().writes != writes && matches!(opened.recovery, Recovery::Fresh) {
                complaints.push("wrote into what it could not read".to_owned());
            }
            continue;
        }
        let model = machine.0.borrow().model.clone();
        let verdict = judge(&opened.recovery, &model);
        if verdict != Verdict::Right {
            complaints.push(format!("opened to {verdict:?}"));
        }
        machine.0.borrow_mut().model = found(&opened.recovery, &model);
        return Some(opened.journal);
    }
    complaints.push("does not open any more".to_owned());
    None
}
