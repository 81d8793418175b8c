//! The ways out of what a customer owes late, side by side: what each would bring, cost and leave, by figures that the owner can change.

mod inputs;
mod table;

use super::customer::back_to_customer;
use crate::domain::ids::CustomerId;
use crate::domain::ways_out::WaysOutInputs;
use crate::reports::ways_out::{AccountWays, ways_out};
use crate::ui::books::Books;
use crate::ui::components::{Card, EmptyState, IconName, LinkButton, PageHeader};
use crate::ui::format;
use crate::ui::routes::Route;
use crate::ui::wording::ways_out::{chance_words, way};
use chrono::NaiveDate;
use inputs::Inputs;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use table::WaysTable;

/// The page.
#[component]
pub fn WaysOutPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse().ok()).unwrap_or(CustomerId(0)));
    // Another customer is another page: nothing of the previous one may stay.
    move || view! { <WaysOut id=id.get()/> }
}

#[component]
fn WaysOut(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let name = books.view(move |ledger, _| ledger.customer(id).map(|customer| customer.details.name.clone()).unwrap_or_default());
    let back = untrack(|| back_to_customer(name.get(), id, books.link_day()));
    let found = books.view(move |ledger, day| (ways_out(ledger, id, day), ledger.settings().ways_out.clone(), day));
    let accounts = move || {
        let (accounts, inputs, day) = found.get();
        if accounts.is_empty() {
            return view! { <Nothing id/> }.into_any();
        }
        accounts.into_iter().map(|account| view! { <Account id account inputs=inputs.clone() day/> }).collect_view().into_any()
    };
    view! {
        <div class="page">
            <PageHeader title=Route::WaysOut(id).label() lead=Signal::derive(move || Some(name.get()).filter(|name| !name.is_empty())) back/>
            {accounts}
            <Inputs/>
        </div>
    }
}

#[component]
fn Nothing(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    view! {
        <EmptyState
            icon=IconName::Check
            title="Nothing is late that can be asked for"
            text="What is contested, on a payment plan or covered by credit needs no way out."
        >
            <LinkButton href=Signal::derive(move || Route::Customer(id).href(books.link_day()))>"Open customer"</LinkButton>
        </EmptyState>
    }
}

/// One currency.
#[component]
fn Account(id: CustomerId, account: AccountWays, inputs: WaysOutInputs, day: NaiveDate) -> impl IntoView {
    let books = Books::expect();
    let (debt, currency) = (account.debt, account.debt.owed.currency());
    let best = *account.best();
    let lead = if best.net.is_positive() {
        format!(
            "By these figures “{}” leaves most: {} after {}.",
            way(best.way),
            format::money(best.net),
            format::plural(best.months.into(), "month", "months")
        )
    } else {
        "By these figures no way leaves anything: each costs what it brings.".to_owned()
    };
    let owed = format!(
        "{} of {}, the oldest {}.",
        format::money(debt.owed),
        format::plural(account.documents, "document", "documents"),
        format::past_due(debt.days_past_due)
    );
    let apart = account.apart.is_positive().then(|| {
        view! { <div><dt>"Left out"</dt><dd>{format!("{}: contested, on a payment plan, or covered by credit.", format::money(account.apart))}</dd></div> }
    });
    let lapses = account.lapses.map(|(invoice, on)| {
        let words = if on < day { "Passed on " } else { "" };
        view! {
            <div>
                <dt>"First limitation date"</dt>
                <dd>{words}<a href=Route::Invoice(invoice).href(books.link_day())>{format::date(on)}</a></dd>
            </div>
        }
    });
    let chance = chance_words(&account);
    view! {
        <Card title=format!("What they owe late in {currency}") id=format!("ways-{}", currency.code().to_lowercase())>
            <div class="stack">
                <p>{lead}</p>
                <dl class="facts">
                    <div><dt>"Asked for"</dt><dd>{owed}</dd></div>
                    {apart}
                    {lapses}
                    <div><dt>"Chance that such a debt still comes"</dt><dd>{chance}</dd></div>
                </dl>
                <WaysTable id account inputs day/>
            </div>
        </Card>
    }
}
