//! The keys.

use super::Section;
use leptos::prelude::*;

/// Keys and what they do.
const KEYS: [(&[&str], &str); 9] = [
    (&["Ctrl", "K"], "Search: every page, customer and invoice (⌘ K on a Mac), while no dialog is open"),
    (&["/"], "Search, while you are not typing in a field (can be turned off in Settings)"),
    (&["?"], "This help, while you are not typing in a field (turned off together with / in Settings)"),
    (&["j"], "In a table: next row (also the down arrow)"),
    (&["k"], "In a table: previous row (also the up arrow)"),
    (&["Enter"], "In a table: open the row; in a form: send it"),
    (&["Home", "End"], "In a table: first row, last row"),
    (&["Page Up", "Page Down"], "In a table: a screen back, a screen on"),
    (&["Esc"], "Close a dialog, a menu or an explanation; a dialog with something typed asks first"),
];

/// The table of keys.
#[component]
pub(super) fn KeyboardHelp() -> impl IntoView {
    let keys = |keys: &'static [&'static str]| keys.iter().map(|key| view! { <kbd>{*key}</kbd>" " }).collect_view();
    let row = move |(names, what): (&'static [&'static str], &'static str)| {
        view! { <tr><th scope="row">{keys(names)}</th><td>{what}</td></tr> }
    };
    view! {
        <Section id="keyboard">
            <p>"Everything can be reached with Tab. The letters work while the focus is in a table, so they never get in the way of typing."</p>
            <table class="table">
                <thead><tr><th scope="col">"Keys"</th><th scope="col">"What they do"</th></tr></thead>
                <tbody>{KEYS.map(row).collect_view()}</tbody>
            </table>
            <p>"An underlined number explains itself: rest the mouse on it, tap it, or press Enter on it."</p>
        </Section>
    }
}
