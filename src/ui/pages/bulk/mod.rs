//! Actions on several chosen rows: what can be done (`action`), with which rows (`act`), and the buttons. What will happen to each
//! is reviewed first (`review`).

mod act;
mod action;
mod review;

pub(super) use act::{Subject, Target};
pub(super) use action::BulkAction;
pub(super) use review::BulkReview;

use crate::ui::components::Button;
use leptos::prelude::*;

/// The buttons of the bar above the table.
#[component]
pub(super) fn BulkButtons(
    /// What can be done here.
    actions: &'static [BulkAction],
    /// The action that is being reviewed.
    reviewing: RwSignal<Option<BulkAction>>,
) -> impl IntoView {
    let button = |action: &'static BulkAction| {
        view! { <Button icon=action.icon() on_click=move || reviewing.set(Some(*action))>{action.label()}</Button> }
    };
    actions.iter().map(button).collect_view()
}
