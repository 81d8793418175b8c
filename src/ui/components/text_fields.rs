//! Fields for typed text: a line, a paragraph, an amount of money.

use super::field::{Field, described_by, invalid};
use leptos::prelude::*;

/// A line of text.
///
/// ```ignore
/// view! { <TextField id="name" label="Name" value=name error=move || errors.get().name/> }
/// ```
#[component]
pub fn TextField(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
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
    /// `text` unless said: `email`, `tel`, `search`, `password`, `url`.
    #[prop(default = "text")]
    kind: &'static str,
    /// The browser's autofill token.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// `numeric`, `decimal` …: which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// About how many characters wide; the full width unless said.
    #[prop(optional)]
    chars: Option<u16>,
    /// The language of what is typed, where it is not the page's.
    #[prop(optional, into)]
    lang: MaybeProp<String>,
    /// Called when the field is left or Enter is pressed.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let described = described_by(&id, help, error);
    let wrong = invalid(error);
    view! {
        <Field id=id.clone() label help error optional>
            <input
                class="Input"
                class:Input--sized=chars.is_some()
                style:--chars=chars.map(|count| count.to_string())
                id=id
                type=kind
                lang=move || lang.get()
                autocomplete=autocomplete
                inputmode=inputmode
                aria-describedby=move || described.get()
                aria-invalid=move || wrong.get()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
                on:change:target=move |event| if let Some(callback) = on_change { callback.run(event.target().value()) }
            />
        </Field>
    }
}

/// Several lines of text.
///
/// ```ignore
/// view! { <TextAreaField id="note" label="Note" value=note rows=4/> }
/// ```
#[component]
pub fn TextAreaField(
    /// The id of the text area, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
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
    /// Lines shown.
    #[prop(default = 3)]
    rows: u16,
    /// The language of what is typed, where it is not the page's.
    #[prop(optional, into)]
    lang: MaybeProp<String>,
) -> impl IntoView {
    let described = described_by(&id, help, error);
    let wrong = invalid(error);
    view! {
        <Field id=id.clone() label help error optional>
            <textarea
                class="Input Input--area"
                id=id
                rows=rows.to_string()
                lang=move || lang.get()
                aria-describedby=move || described.get()
                aria-invalid=move || wrong.get()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
        </Field>
    }
}

/// An amount, typed in any common notation; the caller reads it and says what is wrong.
///
/// ```ignore
/// view! { <MoneyField id="amount" label="Amount" value=amount currency="EUR" error=amount_error/> }
/// ```
#[component]
pub fn MoneyField(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// The code shown at the end of the input.
    #[prop(into)]
    currency: Signal<String>,
    /// One line below.
    #[prop(optional, into)]
    help: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Says “optional” after the label.
    #[prop(optional)]
    optional: bool,
    /// Called when the field is left or Enter is pressed.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let described = described_by(&id, help, error);
    let wrong = invalid(error);
    let unit_id = format!("{id}-unit");
    let described_with_unit = {
        let unit_id = unit_id.clone();
        move || described.get().map_or_else(|| unit_id.clone(), |ids| format!("{unit_id} {ids}"))
    };
    view! {
        <Field id=id.clone() label help error optional>
            <div class="MoneyField">
                <input
                    class="Input Input--money"
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-describedby=described_with_unit
                    aria-invalid=move || wrong.get()
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                    on:change:target=move |event| if let Some(callback) = on_change { callback.run(event.target().value()) }
                />
                <span class="MoneyField-unit" id=unit_id>{move || currency.get()}</span>
            </div>
        </Field>
    }
}
