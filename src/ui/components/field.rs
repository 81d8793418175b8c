//! What every form field has around its control: label above, help below, the error beside.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// The ids of help and error that describe a control, for `aria-describedby`.
pub(super) fn described_by(id: &str, help: MaybeProp<String>, error: MaybeProp<String>) -> Signal<Option<String>> {
    let id = id.to_owned();
    Signal::derive(move || match (help.get().is_some(), error.get().is_some()) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-help")),
        (false, true) => Some(format!("{id}-error")),
        (true, true) => Some(format!("{id}-help {id}-error")),
    })
}

/// `aria-invalid` while there is an error.
pub(super) fn invalid(error: MaybeProp<String>) -> Signal<Option<&'static str>> {
    Signal::derive(move || error.get().map(|_| "true"))
}

/// Label, help and error around a control of your own.
///
/// The control must carry the same `id`; help has the id `{id}-help`, the error `{id}-error`.
///
/// ```ignore
/// view! { <Field id="step" label="Step"><input id="step" type="range"/></Field> }
/// ```
#[component]
pub fn Field(
    /// The id of the control.
    #[prop(into)]
    id: String,
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// One line below, before anything went wrong.
    #[prop(optional, into)]
    help: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// Says “optional” after the label.
    #[prop(optional)]
    optional: bool,
    /// The control.
    children: Children,
) -> impl IntoView {
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    view! {
        <div class="Field" class:Field--wrong=move || error.get().is_some()>
            <label class="Field-label" for=id>
                {move || label.get()}
                {optional.then(|| view! { <span class="Field-optional">" (optional)"</span> })}
            </label>
            <div class="Field-control">{children()}</div>
            <FieldNotes help_id error_id help error/>
        </div>
    }
}

/// The help and error lines below a control.
#[component]
pub(super) fn FieldNotes(
    /// The id of the help line.
    help_id: String,
    /// The id of the error line.
    error_id: String,
    /// The help.
    help: MaybeProp<String>,
    /// The error.
    error: MaybeProp<String>,
) -> impl IntoView {
    view! {
        {move || {
            let id = error_id.clone();
            error.get().map(|text| view! { <p class="Field-error" id=id><Icon name=IconName::Error/><span>{text}</span></p> })
        }}
        {move || {
            let id = help_id.clone();
            help.get().map(|text| view! { <p class="Field-help" id=id>{text}</p> })
        }}
    }
}
