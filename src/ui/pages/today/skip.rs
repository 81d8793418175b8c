//! Skipping a task or a prepared message, with the reason.

use crate::domain::calendar::add_days;
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, MessageId};
use crate::domain::postponement::TaskSubject;
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextAreaField, settle_focus};
use crate::ui::format;
use crate::ui::forms::{DayField, DialogForm, Findings, FormState, opened_by, read_optional_date};
use leptos::prelude::*;

/// A skipped task about money comes back after so many days, unless the owner says otherwise.
const SKIP_DAYS: i64 = 30;

/// What can be skipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A task of a customer.
    Task(CustomerId, TaskSubject),
    /// A message that was prepared.
    Message(MessageId),
}

/// What is being skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Skipped {
    /// The task or the message.
    pub what: What,
    /// The customer's name.
    pub name: String,
}

/// Asks why something is skipped, and when a task comes back; once on the page.
#[component]
pub(super) fn SkipDialog(
    /// What; the dialog opens when there is something.
    skipped: RwSignal<Option<Skipped>>,
) -> impl IntoView {
    let open = opened_by(skipped);
    let title = move || skipped.with(|skipped| skipped.as_ref().map_or_else(String::new, |skipped| format!("Skip: {}", skipped.name)));
    let fields = move || {
        skipped.get().map(|skipped| match skipped.what {
            What::Task(customer, subject) => view! { <TaskFields open customer subject/> }.into_any(),
            What::Message(message) => view! { <MessageFields open message/> }.into_any(),
        })
    };
    view! { <Dialog id="skip-task-dialog" open title=Signal::derive(title)>{fields}</Dialog> }
}

#[component]
fn TaskFields(open: RwSignal<bool>, customer: CustomerId, subject: TaskSubject) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("skip-task");
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
        state.send(books, Command::PostponeTask { customer, subject, until, reason }, said, move || close(open));
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

#[component]
fn MessageFields(open: RwSignal<bool>, message: MessageId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("skip-message");
    let reason = RwSignal::new(String::new());
    let send = move || {
        let on = books.today().get_untracked();
        let command = Command::SkipMessage { message, on, reason: reason.get_untracked() };
        state.send(books, command, "The step was skipped", move || close(open));
    };
    view! {
        <DialogForm state open submit="Skip the step" first="reason" on_submit=send>
            <TextAreaField
                id=state.id("reason")
                label="Why is this step skipped?"
                value=reason
                rows=2
                help="Such as “spoke on Monday, pays on Friday”. The step counts as done and will not come back."
                error=state.error("reason")
                optional=true
            />
        </DialogForm>
    }
}

/// The row that asked is gone: the focus finds a place.
fn close(open: RwSignal<bool>) {
    open.set(false);
    settle_focus();
}
