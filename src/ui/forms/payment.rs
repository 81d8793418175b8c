//! Recording money that came in.

use super::allocation::AllocationFields;
use super::credit_draft::{AmountRow, Credit, CreditDraft, WhoseField};
use super::currency::SuggestField;
use super::date::DayField;
use super::dialog_form::DialogForm;
use super::payment_discounts::{DiscountDraft, DiscountFields};
use super::payment_interest::{InterestDraft, InterestField};
use super::state::FormState;
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextField};
use crate::ui::format;
use leptos::prelude::*;

/// Common means of payment, as suggestions.
pub const METHODS: [&str; 5] = ["Bank transfer", "Card", "Direct debit", "Check", "Cash"];

/// The dialog “Record a payment”.
///
/// With `invoice` the payment is meant for that invoice: customer, amount and what it pays are filled in.
#[component]
pub fn PaymentForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// Who paid, when that is known.
    #[prop(optional)]
    customer: Option<CustomerId>,
    /// What was paid, when that is known.
    #[prop(optional)]
    invoice: Option<InvoiceId>,
    /// Called after the payment was recorded.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <Dialog id="payment-dialog" open title="Record a payment">
            <PaymentFields open customer invoice on_done/>
        </Dialog>
    }
}

#[component]
fn PaymentFields(
    open: RwSignal<bool>,
    customer: Option<CustomerId>,
    invoice: Option<InvoiceId>,
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("payment");
    let draft = CreditDraft::starting(books, customer, invoice);
    // Meant for an invoice with a discount that can still be had: what settles it today.
    let settling = books.read(|ledger| {
        let found = ledger.invoice(invoice?)?;
        Some((found.id, ledger.discount_available(found, books.today().get_untracked())?.cash)).filter(|(_, cash)| cash.is_positive())
    });
    if let Some((invoice, cash)) = settling {
        draft.amount.set(cash.to_plain());
        draft.allocation.set(invoice, cash);
    }
    let given = DiscountDraft::of(books, draft);
    let interest = InterestDraft::of(books, draft);
    let (method, reference) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move || {
        let Credit { customer, day, amount, choice } = match draft.read("Choose who paid.", "received", "the day it was received") {
            Ok(credit) => credit,
            Err(found) => return state.refuse(found),
        };
        let (method, reference) = (method.get_untracked(), reference.get_untracked());
        let command = Command::RecordPayment { discounts: given.read(), customer, received: day, amount, method, reference, choice };
        let done = move || {
            open.set(false);
            if let Some(callback) = on_done {
                callback.run(());
            }
        };
        match interest.before().get_untracked() {
            Some(charge) => state.send_all(books, vec![charge, command], "Interest charged and payment recorded", done),
            None => state.send(books, command, format!("Payment of {} recorded", format::money(amount)), done),
        }
    };
    let methods = METHODS.iter().map(|method| ((*method).to_owned(), String::new())).collect();
    let known = draft.customer.get_untracked().is_some();
    view! {
        <DialogForm state open submit="Record payment" first=if known { "amount" } else { "customer" } on_submit=send>
            <WhoseField state customer=draft.customer currency=draft.currency/>
            <AmountRow state amount=draft.amount currency=draft.currency/>
            <div class="form-row">
                <DayField id=state.id("received") label="Received on" value=draft.day error=state.error("received")/>
                <SuggestField id=state.id("method") label="Means of payment" value=method suggestions=methods error=state.error("method") optional=true/>
            </div>
            <TextField
                id=state.id("reference")
                label="Reference"
                value=reference
                help="As it stands on your bank statement."
                error=state.error("reference")
                optional=true
            />
            <InterestField state draft=interest/>
            <AllocationFields
                state
                draft=draft.allocation
                customer=draft.customer
                currency=draft.code()
                amount=draft.money()
                day=draft.on(books)
                settles=true
                before=interest.before()
            />
            <DiscountFields state draft=given/>
        </DialogForm>
    }
}
