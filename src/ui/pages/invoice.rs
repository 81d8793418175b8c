//! Invoice.

use crate::ui::components::PageHeader;
use leptos::prelude::*;

/// The page.
#[component]
pub fn InvoicePage() -> impl IntoView {
    view! { <PageHeader title="Invoice"/> }
}
