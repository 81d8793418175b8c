//! Ending a dispute with its outcome, and crediting what was agreed.

use super::amount::AmountField;
use super::chargeback::{PaidBy, TakeBackField, paid_by, take_back};
use super::dialog_form::DialogForm;
use super::read::read_amount;
use super::state::{Findings, FormState};
use crate::domain::command::{Command, DisputeCredit};
use crate::domain::dispute::{DisputeKind, DisputeVerdict};
use crate::domain::ids::DisputeId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{Choice, Dialog, RadioGroup, SelectField, TextAreaField, TextField};
use crate::ui::wording::{self, DISPUTE_VERDICTS, chosen};
use chrono::NaiveDate;
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

/// A dispute as the dialog finds it.
struct Known {
    dispute: DisputeId,
    owed: Money,
    /// The contested part of what is owed.
    contested: Money,
    /// What it is about, paid or not.
    at_stake: Money,
    is_chargeback: bool,
    number: String,
    paid: Vec<PaidBy>,
}

impl Known {
    fn of(ledger: &Ledger, dispute: DisputeId, day: NaiveDate) -> Option<Self> {
        let found = ledger.facts().disputes.get(dispute.index())?;
        let invoice = ledger.invoice(found.invoice)?;
        let owed = ledger.balance(invoice);
        Some(Self {
            dispute,
            owed,
            contested: Money::from_minor(found.contested(owed.minor()), owed.currency()),
            at_stake: ledger.at_stake(found, owed, day),
            is_chargeback: found.case.kind == DisputeKind::Chargeback,
            number: format!("CR-{}", invoice.number),
            paid: paid_by(ledger, invoice.id),
        })
    }

    /// The amount to propose for the credit note, as text.
    fn to_credit(&self, verdict: DisputeVerdict, taken: &str) -> String {
        let minor = match verdict {
            // What a compromise credits is for the owner to say.
            DisputeVerdict::Compromise => 0,
            DisputeVerdict::ChargebackLost => {
                let back = self.paid.iter().filter(|one| one.payment.0.to_string() == taken).map(|one| one.part).sum::<i64>();
                self.at_stake.minor().min(self.owed.minor() + back)
            }
            _ => self.contested.minor(),
        };
        if minor > 0 { Money::from_minor(minor, self.owed.currency()).to_plain() } else { String::new() }
    }
}

/// What follows from the end: whether anything of the invoice is open then, and whether a lost chargeback is given up.
const fn consequence(verdict: DisputeVerdict, open: bool, given_up: bool) -> &'static str {
    match verdict {
        DisputeVerdict::Accepted | DisputeVerdict::Compromise if open => {
            "The credit note lowers this invoice; the rest is asked for again."
        }
        DisputeVerdict::Rejected if open => "From today the invoice is asked for again. A text that explains the outcome is prepared next.",
        DisputeVerdict::Rejected => "The invoice counts as paid and stays so. A text that explains the outcome is prepared next.",
        DisputeVerdict::Withdrawn if open => "From today the invoice is asked for again.",
        DisputeVerdict::Accepted | DisputeVerdict::Compromise | DisputeVerdict::Withdrawn => "The invoice counts as paid and stays so.",
        DisputeVerdict::ChargebackWon if open => {
            "From today what is open is asked for again. Record the money that comes back to you as a payment, so that nobody is asked for it."
        }
        DisputeVerdict::ChargebackWon => "The payment stays in the books, and the invoice stays paid.",
        DisputeVerdict::ChargebackLost if !open => {
            "The invoice still counts as paid. When the money has left your account, take the payment back."
        }
        DisputeVerdict::ChargebackLost if given_up => "The credit note takes it off the books: nobody is asked for it.",
        DisputeVerdict::ChargebackLost => "From today the customer is asked for it again.",
    }
}

#[component]
fn SettleFields(open: RwSignal<bool>, dispute: Signal<Option<DisputeId>>, on_done: Callback<(DisputeId, DisputeVerdict)>) -> impl IntoView {
    let books = Books::expect();
    let today = books.today().get_untracked();
    let known = dispute.get_untracked().and_then(|dispute| books.read(|ledger| Known::of(ledger, dispute, today)));
    known.map(|known| view! { <EndFields open known=StoredValue::new(known) on_done/> })
}

#[component]
fn EndFields(open: RwSignal<bool>, known: StoredValue<Known>, on_done: Callback<(DisputeId, DisputeVerdict)>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("settle");
    let (dispute, owed, paid) = known.with_value(|known| (known.dispute, known.owed, known.paid.clone()));
    let likely = if known.with_value(|known| known.is_chargeback) { DisputeVerdict::ChargebackWon } else { DisputeVerdict::Accepted };
    let likely = DISPUTE_VERDICTS.iter().position(|verdict| *verdict == likely).unwrap_or_default();
    let verdict = RwSignal::new(likely.to_string());
    let ended = Memo::new(move |_| verdict.with(|verdict| chosen(&DISPUTE_VERDICTS, verdict)).unwrap_or(DisputeVerdict::Accepted));
    let taken = RwSignal::new(paid.first().map(|one| one.payment.0.to_string()).unwrap_or_default());
    let debt = RwSignal::new("given_up".to_owned());
    let proposal = move || taken.with_untracked(|taken| known.with_value(|known| known.to_credit(ended.get_untracked(), taken)));
    let proposed = StoredValue::new(proposal());
    let amount = RwSignal::new(proposal());
    // What the owner typed stays.
    let propose = Callback::new(move |_: String| {
        let now = proposal();
        if amount.with_untracked(|amount| proposed.with_value(|proposed| amount == proposed)) {
            amount.set(now.clone());
        }
        proposed.set_value(now);
    });
    let number = RwSignal::new(known.with_value(|known| known.number.clone()));
    let note = RwSignal::new(String::new());
    let lost = Memo::new(move |_| ended.get() == DisputeVerdict::ChargebackLost);
    let is_open = Memo::new(move |_| owed.is_positive() || (lost.get() && taken.with(|taken| !taken.is_empty())));
    let given_up = Memo::new(move |_| lost.get() && is_open.get() && debt.with(|debt| debt == "given_up"));
    let send = move || {
        let mut found = Findings::default();
        let verdict = ended.get_untracked();
        let left_empty = amount.with_untracked(|amount| amount.trim().is_empty());
        let must = verdict == DisputeVerdict::Compromise || given_up.get_untracked();
        let credit = if must || (credits(verdict) && !left_empty) {
            let read = read_amount(&amount.get_untracked(), owed.currency());
            let Some(amount) = found.take("amount", read) else { return state.refuse(found) };
            Some(DisputeCredit { number: number.get_untracked(), amount })
        } else {
            None
        };
        let on = books.today().get_untracked();
        let settle = Command::SettleDispute { dispute, on, verdict, note: note.get_untracked(), credit };
        let back = taken.with_untracked(|taken| take_back(taken, on)).filter(|_| lost.get_untracked());
        state.send_all(books, back.into_iter().chain([settle]).collect(), "The dispute is ended", move || {
            open.set(false);
            on_done.run((dispute, verdict));
        });
    };
    let code = RwSignal::new(owed.currency().code().to_owned());
    let debts = StoredValue::new(vec![
        Choice::new("given_up", "It is given up").help("A credit note takes it off the books."),
        Choice::new("asked", "The customer still owes it")
            .help("Ask for it only when your terms and the rules of the card or wallet allow that."),
    ]);
    let can_take = !paid.is_empty();
    let paid = StoredValue::new(paid);
    view! {
        <DialogForm state open submit="End the dispute" first="verdict" on_submit=send>
            <SelectField
                id=state.id("verdict")
                label="How it ended"
                value=verdict
                choices=wording::choices(&DISPUTE_VERDICTS, wording::dispute_verdict)
                on_change=propose
            />
            <Show when=move || lost.get() && can_take>
                <TakeBackField state value=taken paid=paid.get_value() on_change=propose/>
            </Show>
            <Show when=move || lost.get() && is_open.get()>
                <RadioGroup id=state.id("debt") label="What becomes of the debt" value=debt choices=debts.get_value()/>
            </Show>
            <Show when=move || credits(ended.get()) || given_up.get()>
                <div class="form-row">
                    <AmountField
                        id=state.id("amount")
                        label="To credit"
                        optional=true
                        hint=Signal::derive(move || Some(if lost.get() { "What is given up." } else { "Empty credits nothing, except with a compromise." }.to_owned()))
                        value=amount
                        currency=code
                        error=state.error("amount")
                    />
                    <TextField id=state.id("number") label="Credit note number" value=number error=state.error("number")/>
                </div>
            </Show>
            <TextAreaField id=state.id("note") label="Why" value=note rows=2 error=state.error("note") optional=true/>
            <p class="muted">{move || consequence(ended.get(), is_open.get(), given_up.get())}</p>
        </DialogForm>
    }
}
