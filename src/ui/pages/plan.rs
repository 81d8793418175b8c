//! Plan.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PlanPage() -> impl IntoView {
    view! { <PageHeader title="Plan"/> }
}
