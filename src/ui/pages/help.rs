//! Help.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn HelpPage() -> impl IntoView {
    view! { <PageHeader title="Help"/> }
}
