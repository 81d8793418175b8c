//! Compares the text of a file with the [`Shape`] of a ledger, in one pass, and notes everything that differs.
//!
//! Nothing is built here: only a file without a single problem is read into the domain's types. Single values are
//! below; lists and records are in `nested`.

use super::problem::{JsonProblem, quoted, shown};
use super::scan::{Broken, Mark, Next, Scanner};
use super::shape::{FILE, Shape};
use super::value;
use super::{FORMAT, VERSION};
use crate::domain::aging_buckets::AgingBuckets;
use std::fmt::Write;

/// So many problems are told at once.
pub(super) const MAX_PROBLEMS: usize = 100;

/// Why the pass ended early.
pub(super) enum Stop {
    Broken(Broken),
    Enough,
}

impl From<Broken> for Stop {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

pub(super) enum Step {
    Field(&'static str),
    Place(usize),
}

/// What the pass found.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) problems: Vec<JsonProblem>,
    /// What `format` says.
    pub(super) format: Option<String>,
    /// What `version` and `min_reader` say, the larger one.
    pub(super) version: i64,
    /// What `app` says.
    pub(super) app: String,
    /// On which line each record of each top-level list begins.
    pub(super) lines: Vec<(&'static str, Vec<u32>)>,
}

impl Findings {
    /// The line on which a record begins.
    pub(super) fn line_of(&self, list: &str, place: usize) -> Option<u32> {
        self.lines.iter().find(|(name, _)| *name == list).and_then(|(_, lines)| lines.get(place)).copied()
    }
}

/// The pass over a file.
pub(super) struct Checker<'a> {
    pub(super) scanner: Scanner<'a>,
    pub(super) path: Vec<Step>,
    pub(super) found: Findings,
}

/// Checks a whole file.
pub(super) fn check(text: &str) -> Findings {
    let mut checker = Checker { scanner: Scanner::new(text), path: Vec::new(), found: Findings::default() };
    let outcome = checker.record(FILE).and_then(|()| checker.scanner.end().map_err(Stop::from));
    if let Err(Stop::Broken(broken)) = outcome {
        let problem = broken.problem(&checker.scanner, checker.path_text());
        checker.found.problems.push(problem);
    }
    checker.found
}

impl Checker<'_> {
    fn path_text(&self) -> String {
        let mut text = String::new();
        for step in &self.path {
            let dot = if text.is_empty() { "" } else { "." };
            // Writing to a String cannot fail.
            let _ = match step {
                Step::Field(name) => write!(text, "{dot}{name}"),
                Step::Place(place) => write!(text, "[{place}]"),
            };
        }
        text
    }

    pub(super) fn problem(&mut self, mark: Mark, what: String) -> Result<(), Stop> {
        let path = self.path_text();
        self.problem_at(path, mark, what)
    }

    pub(super) fn problem_at(&mut self, path: String, mark: Mark, what: String) -> Result<(), Stop> {
        self.found.problems.push(JsonProblem { path, position: Some(self.scanner.position(mark)), what });
        if self.found.problems.len() < MAX_PROBLEMS { Ok(()) } else { Err(Stop::Enough) }
    }

    pub(super) fn within(&mut self, step: Step, shape: &Shape) -> Result<(), Stop> {
        self.path.push(step);
        self.value(shape)?;
        self.path.pop();
        Ok(())
    }

    fn value(&mut self, shape: &Shape) -> Result<(), Stop> {
        match shape {
            Shape::Record(fields) => self.record(fields),
            Shape::List(each) => self.list(each),
            Shape::Row(shapes) => self.row(shapes),
            Shape::Variant(kinds) => self.variant(kinds),
            Shape::Buckets => self.buckets(),
            Shape::Flag => self.flag(),
            Shape::Id => self.whole(1, i64::from(u32::MAX)).map(drop),
            Shape::Whole { least, most } => self.whole(*least, *most).map(drop),
            Shape::Version | Shape::MinReader => {
                if let Some(version) = self.whole(1, i64::from(u32::MAX))? {
                    self.found.version = self.found.version.max(version);
                }
                Ok(())
            }
            Shape::Format => self.text("text", |found, text| {
                found.format = Some(text.to_owned());
                if text == FORMAT { Ok(()) } else { Err(format!("{} is another format.", quoted(text))) }
            }),
            Shape::App => self.text("text", |found, text| {
                text.clone_into(&mut found.app);
                value::text(text, 60, false, false)
            }),
            Shape::Text { most, lines, required } => self.text("text", |_, text| value::text(text, *most, *lines, *required)),
            Shape::Money => self.text("an amount as text, such as “50.39 USD”", |_, text| value::money(text)),
            Shape::Total => self.text("an amount as text, such as “50.39 USD”", |_, text| value::total(text)),
            Shape::PaymentTerms => self.text("payment terms, such as “2/10 net 30”", |_, text| value::payment_terms(text)),
            Shape::Rate => self.text("a percentage as text, such as “5.5”", |_, text| value::rate(text)),
            Shape::ReferenceRate => self.text("a percentage as text, such as “-0.88”", |_, text| value::reference_rate(text)),
            Shape::Terms => self.text("terms as text, such as “net 15 EOM”", |_, text| value::terms(text)),
            Shape::Date => self.text("a date as text, such as “2025-01-31”", |_, text| value::date(text)),
            Shape::Currency => self.text("a currency code as text", |_, text| value::currency(text)),
            Shape::Word(words) => self.text("one of a few words as text", |_, text| one_of(words.iter().copied(), text)),
        }
    }

    /// Notes that another kind of value stands here, and passes it.
    pub(super) fn mismatch(&mut self, expected: &str) -> Result<(), Stop> {
        let mark = self.scanner.mark();
        let found = self.scanner.skip()?;
        self.problem(mark, format!("Here must stand {expected}, not {found}."))
    }

    pub(super) fn text(&mut self, expected: &str, check: impl FnOnce(&mut Findings, &str) -> Result<(), String>) -> Result<(), Stop> {
        if self.scanner.next()? != Next::Text {
            return self.mismatch(expected);
        }
        let mark = self.scanner.mark();
        let text = self.scanner.string()?;
        match check(&mut self.found, &text) {
            Ok(()) => Ok(()),
            Err(what) => self.problem(mark, what),
        }
    }

    fn whole(&mut self, least: i64, most: i64) -> Result<Option<i64>, Stop> {
        if self.scanner.next()? != Next::Number {
            self.mismatch("a whole number")?;
            return Ok(None);
        }
        let mark = self.scanner.mark();
        match value::whole(self.scanner.token(), least, most) {
            Ok(number) => Ok(Some(number)),
            Err(what) => self.problem(mark, what).map(|()| None),
        }
    }

    fn flag(&mut self) -> Result<(), Stop> {
        let mark = self.scanner.mark();
        match self.scanner.skip()?.as_str() {
            "“true”" | "“false”" => Ok(()),
            found => {
                let what = format!("Here must stand true or false, not {found}.");
                self.problem(mark, what)
            }
        }
    }

    fn buckets(&mut self) -> Result<(), Stop> {
        if self.scanner.next()? != Next::List {
            return self.mismatch("a list of whole numbers");
        }
        let mark = self.scanner.mark();
        self.scanner.take(b'[');
        let mut days = Vec::new();
        let mut more = !self.scanner.take(b']');
        while more {
            self.path.push(Step::Place(days.len()));
            days.extend(self.whole(-3650, 3650)?.and_then(|day| i32::try_from(day).ok()));
            self.path.pop();
            more = self.scanner.more(b']')?;
        }
        match AgingBuckets::from_last_days(days) {
            Ok(_) => Ok(()),
            Err(problem) => self.problem(mark, problem.to_string()),
        }
    }

    pub(super) fn path_of(&self, field: &str) -> String {
        let path = self.path_text();
        if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
    }

    pub(super) fn unknown(&mut self, key: &str, mark: Mark) -> Result<(), Stop> {
        let path = self.path_of(&shown(key));
        self.problem_at(path, mark, format!("{} is not a field that a Recoup ledger has here.", quoted(key)))?;
        self.scanner.skip()?;
        Ok(())
    }
}

pub(super) fn one_of(words: impl Iterator<Item = &'static str> + Clone, text: &str) -> Result<(), String> {
    if words.clone().any(|word| word == text) {
        return Ok(());
    }
    let known: Vec<_> = words.map(|word| format!("“{word}”")).collect();
    Err(format!("{} is not one of {}.", quoted(text), known.join(", ")))
}

/// Whether the file was written by a later version than this one.
pub(super) fn is_newer(found: &Findings) -> bool {
    found.version > VERSION
}
