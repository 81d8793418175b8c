//! What is wrong with a form, and whether it is on its way.

use crate::domain::command::Command;
use crate::ui::books::{Books, Outcome, Refusal};
use crate::ui::components::Problem;
use leptos::prelude::*;
use std::borrow::Cow;

/// Problems found while a form is read, each with the name of its field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings(Vec<(Cow<'static, str>, String)>);

impl FromIterator<(&'static str, String)> for Findings {
    fn from_iter<T: IntoIterator<Item = (&'static str, String)>>(problems: T) -> Self {
        Self(problems.into_iter().map(|(field, text)| (field.into(), text)).collect())
    }
}

impl Findings {
    /// Keeps the value or notes the problem of a field.
    pub fn take<T>(&mut self, field: impl Into<Cow<'static, str>>, read: Result<T, String>) -> Option<T> {
        read.map_err(|text| self.0.push((field.into(), text))).ok()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The state of one form. The id of a field's control is [`FormState::id`] of the field's name, so that a refusal
/// finds its place.
#[derive(Clone, Copy)]
pub struct FormState {
    prefix: &'static str,
    problems: RwSignal<Vec<Problem>>,
    general: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
}

impl FormState {
    /// A form whose ids begin with `prefix`.
    pub fn new(prefix: &'static str) -> Self {
        Self { prefix, problems: RwSignal::new(Vec::new()), general: RwSignal::new(None), busy: RwSignal::new(false) }
    }

    /// The id of a field's control.
    pub fn id(self, field: &str) -> String {
        format!("{}-{field}", self.prefix)
    }

    /// What is wrong with a field.
    pub fn error(self, field: &str) -> Signal<Option<String>> {
        let id = self.id(field);
        let of_field =
            move |problems: &Vec<Problem>| problems.iter().find(|problem| problem.field == id).map(|problem| problem.text.clone());
        Signal::derive(move || self.problems.with(&of_field))
    }

    /// Everything wrong, for the summary.
    pub fn problems(self) -> Signal<Vec<Problem>> {
        self.problems.into()
    }

    /// What is wrong with the form as a whole.
    pub fn general(self) -> Signal<Option<String>> {
        self.general.into()
    }

    /// Whether the command is on its way.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Shows what was found wrong before anything was sent.
    pub fn refuse(self, findings: Findings) {
        self.general.set(None);
        let problem = |(field, text): (Cow<'static, str>, String)| Problem::new(self.id(&field), text);
        self.problems.set(findings.0.into_iter().map(problem).collect());
    }

    /// Sends the command once; says `success` with an Undo and calls `done`, or shows why it was refused.
    pub fn send(self, books: Books, command: Command, success: impl Into<String>, done: impl FnOnce() + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.general.set(None);
        self.problems.set(Vec::new());
        let (success, undo) = (success.into(), books.undo_of(&command));
        books.dispatch(command, move |result| {
            // The dialog may have been closed meanwhile: its signals are gone then.
            let _closed = self.busy.try_set(false);
            match result {
                Ok(()) => {
                    books.say(success, undo);
                    done();
                }
                Err(refusal) => self.show(refusal),
            }
        });
    }

    /// As [`Self::send`] with several commands, which happen all or not at all; one Undo takes all of them back.
    pub fn send_all(self, books: Books, commands: Vec<Command>, success: &'static str, done: impl FnOnce() + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.general.set(None);
        self.problems.set(Vec::new());
        // One alone is refused without a trial.
        if commands.len() > 1
            && let Err(refusal) = books.would_take(&commands)
        {
            return self.show(refusal);
        }
        self.busy.set(true);
        let after = move |outcome: Outcome| {
            let _closed = self.busy.try_set(false);
            match outcome.refused.into_iter().next() {
                None => done(),
                Some((_, refusal)) => self.show(refusal),
            }
        };
        books.act_all(commands, Box::new(move |_| success.to_owned()), Box::new(after));
    }

    fn show(self, refusal: Refusal) {
        let _closed = match refusal.field {
            Some(field) => self.problems.try_set(vec![Problem::new(self.id(&field), refusal.sentence)]).map(drop),
            None => self.general.try_set(Some(refusal.sentence)).map(drop),
        };
    }
}
