//! Aging.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn AgingPage() -> impl IntoView {
    view! { <PageHeader title="Aging"/> }
}
