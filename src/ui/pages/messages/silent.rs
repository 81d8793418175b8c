//! Left in peace: what is open and yet no message mentions, with the reason.

use super::export::{self, ExportButton};
use super::words;
use crate::reports::message_text::item_name;
use crate::reports::reminders::{ReminderSchedule, Silence};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Column, DataTable, EmptyState, IconName};
use crate::ui::format;
use crate::ui::routes::Route;
use leptos::prelude::*;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
struct SilentRow {
    place: u64,
    item: String,
    item_href: String,
    customer: String,
    customer_href: String,
    kind: &'static str,
    reason: String,
    open: String,
}

/// What is left in peace.
#[component]
pub(super) fn LeftInPeace(
    /// The day's schedule.
    schedule: Memo<ReminderSchedule>,
) -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(move |ledger, as_of| {
        let day = books.link_day();
        let row = |(place, silence): (usize, &Silence)| SilentRow {
            place: place as u64,
            item: item_name(ledger, silence.item),
            item_href: words::item_href(silence.item, day),
            customer: ledger.customer_name(silence.customer).to_owned(),
            customer_href: Route::Customer(silence.customer).href(day),
            kind: words::silence_name(silence.reason),
            reason: words::silence_words(ledger, silence, as_of),
            open: format::money(silence.open),
        };
        schedule.with(|schedule| schedule.silent.iter().enumerate().map(row).collect::<Vec<_>>())
    });
    let columns = vec![
        Column::new("item", "Document", |row: &SilentRow| view! { <a href=row.item_href.clone()>{row.item.clone()}</a> }).width("12rem"),
        Column::new("customer", "Customer", |row: &SilentRow| view! { <a href=row.customer_href.clone()>{row.customer.clone()}</a> })
            .width("14rem"),
        Column::new("reason", "Why", |row: &SilentRow| {
            let kind = row.kind;
            view! { <span class="message-clamp" title=row.reason.clone()><Badge>{kind}</Badge>" "{row.reason.clone()}</span> }
        }),
        Column::new("open", "Open", |row: &SilentRow| row.open.clone()).numeric().width("10rem"),
    ];
    let empty = || {
        view! {
            <EmptyState
                icon=IconName::Pause
                title="Nobody is left in peace"
                text="Invoices that are disputed, whose customer you paused or handle in person, or that credit covers, are never chased. They are listed here with the reason."
            />
        }
    };
    let fetch = move |range: Range<usize>| rows.with(|rows| rows.get(range).unwrap_or_default().to_vec());
    view! {
        <div class="stack">
            <Show when=move || rows.with(|rows| !rows.is_empty())>
                <div class="row row--end">
                    <ExportButton part="left-in-peace" file=move |ledger, _| schedule.with_untracked(|schedule| export::silent(ledger, schedule))/>
                </div>
            </Show>
            <DataTable
                caption="Documents left in peace"
                columns
                total=Signal::derive(move || rows.with(Vec::len))
                fetch
                key=|row: &SilentRow| row.place
                empty
                row_height=56
                card_height=150
            />
        </div>
    }
}
