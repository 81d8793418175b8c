//! Thanks for a payment: a text to read and change, the ways to take it out, and the owner's word, which ends the task.

use super::sheet::{Proposal, SheetDialog, Wording};
use crate::domain::command::Command;
use crate::domain::ids::PaymentId;
use crate::domain::postponement::TaskSubject;
use crate::reports::thanks_text::thanks;
use crate::ui::books::Books;
use crate::ui::forms::opened_by;
use leptos::prelude::*;

/// What the dialog says.
const WORDING: Wording = Wording { prefix: "thanks", title: "Say thank you", said: "The thanks are on record" };

/// The dialog “Say thank you”; once on a page.
#[component]
pub fn ThanksDialog(
    /// For what. Setting it opens the dialog; it is empty again when that closes.
    payment: RwSignal<Option<PaymentId>>,
) -> impl IntoView {
    let books = Books::expect();
    let open = opened_by(payment);
    let proposal = move |()| {
        let payment = payment.get()?;
        books.read(|ledger| {
            let found = ledger.payment(payment)?;
            let (customer, subject) = (found.customer, TaskSubject::Payment(payment));
            let done = Command::PostponeTask { customer, subject, until: None, reason: String::new() };
            let proposal = Proposal::of(ledger, customer, |language, channel| thanks(ledger, found, language, channel))?;
            Some(proposal.besides(done))
        })
    };
    view! { <SheetDialog open wording=WORDING proposal=Callback::new(proposal)/> }
}
