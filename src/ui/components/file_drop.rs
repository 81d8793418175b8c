//! A place to drop a file, or to pick one.

use super::icon::{Icon, IconName};
use leptos::{ev, html, prelude::*};

/// Takes files by drag and drop, by click, by keyboard, and passes the first on.
///
/// ```ignore
/// view! { <FileDrop id="import" label="Drop a CSV or JSON file here" accept=".csv,.json" on_file=move |file| read(file)/> }
/// ```
#[component]
pub fn FileDrop(
    /// The id of the input, unique on the page.
    #[prop(into)]
    id: String,
    /// What to drop.
    #[prop(into)]
    label: Signal<String>,
    /// One line below.
    #[prop(optional, into)]
    help: MaybeProp<String>,
    /// What is wrong and what to do.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// What the picker offers, as in HTML: `.csv,text/csv`. What is dropped is not filtered: the reader judges it.
    #[prop(optional, into)]
    accept: Option<String>,
    /// Called with the file.
    #[prop(into)]
    on_file: Callback<web_sys::File>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let take = move |files: Option<web_sys::FileList>| {
        if let Some(file) = files.and_then(|files| files.get(0)) {
            on_file.run(file);
        }
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(event.data_transfer().and_then(|data| data.files()));
    };
    let picked = move |_| {
        if let Some(input) = input.get_untracked() {
            take(input.files());
            input.set_value(""); // the same file again is a change again
        }
    };
    let drag_over = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let described = super::field::described_by(&id, help, error);
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    view! {
        <div class="Field" class:Field--wrong=move || error.get().is_some()>
            <label
                class="FileDrop"
                class:FileDrop--over=move || over.get()
                on:dragover=drag_over
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <Icon name=IconName::Import/>
                <span class="FileDrop-label">{move || label.get()}</span>
                <span class="FileDrop-pick" aria-hidden="true">"Choose a file"</span>
                <input
                    class="visually-hidden"
                    type="file"
                    id=id
                    accept=accept
                    aria-describedby=move || described.get()
                    node_ref=input
                    on:change=picked
                />
            </label>
            <super::field::FieldNotes help_id error_id help error/>
        </div>
    }
}
