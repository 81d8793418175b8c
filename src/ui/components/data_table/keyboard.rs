//! The keys of a table, and where the focus is.
//!
//! Never in a control that takes text. What the letters do while the focus is elsewhere is in `list_keys`.

use super::window::Geometry;
use leptos::{ev, html, prelude::*};
use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Height of the sticky header, which covers rows below it.
const HEADER: i64 = 40;

/// Frames to wait for a row that scrolling brings into the DOM.
const FRAMES: u8 = 8;

/// Focuses a row at once, or as soon as it is in the DOM.
fn focus_row(container: web_sys::HtmlDivElement, row: usize, frames: u8) {
    let found = container.query_selector(&format!("tbody tr[aria-rowindex='{}']", row + 2)).ok().flatten();
    match found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => {
            let _gone = element.focus();
        }
        None if frames > 0 => request_animation_frame(move || focus_row(container, row, frames - 1)),
        None => {}
    }
}

fn target_of(event: &ev::Event) -> Option<Element> {
    event.target().and_then(|target| target.dyn_into::<Element>().ok())
}

/// Whether an event came from something that acts by itself.
pub(super) fn is_interactive(event: &ev::Event) -> bool {
    let controls = "a, button, input, select, textarea, label, summary, [popover]";
    target_of(event).and_then(|element| element.closest(controls).ok().flatten()).is_some()
}

#[derive(Clone, Copy)]
pub(super) struct Keyboard {
    pub container: NodeRef<html::Div>,
    pub current: RwSignal<Option<usize>>,
    pub cards: Memo<bool>,
}

impl Keyboard {
    /// Moves or opens.
    pub fn pressed(self, event: &ev::KeyboardEvent, geometry: Geometry, open: impl Fn(usize)) {
        let with_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
        let typing = target_of(event).is_some_and(|element| {
            element.matches("input:not([type=checkbox]), select, textarea").unwrap_or(false)
                || element.closest("[popover]").ok().flatten().is_some()
        });
        if with_modifier || typing || geometry.rows == 0 {
            return;
        }
        let from = self.focused_row().or(self.current.get_untracked());
        let page = ((geometry.viewport - HEADER) / geometry.row_height - 1).max(1) as usize;
        let last = (geometry.rows - 1) as usize;
        let next = match event.key().as_str() {
            "j" | "ArrowDown" => from.map_or(0, |row| row + 1),
            "k" | "ArrowUp" => from.unwrap_or(0).saturating_sub(1),
            "PageDown" => from.map_or(0, |row| row + page),
            "PageUp" => from.unwrap_or(0).saturating_sub(page),
            "Home" => 0,
            "End" => last,
            "Enter" if !is_interactive(event) => {
                if let Some(row) = from {
                    event.prevent_default();
                    open(row);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.go(next.min(last), geometry);
    }

    /// Whether this is the first table of the page, which `j` and `k` mean before anything has the focus.
    pub fn is_first_on_page(self) -> bool {
        let first = document().query_selector("main .DataTable:not([hidden])").ok().flatten();
        first.zip(self.container.get_untracked()).is_some_and(|(first, own)| first.is_same_node(Some(&own)))
    }

    /// Follows the first link of a row, or presses its first button.
    pub fn follow_link(self, row: usize) {
        let selector = format!("tbody tr[aria-rowindex='{}'] :is(a, button)", row + 2);
        let found = self.container.get_untracked().and_then(|container| container.query_selector(&selector).ok().flatten());
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            element.click();
        }
    }

    /// Brings a row into sight and moves the focus there.
    fn go(self, row: usize, geometry: Geometry) {
        self.current.set(Some(row));
        let Some(container) = self.container.get_untracked() else { return };
        let header = if self.cards.get_untracked() { 0 } else { HEADER };
        if let Some(top) = geometry.reveal(row as i64, header) {
            container.set_scroll_top(top as i32);
        }
        focus_row(container, row, FRAMES);
    }

    /// The row that has the focus or holds what has it.
    fn focused_row(self) -> Option<usize> {
        let container = self.container.get_untracked()?;
        let row = document().active_element()?.closest("tr[aria-rowindex]").ok()??;
        if !container.contains(Some(&row)) {
            return None;
        }
        row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(2)
    }

    /// When the focused row is about to leave the DOM, the table takes the focus and remembers the row.
    pub fn keep_focus(self, rows: &Range<usize>) {
        if let Some(row) = self.focused_row()
            && !rows.contains(&row)
            && let Some(container) = self.container.get_untracked()
        {
            self.current.set(Some(row));
            let _gone = container.focus();
        }
    }
}
