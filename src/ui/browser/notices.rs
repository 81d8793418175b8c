//! The number on the app's icon and local notifications, where the browser has them. Nothing leaves the machine.

use super::exceptions::{method, property};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Whether the browser can show a number on the app's icon.
pub fn can_badge() -> bool {
    navigator().is_some_and(|navigator| method(&navigator, "setAppBadge").is_some())
}

/// Shows a number on the app's icon; 0 takes it away.
pub fn set_badge(count: u32) {
    let Some(navigator) = navigator() else { return };
    let asked = match count {
        0 => method(&navigator, "clearAppBadge").map(|clear| clear.call0(&navigator)),
        _ => method(&navigator, "setAppBadge").map(|set| set.call1(&navigator, &count.into())),
    };
    // Refused only for an app that is not installed, which has no icon; the promise's refusal is no news either.
    if let Some(Ok(promise)) = asked
        && let Ok(promise) = promise.dyn_into::<js_sys::Promise>()
    {
        wasm_bindgen_futures::spawn_local(async move {
            let _no_icon = JsFuture::from(promise).await;
        });
    }
}

/// Whether the browser has notifications at all.
pub fn can_notify() -> bool {
    class().is_some()
}

/// Whether the owner has allowed them for this site.
pub fn may_notify() -> bool {
    class().and_then(|class| property(&class, "permission")).and_then(|state| state.as_string()).is_some_and(|state| state == "granted")
}

/// Asks for permission; call it from a click. `false`: refused, or the browser has none.
pub async fn ask_to_notify() -> bool {
    let asked = || {
        let class = class()?;
        let promise = method(&class, "requestPermission")?.call0(&class).ok()?;
        promise.dyn_into::<js_sys::Promise>().ok()
    };
    if let Some(promise) = asked() {
        // Its answer is the permission itself, which is read below.
        let _answer = JsFuture::from(promise).await;
    }
    may_notify()
}

/// Shows a notification; `false`: the browser did not. On some phones only a service worker may.
pub fn notify(title: &str, text: &str) -> bool {
    let shown = || {
        let class: js_sys::Function = class()?.dyn_into().ok()?;
        let options = js_sys::Object::new();
        js_sys::Reflect::set(&options, &"body".into(), &text.into()).ok()?;
        js_sys::Reflect::set(&options, &"tag".into(), &"recoup-today".into()).ok()?;
        js_sys::Reflect::construct(&class, &js_sys::Array::of2(&title.into(), &options)).ok()
    };
    may_notify() && shown().is_some()
}

fn navigator() -> Option<JsValue> {
    property(&js_sys::global(), "navigator")
}

fn class() -> Option<JsValue> {
    property(&js_sys::global(), "Notification")
}
