//! Accounts that are judged one by one: those of a currency, and the dialog that adds one.

use super::sheet::{cell, table};
use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::reports::allowance::{AllowanceSheet, ReserveLine};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Dialog, IconName, TextAreaField};
use crate::ui::format;
use crate::ui::forms::{AmountField, CustomerPicker, DayField, DialogForm, Findings, FormState, opened_by, read_amount, read_named_date};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The card of a currency.
pub(super) fn card(books: Books, sheet: &AllowanceSheet, asked: RwSignal<Option<Currency>>) -> impl IntoView + use<> {
    let currency = sheet.currency;
    let row = |line: &ReserveLine| {
        let (reserve, customer) = (line.reserve.id, line.reserve.customer);
        let name = books.follow(|ledger| ledger.customer_name(customer).to_owned());
        let end = move || {
            let on = books.today().get_untracked();
            books.act(Command::EndReserve { reserve, on }, "Counted with the others again");
        };
        let label = format!(" again: {name}");
        let words =
            format!("{} set aside since {}: {}", format::money(line.reserve.amount), format::date(line.reserve.from), line.reserve.reason);
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><a href=Route::Customer(customer).href(books.link_day())>{name}</a><p class="muted">{words}</p></th>
                {cell("Owed", format::money(line.owed))}
                {cell("Counts", format::money(line.counted))}
                <td role="cell" class="end no-print"><Button kind=ButtonKind::Quiet icon=IconName::Undo on_click=end>
                    "Count with the others"<span class="visually-hidden">{label}</span>
                </Button></td>
            </tr>
        }
    };
    let title = format!("Accounts counted one by one in {}", currency.code());
    let lines = (!sheet.reserves.is_empty()).then(|| {
        let rows = sheet.reserves.iter().map(row).collect_view();
        table(title.clone(), &["Customer", "Owed", "Counts", ""], rows, ())
    });
    let actions = move || {
        let ask = move || asked.set(Some(currency));
        view! { <Button icon=IconName::Add on_click=ask>{format!("Count an account in {} by itself", currency.code())}</Button> }
    };
    view! {
        <Card title=title actions>
            <div class="stack">
                <p>
                    "A customer in administration or in court is better judged by itself: it is left out of the rates, and what you set aside for it, at most what it owes, is added."
                </p>
                {lines}
            </div>
        </Card>
    }
}

/// A dialog for an account in the currency in `asked`; it opens when there is one.
#[component]
pub(super) fn ReserveDialog(
    /// In which currency.
    asked: RwSignal<Option<Currency>>,
) -> impl IntoView {
    let open = opened_by(asked);
    view! {
        <Dialog id="reserve-dialog" open title="Count an account by itself">
            {move || asked.get().map(|currency| view! { <ReserveFields currency open/> })}
        </Dialog>
    }
}

#[component]
fn ReserveFields(currency: Currency, open: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("reserve");
    let customer = RwSignal::new(None::<CustomerId>);
    let (amount, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let from = RwSignal::new(books.as_of().get_untracked().to_string());
    let send = move || {
        let mut findings = Findings::default();
        let customer = findings.take("customer", customer.get_untracked().ok_or_else(|| "Choose the customer.".to_owned()));
        let amount = findings.take("amount", read_amount(&amount.get_untracked(), currency));
        let from = findings.take("from", read_named_date("the first day", &from.get_untracked()));
        let (Some(customer), Some(amount), Some(from)) = (customer, amount, from) else { return state.refuse(findings) };
        let command = Command::SetReserve { customer, amount, from, reason: reason.get_untracked() };
        state.send(books, command, "Counted by itself", move || open.set(false));
    };
    view! {
        <DialogForm state open submit="Count it by itself" first="customer" on_submit=send>
            <CustomerPicker id=state.id("customer") value=customer error=state.error("customer")/>
            <AmountField
                id=state.id("amount")
                label="Will probably not be paid"
                value=amount
                currency=currency.code().to_owned()
                error=state.error("amount")
            />
            <DayField id=state.id("from") label="From" value=from error=state.error("from")/>
            <TextAreaField id=state.id("reason") label="Reason" value=reason rows=2_u16 error=state.error("reason")/>
        </DialogForm>
    }
}
