//! The ways off a page inside the app: its links, and the browser's Back and Forward.
//!
//! Closing the tab is another matter: there only the browser itself can ask ([`super::page::guard_leaving`]).

use super::events::{Listener, listen_window_first};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

/// Where the reader was about to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exit {
    /// A link of this site: its path, query and fragment.
    Link(String),
    /// Back or Forward. It was taken back; [`go_back`] does it again.
    History,
}

/// Asks `hold` about every way to another page before the router hears of it; `true` keeps the reader where they are.
///
/// Call it before the router starts: browsers tell of Back and Forward in the order of registration, whatever the phase.
/// `here` is the path, query and fragment of the page that is shown.
pub fn on_exit(hold: impl Fn(Exit) -> bool + Clone + 'static, here: impl Fn() -> String + Clone + 'static) -> [Option<Listener>; 2] {
    let (hold_link, shown) = (hold.clone(), here.clone());
    let link = listen_window_first("click", move |event| {
        let wanted = event.dyn_ref::<MouseEvent>().and_then(link_of).filter(|to| place_of(to) != place_of(&shown()));
        if wanted.is_some_and(|to| hold_link(Exit::Link(to))) {
            event.prevent_default();
        }
    });
    let history = listen_window_first("popstate", move |event| {
        let here = here();
        if place_of(&super::page::address()) != place_of(&here) && hold(Exit::History) {
            event.stop_immediate_propagation();
            let history = web_sys::window().and_then(|window| window.history().ok());
            // Refused only after hundreds of calls a minute; the address is wrong then, and nothing else.
            let _ = history.map(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&here)));
        }
    });
    [link, history]
}

/// Goes one step back in the browser's history.
pub fn go_back() {
    // Fails only in a document that is not shown any more.
    let _ = web_sys::window().and_then(|window| window.history().ok()).map(|history| history.back());
}

/// The address of the link that a plain click opens in this tab, when it leads within this site.
fn link_of(event: &MouseEvent) -> Option<String> {
    let plain = event.button() == 0 && !(event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    let clicked = event.target().filter(|_| plain)?.dyn_into::<Element>().ok()?;
    let link = clicked.closest("a[href]").ok().flatten()?.dyn_into::<HtmlAnchorElement>().ok()?;
    let here = web_sys::window()?.location().origin().ok()?;
    let stays = link.origin() == here && link.target().is_empty() && !link.has_attribute("download");
    stays.then(|| [link.pathname(), link.search(), link.hash()].concat())
}

/// What makes an address another page: its path and the part of a page that is shown (`tab=`). Filters, sorting and days do not.
fn place_of(address: &str) -> (&str, Option<&str>) {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    (path, query.split('&').find_map(|one| one.strip_prefix("tab=")))
}
