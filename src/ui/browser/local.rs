//! Local storage as a [`Store`]: the synchronous copy and the instant start.
//!
//! It is *not* the durable copy: the browser writes it to disk seconds or minutes later. It never rewrites or deletes
//! anything to make room, and keeps no counter that another tab could make wrong.

use super::exceptions::store_error;
use crate::store::backend::{Store, StoreError};
use gloo_storage::{LocalStorage, Storage as _};
use js_sys::JsString;
use wasm_bindgen::prelude::*;

/// The prefix of the ledger's entries, with its slash.
pub const PREFIX: &str = "recoup/";

/// What one origin may keep in Chromium and Firefox, in UTF-16 code units of keys and values together. WebKit counts
/// bytes: the same for ASCII.
pub const QUOTA_UNITS: u64 = 5_242_880;

const PROBE_KEY: &str = "recoup-probe";

/// Local storage, the entries under [`PREFIX`].
#[derive(Debug, Clone)]
pub struct LocalStore {
    raw: web_sys::Storage,
}

impl LocalStore {
    /// Opens local storage and tries a write.
    ///
    /// A full storage opens all the same, because what is in it must stay readable.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] when the browser refuses; [`StoreError::Failed`] on a `file:` page, where all files of the
    /// computer share one storage, and when reading fails.
    pub fn open() -> Result<Self, StoreError> {
        let protocol = web_sys::window().and_then(|window| window.location().protocol().ok()).unwrap_or_default();
        if protocol == "file:" {
            return Err(StoreError::Failed(
                "pages opened from a file share their storage with every other file; serve Recoup over http or https".into(),
            ));
        }
        let raw = raw_storage()?;
        match raw.set_item(PROBE_KEY, "").map_err(|exception| store_error(&exception)) {
            Ok(()) => {
                // A probe left behind does no harm and is overwritten next time.
                let _ = raw.remove_item(PROBE_KEY);
            }
            Err(StoreError::Full) => {}
            Err(other) => return Err(other),
        }
        raw.length().map_err(|exception| store_error(&exception))?;
        Ok(Self { raw })
    }

    /// Everything this origin keeps in local storage, also outside of the prefix, in UTF-16 code units of keys and values:
    /// what counts towards [`QUOTA_UNITS`].
    ///
    /// Walks all entries without copying their texts (milliseconds): call it after a compaction, not at every key press.
    ///
    /// # Errors
    /// When the browser refuses to read.
    pub fn used_units(&self) -> Result<u64, StoreError> {
        let raw: &RawStorage = self.raw.unchecked_ref();
        let mut units = 0;
        for key in js_sys::Object::keys(self.raw.unchecked_ref::<js_sys::Object>()).iter() {
            let key: JsString = key.unchecked_into();
            let value = raw.get_item_uncopied(&key).map_err(|exception| store_error(&exception))?;
            units += u64::from(key.length()) + value.map_or(0, |value| u64::from(value.length()));
        }
        Ok(units)
    }

    /// The keys under the prefix, without it.
    fn keys(&self) -> Vec<String> {
        let every_key = js_sys::Object::keys(self.raw.unchecked_ref::<js_sys::Object>());
        every_key.iter().filter_map(|key| Some(key.as_string()?.strip_prefix(PREFIX)?.to_owned())).collect()
    }
}

impl Store for LocalStore {
    async fn read_all(&self) -> Result<Vec<(String, String)>, StoreError> {
        let mut entries = Vec::new();
        for key in self.keys() {
            // An entry that vanished meanwhile was removed by another tab: it is not there.
            if let Some(value) = self.read(&key).await? {
                entries.push((key, value));
            }
        }
        Ok(entries)
    }

    async fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.raw.get_item(&prefixed(key)).map_err(|exception| store_error(&exception))
    }

    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.raw.set_item(&prefixed(key), value).map_err(|exception| store_error(&exception))
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.raw.remove_item(&prefixed(key)).map_err(|exception| store_error(&exception))
    }
}

/// The page's local storage, asked for in a way that cannot panic where the browser blocks it.
pub(super) fn raw_storage() -> Result<web_sys::Storage, StoreError> {
    let window = web_sys::window().ok_or(StoreError::Blocked)?;
    match window.local_storage() {
        Ok(Some(_)) => Ok(LocalStorage::raw()),
        Ok(None) => Err(StoreError::Blocked),
        Err(exception) => Err(store_error(&exception)),
    }
}

fn prefixed(key: &str) -> String {
    format!("{PREFIX}{key}")
}

#[wasm_bindgen]
extern "C" {
    type RawStorage;
    /// `getItem` without copying the text into the wasm memory.
    #[wasm_bindgen(method, catch, js_name = getItem)]
    fn get_item_uncopied(this: &RawStorage, key: &JsString) -> Result<Option<JsString>, JsValue>;
}
