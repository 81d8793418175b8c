//! What a demand must say or bring with it where the customer is, beside the draft.

use crate::domain::country::Country;
use crate::domain::ids::CustomerId;
use crate::domain::limits::claim_notes::{ClaimNote, claim_notes};
use crate::domain::policy::Purpose;
use crate::ui::books::Books;
use crate::ui::components::{Notice, NoticeKind};
use leptos::prelude::*;

/// The notes; nothing where no rule is known.
#[component]
pub(in crate::ui::pages) fn ClaimNotes(
    /// To whom.
    customer: CustomerId,
    /// What for.
    purpose: Purpose,
) -> impl IntoView {
    let notes: Vec<ClaimNote> = Books::expect().read(|ledger| {
        let details = ledger.customer(customer).map(|found| &found.details);
        let country = details.and_then(|details| Country::from_text(&details.country));
        claim_notes(country, details.and_then(|details| details.approach.kind), purpose).collect()
    });
    let note = |ClaimNote { sentence, source }| view! { <Notice kind=NoticeKind::Info>{format!("{sentence} Source: {source}.")}</Notice> };
    notes.into_iter().map(note).collect_view()
}
