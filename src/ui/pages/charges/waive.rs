//! Doing without a charge, with the reason.

use crate::domain::command::Command;
use crate::domain::ids::InvoiceId;
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextAreaField};
use crate::ui::format;
use crate::ui::forms::{DialogForm, FormState, opened_by};
use leptos::prelude::*;

/// The dialog “Waive”; once on a page.
#[component]
pub fn WaiveDialog(
    /// The id of the element, where a page has two.
    #[prop(default = "waive-dialog")]
    id: &'static str,
    /// The charge. Setting it opens the dialog; it is empty again when that closes.
    charge: RwSignal<Option<InvoiceId>>,
) -> impl IntoView {
    let books = Books::expect();
    let open = opened_by(charge);
    let title = move || {
        let number = charge.get().and_then(|id| books.read(|ledger| ledger.invoice(id).map(|found| found.number.clone())));
        format!("Waive {}?", number.unwrap_or_default())
    };
    view! {
        <Dialog id open title=Signal::derive(title)>
            {move || charge.get().map(|id| view! { <WaiveFields open id/> })}
        </Dialog>
    }
}

#[component]
fn WaiveFields(open: RwSignal<bool>, id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("waive");
    let reason = RwSignal::new(String::new());
    let owed = books.read(|ledger| ledger.invoice(id).map(|found| ledger.balance(found)));
    let send = move || {
        let on = books.today().get_untracked();
        let command = Command::WaiveCharge { invoice: id, on, reason: reason.get_untracked() };
        state.send(books, command, "Waived", move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Waive" first="reason" on_submit=send>
            <p>{owed.map(|owed| format!("{} of it will no longer be owed. It is not proposed again.", format::money(owed)))}</p>
            <TextAreaField
                id=state.id("reason")
                label="Reason"
                value=reason
                rows=2
                help="Kept with the waiver."
                error=state.error("reason")
            />
        </DialogForm>
    }
}
