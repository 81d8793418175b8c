//! Today: who owes, and what to do about it now.

mod figures;
mod freshness;
mod numbers;
mod resting;
mod welcome;
mod work;
mod worklist;

use crate::reports::reminders::reminder_schedule;
use crate::ui::books::Books;
use crate::ui::components::{LinkButton, Notice, PageHeader};
use crate::ui::format;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    let books = Books::expect();
    let is_empty = books.view(|ledger, _| ledger.facts().customers.is_empty() && ledger.facts().invoices.is_empty());
    let lead = move || {
        let day = format::day(books.as_of().get());
        if books.looks_elsewhere() { format!("As it stood on {day}") } else { day }
    };
    view! {
        <div class="page">
            <PageHeader title="Today" lead=Signal::derive(move || Some(lead()))/>
            <Show when=move || !is_empty.get() fallback=welcome::Welcome>
                <Board/>
            </Show>
        </div>
    }
}

#[component]
fn Board() -> impl IntoView {
    let books = Books::expect();
    let schedule = books.view(|ledger, day| reminder_schedule(ledger, ledger.policy(), day, 0));
    let text = move || format!("You are looking at {}. Messages are prepared for today only.", format::date(books.as_of().get()));
    view! {
        <Show when=move || books.looks_elsewhere()>
            <Notice actions=|| view! { <LinkButton href=Route::Today.href(None)>"Back to today"</LinkButton> }>{text}</Notice>
        </Show>
        <figures::Figures/>
        <freshness::Freshness/>
        <worklist::Worklist schedule/>
        <resting::Resting schedule/>
    }
}
