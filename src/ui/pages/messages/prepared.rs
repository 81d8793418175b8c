//! A message that was prepared: its text, and the owner's word on whether it went out.

use super::bench::Bench;
use super::codes::{Codes, codes_of_letter};
use super::covers::{Covers, of_message};
use super::handover::{Way, hand_over};
use super::letter::{Letter, has_sender};
use super::recipient::{Recipient, SENDER_NOTICE, SenderNotice};
use super::waiting::changed;
use crate::domain::command::Command;
use crate::domain::ids::MessageId;
use crate::domain::message::{Message, MessageContent};
use crate::domain::policy::Channel;
use crate::reports::message_text::language_by;
use crate::ui::books::{Books, Refusal};
use crate::ui::components::{Button, ButtonKind, Notice, NoticeKind, TextField, focus_later};
use crate::ui::forms::{DayField, read_date};
use crate::ui::outside;
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
    let codes = books.read(|ledger| codes_of_letter(ledger, &message.content));
    let lang = books.read(|ledger| language_by(ledger, message.content.customer, channel)).code();
    let problem = RwSignal::new(None::<String>);
    let kept = message.content.clone();
    let changed = books.view(move |ledger, _| changed(ledger, &kept, books.today().get()));
    let changed = move || {
        changed.get().map(|now| {
            let text = format!("What it asks for has changed since it was prepared: now it would be {now}. If it has not gone out, discard it and prepare it anew.");
            view! { <Notice kind=NoticeKind::Warn>{text}</Notice> }
        })
    };
    let content = StoredValue::new(message.content.clone());
    let again = move |way: Way| {
        problem.set(None);
        if way == Way::Print && !books.read(has_sender) {
            return outside::focus_soon(SENDER_NOTICE);
        }
        content.with_value(|content| {
            hand_over(books, bench, way, content, move |handed| match handed {
                Ok(note) => bench.note.set(Some(note)),
                Err(sentence) => {
                    let _shown = problem.try_set(Some(sentence));
                }
            });
        });
    };
    if channel == Channel::Letter {
        // What the browser's own print command puts on paper.
        let today = books.today().get_untracked();
        Effect::new(move |_| {
            let letter =
                books.follow(|ledger| content.with_value(|content| has_sender(ledger).then(|| Letter::of(ledger, content, today))));
            bench.letters.set(letter.into_iter().collect());
        });
    }
    let buttons =
        Way::of(channel).into_iter().map(|way| view! { <Button icon=way.icon() on_click=move || again(way)>{way.label()}</Button> });
    let buttons = buttons.collect_view();
    view! {
        {move || bench.note.get().map(|note| view! { <Notice kind=NoticeKind::Good>{note}</Notice> })}
        {move || problem.get().map(|sentence| view! { <Notice kind=NoticeKind::Error>{sentence}</Notice> })}
        {changed}
        <p class="muted">"It is not in the history before you say that it went out. Until then nothing else is due for this customer."</p>
        <h3>{if channel == Channel::Phone { "Notes for the call" } else { "The message" }}</h3>
        <Recipient customer=message.content.customer channel/>
        <MessageText subject=shown_subject(&message.content) text=message.content.body.clone() lang/>
        <Codes codes/>
        {(channel == Channel::Letter).then(|| view! { <SenderNotice/> })}
        <div class="row">{buttons}</div>
        <Covers customer=message.content.customer lines amounts="Open today" totals=message.content.totals.clone()/>
        <Show when=move || bench.skipping.get() fallback=move || view! { <Question message=message.id channel/> }>
            <SkipForm message=message.id/>
        </Show>
    }
}

/// The subject of what has one: a call and a text message have none.
pub(super) fn shown_subject(content: &MessageContent) -> String {
    match content.channel {
        Channel::Email | Channel::Letter => content.subject.clone(),
        Channel::Phone | Channel::Sms | Channel::WhatsApp => String::new(),
    }
}

/// A message as it was written, to read.
#[component]
pub(super) fn MessageText(
    /// The subject; empty when there is none.
    subject: String,
    /// The text.
    text: String,
    /// The code of its language.
    lang: &'static str,
) -> impl IntoView {
    view! {
        <div class="message-paper" lang=lang>
            {(!subject.is_empty()).then(|| view! { <p class="message-subject">{subject}</p> })}
            <p>{text}</p>
        </div>
    }
}

/// The id of the question, which has the focus as soon as it is asked.
const QUESTION: &str = "message-question";

/// “Did it go out?”
#[component]
fn Question(message: MessageId, channel: Channel) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    focus_later(QUESTION);
    let (question, yes, said) = match channel {
        Channel::Phone => ("Did you make the call?", "Yes, called", "The call is on record"),
        _ => ("Did it go out?", "Yes, sent", "The message is on record as sent"),
    };
    let on = RwSignal::new(books.today().get_untracked().to_string());
    let problem = RwSignal::new(None::<String>);
    let sent = move || {
        let command = match read_date(&on.get_untracked()) {
            Ok(on) => Command::ConfirmMessageSent { message, on },
            Err(sentence) => return problem.set(Some(sentence)),
        };
        let undo = books.undo_of(&command);
        books.dispatch(command, move |result| match result {
            Ok(()) => {
                books.say(said, undo);
                bench.settled();
                if channel == Channel::Phone {
                    bench.called.set(bench.customer.get_untracked());
                }
            }
            Err(refused) => {
                let _shown = problem.try_set(Some(refused.sentence));
            }
        });
    };
    let discard = move || {
        bench.note.set(None);
        books.act_then(Command::DiscardMessage { message }, "The message was taken back", move |_| bench.open.set(false));
    };
    view! {
        <div class="form-actions message-question" id=QUESTION role="group" aria-labelledby="message-question-text" tabindex="-1" data-first-focus="">
            <h3 id="message-question-text">{question}</h3>
            <DayField id="message-sent-on" label="On" value=on error=problem/>
            <Button kind=ButtonKind::Primary on_click=sent>{yes}</Button>
            <Button on_click=move || bench.open.set(false)>"Not yet"</Button>
            <Button kind=ButtonKind::Quiet on_click=move || bench.skipping.set(true)>"Skip this step"</Button>
            <Button kind=ButtonKind::Quiet on_click=discard>"Discard"</Button>
        </div>
    }
}

/// Why the step is not done.
#[component]
fn SkipForm(message: MessageId) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    focus_later("skip-reason");
    let reason = RwSignal::new(String::new());
    let refusal = RwSignal::new(None::<Refusal>);
    let skip = move || {
        let on = books.today().get_untracked();
        let command = Command::SkipMessage { message, on, reason: reason.get_untracked() };
        let undo = books.undo_of(&command);
        books.dispatch(command, move |result| match result {
            Ok(()) => {
                books.say("The step was skipped", undo);
                bench.settled();
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
        <form class="form-actions message-question" on:submit=submit novalidate=true>
            <TextField id="skip-reason" label="Why is this step skipped?" value=reason optional=true
                help="Such as “spoke on Monday, pays on Friday”. The step counts as done and will not come back."
                error=Signal::derive(move || refusal.get().map(|refused| refused.sentence))/>
            <Button kind=ButtonKind::Primary submit=true>"Skip the step"</Button>
            <Button on_click=move || bench.skipping.set(false)>"Back"</Button>
        </form>
    }
}
