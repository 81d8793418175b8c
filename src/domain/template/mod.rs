//! The owner's own message texts: with placeholders, conditions and a list of the open documents.
//!
//! A template is checked when it is saved, so that the one who fills it in never meets a broken one: every placeholder is
//! known, everything opened is closed, and the text stays within what a message can hold even for a customer with many
//! documents. What is filled in is data: a customer called `{{ total }}` is called just that in the message.

mod fill;
mod names;
mod parse;
#[cfg(test)]
mod tests;
mod vocabulary;
mod words;

pub use fill::{Row, Values, fill};
pub use vocabulary::{PLACEHOLDERS, Placeholder, ROW_FIELDS};

use super::approach::Language;
use super::policy::{Channel, Purpose};
use super::text_rules::{TextProblem, limits, text_problem};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The kinds of text that channels share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// E-mail and letter.
    Long,
    /// SMS and WhatsApp.
    Short,
    /// What to say on the telephone.
    Call,
}

impl TextKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Long, Self::Short, Self::Call];

    /// The kind of text a channel takes.
    pub const fn of(channel: Channel) -> Self {
        match channel {
            Channel::Email | Channel::Letter => Self::Long,
            Channel::Sms | Channel::WhatsApp => Self::Short,
            Channel::Phone => Self::Call,
        }
    }
}

/// One text of the owner's own, in place of Recoup's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// What the message is for.
    pub purpose: Purpose,
    /// Where it is used.
    pub kind: TextKind,
    /// The language it is written in.
    pub language: Language,
    /// The subject; empty for the usual one, and for what has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Why a template cannot be kept. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TemplateProblem {
    /// Nothing is written.
    #[error("Write the text, or go back to Recoup's own.")]
    Empty,
    /// Too long as it stands.
    #[error("This can have at most {0} characters.")]
    TooLong(usize),
    /// Hidden characters, or line breaks in a subject.
    #[error("This holds a character that cannot be shown, or a line break where none can be. Type it again.")]
    Unshown,
    /// A placeholder that does not exist.
    #[error("Line {line}: there is no placeholder “{name}”. The list on this page has all of them.")]
    Unknown {
        /// Where.
        line: usize,
        /// What was written.
        name: String,
    },
    /// A placeholder that cannot stand there: a list where a text belongs.
    #[error("Line {line}: “{name}” cannot be used here. {hint}")]
    Misplaced {
        /// Where.
        line: usize,
        /// What was written.
        name: String,
        /// What to do instead.
        hint: &'static str,
    },
    /// A command that does not exist.
    #[error("Line {line}: “{name}” is no command. There are if, elif, else, endif, for and endfor.")]
    Command {
        /// Where.
        line: usize,
        /// What was written.
        name: String,
    },
    /// Begun and not ended.
    #[error("Line {line}: what begins here with {{% {opened} … %}} has no end. Write {{% end{opened} %}} where it ends.")]
    Unclosed {
        /// Where it begins.
        line: usize,
        /// `if` or `for`.
        opened: &'static str,
    },
    /// Ended and not begun.
    #[error("Line {line}: {{% {name} %}} has nothing to belong to. Take it out, or write the beginning before it.")]
    Stray {
        /// Where.
        line: usize,
        /// What was written.
        name: String,
    },
    /// Braces that are not closed.
    #[error("Line {line}: the braces that open here are not closed. A placeholder looks like {{{{ total }}}}.")]
    Braces {
        /// Where.
        line: usize,
    },
    /// A condition that cannot be read.
    #[error("Line {line}: this condition cannot be read. Write it like {{% if hardship %}} or {{% if tone == \"final\" %}}.")]
    Condition {
        /// Where.
        line: usize,
    },
    /// Conditions and lists within each other beyond reason.
    #[error("Line {line}: conditions and lists stand in each other more than {most} deep. Make it simpler.")]
    TooDeep {
        /// Where.
        line: usize,
        /// The most levels.
        most: usize,
    },
    /// Filled in for many documents it would be too long, or go on without end.
    #[error("Filled in for a customer with many documents this would not end, or have more than {0} characters. Use fewer lists.")]
    TooMuch(usize),
    /// The subject would tell others about the debt.
    #[error(
        "Others may see the subject: it can hold only {{{{ business }}}}, {{{{ contact }}}}, {{{{ customer }}}} and {{{{ reference_number }}}}."
    )]
    SubjectTells,
}

impl Template {
    /// The template trimmed, or what is wrong and whether that is in the subject (`true`) or in the text.
    ///
    /// # Errors
    /// [`TemplateProblem`].
    pub fn checked(&self) -> Result<Self, (bool, TemplateProblem)> {
        let subject = trimmed(&self.subject, limits::SUBJECT, false).map_err(|problem| (true, problem))?;
        let body = trimmed(&self.body, limits::BODY, true).map_err(|problem| (false, problem))?;
        if body.is_empty() {
            return Err((false, TemplateProblem::Empty));
        }
        check_source(subject, limits::SUBJECT).map_err(|problem| (true, problem))?;
        if !names::names(subject).iter().all(|name| vocabulary::is_for_subjects(name)) {
            return Err((true, TemplateProblem::SubjectTells));
        }
        check_source(body, limits::BODY).map_err(|problem| (false, problem))?;
        Ok(Self { subject: subject.to_owned(), body: body.to_owned(), ..self.clone() })
    }

    /// What tells it from other templates.
    pub fn key(&self) -> (Purpose, TextKind, Language) {
        (self.purpose, self.kind, self.language)
    }
}

fn trimmed(text: &str, most: usize, lines: bool) -> Result<&str, TemplateProblem> {
    let text = text.trim();
    match text_problem(text, most, lines) {
        None => Ok(text),
        Some(TextProblem::TooLong(most)) => Err(TemplateProblem::TooLong(most)),
        Some(TextProblem::Unshown(_)) => Err(TemplateProblem::Unshown),
    }
}

/// Reads a template and fills it in for the fullest and the emptiest customer in every tone.
fn check_source(source: &str, most: usize) -> Result<(), TemplateProblem> {
    let parsed = parse::parse(source)?;
    for full in [true, false] {
        for tone in ["friendly", "firm", "final"] {
            fill::run(&parsed, &vocabulary::sample(full, tone), most)?;
        }
    }
    Ok(())
}

/// The names of the placeholders in a text that is sound.
pub fn placeholders_in(source: &str) -> Vec<String> {
    names::names(source)
}
