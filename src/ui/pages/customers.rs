//! Customers.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn CustomersPage() -> impl IntoView {
    view! { <PageHeader title="Customers"/> }
}
