//! The next 30 days, by day: what will be due if nobody pays and every message goes out on its day.

use super::export::{self, ExportButton};
use super::words;
use crate::domain::ids::CustomerId;
use crate::domain::policy::Channel;
use crate::reports::reminders::{PlannedReminder, ReminderSchedule};
use crate::ui::books::Books;
use crate::ui::components::{Column, DataTable, EmptyState, Icon, IconName};
use crate::ui::format;
use crate::ui::routes::Route;
use leptos::prelude::*;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
struct AheadRow {
    place: u64,
    day: String,
    /// How many messages the day has; only on its first row.
    of_day: Option<usize>,
    customer: CustomerId,
    href: String,
    name: String,
    channel: Channel,
    step: String,
    asks: String,
    covers: usize,
}

/// What comes.
#[component]
pub(super) fn Ahead(
    /// The day's schedule.
    schedule: Memo<ReminderSchedule>,
) -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(move |ledger, _| {
        let link_day = books.link_day();
        schedule.with(|schedule| {
            let planned = &schedule.planned;
            let row = |(place, one): (usize, &PlannedReminder)| {
                let first = place == 0 || planned[place - 1].on != one.on;
                AheadRow {
                    place: place as u64,
                    day: format::day(one.on),
                    of_day: first.then(|| planned[place..].iter().take_while(|other| other.on == one.on).count()),
                    customer: one.customer,
                    href: Route::Customer(one.customer).href(link_day),
                    name: ledger.customer_name(one.customer).to_owned(),
                    channel: one.step.channel,
                    step: words::step_words(one.step.offset_days),
                    asks: words::totals_text(&one.totals),
                    covers: one.items,
                }
            };
            planned.iter().enumerate().map(row).collect::<Vec<_>>()
        })
    });
    let columns = vec![
        Column::new("day", "Day", |row: &AheadRow| match row.of_day {
            Some(count) => {
                let messages = format::plural(count, "message", "messages");
                view! { <span class="message-two"><span>{row.day.clone()}</span><span class="muted">{messages}</span></span> }.into_any()
            }
            None => view! { <span class="muted message-again">{row.day.clone()}</span> }.into_any(),
        })
        .width("9rem"),
        Column::new("customer", "Customer", |row: &AheadRow| view! { <a href=row.href.clone()>{row.name.clone()}</a> }),
        Column::new("channel", "By", |row: &AheadRow| {
            view! { <span class="message-channel"><Icon name=words::channel_icon(row.channel)/>{words::channel_name(row.channel)}</span> }
        })
        .width("8rem"),
        Column::new("step", "Step", |row: &AheadRow| row.step.clone()).width("13rem"),
        Column::new("asks", "Would ask for", |row: &AheadRow| row.asks.clone()).numeric().width("10rem"),
        Column::new("covers", "Covers", |row: &AheadRow| format::plural(row.covers, "document", "documents"))
            .numeric()
            .width("8rem")
            .hide_on_card(),
    ];
    let empty = || {
        view! {
            <EmptyState
                icon=IconName::Calendar
                title="Nothing in the next 30 days"
                text="Open invoices that come near a step of your schedule are announced here, day by day."
            />
        }
    };
    let fetch = move |range: Range<usize>| rows.with(|rows| rows.get(range).unwrap_or_default().to_vec());
    view! {
        <div class="stack">
            <div class="row row--between">
                <p class="muted">"If nobody pays and every message goes out on its day. A payment takes a customer off this list at once."</p>
                <Show when=move || rows.with(|rows| !rows.is_empty())>
                    <ExportButton part="next-30-days" file=move |ledger, _| schedule.with_untracked(|schedule| export::ahead(ledger, schedule))/>
                </Show>
            </div>
            <DataTable
                caption="Messages of the next 30 days"
                columns
                total=Signal::derive(move || rows.with(Vec::len))
                fetch
                key=|row: &AheadRow| row.place
                empty
                row_height=52
                card_height=150
            />
        </div>
    }
}
