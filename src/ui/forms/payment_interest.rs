//! Interest up to the day of a payment, charged in the same step so that the payment clears it first.

use super::credit_draft::CreditDraft;
use super::read::read_date;
use super::state::FormState;
use crate::domain::charge::ChargeDraft;
use crate::domain::command::Command;
use crate::reports::interest::interest_before_payment;
use crate::ui::books::Books;
use crate::ui::components::CheckField;
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What could be charged, and whether it is.
#[derive(Clone, Copy)]
pub(super) struct InterestDraft {
    wanted: RwSignal<bool>,
    found: Memo<Option<(NaiveDate, Vec<ChargeDraft>)>>,
}

impl InterestDraft {
    /// Nothing is charged unless the owner says so. Only where the policy says what the money pays: what a customer says it is for comes before.
    pub fn of(books: Books, draft: CreditDraft) -> Self {
        let code = draft.code();
        let found = books.view(move |ledger, today| {
            let (customer, currency) = (draft.customer.get()?, code.get()?);
            let day = read_date(&draft.day.get()).ok().filter(|day| *day <= today && draft.allocation.is_by_policy())?;
            Some((day, interest_before_payment(ledger, customer, currency, day))).filter(|(_, drafts)| !drafts.is_empty())
        });
        Self { wanted: RwSignal::new(false), found }
    }

    /// The charging, when it is wanted.
    pub fn before(self) -> Signal<Option<Command>> {
        Signal::derive(move || {
            let (on, charges) = self.found.get().filter(|_| self.wanted.get())?;
            Some(Command::PostCharges { charges, on })
        })
    }
}

/// The box to tick; nothing while there is no interest to charge.
#[component]
pub(super) fn InterestField(
    /// The form it stands in.
    state: FormState,
    /// What was found and decided.
    draft: InterestDraft,
) -> impl IntoView {
    let label = Memo::new(move |_| {
        draft.found.with(|found| {
            let (day, drafts) = found.as_ref()?;
            let sum = drafts.iter().map(|one| one.amount).reduce(|sum, one| sum.checked_add(one).unwrap_or(sum))?;
            Some(format!("Charge the interest up to {} first: {}", format::date(*day), format::money(sum)))
        })
    });
    let shown = move || label.with(Option::is_some);
    let help = "It becomes a document for each invoice, and by the order of your policy the payment clears it before the invoices.";
    view! {
        <div aria-live="polite">
            <Show when=shown>
                <CheckField id=state.id("interest") label=Signal::derive(move || label.get().unwrap_or_default()) value=draft.wanted help/>
            </Show>
        </div>
    }
}
