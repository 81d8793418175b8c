//! The small door every storage backend goes through: text values under text keys.
//!
//! Implemented by the browser shell over local storage and over strict IndexedDB, and by the exam's simulated
//! stores, which fail, lose and tear on purpose.

use std::future::Future;
use thiserror::Error;

/// Why a backend did not do what it was asked. Whatever the reason, the old value is still in place or the
/// answer is unknown; it never means “saved”.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The browser's quota for this site is used up.
    #[error("the browser's storage for this site is full")]
    Full,
    /// The browser does not let this page store anything.
    #[error("the browser does not let this page store anything")]
    Blocked,
    /// No answer within the time allowed: it may or may not have been stored.
    #[error("the browser's storage does not answer")]
    NoAnswer,
    /// Anything else, in the browser's words.
    #[error("the browser's storage failed: {0}")]
    Failed(String),
}

/// One place that keeps text values under text keys. Keys and values are ASCII.
///
/// A `put` that returned `Ok` is as durable as the backend can make it: for strict IndexedDB the transaction has
/// completed, for local storage the value is in the browser's memory and on disk some seconds later.
pub trait Store {
    /// Every entry under this app's prefix, in no particular order.
    fn read_all(&self) -> impl Future<Output = Result<Vec<(String, String)>, StoreError>>;
    /// One value, or `None` when the key is not there.
    fn read(&self, key: &str) -> impl Future<Output = Result<Option<String>, StoreError>>;
    /// Stores one value; on any error the old value stays.
    fn put(&self, key: &str, value: &str) -> impl Future<Output = Result<(), StoreError>>;
    /// Removes one key; removing what is not there is no error.
    fn remove(&self, key: &str) -> impl Future<Output = Result<(), StoreError>>;
    /// Stores several values, in order; on an error none, some or all of them are stored. Backends with transactions do
    /// it in one: a flush to disk for each of two thousand would hold up the user's next change for seconds.
    fn put_many(&self, entries: &[(&str, &str)]) -> impl Future<Output = Result<(), StoreError>> {
        async move {
            for (key, value) in entries {
                self.put(key, value).await?;
            }
            Ok(())
        }
    }
    /// Removes several keys, in order; as [`put_many`](Self::put_many) otherwise.
    fn remove_many(&self, keys: &[&str]) -> impl Future<Output = Result<(), StoreError>> {
        async move {
            for key in keys {
                self.remove(key).await?;
            }
            Ok(())
        }
    }
}
