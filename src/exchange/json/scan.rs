//! Reading JSON text piece by piece, with the place of every piece.
//!
//! A scanner knows the grammar and nothing of ledgers. It never recurses, so no nesting can exhaust the stack, and it
//! stops for good only where the text is not JSON any more.

use super::problem::{JsonProblem, Position, quoted};
use std::borrow::Cow;

/// Deeper nesting than any ledger file has.
pub(super) const MAX_DEPTH: usize = 64;

/// Where the scanner stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    at: usize,
    line: u32,
    line_start: usize,
}

impl Mark {
    pub(super) fn line(self) -> u32 {
        self.line
    }
}

/// The text is not JSON from here on.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) mark: Mark,
    pub(super) what: String,
}

/// What kind of value comes next, in the words of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Text,
    Number,
    Record,
    List,
    /// `true`, `false`, `null`, or a word that JSON does not have, such as `NaN`.
    Word,
}

pub(super) struct Scanner<'a> {
    text: &'a str,
    mark: Mark,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, mark: Mark { at: 0, line: 1, line_start: 0 } }
    }

    /// Line and column of a place that was passed.
    pub(super) fn position(&self, mark: Mark) -> Position {
        let before = self.text.get(mark.line_start..mark.at).unwrap_or_default();
        Position { line: mark.line, column: u32::try_from(before.chars().count()).unwrap_or(u32::MAX).saturating_add(1) }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.mark.at).copied()
    }

    /// Passes white space and returns the byte behind it.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = self.byte()?;
            match byte {
                b'\n' => {
                    self.mark.line = self.mark.line.saturating_add(1);
                    self.mark.line_start = self.mark.at + 1;
                }
                b' ' | b'\t' | b'\r' => {}
                _ => return Some(byte),
            }
            self.mark.at += 1;
        }
    }

    /// The place of the next value.
    pub(super) fn mark(&mut self) -> Mark {
        self.peek();
        self.mark
    }

    fn broken<T>(&self, what: &str) -> Result<T, Broken> {
        let what = match self.byte() {
            Some(_) => format!("The file is damaged here: {what}."),
            None => "The file ends in the middle. It was probably not saved or copied completely.".to_owned(),
        };
        Err(Broken { mark: self.mark, what })
    }

    /// The kind of the next value.
    pub(super) fn next(&mut self) -> Result<Next, Broken> {
        match self.peek() {
            Some(b'"') => Ok(Next::Text),
            Some(b'{') => Ok(Next::Record),
            Some(b'[') => Ok(Next::List),
            Some(b'-' | b'0'..=b'9') => Ok(Next::Number),
            Some(b'a'..=b'z' | b'A'..=b'Z') => Ok(Next::Word),
            _ => self.broken("a value is expected"),
        }
    }

    /// Takes the byte if it is the next one.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.mark.at += usize::from(found);
        found
    }

    /// After an element: a comma and another element (`true`), or the end.
    pub(super) fn more(&mut self, end: u8) -> Result<bool, Broken> {
        if self.take(b',') {
            return Ok(true);
        }
        if self.take(end) { Ok(false) } else { self.broken(&format!("a comma or “{}” is expected", char::from(end))) }
    }

    /// The name of a field and its colon.
    pub(super) fn key(&mut self) -> Result<(Cow<'a, str>, Mark), Broken> {
        let mark = self.mark();
        if self.byte() != Some(b'"') {
            return self.broken("the name of a field in double quotes is expected");
        }
        let key = self.string()?;
        if self.take(b':') { Ok((key, mark)) } else { self.broken("a colon is expected") }
    }

    /// A text, its escapes resolved.
    pub(super) fn string(&mut self) -> Result<Cow<'a, str>, Broken> {
        let bytes = self.text.as_bytes();
        let start = self.mark.at;
        let mut at = start + 1;
        let mut escaped = false;
        loop {
            match bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    at += 2;
                }
                Some(0..=0x1f) => {
                    self.mark.at = at;
                    return self.broken("a text holds a bare line break or control character");
                }
                Some(_) => at += 1,
                None => {
                    self.mark.at = bytes.len();
                    return self.broken("a text does not end");
                }
            }
        }
        let literal = self.text.get(start..=at).unwrap_or_default();
        if !escaped {
            self.mark.at = at + 1;
            return Ok(Cow::Borrowed(literal.get(1..literal.len() - 1).unwrap_or_default()));
        }
        match serde_json::from_str::<String>(literal) {
            Ok(text) => {
                self.mark.at = at + 1;
                Ok(Cow::Owned(text))
            }
            Err(_) => self.broken("a text holds a backslash that means nothing"),
        }
    }

    /// A number or word as it is written.
    pub(super) fn token(&mut self) -> &'a str {
        let start = self.mark.at;
        let part_of_it = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
        let bytes = self.text.as_bytes().get(start..).unwrap_or_default();
        self.mark.at += bytes.iter().take_while(|byte| part_of_it(byte)).count();
        self.text.get(start..self.mark.at).unwrap_or_default()
    }

    /// Passes a value of any kind and says what it was. Its inside is only checked so far that its end is sure.
    pub(super) fn skip(&mut self) -> Result<String, Broken> {
        let found = match self.next()? {
            Next::Text => return Ok(format!("the text {}", quoted(&self.string()?))),
            Next::Number => return Ok(format!("the number {}", quoted(self.token()))),
            Next::Word => {
                return Ok(match self.token() {
                    "null" => "nothing (null)".to_owned(),
                    "true" => "“true”".to_owned(),
                    "false" => "“false”".to_owned(),
                    word => format!("{}, which JSON does not have", quoted(word)),
                });
            }
            Next::Record => "a record {…}",
            Next::List => "a list […]",
        };
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.peek() {
                Some(b'"') => drop(self.string()?),
                Some(byte @ (b'{' | b'[')) => {
                    if open.len() == MAX_DEPTH {
                        return self.broken(&format!("values are nested more than {MAX_DEPTH} deep"));
                    }
                    open.push(byte + 2); // “}” and “]” come two after “{” and “[” in ASCII
                    self.mark.at += 1;
                }
                Some(byte @ (b'}' | b']')) => {
                    if open.pop() != Some(byte) {
                        return self.broken("a bracket is closed that was not opened");
                    }
                    self.mark.at += 1;
                    if open.is_empty() {
                        return Ok(found.to_owned());
                    }
                }
                Some(b',' | b':') => self.mark.at += 1,
                Some(b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => drop(self.token()),
                _ => return self.broken("a value is expected"),
            }
        }
    }

    /// Nothing but white space may follow.
    pub(super) fn end(&mut self) -> Result<(), Broken> {
        match self.peek() {
            None => Ok(()),
            Some(_) => self.broken("something follows the end of the ledger"),
        }
    }
}

impl Broken {
    pub(super) fn problem(self, scanner: &Scanner<'_>, path: String) -> JsonProblem {
        JsonProblem { path, position: Some(scanner.position(self.mark)), what: self.what }
    }
}
