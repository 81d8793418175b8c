//! A customer's rating, promises, and the contact log.

use crate::domain::command::Command;
use crate::domain::contact_log::ContactEntry;
use crate::domain::ids::{ContactId, CustomerId, PromiseId};
use crate::reports::promises::{PromiseState, promises_of};
use crate::reports::rating::rating;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, settle_focus};
use crate::ui::{format, wording};
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many entries of the log are shown at a time.
const STEP: usize = 6;

/// The card “Rating”, with the reasons; absent while there is nothing to go by.
#[component]
pub(super) fn RatingCard(id: CustomerId) -> impl IntoView {
    let rating = Books::expect().view(move |ledger, day| {
        let found = rating(ledger, ledger.policy_on(day), id, day);
        found.grade.map(|grade| (grade, found.points, found.reasons))
    });
    let card = move || {
        rating.get().map(|(grade, points, reasons)| {
            let (letter, tone) = wording::grade(grade);
            let lines = reasons.into_iter().map(|(reason, taken)| {
                let taken = if taken == 0 { String::new() } else { format!(" (−{})", format::plural(taken as usize, "point", "points")) };
                view! { <li>{wording::rating_reason(reason)}<span class="muted">{taken}</span></li> }
            });
            view! {
                <Card title="Payer rating">
                    <p class="row"><Badge tone=tone>{letter}</Badge><span>{points}" of 100 points"</span></p>
                    <ul>{lines.collect_view()}</ul>
                </Card>
            }
        })
    };
    view! { {card} }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct PromiseLine {
    id: PromiseId,
    due: NaiveDate,
    text: String,
    state: PromiseState,
}

/// The card “Promises”; absent while there was none.
#[component]
pub(super) fn Promises(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let lines = books.view(move |ledger, day| {
        let mut all = promises_of(ledger, ledger.policy_on(day), id, day);
        all.reverse();
        let line = |progress: crate::reports::promises::PromiseProgress| {
            let promise = ledger.promise(progress.promise)?;
            let received = if progress.received.is_positive() && !matches!(progress.state, PromiseState::Kept(_)) {
                format!(", {} received", format::money(progress.received))
            } else {
                String::new()
            };
            let by = if promise.by.is_empty() { String::new() } else { format!(", promised by {}", promise.by) };
            let note = if promise.note.is_empty() { String::new() } else { format!(" ({})", promise.note) };
            let text = format!("{} by {}{received}{by}{note}", format::money(promise.amount), format::date(promise.due));
            Some(PromiseLine { id: promise.id, due: promise.due, text, state: progress.state })
        };
        all.into_iter().filter_map(line).collect::<Vec<_>>()
    });
    let withdraw = move |promise: PromiseId| {
        books.act_then(Command::WithdrawPromise { promise, on: books.today().get_untracked() }, "The promise no longer stands", |_| {
            settle_focus()
        });
    };
    let item = move |line: PromiseLine| {
        let (state, tone) = wording::promise_state(line.state);
        let open = line.state == PromiseState::Open;
        let label = format!("Withdraw the promise of {}", format::date(line.due));
        view! {
            <li>
                <div>
                    <p>{line.text}" "<Badge tone=tone>{state}</Badge></p>
                    {open.then(|| view! { <Button kind=ButtonKind::Quiet label=label on_click=move || withdraw(line.id)>"Withdraw"</Button> })}
                </div>
            </li>
        }
    };
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <Card title="Promises">
                <ul class="timeline" role="list">{move || lines.get().into_iter().map(item).collect_view()}</ul>
            </Card>
        </Show>
    }
}

/// The card “Calls and notes”, latest first; absent while there is none.
#[component]
pub(super) fn ContactLog(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let entries = books.view(move |ledger, day| {
        let mut entries: Vec<ContactEntry> = ledger.contacts_of(id).filter(|entry| entry.on <= day).cloned().collect();
        entries.sort_by_key(|entry| std::cmp::Reverse((entry.on, entry.id)));
        entries
    });
    let shown = RwSignal::new(STEP);
    let strike =
        move |contact: ContactId| books.act_then(Command::StrikeContact { contact }, "The entry was taken back", |_| settle_focus());
    let item = move |entry: ContactEntry| {
        let (id, on) = (entry.id, entry.on);
        let label = format!("Take back the entry of {}", format::date(on));
        let next = entry.next.map(|next| view! { <p class="muted">{format!("Be in touch again on {}", format::date(next))}</p> });
        view! {
            <li>
                <div>
                    <time datetime=on.to_string()>{format::date(on)}</time>
                    <p>{summary(&entry)}</p>
                    {(!entry.note.is_empty()).then(|| view! { <p class="as-typed">{entry.note.clone()}</p> })}
                    {next}
                    <Button kind=ButtonKind::Quiet label=label on_click=move || strike(id)>"Take back"</Button>
                </div>
            </li>
        }
    };
    view! {
        <Show when=move || entries.with(|entries| !entries.is_empty())>
            <Card title="Calls and notes">
                <ol class="timeline" role="list">{move || entries.get().into_iter().take(shown.get()).map(item).collect_view()}</ol>
                <Show when=move || { entries.with(Vec::len) > shown.get() }>
                    <Button on_click=move || shown.update(|count| *count += STEP)>"Show more"</Button>
                </Show>
            </Card>
        </Show>
    }
}

/// Kind, person, outcome and reason of an entry in one line.
pub(in crate::ui::pages) fn summary(entry: &ContactEntry) -> String {
    let with = if entry.person.is_empty() { String::new() } else { format!(" with {}", entry.person) };
    let outcome = entry.outcome.map(|outcome| format!(": {}", wording::contact_outcome(outcome))).unwrap_or_default();
    let reason = entry.reason.map(|reason| format!(" (reason: {})", wording::non_payment_reason(reason))).unwrap_or_default();
    format!("{}{with}{outcome}{reason}", wording::contact_kind(entry.kind))
}
