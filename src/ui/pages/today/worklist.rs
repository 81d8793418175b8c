//! “What to do today”: the rows, most valuable first, each with its reason and its next step.

use super::later::{Later, PutOff, PutOffTasks, SkipDialog, Skipped, put_off};
use super::stale::{Stale, stale_days};
use super::work::{Step, Work, of_credit, of_instalment, of_task};
use crate::domain::command::{AllocationChoice, Command};
use crate::domain::ids::CustomerId;
use crate::domain::policy::Channel;
use crate::reports::reminders::ReminderSchedule;
use crate::reports::to_do::{credit_to_apply, due_instalments};
use crate::reports::worklist::{Segment, of_schedule};
use crate::ui::books::Books;
use crate::ui::components::{
    Badges, Button, ButtonKind, Card, Choice, EmptyState, Icon, IconName, LinkButton, SelectField, on_list_key, settle_focus, walk_links,
};
use crate::ui::forms::{AskOutcome, ProposedHold, time_there};
use crate::ui::pages::messages::{Part, part_href, prepare_href, words};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The customer with whom the owner has just spoken: what came of it is asked.
#[derive(Clone, Copy)]
struct Asked(RwSignal<Option<CustomerId>>);

/// A hold that the owner is asked about: of whom, and why.
type Proposal = (CustomerId, String);

/// How many rows stand here at first.
const SHOWN: usize = 20;

/// The list.
#[component]
pub(super) fn Worklist(
    /// The day's schedule.
    schedule: Memo<ReminderSchedule>,
) -> impl IntoView {
    let books = Books::expect();
    let work = books.view(move |ledger, as_of| {
        let found = schedule.with(|schedule| of_schedule(ledger, ledger.policy(), schedule));
        let mut work: Vec<Work> = found.tasks.iter().filter_map(|task| of_task(ledger, task)).collect();
        work.extend(due_instalments(ledger, as_of).iter().map(|due| of_instalment(ledger, due)));
        if !books.looks_elsewhere() {
            work.extend(credit_to_apply(ledger).iter().map(|credit| of_credit(ledger, credit)));
        }
        let back: Vec<PutOff> = found.put_off.iter().filter_map(|id| put_off(ledger, *id)).collect();
        (work, back)
    });
    on_list_key(|next, _| walk_links("#worklist .worklist-who a", next));
    let called = RwSignal::new(None::<CustomerId>);
    provide_context(Asked(called));
    let skipping = RwSignal::new(None::<Skipped>);
    provide_context(skipping);
    let holding = RwSignal::new(None::<Proposal>);
    provide_context(holding);
    let stale = stale_days(books);
    let part = RwSignal::new(String::new());
    let shown = RwSignal::new(SHOWN);
    let segment = move || match part.get().as_str() {
        "quick" => Some(Segment::QuickWin),
        "risk" => Some(Segment::AtRisk),
        "routine" => Some(Segment::Routine),
        _ => None,
    };
    let chosen = Memo::new(move |_| {
        let segment = segment();
        work.with(|(work, _)| work.iter().filter(|row| segment.is_none_or(|segment| row.segment == segment)).cloned().collect::<Vec<_>>())
    });
    let counted = move |name: &str, segment: Option<Segment>| {
        let count = work.with(|(work, _)| work.iter().filter(|row| segment.is_none_or(|segment| row.segment == segment)).count());
        format!("{name} ({count})")
    };
    let choices = Signal::derive(move || {
        vec![
            Choice::new("", counted("Everything", None)),
            Choice::new("quick", counted("Quick wins", Some(Segment::QuickWin))),
            Choice::new("risk", counted("At risk", Some(Segment::AtRisk))),
            Choice::new("routine", counted("Routine", Some(Segment::Routine))),
        ]
    });
    let more = move || chosen.with(Vec::len) > shown.get();
    let title = move || if books.looks_elsewhere() { "What was to do on that day" } else { "What to do today" }.to_owned();
    let rows = move || chosen.get().into_iter().take(shown.get()).map(|row| view! { <WorkRow row/> }).collect_view();
    let back = move || work.with(|(_, back)| back.clone());
    view! {
        <Card title=Signal::derive(title) flush=true id="worklist">
            <Stale days=stale/>
            <Show when=move || work.with(|(work, _)| !work.is_empty()) fallback=AllDone>
                <div class="today-filter"><SelectField id="worklist-part" label="Show" value=part choices/></div>
                <ul class="worklist" role="list">{rows}</ul>
            </Show>
            <Show when=more>
                <p class="today-more"><Button on_click=move || shown.update(|count| *count += SHOWN)>"Show more"</Button></p>
            </Show>
            <PutOffTasks tasks=Signal::derive(back)/>
            <AskOutcome customer=called/>
            <SkipDialog task=skipping/>
            <ProposedHold proposed=holding/>
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
            text="No message is due, no promise or instalment was missed, no credit waits. What the coming days bring is on the Messages page."
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
        Step::Dispute(_) => IconName::Flag,
        Step::Call => IconName::Phone,
        Step::Hold(_) => IconName::Pause,
        Step::Decide => IconName::Flag,
        Step::Thank => IconName::Check,
        Step::Apply(_) => IconName::Payments,
    };
    let href = Route::Customer(row.customer).href(books.link_day());
    let Work { name, what, why, amount, marks, .. } = row.clone();
    let there = if matches!(row.step, Step::Call | Step::Prepare(Channel::Phone)) { time_there(books, row.customer) } else { None };
    let later = row.subject.map(|subject| (row.customer, subject, row.name.clone()));
    let buttons = move || {
        (!books.looks_elsewhere()).then(|| {
            let later = later.clone().map(|(customer, subject, name)| view! { <Later customer subject name/> });
            view! { <NextStep row=row.clone()/>{later} }
        })
    };
    view! {
        <li>
            <div class="today-work">
                <Icon name=icon/>
                <div>
                    <p class="worklist-who"><a href=href>{name}</a><Badges badges=marks/>" · "{what}</p>
                    <p class="worklist-why">{why}{there.map(|sentence| format!(" {sentence}"))}</p>
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
    let Asked(asked) = expect_context();
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
                books.act_then(Command::ConfirmMessageSent { message, on }, said, move |result| {
                    settle_focus();
                    if result.is_ok() && channel == Channel::Phone {
                        asked.set(Some(customer));
                    }
                });
            };
            let skip = move || {
                let on = books.today().get_untracked();
                let command = Command::SkipMessage { message, on, reason: String::new() };
                books.act_then(command, "The step was skipped", |_| settle_focus());
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
        Step::Dispute(invoice) => view! {
            <LinkButton href=Route::Invoice(invoice).href(None)>"Open dispute"<span class="visually-hidden">" of "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Call | Step::Decide | Step::Thank => view! {
            <LinkButton href=Route::Customer(customer).href(None)>"Open customer"<span class="visually-hidden">" "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Hold(reason) => {
            let proposed = expect_context::<RwSignal<Option<Proposal>>>();
            let ask = move || proposed.set(Some((customer, reason.clone())));
            view! { <Button label=format!("Put on hold: {name}") on_click=ask>"Put on hold"</Button> }.into_any()
        }
        Step::Apply(source) => {
            let apply = move || {
                let command = Command::AllocateCredit { source, choice: AllocationChoice::OldestFirst };
                books.act_then(command, "Credit applied, oldest invoice first", |_| settle_focus())
            };
            view! { <Button label=format!("Apply to oldest invoice of {name}") on_click=apply>"Apply to oldest"</Button> }.into_any()
        }
    }
}
