//! Pausing a customer's reminders.

use crate::domain::command::Command;
use crate::domain::ids::CustomerId;
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextAreaField};
use crate::ui::forms::{DayField, DialogForm, Findings, FormState, read_optional_date};
use leptos::prelude::*;

/// The dialog “Pause reminders”.
#[component]
pub(super) fn PauseDialog(id: CustomerId, open: RwSignal<bool>) -> impl IntoView {
    view! { <Dialog id="pause-dialog" open title="Pause reminders"><PauseFields id open/></Dialog> }
}

#[component]
fn PauseFields(id: CustomerId, open: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("pause");
    let (until, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move || {
        let mut found = Findings::default();
        let Some(until) = found.take("until", read_optional_date(&until.get_untracked())) else { return state.refuse(found) };
        let from = books.today().get_untracked();
        let command = Command::PauseReminders { customer: id, from, until, reason: reason.get_untracked() };
        state.send(books, command, "Reminders paused", move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Pause reminders" first="reason" on_submit=send>
            <p>"While reminders are paused, no message to this customer is prepared. What is owed keeps aging."</p>
            <TextAreaField id=state.id("reason") label="Reason" value=reason rows=2 error=state.error("reason") optional=true/>
            <DayField
                id=state.id("until")
                label="Until"
                value=until
                hint="The day reminders begin again. Empty means until you resume them."
                error=state.error("until")
                optional=true
            />
        </DialogForm>
    }
}
