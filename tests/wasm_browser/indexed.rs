//! IndexedDB.

use super::{pair, round_trip, run, sorted};
use recoup::store::backend::{Store, StoreError};
use recoup::ui::browser::clock;
use recoup::ui::browser::indexed::IndexedStore;
use recoup::ui::browser::local::LocalStore;
use recoup::ui::browser::prefs;
use recoup::ui::browser::tasks::{one_shot, sleep};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

async fn open(name: &str) -> Result<IndexedStore, StoreError> {
    IndexedStore::open_with(name, 8_000).await
}

/// Deletes the database and waits for it; `Err` when another connection blocks it.
async fn delete_database(name: &str) -> Result<(), String> {
    let request = web_sys::window().unwrap().indexed_db().unwrap().unwrap().delete_database(name).unwrap();
    let (sender, answer) = one_shot();
    let (done, blocked) = (sender.clone(), sender);
    let success = Closure::<dyn FnMut()>::new(move || done.send(Ok(())));
    let block = Closure::<dyn FnMut()>::new(move || blocked.send(Err("blocked".to_owned())));
    request.set_onsuccess(Some(success.as_ref().unchecked_ref()));
    request.set_onblocked(Some(block.as_ref().unchecked_ref()));
    answer.await.unwrap()
}

#[wasm_bindgen_test]
async fn indexed_round_trip() {
    delete_database("recoup-test-a").await.unwrap();
    let store = open("recoup-test-a").await.unwrap();
    round_trip(&store).await;
    assert_eq!(store.promises_durability().await, Ok(true));
    store.put("kept", "value").await.unwrap();
    drop(store);
    let again = open("recoup-test-a").await.unwrap();
    assert_eq!(sorted(&again).await, [pair("kept", "value")]);
}

#[wasm_bindgen_test]
async fn indexed_200_puts_and_a_batch() {
    delete_database("recoup-test-b").await.unwrap();
    let store = open("recoup-test-b").await.unwrap();
    let begun = clock::now_ms();
    for number in 0..200 {
        store.put(&format!("record/{number:04}"), &"r".repeat(300)).await.unwrap();
    }
    let single = clock::now_ms() - begun;
    let batch: Vec<_> = (200..2_200).map(|number| (format!("record/{number:04}"), "b".repeat(300))).collect();
    let begun = clock::now_ms();
    let borrowed: Vec<_> = batch.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    store.put_many(&borrowed).await.unwrap();
    let many = clock::now_ms() - begun;
    let begun = clock::now_ms();
    let entries = sorted(&store).await;
    wasm_bindgen_test::console_log!("200 puts {single} ms, 2,000 in one {many} ms, read all {} ms", clock::now_ms() - begun);
    assert_eq!(entries.len(), 2_200);
    assert_eq!(entries.last(), Some(&("record/2199".to_owned(), "b".repeat(300))));
    assert!(entries.iter().enumerate().all(|(index, (key, _))| *key == format!("record/{index:04}")));
    store.put_many(&[]).await.unwrap();
}

#[wasm_bindgen_test]
async fn indexed_lets_go_and_comes_back() {
    delete_database("recoup-test-c").await.unwrap();
    let store = open("recoup-test-c").await.unwrap();
    store.put("a", "1").await.unwrap();
    // Somebody deletes the database below us: we must not block it, and must work on afterwards.
    delete_database("recoup-test-c").await.unwrap();
    assert_eq!(store.read("a").await, Ok(None));
    store.put("a", "2").await.unwrap();
    assert_eq!(store.read("a").await, Ok(Some("2".into())));
}

#[wasm_bindgen_test]
async fn indexed_shares_one_database_between_clones_and_tabs() {
    delete_database("recoup-test-d").await.unwrap();
    let one = open("recoup-test-d").await.unwrap();
    let other = open("recoup-test-d").await.unwrap();
    one.put("a", "1").await.unwrap();
    other.clone().put("b", "2").await.unwrap();
    assert_eq!(sorted(&one).await, sorted(&other).await);
}

#[wasm_bindgen_test]
async fn indexed_refuses_a_foreign_database() {
    delete_database("recoup-test-e").await.unwrap();
    let request = web_sys::window().unwrap().indexed_db().unwrap().unwrap().open_with_u32("recoup-test-e", 7).unwrap();
    let (sender, answer) = one_shot();
    let success = Closure::<dyn FnMut()>::new(move || sender.send(()));
    request.set_onsuccess(Some(success.as_ref().unchecked_ref()));
    answer.await.unwrap();
    request.result().unwrap().unchecked_into::<web_sys::IdbDatabase>().close();
    let refused = open("recoup-test-e").await;
    assert!(matches!(refused, Err(StoreError::Failed(reason)) if reason.contains("newer version")));
}

#[wasm_bindgen_test]
async fn indexed_failures_are_typed_and_change_nothing() {
    delete_database("recoup-test-f").await.unwrap();
    let store = open("recoup-test-f").await.unwrap();
    store.put("a", "old").await.unwrap();
    let fakes = [
        ("throw new DOMException('full', 'QuotaExceededError')", StoreError::Full),
        ("throw new DOMException('no', 'SecurityError')", StoreError::Blocked),
        ("this.transaction.abort(); return r", StoreError::Failed("the transaction was stopped".into())),
    ];
    for (fake, expected) in fakes {
        run(&format!(
            "const real = IDBObjectStore.prototype.put; globalThis.realPut = real;
             IDBObjectStore.prototype.put = function (...a) {{ const r = real.apply(this, a); {fake} }}"
        ));
        let single = store.put("a", "new").await;
        let batch = store.put_many(&[("a", "new"), ("b", "new")]).await;
        run("IDBObjectStore.prototype.put = globalThis.realPut");
        assert_eq!(single, Err(expected.clone()), "{fake}");
        assert!(batch.is_err(), "{fake}");
        assert_eq!(sorted(&store).await, [pair("a", "old")], "{fake}");
    }
    store.put("a", "new").await.unwrap();
}

#[wasm_bindgen_test]
async fn indexed_does_not_wait_for_ever() {
    delete_database("recoup-test-g").await.unwrap();
    let store = IndexedStore::open_with("recoup-test-g", 200).await.unwrap();
    store.put("a", "old").await.unwrap();
    // Another page's transaction keeps the object store busy.
    run("globalThis.busy = true;
         indexedDB.open('recoup-test-g').onsuccess = event => {
             const database = event.target.result, tx = database.transaction('entries', 'readwrite');
             globalThis.released = new Promise(done => { tx.oncomplete = () => { database.close(); done() } });
             const again = () => { if (globalThis.busy) tx.objectStore('entries').get('a').onsuccess = again };
             again();
         }");
    sleep(100).await;
    assert_eq!(store.put("a", "new").await, Err(StoreError::NoAnswer));
    run("globalThis.busy = false");
    sleep(100).await;
    assert_eq!(store.read("a").await, Ok(Some("old".into())), "taken back, as far as it could be");
    store.put("a", "new").await.unwrap();

    run("globalThis.realOpen = IDBFactory.prototype.open; IDBFactory.prototype.open = () => new EventTarget()");
    let hung = IndexedStore::open_with("recoup-test-h", 50).await;
    run("IDBFactory.prototype.open = globalThis.realOpen");
    assert_eq!(hung.err(), Some(StoreError::NoAnswer));
}

#[wasm_bindgen_test]
async fn missing_or_forbidden_stores_are_blocked() {
    let forbid = "{ configurable: true, get() { throw new DOMException('no', 'SecurityError') } }";
    for (fake, store) in [(forbid, "localStorage"), ("{ configurable: true, value: null }", "localStorage")] {
        run(&format!(
            "globalThis.real = Object.getOwnPropertyDescriptor(window, '{store}'); Object.defineProperty(window, '{store}', {fake})"
        ));
        let local = LocalStore::open().err();
        let saved = prefs::save("theme", &"dark");
        let loaded = prefs::load::<String>("theme");
        run(&format!("Object.defineProperty(window, '{store}', globalThis.real)"));
        assert_eq!((local, saved, loaded), (Some(StoreError::Blocked), false, String::new()));
    }
    for fake in [forbid, "{ configurable: true, value: null }"] {
        run(&format!(
            "globalThis.real = Object.getOwnPropertyDescriptor(window, 'indexedDB'); Object.defineProperty(window, 'indexedDB', {fake})"
        ));
        let indexed = open("recoup-test-i").await.err();
        run("Object.defineProperty(window, 'indexedDB', globalThis.real)");
        assert_eq!(indexed, Some(StoreError::Blocked));
    }
    assert!(LocalStore::open().is_ok());
}
