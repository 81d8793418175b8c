//! The reference: a plain list of acknowledged payloads, and the judgement of what a recovery found against it.

use super::world::{Machine, SimStore};
use crate::support::random::Random;
use pollster::block_on;
use recoup::store::Side;
use recoup::store::journal::{AppendError, Journal, Mode, Opened};
use recoup::store::recovery::{History, Note, Recovery};

pub type SimJournal = Journal<SimStore, SimStore>;
pub type SimOpened = Opened<SimStore, SimStore>;

/// What has been promised.
#[derive(Clone, Default, Debug)]
pub struct Model {
    /// Payloads of which the app has said “saved”.
    pub acknowledged: Vec<String>,
    /// A payload that was handed in without such an answer: it may be there or not.
    pub uncertain: Option<String>,
}

/// How a recovery compares with the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Everything acknowledged, nothing else.
    Right,
    /// It stopped and asked.
    Screen,
    /// It went on with less, and said that something may be missing.
    LessButSaidSo,
    /// Acknowledged payloads are missing without a word.
    Lost,
    /// Something is there that never was.
    Wrong,
}

/// The bytes that stand for a ledger's state: here simply all payloads.
pub fn state_of(payloads: &[String]) -> Vec<u8> {
    payloads.join("\n").into_bytes()
}

/// All payloads of a history.
pub fn payloads_of(history: &History) -> Vec<String> {
    let state = history.snapshot.as_ref().map_or(String::new(), |snapshot| String::from_utf8_lossy(&snapshot.bytes).into_owned());
    let old = state.lines().map(str::to_owned);
    old.chain(history.records.iter().map(|record| record.payload.clone())).collect()
}

pub fn judge(recovery: &Recovery, model: &Model) -> Verdict {
    let found = match recovery {
        Recovery::Fresh => Vec::new(),
        Recovery::Ready { history, .. } => payloads_of(history),
        Recovery::Newer { .. } | Recovery::Diverged { .. } | Recovery::Unreadable { .. } => return Verdict::Screen,
    };
    let says_so = recovery.notes().iter().any(|note| matches!(note, Note::Stray(..)));
    match found.strip_prefix(model.acknowledged.as_slice()) {
        Some([]) => Verdict::Right,
        Some([extra]) if Some(extra) == model.uncertain.as_ref() => Verdict::Right,
        Some(_) => Verdict::Wrong,
        None if !model.acknowledged.starts_with(&found) => Verdict::Wrong,
        None if says_so => Verdict::LessButSaidSo,
        None => Verdict::Lost,
    }
}

/// After everything is healed, the next opening has nothing to do and both stores hold the same.
pub fn is_settled(machine: &Machine) -> bool {
    let opened = open(machine);
    let is_idle = match &opened.recovery {
        Recovery::Fresh => true,
        Recovery::Ready { heal, .. } => heal.local.is_empty() && heal.strict.is_empty(),
        _ => false,
    };
    let ours = |side| {
        let mut map = machine.0.borrow().seen(side);
        map.retain(|key, _| key.starts_with("journal/") || key.starts_with("snapshot/"));
        map
    };
    is_idle && *opened.journal.mode() == Mode::Writable && ours(Side::Local) == ours(Side::Strict)
}

pub fn open(machine: &Machine) -> SimOpened {
    block_on(Journal::open(machine.local(), machine.strict()))
}

/// A JSON payload that no other step has; some are long enough to be compressed.
pub fn payload(step: usize, random: &mut Random) -> String {
    let filler = if random.one_in(40) { "reminder letter ".repeat(90) } else { "x".repeat(random.below(12)) };
    format!("{{\"step\":{step},\"text\":\"{filler}\"}}")
}

/// Appends and keeps the model's book.
pub fn append(machine: &Machine, journal: &mut SimJournal, payload: String, at_ms: i64) -> Result<(), AppendError> {
    machine.0.borrow_mut().model.uncertain = Some(payload.clone());
    let outcome = block_on(journal.append(&payload, at_ms));
    let model = &mut machine.0.borrow_mut().model;
    match outcome {
        Ok(_) => {
            model.acknowledged.push(payload);
            model.uncertain = None;
            Ok(())
        }
        Err(AppendError::Unknown(error)) => Err(AppendError::Unknown(error)),
        Err(error) => {
            model.uncertain = None;
            Err(error)
        }
    }
}

/// A snapshot of the model's state.
pub fn compact(machine: &Machine, journal: &mut SimJournal, at_ms: i64) -> bool {
    let state = state_of(&machine.0.borrow().model.acknowledged);
    block_on(journal.compact(&state, "state", at_ms)).is_ok()
}
