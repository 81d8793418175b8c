//! “What to do today”: the rows, most valuable first, each with its reason and its next step.

use super::work::{Step, Work, credit_to_apply, instalments, of_reminder, to_settle};
use crate::domain::command::{AllocationChoice, Command};
use crate::domain::policy::Channel;
use crate::reports::reminders::ReminderSchedule;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, EmptyState, Icon, IconName, LinkButton, on_list_key, walk_links};
use crate::ui::format;
use crate::ui::pages::messages::{Part, part_href, prepare_href, words};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// How many messages stand here; the rest is one link away.
const SHOWN: usize = 20;

/// The list.
#[component]
pub(super) fn Worklist(
    /// The day's schedule.
    schedule: Memo<ReminderSchedule>,
) -> impl IntoView {
    let books = Books::expect();
    let work = books.view(move |ledger, as_of| {
        let shown = |schedule: &ReminderSchedule| schedule.due.iter().take(SHOWN).map(|reminder| of_reminder(ledger, reminder)).collect();
        let mut work: Vec<Work> = schedule.with(shown);
        work.extend(to_settle(ledger, as_of).into_iter().take(SHOWN));
        work.extend(instalments(ledger, as_of).into_iter().take(SHOWN));
        if !books.looks_elsewhere() {
            work.extend(credit_to_apply(ledger).into_iter().take(SHOWN));
        }
        work
    });
    on_list_key(|next, _| walk_links("#worklist .worklist-who a", next));
    let due = Memo::new(move |_| schedule.with(|schedule| schedule.due.len()));
    let more = move || due.get() > SHOWN;
    let title = move || if books.looks_elsewhere() { "What was to do on that day" } else { "What to do today" }.to_owned();
    let rows = move || work.get().into_iter().map(|row| view! { <WorkRow row/> }).collect_view();
    let all = move || part_href(Part::Due, books.link_day());
    view! {
        <Card title=Signal::derive(title) flush=true id="worklist">
            <Show when=move || work.with(|work| !work.is_empty()) fallback=AllDone>
                <ul class="worklist" role="list">{rows}</ul>
            </Show>
            <Show when=more>
                <p class="today-more">
                    <a href=all>"All "{move || format::plural(due.get(), "message", "messages")}" that are due"</a>
                </p>
            </Show>
        </Card>
    }
}

#[component]
fn AllDone() -> impl IntoView {
    let books = Books::expect();
    let ahead = Signal::derive(move || part_href(Part::Ahead, books.link_day()));
    view! {
        <EmptyState
            icon=IconName::Check
            title="Nothing to do"
            text="No message is due, no instalment was missed, no credit waits. What the coming days bring is on the Messages page."
        >
            <LinkButton href=ahead>"See the next 30 days"</LinkButton>
        </EmptyState>
    }
}

#[component]
fn WorkRow(row: Work) -> impl IntoView {
    let books = Books::expect();
    let icon = match row.step {
        Step::Prepare(channel) => words::channel_icon(channel),
        Step::Settle(..) => IconName::Clock,
        Step::Plan(_) => IconName::Plans,
        Step::Apply(_) => IconName::Payments,
    };
    let href = Route::Customer(row.customer).href(books.link_day());
    let Work { name, what, why, amount, .. } = row.clone();
    let buttons = move || (!books.looks_elsewhere()).then(|| view! { <NextStep row=row.clone()/> });
    view! {
        <li>
            <div class="today-work">
                <Icon name=icon/>
                <div>
                    <p class="worklist-who"><a href=href>{name}</a>" · "{what}</p>
                    <p class="worklist-why">{why}</p>
                </div>
            </div>
            <span class="money">{amount}</span>
            <div class="row today-steps">{buttons}</div>
        </li>
    }
}

/// The buttons of a row.
#[component]
fn NextStep(row: Work) -> impl IntoView {
    let books = Books::expect();
    let Work { customer, name, step, .. } = row;
    match step {
        Step::Prepare(_) => view! {
            <LinkButton href=prepare_href(customer)>"Prepare"<span class="visually-hidden">" the message to "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Settle(message, channel) => {
            let (yes, said) =
                if channel == Channel::Phone { ("Called", "The call is on record") } else { ("Sent", "The message is on record as sent") };
            let sent = move || {
                let on = books.today().get_untracked();
                books.act(Command::ConfirmMessageSent { message, on }, said);
            };
            let skip = move || {
                let on = books.today().get_untracked();
                books.act(Command::SkipMessage { message, on, reason: String::new() }, "The step was skipped");
            };
            view! {
                <Button label=format!("{yes}: message to {name}") on_click=sent>{yes}</Button>
                <Button kind=ButtonKind::Quiet label=format!("Skip: message to {name}") on_click=skip>"Skip"</Button>
            }
            .into_any()
        }
        Step::Plan(plan) => view! {
            <LinkButton href=Route::Plan(plan).href(None)>"Open plan"<span class="visually-hidden">" of "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Apply(source) => {
            let apply = move || {
                books.act(Command::AllocateCredit { source, choice: AllocationChoice::OldestFirst }, "Credit applied, oldest invoice first")
            };
            view! { <Button label=format!("Apply to oldest invoice of {name}") on_click=apply>"Apply to oldest"</Button> }.into_any()
        }
    }
}
