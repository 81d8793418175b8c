//! Messages.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn MessagesPage() -> impl IntoView {
    view! { <PageHeader title="Messages"/> }
}
