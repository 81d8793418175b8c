//! Pausing the reminders of a customer or of one invoice.

use super::date::DayField;
use super::dialog_form::DialogForm;
use super::read::read_optional_date;
use super::state::{Findings, FormState};
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextAreaField};
use leptos::prelude::*;

/// The dialog “Pause reminders”.
#[component]
pub fn PauseForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// Who is left in peace.
    customer: CustomerId,
    /// The one invoice it is about; everything of the customer without it.
    #[prop(optional)]
    invoice: Option<InvoiceId>,
) -> impl IntoView {
    view! { <Dialog id="pause-dialog" open title="Pause reminders"><PauseFields open customer invoice/></Dialog> }
}

#[component]
fn PauseFields(open: RwSignal<bool>, customer: CustomerId, invoice: Option<InvoiceId>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("pause");
    let (until, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move || {
        let mut found = Findings::default();
        let Some(until) = found.take("until", read_optional_date(&until.get_untracked())) else { return state.refuse(found) };
        let from = books.today().get_untracked();
        let command = Command::PauseReminders { customer, invoice, from, until, reason: reason.get_untracked() };
        state.send(books, command, "Reminders paused", move || open.set(false));
    };
    let what = if invoice.is_some() {
        "While reminders are paused, no message mentions this invoice. It keeps aging; the customer's other invoices are still asked for."
    } else {
        "While reminders are paused, no message to this customer is prepared. What is owed keeps aging."
    };
    view! {
        <DialogForm state open submit="Pause reminders" first="reason" on_submit=send>
            <p>{what}</p>
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
