//! Gives unapplied credit back: of a payment that was more than was owed, or of a credit note on what was paid already.

use super::listing::Credit;
use crate::domain::command::Command;
use crate::domain::credit::CreditSource;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextField};
use crate::ui::format;
use crate::ui::forms::PAYMENT_METHODS;
use crate::ui::forms::{AmountField, DayField, DialogForm, Findings, FormState, SuggestField, opened_by, read_amount, read_named_date};
use leptos::prelude::*;

/// A dialog for the source in `subject`; it opens when there is one.
#[component]
pub(super) fn RefundDialog(
    /// The payment or credit note.
    subject: RwSignal<Option<CreditSource>>,
) -> impl IntoView {
    let open = opened_by(subject);
    view! {
        <Dialog id="refund-dialog" open title="Give credit back">
            {move || subject.get().map(|source| view! { <RefundFields source open/> })}
        </Dialog>
    }
}

#[component]
fn RefundFields(source: CreditSource, open: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("refund");
    let today = books.today().get_untracked();
    let (left, about) = books.read(|ledger| {
        let credit = Credit::of(ledger, source);
        let left = credit.as_ref().map(|credit| Money::from_minor(ledger.unapplied(source), credit.amount.currency()));
        let about = credit.map(|credit| {
            let (amount, name) = (format::money(credit.amount), ledger.customer_name(credit.customer));
            format!("{amount} of {name}, {}", format::date(credit.on))
        });
        (left.unwrap_or_else(|| Money::zero(ledger.settings().home_currency)), about.unwrap_or_default())
    });
    let currency = left.currency();
    let (amount, on) = (RwSignal::new(left.to_plain()), RwSignal::new(today.to_string()));
    let (method, reference) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move || {
        let mut findings = Findings::default();
        let read = findings.take("amount", read_amount(&amount.get_untracked(), currency));
        let on = findings.take("on", read_named_date("the day of the refund", &on.get_untracked()));
        let (Some(amount), Some(on)) = (read, on) else { return state.refuse(findings) };
        let command = Command::RefundCredit { source, amount, on, method: method.get_untracked(), reference: reference.get_untracked() };
        state.send(books, command, format!("Refund of {} recorded", format::money(amount)), move || open.set(false));
    };
    let methods = PAYMENT_METHODS.iter().map(|method| ((*method).to_owned(), String::new())).collect();
    view! {
        <DialogForm state open submit="Record the refund" first="amount" on_submit=send>
            <p>{format!("{about}. {} of it pays no invoice. What you give back no longer counts as the customer's credit.", format::money(left))}</p>
            <AmountField
                id=state.id("amount")
                label="Amount"
                value=amount
                currency=currency.code().to_owned()
                hint=format!("At most {}.", format::money(left))
                error=state.error("amount")
            />
            <div class="form-row">
                <DayField id=state.id("on") label="Given back on" value=on error=state.error("on")/>
                <SuggestField id=state.id("method") label="Means of payment" value=method suggestions=methods error=state.error("method") optional=true/>
            </div>
            <TextField id=state.id("reference") label="Reference" value=reference error=state.error("reference") optional=true/>
        </DialogForm>
    }
}
