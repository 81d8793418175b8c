//! What a JavaScript exception means: a short text for people, a [`StoreError`] for the journal.
//!
//! Browsers name the same failure differently, so only the names known for certain become a typed error; the rest
//! stays in the browser's words.

use crate::store::backend::StoreError;
use wasm_bindgen::{JsCast, JsValue};

/// The exception in one line: its name and message, or whatever text it has.
pub fn describe(exception: &JsValue) -> String {
    let name = text_property(exception, "name");
    let message = text_property(exception, "message");
    match (name, message) {
        (Some(name), Some(message)) => format!("{name}: {message}"),
        (Some(text), None) | (None, Some(text)) => text,
        (None, None) => exception.as_string().unwrap_or_else(|| format!("{exception:?}")),
    }
}

/// The exception as a storage error.
///
/// Quota: `QuotaExceededError` by the standard, `NS_ERROR_DOM_QUOTA_REACHED` in Firefox; the old number 22 (1014 in Firefox)
/// covers browsers that name it otherwise. Blocked: `SecurityError` and `NotAllowedError`.
pub fn store_error(exception: &JsValue) -> StoreError {
    let name = text_property(exception, "name").unwrap_or_default();
    let code = property(exception, "code").and_then(|code| code.as_f64()).unwrap_or_default();
    match name.as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" | "QUOTA_EXCEEDED_ERR" => StoreError::Full,
        "SecurityError" | "NotAllowedError" => StoreError::Blocked,
        _ if code == 22.0 || code == 1014.0 => StoreError::Full,
        _ => StoreError::Failed(describe(exception)),
    }
}

/// Whether the exception carries this name.
pub(super) fn is_named(exception: &JsValue, name: &str) -> bool {
    text_property(exception, "name").is_some_and(|found| found == name)
}

/// A property of any JavaScript value; `None` when there is none or reading it throws.
pub(super) fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    if !of.is_object() && !of.is_function() {
        return None;
    }
    js_sys::Reflect::get(of, &JsValue::from_str(name)).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

/// A property that is a function.
pub(super) fn method(of: &JsValue, name: &str) -> Option<js_sys::Function> {
    property(of, name)?.dyn_into().ok()
}

fn text_property(of: &JsValue, name: &str) -> Option<String> {
    property(of, name)?.as_string().filter(|text| !text.is_empty())
}
