//! Putting a task off: until tomorrow, next week, next month, or for good.

use crate::domain::calendar::add_days;
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, PostponementId};
use crate::domain::ledger::Ledger;
use crate::domain::postponement::TaskSubject;
use crate::ui::books::Books;
use crate::ui::components::{Button, Dialog, IconName, Menu, MenuButton, TextAreaField, settle_focus};
use crate::ui::format;
use crate::ui::forms::{DayField, DialogForm, Findings, FormState, read_optional_date};
use leptos::prelude::*;

/// Days to put a task off, and what that is called.
const CHOICES: [(i64, &str); 3] = [(1, "Until tomorrow"), (7, "For a week"), (30, "For a month")];

/// A skipped task about money comes back after so many days, unless the owner says otherwise.
const SKIP_DAYS: i64 = 30;

/// The menu “Later” of a row.
#[component]
pub(super) fn Later(customer: CustomerId, subject: TaskSubject, name: String) -> impl IntoView {
    let books = Books::expect();
    let skipping: RwSignal<Option<Skipped>> = expect_context();
    let skipped_name = name.clone();
    let id = format!("later-{customer}-{}", subject_key(subject));
    let put_off = move |days: i64| {
        let until = add_days(books.today().get_untracked(), days);
        let command = Command::PostponeTask { customer, subject, until: Some(until), reason: String::new() };
        books.act_then(command, format!("Back on {}", format::date(until)), |_| settle_focus());
    };
    let done = move || {
        let command = Command::PostponeTask { customer, subject, until: None, reason: String::new() };
        books.act_then(command, "Taken off the list", |_| settle_focus());
    };
    let items = move || {
        let item = move |(days, words): (i64, &'static str)| {
            view! { <MenuButton icon=IconName::Clock on_click=move || put_off(days)>{words}</MenuButton> }
        };
        let for_good = subject
            .can_be_done()
            .then(|| view! { <MenuButton icon=IconName::Check on_click=done>"Done, take it off the list"</MenuButton> });
        let name = skipped_name.clone();
        let skip = move || skipping.set(Some(Skipped { customer, subject, name: name.clone() }));
        view! {
            {CHOICES.map(item).collect_view()}
            <MenuButton icon=IconName::Edit on_click=skip>"Skip, with a reason"</MenuButton>
            {for_good}
        }
    };
    view! { <Menu id=id label=format!("Later: {name}")>{items()}</Menu> }
}

/// A task that was put off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PutOff {
    id: PostponementId,
    name: String,
    what: &'static str,
    until: String,
    reason: String,
}

/// What is shown of a decision to put a task off.
pub(super) fn put_off(ledger: &Ledger, id: PostponementId) -> Option<PutOff> {
    let found = ledger.facts().postponements.get(id.index())?;
    let until = format::date(found.until?);
    let what = match found.subject {
        TaskSubject::Reminder => "reminder",
        TaskSubject::Promise(_) => "promise",
        TaskSubject::Plan(_) => "missed instalment",
        TaskSubject::Dispute(_) => "dispute",
        TaskSubject::Contact(_) => "to be in touch again",
        TaskSubject::Payment(_) => "thank you",
        TaskSubject::Hold(_) => "stop shipping?",
        TaskSubject::Limit => "limit exceeded",
        TaskSubject::Agency(_) => "collection agency?",
    };
    Some(PutOff { id, name: ledger.customer_name(found.customer).to_owned(), what, until, reason: found.reason.clone() })
}

/// “Put off until later”, folded, with a way back.
#[component]
pub(super) fn PutOffTasks(
    /// The tasks.
    #[prop(into)]
    tasks: Signal<Vec<PutOff>>,
) -> impl IntoView {
    let books = Books::expect();
    let row = move |task: PutOff| {
        let id = task.id;
        let back = move || books.act_then(Command::ResumeTask { postponement: id }, "Back on the list", |_| settle_focus());
        let button = (!books.looks_elsewhere()).then(|| {
            view! { <Button label=format!("Put back: {}", task.name) on_click=back>"Put back"</Button> }
        });
        view! {
            <li>
                <div>
                    <p class="worklist-who">{format!("{} · {}", task.name, task.what)}</p>
                    {(!task.reason.is_empty()).then(|| view! { <p class="worklist-why as-typed">{task.reason.clone()}</p> })}
                </div>
                <span>{format!("until {}", task.until)}</span>
                {button}
            </li>
        }
    };
    let summary = move || format!("{} put off until later.", format::plural(tasks.with(Vec::len), "task is", "tasks are"));
    view! {
        <Show when=move || tasks.with(|tasks| !tasks.is_empty())>
            <details class="today-others">
                <summary>{summary}</summary>
                <ul class="worklist" role="list">{move || tasks.get().into_iter().map(row).collect_view()}</ul>
            </details>
        </Show>
    }
}

/// The task that is being skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Skipped {
    customer: CustomerId,
    subject: TaskSubject,
    name: String,
}

/// Asks why a task is skipped and when it comes back; once on the page.
#[component]
pub(super) fn SkipDialog(
    /// The task; the dialog opens when there is one.
    task: RwSignal<Option<Skipped>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if task.with(Option::is_some) {
            open.set(true);
        }
    });
    let title = move || task.with(|task| task.as_ref().map_or_else(String::new, |task| format!("Skip: {}", task.name)));
    view! {
        <Dialog id="skip-task-dialog" open title=Signal::derive(title)>
            {move || task.get().map(|task| view! { <SkipFields open task/> })}
        </Dialog>
    }
}

#[component]
fn SkipFields(open: RwSignal<bool>, task: Skipped) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("skip-task");
    let Skipped { customer, subject, .. } = task;
    let reason = RwSignal::new(String::new());
    let back = add_days(books.today().get_untracked(), SKIP_DAYS);
    let until = RwSignal::new(if subject.can_be_done() { String::new() } else { back.to_string() });
    let send = move || {
        let mut found = Findings::default();
        let why = reason.get_untracked();
        let why = found.take("reason", if why.trim().is_empty() { Err("Say why, in a few words.".to_owned()) } else { Ok(why) });
        let day = found.take("until", read_optional_date(&until.get_untracked()));
        let (Some(reason), Some(until)) = (why, day) else { return state.refuse(found) };
        let said = until.map_or_else(|| "Taken off the list".to_owned(), |day| format!("Skipped until {}", format::date(day)));
        state.send(books, Command::PostponeTask { customer, subject, until, reason }, said, move || {
            open.set(false);
            settle_focus();
        });
    };
    let hint = if subject.can_be_done() { "Empty means never." } else { "Money that is owed comes back, so a day is needed." };
    view! {
        <DialogForm state open submit="Skip the task" first="reason" on_submit=send>
            <TextAreaField
                id=state.id("reason")
                label="Why"
                value=reason
                rows=2
                help="It stands below the list, with the tasks that are put off."
                error=state.error("reason")
            />
            <DayField id=state.id("until") label="Show it again on" value=until hint error=state.error("until") optional=subject.can_be_done()/>
        </DialogForm>
    }
}

/// A word for ids of elements, different for every subject of a customer.
fn subject_key(subject: TaskSubject) -> String {
    match subject {
        TaskSubject::Reminder => "reminder".to_owned(),
        TaskSubject::Promise(id) => format!("promise-{id}"),
        TaskSubject::Plan(id) => format!("plan-{id}"),
        TaskSubject::Dispute(id) => format!("dispute-{id}"),
        TaskSubject::Contact(id) => format!("contact-{id}"),
        TaskSubject::Payment(id) => format!("payment-{id}"),
        TaskSubject::Hold(id) => format!("hold-{id}"),
        TaskSubject::Limit => "limit".to_owned(),
        TaskSubject::Agency(id) => format!("agency-{id}"),
    }
}
