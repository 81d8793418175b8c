//! The evidence pack of one customer: the account, everything that happened, every message word for word, the policy. On the
//! screen, on paper, and as JSON for whoever takes over.

use super::customer::back_to_customer;
use super::customer::timeline::entries;
use super::statement::{Account, account};
use crate::domain::credit::{Allocation, CreditSource};
use crate::domain::ids::CustomerId;
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageState;
use crate::domain::policy::{Channel, offset_words};
use crate::exchange::evidence::{POLICY_NOTE, evidence};
use crate::reports::message_text::language_by;
use crate::reports::promises::{PromiseProgress, promises_of};
use crate::reports::statement::statement_currencies;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, IconName, PageHeader};
use crate::ui::pages::messages::words;
use crate::ui::{format, outside, wording};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The page.
#[component]
pub fn EvidencePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse().ok()).unwrap_or(CustomerId(0)));
    move || view! { <Pack id=id.get()/> }
}

/// A message that went out, word for word.
#[derive(Clone, PartialEq)]
struct Said {
    on: NaiveDate,
    how: String,
    subject: String,
    body: String,
    lang: &'static str,
}

fn said(ledger: &Ledger, id: CustomerId, day: NaiveDate) -> Vec<Said> {
    let sent = ledger.messages_of(id).filter_map(|message| match message.state {
        MessageState::Sent { on } if on <= day => Some(Said {
            on,
            how: words::channel_name(message.content.channel).to_owned(),
            // The notes of a call are the owner's own: nobody has heard them.
            subject: if message.content.channel == Channel::Phone { String::new() } else { message.content.subject.clone() },
            body: if message.content.channel == Channel::Phone { String::new() } else { message.content.body.clone() },
            lang: language_by(ledger, id, message.content.channel).code(),
        }),
        _ => None,
    });
    sent.collect()
}

/// What paid which invoice by a day, oldest first.
fn applied(ledger: &Ledger, id: CustomerId, day: NaiveDate) -> Vec<(NaiveDate, String)> {
    let of_customer = ledger.invoices_of(id).flat_map(|invoice| ledger.allocations_to(invoice.id).map(move |part| (invoice, part)));
    let counted = of_customer.filter(|(_, part)| part.on <= day && part.until.is_none_or(|until| part.on < until));
    let line = |(invoice, part): (&Invoice, &Allocation)| {
        let source = match part.source {
            CreditSource::Payment(payment) => {
                let received = ledger.payment(payment).map(|payment| format::date(payment.received)).unwrap_or_default();
                format!("the payment of {received}")
            }
            CreditSource::CreditNote(note) => {
                let number = ledger.facts().credit_notes.get(note.index()).map_or("", |note| note.number.as_str());
                let what = if ledger.write_off_by(note).is_some() { "write-off" } else { "credit note" };
                format!("{what} {number}")
            }
        };
        let ended = part.until.filter(|until| *until <= day).map(|until| format!(", taken back {}", format::date(until)));
        (part.on, format!("{} of {source} to invoice {}{}.", format::money(part.amount), invoice.number, ended.unwrap_or_default()))
    };
    let mut lines: Vec<_> = counted.map(line).collect();
    lines.sort_by_key(|(on, _)| *on);
    lines
}

/// What the policy says for this customer, when they accepted it, and what is not known of it.
fn policy_words(ledger: &Ledger, id: CustomerId, day: NaiveDate) -> Vec<String> {
    let policy = ledger.policy_on(day);
    let Some(details) = ledger.customer(id).map(|customer| &customer.details) else { return Vec::new() };
    let followed = policy.followed(&details.approach);
    let steps: Vec<_> = followed.steps.iter().map(|step| offset_words(step.offset_days)).collect();
    let (when, source) = policy.terms_of(details);
    let terms = format!(
        "{}{}; {} of grace, at least {} between two messages. Reminders by the schedule {}{}: {}.",
        wording::net_terms(&when),
        wording::of_tier(source, &details.approach),
        days(policy.grace_days),
        days(policy.minimum_gap_days),
        followed.name,
        wording::of_tier(followed.source, &details.approach),
        steps.join("; ")
    );
    let accepted = match details.terms_accepted.filter(|on| *on <= day) {
        Some(on) => format!("The customer accepted the terms on {}{}.", format::date_long(on), wording::accepted_version(ledger, on)),
        None => "No day is on record on which the customer accepted the terms.".to_owned(),
    };
    vec![terms, accepted, POLICY_NOTE.to_owned()]
}

fn days(number: u16) -> String {
    format::plural(number.into(), "day", "days")
}

#[component]
fn Pack(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let name = books.view(move |ledger, _| ledger.customer_name(id).to_owned());
    let accounts = books.view(move |ledger, day| {
        let currencies = statement_currencies(ledger, id).into_iter();
        currencies.map(|currency| account(ledger, id, currency, None, day)).collect::<Vec<_>>()
    });
    let history = books.view(move |ledger, day| {
        let mut entries = entries(ledger, id, day);
        entries.reverse();
        entries
    });
    let messages = books.view(move |ledger, day| said(ledger, id, day));
    let promises = books.view(move |ledger, day| {
        let all = promises_of(ledger, ledger.policy_on(day), id, day).into_iter();
        let line = |progress: PromiseProgress| {
            let promise = ledger.promise(progress.promise).filter(|promise| promise.withdrawn != Some(promise.made))?;
            let (state, _) = wording::promise_state(progress.state);
            let text = format!(
                "{} by {}, received in time: {}",
                format::money(promise.amount),
                format::date(promise.due),
                format::money(progress.received)
            );
            Some((promise.made, format!("{text}. {state}.")))
        };
        all.filter_map(line).collect::<Vec<_>>()
    });
    let applied = books.view(move |ledger, day| applied(ledger, id, day));
    let policy = books.view(move |ledger, day| policy_words(ledger, id, day));
    let save = move || {
        let day = books.as_of().get_untracked();
        let Some(file) = books.read(|ledger| evidence(ledger, id, day)) else { return };
        if let Err(sentence) = outside::download_text(&format!("evidence-{id}-{day}.json"), "application/json", &file) {
            books.toaster().push(sentence, None);
        }
    };
    let print = move || {
        if let Err(sentence) = outside::print_page() {
            books.toaster().push(sentence, None);
        }
    };
    let lead = Signal::derive(move || Some(format!("{}, as of {}", name.get(), format::date_long(books.as_of().get()))));
    let entry = |(on, text): (NaiveDate, String)| {
        view! { <li><div><time datetime=on.to_string()>{format::date(on)}</time><p>{text}</p></div></li> }
    };
    let letter = |said: Said| {
        view! {
            <li>
                <div>
                    <time datetime=said.on.to_string()>{format::date(said.on)}</time>
                    <p><strong>{said.how}</strong>" "<span lang=said.lang>{said.subject}</span></p>
                    <p class="as-typed" lang=said.lang>{said.body}</p>
                </div>
            </li>
        }
    };
    let nothing_said = move || messages.with(Vec::is_empty);
    view! {
        <div class="page">
            <PageHeader
                title="Evidence pack"
                lead
                back=untrack(|| back_to_customer(name.get(), id, books.link_day()))
                actions=move || view! {
                    <Button kind=ButtonKind::Primary icon=IconName::Print on_click=print>"Print"</Button>
                    <Button icon=IconName::Export on_click=save>"JSON"</Button>
                }
            />
            {move || accounts.get().into_iter().map(|account| view! { <Account account only_open=false/> }).collect_view()}
            <Show when=move || applied.with(|applied| !applied.is_empty())>
                <Card title="What paid which invoice">
                    <ol class="timeline" role="list">{move || applied.get().into_iter().map(entry).collect_view()}</ol>
                </Card>
            </Show>
            <Card title="What happened">
                <ol class="timeline" role="list">{move || history.get().into_iter().map(entry).collect_view()}</ol>
            </Card>
            <Show when=move || promises.with(|promises| !promises.is_empty())>
                <Card title="Promises and what became of them">
                    <ol class="timeline" role="list">{move || promises.get().into_iter().map(entry).collect_view()}</ol>
                </Card>
            </Show>
            <Card title="Messages, word for word">
                <Show when=nothing_said><p class="muted">"No message was sent."</p></Show>
                <ol class="timeline" role="list">{move || messages.get().into_iter().map(letter).collect_view()}</ol>
            </Card>
            <Card title="The credit policy">
                <div class="stack stack--tight">{move || policy.get().into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}</div>
            </Card>
        </div>
    }
}
