//! Small preferences: theme, columns, paused shortcuts.
//!
//! Kept in local storage under their own prefix, outside of the ledger's. Nothing here is worth an error message: what
//! cannot be read is the default, what cannot be written is forgotten with the tab. Never keep ledger data here.

use super::local::raw_storage;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The prefix of every preference, with its slash.
pub const PREFIX: &str = "recoup-prefs/";

/// The preference, or the type's default when it is missing, unreadable or of another shape.
pub fn load<T: DeserializeOwned + Default>(name: &str) -> T {
    read(name).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Remembers the preference; `false` when the browser did not.
pub fn save<T: Serialize>(name: &str, value: &T) -> bool {
    let Ok(text) = serde_json::to_string(value) else { return false };
    raw_storage().is_ok_and(|storage| storage.set_item(&key(name), &text).is_ok())
}

/// Forgets the preference, so that it is the default again; `false` when the browser did not.
pub fn forget(name: &str) -> bool {
    raw_storage().is_ok_and(|storage| storage.remove_item(&key(name)).is_ok())
}

fn read(name: &str) -> Option<String> {
    raw_storage().ok()?.get_item(&key(name)).ok()?
}

fn key(name: &str) -> String {
    format!("{PREFIX}{name}")
}
