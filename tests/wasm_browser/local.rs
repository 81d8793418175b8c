//! Local storage, and what exceptions mean.

use super::{pair, raw, round_trip, sorted};
use recoup::store::backend::{Store, StoreError};
use recoup::ui::browser::exceptions::store_error;
use recoup::ui::browser::local::{self, LocalStore};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

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
