//! Parts of a page, one at a time, as links: the chosen part is a place in the address.

use super::focus::find;
use leptos::html;
use leptos::prelude::*;

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Its key.
    pub id: String,
    /// What is shown.
    pub label: String,
    /// Where it lives.
    pub href: String,
    /// How many things are in it.
    pub count: Option<String>,
}

impl Tab {
    /// A part without a count.
    pub fn new(id: impl Into<String>, label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), href: href.into(), count: None }
    }

    /// With a count after the label.
    #[must_use]
    pub fn count(mut self, count: impl Into<String>) -> Self {
        self.count = Some(count.into());
        self
    }
}

/// A row of parts; the current one is marked with `aria-current`.
///
/// ```ignore
/// view! { <Tabs label="Views" tabs=tabs current=move || tab.get()/> }
/// ```
#[component]
pub fn Tabs(
    /// The name of the row for screen readers.
    #[prop(into)]
    label: String,
    /// The parts.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The key of the current part.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    let item = move |tab: Tab| {
        let id = tab.id;
        view! {
            <li>
                <a href=tab.href aria-current=move || current.with(|current| *current == id).then_some("page")>
                    {tab.label}
                    {tab.count.map(|count| view! { <span class="Tabs-count">{count}</span> })}
                </a>
            </li>
        }
    };
    // On a phone the current part may lie beyond the edge.
    let bar = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        current.track();
        let Some(bar) = bar.get() else { return };
        request_animation_frame(move || {
            if let Some(here) = find(&bar, "[aria-current]") {
                let start = here.offset_left() - bar.offset_left();
                if start + here.offset_width() > bar.scroll_left() + bar.client_width() || start < bar.scroll_left() {
                    bar.set_scroll_left(start);
                }
            }
        });
    });
    view! {
        <nav class="Tabs" aria-label=label node_ref=bar>
            <ul role="list">{move || tabs.get().into_iter().map(item).collect_view()}</ul>
        </nav>
    }
}
