//! Putting a task off: until tomorrow, next week, next month, or for good.

use super::asking::Asking;
use super::skip::{Skipped, What};
use crate::domain::calendar::add_days;
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, PostponementId};
use crate::domain::ledger::Ledger;
use crate::domain::postponement::TaskSubject;
use crate::ui::books::Books;
use crate::ui::components::{Button, IconName, Menu, MenuButton, settle_focus};
use crate::ui::format;
use leptos::prelude::*;

/// Days to put a task off, and what that is called.
const CHOICES: [(i64, &str); 3] = [(1, "Until tomorrow"), (7, "For a week"), (30, "For a month")];

/// The menu “Later” of a row.
#[component]
pub(super) fn Later(customer: CustomerId, subject: TaskSubject, name: String) -> impl IntoView {
    let books = Books::expect();
    let Asking { skipping, .. } = expect_context();
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
        let skip = move || skipping.set(Some(Skipped { what: What::Task(customer, subject), name: name.clone() }));
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
        TaskSubject::Offer(_) => "offered plan",
        TaskSubject::Agreement(_) => "signature",
        TaskSubject::Settlement(_) => "settlement",
        TaskSubject::Dispute(_) => "dispute",
        TaskSubject::Contact(_) => "to be in touch again",
        TaskSubject::Payment(_) => "thank you",
        TaskSubject::Hold(_) => "stop shipping?",
        TaskSubject::Limit => "limit exceeded",
        TaskSubject::Review => "credit review",
        TaskSubject::Limitation => "limitation date",
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

/// A word for ids of elements, different for every subject of a customer.
fn subject_key(subject: TaskSubject) -> String {
    match subject {
        TaskSubject::Reminder => "reminder".to_owned(),
        TaskSubject::Promise(id) => format!("promise-{id}"),
        TaskSubject::Plan(id) => format!("plan-{id}"),
        TaskSubject::Offer(id) => format!("offer-{id}"),
        TaskSubject::Agreement(id) => format!("agreement-{id}"),
        TaskSubject::Settlement(id) => format!("settlement-{id}"),
        TaskSubject::Dispute(id) => format!("dispute-{id}"),
        TaskSubject::Contact(id) => format!("contact-{id}"),
        TaskSubject::Payment(id) => format!("payment-{id}"),
        TaskSubject::Hold(id) => format!("hold-{id}"),
        TaskSubject::Limit => "limit".to_owned(),
        TaskSubject::Review => "review".to_owned(),
        TaskSubject::Limitation => "limitation".to_owned(),
        TaskSubject::Agency(id) => format!("agency-{id}"),
    }
}
