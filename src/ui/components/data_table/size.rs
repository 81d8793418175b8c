//! The size of an element, followed as it changes.

use leptos::{html, prelude::*};
use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::ResizeObserver;

/// Before the element is measured: an ordinary window, so that the first paint already has its rows.
const GUESS: (i32, i32) = (1_024, 900);

/// Inner width and height of the element, in CSS pixels.
pub(super) fn watch(node: NodeRef<html::Div>) -> ReadSignal<(i32, i32)> {
    let (size, set_size) = signal(GUESS);
    // The browser holds the closure only weakly: it lives here as long as the component.
    let kept = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let target = element.clone();
        let measure = Closure::<dyn FnMut()>::new(move || {
            let measured = (target.client_width(), target.client_height());
            // A hidden element measures nothing: keep what was known.
            if measured.0 > 0 && size.try_get_untracked().is_some_and(|known| known != measured) {
                set_size.set(measured);
            }
        });
        if let Ok(observer) = ResizeObserver::new(measure.as_ref().unchecked_ref()) {
            observer.observe(&element);
            kept.set_value(Some((observer, measure)));
        }
    });
    on_cleanup(move || {
        if let Some(Some((observer, _))) = kept.try_update_value(Option::take) {
            observer.disconnect();
        }
    });
    size
}
