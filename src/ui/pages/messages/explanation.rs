//! Explaining the outcome of a dispute: a text to read and change, the ways to take it out, and the owner's word for the record.

use super::sheet::{Proposal, SheetDialog, Wording};
use crate::domain::ids::DisputeId;
use crate::reports::dispute_text::explanation;
use crate::ui::books::Books;
use leptos::prelude::*;

/// What the dialog says.
const WORDING: Wording = Wording { prefix: "explanation", title: "Explain the outcome", said: "The explanation is on record" };

/// The dialog “Explain the outcome”.
#[component]
pub fn ExplanationDialog(
    /// Open or not.
    open: RwSignal<bool>,
    /// The dispute that ended.
    dispute: RwSignal<Option<DisputeId>>,
) -> impl IntoView {
    let books = Books::expect();
    let proposal = move |()| {
        let dispute = dispute.get()?;
        books.read(|ledger| {
            let found = ledger.facts().disputes.get(dispute.index())?;
            let customer = ledger.invoice(found.invoice)?.customer;
            Proposal::of(ledger, customer, |language, channel| explanation(ledger, found, language, channel))
        })
    };
    view! { <SheetDialog open wording=WORDING proposal=Callback::new(proposal)/> }
}
