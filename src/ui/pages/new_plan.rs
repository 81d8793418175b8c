//! NewPlan.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn NewPlanPage() -> impl IntoView {
    view! { <PageHeader title="NewPlan"/> }
}
