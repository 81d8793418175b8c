//! Plans.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PlansPage() -> impl IntoView {
    view! { <PageHeader title="Plans"/> }
}
