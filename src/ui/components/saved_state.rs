//! Whether what was done is safe.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// The state of the last save.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Saved {
    /// On disk.
    #[default]
    Saved,
    /// Under way.
    Saving,
    /// Failed; what was done is not kept.
    NotSaved(String),
    /// This tab or this version cannot write, and why.
    ReadOnly(String),
}

/// Always in the top bar. Failures are announced.
///
/// ```ignore
/// view! { <SavedState state=books.saved()/> }
/// ```
#[component]
pub fn SavedState(
    /// The state of the last save.
    #[prop(into)]
    state: Signal<Saved>,
) -> impl IntoView {
    let parts = move || match state.get() {
        Saved::Saved => ("SavedState SavedState--saved", IconName::Check, "Saved", None),
        Saved::Saving => ("SavedState SavedState--saving", IconName::Clock, "Saving…", None),
        Saved::NotSaved(reason) => ("SavedState SavedState--failed", IconName::Error, "Not saved", Some(reason)),
        Saved::ReadOnly(reason) => ("SavedState SavedState--locked", IconName::Lock, "Read only", Some(reason)),
    };
    let view = move || {
        let (class, icon, text, reason) = parts();
        view! {
            <span class=class title=reason>
                <Icon name=icon/>
                <span class="SavedState-text">{text}</span>
                {reason.clone().map(|reason| view! { <span class="visually-hidden">": "{reason}</span> })}
            </span>
        }
    };
    view! { <div role="status" aria-live="polite">{view}</div> }
}
