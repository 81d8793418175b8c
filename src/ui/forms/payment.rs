//! Recording money that came in.

use super::allocation::{AllocationDraft, AllocationFields};
use super::amount::AmountField;
use super::currency::{CurrencyField, SuggestField};
use super::customer_picker::CustomerPicker;
use super::date::DayField;
use super::dialog_form::DialogForm;
use super::read::{read_amount, read_currency, read_named_date};
use super::state::{Findings, FormState};
use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextField};
use crate::ui::format;
use leptos::prelude::*;

const METHODS: [&str; 5] = ["Bank transfer", "Card", "Direct debit", "Check", "Cash"];

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
    let for_invoice = books.read(|ledger| {
        let found = ledger.invoice(invoice?)?;
        Some((found.id, found.customer, ledger.balance(found)))
    });
    let customer = RwSignal::new(customer.or(for_invoice.map(|(_, customer, _)| customer)));
    let owed = for_invoice.map(|(_, _, owed)| owed);
    let amount = RwSignal::new(owed.map(|owed| owed.to_plain()).unwrap_or_default());
    let start = owed.map_or_else(|| usual_currency(books, customer.get_untracked()), |owed| owed.currency());
    let currency = RwSignal::new(start.code().to_owned());
    let received = RwSignal::new(books.today().get_untracked().to_string());
    let (method, reference) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let draft = for_invoice.map_or_else(AllocationDraft::oldest_first, |(id, _, owed)| AllocationDraft::to_invoice(id, owed));
    let code = Signal::derive(move || Currency::from_code(&currency.get()).ok());
    let money = Signal::derive(move || read_amount(&amount.get(), code.get()?).ok());
    let send = move || {
        let mut found = Findings::default();
        let payer = found.take("customer", customer.get_untracked().ok_or_else(|| "Choose who paid.".to_owned()));
        let day = found.take("received", read_named_date("the day it was received", &received.get_untracked()));
        let code = found.take("currency", read_currency(&currency.get_untracked()));
        let money = code.and_then(|code| found.take("amount", read_amount(&amount.get_untracked(), code)));
        let choice = code.and_then(|code| found.take("allocation", draft.read(code)));
        let (Some(customer), Some(received), Some(amount), Some(choice)) = (payer, day, money, choice) else {
            return state.refuse(found);
        };
        let (method, reference) = (method.get_untracked(), reference.get_untracked());
        let command = Command::RecordPayment { customer, received, amount, method, reference, choice };
        state.send(books, command, format!("Payment of {} recorded", format::money(amount)), move || {
            open.set(false);
            if let Some(callback) = on_done {
                callback.run(());
            }
        });
    };
    let methods = METHODS.iter().map(|method| ((*method).to_owned(), String::new())).collect();
    let known = customer.get_untracked().is_some();
    view! {
        <DialogForm state open submit="Record payment" first=if known { "amount" } else { "customer" } on_submit=send>
            <CustomerPicker
                id=state.id("customer")
                value=customer
                error=state.error("customer")
                on_pick=move |picked| currency.set(usual_currency(books, Some(picked)).code().to_owned())
            />
            <div class="form-row">
                <AmountField id=state.id("amount") label="Amount" value=amount currency=currency error=state.error("amount")/>
                <CurrencyField id=state.id("currency") value=currency error=state.error("currency")/>
            </div>
            <div class="form-row">
                <DayField id=state.id("received") label="Received on" value=received error=state.error("received")/>
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
            <AllocationFields state draft customer currency=code amount=money/>
        </DialogForm>
    }
}

/// The currency a customer's documents are in, or the home currency.
pub(super) fn usual_currency(books: Books, customer: Option<CustomerId>) -> Currency {
    books.read(|ledger| {
        let accounts = customer.into_iter().flat_map(|id| ledger.accounts_of(id));
        accounts.max_by_key(|account| account.owed).map_or(ledger.settings().home_currency, |account| account.currency)
    })
}
