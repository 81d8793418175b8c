//! Invoices.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn InvoicesPage() -> impl IntoView {
    view! { <PageHeader title="Invoices"/> }
}
