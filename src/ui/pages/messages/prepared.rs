//! A message that was prepared: its text, and the owner's word on whether it went out.

use super::bench::Bench;
use super::covers::{Covers, of_message};
use super::handover::{Way, hand_over};
use super::recipient::Recipient;
use crate::domain::command::Command;
use crate::domain::ids::MessageId;
use crate::domain::message::Message;
use crate::domain::policy::Channel;
use crate::ui::books::{Books, Refusal};
use crate::ui::components::{Button, ButtonKind, Notice, NoticeKind, TextField};
use leptos::prelude::*;

/// The prepared message. It becomes history only by the owner's word.
#[component]
pub(super) fn Prepared(
    /// The message.
    message: Message,
) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let channel = message.content.channel;
    let lines = books.read(|ledger| of_message(ledger, &message, books.today().get_untracked()));
    let problem = RwSignal::new(None::<String>);
    let content = StoredValue::new(message.content.clone());
    let again = move |way: Way| {
        problem.set(None);
        content.with_value(|content| {
            hand_over(books, bench, way, content, move |handed| match handed {
                Ok(note) => bench.note.set(Some(note)),
                Err(sentence) => {
                    let _shown = problem.try_set(Some(sentence));
                }
            });
        });
    };
    let buttons = Way::of(channel).map(|way| view! { <Button icon=way.icon() on_click=move || again(way)>{way.label()}</Button> });
    view! {
        {move || bench.note.get().map(|note| view! { <Notice kind=NoticeKind::Good>{note}</Notice> })}
        {move || problem.get().map(|sentence| view! { <Notice kind=NoticeKind::Error>{sentence}</Notice> })}
        <Show when=move || bench.skipping.get() fallback=move || view! { <Question message=message.id channel/> }>
            <SkipForm message=message.id/>
        </Show>
        <h3>{if channel == Channel::Phone { "Notes for the call" } else { "The message" }}</h3>
        <Recipient customer=message.content.customer channel/>
        <MessageText subject=if channel == Channel::Email { message.content.subject.clone() } else { String::new() } text=message.content.body.clone()/>
        <div class="form-actions">{buttons}</div>
        <Covers lines amounts="Open today" totals=message.content.totals.clone()/>
    }
}

/// A message as it was written, to read.
#[component]
pub(super) fn MessageText(
    /// The subject; empty when there is none.
    subject: String,
    /// The text.
    text: String,
) -> impl IntoView {
    view! {
        <div class="message-paper">
            {(!subject.is_empty()).then(|| view! { <p class="message-subject">{subject}</p> })}
            <p>{text}</p>
        </div>
    }
}

/// “Did it go out?”
#[component]
fn Question(message: MessageId, channel: Channel) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let (question, yes, said) = match channel {
        Channel::Phone => ("Did you make the call?", "Yes, called", "The call is on record"),
        _ => ("Did it go out?", "Yes, sent", "The message is on record as sent"),
    };
    let sent = move || {
        let on = books.today().get_untracked();
        books.act_then(Command::ConfirmMessageSent { message, on }, said, move |_| bench.open.set(false));
    };
    let discard = move || {
        bench.note.set(None);
        books.act_then(Command::DiscardMessage { message }, "The message was taken back", move |_| bench.open.set(false));
    };
    view! {
        <div class="message-question" role="group" aria-labelledby="message-question">
            <h3 id="message-question">{question}</h3>
            <p class="muted">"It is not in the history before you say so. Until then nothing else is due for this customer."</p>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary on_click=sent>{yes}</Button>
                <Button on_click=move || bench.open.set(false)>"Not yet"</Button>
                <Button kind=ButtonKind::Quiet on_click=move || bench.skipping.set(true)>"Skip this step"</Button>
                <Button kind=ButtonKind::Quiet on_click=discard>"Discard"</Button>
            </div>
        </div>
    }
}

/// Why the step is not done.
#[component]
fn SkipForm(message: MessageId) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let reason = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<Refusal>);
    let skip = move || {
        let on = books.today().get_untracked();
        let command = Command::SkipMessage { message, on, reason: reason.get_untracked() };
        let undo = books.undo_of(&command);
        books.dispatch(command, move |result| match result {
            Ok(()) => {
                books.say("The step was skipped", undo);
                bench.open.set(false);
            }
            Err(refused) => {
                let _shown = refusal.try_set(Some(refused));
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        skip();
    };
    view! {
        <form class="message-question stack" on:submit=submit novalidate=true>
            <TextField id="skip-reason" label="Why is this step skipped?" value=reason optional=true
                help="Such as “spoke on Monday, pays on Friday”. The step counts as done and will not come back."
                error=Signal::derive(move || refusal.get().map(|refused| refused.sentence))/>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true>"Skip the step"</Button>
                <Button on_click=move || bench.skipping.set(false)>"Back"</Button>
            </div>
        </form>
    }
}
