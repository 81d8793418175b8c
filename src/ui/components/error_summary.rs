//! The list of what is wrong, on top of a form.

use super::icon::{Icon, IconName};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// One thing wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Problem {
    /// The id of the field.
    pub field: String,
    /// What is wrong and what to do; the same text stands beside the field.
    pub text: String,
}

impl Problem {
    /// A problem of a field.
    pub fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into() }
    }
}

/// What is wrong with a form, each linked to its field. It takes the focus whenever the list changes to a new one.
///
/// ```ignore
/// view! { <ErrorSummary problems=problems/> }
/// ```
#[component]
pub fn ErrorSummary(
    /// What is wrong; nothing is shown while empty.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if problems.with(|problems| !problems.is_empty()) {
            request_animation_frame(move || {
                if let Some(Some(summary)) = node.try_get_untracked() {
                    let _gone = summary.focus();
                }
            });
        }
    });
    let go = |event: ev::MouseEvent, field: &str| {
        // The address stays as it is: a fragment would be a place of its own in the router's history.
        event.prevent_default();
        if let Some(element) = document().get_element_by_id(field).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _gone = element.focus();
        }
    };
    let items = move || {
        let item = |problem: Problem| {
            let field = problem.field.clone();
            view! { <li><a href=format!("#{}", problem.field) on:click=move |event| go(event, &field)>{problem.text}</a></li> }
        };
        problems.get().into_iter().map(item).collect_view()
    };
    let title = move || match problems.with(Vec::len) {
        1 => "There is a problem".to_owned(),
        count => format!("There are {count} problems"),
    };
    view! {
        <Show when=move || problems.with(|problems| !problems.is_empty())>
            <div class="ErrorSummary" role="alert" tabindex="-1" node_ref=node>
                <p class="ErrorSummary-title"><Icon name=IconName::Error/>{title}</p>
                <ul>{items}</ul>
            </div>
        </Show>
    }
}
