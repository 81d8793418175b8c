//! What tabs say to each other: a command forwarded to the writing tab, and its answer.

use crate::domain::command::Command;
use crate::domain::rejection::Rejection;
use crate::ui::format::OnScreen;
use serde::{Deserialize, Serialize};

/// Why a command did not happen, ready for the screen. Nothing has changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The form field the sentence belongs beside, if it belongs to one.
    pub field: Option<String>,
    /// What to tell the owner.
    pub sentence: String,
}

impl Refusal {
    /// A refusal that belongs to no field.
    pub fn general(sentence: impl Into<String>) -> Self {
        Self { field: None, sentence: sentence.into() }
    }
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        Self { field: rejection.field().map(str::to_owned), sentence: rejection.sentence(&OnScreen) }
    }
}

/// The news that the writing tab sends after every change.
pub(super) const CHANGED: &str = "changed";

/// A command as a question to the writing tab.
pub(super) fn question(command: &Command) -> Result<String, Refusal> {
    serde_json::to_string(command).map_err(|error| Refusal::general(error.to_string()))
}

/// The command in a question.
pub(super) fn command_in(text: &str) -> Result<Command, Refusal> {
    serde_json::from_str(text)
        .map_err(|_| Refusal::general("This tab and the one that saves run different versions of Recoup. Reload both."))
}

/// An answer to a question.
pub(super) fn answer(result: &Result<(), Refusal>) -> String {
    let text = match result {
        Ok(()) => serde_json::to_string(&None::<Refusal>),
        Err(refusal) => serde_json::to_string(&Some(refusal)),
    };
    text.unwrap_or_else(|_| "null".to_owned())
}

/// The result in an answer.
pub(super) fn result_in(text: &str) -> Result<(), Refusal> {
    match serde_json::from_str::<Option<Refusal>>(text) {
        Ok(None) => Ok(()),
        Ok(Some(refusal)) => Err(refusal),
        Err(_) => Err(Refusal::general("The tab that saves gave an answer that this one does not understand. Reload both.")),
    }
}
