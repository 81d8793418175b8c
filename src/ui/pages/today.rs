//! Today.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    view! { <PageHeader title="Today"/> }
}
