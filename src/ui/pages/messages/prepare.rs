//! The dialog around one customer's message: first the draft, then the question whether it went out.
//!
//! Which of the two it shows follows from the ledger: a customer has at most one prepared message.

use super::bench::Bench;
use super::draft::Draft;
use super::prepared::Prepared;
use super::words::to_whom;
use crate::domain::ids::CustomerId;
use crate::domain::message::Message;
use crate::reports::reminders::{Reminder, ReminderSchedule};
use crate::ui::books::Books;
use crate::ui::components::{Dialog, Notice};
use crate::ui::format;
use leptos::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Draft(Box<Reminder>),
    Prepared(Box<Message>),
    Nothing,
}

/// The dialog; once on the page.
#[component]
pub(super) fn PrepareDialog(
    /// What is due.
    schedule: Memo<ReminderSchedule>,
    /// Called after it closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let books = Books::expect();
    let bench = Bench::expect();
    let stage = books.view(move |ledger, _| {
        let Some(customer) = bench.customer.get() else { return Stage::Nothing };
        if let Some(message) = ledger.pending_message(customer) {
            return Stage::Prepared(Box::new(message.clone()));
        }
        if books.looks_elsewhere() {
            return Stage::Nothing;
        }
        let due = schedule.with(|schedule| schedule.due.iter().find(|reminder| reminder.customer == customer).cloned());
        due.map_or(Stage::Nothing, |reminder| Stage::Draft(Box::new(reminder)))
    });
    let title = books.view(move |ledger, _| match bench.customer.get() {
        Some(customer) => {
            let more = if bench.through.get() { schedule.with(|schedule| others(schedule, customer).count()) } else { 0 };
            let more = if more > 0 { format!(", then {}", format::plural(more, "more", "more")) } else { String::new() };
            let name = ledger.customer_name(customer);
            let whom = match stage.get() {
                Stage::Draft(reminder) => to_whom(reminder.step.channel, name),
                Stage::Prepared(message) => to_whom(message.content.channel, name),
                Stage::Nothing => format!("Message to {name}"),
            };
            format!("{whom}{more}")
        }
        None => "Message".to_owned(),
    });
    Effect::new(move |_| {
        if !bench.advance.get() || bench.open.get() || bench.called.get().is_some() {
            return;
        }
        bench.advance.set(false);
        let done = bench.customer.get_untracked();
        match schedule.with_untracked(|schedule| done.and_then(|done| others(schedule, done).next())) {
            // When the dialog has closed, so that it opens with the focus in it.
            Some(next) => set_timeout(
                move || {
                    if bench.through.try_get_untracked() == Some(true) {
                        bench.prepare(next);
                    }
                },
                std::time::Duration::from_millis(50),
            ),
            None => {
                bench.through.set(false);
                books.say("That was the last one", None);
            }
        }
    });
    let content = move || match stage.get() {
        Stage::Draft(reminder) => view! { <Draft reminder=*reminder/> }.into_any(),
        Stage::Prepared(message) => view! { <Prepared message=*message/> }.into_any(),
        Stage::Nothing => view! { <NothingDue/> }.into_any(),
    };
    let closed = move || {
        bench.clear_paper();
        bench.note.set(None);
        on_close.run(());
    };
    view! { <Dialog id="prepare" open=bench.open title wide=true on_close=Callback::new(move |()| closed())>{content}</Dialog> }
}

/// Whose messages are due beside one customer's.
fn others(schedule: &ReminderSchedule, customer: CustomerId) -> impl Iterator<Item = CustomerId> + '_ {
    schedule.due.iter().map(|reminder| reminder.customer).filter(move |other| *other != customer)
}

/// A link may be older than the payment that made it needless.
#[component]
fn NothingDue() -> impl IntoView {
    let books = Books::expect();
    let text = move || {
        if books.looks_elsewhere() {
            "Messages are prepared for today only. Go back to today first."
        } else {
            "Nothing is due to be said to this customer today. It was settled, paused or paid since."
        }
    };
    view! { <Notice>{text}</Notice> }
}
