//! The worked examples of the domain rules, run against the product.
//!
//! Reads a JSONL file, `tests/vectors.jsonl` or the one that the environment variable `RECOUP_VECTORS` names: one
//! object per line with `id`, `fn`, `in`, `out`. Each group of `fn` has one module under `tests/vectors/` that
//! translates `in` to a call of the product's own function and the answer to JSON. Adapters do no arithmetic and
//! know no ids. Every key of `out` must be there and equal (text to text, so `"5"` is not `"5.00"`); the answer may
//! hold more. A line that cannot be read counts as failed. A `fn` without an adapter counts as failed too when it belongs
//! to one of the groups that the product answers for, and otherwise as unsupported, which does not fail the run.
//!
//! To add a group: a file with `pub fn run(function: &str, input: Input) -> Option<Answer>`, and its name in [`GROUPS`].
#![allow(clippy::print_stdout)] // the summary is the point of this program

#[path = "vectors/aging.rs"]
mod aging;
#[path = "vectors/alloc.rs"]
mod alloc;
#[path = "vectors/allowance.rs"]
mod allowance;
#[path = "vectors/discount.rs"]
mod discount;
#[path = "vectors/dunning.rs"]
mod dunning;
#[path = "vectors/fee.rs"]
mod fee;
#[path = "vectors/input.rs"]
mod input;
#[path = "vectors/interest.rs"]
mod interest;
#[path = "vectors/limits.rs"]
mod limits;
#[path = "vectors/money.rs"]
mod money;
#[path = "vectors/plan.rs"]
mod plan;
#[path = "vectors/tax_relief.rs"]
mod tax_relief;

use input::{Answer, Input};
use serde_json::Value;
use std::process::ExitCode;

type Run = fn(&str, Input) -> Option<Answer>;

/// The beginning of each group's `fn`s, and who answers them.
const GROUPS: [(&str, Run); 20] = [
    ("agency.", alloc::run),
    ("aging.", aging::run),
    ("alloc.", alloc::run),
    ("allowance.", allowance::run),
    ("be.", limits::run),
    ("daycount.", interest::run),
    ("discount.", discount::run),
    ("dunning.", dunning::run),
    ("fee.", fee::run),
    ("interest.", interest::run),
    ("je.", allowance::run),
    ("limitation.", limits::run),
    ("markov.", allowance::run),
    ("money.", money::run),
    ("note.", plan::run),
    ("plan.", plan::run),
    ("sale_of_debt", allowance::run),
    ("tax.", tax_relief::run),
    ("ustax.", tax_relief::run),
    ("vat.", tax_relief::run),
];

enum Verdict {
    Passed,
    Failed(String),
    Unsupported(String),
}

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--list") {
        println!("vectors: test");
        return ExitCode::SUCCESS;
    }
    let path = std::env::var("RECOUP_VECTORS").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors.jsonl").to_owned());
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            println!("vectors: cannot read {path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let (mut passed, mut failed, mut unsupported) = (Vec::new(), Vec::new(), Vec::new());
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let (id, verdict) = judge(line);
        let id = id.unwrap_or_else(|| format!("line {}", index + 1));
        match verdict {
            Verdict::Passed => passed.push(id),
            Verdict::Failed(why) => {
                println!("vector {id} failed: {why}");
                failed.push(id);
            }
            Verdict::Unsupported(function) => unsupported.push(format!("{id} ({function})")),
        }
    }
    println!("vectors of {path}");
    println!("vectors: {} passed, {} failed, {} unsupported", passed.len(), failed.len(), unsupported.len());
    for (name, ids) in [("passed", &passed), ("failed", &failed), ("unsupported", &unsupported)] {
        if !ids.is_empty() {
            println!("  {name}: {}", ids.join(" "));
        }
    }
    let ran = !passed.is_empty() || !failed.is_empty() || !unsupported.is_empty();
    if !ran {
        println!("vectors: the file holds none");
    }
    let good = ran && failed.is_empty();
    println!(
        "test result: {}. {} passed; {} failed; {} ignored",
        if good { "ok" } else { "FAILED" },
        passed.len(),
        failed.len(),
        unsupported.len()
    );
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The id of the line, if it has one, and what became of it.
fn judge(line: &str) -> (Option<String>, Verdict) {
    let vector: Value = match serde_json::from_str(line) {
        Ok(vector) => vector,
        Err(error) => return (None, Verdict::Failed(format!("not JSON: {error}"))),
    };
    let id = vector["id"].as_str().map(str::to_owned);
    let (Some(function), Some(given), Some(expected)) = (vector["fn"].as_str(), vector.get("in"), vector["out"].as_object()) else {
        return (id, Verdict::Failed("needs the keys fn, in and out".to_owned()));
    };
    let Some((_, run)) = GROUPS.iter().find(|(group, _)| function.starts_with(group)) else {
        return (id, Verdict::Unsupported(function.to_owned()));
    };
    let verdict = match run(function, Input::new(given)) {
        None => Verdict::Failed(format!("no adapter knows {function}")),
        Some(Err(why)) => Verdict::Failed(why),
        Some(Ok(actual)) => {
            let mut differences = Vec::new();
            compare("out", &Value::Object(expected.clone()), &actual, &mut differences);
            if differences.is_empty() { Verdict::Passed } else { Verdict::Failed(differences.join("; ")) }
        }
    };
    (id, verdict)
}

/// Notes every place where `actual` lacks or contradicts `expected`.
fn compare(place: &str, expected: &Value, actual: &Value, differences: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            for (key, value) in expected {
                let place = format!("{place}.{key}");
                match actual.get(key) {
                    Some(found) => compare(&place, value, found, differences),
                    None => differences.push(format!("{place} is missing")),
                }
            }
        }
        (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
            for (index, (value, found)) in expected.iter().zip(actual).enumerate() {
                compare(&format!("{place}[{index}]"), value, found, differences);
            }
        }
        _ if expected == actual => {}
        _ => differences.push(format!("{place} should be {expected}, is {actual}")),
    }
}
