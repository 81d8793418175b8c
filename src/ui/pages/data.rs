//! Data.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn DataPage() -> impl IntoView {
    view! { <PageHeader title="Data"/> }
}
