//! Entering a credit note.

use super::allocation::AllocationFields;
use super::credit_draft::{AmountRow, Credit, CreditDraft, WhoseField};
use super::date::DayField;
use super::dialog_form::DialogForm;
use super::state::FormState;
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextAreaField, TextField};
use leptos::prelude::*;

/// The dialog “New credit note”.
///
/// With `invoice` the whole balance of that invoice is proposed.
#[component]
pub fn CreditNoteForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// Whose debt it lowers, when that is known.
    #[prop(optional)]
    customer: Option<CustomerId>,
    /// The invoice it is meant for, when that is known.
    #[prop(optional)]
    invoice: Option<InvoiceId>,
    /// Called after it was entered.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <Dialog id="credit-note-dialog" open title="New credit note">
            <CreditNoteFields open customer invoice on_done/>
        </Dialog>
    }
}

#[component]
fn CreditNoteFields(
    open: RwSignal<bool>,
    customer: Option<CustomerId>,
    invoice: Option<InvoiceId>,
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("credit-note");
    let draft = CreditDraft::starting(books, customer, invoice);
    let number = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let send = move || {
        let Credit { customer, day, amount, choice } = match draft.read("Choose a customer.", "issued", "the date of the credit note") {
            Ok(credit) => credit,
            Err(found) => return state.refuse(found),
        };
        let (number, note) = (number.get_untracked(), note.get_untracked());
        let success = format!("Credit note {} entered", number.trim());
        let command = Command::IssueCreditNote { customer, number, issued: day, amount, note, choice };
        state.send(books, command, success, move || {
            open.set(false);
            if let Some(callback) = on_done {
                callback.run(());
            }
        });
    };
    let known = draft.customer.get_untracked().is_some();
    view! {
        <DialogForm state open submit="Enter credit note" first=if known { "number" } else { "customer" } on_submit=send>
            <WhoseField state customer=draft.customer currency=draft.currency/>
            <div class="form-row">
                <TextField id=state.id("number") label="Credit note number" value=number error=state.error("number")/>
                <DayField id=state.id("issued") label="Date" value=draft.day error=state.error("issued")/>
            </div>
            <AmountRow state amount=draft.amount currency=draft.currency/>
            <TextAreaField id=state.id("note") label="Reason" value=note rows=2 error=state.error("note") optional=true/>
            <AllocationFields state draft=draft.allocation customer=draft.customer currency=draft.code() amount=draft.money() day=draft.on(books)/>
        </DialogForm>
    }
}
