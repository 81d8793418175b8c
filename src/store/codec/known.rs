//! JSON that must be understood completely: a field this version does not know is an error, not a loss.

use super::CodecError;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads JSON of a type. Whatever this version would not write back makes it [`CodecError::Newer`].
pub(super) fn read<T: DeserializeOwned + Serialize>(text: &str, what: &str) -> Result<T, CodecError> {
    let value: T = serde_json::from_str(text).map_err(|error| explain(&error, what))?;
    let again = write(&value);
    if again != text
        && let (Ok(theirs), Ok(ours)) = (serde_json::from_str(text), serde_json::from_str(&again))
        && let Some(field) = lost(&theirs, &ours)
    {
        return Err(CodecError::newer(format!("{what}: the field “{field}”")));
    }
    Ok(value)
}

/// Writes JSON. The types of the ledger have text keys and no number that JSON lacks, so this cannot fail.
pub(super) fn write<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// serde names an unknown variant in words only; a test holds on to them.
fn explain(error: &serde_json::Error, what: &str) -> CodecError {
    let message = error.to_string();
    if error.is_data() && message.starts_with("unknown variant") {
        CodecError::newer(format!("{what}: {message}"))
    } else {
        CodecError::damaged(format!("{what}: {message}"))
    }
}

/// The first field that `ours` has lost, unless it held nothing.
fn lost(theirs: &Value, ours: &Value) -> Option<String> {
    match (theirs, ours) {
        (Value::Object(theirs), Value::Object(ours)) => theirs.iter().find_map(|(key, value)| match ours.get(key) {
            Some(kept) => lost(value, kept),
            None => says_something(value).then(|| key.chars().take(60).collect()),
        }),
        (Value::Array(theirs), Value::Array(ours)) => theirs.iter().zip(ours).find_map(|(theirs, ours)| lost(theirs, ours)),
        _ => None,
    }
}

fn says_something(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}
