//! What a journal record's payload says: which request it answers, and the event.
//!
//! The request's name lets a tab that asked twice (the writing tab died before it could answer) learn that its command
//! was carried out, so that no command is ever carried out twice.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

#[derive(Serialize, Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    request: std::borrow::Cow<'a, str>,
    #[serde(borrow)]
    event: &'a RawValue,
}

/// A payload as it is stored: `event` is JSON text.
///
/// # Errors
/// When `event` is not JSON.
pub fn encode_entry(request: &str, event: &str) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Entry { request: request.into(), event: serde_json::from_str(event)? })
}

/// The request's name and the event's JSON text of a payload.
///
/// # Errors
/// When the payload is not of this form.
pub fn decode_entry(payload: &str) -> Result<(String, &str), serde_json::Error> {
    let entry: Entry = serde_json::from_str(payload)?;
    Ok((entry.request.into_owned(), entry.event.get()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let payload = encode_entry("tab-1 \"x\"", r#"{"event":"customer_removed","customer":1}"#).unwrap();
        let (request, event) = decode_entry(&payload).unwrap();
        assert_eq!((request.as_str(), event), ("tab-1 \"x\"", r#"{"event":"customer_removed","customer":1}"#));
        assert!(decode_entry("{}").is_err());
        assert!(encode_entry("x", "{").is_err());
    }
}
