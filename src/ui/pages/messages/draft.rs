//! A message that is due: what it covers, to whom it goes, its text to edit, and the ways to take it out.

use super::bench::Bench;
use super::claim_notes::ClaimNotes;
use super::codes::{Codes, codes_of_letter};
use super::covers::{Covers, of_reminder};
use super::handover::{Way, hand_over, nothing_to_say};
use super::late_fee::LateFee;
use super::letter::{Letter, has_sender};
use super::recipient::{Recipient, SENDER_NOTICE, SenderNotice};
use super::words;
use crate::domain::command::Command;
use crate::domain::message::MessageContent;
use crate::domain::policy::{Besides, Channel};
use crate::reports::message_text::{compose, first_words, gaps, own_text_problem, template_of};
use crate::reports::reminders::Reminder;
use crate::ui::books::{Books, Refusal};
use crate::ui::components::{Badge, Button, ButtonKind, Notice, NoticeKind, TextAreaField, TextField};
use crate::ui::outside;
use crate::ui::routes::Route;
use leptos::prelude::*;

const SUBJECT: &str = "message-subject";
const TEXT: &str = "message-text";
const REPLACED: &str =
    "Your own text grows too long with this customer's data, so Recoup's own stands here. Shorten yours on the page Message texts.";

/// The draft of a reminder. Taking it out, or skipping it, prepares it in the ledger.
#[component]
pub(super) fn Draft(
    /// What is due.
    reminder: Reminder,
) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let channel = reminder.step.channel;
    let composed = books.read(|ledger| compose(ledger, &reminder, books.today().get_untracked()));
    let codes = books.read(|ledger| codes_of_letter(ledger, &composed));
    let written = matches!(channel, Channel::Email | Channel::Letter);
    let pays_nowhere =
        written && books.read(|ledger| ledger.settings().payment.is_empty() && ledger.settings().business.payment_details.is_empty());
    let lines = books.read(|ledger| of_reminder(ledger, &reminder));
    let why = books.read(|ledger| words::why(ledger, &reminder));
    let (lang, warning) = books.read(|ledger| {
        let (template, today) = (template_of(ledger, &reminder), books.today().get_untracked());
        let replaced = own_text_problem(ledger, &reminder, today).map(|_| REPLACED.to_owned());
        let gaps = || Some(gaps(ledger, &template, &reminder, today)).filter(|gaps| !gaps.is_empty());
        (template.language.code(), replaced.or_else(|| gaps().map(|gaps| gap_words(&gaps))))
    });
    let milder = RwSignal::new(books.read(|ledger| first_words(ledger, &reminder, books.today().get_untracked())));
    let subject = RwSignal::new(composed.subject.clone());
    let text = RwSignal::new(composed.body.clone());
    let refusal = RwSignal::new(None::<Refusal>);
    let busy = RwSignal::new(false);
    let composed = StoredValue::new(composed);
    let content = move || MessageContent { subject: subject.get_untracked(), body: text.get_untracked(), ..composed.get_value() };
    let begin_friendly = move || {
        let Some(friendly) = milder.get_untracked() else { return };
        composed.set_value(friendly.clone());
        subject.set(friendly.subject);
        text.set(friendly.body);
        milder.set(None);
        outside::focus_soon(TEXT);
    };
    let first = move || {
        let actions = move || view! { <Button on_click=begin_friendly>"Begin with a friendly reminder"</Button> };
        milder.with(Option::is_some).then(|| {
            view! {
                <Notice title="The first message to this customer" actions>
                    "The debt is so old that your schedule begins with its last words."
                </Notice>
            }
        })
    };
    let take_out = move |way: Way| {
        let content = content();
        if way == Way::Print && !books.read(has_sender) {
            return outside::focus_soon(SENDER_NOTICE);
        }
        if let Some(refused) = refused(books, way, &content) {
            match refused.field.as_deref() {
                Some("body") => outside::focus_soon(TEXT),
                Some("subject") => outside::focus_soon(SUBJECT),
                _ => {}
            }
            return refusal.set(Some(refused));
        }
        refusal.set(None);
        let command = Command::PrepareMessage { content: content.clone() };
        hand_over(books, bench, way, &content, move |handed| match handed {
            Err(sentence) => refusal.set(Some(Refusal::general(sentence))),
            Ok(note) => {
                bench.note.set(Some(note));
                keep(books, command, refusal, busy);
            }
        });
    };
    // What the browser's own print command puts on paper, as it is typed.
    let today = books.today().get_untracked();
    Effect::new(move |_| {
        let shown = MessageContent { subject: subject.get(), body: text.get(), ..composed.get_value() };
        let printable = shown.channel == Channel::Letter && nothing_to_say(Way::Print, &shown).is_none();
        let letter = books.follow(|ledger| (printable && has_sender(ledger)).then(|| Letter::of(ledger, &shown, today)));
        bench.letters.set(letter.into_iter().collect());
    });
    let skip = move || {
        bench.skipping.set(true);
        keep(books, Command::PrepareMessage { content: content() }, refusal, busy);
    };
    let error_of = move |field: &'static str| {
        Signal::derive(move || refusal.get().filter(|found| found.field.as_deref() == Some(field)).map(|found| found.sentence))
    };
    let general =
        move || refusal.get().filter(|found| !matches!(found.field.as_deref(), Some("subject" | "body"))).map(|found| found.sentence);
    let buttons = Way::of(channel).into_iter().enumerate().map(|(place, way)| {
        let kind = if place == 0 { ButtonKind::Primary } else { ButtonKind::Plain };
        view! { <Button kind icon=way.icon() busy on_click=move || take_out(way)>{way.label()}</Button> }
    });
    let (text_label, text_help) = match channel {
        Channel::Phone => ("Notes for the call", "For you alone. Change what you like."),
        _ => ("Text", "Read it once more and change what you like. Recoup sends nothing by itself."),
    };
    let subject_help = match channel {
        Channel::Email => Some("Others may see it: it does not name the debt."),
        Channel::Letter => Some("It stands in bold above the text."),
        Channel::Phone | Channel::Sms | Channel::WhatsApp => None,
    };
    view! {
        <p class="message-why">{format!("{why}.")}</p>
        <p class="row">
            <Badge>{words::channel_name(channel)}</Badge>
            <span>{words::step_words(reminder.step.offset_days)}": "{words::purpose_words(reminder.step.purpose)}</span>
        </p>
        {reminder.step.besides.contains(&Besides::LateFee).then(|| view! { <LateFee reminder=reminder.clone()/> })}
        <Recipient customer=reminder.customer channel/>
        {first}
        <ClaimNotes customer=reminder.customer purpose=reminder.step.purpose/>
        {warning.map(|text| view! { <Notice kind=NoticeKind::Warn>{text}</Notice> })}
        {subject_help.map(|help| view! { <TextField id=SUBJECT label="Subject" value=subject error=error_of("subject") help lang/> })}
        <TextAreaField id=TEXT label=text_label value=text rows=14 help=text_help error=error_of("body") lang/>
        {pays_nowhere.then(|| {
            let href = Signal::derive(move || Route::Settings.href(books.link_day()));
            view! { <p class="muted">"The text does not say how to pay. "<a href=move || href.get()>"Enter an account or a link in Settings"</a></p> }
        })}
        <Codes codes/>
        <Covers customer=reminder.customer lines amounts="Asked for" totals=reminder.totals.clone()/>
        <div class="form-actions">
            {(channel == Channel::Letter).then(|| view! { <SenderNotice/> })}
            {move || general().map(|sentence| view! { <Notice kind=NoticeKind::Error>{sentence}</Notice> })}
            {buttons.collect_view()}
            <Button kind=ButtonKind::Quiet busy on_click=skip>"Skip this step"</Button>
        </div>
    }
}

/// Which placeholders of the owner's own text found nothing.
fn gap_words(gaps: &[String]) -> String {
    let names: Vec<String> = gaps.iter().map(|name| format!("{{{{ {name} }}}}")).collect();
    format!("There is nothing to fill in for {}. Read the text once more before it goes out.", names.join(", "))
}

/// Why the message is not taken, asked before anything leaves the house.
fn refused(books: Books, way: Way, content: &MessageContent) -> Option<Refusal> {
    if let Some(sentence) = nothing_to_say(way, content) {
        return Some(Refusal { field: Some("body".to_owned()), sentence: sentence.to_owned() });
    }
    let command = Command::PrepareMessage { content: content.clone() };
    let today = books.today().get_untracked();
    books.read(|ledger| ledger.decide(&command, today).err().map(Refusal::from))
}

fn keep(books: Books, command: Command, refusal: RwSignal<Option<Refusal>>, busy: RwSignal<bool>) {
    busy.set(true);
    books.dispatch(command, move |result| {
        // When it worked the dialog shows the prepared message, and these signals are gone.
        let _shown = busy.try_set(false);
        if let Err(refused) = result {
            let _shown = refusal.try_set(Some(refused));
        }
    });
}
