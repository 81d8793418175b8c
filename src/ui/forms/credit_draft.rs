//! What the forms for a payment and a credit note have in common: whose, how much, since when, and what it pays.

use super::allocation::AllocationDraft;
use super::amount::AmountField;
use super::currency::CurrencyField;
use super::customer_picker::CustomerPicker;
use super::read::{read_amount, read_currency, read_date, read_named_date};
use super::state::{Findings, FormState};
use crate::domain::command::AllocationChoice;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::money::Money;
use crate::ui::books::Books;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What is typed so far.
#[derive(Clone, Copy)]
pub(super) struct CreditDraft {
    pub customer: RwSignal<Option<CustomerId>>,
    pub amount: RwSignal<String>,
    pub currency: RwSignal<String>,
    pub day: RwSignal<String>,
    pub allocation: AllocationDraft,
}

/// What was read from it.
pub(super) struct Credit {
    pub customer: CustomerId,
    pub day: NaiveDate,
    pub amount: Money,
    pub choice: AllocationChoice,
}

impl CreditDraft {
    /// As of today. With `invoice` its customer, its balance and itself are filled in.
    pub fn starting(books: Books, customer: Option<CustomerId>, invoice: Option<InvoiceId>) -> Self {
        let for_invoice = books.read(|ledger| {
            let found = ledger.invoice(invoice?)?;
            Some((found.id, found.customer, ledger.balance(found)))
        });
        let customer = customer.or(for_invoice.map(|(_, customer, _)| customer));
        let owed = for_invoice.map(|(_, _, owed)| owed);
        let currency = owed.map_or_else(|| usual_currency(books, customer), Money::currency);
        Self {
            customer: RwSignal::new(customer),
            amount: RwSignal::new(owed.map(Money::to_plain).unwrap_or_default()),
            currency: RwSignal::new(currency.code().to_owned()),
            day: RwSignal::new(books.today().get_untracked().to_string()),
            allocation: for_invoice.map_or_else(AllocationDraft::oldest_first, |(id, _, owed)| AllocationDraft::to_invoice(id, owed)),
        }
    }

    /// The currency, once its code is one.
    pub fn code(self) -> Signal<Option<Currency>> {
        Signal::derive(move || self.currency.with(|code| Currency::from_code(code).ok()))
    }

    /// The amount, once it can be read.
    pub fn money(self) -> Signal<Option<Money>> {
        let code = self.code();
        Signal::derive(move || read_amount(&self.amount.get(), code.get()?).ok())
    }

    /// Its day, or today while none can be read.
    pub fn on(self, books: Books) -> Signal<NaiveDate> {
        Signal::derive(move || read_date(&self.day.get()).unwrap_or_else(|_| books.today().get()))
    }

    /// Everything read, or what is wrong with it. The day's field is called `day_field` and named by `day_name`.
    pub fn read(self, whose: &str, day_field: &'static str, day_name: &str) -> Result<Credit, Findings> {
        let mut found = Findings::default();
        let customer = found.take("customer", self.customer.get_untracked().ok_or_else(|| whose.to_owned()));
        let day = found.take(day_field, read_named_date(day_name, &self.day.get_untracked()));
        let code = found.take("currency", read_currency(&self.currency.get_untracked()));
        let amount = code.and_then(|code| found.take("amount", read_amount(&self.amount.get_untracked(), code)));
        let choice = code.and_then(|code| found.take("allocation", self.allocation.read(code)));
        match (customer, day, amount, choice) {
            (Some(customer), Some(day), Some(amount), Some(choice)) => Ok(Credit { customer, day, amount, choice }),
            _ => Err(found),
        }
    }
}

/// Whose it is; choosing a customer proposes the currency.
#[component]
pub(super) fn WhoseField(
    /// The form it stands in.
    state: FormState,
    /// The customer.
    customer: RwSignal<Option<CustomerId>>,
    /// The currency that follows the choice.
    currency: RwSignal<String>,
) -> impl IntoView {
    let books = Books::expect();
    view! {
        <CustomerPicker
            id=state.id("customer")
            value=customer
            error=state.error("customer")
            on_pick=move |picked| currency.set(usual_currency(books, Some(picked)).code().to_owned())
        />
    }
}

/// The amount beside its currency.
#[component]
pub(super) fn AmountRow(
    /// The form it stands in.
    state: FormState,
    /// The amount as typed.
    amount: RwSignal<String>,
    /// The code as typed.
    currency: RwSignal<String>,
    /// The line below the amount while there is nothing to explain.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
) -> impl IntoView {
    view! {
        <div class="form-row">
            <AmountField id=state.id("amount") label="Amount" value=amount currency=currency hint error=state.error("amount")/>
            <CurrencyField id=state.id("currency") value=currency error=state.error("currency")/>
        </div>
    }
}

/// The currency a customer's documents are in, or the home currency.
pub(super) fn usual_currency(books: Books, customer: Option<CustomerId>) -> Currency {
    books.read(|ledger| {
        let accounts = customer.into_iter().flat_map(|id| ledger.accounts_of(id));
        accounts.max_by_key(|account| account.owed).map_or(ledger.settings().home_currency, |account| account.currency)
    })
}
