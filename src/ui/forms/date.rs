//! A date field that says how it understood what was typed.

use super::read::read_date;
use crate::ui::components::DateField;
use crate::ui::format;
use leptos::prelude::*;

/// A date, typed or picked. Below it stands the day as understood, or `hint` while it is empty.
#[component]
pub fn DayField(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed or picked.
    value: RwSignal<String>,
    /// The line below while nothing is typed.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Says “optional” after the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let help = Signal::derive(move || {
        let text = value.get();
        if text.trim().is_empty() { hint.get() } else { read_date(&text).ok().map(format::date_long) }
    });
    view! { <DateField id label value help error optional/> }
}
