//! IndexedDB with strict durability as a [`Store`]: the durable copy.
//!
//! `Ok` from a write means that its transaction's `complete` event has come, which in strict mode comes after the
//! browser has flushed the data to disk. It deliberately keeps no cache and retries no write whose outcome is unknown:
//! that is [`StoreError::NoAnswer`], and the journal has to look.

use super::events::{Listener, listen};
use super::exceptions::{describe, is_named, property, store_error};
use super::tasks::{Sender, one_shot, timeout};
use crate::store::backend::{Store, StoreError};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

/// The database's name; all paths of a host share it.
pub const DATABASE: &str = "recoup";

/// How long a request may take before it counts as not answered, in milliseconds.
pub const PATIENCE_MS: u32 = 8_000;

const VERSION: u32 = 1;
const ENTRIES: &str = "entries";

/// IndexedDB, one object store of text values under text keys. Clones share the connection.
#[derive(Debug, Clone)]
pub struct IndexedStore {
    name: Rc<str>,
    patience_ms: u32,
    connection: Rc<RefCell<Option<Connection>>>,
}

/// An open database with the listeners that notice its loss.
#[derive(Debug)]
struct Connection {
    database: IdbDatabase,
    _listeners: [Listener; 2],
}

impl Drop for Connection {
    fn drop(&mut self) {
        // Transactions under way still finish; a connection left open would block an upgrade by another tab.
        self.database.close();
    }
}

/// How a transaction ended.
enum End {
    Complete,
    Aborted(StoreError),
}

impl IndexedStore {
    /// Opens the database, making it when it is not there.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] without IndexedDB or when the browser refuses it, [`StoreError::NoAnswer`] after
    /// [`PATIENCE_MS`], [`StoreError::Failed`] when another tab keeps an older version of the database open.
    pub async fn open() -> Result<Self, StoreError> {
        Self::open_with(DATABASE, PATIENCE_MS).await
    }

    /// Like [`Self::open`], for a database of another name and another patience (tests, a second ledger).
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_with(name: &str, patience_ms: u32) -> Result<Self, StoreError> {
        let store = Self { name: name.into(), patience_ms, connection: Rc::default() };
        store.connected().await?;
        Ok(store)
    }

    /// Whether the browser understands the demand for strict durability. Where it does not, a saved record may be lost
    /// by a crash of the computer (not of the browser).
    ///
    /// # Errors
    /// When no transaction can be started.
    pub async fn promises_durability(&self) -> Result<bool, StoreError> {
        let transaction = self.begin("readwrite").await?;
        Ok(property(&transaction, "durability").and_then(|mode| mode.as_string()).is_some_and(|mode| mode == "strict"))
    }

    /// One transaction: `work` places its requests, their results come back once it is complete.
    async fn run(
        &self,
        mode: &str,
        work: impl Fn(&IdbObjectStore) -> Result<Vec<IdbRequest>, JsValue>,
    ) -> Result<Vec<JsValue>, StoreError> {
        let transaction = self.begin(mode).await?;
        let (ended, end) = one_shot();
        let _listeners = watch(&transaction, &ended);
        let placed = transaction.object_store(ENTRIES).and_then(|store| work(&store));
        let requests = match placed {
            Ok(requests) => requests,
            Err(exception) => {
                // Nothing of a half-placed batch may be kept; abort throws only when nothing is left to abort.
                let _ = transaction.abort();
                return Err(store_error(&exception));
            }
        };
        match timeout(self.patience_ms, end).await {
            Some(Some(End::Complete)) => {
                requests.iter().map(|request| request.result().map_err(|exception| store_error(&exception))).collect()
            }
            Some(Some(End::Aborted(error))) => Err(error),
            Some(None) | None => {
                // Take it back if it has not been committed yet; whether that worked cannot be known.
                let _ = transaction.abort();
                self.connection.take();
                Err(StoreError::NoAnswer)
            }
        }
    }

    /// Starts a transaction, connecting again once if the connection was lost.
    async fn begin(&self, mode: &str) -> Result<IdbTransaction, StoreError> {
        let first = start(&self.connected().await?, mode);
        match first {
            // The connection is closing or closed: nothing has been asked of it yet, so asking another is safe.
            Err(exception) if is_named(&exception, "InvalidStateError") => {
                self.connection.take();
                start(&self.connected().await?, mode).map_err(|exception| store_error(&exception))
            }
            other => other.map_err(|exception| store_error(&exception)),
        }
    }

    /// The open database, opened now if there is none.
    async fn connected(&self) -> Result<IdbDatabase, StoreError> {
        if let Some(connection) = self.connection.borrow().as_ref() {
            return Ok(connection.database.clone());
        }
        let database = open_database(&self.name, self.patience_ms).await?;
        if let Some(connection) = self.connection.borrow().as_ref() {
            // Two requests found no connection at once; one is enough.
            database.close();
            return Ok(connection.database.clone());
        }
        if !database.object_store_names().contains(ENTRIES) {
            database.close();
            return Err(StoreError::Failed(format!("the database “{}” belongs to something else", self.name)));
        }
        let lost = Rc::downgrade(&self.connection);
        let on_close = listen(&database, "close", move |_| {
            if let Some(connection) = lost.upgrade() {
                connection.take();
            }
        });
        let lost = Rc::downgrade(&self.connection);
        let closing = database.clone();
        let on_version_change = listen(&database, "versionchange", move |_| {
            // Another tab deletes or upgrades the database and waits until this connection lets go.
            closing.close();
            if let Some(connection) = lost.upgrade() {
                connection.take();
            }
        });
        *self.connection.borrow_mut() = Some(Connection { database: database.clone(), _listeners: [on_close, on_version_change] });
        Ok(database)
    }
}

impl Store for IndexedStore {
    async fn read_all(&self) -> Result<Vec<(String, String)>, StoreError> {
        // Both lists come in key order from the same transaction, so they match one to one.
        let results = self.run("readonly", |store| Ok(vec![store.get_all_keys()?, store.get_all()?])).await?;
        let [keys, values] = results.as_slice() else { return Err(odd("the lists of keys and values")) };
        let (keys, values) = (js_sys::Array::from(keys), js_sys::Array::from(values));
        if keys.length() != values.length() {
            return Err(odd("the lists of keys and values"));
        }
        keys.iter()
            .zip(values.iter())
            .map(|(key, value)| Ok((key.as_string().ok_or_else(|| odd("a key"))?, value.as_string().ok_or_else(|| odd("a value"))?)))
            .collect()
    }

    async fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        let results = self.run("readonly", |store| Ok(vec![store.get(&text(key))?])).await?;
        match results.first() {
            None => Err(odd("the answer")),
            Some(value) if value.is_undefined() => Ok(None),
            Some(value) => value.as_string().map(Some).ok_or_else(|| odd("a value")),
        }
    }

    /// In one transaction: all or none.
    async fn put_many(&self, entries: &[(&str, &str)]) -> Result<(), StoreError> {
        self.run("readwrite", |store| entries.iter().map(|(key, value)| store.put_with_key(&text(value), &text(key))).collect())
            .await
            .map(drop)
    }

    /// In one transaction: all or none.
    async fn remove_many(&self, keys: &[&str]) -> Result<(), StoreError> {
        self.run("readwrite", |store| keys.iter().map(|key| store.delete(&text(key))).collect()).await.map(drop)
    }

    async fn put(&self, key: &str, value: &str) -> Result<(), StoreError> {
        self.run("readwrite", |store| Ok(vec![store.put_with_key(&text(value), &text(key))?])).await.map(drop)
    }

    async fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.run("readwrite", |store| Ok(vec![store.delete(&text(key))?])).await.map(drop)
    }
}

/// Asks the browser for the database and waits for its answer.
async fn open_database(name: &str, patience_ms: u32) -> Result<IdbDatabase, StoreError> {
    let window = web_sys::window().ok_or(StoreError::Blocked)?;
    let factory = window.indexed_db().map_err(|exception| store_error(&exception))?.ok_or(StoreError::Blocked)?;
    let request: IdbOpenDbRequest = factory.open_with_u32(name, VERSION).map_err(|exception| store_error(&exception))?;
    let (opened, answer) = one_shot();

    let new = request.clone();
    let _upgrade = listen(&request, "upgradeneeded", move |_| {
        // A failure here makes the whole opening fail, which the error event reports.
        if let Ok(database) = new.result() {
            let _ = database.unchecked_into::<IdbDatabase>().create_object_store(ENTRIES);
        }
    });
    let (done, finished) = (opened.clone(), request.clone());
    let _success = listen(&request, "success", move |_| {
        let database = finished.result().map(JsCast::unchecked_into::<IdbDatabase>).map_err(|exception| store_error(&exception));
        done.send(database);
    });
    let (done, failed) = (opened.clone(), request.clone());
    let _error = listen(&request, "error", move |_| done.send(Err(request_error(&failed))));
    let _blocked = listen(&request, "blocked", move |_| {
        opened.send(Err(StoreError::Failed("another tab keeps the database busy; close the other tabs of this app".into())));
    });

    match timeout(patience_ms, answer).await {
        Some(Some(Ok(database))) => Ok(database),
        Some(Some(Err(error))) => {
            close_when_late(&request);
            Err(error)
        }
        Some(None) | None => {
            close_when_late(&request);
            Err(StoreError::NoAnswer)
        }
    }
}

/// A database that opens after nobody waits any more must not stay open and block other tabs.
fn close_when_late(request: &IdbOpenDbRequest) {
    let late = request.clone();
    listen(request, "success", move |_| {
        if let Ok(database) = late.result() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    })
    .keep_forever();
}

fn start(database: &IdbDatabase, mode: &str) -> Result<IdbTransaction, JsValue> {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"durability".into(), &"strict".into())?;
    database.unchecked_ref::<DurableDatabase>().transaction_with(ENTRIES, mode, &options)
}

fn watch(transaction: &IdbTransaction, ended: &Sender<End>) -> [Listener; 2] {
    let done = ended.clone();
    let complete = listen(transaction, "complete", move |_| done.send(End::Complete));
    let (done, stopped) = (ended.clone(), transaction.clone());
    // A request's error comes here too, because it aborts its transaction; so does a failure of the commit itself.
    let abort = listen(transaction, "abort", move |_| {
        let error = stopped.error().map_or_else(|| StoreError::Failed("the transaction was stopped".into()), |e| store_error(&e));
        done.send(End::Aborted(error));
    });
    [complete, abort]
}

fn request_error(request: &IdbOpenDbRequest) -> StoreError {
    match request.error() {
        Ok(Some(exception)) if is_named(&exception, "VersionError") => {
            StoreError::Failed(format!("a newer version of this app has used the database ({})", describe(&exception)))
        }
        // Firefox's way to refuse IndexedDB in a private window.
        Ok(Some(exception)) if is_named(&exception, "InvalidStateError") => StoreError::Blocked,
        Ok(Some(exception)) => store_error(&exception),
        Ok(None) => StoreError::Failed("the database could not be opened".into()),
        Err(exception) => store_error(&exception),
    }
}

fn odd(what: &str) -> StoreError {
    StoreError::Failed(format!("{what} in the database is not what this app writes"))
}

fn text(text: &str) -> JsValue {
    JsValue::from_str(text)
}

#[wasm_bindgen]
extern "C" {
    type DurableDatabase;
    /// `transaction` with its third argument, which web-sys has only behind its unstable flag.
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn transaction_with(this: &DurableDatabase, store: &str, mode: &str, options: &js_sys::Object) -> Result<IdbTransaction, JsValue>;
}
