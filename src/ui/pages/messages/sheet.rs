//! A text outside of the schedule, to read and change, the ways to take it out, and the owner's word for the record.

use super::bench::Bench;
use super::handover::{Way, hand_over};
use super::letter::{Paper, has_sender};
use super::recipient::{Recipient, SENDER_NOTICE, SenderNotice};
use crate::domain::approach::Language;
use crate::domain::command::{Command, ContactDraft};
use crate::domain::contact_log::ContactKind;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageContent;
use crate::domain::policy::{Channel, Purpose, Tone};
use crate::reports::message_text::language_of;
use crate::ui::books::Books;
use crate::ui::components::{
    Button, ButtonKind, Choice, Dialog, DialogExit, Notice, NoticeKind, RadioGroup, TextAreaField, TextField, settle_focus,
};
use crate::ui::forms::{Findings, FormState};
use crate::ui::outside;
use leptos::prelude::*;

/// The text that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proposal {
    customer: CustomerId,
    subject: String,
    /// By e-mail and by letter: each way reaches its own person, who is greeted.
    texts: (String, String),
    /// The code of its language.
    lang: &'static str,
    by_mail: bool,
    /// What happens with the entry in the log.
    besides: Option<Command>,
}

impl Proposal {
    /// The text to a customer in their language: subject and text by the way it goes out.
    pub fn of(ledger: &Ledger, customer: CustomerId, written: impl Fn(Language, Channel) -> Option<(String, String)>) -> Option<Self> {
        let language = language_of(ledger, customer);
        let (subject, mail) = written(language, Channel::Email)?;
        let (_, letter) = written(language, Channel::Letter)?;
        let by_mail = ledger.customer(customer)?.details.email().is_some();
        Some(Self { customer, subject, texts: (mail, letter), lang: language.code(), by_mail, besides: None })
    }

    /// With something that happens when it goes on record.
    pub fn besides(self, command: Command) -> Self {
        Self { besides: Some(command), ..self }
    }
}

/// What is said of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wording {
    /// Begins the ids of the fields.
    pub prefix: &'static str,
    /// The title of the dialog.
    pub title: &'static str,
    /// Said when it is on record.
    pub said: &'static str,
}

/// The dialog with the text; once on a page.
#[component]
pub(super) fn SheetDialog(
    /// Open or not.
    open: RwSignal<bool>,
    /// What is said of the text.
    wording: Wording,
    /// The text, as soon as there is something to write about.
    #[prop(into)]
    proposal: Callback<(), Option<Proposal>>,
) -> impl IntoView {
    let bench = Bench::provide();
    view! {
        <Dialog id=format!("{}-dialog", wording.prefix) open title=wording.title wide=true on_close=move || bench.clear_paper()>
            {move || proposal.run(()).map(|proposal| view! { <Sheet open wording proposal/> })}
        </Dialog>
        <Paper/>
    }
}

#[component]
fn Sheet(open: RwSignal<bool>, wording: Wording, proposal: Proposal) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let Proposal { customer, subject, texts, lang, by_mail, besides } = proposal;
    let state = FormState::new(wording.prefix);
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
        let commands = std::iter::once(Command::LogContact { draft }).chain(besides.clone()).collect();
        state.send_all(books, commands, wording.said, move || {
            open.set(false);
            settle_focus();
        });
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
        <RadioGroup id=state.id("way") label="How it goes out" value=way choices=ways inline=true on_change=follow/>
        {move || view! { <Recipient customer channel=channel.get()/> }}
        <TextField id=state.id("subject") label="Subject" value=subject lang help="Others may see it: it does not name the debt."/>
        <TextAreaField id=state.id("note") label="Text" value=text rows=14 lang error=state.error("note")/>
        {move || note.get().map(|said| view! { <Notice kind=NoticeKind::Good>{said}</Notice> })}
        {move || problem.get().map(|sentence| view! { <Notice kind=NoticeKind::Error>{sentence}</Notice> })}
        {move || state.general().get().map(|sentence| view! { <Notice kind=NoticeKind::Error>{sentence}</Notice> })}
        {move || (channel.get() == Channel::Letter).then(|| view! { <SenderNotice/> })}
        <div class="row">{buttons}</div>
        <div class="form-actions message-question" role="group" aria-labelledby=state.id("question")>
            <h3 id=state.id("question")>"Did it go out?"</h3>
            <Button kind=ButtonKind::Primary busy=state.busy() on_click=record>"Yes, put it on record"</Button>
            <Button on_click=move || exit.leave()>"Not now"</Button>
        </div>
    }
}
