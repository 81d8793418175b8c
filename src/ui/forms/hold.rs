//! Putting a customer on hold, and releasing the hold.

use super::dialog_form::{DialogForm, opened_by};
use super::state::FormState;
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, HoldId};
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextAreaField};
use leptos::prelude::*;

/// The dialog “Put on hold”.
#[component]
pub fn HoldForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// Who.
    customer: CustomerId,
) -> impl IntoView {
    view! { <Dialog id="hold-dialog" open title="Put on hold"><HoldFields open customer proposed=String::new()/></Dialog> }
}

/// The dialog “Put on hold” with its reason filled in, as soon as a hold is proposed; once on a page.
#[component]
pub fn ProposedHold(
    /// Of whom, and why. Setting it opens the dialog; it is empty again when that closes.
    proposed: RwSignal<Option<(CustomerId, String)>>,
) -> impl IntoView {
    let open = opened_by(proposed);
    let books = Books::expect();
    let title = move || {
        let customer = proposed.with(|proposed| proposed.as_ref().map(|(customer, _)| *customer));
        let name = customer.map(|customer| books.read(|ledger| ledger.customer_name(customer).to_owned()));
        name.map_or_else(|| "Put on hold".to_owned(), |name| format!("Put {name} on hold"))
    };
    view! {
        <Dialog id="proposed-hold-dialog" open title=Signal::derive(title)>
            {move || proposed.get().map(|(customer, proposed)| view! { <HoldFields open customer proposed/> })}
        </Dialog>
    }
}

#[component]
fn HoldFields(open: RwSignal<bool>, customer: CustomerId, proposed: String) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("hold");
    let reason = RwSignal::new(proposed);
    let send = move || {
        let on = books.today().get_untracked();
        let command = Command::SetHold { customer, on, reason: reason.get_untracked() };
        state.send(books, command, "On hold: nothing more on credit", move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Put on hold" first="reason" on_submit=send>
            <p>"Ship nothing more and suspend the service until this customer has paid. Reminders go on."</p>
            <TextAreaField id=state.id("reason") label="Reason" value=reason rows=2 error=state.error("reason")/>
        </DialogForm>
    }
}

/// The dialog “Release the hold”.
#[component]
pub fn ReleaseHoldForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// The hold to release; nothing happens while there is none.
    #[prop(into)]
    hold: Signal<Option<HoldId>>,
) -> impl IntoView {
    view! { <Dialog id="release-hold-dialog" open title="Release the hold"><ReleaseFields open hold/></Dialog> }
}

#[component]
fn ReleaseFields(open: RwSignal<bool>, hold: Signal<Option<HoldId>>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("release");
    let reason = RwSignal::new(String::new());
    let send = move || {
        let Some(hold) = hold.get_untracked() else { return open.set(false) };
        let on = books.today().get_untracked();
        let command = Command::ReleaseHold { hold, on, reason: reason.get_untracked() };
        state.send(books, command, "The hold is released", move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Release the hold" first="reason" on_submit=send>
            <p>"From today this customer can buy on credit again."</p>
            <TextAreaField id=state.id("reason") label="Reason" value=reason rows=2 error=state.error("reason") optional=true/>
        </DialogForm>
    }
}
