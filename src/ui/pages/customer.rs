//! Customer.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn CustomerPage() -> impl IntoView {
    view! { <PageHeader title="Customer"/> }
}
