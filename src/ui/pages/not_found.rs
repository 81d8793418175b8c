//! What stands at an address that leads nowhere.

use crate::ui::books::Books;
use crate::ui::components::{LinkButton, PageHeader};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let books = Books::expect();
    let href = move |place: Route| Signal::derive(move || place.href(books.link_day()));
    view! {
        <div class="page">
            <PageHeader title="There is no such page" lead="The address may be mistyped, or the page has moved. Your ledger is untouched."/>
            <div class="row">
                <LinkButton href=href(Route::Today)>"Go to Today"</LinkButton>
                <LinkButton href=href(Route::Customers)>"Find a customer"</LinkButton>
                <LinkButton href=href(Route::Invoices)>"Find an invoice"</LinkButton>
            </div>
            <p class="muted"><kbd>"Ctrl"</kbd>" "<kbd>"K"</kbd>" (on a Mac "<kbd>"⌘"</kbd>" "<kbd>"K"</kbd>") finds every page, customer and invoice."</p>
        </div>
    }
}
