//! Where the keyboard focus goes when what held it is gone. It is never left on nothing.

use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// A change that is being saved may take its row away a moment after the focus was settled.
const SECOND_LOOK: Duration = Duration::from_millis(350);

/// What has the focus now; nothing when it is on the page as a whole.
pub(super) fn holder() -> Option<HtmlElement> {
    let active = document().active_element().filter(|active| !active.matches("body, html").unwrap_or(true));
    active.and_then(|active| active.dyn_into().ok())
}

/// Gives the focus to an element without scrolling the page to it; `false`: it did not take it.
pub(super) fn give(element: &HtmlElement) -> bool {
    let (x, y) = (window().scroll_x().unwrap_or_default(), window().scroll_y().unwrap_or_default());
    let taken = element.is_connected() && element.focus().is_ok() && document().active_element().is_some_and(|active| active == **element);
    window().scroll_to_with_x_and_y(x, y);
    taken
}

/// The first element below `root` that matches.
pub(super) fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok().flatten().and_then(|found| found.dyn_into().ok())
}

/// Once the page has been drawn again: if nothing has the focus, it goes to `before`, or else to the page's heading.
pub(super) fn give_back(before: Option<HtmlElement>) {
    let look = move || {
        let taken = holder().is_some() || before.as_ref().is_some_and(give);
        if !taken && let Some(heading) = heading() {
            give(&heading);
        }
    };
    let again = look.clone();
    after_drawing(look);
    set_timeout(again, SECOND_LOOK);
}

/// For actions that take their own button away: the focus goes to the page's heading if nothing has it.
pub fn settle_focus() {
    give_back(None);
}

/// For a new page: the focus goes to its heading, unless the page has put it somewhere itself.
pub fn focus_new_page() {
    after_drawing(|| {
        let placed = holder().is_some_and(|holder| holder.closest("main, dialog").ok().flatten().is_some());
        if !placed && let Some(heading) = heading() {
            give(&heading);
        }
    });
}

/// Whether a dialog stands over the page: shortcuts that lead away wait until it is closed.
pub fn is_dialog_open() -> bool {
    document().query_selector("dialog.Dialog[open]").is_ok_and(|found| found.is_some())
}

/// For what takes the place of something else in a dialog: the focus goes to the element with this id, and the content
/// is shown from its beginning.
pub fn focus_later(id: &'static str) {
    after_drawing(move || {
        if let Some(found) = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            let _gone = found.focus();
            show_beginning(&found);
        }
    });
}

/// An element in the actions of a dialog is always in view: the content need not scroll to it.
pub(super) fn show_beginning(focused: &Element) {
    let within = focused.closest(".form-actions").ok().flatten();
    if let Some(body) = within.and_then(|actions| actions.closest(".Dialog-body").ok().flatten()) {
        body.set_scroll_top(0);
    }
}

/// A dialog opens at its beginning. When what is to have the focus is out of sight there, its heading has it.
pub(super) fn begin_at(dialog: &Element, first: &HtmlElement) {
    let _gone = first.focus();
    show_beginning(first);
    let Some(body) = find(dialog, ".Dialog-body").filter(|body| body.scroll_top() > 0) else { return };
    body.set_scroll_top(0);
    let in_sight = first.get_bounding_client_rect().bottom() <= body.get_bounding_client_rect().bottom();
    if !in_sight && let Some(heading) = find(dialog, ".Dialog-head h2") {
        let _gone = heading.focus();
    }
}

fn heading() -> Option<HtmlElement> {
    document().body().and_then(|body| find(&body, "main h1"))
}

/// Two frames later what changed stands on the page, and the browser's own moving of the focus is over.
fn after_drawing(act: impl FnOnce() + 'static) {
    request_animation_frame(move || request_animation_frame(act));
}
