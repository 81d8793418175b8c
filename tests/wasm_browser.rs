//! The browser adapters in a real browser: storage, locks, channels, clock, preferences, files, page.
//!
//! Run with `cargo test --target wasm32-unknown-unknown --test wasm_browser`. What needs two processes or a killed
//! browser (crashes, durability) belongs to the browser journeys, not here.
#![cfg(all(target_arch = "wasm32", feature = "ui"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "wasm_browser/clock.rs"]
mod clock;
#[path = "wasm_browser/indexed.rs"]
mod indexed;
#[path = "wasm_browser/local.rs"]
mod local;
#[path = "wasm_browser/page.rs"]
mod page;
#[path = "wasm_browser/tabs.rs"]
mod tabs;

use recoup::store::backend::Store;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

/// Runs JavaScript, to fake a browser that misbehaves.
fn run(script: &str) -> JsValue {
    js_sys::Function::new_no_args(script).call0(&JsValue::UNDEFINED).unwrap()
}

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
