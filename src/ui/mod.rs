//! The browser shell: the only part that knows a clock, a DOM, storage or a signal.

pub mod browser;
pub mod components;
pub mod format;

use leptos::prelude::*;

/// Mounts the app on the page.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <p>"Recoup"</p> });
}
