//! Writing off what a document owes, or a part of it.

use super::amount::AmountField;
use super::date::DayField;
use super::dialog_form::DialogForm;
use super::read::{read_amount, read_named_date};
use super::state::{Findings, FormState};
use crate::domain::command::Command;
use crate::domain::ids::InvoiceId;
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::write_off::{WriteOffDraft, WriteOffMethod, WriteOffReason};
use crate::ui::books::Books;
use crate::ui::components::{Choice, Dialog, RadioGroup, SelectField, TextAreaField};
use crate::ui::format;
use leptos::prelude::*;

/// The dialog “Write off”.
#[component]
pub fn WriteOffForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// The document.
    invoice: InvoiceId,
) -> impl IntoView {
    view! { <Dialog id="write-off-dialog" open title="Write off"><WriteOffFields open id=invoice/></Dialog> }
}

/// The document as the dialog finds it.
struct Known {
    owed: Money,
    contested: bool,
    /// Its fees and interest that are not paid.
    charges: Vec<String>,
    /// How the last debt was booked, or as most do.
    method: WriteOffMethod,
}

impl Known {
    fn of(ledger: &Ledger, id: InvoiceId) -> Option<Self> {
        let invoice = ledger.invoice(id)?;
        Some(Self {
            owed: ledger.balance(invoice),
            contested: ledger.disputes_of(id).any(|dispute| dispute.closed.is_none()),
            charges: ledger.unpaid_charges(id).map(Invoice::title).collect(),
            method: ledger.facts().write_offs.last().map_or(WriteOffMethod::Direct, |last| last.method),
        })
    }
}

/// How the two ways of booking it are explained.
fn methods() -> Vec<Choice> {
    let help = |method| match method {
        WriteOffMethod::Direct => "The loss is an expense of this day.",
        WriteOffMethod::Allowance => "You set money aside for bad debts before: the loss uses it up.",
    };
    WriteOffMethod::ALL.map(|method| Choice::new(method.key(), method.words()).help(help(method))).to_vec()
}

#[component]
fn WriteOffFields(open: RwSignal<bool>, id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("write-off");
    let Some(Known { owed, contested, charges, method }) = books.read(|ledger| Known::of(ledger, id)) else { return ().into_any() };
    let text = || RwSignal::new(String::new());
    let (note, despite) = (text(), text());
    let amount = RwSignal::new(owed.to_plain());
    let on = RwSignal::new(books.today().get_untracked().to_string());
    let reason = RwSignal::new(WriteOffReason::Uncollectible.key().to_owned());
    let method = RwSignal::new(method.key().to_owned());
    let send = move || {
        let mut found = Findings::default();
        let money = found.take("amount", read_amount(&amount.get_untracked(), owed.currency()));
        let on = found.take("on", read_named_date("the day of the write-off", &on.get_untracked()));
        let (Some(money), Some(on)) = (money, on) else { return state.refuse(found) };
        let draft = WriteOffDraft {
            invoice: id,
            amount: Some(money),
            on,
            reason: reason
                .with_untracked(|key| WriteOffReason::ALL.into_iter().find(|one| one.key() == key))
                .unwrap_or(WriteOffReason::Other),
            method: method
                .with_untracked(|key| WriteOffMethod::ALL.into_iter().find(|one| one.key() == key))
                .unwrap_or(WriteOffMethod::Direct),
            note: note.get_untracked(),
            despite: despite.get_untracked(),
        };
        state.send(books, Command::WriteOff { draft }, format!("{} written off", format::money(money)), move || open.set(false));
    };
    let code = owed.currency().code().to_owned();
    let reasons: Vec<Choice> = WriteOffReason::ALL.map(|one| Choice::new(one.key(), one.words())).to_vec();
    let charges = (!charges.is_empty()).then(|| {
        let text = format!(
            "Its fees and interest are documents of their own and stay owed: {}. Waive them or write them off, too.",
            charges.join(", ")
        );
        view! { <p class="muted">{text}</p> }
    });
    view! {
        <DialogForm state open submit="Write off" first="amount" danger=true on_submit=send>
            <p>"It leaves your books as a loss and shows as written off, never as paid. Reminders, late fees and interest stop for it. The customer still owes it: what comes later is a recovery."</p>
            {charges}
            <div class="form-row">
                <AmountField
                    id=state.id("amount")
                    label="To write off"
                    hint=format!("{} is owed. A part can be written off; the rest stays owed.", format::money(owed))
                    value=amount
                    currency=code
                    error=state.error("amount")
                />
                <DayField id=state.id("on") label="Written off on" value=on error=state.error("on")/>
            </div>
            <SelectField id=state.id("reason") label="Reason" value=reason choices=reasons/>
            <RadioGroup id=state.id("method") label="In your books" value=method choices=methods()/>
            <TextAreaField
                id=state.id("note")
                label="Approved by, and why"
                value=note
                rows=2
                help="For your accountant and the tax office: who decided it, and what was tried before."
                error=state.error("note")
            />
            {contested.then(|| view! {
                <TextAreaField
                    id=state.id("despite")
                    label="It is disputed: why write it off all the same?"
                    value=despite
                    rows=2
                    error=state.error("despite")
                />
            })}
        </DialogForm>
    }
    .into_any()
}
