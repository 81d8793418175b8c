//! The ledger as one JSON file: the backup, and the way to another browser.
//!
//! ```text
//! {"format":"recoup-ledger","version":1,"min_reader":1,"app":"0.1.0", settings, policy, one list per kind of fact}
//! ```
//!
//! Writing is canonical: the same ledger gives the same bytes, one record per line, so that two backups can be
//! compared with any tool. There is deliberately no date of export in it. Money is text (`"50.39 USD"`), dates are ISO.
//!
//! Reading is strict, because a file may come from anywhere: every value is compared with the `shape` of the format
//! first, all problems are named with their place, and only then is anything built. Unknown and repeated fields are
//! refused, never skipped: what is not understood must not be lost in silence. The public description of the
//! format is `public/ledger.schema.json`.

mod check;
mod nested;
mod problem;
mod scan;
mod shape;
mod value;
mod write;
mod write_follow_up;
mod write_record;

#[cfg(test)]
mod tests;

pub use problem::{JsonProblem, Position};
pub use write::export_ledger;

use crate::domain::facts::Facts;
use crate::domain::ledger::Ledger;

/// What the field `format` says.
pub const FORMAT: &str = "recoup-ledger";

/// The version of the format that is written, and the newest that can be read.
pub const VERSION: i64 = 1;

/// The oldest version whose readers understand what is written.
pub const MIN_READER: i64 = 1;

/// The largest file that is read.
pub const MAX_FILE_BYTES: u64 = 100 * 1024 * 1024;

const NOT_A_LEDGER: &str = "This is not a Recoup ledger file.";

/// Refuses a file by its size; to be asked before reading it.
pub fn check_size(bytes: u64) -> Result<(), JsonProblem> {
    match bytes {
        0 => Err(JsonProblem::whole_file("The file is empty.")),
        1..=MAX_FILE_BYTES => Ok(()),
        _ => Err(JsonProblem::whole_file("The file is larger than 100 MB, which is more than a Recoup ledger can be.")),
    }
}

/// Reads a ledger file, or says everything that is wrong with it (the first 100 problems). Nothing is changed.
pub fn import_ledger(bytes: &[u8]) -> Result<Facts, Vec<JsonProblem>> {
    check_size(bytes.len() as u64).map_err(|problem| vec![problem])?;
    let text = decode(bytes).map_err(|problem| vec![problem])?;
    let found = check::check(text);
    match &found.format {
        _ if check::is_newer(&found) && found.format.as_deref() == Some(FORMAT) => return Err(vec![newer(&found)]),
        Some(format) if format == FORMAT => {}
        _ => return Err(vec![another_kind(text, &found)]),
    }
    if !found.problems.is_empty() {
        return Err(found.problems);
    }
    // The check above is the reader's contract; this line can only fail if the two disagree, which the tests rule out.
    let facts: Facts = serde_json::from_str(text).map_err(|error| vec![unreadable(&error)])?;
    let fitting = Ledger::from_facts(facts);
    let of_facts = |problem| JsonProblem::of_facts(&problem, |list, place| found.line_of(list, place));
    fitting.map(|ledger| ledger.facts().clone()).map_err(|problems| problems.into_iter().map(of_facts).collect())
}

/// The text of the bytes: UTF-8, with or without a byte order mark.
fn decode(bytes: &[u8]) -> Result<&str, JsonProblem> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let marked = body.starts_with(b"\xFF\xFE") || body.starts_with(b"\xFE\xFF");
    let zeros = body.first_chunk::<4>().map(|head| head.map(|byte| byte == 0));
    if marked || matches!(zeros, Some([true, false, true, false] | [false, true, false, true])) {
        return Err(JsonProblem::whole_file("The file is stored as UTF-16. Save it as UTF-8, then import it again."));
    }
    let text = std::str::from_utf8(body).map_err(|error| {
        let good = body.get(..error.valid_up_to()).unwrap_or_default();
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        let what = if good.is_empty() {
            NOT_A_LEDGER.to_owned()
        } else {
            format!("The file is not UTF-8 text: line {line} holds bytes that are no characters.")
        };
        JsonProblem::whole_file(what)
    })?;
    if text.trim().is_empty() { Err(JsonProblem::whole_file("The file is empty.")) } else { Ok(text) }
}

fn newer(found: &check::Findings) -> JsonProblem {
    let app = if found.app.is_empty() { String::new() } else { format!(" (Recoup {})", problem::shown(&found.app)) };
    JsonProblem::whole_file(format!(
        "This file was made by a newer Recoup{app}: its format is version {}, and this Recoup reads up to version {VERSION}. \
         Update Recoup, then import the file again.",
        found.version
    ))
}

/// Another program's file, or a ledger file too damaged to tell: the first problem may help.
fn another_kind(text: &str, found: &check::Findings) -> JsonProblem {
    match (&found.format, found.problems.first()) {
        (Some(format), _) => JsonProblem::whole_file(format!("{NOT_A_LEDGER} Its format is {}.", problem::quoted(format))),
        (None, Some(first)) if text.contains(FORMAT) => first.clone(),
        _ if text.trim_start().starts_with(['{', '[']) => JsonProblem::whole_file(format!("{NOT_A_LEDGER} It is JSON of another kind.")),
        _ => JsonProblem::whole_file(format!("{NOT_A_LEDGER} A ledger file begins with “{{”.")),
    }
}

fn unreadable(error: &serde_json::Error) -> JsonProblem {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let position = Position { line: number(error.line()), column: number(error.column()) };
    JsonProblem { path: String::new(), position: Some(position), what: format!("This cannot be read ({error}).") }
}
