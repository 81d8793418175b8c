//! Ending a dispute with its outcome, and crediting what was agreed.

use super::amount::AmountField;
use super::dialog_form::DialogForm;
use super::read::read_amount;
use super::state::{Findings, FormState};
use crate::domain::command::{Command, DisputeCredit};
use crate::domain::dispute::DisputeVerdict;
use crate::domain::ids::DisputeId;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{Dialog, SelectField, TextAreaField, TextField};
use crate::ui::wording::{self, DISPUTE_VERDICTS, chosen};
use leptos::prelude::*;

/// The dialog “End the dispute”.
#[component]
pub fn SettleDisputeForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// The open dispute; nothing happens while there is none.
    #[prop(into)]
    dispute: Signal<Option<DisputeId>>,
    /// Called after it ended, with the dispute and its outcome.
    on_done: Callback<(DisputeId, DisputeVerdict)>,
) -> impl IntoView {
    view! { <Dialog id="settle-dispute-dialog" open title="End the dispute"><SettleFields open dispute on_done/></Dialog> }
}

/// Whether an outcome gives the customer something back.
const fn credits(verdict: DisputeVerdict) -> bool {
    matches!(verdict, DisputeVerdict::Accepted | DisputeVerdict::Compromise)
}

#[component]
fn SettleFields(open: RwSignal<bool>, dispute: Signal<Option<DisputeId>>, on_done: Callback<(DisputeId, DisputeVerdict)>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("settle");
    let known = books.read(|ledger| {
        let found = ledger.facts().disputes.get(dispute.get_untracked()?.index())?;
        let invoice = ledger.invoice(found.invoice)?;
        let owed = ledger.balance(invoice);
        let contested = Money::from_minor(found.contested(owed.minor()), owed.currency());
        Some((found.id, contested, format!("CR-{}", invoice.number)))
    });
    let verdict = RwSignal::new("0".to_owned());
    let contested = known.as_ref().map(|(_, contested, _)| *contested).filter(|contested| contested.is_positive());
    let amount = RwSignal::new(contested.map(Money::to_plain).unwrap_or_default());
    let number = RwSignal::new(known.as_ref().map(|(.., number)| number.clone()).unwrap_or_default());
    let note = RwSignal::new(String::new());
    let ended = Memo::new(move |_| verdict.with(|verdict| chosen(&DISPUTE_VERDICTS, verdict)).unwrap_or(DisputeVerdict::Accepted));
    let target = known.as_ref().map(|(id, contested, _)| (*id, contested.currency()));
    let send = move || {
        let Some((dispute, currency)) = target else { return open.set(false) };
        let mut found = Findings::default();
        let verdict = ended.get_untracked();
        let left_empty = amount.with_untracked(|amount| amount.trim().is_empty());
        let credit = if verdict == DisputeVerdict::Compromise || (credits(verdict) && !left_empty) {
            let Some(amount) = found.take("amount", read_amount(&amount.get_untracked(), currency)) else { return state.refuse(found) };
            Some(DisputeCredit { number: number.get_untracked(), amount })
        } else {
            None
        };
        let on = books.today().get_untracked();
        let command = Command::SettleDispute { dispute, on, verdict, note: note.get_untracked(), credit };
        state.send(books, command, "The dispute is ended", move || {
            open.set(false);
            on_done.run((dispute, verdict));
        });
    };
    let code = RwSignal::new(target.map(|(_, currency)| currency.code().to_owned()).unwrap_or_default());
    let after = move || match ended.get() {
        verdict if credits(verdict) => "The credit note lowers this invoice; the rest is asked for again.",
        DisputeVerdict::Rejected => "From today the invoice is asked for again. A text that explains the outcome is prepared next.",
        _ => "From today the invoice is asked for again.",
    };
    view! {
        <DialogForm state open submit="End the dispute" first="verdict" on_submit=send>
            <SelectField
                id=state.id("verdict")
                label="How it ended"
                value=verdict
                choices=wording::choices(&DISPUTE_VERDICTS, wording::dispute_verdict)
                on_change=move |_: String| {
                    // What a compromise credits is for the owner to say.
                    let all = contested.map(Money::to_plain).unwrap_or_default();
                    let now = amount.get_untracked();
                    if ended.get_untracked() == DisputeVerdict::Compromise && now == all {
                        amount.set(String::new());
                    } else if now.is_empty() {
                        amount.set(all);
                    }
                }
            />
            <Show when=move || credits(ended.get())>
                <div class="form-row">
                    <AmountField id=state.id("amount") label="To credit" optional=true hint="Empty credits nothing, except with a compromise." value=amount currency=code error=state.error("amount")/>
                    <TextField id=state.id("number") label="Credit note number" value=number error=state.error("number")/>
                </div>
            </Show>
            <TextAreaField id=state.id("note") label="Why" value=note rows=2 error=state.error("note") optional=true/>
            <p class="muted">{after}</p>
        </DialogForm>
    }
}
