//! The questions that the rows of Today ask: each dialog stands once on the page and opens as soon as it has something to ask about.

use super::skip::{SkipDialog, Skipped};
use crate::domain::ids::{CustomerId, PaymentId};
use crate::ui::forms::{AskOutcome, CustomerForm, ProposedHold, opened_by};
use crate::ui::pages::messages::ThanksDialog;
use leptos::prelude::*;

/// What the dialogs ask about; in context below the worklist.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    /// Who was called, with the call on record: what came of it.
    pub called: RwSignal<Option<CustomerId>>,
    /// Whose number was dialled: what came of it.
    pub dialled: RwSignal<Option<CustomerId>>,
    /// What is skipped: why.
    pub skipping: RwSignal<Option<Skipped>>,
    /// Who is proposed for a hold, and the reason.
    pub holding: RwSignal<Option<(CustomerId, String)>>,
    /// The payment to thank for: the words.
    pub thanking: RwSignal<Option<PaymentId>>,
    /// Of whom something is missing: their particulars.
    pub changing: RwSignal<Option<CustomerId>>,
}

impl Asking {
    /// Puts it into context, with nothing to ask.
    pub fn provide() -> Self {
        let asking = Self {
            called: RwSignal::new(None),
            dialled: RwSignal::new(None),
            skipping: RwSignal::new(None),
            holding: RwSignal::new(None),
            thanking: RwSignal::new(None),
            changing: RwSignal::new(None),
        };
        provide_context(asking);
        asking
    }
}

/// The dialogs.
#[component]
pub(super) fn Questions(
    /// What they ask about.
    asking: Asking,
) -> impl IntoView {
    let Asking { called, dialled, skipping, holding, thanking, changing } = asking;
    let open = opened_by(changing);
    view! {
        <AskOutcome customer=called/>
        <AskOutcome customer=dialled dialled=true/>
        <SkipDialog skipped=skipping/>
        <ProposedHold proposed=holding/>
        <ThanksDialog payment=thanking/>
        {move || changing.get().map(|customer| view! { <CustomerForm open customer/> })}
    }
}
