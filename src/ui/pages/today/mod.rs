//! Today: who owes, and what to do about it now.

mod acceptance;
mod agreed;
mod asking;
mod calendar;
mod fees;
mod figures;
mod freshness;
mod later;
mod row;
mod skip;
mod stale;
mod telephone;
mod waiting;
mod watch;
mod welcome;
mod work;
mod worklist;

pub use welcome::SampleButton;

use crate::domain::calendar::days_past_due;
use crate::domain::ledger::Ledger;
use crate::reports::reminders::reminder_schedule;
use crate::ui::books::Books;
use crate::ui::components::{LinkButton, Notice, PageHeader};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::cmp::Ordering;

/// A newest document older than this is history: Today has little to say about it.
const LONG_AGO_DAYS: i64 = 90;

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    let books = Books::expect();
    let is_empty = books.view(|ledger, _| ledger.facts().customers.is_empty() && ledger.facts().invoices.is_empty());
    let lead = move || {
        let day = books.as_of().get();
        match day.cmp(&books.today().get()) {
            Ordering::Less => format!("As it stood on {}", format::date_long(day)),
            Ordering::Equal => format::day(day),
            Ordering::Greater => format!("As it will stand on {} if nothing comes in", format::date_long(day)),
        }
    };
    view! {
        <div class="page">
            <PageHeader
                title="Today"
                lead=Signal::derive(move || Some(lead()))
                actions=move || view! { <Show when=move || !is_empty.get()><calendar::CalendarFile/></Show> }
            />
            <Show when=move || !is_empty.get() fallback=welcome::Welcome>
                <Board/>
            </Show>
        </div>
    }
}

#[component]
fn Board() -> impl IntoView {
    let books = Books::expect();
    let schedule = books.view(|ledger, day| reminder_schedule(ledger, ledger.policy_on(day), day, 0));
    let text = move || format!("You are looking at {}. Messages are prepared for today only.", format::date(books.as_of().get()));
    view! {
        <Show when=move || books.looks_elsewhere()>
            <Notice actions=|| view! { <LinkButton href=Route::Today.href(None)>"Back to today"</LinkButton> }>{text}</Notice>
        </Show>
        <LongAgo/>
        <figures::Figures/>
        <freshness::Freshness/>
        <watch::Watch/>
        <acceptance::Acceptance/>
        <worklist::Worklist schedule/>
    }
}

/// The day of the newest document of any kind that stands.
fn newest_document(ledger: &Ledger) -> Option<NaiveDate> {
    let facts = ledger.facts();
    let invoices = facts.invoices.iter().filter(|invoice| invoice.voided.is_none()).map(|invoice| invoice.issued);
    let payments = facts.payments.iter().filter(|payment| payment.reversed.is_none()).map(|payment| payment.received);
    let notes = facts.credit_notes.iter().filter(|note| note.voided.is_none()).map(|note| note.issued);
    invoices.chain(payments).chain(notes).max()
}

/// Books that end long ago are looked at as of their last day, not as of now.
#[component]
fn LongAgo() -> impl IntoView {
    let books = Books::expect();
    let newest = books.view(|ledger, as_of| newest_document(ledger).filter(|day| days_past_due(*day, as_of) > LONG_AGO_DAYS));
    move || {
        newest.get().map(|day| {
            let actions = move || view! { <LinkButton href=Route::Today.href(Some(day))>"Look at Recoup as of that day"</LinkButton> };
            view! { <Notice actions>{format!("The newest document is of {}.", format::date(day))}</Notice> }
        })
    }
}
