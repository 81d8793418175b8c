//! History: every message that the owner confirmed or skipped, newest first, with its text.

use super::bench::Bench;
use super::covers::{Covers, of_message};
use super::export::{self, ExportButton};
use super::prepared::{MessageText, shown_subject};
use super::words;
use crate::domain::command::Command;
use crate::domain::ids::MessageId;
use crate::domain::ledger::Ledger;
use crate::domain::message::Message;
use crate::domain::policy::Channel;
use crate::reports::message_text::language_by;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Column, DataTable, Dialog, EmptyState, Icon, IconName, Tone};
use crate::ui::routes::Route;
use leptos::prelude::*;
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
struct HistoryRow {
    message: MessageId,
    href: String,
    name: String,
    channel: Channel,
    step: String,
    state: String,
    asked: String,
}

impl HistoryRow {
    fn of(books: Books, message: &Message) -> Self {
        let content = &message.content;
        Self {
            message: message.id,
            href: Route::Customer(content.customer).href(books.link_day()),
            name: books.read(|ledger| ledger.customer_name(content.customer).to_owned()),
            channel: content.channel,
            step: words::step_words(content.offset_days),
            state: words::state_words(message),
            asked: words::totals_text(&content.totals),
        }
    }
}

/// What was said.
#[component]
pub(super) fn History() -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let settled = books.view(|ledger, as_of| {
        let on = |message: &Message| message.settled_on().filter(|on| *on <= as_of).map(|on| (on, message.id));
        let mut found: Vec<_> = ledger.facts().messages.iter().filter_map(on).collect();
        found.sort_unstable_by(|one, other| other.cmp(one));
        found
    });
    let fetch = move |range: Range<usize>| {
        let ids = settled.with(|found| found.get(range).unwrap_or_default().to_vec());
        let messages = books.read(|ledger| ids.iter().filter_map(|(_, id)| ledger.message(*id).cloned()).collect::<Vec<_>>());
        messages.iter().map(|message| HistoryRow::of(books, message)).collect::<Vec<_>>()
    };
    let columns = vec![
        Column::new("customer", "Customer", |row: &HistoryRow| view! { <a href=row.href.clone()>{row.name.clone()}</a> }).width("14rem"),
        Column::new("state", "What happened", |row: &HistoryRow| {
            view! { <span class="message-clamp" title=row.state.clone()>{row.state.clone()}</span> }
        }),
        Column::new("channel", "By", |row: &HistoryRow| {
            view! { <span class="message-channel"><Icon name=words::channel_icon(row.channel)/>{words::channel_name(row.channel)}</span> }
        })
        .width("8rem"),
        Column::new("step", "Step", |row: &HistoryRow| row.step.clone()).width("13rem").hide_on_card(),
        Column::new("asked", "Asked for", |row: &HistoryRow| row.asked.clone()).numeric().width("10rem"),
        Column::new("read", "Text", move |row: &HistoryRow| {
            let (message, label) = (row.message, format!("Read the message to {}", row.name));
            view! { <span class="message-actions"><Button kind=ButtonKind::Quiet label on_click=move || bench.read(message)>"Read"</Button></span> }
        })
        .width("6rem"),
    ];
    let empty = || {
        view! {
            <EmptyState
                icon=IconName::Messages
                title="No message is on record"
                text="Every message you confirm as sent, and every step you skip, is kept here with its text and date."
            />
        }
    };
    let history = move |ledger: &Ledger, day| settled.with_untracked(|found| export::history(ledger, found.iter().map(|(_, id)| *id), day));
    view! {
        <div class="stack">
            <Show when=move || settled.with(|rows| !rows.is_empty())>
                <div class="row row--end">
                    <ExportButton part="history" file=history/>
                </div>
            </Show>
            <DataTable
                caption="Messages on record, newest first"
                columns
                total=Signal::derive(move || settled.with(Vec::len))
                fetch
                key=|row: &HistoryRow| u64::from(row.message.0)
                on_open=move |row: HistoryRow| bench.read(row.message)
                empty
                row_height=52
                card_height=176
            />
        </div>
    }
}

/// The dialog with a message of the history; once on the page.
#[component]
pub(super) fn Reader() -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let message = books.view(move |ledger, _| bench.shown.get().and_then(|id| ledger.message(id).cloned()));
    let title = books.view(move |ledger, _| {
        let whom = |message: &Message| words::to_whom(message.content.channel, ledger.customer_name(message.content.customer));
        message.with(|message| message.as_ref().map_or("Message".to_owned(), whom))
    });
    let content = move || message.get().map(|message| view! { <Settled message/> });
    view! { <Dialog id="message-reader" open=bench.reading title wide=true>{content}</Dialog> }
}

#[component]
fn Settled(message: Message) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let lines = books.read(|ledger| of_message(ledger, &message, books.today().get_untracked()));
    let (id, state) = (message.id, words::state_words(&message));
    let subject = shown_subject(&message.content);
    let lang = books.read(|ledger| language_by(ledger, message.content.customer, message.content.channel)).code();
    let tone = if message.sent_on().is_some() { Tone::Good } else { Tone::Neutral };
    let take_back = move || {
        books.act_then(Command::DiscardMessage { message: id }, "The message was taken off the record", move |_| bench.reading.set(false))
    };
    view! {
        <p class="row">
            <Badge tone>{state}</Badge>
            <span>{words::channel_name(message.content.channel)}", "{words::step_words(message.content.offset_days)}</span>
        </p>
        <MessageText subject text=message.content.body.clone() lang/>
        <Covers customer=message.content.customer lines amounts="Open today" totals=message.content.totals.clone()/>
        <div class="form-actions">
            <Button on_click=move || bench.reading.set(false)>"Close"</Button>
            <Button kind=ButtonKind::Quiet icon=IconName::Undo on_click=take_back>"Take it off the record"</Button>
        </div>
    }
}
