//! Putting money for a written-off debt on record.

use super::amount::AmountField;
use super::currency::SuggestField;
use super::date::DayField;
use super::dialog_form::{DialogForm, opened_by};
use super::payment::METHODS;
use super::read::{read_amount, read_named_date};
use super::state::{Findings, FormState};
use crate::domain::command::Command;
use crate::domain::credit::{CreditSource, Payment};
use crate::domain::ids::{PaymentId, WriteOffId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::recovery::RecoveredMoney;
use crate::ui::books::Books;
use crate::ui::components::{Choice, Dialog, RadioGroup, TextField};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The dialog “Record what came”; once on a page.
#[component]
pub fn RecoveryForm(
    /// The write-off. Setting it opens the dialog; it is empty again when that closes.
    write_off: RwSignal<Option<WriteOffId>>,
) -> impl IntoView {
    let open = opened_by(write_off);
    view! {
        <Dialog id="recovery-dialog" open title="Record what came">
            {move || write_off.get().map(|id| view! { <RecoveryFields open id/> })}
        </Dialog>
    }
}

/// The write-off as the dialog finds it.
struct Known {
    /// What has not come back yet.
    left: Money,
    /// Payments of the customer that pay nothing else yet: which, since when, how much.
    credit: Vec<(PaymentId, NaiveDate, Money)>,
}

impl Known {
    fn of(ledger: &Ledger, id: WriteOffId) -> Option<Self> {
        let write_off = ledger.write_off(id)?;
        let note = ledger.credit_note(write_off.credit_note)?;
        let payments = ledger.lists(note.customer).payments.iter().map(|place| &ledger.facts().payments[*place as usize]);
        let unapplied = |payment: &Payment| {
            let left = Money::from_minor(ledger.unapplied(CreditSource::Payment(payment.id)), payment.amount.currency());
            (left.is_positive() && left.currency() == note.amount.currency()).then_some((payment.id, payment.received, left))
        };
        let left = note.amount.checked_sub(ledger.recovered(write_off, NaiveDate::MAX)).ok()?;
        Some(Self { left, credit: payments.filter_map(unapplied).collect() })
    }
}

const NEW: &str = "new";

#[component]
fn RecoveryFields(open: RwSignal<bool>, id: WriteOffId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("recovery");
    let Some(Known { left, credit }) = books.read(|ledger| Known::of(ledger, id)) else { return ().into_any() };
    let text = || RwSignal::new(String::new());
    let (amount, method, reference) = (RwSignal::new(left.to_plain()), text(), text());
    let received = RwSignal::new(books.today().get_untracked().to_string());
    let from = RwSignal::new(NEW.to_owned());
    let is_new = Memo::new(move |_| from.with(|from| from == NEW));
    let choices: Vec<Choice> = std::iter::once(Choice::new(NEW, "It came now"))
        .chain(credit.iter().map(|(payment, on, part)| {
            Choice::new(payment.0.to_string(), format!("The payment of {}: {} is not applied yet", format::date(*on), format::money(*part)))
        }))
        .collect();
    let choices = (choices.len() > 1)
        .then(|| view! { <RadioGroup id=state.id("from") label="Which money" value=from choices error=state.error("from")/> });
    let send = move || {
        let mut found = Findings::default();
        let money = match from.with_untracked(|from| from.parse::<u32>()) {
            Ok(payment) => RecoveredMoney::Credit(PaymentId(payment)),
            Err(_) => {
                let amount = found.take("amount", read_amount(&amount.get_untracked(), left.currency()));
                let received = found.take("received", read_named_date("the day it was received", &received.get_untracked()));
                let (Some(amount), Some(received)) = (amount, received) else { return state.refuse(found) };
                RecoveredMoney::New { received, amount, method: method.get_untracked(), reference: reference.get_untracked() }
            }
        };
        state.send(books, Command::RecordRecovery { write_off: id, money }, "Recovery recorded", move || open.set(false));
    };
    let code = left.currency().code().to_owned();
    let methods = StoredValue::new(METHODS.iter().map(|method| ((*method).to_owned(), String::new())).collect::<Vec<_>>());
    let hint = format!("{} has not come back yet. What goes beyond it stays unapplied credit.", format::money(left));
    view! {
        <DialogForm state open submit="Record what came" first="amount" on_submit=send>
            <p>"Just what came is put back on your books and paid by this money. The rest stays written off."</p>
            {choices}
            <Show when=move || is_new.get()>
                <div class="form-row">
                    <AmountField
                        id=state.id("amount")
                        label="What came"
                        hint=hint.clone()
                        value=amount
                        currency=code.clone()
                        error=state.error("amount")
                    />
                    <DayField id=state.id("received") label="Received on" value=received error=state.error("received")/>
                </div>
                <div class="form-row">
                    <SuggestField
                        id=state.id("method")
                        label="Means of payment"
                        value=method
                        suggestions=methods.get_value()
                        error=state.error("method")
                        optional=true
                    />
                    <TextField id=state.id("reference") label="Reference" value=reference error=state.error("reference") optional=true/>
                </div>
            </Show>
        </DialogForm>
    }
    .into_any()
}
