//! A date, typed as text or picked from the browser's calendar.

use super::field::{Field, described_by, invalid};
use super::icon::{Icon, IconName};
use leptos::{html, prelude::*};

/// A date field. Typing stays text in `value`, for the caller to read; picking writes `2026-11-22`.
///
/// ```ignore
/// view! { <DateField id="due" label="Due date" value=due help="For example 30 Jun 2026"/> }
/// ```
#[component]
pub fn DateField(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed or picked.
    value: RwSignal<String>,
    /// One line below.
    #[prop(optional, into)]
    help: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Says “optional” after the label.
    #[prop(optional)]
    optional: bool,
    /// Called with the text when the field is left, Enter is pressed or a day is picked.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let picker = NodeRef::<html::Input>::new();
    let described = described_by(&id, help, error);
    let wrong = invalid(error);
    let changed = move |text: String| {
        if let Some(callback) = on_change {
            callback.run(text);
        }
    };
    let pick = move |_| {
        if let Some(input) = picker.get_untracked() {
            input.set_value(&value.get_untracked());
            // Refused where the browser has no picker: typing still works.
            let _without_picker = input.show_picker();
        }
    };
    view! {
        <Field id=id.clone() label help error optional>
            <div class="DateField">
                <input
                    class="Input Input--date"
                    id=id
                    type="text"
                    autocomplete="off"
                    aria-describedby=move || described.get()
                    aria-invalid=move || wrong.get()
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                    on:change:target=move |event| changed(event.target().value())
                />
                <button type="button" class="DateField-pick" aria-label="Pick from a calendar" title="Pick from a calendar" on:click=pick>
                    <Icon name=IconName::Calendar/>
                </button>
                <input
                    class="DateField-native"
                    type="date"
                    tabindex="-1"
                    aria-hidden="true"
                    node_ref=picker
                    on:change:target=move |event| {
                        let picked = event.target().value();
                        value.set(picked.clone());
                        changed(picked);
                    }
                />
            </div>
        </Field>
    }
}
