//! The page around the views: theme, title, focus, base path, leaving, storage cleared elsewhere.
//!
//! What a view can say with Leptos (`on:`, `class:`, `NodeRef`) does not belong here.

use super::events::{Listener, listen_window};
use super::exceptions::{method, property};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, StorageEvent, Window};

/// Sets `data-theme` on `<html>`; `None` takes it off, so that the system's choice rules.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // Fails only for a malformed attribute name, which this one is not.
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// Sets the title of the tab.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the keyboard focus to the element with this id, making it focusable by script if need be. `false`: it could not.
pub fn focus(id: &str) -> bool {
    let Some(document) = document() else { return false };
    let Some(element) = document.get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let has_focus = || document.active_element().is_some_and(|active| active.id() == id);
    if element.focus().is_ok() && has_focus() {
        return true;
    }
    // Headings and sections take the focus only with a tab index.
    element.set_attribute("tabindex", "-1").is_ok() && element.focus().is_ok() && has_focus()
}

/// The path the app lives under, without a slash at its end: empty at the root, `/tools/recoup` below it.
///
/// From `document.baseURI`, which follows `<base href>`: ask once, before any navigation.
pub fn base_path() -> String {
    let base = document().and_then(|document| document.base_uri().ok().flatten());
    let path = base.and_then(|base| web_sys::Url::new(&base).ok()).map(|url| url.pathname()).unwrap_or_default();
    // Everything after the last slash is a file, not a folder.
    path.rsplit_once('/').map(|(folder, _)| folder.to_owned()).unwrap_or_default()
}

/// The page's path, query and fragment as the address bar has them.
pub fn address() -> String {
    let Some(location) = window().map(|window| window.location()) else { return String::new() };
    [location.pathname(), location.search(), location.hash()].into_iter().filter_map(Result::ok).collect()
}

/// While the returned listener lives, the browser asks before the tab is closed or loaded anew. Only while
/// something would be lost.
pub fn guard_leaving() -> Option<Listener> {
    listen_window("beforeunload", |event| {
        event.prevent_default();
        // Older browsers ask only when this is set; setting it on an event cannot fail in a way that matters.
        let _ = js_sys::Reflect::set(&event, &"returnValue".into(), &"unsaved".into());
    })
}

/// What another tab did to local storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StorageChange {
    /// Everything is gone: the owner or the server cleared the site's data. Re-save or offer an export now.
    Cleared,
    /// One key, with its prefix, was written (`Some`) or removed (`None`).
    Changed {
        /// The full key.
        key: String,
        /// Its value now.
        value: Option<String>,
    },
}

/// Calls `react` when another tab changed or cleared local storage. Never for this tab's own changes.
pub fn on_storage_change(mut react: impl FnMut(StorageChange) + 'static) -> Option<Listener> {
    listen_window("storage", move |event| {
        let event: StorageEvent = event.unchecked_into();
        // Session storage sends the same event and is not ours.
        let ours = window().and_then(|window| window.local_storage().ok().flatten());
        if event.storage_area().is_some() && event.storage_area() != ours {
            return;
        }
        react(match event.key() {
            None => StorageChange::Cleared,
            Some(key) => StorageChange::Changed { key, value: event.new_value() },
        });
    })
}

/// Asks the browser to keep this site's storage when space runs short. `None`: it cannot be asked (no https).
///
/// Chromium decides silently, Firefox asks the owner: call it after a first real save, not at the start.
pub async fn request_persistence() -> Option<bool> {
    ask_storage_manager("persist").await
}

/// Whether the browser has promised to keep this site's storage. `None`: unknown.
pub async fn is_persisted() -> Option<bool> {
    ask_storage_manager("persisted").await
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        // Refused only in a sandboxed frame, where the app does not run.
        let _ = window.location().reload();
    }
}

/// The names of the time zones that `Intl` knows; none where it cannot be asked.
pub fn time_zones() -> Vec<String> {
    let asked = || {
        let intl = property(&js_sys::global(), "Intl")?;
        let found = method(&intl, "supportedValuesOf")?.call1(&intl, &"timeZone".into()).ok()?;
        Some(js_sys::Array::from(&found).iter().filter_map(|name| name.as_string()).collect())
    };
    asked().unwrap_or_default()
}

async fn ask_storage_manager(question: &str) -> Option<bool> {
    let manager = property(&window()?.navigator(), "storage")?;
    let promise: js_sys::Promise = method(&manager, question)?.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()?.as_bool()
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// Whether a key press belongs to a field that takes text.
pub fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| element.matches("input, textarea, select, [contenteditable]").unwrap_or(false))
}
