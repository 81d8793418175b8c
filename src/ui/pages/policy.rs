//! Policy.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PolicyPage() -> impl IntoView {
    view! { <PageHeader title="Policy"/> }
}
