//! Waiting: messages that were prepared and need the owner's word, and messages that the minimum gap holds back.

use super::bench::Bench;
use super::export::{self, ExportButton};
use super::words;
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, MessageId};
use crate::domain::ledger::Ledger;
use crate::domain::message::{Message, MessageContent, MessageState};
use crate::domain::policy::Channel;
use crate::reports::reminders::{Reminder, ReminderSchedule, asked_now};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Column, DataTable, EmptyState, Icon, IconName, settle_focus};
use crate::ui::format;
use crate::ui::pages::bulk::{BulkAction, BulkButtons, BulkReview, Subject, Target};
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
struct WaitingRow {
    message: MessageId,
    customer: CustomerId,
    href: String,
    name: String,
    channel: Channel,
    step: String,
    prepared: String,
    asks: String,
    /// What it would ask for now, when that is something else.
    changed: Option<String>,
}

/// Prepared messages, and what the gap holds back.
#[component]
pub(super) fn Waiting(
    /// The day's schedule.
    schedule: Memo<ReminderSchedule>,
) -> impl IntoView {
    view! {
        <div class="stack">
            <Unconfirmed/>
            <HeldBack schedule/>
        </div>
    }
}

#[component]
fn Unconfirmed() -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(move |ledger, as_of| {
        let day = books.link_day();
        let waits = |message: &&Message| message.state == MessageState::Prepared && message.prepared <= as_of;
        let row = |message: &Message| WaitingRow {
            message: message.id,
            customer: message.content.customer,
            href: Route::Customer(message.content.customer).href(day),
            name: ledger.customer_name(message.content.customer).to_owned(),
            channel: message.content.channel,
            step: words::step_words(message.content.offset_days),
            prepared: format::date(message.prepared),
            asks: words::totals_text(&message.content.totals),
            changed: changed(ledger, &message.content, as_of),
        };
        ledger.facts().messages.iter().filter(waits).map(row).collect::<Vec<_>>()
    });
    let columns = vec![
        Column::new("customer", "Customer", |row: &WaitingRow| view! { <a href=row.href.clone()>{row.name.clone()}</a> }).width("14rem"),
        Column::new("channel", "By", |row: &WaitingRow| {
            view! { <span class="message-channel"><Icon name=words::channel_icon(row.channel)/>{words::channel_name(row.channel)}</span> }
        })
        .width("8rem"),
        Column::new("step", "Step", |row: &WaitingRow| {
            let prepared = format!("prepared {}", row.prepared);
            view! { <span class="message-two"><span>{row.step.clone()}</span><span class="muted">{prepared}</span></span> }
        })
        .width("14.5rem"),
        Column::new("asks", "Asks for", |row: &WaitingRow| {
            let changed = row.changed.clone().map(|now| view! { <span class="muted">"now "{now}</span> });
            view! { <span class="message-two"><span>{row.asks.clone()}</span>{changed}</span> }
        })
        .numeric()
        .width("9rem"),
        Column::new("actions", "Did it go out?", |row: &WaitingRow| view! { <WaitingActions row=row.clone()/> }).width("20.5rem"),
    ];
    let empty = || {
        view! {
            <EmptyState
                icon=IconName::Clock
                title="No message waits for your word"
                text="A prepared message stands here until you say that it went out or that you skip it. Only then is it history."
            />
        }
    };
    let fetch = move |range: Range<usize>| rows.with(|rows| rows.get(range).unwrap_or_default().to_vec());
    let waiting = move |ledger: &Ledger, day| {
        let ids: Vec<_> = rows.with_untracked(|rows| rows.iter().map(|row| row.message).collect());
        export::waiting(ledger, &ids, day)
    };
    let (selected, reviewing) = (RwSignal::new(BTreeSet::new()), RwSignal::new(None));
    let key = |row: &WaitingRow| u64::from(row.message.0);
    let targets = move |()| {
        let target = |row: &WaitingRow| Target { customer: row.customer, subject: Subject::Message(row.message), name: named(row) };
        let chosen = selected.get_untracked();
        rows.with_untracked(|rows| rows.iter().filter(|row| chosen.contains(&key(row))).map(target).collect::<Vec<_>>())
    };
    view! {
        <div class="stack">
            <Show when=move || rows.with(|rows| !rows.is_empty())>
                <div class="row row--end">
                    <ExportButton part="waiting" file=waiting/>
                </div>
            </Show>
            <DataTable
                caption="Messages waiting for your word"
                columns
                total=Signal::derive(move || rows.with(Vec::len))
                fetch
                key
                empty
                row_height=64
                card_height=264
                selected
                all_keys=move |()| rows.with_untracked(|rows| rows.iter().map(key).collect::<Vec<_>>())
                row_name=named
                bulk=move || view! { <BulkButtons actions=&[BulkAction::Sent, BulkAction::Skip, BulkAction::Discard] reviewing/> }
            />
            <BulkReview reviewing targets=Callback::new(targets) selected/>
        </div>
    }
}

fn named(row: &WaitingRow) -> String {
    format!("{}, {} prepared {}", row.name, words::channel_name(row.channel).to_lowercase(), row.prepared)
}

/// What a prepared message would ask for now, when that is something else than it says.
pub(super) fn changed(ledger: &Ledger, content: &MessageContent, day: NaiveDate) -> Option<String> {
    let now = asked_now(ledger, ledger.policy_on(day), content, day);
    (now != content.totals).then(|| if now.is_empty() { "nothing".to_owned() } else { words::totals_text(&now) })
}

#[component]
fn WaitingActions(row: WaitingRow) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let WaitingRow { message, customer, name, channel, .. } = row;
    let (yes, said) =
        if channel == Channel::Phone { ("Called", "The call is on record") } else { ("Sent", "The message is on record as sent") };
    let sent = move || {
        let on = books.today().get_untracked();
        books.act_then(Command::ConfirmMessageSent { message, on }, said, move |result| {
            settle_focus();
            if result.is_ok() && channel == Channel::Phone {
                bench.called.set(Some(customer));
            }
        });
    };
    let discard = move || books.act_then(Command::DiscardMessage { message }, "The message was taken back", |_| settle_focus());
    let label = |verb: &str| format!("{verb}: message to {name}");
    view! {
        <span class="message-actions">
            <Button label=label(yes) on_click=sent>{yes}</Button>
            <Button kind=ButtonKind::Quiet label=label("Skip") on_click=move || bench.skip(customer)>"Skip"</Button>
            <Button kind=ButtonKind::Quiet label=label("Open again") on_click=move || bench.prepare_one(customer)>"Open again"</Button>
            <Button kind=ButtonKind::Quiet icon=IconName::Close label=label("Discard") on_click=discard/>
        </span>
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct HeldRow {
    customer: CustomerId,
    href: String,
    name: String,
    step: String,
    until: String,
    asks: String,
}

#[component]
fn HeldBack(schedule: Memo<ReminderSchedule>) -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(move |ledger, _| {
        let day = books.link_day();
        let row = |reminder: &Reminder| {
            let (until, _) = words::held_until(reminder)?;
            Some(HeldRow {
                customer: reminder.customer,
                href: Route::Customer(reminder.customer).href(day),
                name: ledger.customer_name(reminder.customer).to_owned(),
                step: words::step_words(reminder.step.offset_days),
                until: format::date(until),
                asks: words::totals_text(&reminder.totals),
            })
        };
        schedule.with(|schedule| schedule.waiting.iter().filter_map(row).collect::<Vec<_>>())
    });
    let gap = books.view(|ledger, day| format::plural(usize::from(ledger.policy_on(day).minimum_gap_days), "day", "days"));
    let columns = || {
        vec![
            Column::new("customer", "Customer", |row: &HeldRow| view! { <a href=row.href.clone()>{row.name.clone()}</a> }),
            Column::new("step", "Next step", |row: &HeldRow| row.step.clone()),
            Column::new("until", "Not before", |row: &HeldRow| row.until.clone()).width("10rem"),
            Column::new("asks", "Would ask for", |row: &HeldRow| row.asks.clone()).numeric().width("11rem"),
        ]
    };
    let fetch = move |range: Range<usize>| rows.with(|rows| rows.get(range).unwrap_or_default().to_vec());
    let file = move |ledger: &Ledger, _| schedule.with_untracked(|schedule| export::held_back(ledger, schedule));
    let export = move || view! { <ExportButton part="held-back" file/> };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <Card title="Held back for a few days" actions=export>
                <div class="stack">
                    <p class="muted">"Your policy leaves at least "{move || gap.get()}" between two messages to one customer. Those that fall on a weekend or holiday you keep wait for the next business day."</p>
                    <DataTable
                        caption="Messages held back for a few days"
                        columns=columns()
                        total=Signal::derive(move || rows.with(Vec::len))
                        fetch
                        key=|row: &HeldRow| u64::from(row.customer.0)
                    />
                </div>
            </Card>
        </Show>
    }
}
