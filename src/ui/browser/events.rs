//! Event listeners that take themselves off when dropped.
//!
//! Not a replacement for `on:` in views: only for `window`, `document`, database and channel events that live
//! longer than a component or have none.

use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget};

/// A listener that stays registered as long as this value lives.
#[must_use = "dropping a listener removes it"]
#[derive(Debug)]
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    first: bool,
    callback: Option<Closure<dyn FnMut(Event)>>,
}

impl Listener {
    /// Keeps listening for the rest of the page's life.
    pub fn keep_forever(mut self) {
        if let Some(callback) = self.callback.take() {
            callback.forget();
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(callback) = &self.callback {
            // Removing fails only on a target without events, which could not have been listened to.
            let _ = self.target.remove_event_listener_with_callback_and_bool(self.kind, callback.as_ref().unchecked_ref(), self.first);
        }
    }
}

/// Calls `react` for every event `kind` on `target`.
pub fn listen(target: &EventTarget, kind: &'static str, react: impl FnMut(Event) + 'static) -> Listener {
    register(target, kind, false, react)
}

fn register(target: &EventTarget, kind: &'static str, first: bool, react: impl FnMut(Event) + 'static) -> Listener {
    let callback = Closure::<dyn FnMut(Event)>::new(react);
    // Throws only when the callback is no function, which a `Closure` always is.
    let _ = target.add_event_listener_with_callback_and_bool(kind, callback.as_ref().unchecked_ref(), first);
    Listener { target: target.clone(), kind, first, callback: Some(callback) }
}

/// Calls `react` for every event `kind` on the window; `None` outside of a page.
pub fn listen_window(kind: &'static str, react: impl FnMut(Event) + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(listen(&window, kind, react))
}

/// As [`listen_window`], but before anything else on the page hears of the event.
pub fn listen_window_first(kind: &'static str, react: impl FnMut(Event) + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(register(&window, kind, true, react))
}
