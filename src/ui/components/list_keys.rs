//! The keys `j` and `k` on a page whose list does not have the focus yet.
//!
//! Single letters must be switchable (WCAG 2.1.4): the shell puts [`ListKeys`] into context and owns the switch. A list
//! that has the focus knows its keys by itself.

use super::focus::is_dialog_open;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// Whether `j` and `k` act anywhere on the page; in context.
#[derive(Clone, Copy)]
pub struct ListKeys(pub Signal<bool>);

/// Calls `act` with `true` for `j` and `false` for `k` while nothing else has a use for the key: no field, no dialog, no
/// list with the focus. `act` says whether it did something.
pub fn on_list_key(act: impl Fn(bool, &ev::KeyboardEvent) -> bool + 'static) {
    let switch = use_context::<ListKeys>();
    let listener = window_event_listener(ev::keydown, move |event| {
        let next = match event.key().as_str() {
            "j" => true,
            "k" => false,
            _ => return,
        };
        let on = switch.is_none_or(|ListKeys(on)| on.try_get_untracked() == Some(true));
        if on && is_free(&event) && act(next, &event) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Moves the focus among the links that a selector finds, for lists that are no tables; `false` when there are none.
pub fn walk_links(selector: &str, next: bool) -> bool {
    let Ok(links) = document().query_selector_all(selector) else { return false };
    let active = document().active_element();
    let has_focus = |place: &u32| links.item(*place).zip(active.as_ref()).is_some_and(|(link, active)| active.is_same_node(Some(&link)));
    let wanted = match (0..links.length()).find(has_focus) {
        Some(place) if next => (place + 1).min(links.length() - 1),
        Some(place) => place.saturating_sub(1),
        None => 0,
    };
    let link = links.item(wanted).and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    link.is_some_and(|link| link.focus().is_ok())
}

fn is_free(event: &ev::KeyboardEvent) -> bool {
    let with_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
    let in_use = "input, textarea, select, [contenteditable], [popover], .DataTable";
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let taken = target.and_then(|element| element.closest(in_use).ok().flatten()).is_some();
    !event.default_prevented() && !with_modifier && !taken && !is_dialog_open()
}
