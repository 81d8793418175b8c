//! Fields for choosing: one of a list, yes or no, one of a few.

use super::field::{Field, FieldNotes, described_by, invalid};
use leptos::prelude::*;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// What goes into the value.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// One line more, in radio groups.
    pub help: Option<String>,
}

impl Choice {
    /// A choice without help.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), help: None }
    }

    /// With a line of help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// One of a list.
///
/// ```ignore
/// view! { <SelectField id="currency" label="Currency" value=code choices=vec![Choice::new("USD", "US dollar")]/> }
/// ```
#[component]
pub fn SelectField(
    /// The id of the select, unique on the page.
    #[prop(into)]
    id: String,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The chosen value.
    value: RwSignal<String>,
    /// What there is to choose.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// One line below.
    #[prop(optional, into)]
    help: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Called after a choice.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let described = described_by(&id, help, error);
    let wrong = invalid(error);
    view! {
        <Field id=id.clone() label help error>
            <select
                class="Input Input--select"
                id=id
                aria-describedby=move || described.get()
                aria-invalid=move || wrong.get()
                on:change:target=move |event| {
                    value.set(event.target().value());
                    if let Some(callback) = on_change {
                        callback.run(event.target().value());
                    }
                }
            >
                <For each=move || choices.get() key=Choice::clone let:choice>
                    {
                        let own = choice.value.clone();
                        view! { <option value=choice.value prop:selected=move || value.with(|chosen| *chosen == own)>{choice.label}</option> }
                    }
                </For>
            </select>
        </Field>
    }
}

/// Yes or no.
///
/// ```ignore
/// view! { <CheckField id="weekends" label="Skip weekends" value=skip/> }
/// ```
#[component]
pub fn CheckField(
    /// The id of the checkbox, unique on the page.
    #[prop(into)]
    id: String,
    /// The label after the box.
    #[prop(into)]
    label: Signal<String>,
    /// Ticked or not.
    value: RwSignal<bool>,
    /// One line below.
    #[prop(optional, into)]
    help: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Called after a change.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let described = described_by(&id, help, error);
    let wrong = invalid(error);
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    view! {
        <div class="Field CheckField" class:Field--wrong=move || error.get().is_some()>
            <label class="Check">
                <input
                    type="checkbox"
                    id=id
                    aria-describedby=move || described.get()
                    aria-invalid=move || wrong.get()
                    prop:checked=move || value.get()
                    on:change:target=move |event| {
                        value.set(event.target().checked());
                        if let Some(callback) = on_change {
                            callback.run(event.target().checked());
                        }
                    }
                />
                <span>{move || label.get()}</span>
            </label>
            <FieldNotes help_id error_id help error/>
        </div>
    }
}

/// One of a few, all in view.
///
/// ```ignore
/// view! { <RadioGroup id="basis" label="Age by" value=basis choices=vec![Choice::new("due", "Due date")]/> }
/// ```
#[component]
pub fn RadioGroup(
    /// The id of the first radio button and the name of all, unique on the page.
    #[prop(into)]
    id: String,
    /// The question above.
    #[prop(into)]
    label: Signal<String>,
    /// The chosen value.
    value: RwSignal<String>,
    /// What there is to choose.
    choices: Vec<Choice>,
    /// One line below.
    #[prop(optional, into)]
    help: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Stands in one line instead of a column.
    #[prop(optional)]
    inline: bool,
    /// Called after a choice.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let described = described_by(&id, help, error);
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let radios = choices.into_iter().enumerate().map(|(index, choice)| {
        let (own, picked) = (choice.value.clone(), choice.value.clone());
        view! {
            <label class="Check">
                <input
                    type="radio"
                    name=id.clone()
                    id=if index == 0 { id.clone() } else { format!("{id}-{index}") }
                    value=choice.value
                    prop:checked=move || value.with(|chosen| *chosen == own)
                    on:change=move |_| {
                        value.set(picked.clone());
                        if let Some(callback) = on_change {
                            callback.run(picked.clone());
                        }
                    }
                />
                <span>{choice.label}{choice.help.map(|help| view! { <small class="Check-help">{help}</small> })}</span>
            </label>
        }
    });
    let radios = radios.collect_view();
    view! {
        <fieldset
            class="Field RadioGroup"
            class:Field--wrong=move || error.get().is_some()
            class:RadioGroup--inline=inline
            aria-describedby=move || described.get()
        >
            <legend class="Field-label">{move || label.get()}</legend>
            <div class="RadioGroup-choices">{radios}</div>
            <FieldNotes help_id error_id help error/>
        </fieldset>
    }
}
