//! Which approved order an invoice is for: offered where the customer has any, so that the order counts once.

use crate::domain::command::Command;
use crate::domain::credit_decision::DecisionEnd;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, DecisionId, InvoiceId};
use crate::ui::books::Books;
use crate::ui::components::{Choice, SelectField};
use crate::ui::{format, wording};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The choice “For an approved order”; nothing where the customer has none in the currency.
#[component]
pub(super) fn OrderField(
    /// The id of the control.
    id: String,
    /// Whose invoice.
    customer: RwSignal<Option<CustomerId>>,
    /// Its currency as typed.
    currency: RwSignal<String>,
    /// The chosen decision; empty for none.
    order: RwSignal<String>,
) -> impl IntoView {
    let books = Books::expect();
    let choices = books.view(move |ledger, _| {
        let today = books.today().get();
        let lapse_days = ledger.policy_on(today).decision.lapse_days;
        let code = currency.with(|code| Currency::from_code(code).ok());
        let found = customer.get().into_iter().flat_map(|customer| ledger.decisions_of(customer));
        let found = found.filter(|one| one.is_pending(lapse_days, today) && Some(one.amount.currency()) == code);
        found.map(|one| (one.id.to_string(), format!("{}, {}", wording::order_name(one), format::date(one.on)))).collect::<Vec<_>>()
    });
    // A choice that is not offered any more is none.
    Effect::new(move |_| {
        if !choices.with(|choices| choices.iter().any(|(id, _)| *id == order.get_untracked())) {
            order.set(String::new());
        }
    });
    let offered = Signal::derive(move || {
        let orders = choices.get().into_iter().map(|(id, words)| Choice::new(id, words));
        std::iter::once(Choice::new("", "None of them")).chain(orders).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || choices.with(|choices| !choices.is_empty())>
            <SelectField
                id=id.clone()
                label="For an approved order"
                value=order
                choices=offered
                help="The order then counts as invoiced, and no longer besides what they owe."
            />
        </Show>
    }
}

/// The commands that enter an invoice and mark its order, if any is chosen.
pub(super) fn with_order(books: Books, order: &str, issue: Command, today: NaiveDate) -> Vec<Command> {
    let invoice = books.read(|ledger| InvoiceId::from_index(ledger.facts().invoices.len()));
    let settle = order.parse::<DecisionId>().ok();
    let settle = settle.map(|decision| Command::SettleDecision { decision, end: DecisionEnd::Invoiced { invoice, on: today } });
    std::iter::once(issue).chain(settle).collect()
}
