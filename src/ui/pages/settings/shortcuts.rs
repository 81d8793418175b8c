//! The one shortcut that can get in the way of speech input, and its switch.

use crate::ui::components::{Card, CheckField};
use crate::ui::preferences::SlashShortcut;
use leptos::prelude::*;

/// Turns the `/` key on and off. Takes effect at once and holds for this browser, not for the ledger.
#[component]
pub(super) fn ShortcutsCard() -> impl IntoView {
    use_context::<SlashShortcut>().map(|shortcut| {
        let value = RwSignal::new(untrack(|| shortcut.is_on()));
        view! {
            <Card title="In this browser">
                <CheckField
                    id="settings-slash"
                    label="Single keys: / opens the search, ? the help, j and k move in lists"
                    value=value
                    help="Takes effect at once. Turn it off when you speak to your computer or the key gets in your way; Ctrl K always works."
                    on_change=move |on: bool| shortcut.set(on)
                />
            </Card>
        }
    })
}
