//! Fees and interest: what can be posted now, and what became of what was posted.

mod card;
mod post;
mod posted;
mod proposals;
mod waive;

pub use card::{ChargesCard, CustomerCharges};
pub(super) use post::{PostDialog, sums};
pub(super) use waive::WaiveDialog;

use crate::domain::ids::CustomerId;
use crate::ui::books::Books;
use crate::ui::components::{LinkButton, Notice, PageHeader};
use crate::ui::format;
use crate::ui::pages::policy::part_href;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use posted::Posted;
use proposals::Proposals;

/// Where the fees and interest of one customer are.
pub fn charges_href(customer: CustomerId, link_day: Option<NaiveDate>) -> String {
    let href = Route::Charges.href(link_day);
    let join = if href.contains('?') { '&' } else { '?' };
    format!("{href}{join}customer={customer}")
}

/// The page.
#[component]
pub fn ChargesPage() -> impl IntoView {
    let books = Books::expect();
    let query = use_query_map();
    let customer = Memo::new(move |_| query.with(|query| query.get("customer")).and_then(|id| id.parse::<CustomerId>().ok()));
    let name = books.view(move |ledger, _| customer.get().map(|id| ledger.customer_name(id).to_owned()));
    let lead = Signal::derive(move || {
        Some(match name.get() {
            Some(name) => format!("Only those of {name}."),
            None => "Each is a document of its own. Nothing is charged before you post it.".to_owned(),
        })
    });
    let everybody = move || {
        customer.get().is_some().then(
            || view! { <LinkButton href=Signal::derive(move || Route::Charges.href(books.link_day()))>"Show everybody’s"</LinkButton> },
        )
    };
    let elsewhere = move || format!("You are looking at {}. Fees are posted on today’s date only.", format::date(books.as_of().get()));
    view! {
        <div class="page">
            <PageHeader
                title="Fees and interest"
                lead
                actions=move || view! {
                    {everybody}
                    <LinkButton href=Signal::derive(move || part_href("fees", books.link_day()))>"Late fees of the policy"</LinkButton>
                }
            />
            <Show when=move || books.looks_elsewhere()><Notice>{elsewhere}</Notice></Show>
            {move || {
                let customer = customer.get();
                view! { <Proposals customer/><Posted customer/> }
            }}
        </div>
    }
}
