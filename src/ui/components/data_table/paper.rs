//! A long list on paper: every row, not only those in sight.

use crate::ui::format;
use leptos::prelude::*;

/// More rows than this are nothing to read on paper, and would keep the printer waiting.
pub(super) const MOST_ON_PAPER: i64 = 5_000;

/// Whether the page is being printed; in context. Every table then has all its rows in the DOM.
#[derive(Debug, Clone, Copy)]
pub struct Printing(pub RwSignal<bool>);

/// Whether the page is being printed, for a table; never without a shell around it.
pub(super) fn is_printing() -> Signal<bool> {
    let printing = use_context::<Printing>();
    Signal::derive(move || printing.is_some_and(|Printing(on)| on.get()))
}

/// Says on paper that not all rows stand there.
#[component]
pub(super) fn CutOff(
    /// How many rows there are in all.
    total: Signal<usize>,
) -> impl IntoView {
    let most = usize::try_from(MOST_ON_PAPER).unwrap_or(usize::MAX);
    let sentence = move || {
        (total.get() > most)
            .then(|| format!("The first {} of {} rows; export the CSV for all.", format::count(most), format::count(total.get())))
    };
    move || sentence().map(|sentence| view! { <p class="print-only">{sentence}</p> })
}
