//! Several commands in one go: each is decided and stored by itself, in order; what is refused is told, and one Undo takes
//! back all that happened.

use super::{Books, Refusal};
use crate::domain::command::Command;
use leptos::prelude::*;

/// What became of several commands.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// How many happened.
    pub done: usize,
    /// Those that did not: place in the list, and why.
    pub refused: Vec<(usize, Refusal)>,
}

/// Words how many happened. In a box and no `Callback`: the place that asked may be gone when the last one is done.
pub type Success = Box<dyn Fn(usize) -> String>;
/// Learns what became of all of them.
pub type Done = Box<dyn FnOnce(Outcome)>;

impl Books {
    /// Whether all of several commands would be taken, one after the other: tried on a copy of the ledger.
    ///
    /// # Errors
    /// Why the first that would not be taken is refused.
    pub fn would_take(self, commands: &[Command]) -> Result<(), Refusal> {
        let today = self.today.get_untracked();
        let mut copy = self.read(Clone::clone);
        commands.iter().try_for_each(|command| copy.execute(command, today).map(drop).map_err(Refusal::from))
    }

    /// Sends commands one after the other. When any happened, `success` words how many, with one Undo for all of them.
    pub fn act_all(self, commands: Vec<Command>, success: Success, done: Done) {
        leptos::task::spawn_local(async move {
            let (mut outcome, mut undo) = (Outcome::default(), Vec::new());
            for (place, command) in commands.iter().enumerate() {
                let back = self.undo_of(command);
                match self.carry_out(command).await {
                    Ok(()) => {
                        outcome.done += 1;
                        undo.extend(back.filter(|_| self.engine().went_as_foreseen()));
                    }
                    Err(refusal) => outcome.refused.push((place, refusal)),
                }
            }
            if outcome.done > 0 {
                self.toaster.push(success(outcome.done), self.undo_all(undo, outcome.done));
            }
            done(outcome);
        });
    }

    /// One Undo, the latest first; none when anything of it could not be taken back.
    fn undo_all(self, mut undo: Vec<Command>, done: usize) -> Option<Callback<()>> {
        undo.reverse();
        let whole = undo.len() == done;
        let again = move |()| self.act_all(undo.clone(), Box::new(|_| "Undone".to_owned()), Box::new(|_| ()));
        whole.then(|| Callback::new(again))
    }
}
