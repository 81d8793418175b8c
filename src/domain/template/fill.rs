//! Filling a template in. What is filled in is never read as a template again.

use super::TemplateProblem as Problem;
use super::parse::{Name, Node, Test, parse};
use crate::domain::text_rules::limits;

/// The most parts that are written before a template counts as endless.
const MOST_STEPS: usize = 50_000;

/// One document of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its kind and number.
    pub name: String,
    /// What is asked for it.
    pub amount: String,
    /// Its due date.
    pub due: String,
    /// All of it in one line.
    pub line: String,
}

impl Row {
    fn field(&self, name: &str) -> &str {
        match name {
            "name" => &self.name,
            "amount" => &self.amount,
            "due" => &self.due,
            _ => &self.line,
        }
    }
}

/// What the placeholders stand for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values {
    texts: Vec<(&'static str, String)>,
    flags: Vec<&'static str>,
    /// The documents of the list.
    pub documents: Vec<Row>,
}

impl Values {
    /// Sets a text.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.texts.retain(|(known, _)| *known != name);
        self.texts.push((name, value.into()));
    }

    /// Sets a yes or no.
    pub fn set_flag(&mut self, name: &'static str, yes: bool) {
        self.flags.retain(|known| *known != name);
        if yes {
            self.flags.push(name);
        }
    }

    /// The text of a placeholder; empty when it has none.
    pub fn text(&self, name: &str) -> &str {
        self.texts.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text)
    }

    /// Whether a placeholder has something to say: a text, a yes, a document.
    pub fn has(&self, name: &str) -> bool {
        !self.text(name).is_empty() || self.flags.contains(&name) || (name == super::vocabulary::LIST && !self.documents.is_empty())
    }
}

/// The text of a template, tidied: no spaces at the ends of lines, no two empty lines in a row.
///
/// # Errors
/// What is wrong with the template; nothing for one that was checked, unless it grows beyond what a message can hold.
pub fn fill(source: &str, values: &Values) -> Result<String, Problem> {
    run(&parse(source)?, values, limits::BODY)
}

pub(super) fn run(nodes: &[Node], values: &Values, most: usize) -> Result<String, Problem> {
    let mut filler = Filler { values, text: String::new(), steps: 0, most };
    filler.nodes(nodes, None)?;
    let text = tidied(&filler.text);
    if text.chars().count() > most { Err(Problem::TooMuch(most)) } else { Ok(text) }
}

struct Filler<'a> {
    values: &'a Values,
    text: String,
    steps: usize,
    most: usize,
}

impl Filler<'_> {
    fn nodes(&mut self, nodes: &[Node], row: Option<&Row>) -> Result<(), Problem> {
        for node in nodes {
            self.steps += 1;
            // Four bytes are the most that a character has.
            if self.steps > MOST_STEPS || self.text.len() > self.most.saturating_mul(4) {
                return Err(Problem::TooMuch(self.most));
            }
            match node {
                Node::Text(text) => self.text.push_str(text),
                Node::Value(name) => {
                    let text = self.value(name, row).to_owned();
                    self.text.push_str(&text);
                }
                Node::If(branches) => {
                    let taken = branches.iter().find(|(tests, _)| tests.is_empty() || self.holds(tests, row));
                    if let Some((_, inner)) = taken {
                        self.nodes(inner, row)?;
                    }
                }
                Node::Each(inner) => {
                    let values = self.values;
                    for document in &values.documents {
                        self.steps += 1;
                        self.nodes(inner, Some(document))?;
                        if self.steps > MOST_STEPS {
                            return Err(Problem::TooMuch(self.most));
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn value<'a>(&'a self, name: &Name, row: Option<&'a Row>) -> &'a str {
        match name {
            Name::Plain(name) => self.values.text(name),
            Name::Field(field) => row.map_or("", |row| row.field(field)),
        }
    }

    fn holds(&self, alternatives: &[Vec<Test>], row: Option<&Row>) -> bool {
        let holds = |test: &Test| {
            let found = match (&test.equals, &test.name) {
                (Some(text), name) => self.value(name, row) == text,
                (None, Name::Plain(name)) => self.values.has(name),
                (None, name) => !self.value(name, row).is_empty(),
            };
            found != test.negated
        };
        alternatives.iter().any(|tests| tests.iter().all(holds))
    }
}

/// Conditions leave empty lines behind; two in a row say nothing.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        tidy.push_str(line);
    }
    tidy
}
