//! The plain JavaScript around the app (`boot.js`): its crash screen, its recovery screen, its updates.
//!
//! Those screens are JavaScript on purpose, because a panic may leave the wasm instance dead. Here are only the calls
//! into them; each answers whether the hook was there, so that a page without `boot.js` (a test) still works.

use super::events::{Listener, listen_window};
use super::exceptions::{method, property};
use wasm_bindgen::JsValue;

/// Hands the page over to the crash screen. `false`: there is none.
pub fn show_crash(message: &str) -> bool {
    call("__recoup_crashed", &[message]).is_some()
}

/// Hands the page over to the recovery screen with a short reason and the details to download. `false`: there is none.
pub fn show_recovery(reason: &str, details: &str) -> bool {
    call("__recoup_recovery", &[reason, details]).is_some()
}

/// Lets the waiting new version take over and reload the page. `false`: none is waiting.
pub fn apply_update() -> bool {
    call("__recoup_apply_update", &[]).is_some_and(|answer| answer.as_bool() != Some(false))
}

/// Whether a new version waits already; it may have come before the app listened.
pub fn is_update_ready() -> bool {
    property(&js_sys::global(), "__recoup_update_ready").is_some_and(|ready| ready.is_truthy())
}

/// Calls `react` when from now on a new version is downloaded and waits for consent (`recoup:update-ready` on the window).
/// Ask [`is_update_ready`] as well.
pub fn on_update_ready(mut react: impl FnMut() + 'static) -> Option<Listener> {
    listen_window("recoup:update-ready", move |_| react())
}

/// The hook's answer; `None` when it is missing or threw.
fn call(hook: &str, arguments: &[&str]) -> Option<JsValue> {
    let global: JsValue = js_sys::global().into();
    let function = method(&global, hook)?;
    let list: js_sys::Array = arguments.iter().map(|text| JsValue::from_str(text)).collect();
    function.apply(&global, &list).ok()
}
