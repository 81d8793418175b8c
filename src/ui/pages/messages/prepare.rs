//! The dialog around one customer's message: first the draft, then the question whether it went out.
//!
//! Which of the two it shows follows from the ledger: a customer has at most one prepared message.

use super::bench::Bench;
use super::draft::Draft;
use super::prepared::Prepared;
use crate::domain::message::Message;
use crate::reports::reminders::{Reminder, ReminderSchedule};
use crate::ui::books::Books;
use crate::ui::components::{Dialog, Notice};
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
        Some(customer) => format!("Message to {}", ledger.customer_name(customer)),
        None => "Message".to_owned(),
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
