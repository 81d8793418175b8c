//! Due now: one row per customer, the most advanced step first.

use super::batch::BatchButton;
use super::bench::Bench;
use super::export::{self, ExportButton};
use super::recipient::is_reachable;
use super::words;
use crate::domain::ids::CustomerId;
use crate::domain::policy::Channel;
use crate::reports::reminders::ReminderSchedule;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Badges, Button, Column, DataTable, EmptyState, Icon, IconName, LinkButton, Tone};
use crate::ui::routes::Route;
use crate::ui::{format, wording};
use leptos::prelude::*;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
struct DueRow {
    customer: CustomerId,
    href: String,
    name: String,
    marks: Vec<(&'static str, Tone)>,
    step: String,
    purpose: &'static str,
    channel: Channel,
    reachable: bool,
    why: String,
    asks: String,
    covers: usize,
}

/// The messages that can go out now.
#[component]
pub(super) fn DueNow(
    /// The day's schedule.
    schedule: Memo<ReminderSchedule>,
) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let rows = books.view(move |ledger, _| {
        let day = books.link_day();
        let row = |reminder: &crate::reports::reminders::Reminder| DueRow {
            customer: reminder.customer,
            href: Route::Customer(reminder.customer).href(day),
            name: ledger.customer_name(reminder.customer).to_owned(),
            marks: ledger.customer(reminder.customer).map_or_else(Vec::new, |known| wording::marks(&known.details.approach)),
            step: words::step_words(reminder.step.offset_days),
            purpose: words::purpose_words(reminder.step.purpose),
            channel: reminder.step.channel,
            reachable: is_reachable(ledger, reminder.customer, reminder.step.channel),
            why: words::lead_words(ledger, reminder),
            asks: words::totals_text(&reminder.totals),
            covers: reminder.items.len(),
        };
        schedule.with(|schedule| schedule.due.iter().map(row).collect::<Vec<_>>())
    });
    let elsewhere = Memo::new(move |_| books.looks_elsewhere());
    let columns = vec![
        Column::new("customer", "Customer", |row: &DueRow| view! { <a href=row.href.clone()>{row.name.clone()}</a><Badges badges=row.marks.clone()/> }).width("13rem"),
        Column::new("channel", "By", |row: &DueRow| {
            let missing = (!row.reachable).then(|| view! { <Badge tone=Tone::Warn>"address missing"</Badge> });
            view! { <span class="message-channel"><Icon name=words::channel_icon(row.channel)/>{words::channel_name(row.channel)}{missing}</span> }
        })
        .width("10.5rem"),
        Column::new("step", "Step", |row: &DueRow| {
            view! { <span class="message-two" title=row.purpose><span>{row.purpose}</span><span class="muted">{row.step.clone()}</span></span> }
        })
        .width("16rem"),
        Column::new("why", "Why", |row: &DueRow| view! { <span class="message-clamp" title=row.why.clone()>{row.why.clone()}</span> })
            .hide_on_card(),
        Column::new("asks", "Asks for", |row: &DueRow| {
            let covers = format::plural(row.covers, "document", "documents");
            view! { <span class="message-two"><span class="money">{row.asks.clone()}</span><span class="muted">{covers}</span></span> }
        })
        .numeric()
        .width("10rem"),
        Column::new("prepare", "Next step", move |row: &DueRow| {
            let (customer, name) = (row.customer, row.name.clone());
            let button = move || {
                let label = format!("Prepare the message to {name}");
                (!elsewhere.get()).then(|| view! { <Button label on_click=move || bench.prepare_one(customer)>"Prepare"</Button> })
            };
            view! { <span class="message-actions">{button}</span> }
        })
        .width("9rem"),
    ];
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Check
                title="Nothing is due to be said"
                text="When an invoice reaches a step of your schedule, the message for its customer waits here: one per customer, with everything that is late in it."
            >
                <LinkButton href=Signal::derive(move || Route::Policy.href(books.link_day()))>"See the schedule"</LinkButton>
            </EmptyState>
        }
    };
    let fetch = move |range: Range<usize>| rows.with(|rows| rows.get(range).unwrap_or_default().to_vec());
    let work_through = move || {
        if let Some(first) = rows.with_untracked(|rows| rows.first().map(|row| row.customer)) {
            bench.work_through(first);
        }
    };
    view! {
        <div class="stack">
            <div class="row row--end">
                <Show when=move || !elsewhere.get() && rows.with(|rows| rows.len() != 1 && !rows.is_empty())>
                    <Button icon=IconName::Messages on_click=work_through>{move || format!("Work through all ({})", rows.with(Vec::len))}</Button>
                </Show>
                <BatchButton schedule/>
                <Show when=move || rows.with(|rows| !rows.is_empty())>
                    <ExportButton part="due" file=move |ledger, _| schedule.with_untracked(|schedule| export::due(ledger, schedule))/>
                </Show>
            </div>
            <DataTable
                caption="Messages due now"
                columns
                total=Signal::derive(move || rows.with(Vec::len))
                fetch
                key=|row: &DueRow| u64::from(row.customer.0)
                on_open=move |row: DueRow| if !elsewhere.get_untracked() { bench.prepare_one(row.customer) }
                empty
                row_height=64
                card_height=232
            />
        </div>
    }
}
