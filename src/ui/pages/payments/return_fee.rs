//! The fee for a payment that came back: whether one is asked, how much, and what is known of the most that may be asked.

use crate::domain::ids::PaymentId;
use crate::domain::ledger::Ledger;
use crate::reports::taking_back::{ReturnFeeLimit, last_return_fee, return_fee_limit};
use crate::ui::components::CheckField;
use crate::ui::format;
use crate::ui::forms::AmountField;
use leptos::prelude::*;

/// The name of the field of the amount.
pub(super) const FEE: &str = "take-back-fee";

/// What is chosen.
#[derive(Clone, Copy)]
pub(super) struct FeeDraft {
    /// Whether a fee is asked.
    pub(super) asked: RwSignal<bool>,
    /// How much, as typed.
    pub(super) amount: RwSignal<String>,
}

impl FeeDraft {
    /// No fee; the amount of the last one.
    pub(super) fn of(ledger: &Ledger, payment: Option<PaymentId>) -> Self {
        let currency = payment.and_then(|id| ledger.payment(id)).map(|payment| payment.amount.currency());
        let last = currency.and_then(|currency| last_return_fee(ledger, currency));
        Self { asked: RwSignal::new(false), amount: RwSignal::new(last.map(|amount| amount.to_plain()).unwrap_or_default()) }
    }
}

/// What is known of the most that may be asked, in a sentence.
fn limit_words(ledger: &Ledger, payment: PaymentId) -> String {
    let Some(found) = ledger.payment(payment) else { return String::new() };
    match return_fee_limit(ledger, found.customer, found.amount) {
        ReturnFeeLimit::State([one, other], most) => format!("At most {} in {one}{other}, by our list; lists differ.", format::money(most)),
        ReturnFeeLimit::UnitedStates => "Most of the United States allow 20 to 30 dollars.".to_owned(),
        ReturnFeeLimit::Elsewhere => "Ask what you agreed, and no more than your bank took from you.".to_owned(),
    }
}

/// The fields.
#[component]
pub(super) fn ReturnFeeFields(
    /// The payment.
    payment: PaymentId,
    /// What is chosen.
    draft: FeeDraft,
    /// What is wrong with the amount.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let books = crate::ui::books::Books::expect();
    let found = books.read(|ledger| ledger.payment(payment).map(|found| (found.amount.currency(), limit_words(ledger, payment))));
    found.map(|(currency, limit)| {
        view! {
            <CheckField id="take-back-asks-fee" label="Ask a fee for it" value=draft.asked help="It becomes a document of its own, due at once. You can waive it later."/>
            <Show when=move || draft.asked.get()>
                <AmountField id=FEE label="Fee" value=draft.amount currency=currency.code().to_owned() hint=limit.clone() error/>
            </Show>
        }
    })
}
