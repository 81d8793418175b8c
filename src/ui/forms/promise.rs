//! Putting a promise to pay on record.

use super::amount::AmountField;
use super::credit_draft::usual_currency;
use super::currency::CurrencyField;
use super::date::DayField;
use super::dialog_form::DialogForm;
use super::read::{read_amount, read_currency, read_named_date};
use super::state::{Findings, FormState};
use crate::domain::command::{Command, PromiseDraft};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{Dialog, TextAreaField, TextField};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The dialog “Promise to pay”.
#[component]
pub fn PromiseForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// Who promises.
    customer: CustomerId,
) -> impl IntoView {
    view! { <Dialog id="promise-dialog" open title="Promise to pay"><PromiseFields open customer/></Dialog> }
}

/// A document that can be promised, with its tick.
#[derive(Clone)]
struct Promised {
    id: InvoiceId,
    number: String,
    open: Money,
    ticked: RwSignal<bool>,
}

/// The form in the dialog.
#[component]
pub(super) fn PromiseFields(
    /// The dialog's switch.
    open: RwSignal<bool>,
    /// Who promises.
    customer: CustomerId,
    /// When it was promised; today when not given.
    #[prop(optional, into)]
    made: Option<NaiveDate>,
    /// By whom, as far as known.
    #[prop(optional)]
    by: String,
) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("promise");
    let currency = RwSignal::new(usual_currency(books, Some(customer)).code().to_owned());
    let documents = books.read(|ledger| {
        let mut open: Vec<_> = ledger.open_invoices_of(customer).collect();
        open.sort_by_key(|invoice| (invoice.due, invoice.id));
        let promised = |invoice: &crate::domain::invoice::Invoice| Promised {
            id: invoice.id,
            number: invoice.number.clone(),
            open: ledger.balance(invoice),
            ticked: RwSignal::new(false),
        };
        open.into_iter().map(promised).collect::<Vec<_>>()
    });
    let owed = |documents: &[Promised], code: Option<Currency>, all: bool| {
        let counted = documents.iter().filter(|one| Some(one.open.currency()) == code && (all || one.ticked.get_untracked()));
        counted.map(|one| one.open.minor()).sum::<i64>()
    };
    let code = move || currency.with(|code| Currency::from_code(code).ok());
    let start = code().map(|code| Money::from_minor(owed(&documents, Some(code), true), code));
    let amount = RwSignal::new(start.filter(|money| money.is_positive()).map(Money::to_plain).unwrap_or_default());
    let text = || RwSignal::new(String::new());
    let (due, by, note) = (text(), RwSignal::new(by), text());
    let made = RwSignal::new(made.unwrap_or_else(|| books.today().get_untracked()).to_string());
    let listed = documents.clone();
    let send = move || {
        let mut found = Findings::default();
        let made = found.take("made", read_named_date("the day of the promise", &made.get_untracked()));
        let due = found.take("due", read_named_date("the promised day", &due.get_untracked()));
        let code = found.take("currency", read_currency(&currency.get_untracked()));
        let money = code.and_then(|code| found.take("amount", read_amount(&amount.get_untracked(), code)));
        let (Some(made), Some(due), Some(amount)) = (made, due, money) else { return state.refuse(found) };
        let ticked = documents.iter().filter(|one| one.ticked.get_untracked() && one.open.currency() == amount.currency());
        let invoices = ticked.map(|one| one.id).collect();
        let draft = PromiseDraft { customer, made, due, amount, invoices, by: by.get_untracked(), note: note.get_untracked() };
        let success = format!("Promise of {} by {} is on record", format::money(amount), format::date(due));
        state.send(books, Command::MakePromise { draft }, success, move || open.set(false));
    };
    let ticks = listed.clone();
    let propose = move || {
        let Some(code) = currency.with_untracked(|code| Currency::from_code(code).ok()) else { return };
        let none = ticks.iter().all(|one| !one.ticked.get_untracked());
        amount.set(Money::from_minor(owed(&ticks, Some(code), none), code).to_plain());
    };
    let rows = move || {
        let mine = listed.iter().filter(|one| Some(one.open.currency()) == code());
        let row = |one: &Promised| {
            let (ticked, propose) = (one.ticked, propose.clone());
            let text = format!("{}: {}", one.number, format::money(one.open));
            view! {
                <li>
                    <label class="Check">
                        <input
                            type="checkbox"
                            prop:checked=move || ticked.get()
                            on:change:target=move |event| {
                                ticked.set(event.target().checked());
                                propose();
                            }
                        />
                        <span>{text}</span>
                    </label>
                </li>
            }
        };
        mine.map(row).collect_view()
    };
    view! {
        <DialogForm state open submit="Put promise on record" first="due" on_submit=send>
            <p class="muted">"Until that day (and the grace days of your policy) no reminder mentions what was promised."</p>
            <div class="form-row">
                <DayField id=state.id("due") label="Money will be here by" value=due error=state.error("due")/>
                <DayField id=state.id("made") label="Promised on" value=made error=state.error("made")/>
            </div>
            <div class="form-row">
                <AmountField id=state.id("amount") label="Amount" value=amount currency=currency error=state.error("amount")/>
                <CurrencyField id=state.id("currency") value=currency error=state.error("currency")/>
            </div>
            <fieldset class="Field">
                <legend class="Field-label">"For which invoices"</legend>
                <p class="Field-help">"Tick none when the promise is about everything owed."</p>
                <ul class="plain-list" role="list">{rows}</ul>
            </fieldset>
            <TextField id=state.id("by") label="Promised by" value=by error=state.error("by") optional=true/>
            <TextAreaField id=state.id("note") label="Note" value=note rows=2 error=state.error("note") optional=true/>
        </DialogForm>
    }
}
