//! Reading a template: texts, `{{ placeholders }}`, `{% if … %}`, `{% for … %}`, `{# remarks #}`. A small part of what Jinja has, and
//! nothing else: no calls, no arithmetic, no other files, so there is nothing to break out of.

use super::TemplateProblem as Problem;
use super::vocabulary;
use super::words::{is_name, shortened, words};

/// The most conditions and lists within each other.
const MOST_DEEP: usize = 8;

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    Value(Name),
    /// The first branch whose condition holds; the last one may have none.
    If(Vec<(Vec<Vec<Test>>, Vec<Node>)>),
    /// Once per document.
    Each(Vec<Node>),
}

/// What a placeholder names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    Plain(String),
    /// A field of the document of the innermost list.
    Field(String),
}

/// A part of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Test {
    pub name: Name,
    /// `== "text"`, when there is one.
    pub equals: Option<String>,
    pub negated: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Value,
    Command,
}

/// What stands between braces, and its line.
type Tag = (Kind, String, usize);

struct Parser<'a> {
    source: &'a str,
    at: usize,
    /// The names given to documents by the lists around, innermost last.
    rows: Vec<String>,
    depth: usize,
}

/// How a block ended.
struct End {
    word: String,
    rest: String,
    line: usize,
}

/// The parts of a template.
pub(super) fn parse(source: &str) -> Result<Vec<Node>, Problem> {
    let mut parser = Parser { source, at: 0, rows: Vec::new(), depth: 0 };
    match parser.block()? {
        (nodes, None) => Ok(nodes),
        (_, Some(end)) => Err(Problem::Stray { line: end.line, name: end.word }),
    }
}

impl Parser<'_> {
    fn line_of(&self, at: usize) -> usize {
        self.source[..at].matches('\n').count() + 1
    }

    /// Text up to the next tag, and the tag with its line.
    fn next(&mut self) -> Result<(String, Option<Tag>), Problem> {
        let mut text = String::new();
        loop {
            let rest = &self.source[self.at..];
            let Some(start) = rest.match_indices('{').map(|(place, _)| place).find(|place| {
                let next = rest.as_bytes().get(place + 1);
                matches!(next, Some(b'{' | b'%' | b'#'))
            }) else {
                text.push_str(rest);
                self.at = self.source.len();
                return Ok((text, None));
            };
            text.push_str(&rest[..start]);
            let line = self.line_of(self.at + start);
            let (close, kind) = match rest.as_bytes()[start + 1] {
                b'{' => ("}}", Some(Kind::Value)),
                b'%' => ("%}", Some(Kind::Command)),
                _ => ("#}", None),
            };
            let inner = &rest[start + 2..];
            let end = inner.find(close).ok_or(Problem::Braces { line })?;
            let content = &inner[..end];
            // A tag within a tag: the first one was not closed.
            if kind.is_some() && (content.contains("{{") || content.contains("{%")) {
                return Err(Problem::Braces { line });
            }
            self.at += start + 2 + end + 2;
            if let Some(kind) = kind {
                return Ok((text, Some((kind, content.trim().trim_matches('-').trim().to_owned(), line))));
            }
        }
    }

    /// Everything up to the end of the template or up to a command that ends a block.
    fn block(&mut self) -> Result<(Vec<Node>, Option<End>), Problem> {
        let mut nodes = Vec::new();
        loop {
            let (text, tag) = self.next()?;
            if !text.is_empty() {
                nodes.push(Node::Text(text));
            }
            let Some((kind, content, line)) = tag else { return Ok((nodes, None)) };
            if kind == Kind::Value {
                nodes.push(Node::Value(self.value(&content, line)?));
                continue;
            }
            let (word, rest) = content.split_once(char::is_whitespace).unwrap_or((&content, ""));
            match word {
                "if" => nodes.push(self.condition(rest, line)?),
                "for" => nodes.push(self.list(rest, line)?),
                "elif" | "else" | "endif" | "endfor" => {
                    return Ok((nodes, Some(End { word: word.to_owned(), rest: rest.to_owned(), line })));
                }
                other => return Err(Problem::Command { line, name: shortened(other) }),
            }
        }
    }

    fn deeper(&mut self, line: usize) -> Result<(), Problem> {
        self.depth += 1;
        if self.depth > MOST_DEEP { Err(Problem::TooDeep { line, most: MOST_DEEP }) } else { Ok(()) }
    }

    fn condition(&mut self, rest: &str, opened: usize) -> Result<Node, Problem> {
        self.deeper(opened)?;
        let mut tests = self.tests(rest, opened)?;
        let mut branches = Vec::new();
        let mut last = false;
        loop {
            let (nodes, end) = self.block()?;
            branches.push((tests, nodes));
            let end = end.ok_or(Problem::Unclosed { line: opened, opened: "if" })?;
            match end.word.as_str() {
                "endif" => break,
                "elif" if !last => tests = self.tests(&end.rest, end.line)?,
                "else" if !last => {
                    last = true;
                    tests = Vec::new();
                }
                "endfor" => return Err(Problem::Unclosed { line: opened, opened: "if" }),
                _ => return Err(Problem::Stray { line: end.line, name: end.word }),
            }
        }
        self.depth -= 1;
        Ok(Node::If(branches))
    }

    fn list(&mut self, rest: &str, opened: usize) -> Result<Node, Problem> {
        self.deeper(opened)?;
        let words: Vec<&str> = rest.split_whitespace().collect();
        let hint = "Write {% for document in documents %}.";
        let [row, "in", list] = words[..] else {
            return Err(Problem::Misplaced { line: opened, name: shortened(rest), hint });
        };
        if list != vocabulary::LIST || !is_name(row) || vocabulary::find(row).is_some() {
            return Err(Problem::Misplaced { line: opened, name: shortened(rest), hint });
        }
        self.rows.push(row.to_owned());
        let (nodes, end) = self.block()?;
        self.rows.pop();
        self.depth -= 1;
        match end {
            Some(end) if end.word == "endfor" => Ok(Node::Each(nodes)),
            Some(end) if end.word != "endif" => Err(Problem::Stray { line: end.line, name: end.word }),
            _ => Err(Problem::Unclosed { line: opened, opened: "for" }),
        }
    }

    /// A placeholder that is written out.
    fn value(&self, name: &str, line: usize) -> Result<Name, Problem> {
        let found = self.name(name, line)?;
        let is_flag = matches!(&found, Name::Plain(plain) if vocabulary::find(plain).is_some_and(|known| known.flag));
        let hint = "It is a yes or no, for a condition: {% if hardship %} … {% endif %}.";
        if is_flag { Err(Problem::Misplaced { line, name: name.to_owned(), hint }) } else { Ok(found) }
    }

    fn name(&self, name: &str, line: usize) -> Result<Name, Problem> {
        if let Some((row, field)) = name.split_once('.')
            && vocabulary::is_row_field(field)
        {
            // Only the innermost list's document: what lists in lists would be for, no message needs.
            return if self.rows.last().is_some_and(|innermost| innermost == row) {
                Ok(Name::Field(field.to_owned()))
            } else {
                let hint = "It belongs between {% for document in documents %} and {% endfor %}.";
                Err(Problem::Misplaced { line, name: shortened(name), hint })
            };
        }
        if name == vocabulary::LIST {
            let hint = "Use {{ document_list }}, or {% for document in documents %}.";
            return Err(Problem::Misplaced { line, name: name.to_owned(), hint });
        }
        match vocabulary::find(name) {
            Some(_) => Ok(Name::Plain(name.to_owned())),
            None => Err(Problem::Unknown { line, name: shortened(name) }),
        }
    }

    /// Alternatives (`or`) of tests that all have to hold (`and`).
    fn tests(&self, text: &str, line: usize) -> Result<Vec<Vec<Test>>, Problem> {
        let words = words(text).ok_or(Problem::Condition { line })?;
        let mut alternatives = Vec::new();
        for alternative in words.split(|word| word == "or") {
            let mut tests = Vec::new();
            for test in alternative.split(|word| word == "and") {
                let (negated, test) = if test.first().is_some_and(|word| word == "not") { (true, &test[1..]) } else { (false, test) };
                let (name, equals, unequal) = match test {
                    [name] => (name, None, false),
                    [name, operator, text] if operator == "==" || operator == "!=" => {
                        let inner = text.strip_prefix('"').ok_or(Problem::Condition { line })?;
                        (name, Some(inner.to_owned()), operator == "!=")
                    }
                    _ => return Err(Problem::Condition { line }),
                };
                if name.starts_with('"') {
                    return Err(Problem::Condition { line });
                }
                tests.push(Test { name: self.name(name, line)?, equals, negated: negated != unequal });
            }
            alternatives.push(tests);
        }
        Ok(alternatives)
    }
}
