//! Entering a credit note.

use super::allocation::{AllocationDraft, AllocationFields};
use super::amount::AmountField;
use super::currency::CurrencyField;
use super::customer_picker::CustomerPicker;
use super::date::DayField;
use super::dialog_form::DialogForm;
use super::payment::usual_currency;
use super::read::{read_amount, read_currency, read_named_date};
use super::state::{Findings, FormState};
use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextAreaField, TextField};
use leptos::prelude::*;

/// The dialog “New credit note”.
///
/// With `invoice` the whole balance of that invoice is proposed.
#[component]
pub fn CreditNoteForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// Whose debt it lowers, when that is known.
    #[prop(optional)]
    customer: Option<CustomerId>,
    /// The invoice it is meant for, when that is known.
    #[prop(optional)]
    invoice: Option<InvoiceId>,
    /// Called after it was entered.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <Dialog id="credit-note-dialog" open title="New credit note">
            <CreditNoteFields open customer invoice on_done/>
        </Dialog>
    }
}

#[component]
fn CreditNoteFields(
    open: RwSignal<bool>,
    customer: Option<CustomerId>,
    invoice: Option<InvoiceId>,
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("credit-note");
    let for_invoice = books.read(|ledger| {
        let found = ledger.invoice(invoice?)?;
        Some((found.id, found.customer, ledger.balance(found)))
    });
    let customer = RwSignal::new(customer.or(for_invoice.map(|(_, customer, _)| customer)));
    let owed = for_invoice.map(|(_, _, owed)| owed);
    let number = RwSignal::new(String::new());
    let amount = RwSignal::new(owed.map(|owed| owed.to_plain()).unwrap_or_default());
    let start = owed.map_or_else(|| usual_currency(books, customer.get_untracked()), |owed| owed.currency());
    let currency = RwSignal::new(start.code().to_owned());
    let issued = RwSignal::new(books.today().get_untracked().to_string());
    let note = RwSignal::new(String::new());
    let draft = for_invoice.map_or_else(AllocationDraft::oldest_first, |(id, _, owed)| AllocationDraft::to_invoice(id, owed));
    let code = Signal::derive(move || Currency::from_code(&currency.get()).ok());
    let money = Signal::derive(move || read_amount(&amount.get(), code.get()?).ok());
    let send = move || {
        let mut found = Findings::default();
        let debtor = found.take("customer", customer.get_untracked().ok_or_else(|| "Choose a customer.".to_owned()));
        let day = found.take("issued", read_named_date("the date of the credit note", &issued.get_untracked()));
        let code = found.take("currency", read_currency(&currency.get_untracked()));
        let money = code.and_then(|code| found.take("amount", read_amount(&amount.get_untracked(), code)));
        let choice = code.and_then(|code| found.take("allocation", draft.read(code)));
        let (Some(customer), Some(issued), Some(amount), Some(choice)) = (debtor, day, money, choice) else {
            return state.refuse(found);
        };
        let (number, note) = (number.get_untracked(), note.get_untracked());
        let success = format!("Credit note {} entered", number.trim());
        let command = Command::IssueCreditNote { customer, number, issued, amount, note, choice };
        state.send(books, command, success, move || {
            open.set(false);
            if let Some(callback) = on_done {
                callback.run(());
            }
        });
    };
    let known = customer.get_untracked().is_some();
    view! {
        <DialogForm state open submit="Enter credit note" first=if known { "number" } else { "customer" } on_submit=send>
            <CustomerPicker
                id=state.id("customer")
                value=customer
                error=state.error("customer")
                on_pick=move |picked| currency.set(usual_currency(books, Some(picked)).code().to_owned())
            />
            <div class="form-row">
                <TextField id=state.id("number") label="Credit note number" value=number error=state.error("number")/>
                <DayField id=state.id("issued") label="Date" value=issued error=state.error("issued")/>
            </div>
            <div class="form-row">
                <AmountField id=state.id("amount") label="Amount" value=amount currency=currency error=state.error("amount")/>
                <CurrencyField id=state.id("currency") value=currency error=state.error("currency")/>
            </div>
            <TextAreaField id=state.id("note") label="Reason" value=note rows=2 error=state.error("note") optional=true/>
            <AllocationFields state draft customer currency=code amount=money/>
        </DialogForm>
    }
}
