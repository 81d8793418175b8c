//! What is wrong with a ledger file: where, and why, in words for the owner.

use crate::domain::ledger::FactsProblem;
use crate::domain::text_rules::{capitalized, is_unshown};
use std::fmt;
use thiserror::Error;

/// A place in the file, both counted from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The character in the line.
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}, column {}", self.line, self.column)
    }
}

/// One thing that is wrong with a ledger file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}{what}", prefix(.path, *.position))]
pub struct JsonProblem {
    /// Which value, such as `invoices[12].amount` (places count from 0); empty when it concerns the whole file.
    pub path: String,
    /// Where it stands in the file, when that is known.
    pub position: Option<Position>,
    /// What is wrong, as a sentence.
    pub what: String,
}

impl JsonProblem {
    /// A problem of the file as a whole.
    pub fn whole_file(what: impl Into<String>) -> Self {
        Self { path: String::new(), position: None, what: what.into() }
    }

    /// A problem of facts that do not fit together. `line_of` gives the line on which a record of a list begins.
    pub(super) fn of_facts(problem: &FactsProblem, line_of: impl Fn(&str, usize) -> Option<u32>) -> Self {
        let record = problem.place.split_once(", record ").and_then(|(list, number)| Some((list, number.parse::<usize>().ok()?)));
        let what = sentence(&problem.what);
        match record {
            Some((list, number)) => {
                let place = number.saturating_sub(1);
                let position = line_of(list, place).map(|line| Position { line, column: 1 });
                Self { path: format!("{list}[{place}]"), position, what }
            }
            None => Self { path: problem.place.clone(), position: None, what },
        }
    }
}

fn prefix(path: &str, position: Option<Position>) -> String {
    match (path.is_empty(), position) {
        (true, None) => String::new(),
        (true, Some(position)) => format!("In {position}: "),
        (false, None) => format!("{path}: "),
        (false, Some(position)) => format!("{path} ({position}): "),
    }
}

/// With a capital letter and a full stop.
pub(super) fn sentence(text: &str) -> String {
    let end = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{end}", capitalized(text))
}

/// A piece of the file to show: short, and without characters that cannot be shown.
pub(super) fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let shown: String = text.chars().take(MOST).map(|letter| if is_unshown(letter) { '\u{fffd}' } else { letter }).collect();
    if text.chars().nth(MOST).is_some() { shown + "…" } else { shown }
}

/// A piece of the file to quote in a sentence.
pub(super) fn quoted(text: &str) -> String {
    format!("“{}”", shown(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_and_why() {
        let position = Some(Position { line: 3, column: 7 });
        let at = |path: &str, position| JsonProblem { path: path.to_owned(), position, what: "No.".to_owned() }.to_string();
        assert_eq!(at("invoices[2].amount", position), "invoices[2].amount (line 3, column 7): No.");
        assert_eq!(at("policy", None), "policy: No.");
        assert_eq!(at("", position), "In line 3, column 7: No.");
        assert_eq!(JsonProblem::whole_file("No.").to_string(), "No.");
    }

    #[test]
    fn what_is_quoted_is_short_and_visible() {
        assert_eq!(quoted("a\u{202e}b\n"), "“a\u{fffd}b\u{fffd}”");
        assert_eq!(quoted(&"x".repeat(41)).chars().count(), 43);
        assert_eq!(sentence("its id is wrong"), "Its id is wrong.");
    }
}
