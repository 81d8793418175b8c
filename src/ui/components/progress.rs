//! Long work under way.

use super::button::Button;
use leptos::prelude::*;

/// How far a work has come, with a way to stop it.
///
/// ```ignore
/// view! { <Progress label="Reading the file" done=done total=total on_cancel=move || stop()/> }
/// ```
#[component]
pub fn Progress(
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
    /// How much is done.
    #[prop(into)]
    done: Signal<u64>,
    /// How much there is to do; 0 when unknown.
    #[prop(into)]
    total: Signal<u64>,
    /// Called when the owner stops it; without it the work cannot be stopped.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
) -> impl IntoView {
    let percent = move || (u128::from(done.get()) * 100).checked_div(u128::from(total.get())).map(|percent| percent.min(100));
    view! {
        <div class="Progress">
            <span class="Progress-label" aria-hidden="true">{move || label.get()}</span>
            <progress
                class="Progress-bar"
                aria-label=move || label.get()
                max="100"
                value=move || percent().map(|percent| percent.to_string())
            ></progress>
            <span class="Progress-percent">{move || percent().map(|percent| format!("{percent} %"))}</span>
            {on_cancel.map(|callback| view! { <Button on_click=callback>"Cancel"</Button> })}
        </div>
    }
}
