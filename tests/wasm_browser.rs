//! The browser adapters in a real browser: storage, locks, channels, clock, preferences, files, page.
//!
//! Run with `cargo test --target wasm32-unknown-unknown --test wasm_browser`. What needs two processes or a killed
//! browser (crashes, durability) belongs to the browser journeys, not here.
#![cfg(all(target_arch = "wasm32", feature = "ui"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::Datelike;
use recoup::store::backend::{Store, StoreError};
use recoup::ui::browser::clock;
use recoup::ui::browser::exceptions::store_error;
use recoup::ui::browser::files::{self, FileError};
use recoup::ui::browser::indexed::IndexedStore;
use recoup::ui::browser::local::{self, LocalStore};
use recoup::ui::browser::locks;
use recoup::ui::browser::page::{self, StorageChange};
use recoup::ui::browser::tabs::{Guard, Handlers, Question, Role, TabError, TabLink};
use recoup::ui::browser::tasks::{one_shot, sleep, timeout, yield_to_browser};
use recoup::ui::browser::{boot, prefs};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Runs JavaScript, to fake a browser that misbehaves.
fn run(script: &str) -> JsValue {
    js_sys::Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap()
}

// ---- local storage -------------------------------------------------------------------------------------------------

fn raw() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

async fn sorted(store: &impl Store) -> Vec<(String, String)> {
    let mut entries = store.read_all().await.unwrap();
    entries.sort();
    entries
}

fn pair(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

async fn round_trip(store: &impl Store) {
    assert_eq!(store.read("a").await, Ok(None));
    store.put("a", "1").await.unwrap();
    store.put("b/c", "").await.unwrap();
    store.put("a", "2").await.unwrap();
    assert_eq!(store.read("a").await, Ok(Some("2".into())));
    assert_eq!(store.read("b/c").await, Ok(Some(String::new())));
    assert_eq!(sorted(store).await, [pair("a", "2"), pair("b/c", "")]);
    store.remove("a").await.unwrap();
    store.remove("never there").await.unwrap();
    assert_eq!(sorted(store).await, [pair("b/c", "")]);
    store.remove("b/c").await.unwrap();
    assert!(sorted(store).await.is_empty());
}

#[wasm_bindgen_test]
async fn local_round_trip() {
    raw().clear().unwrap();
    round_trip(&LocalStore::open().unwrap()).await;
    assert_eq!(raw().length(), Ok(0), "the probe leaves nothing behind");
}

#[wasm_bindgen_test]
async fn local_keeps_to_its_prefix() {
    raw().clear().unwrap();
    for foreign in ["other", "recoup", "recoup-prefs/theme", "recoupx/1", "length", "key"] {
        raw().set_item(foreign, "foreign").unwrap();
    }
    let store = LocalStore::open().unwrap();
    store.put("record/1", "mine").await.unwrap();
    assert_eq!(sorted(&store).await, [pair("record/1", "mine")]);
    assert_eq!(raw().get_item("recoup/record/1").unwrap().as_deref(), Some("mine"));
    store.remove("other").await.unwrap();
    assert_eq!(raw().get_item("other").unwrap().as_deref(), Some("foreign"));
}

#[wasm_bindgen_test]
async fn local_full_keeps_the_old_value_and_stays_readable() {
    raw().clear().unwrap();
    let store = LocalStore::open().unwrap();
    assert!(!store.full_when_opened());
    store.put("head", "old").await.unwrap();
    let mut step = 1 << 20;
    let mut number = 0;
    while step > 0 {
        number += 1;
        match store.put(&format!("fill{number}"), &"x".repeat(step)).await {
            Ok(()) => (),
            Err(StoreError::Full) => step /= 2,
            Err(other) => panic!("{other}"),
        }
    }
    let used = store.used_units().unwrap();
    assert!(used <= local::QUOTA_UNITS && used > local::QUOTA_UNITS - 64, "{used}");
    assert_eq!(store.put("head", &"y".repeat(1000)).await, Err(StoreError::Full));
    assert_eq!(store.read("head").await, Ok(Some("old".into())));
    while raw().set_item("z", "").is_ok() && raw().set_item(&format!("z{number}"), "").is_ok() {
        number += 1;
    }
    let reopened = LocalStore::open().unwrap();
    assert!(reopened.full_when_opened());
    assert_eq!(reopened.read("head").await, Ok(Some("old".into())));
    assert_eq!(sorted(&reopened).await.first().map(|(key, _)| key.starts_with("fill")), Some(true));
    raw().clear().unwrap();
}

#[wasm_bindgen_test]
async fn local_counts_units() {
    raw().clear().unwrap();
    let store = LocalStore::open().unwrap();
    assert_eq!(store.used_units(), Ok(0));
    store.put("ab", "12345").await.unwrap(); // "recoup/ab" and its value
    raw().set_item("é", "😀").unwrap(); // one unit and a surrogate pair
    assert_eq!(store.used_units(), Ok(9 + 5 + 1 + 2));
    raw().clear().unwrap();
}

#[wasm_bindgen_test]
fn exceptions_become_typed_errors() {
    let dom = |name: &str| -> JsValue { web_sys::DomException::new_with_message_and_name("m", name).unwrap().into() };
    assert_eq!(store_error(&dom("QuotaExceededError")), StoreError::Full);
    assert_eq!(store_error(&dom("NS_ERROR_DOM_QUOTA_REACHED")), StoreError::Full);
    assert_eq!(store_error(&dom("SecurityError")), StoreError::Blocked);
    assert_eq!(store_error(&dom("DataError")), StoreError::Failed("DataError: m".into()));
    assert_eq!(store_error(&"text".into()), StoreError::Failed("text".into()));
    assert!(matches!(store_error(&JsValue::NULL), StoreError::Failed(_)));
}

// ---- IndexedDB -----------------------------------------------------------------------------------------------------

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

// ---- locks and tabs ------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
async fn a_second_request_waits_for_the_lock() {
    let first = locks::try_lock("test-lock").await.unwrap().expect("free");
    assert!(locks::try_lock("test-lock").await.unwrap().is_none());
    assert!(timeout(100, locks::wait_for_lock("test-lock")).await.is_none(), "held");
    let (sender, answer) = one_shot();
    wasm_bindgen_futures::spawn_local(async move { sender.send(locks::wait_for_lock("test-lock").await) });
    sleep(50).await;
    drop(first);
    // The request given up above stands first in the queue and must give the lock on.
    let second = timeout(2_000, answer).await.expect("in time").expect("sent").unwrap();
    assert!(locks::try_lock("test-lock").await.unwrap().is_none());
    drop(second);
    sleep(50).await;
    assert!(locks::try_lock("test-lock").await.unwrap().is_some());
}

#[derive(Default)]
struct Heard {
    messages: RefCell<Vec<String>>,
    questions: RefCell<Vec<String>>,
    promoted: Cell<u32>,
}

/// A tab that answers every question with its text in capitals, and `silent` ones only from the second time on.
async fn tab(name: &str) -> (TabLink, Rc<Heard>) {
    let heard = Rc::new(Heard::default());
    let (messages, questions, promoted) = (heard.clone(), heard.clone(), heard.clone());
    let handlers = Handlers {
        on_message: Box::new(move |text| messages.messages.borrow_mut().push(text)),
        on_question: Box::new(move |question: Question| {
            let seen = questions.questions.borrow().contains(&question.request_id);
            questions.questions.borrow_mut().push(question.request_id.clone());
            if seen || question.text != "silent" {
                question.answer(&question.text.to_uppercase()).unwrap();
            }
        }),
        on_promoted: Box::new(move || promoted.promoted.set(promoted.promoted.get() + 1)),
    };
    (TabLink::open(name, handlers).await.unwrap(), heard)
}

#[wasm_bindgen_test]
async fn one_writer_answers_and_the_next_takes_over() {
    let (first, first_heard) = tab("test-tabs").await;
    let (second, second_heard) = tab("test-tabs").await;
    let (third, third_heard) = tab("test-tabs").await;
    assert_eq!([first.role(), second.role(), third.role()], [Role::Writer, Role::Follower, Role::Follower]);
    assert_eq!(first.guard(), Guard::WebLock);
    assert_ne!(first.tab_id(), second.tab_id());

    let id = second.new_request_id();
    assert_eq!(second.ask(&id, "pay|1|ü", 2_000).await, Ok("PAY|1|Ü".into()));
    assert_eq!(first.ask("own", "x", 100).await, Err(TabError::OwnTab));
    assert_eq!(*first_heard.questions.borrow(), [id]);
    assert!(third_heard.questions.borrow().is_empty(), "only the writer is asked");

    let id = third.new_request_id();
    assert_eq!(third.ask(&id, "silent", 150).await, Err(TabError::NoAnswer));
    assert_eq!(third.ask(&id, "silent", 2_000).await, Ok("SILENT".into()), "asked again with the same id");

    first.post("head 7").unwrap();
    sleep(100).await;
    assert_eq!(*second_heard.messages.borrow(), ["head 7"]);
    assert_eq!(*third_heard.messages.borrow(), ["head 7"]);
    assert!(first_heard.messages.borrow().is_empty(), "not to itself");

    drop(first);
    sleep(200).await;
    assert_eq!([second.role(), third.role()], [Role::Writer, Role::Follower]);
    assert_eq!((second_heard.promoted.get(), third_heard.promoted.get()), (1, 0));
    assert_eq!(third.ask(&third.new_request_id(), "again", 2_000).await, Ok("AGAIN".into()));
}

#[wasm_bindgen_test]
async fn a_promoted_tab_learns_that_its_question_is_its_own_now() {
    let (first, _) = tab("test-orphans").await;
    let (second, second_heard) = tab("test-orphans").await;
    let asking = second.clone();
    let (sender, answer) = one_shot();
    wasm_bindgen_futures::spawn_local(async move {
        let id = asking.new_request_id();
        sender.send(asking.ask(&id, "silent", 5_000).await);
    });
    sleep(100).await;
    drop(first);
    assert_eq!(timeout(2_000, answer).await, Some(Some(Err(TabError::OwnTab))));
    assert_eq!(second_heard.promoted.get(), 1);
}

#[wasm_bindgen_test]
async fn five_hundred_forwarded_questions_all_arrive_once() {
    let (_writer, heard) = tab("test-many").await;
    let (follower, _) = tab("test-many").await;
    for number in 0..500 {
        let text = format!("edit {number}");
        assert_eq!(follower.ask(&follower.new_request_id(), &text, 5_000).await, Ok(text.to_uppercase()));
    }
    let mut ids = heard.questions.borrow().clone();
    assert_eq!(ids.len(), 500);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 500);
}

/// Hides or restores `navigator.locks`.
fn hide_locks(hidden: bool) {
    let script = if hidden {
        "Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true })"
    } else {
        "delete navigator.locks"
    };
    run(script);
}

#[wasm_bindgen_test]
async fn without_locks_tabs_elect_one_writer() {
    hide_locks(true);
    assert!(!locks::supported());
    let (sender, answer) = one_shot();
    wasm_bindgen_futures::spawn_local(async move { sender.send(tab("test-election").await) });
    let (first, first_heard) = tab("test-election").await;
    let (second, second_heard) = answer.await.unwrap();
    let (third, _) = tab("test-election").await;
    hide_locks(false);
    assert!(locks::supported());
    let writers = [&first, &second, &third].iter().filter(|link| link.role() == Role::Writer).count();
    assert_eq!(writers, 1, "of two candidates at once, one gives way");
    assert_eq!(third.role(), Role::Follower);
    assert_eq!(third.guard(), Guard::Election);
    let (writer, rest) = if first.role() == Role::Writer { (first, (second, second_heard)) } else { (second, (first, first_heard)) };
    drop(writer);
    sleep(700).await;
    let writers = [&rest.0, &third].iter().filter(|link| link.role() == Role::Writer).count();
    assert_eq!(writers, 1, "one of the others takes over");
}

// ---- clock, waiting ------------------------------------------------------------------------------------------------

#[wasm_bindgen_test]
fn the_clock_agrees_with_the_browser() {
    let date = js_sys::Date::new_0();
    let today = clock::today();
    assert_eq!((today.year() as u32, today.month0(), today.day()), (date.get_full_year(), date.get_month(), date.get_date()));
    assert!((clock::now_ms() - js_sys::Date::now() as i64).abs() < 1_000);
    assert!(clock::now_ms() > 1_700_000_000_000);
}

#[wasm_bindgen_test]
async fn a_day_watch_is_silent_on_the_same_day() {
    let called = Rc::new(Cell::new(0));
    let counter = called.clone();
    let watch = clock::on_new_day(move |_| counter.set(counter.get() + 1));
    let window = web_sys::window().unwrap();
    window.dispatch_event(&web_sys::Event::new("focus").unwrap()).unwrap();
    assert_eq!(called.get(), 0);
    drop(watch);
}

#[wasm_bindgen_test]
async fn a_day_watch_tells_every_new_day_once() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let list = heard.clone();
    let today = clock::today();
    let watch = clock::on_new_day(move |date| list.borrow_mut().push(date));
    run("const Real = Date; globalThis.RealDate = Real;
         globalThis.Date = class extends Real { constructor(...a) { a.length ? super(...a) : super(Real.now() + 86400000) } }");
    run("dispatchEvent(new Event('focus')); document.dispatchEvent(new Event('visibilitychange'))");
    run("globalThis.Date = globalThis.RealDate");
    run("dispatchEvent(new Event('pageshow'))");
    assert_eq!(*heard.borrow(), [today.succ_opt().unwrap(), today], "also when the clock is put back");
    drop(watch);
}

#[wasm_bindgen_test]
async fn waiting_waits_and_limits_hold() {
    let begun = clock::now_ms();
    sleep(60).await;
    assert!(clock::now_ms() - begun >= 55);
    yield_to_browser().await;
    assert_eq!(timeout(1_000, async { 7 }).await, Some(7));
    assert_eq!(timeout(20, std::future::pending::<()>()).await, None);
    let (sender, answer) = one_shot::<u8>();
    sender.send(1);
    sender.send(2);
    assert_eq!(answer.await, Some(1), "the first one counts");
    let (sender, answer) = one_shot::<u8>();
    wasm_bindgen_futures::spawn_local(async move {
        sleep(10).await;
        drop(sender);
    });
    assert_eq!(answer.await, None, "nobody is left to answer");
}

// ---- preferences, page, files, boot --------------------------------------------------------------------------------

#[wasm_bindgen_test]
fn preferences_default_on_anything_odd() {
    prefs::forget("columns");
    assert_eq!(prefs::load::<Vec<String>>("columns"), Vec::<String>::new());
    assert!(prefs::save("columns", &["number", "due"]));
    assert_eq!(prefs::load::<Vec<String>>("columns"), ["number", "due"]);
    for garbage in ["", "{", "7", "[1]", "null", "\u{0}"] {
        raw().set_item("recoup-prefs/columns", garbage).unwrap();
        assert_eq!(prefs::load::<Vec<String>>("columns"), Vec::<String>::new(), "{garbage}");
    }
    assert!(prefs::forget("columns"));
    assert!(!prefs::load::<bool>("columns"));
}

#[wasm_bindgen_test]
fn the_page_obeys() {
    let document = web_sys::window().unwrap().document().unwrap();
    let root = document.document_element().unwrap();
    page::set_theme(Some("dark"));
    assert_eq!(root.get_attribute("data-theme").as_deref(), Some("dark"));
    page::set_theme(None);
    assert!(!root.has_attribute("data-theme"));
    let title = document.title();
    page::set_title("Recoup");
    assert_eq!(document.title(), "Recoup");
    page::set_title(&title);

    let heading = document.create_element("h1").unwrap();
    heading.set_id("a-heading");
    document.body().unwrap().append_child(&heading).unwrap();
    assert!(page::focus("a-heading"));
    assert!(!page::focus("not-there"));
    heading.remove();

    assert!(page::media_matches("all") && !page::media_matches("not all"));
    assert_eq!(page::base_path(), "");
    let base = document.create_element("base").unwrap();
    base.set_attribute("href", "/tools/recoup/").unwrap();
    document.head().unwrap().append_child(&base).unwrap();
    assert_eq!(page::base_path(), "/tools/recoup");
    base.remove();
    assert!(page::address().starts_with('/'));
    assert!(page::is_secure());
}

#[wasm_bindgen_test]
async fn persistence_can_be_asked_for() {
    assert!(page::request_persistence().await.is_some());
    assert!(page::is_persisted().await.is_some());
}

#[wasm_bindgen_test]
fn leaving_is_guarded_only_while_saving() {
    let window = web_sys::window().unwrap();
    let leave = || {
        let event: web_sys::Event = run("return new Event('beforeunload', { cancelable: true })").unchecked_into();
        window.dispatch_event(&event).unwrap()
    };
    assert!(leave());
    let guard = page::guard_leaving().unwrap();
    assert!(!leave(), "asked");
    drop(guard);
    assert!(leave());
}

#[wasm_bindgen_test]
fn clearing_by_another_tab_is_heard() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let list = heard.clone();
    let listener = page::on_storage_change(move |change| list.borrow_mut().push(change)).unwrap();
    let send = |script: &str| {
        run(&format!("dispatchEvent(new StorageEvent('storage', {script}))"));
    };
    send("{ key: null, storageArea: localStorage }");
    send("{ key: 'recoup/x', newValue: '1', storageArea: localStorage }");
    send("{ key: null, storageArea: sessionStorage }");
    drop(listener);
    send("{ key: null, storageArea: localStorage }");
    let changed = StorageChange::Changed { key: "recoup/x".into(), value: Some("1".into()) };
    assert_eq!(*heard.borrow(), [StorageChange::Cleared, changed]);
}

#[wasm_bindgen_test]
fn the_boot_script_is_called_when_there() {
    assert!(!boot::show_crash("x"));
    run("globalThis.__recoup_recovery = (reason, details) => { globalThis.heard = reason + '/' + details }");
    assert!(boot::show_recovery("chain broken", "raw"));
    assert_eq!(run("return globalThis.heard").as_string().as_deref(), Some("chain broken/raw"));
    run("delete globalThis.__recoup_recovery; delete globalThis.heard");
    let called = Rc::new(Cell::new(false));
    let flag = called.clone();
    let listener = boot::on_update_ready(move || flag.set(true)).unwrap();
    run("dispatchEvent(new CustomEvent('recoup:update-ready'))");
    assert!(called.get());
    drop(listener);
    assert!(!boot::apply_update() && !boot::is_update_ready());
    run("globalThis.__recoup_update_ready = true; globalThis.__recoup_apply_update = () => false");
    assert!(boot::is_update_ready() && !boot::apply_update(), "there, but nothing waits");
    run("globalThis.__recoup_apply_update = () => true");
    assert!(boot::apply_update());
    run("delete globalThis.__recoup_update_ready; delete globalThis.__recoup_apply_update");
}

#[wasm_bindgen_test]
async fn files_are_read_within_their_limit() {
    let script = "return new File([new Uint8Array([0, 255, 195, 188])], 'a.csv')";
    let file: web_sys::File = run(script).unchecked_into();
    assert_eq!(files::read_file(&file, 4).await, Ok(vec![0, 255, 195, 188]));
    assert_eq!(files::read_file(&file, 3).await, Err(FileError::TooLarge { bytes: 4, max_bytes: 3 }));
}

#[wasm_bindgen_test]
async fn downloads_and_links_go_through_a_clicked_link() {
    run("globalThis.clicked = []; globalThis.realClick = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () { globalThis.clicked.push(this.href, this.download, this.target) }");
    files::download_text("backup.json", "application/json", "{\"ü\":1}").unwrap();
    files::open_link("mailto:a@b.c?subject=x%20y").unwrap();
    files::open_link("https://pay.example/1").unwrap();
    run("HTMLAnchorElement.prototype.click = globalThis.realClick");
    let clicked = js_sys::Array::from(&run("return globalThis.clicked"));
    let texts: Vec<String> = clicked.iter().map(|value| value.as_string().unwrap()).collect();
    let (blob, rest) = texts.split_first().unwrap();
    assert!(blob.starts_with("blob:"));
    assert_eq!(rest, ["backup.json", "", "mailto:a@b.c?subject=x%20y", "", "", "https://pay.example/1", "", "_blank"]);
    let fetched = run(&format!("return fetch('{blob}').then(async r => r.headers.get('content-type') + await r.text())"));
    let text = wasm_bindgen_futures::JsFuture::from(fetched.unchecked_into::<js_sys::Promise>()).await.unwrap();
    assert_eq!(text.as_string().as_deref(), Some("application/json{\"ü\":1}"));
}

#[wasm_bindgen_test]
fn only_harmless_links_are_opened() {
    for address in
        ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:x", " mailto:a@b.c", "http://a.b", "data:text/html,x", "x", ""]
    {
        assert_eq!(files::open_link(address), Err(FileError::LinkRefused), "{address}");
    }
    assert_eq!(files::open_link("mailto:a@b.c\r\nbcc:x@y.z"), Err(FileError::LinkRefused));
}
