//! The keys.

use super::{Section, sentences};
use leptos::prelude::*;

/// Keys and what they do.
const KEYS: [(&[&str], &str); 10] = [
    (&["Ctrl", "K"], "Search: every page, command, customer and invoice (⌘ K on a Mac), while no dialog is open"),
    (&["/"], "Search, while you are not typing in a field (can be turned off in Settings)"),
    (&["?"], "This help, while you are not typing in a field (turned off together with / in Settings)"),
    (&["j"], "Next row of the list on the page; in a table also the down arrow"),
    (&["k"], "Previous row of the list on the page; in a table also the up arrow"),
    (&["Enter"], "On a row: open it; in a form: send it"),
    (&["Ctrl", "Z"], "Take back what was just done, while its notice with Undo is shown (⌘ Z on a Mac)"),
    (&["Home", "End"], "In a table: first row, last row"),
    (&["Page Up", "Page Down"], "In a table: a screen back, a screen on"),
    (&["Esc"], "Close a dialog, a menu or an explanation; a dialog with something typed asks first"),
];

/// What the search can do besides finding.
const COMMANDS: [&str; 8] = [
    "Record a payment, New invoice, New customer, New payment plan: opens the form on the page you are on.",
    "Undo: takes back what was just done, while its notice is shown.",
    "Look at another day, or a date such as 30 June 2013: shows everything as of that day.",
    "Back to today.",
    "Export the ledger: your backup as a file.",
    "Switch to light colors, dark colors, or those of the system.",
    "Turn single keys off or on: / ? j k.",
    "A name or number: opens that customer or invoice.",
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
            <p>"Everything can be reached with Tab and done with Enter or Space. The letters never act while you type in a field. With the switch in Settings off, j and k act only while the focus is in a table."</p>
            <table class="table">
                <thead><tr><th scope="col">"Keys"</th><th scope="col">"What they do"</th></tr></thead>
                <tbody>{KEYS.map(row).collect_view()}</tbody>
            </table>
            <h3>"Commands"</h3>
            <p>"The search also does things. Type a part of the name:"</p>
            {sentences(&COMMANDS)}
            <p>"An underlined number explains itself: rest the mouse on it, tap it, or press Enter on it."</p>
        </Section>
    }
}
