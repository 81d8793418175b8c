//! A checker for JSON Schema, as far as `public/ledger.schema.json` uses it; any other keyword stops the test.

use serde_json::Value;
use std::collections::BTreeSet;

/// Which properties of the schema a document has used, as pointers into the schema.
#[derive(Default)]
pub struct Used(BTreeSet<String>);

impl Used {
    /// Properties that no checked document had.
    pub fn unused_properties(&self, schema: &Value) -> Vec<String> {
        let mut all = BTreeSet::new();
        properties(schema, "", &mut all);
        all.difference(&self.0).cloned().collect()
    }
}

fn properties(schema: &Value, pointer: &str, all: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            for (key, value) in fields {
                let inner = format!("{pointer}/{key}");
                if pointer.ends_with("/properties") {
                    all.insert(inner.clone());
                }
                properties(value, &inner, all);
            }
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(place, item)| properties(item, &format!("{pointer}/{place}"), all)),
        _ => {}
    }
}

struct Checker<'a> {
    root: &'a Value,
    used: &'a mut Used,
    problems: Vec<String>,
}

/// Everything in which the document differs from the schema.
pub fn check(root: &Value, document: &Value, used: &mut Used) -> Vec<String> {
    let mut checker = Checker { root, used, problems: Vec::new() };
    checker.value("", document, "$");
    checker.problems
}

impl Checker<'_> {
    fn expect(&mut self, holds: bool, path: &str, keyword: &str) {
        if !holds {
            self.problems.push(format!("{path}: {keyword}"));
        }
    }

    fn value(&mut self, pointer: &str, value: &Value, path: &str) {
        let root = self.root;
        let schema = root.pointer(pointer).unwrap_or_else(|| panic!("{pointer} is not in the schema"));
        if schema == &Value::Bool(false) {
            return self.expect(false, path, "nothing may stand here");
        }
        for (keyword, wanted) in schema.as_object().unwrap() {
            let holds = match (keyword.as_str(), value) {
                ("$schema" | "$id" | "$defs" | "title" | "description" | "examples" | "additionalProperties" | "format", _) => true,
                ("$ref", _) => {
                    self.value(wanted.as_str().unwrap().trim_start_matches('#'), value, path);
                    true
                }
                ("type", _) => kind_of(value) == wanted.as_str().unwrap(),
                ("const", _) => value == wanted,
                ("enum", _) => wanted.as_array().unwrap().contains(value),
                ("minimum", Value::Number(number)) => number.as_i64() >= wanted.as_i64(),
                ("maximum", Value::Number(number)) => number.as_i64() <= wanted.as_i64(),
                ("minLength", Value::String(text)) => text.chars().count() as u64 >= wanted.as_u64().unwrap(),
                ("maxLength", Value::String(text)) => text.chars().count() as u64 <= wanted.as_u64().unwrap(),
                ("pattern", Value::String(text)) => matches(wanted.as_str().unwrap(), text),
                ("minItems", Value::Array(items)) => items.len() as u64 >= wanted.as_u64().unwrap(),
                ("maxItems", Value::Array(items)) => items.len() as u64 <= wanted.as_u64().unwrap(),
                ("required", Value::Object(fields)) => {
                    wanted.as_array().unwrap().iter().all(|name| fields.contains_key(name.as_str().unwrap()))
                }
                ("properties", Value::Object(fields)) => {
                    for (name, field) in fields {
                        let inner = format!("{pointer}/properties/{name}");
                        if wanted.get(name).is_some() {
                            self.value(&inner, field, &format!("{path}.{name}"));
                            self.used.0.insert(inner);
                        } else {
                            self.expect(schema["additionalProperties"] != false, path, name);
                        }
                    }
                    true
                }
                ("prefixItems", Value::Array(items)) => {
                    let known = wanted.as_array().unwrap().len();
                    for (place, item) in items.iter().take(known).enumerate() {
                        self.value(&format!("{pointer}/prefixItems/{place}"), item, &format!("{path}[{place}]"));
                    }
                    true
                }
                ("items", Value::Array(items)) => {
                    let from = schema["prefixItems"].as_array().map_or(0, Vec::len);
                    for (place, item) in items.iter().enumerate().skip(from) {
                        self.value(&format!("{pointer}/items"), item, &format!("{path}[{place}]"));
                    }
                    true
                }
                ("oneOf", _) => self.one_of(pointer, wanted.as_array().unwrap().len(), value, path),
                (
                    "minimum" | "maximum" | "minLength" | "maxLength" | "pattern" | "minItems" | "maxItems" | "required" | "properties"
                    | "prefixItems" | "items",
                    _,
                ) => true, // concerns other kinds of values
                (other, _) => panic!("{pointer}: this checker does not know “{other}”"),
            };
            self.expect(holds, path, keyword);
        }
    }

    fn one_of(&mut self, pointer: &str, choices: usize, value: &Value, path: &str) -> bool {
        let fitting: Vec<_> = (0..choices)
            .map(|choice| format!("{pointer}/oneOf/{choice}"))
            .filter(|choice| {
                let mut trial = Checker { root: self.root, used: &mut Used::default(), problems: Vec::new() };
                trial.value(choice, value, path);
                trial.problems.is_empty()
            })
            .collect();
        if let [only] = fitting.as_slice() {
            self.value(only, value, path);
        }
        fitting.len() == 1
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() || number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// The few patterns of the schema, each as a function.
fn matches(pattern: &str, text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let decimal = |part: &str| part.split_once('.').map_or(digits(part), |(whole, rest)| digits(whole) && digits(rest));
    let code = |part: &str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    match pattern {
        r"^[0-9]+(\.[0-9]+)? [A-Z]{3}$" => text.split_once(' ').is_some_and(|(amount, currency)| decimal(amount) && code(currency)),
        r"^[0-9]+(\.[0-9]+)?$" => decimal(text),
        r"^-?[0-9]+(\.[0-9]+)?$" => decimal(text.strip_prefix('-').unwrap_or(text)),
        "^[A-Z]{3}$" => code(text),
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" => {
            let parts: Vec<_> = text.split('-').collect();
            parts.iter().map(|part| part.len()).eq([4, 2, 2]) && parts.into_iter().all(digits)
        }
        // Characters that cannot be shown; the longer one lets line breaks and tabs through.
        hidden if hidden.starts_with(r"^[^\u0000-\u0008") => {
            text.chars().all(|letter| matches!(letter, '\n' | '\r' | '\t') || !letter.is_control())
        }
        hidden if hidden.starts_with(r"^[^\u0000-\u001f") => !text.chars().any(char::is_control),
        other => panic!("the checker does not know the pattern {other}"),
    }
}
