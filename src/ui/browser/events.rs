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
            let _ = self.target.remove_event_listener_with_callback(self.kind, callback.as_ref().unchecked_ref());
        }
    }
}

/// Calls `react` for every event `kind` on `target`.
pub fn listen(target: &EventTarget, kind: &'static str, react: impl FnMut(Event) + 'static) -> Listener {
    let callback = Closure::<dyn FnMut(Event)>::new(react);
    // Throws only when the callback is no function, which a `Closure` always is.
    let _ = target.add_event_listener_with_callback(kind, callback.as_ref().unchecked_ref());
    Listener { target: target.clone(), kind, callback: Some(callback) }
}

/// Calls `react` for every event `kind` on the window; `None` outside of a page.
pub fn listen_window(kind: &'static str, react: impl FnMut(Event) + 'static) -> Option<Listener> {
    let window = web_sys::window()?;
    Some(listen(&window, kind, react))
}
