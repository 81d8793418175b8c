//! Payments.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PaymentsPage() -> impl IntoView {
    view! { <PageHeader title="Payments"/> }
}
