//! “What to do today”: the rows, most valuable first, each with its reason and its next step.

use super::asking::{Asking, Questions};
use super::fees::Fees;
use super::later::{PutOff, PutOffTasks, put_off};
use super::row::WorkRow;
use super::stale::{Stale, stale_days};
use super::waiting::{RestRow, RestingRow, rest_rows};
use super::work::{Work, of_credit, of_instalment, of_task};
use crate::reports::reminders::ReminderSchedule;
use crate::reports::resting::{resting as what_rests, resting_count};
use crate::reports::to_do::{credit_to_apply, due_instalments};
use crate::reports::worklist::{Segment, TaskKind, of_schedule};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Choice, EmptyState, IconName, LinkButton, SelectField, on_list_key, walk_links};
use crate::ui::format;
use crate::ui::outside;
use crate::ui::pages::messages::{Part, part_href};
use leptos::prelude::*;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The part of the filter that is no segment of the worklist: what rests.
const WAITING: &str = "waiting";

/// The id of the filter.
const PART: &str = "worklist-part";

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
        let found = schedule.with(|schedule| of_schedule(ledger, ledger.policy_on(as_of), schedule));
        let mut work: Vec<Work> = found.tasks.iter().filter_map(|task| of_task(ledger, task, as_of)).collect();
        work.extend(due_instalments(ledger, as_of).iter().map(|due| of_instalment(ledger, due)));
        if !books.looks_elsewhere() {
            work.extend(credit_to_apply(ledger).iter().map(|credit| of_credit(ledger, credit)));
        }
        let back: Vec<PutOff> = found.put_off.iter().filter_map(|id| put_off(ledger, *id)).collect();
        let in_person = found.tasks.iter().filter(|task| task.kind == TaskKind::SpeakInPerson).map(|task| task.customer);
        (work, back, in_person.collect::<BTreeSet<_>>())
    });
    on_list_key(|next, _| walk_links("#worklist .worklist-who a", next));
    let asking = Asking::provide();
    let stale = stale_days(books);
    let part = RwSignal::new(String::new());
    let shown = RwSignal::new(SHOWN);
    Effect::new(move |_| {
        part.track();
        shown.set(SHOWN);
    });
    let resting = Memo::new(move |_| work.with(|(.., in_person)| schedule.with(|schedule| resting_count(schedule, in_person))));
    let is_waiting = Memo::new(move |_| part.with(|part| part == WAITING));
    let waiting = books.view(move |ledger, as_of| {
        if !is_waiting.get() {
            return Vec::new();
        }
        let rows = shown.get();
        work.with(|(.., in_person)| {
            schedule.with(|schedule| {
                let mut found = what_rests(ledger, schedule, in_person);
                found.truncate(rows);
                rest_rows(ledger, &found, as_of, books.link_day())
            })
        })
    });
    let segment = move || match part.get().as_str() {
        "quick" => Some(Segment::QuickWin),
        "risk" => Some(Segment::AtRisk),
        "routine" => Some(Segment::Routine),
        _ => None,
    };
    let chosen = Memo::new(move |_| {
        let segment = segment();
        work.with(|(work, ..)| work.iter().filter(|row| segment.is_none_or(|segment| row.segment == segment)).cloned().collect::<Vec<_>>())
    });
    let counted = move |name: &str, segment: Option<Segment>| {
        let count = work.with(|(work, ..)| work.iter().filter(|row| segment.is_none_or(|segment| row.segment == segment)).count());
        format!("{name} ({count})")
    };
    let choices = Signal::derive(move || {
        vec![
            Choice::new("", counted("Everything", None)),
            Choice::new("quick", counted("Quick wins", Some(Segment::QuickWin))),
            Choice::new("risk", counted("At risk", Some(Segment::AtRisk))),
            Choice::new("routine", counted("Routine", Some(Segment::Routine))),
            Choice::new(WAITING, format!("Waiting ({})", resting.get())),
        ]
    });
    let total = Memo::new(move |_| if is_waiting.get() { resting.get() } else { chosen.with(Vec::len) });
    let idle = Memo::new(move |_| work.with(|(work, ..)| work.is_empty()));
    let more = move || total.get() > shown.get();
    let title = move || match books.as_of().get().cmp(&books.today().get()) {
        Ordering::Less => "What was to do on that day".to_owned(),
        Ordering::Equal => "What to do today".to_owned(),
        Ordering::Greater => "What there will be to do on that day".to_owned(),
    };
    let rows = move || {
        if is_waiting.get() {
            let row = |row: RestRow| view! { <RestingRow row/> };
            waiting.get().into_iter().map(row).collect_view().into_any()
        } else {
            chosen.get().into_iter().take(shown.get()).map(|row| view! { <WorkRow row/> }).collect_view().into_any()
        }
    };
    let none = move || match (idle.get(), is_waiting.get()) {
        (true, false) => view! { <AllDone/> }.into_any(),
        _ => view! { <p class="today-none muted">"Nothing here today."</p> }.into_any(),
    };
    let rest = move || format!("{} not to be chased today.", format::plural(resting.get(), "thing is", "things are"));
    let show_rest = move || {
        part.set(WAITING.to_owned());
        outside::focus_soon(PART);
    };
    let back = move || work.with(|(_, back, _)| back.clone());
    view! {
        <Card title=Signal::derive(title) flush=true id="worklist">
            <Stale days=stale/>
            <Fees/>
            <Show when=move || !idle.get() || resting.get() != 0 || is_waiting.get()>
                <div class="today-filter"><SelectField id=PART label="Show" value=part choices/></div>
            </Show>
            <Show when=move || total.get() != 0 fallback=none>
                <ul class="worklist" role="list">{rows}</ul>
            </Show>
            <Show when=more>
                <p class="today-more"><Button on_click=move || shown.update(|count| *count += SHOWN)>"Show more"</Button></p>
            </Show>
            <Show when=move || resting.get() != 0 && !is_waiting.get()>
                <p class="today-more"><span class="muted">{rest}</span>" "<Button kind=ButtonKind::Quiet on_click=show_rest>"Show what waits"</Button></p>
            </Show>
            <PutOffTasks tasks=Signal::derive(back)/>
        </Card>
        <Questions asking/>
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
