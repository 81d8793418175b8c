//! Explaining the outcome of a dispute: a text to read and change, the ways to take it out, and the owner's word for the record.

use super::bench::Bench;
use super::handover::{Way, hand_over};
use super::letter::{Paper, has_sender};
use super::recipient::{Recipient, SENDER_NOTICE, SenderNotice};
use crate::domain::command::{Command, ContactDraft};
use crate::domain::contact_log::ContactKind;
use crate::domain::ids::{CustomerId, DisputeId};
use crate::domain::message::MessageContent;
use crate::domain::policy::{Channel, Purpose, Tone};
use crate::reports::dispute_text::explanation;
use crate::reports::message_text::language_of;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Choice, Dialog, DialogExit, Notice, NoticeKind, RadioGroup, TextAreaField, TextField};
use crate::ui::forms::{Findings, FormState};
use crate::ui::outside;
use leptos::prelude::*;

/// The dialog “Explain the outcome”.
#[component]
pub fn ExplanationDialog(
    /// Open or not.
    open: RwSignal<bool>,
    /// The dispute that ended.
    dispute: RwSignal<Option<DisputeId>>,
) -> impl IntoView {
    let bench = Bench::provide();
    view! {
        <Dialog id="explanation-dialog" open title="Explain the outcome" wide=true on_close=move || bench.clear_paper()>
            {move || dispute.get().map(|dispute| view! { <Explanation open dispute/> })}
        </Dialog>
        <Paper/>
    }
}

#[component]
fn Explanation(open: RwSignal<bool>, dispute: DisputeId) -> impl IntoView {
    let books = Books::expect();
    let proposed = books.read(|ledger| {
        let found = ledger.facts().disputes.get(dispute.index())?;
        let customer = ledger.invoice(found.invoice)?.customer;
        let details = &ledger.customer(customer)?.details;
        let language = language_of(ledger, customer);
        // Each way reaches its own person, who is greeted.
        let (subject, mail) = explanation(ledger, found, language, Channel::Email)?;
        let (_, letter) = explanation(ledger, found, language, Channel::Letter)?;
        Some((customer, subject, (mail, letter), language.code(), details.email().is_some()))
    });
    proposed.map(|(customer, subject, texts, lang, by_mail)| view! { <Sheet open customer subject texts lang by_mail/> })
}

#[component]
fn Sheet(
    open: RwSignal<bool>,
    customer: CustomerId,
    subject: String,
    texts: (String, String),
    lang: &'static str,
    by_mail: bool,
) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let state = FormState::new("explanation");
    let exit = DialogExit::of(open);
    let (subject, text) = (RwSignal::new(subject), RwSignal::new(if by_mail { texts.0.clone() } else { texts.1.clone() }));
    let way = RwSignal::new(if by_mail { "mail" } else { "letter" }.to_owned());
    let channel = Memo::new(move |_| if way.with(|way| way == "letter") { Channel::Letter } else { Channel::Email });
    // What was typed stays; a text nobody changed follows the way.
    let texts = StoredValue::new(texts);
    let follow = move |chosen: String| {
        texts.with_value(|(mail, letter)| {
            let (before, after) = if chosen == "letter" { (mail, letter) } else { (letter, mail) };
            if text.with_untracked(|typed| typed == before) {
                text.set(after.clone());
            }
        });
    };
    let (note, problem) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    // Only its words leave the house; the schedule knows nothing of it.
    let content = move || MessageContent {
        customer,
        channel: channel.get_untracked(),
        offset_days: 0,
        tone: Tone::Friendly,
        purpose: Purpose::PastDue,
        covers: Vec::new(),
        totals: Vec::new(),
        pay_by: None,
        subject: subject.get_untracked(),
        body: text.get_untracked(),
    };
    let take_out = move |way: Way| {
        if way == Way::Print && !books.read(has_sender) {
            return outside::focus_soon(SENDER_NOTICE);
        }
        problem.set(None);
        hand_over(books, bench, way, &content(), move |handed| match handed {
            Ok(said) => {
                let _shown = note.try_set(Some(said));
            }
            Err(sentence) => {
                let _shown = problem.try_set(Some(sentence));
            }
        });
    };
    let record = move || {
        let kind = if channel.get_untracked() == Channel::Letter { ContactKind::Letter } else { ContactKind::Email };
        let words = text.get_untracked();
        let mut found = Findings::default();
        let words = found.take("note", if words.trim().is_empty() { Err("The text is empty.".to_owned()) } else { Ok(words) });
        let Some(note) = words else { return state.refuse(found) };
        let on = books.today().get_untracked();
        let draft = ContactDraft { customer, on, kind, outcome: None, reason: None, person: String::new(), note, next: None };
        state.send(books, Command::LogContact { draft }, "The explanation is on record", move || open.set(false));
    };
    let ways = vec![Choice::new("mail", "By e-mail"), Choice::new("letter", "By letter")];
    let buttons = move || {
        Way::of(channel.get())
            .into_iter()
            .map(|way| view! { <Button icon=way.icon() on_click=move || take_out(way)>{way.label()}</Button> })
            .collect_view()
    };
    view! {
        <p class="muted">"Read it once more and change what you like. Recoup sends nothing by itself."</p>
        <RadioGroup id="explanation-way" label="How it goes out" value=way choices=ways inline=true on_change=follow/>
        {move || view! { <Recipient customer channel=channel.get()/> }}
        <TextField id=state.id("subject") label="Subject" value=subject lang help="Others may see it: it does not name the debt."/>
        <TextAreaField id=state.id("note") label="Text" value=text rows=14 lang error=state.error("note")/>
        {move || note.get().map(|said| view! { <Notice kind=NoticeKind::Good>{said}</Notice> })}
        {move || problem.get().map(|sentence| view! { <Notice kind=NoticeKind::Error>{sentence}</Notice> })}
        {move || state.general().get().map(|sentence| view! { <Notice kind=NoticeKind::Error>{sentence}</Notice> })}
        {move || (channel.get() == Channel::Letter).then(|| view! { <SenderNotice/> })}
        <div class="row">{buttons}</div>
        <div class="form-actions message-question" role="group" aria-labelledby="explanation-question">
            <h3 id="explanation-question">"Did it go out?"</h3>
            <Button kind=ButtonKind::Primary busy=state.busy() on_click=record>"Yes, put it on record"</Button>
            <Button on_click=move || exit.leave()>"Not now"</Button>
        </div>
    }
}
