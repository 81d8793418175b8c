//! The browser shell: the only part that knows a clock, a DOM, storage or a signal.
//!
//! [`app`] puts everything together; [`books`] is the one way to the ledger; [`pages`] has one file or folder per
//! route; [`commands`] is what the palette can do; [`components`] are reusable and know no ledger; [`browser`] is the only place that touches storage, tabs, files
//! and the clock, [`outside`] is what pages may use of it; [`routes`] has every address, [`format`] makes numbers and dates for the eye,
//! [`wording`] says what calls, promises and disputes are called.

pub mod app;
pub mod books;
pub mod browser;
pub mod commands;
pub mod components;
pub mod daily;
pub mod format;
pub mod forms;
pub mod leaving;
pub mod outside;
pub mod pages;
pub mod preferences;
pub mod recovery;
pub mod routes;
pub mod wording;

use leptos::prelude::*;

// Every test below `ui` runs in a browser: `cargo test --target wasm32-unknown-unknown --lib`.
#[cfg(all(test, target_arch = "wasm32"))]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

/// Mounts the app on the page. A panic shows the crash screen of the boot script.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        browser::boot::show_crash(&panic.to_string());
    }));
    mount_to_body(app::App);
}
