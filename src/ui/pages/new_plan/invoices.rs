//! Which of the customer's invoices the plan covers.

use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::format;
use crate::ui::routes::Route;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// An invoice that can be put on the plan.
#[derive(Clone, PartialEq)]
pub(super) struct Candidate {
    pub id: InvoiceId,
    pub number: String,
    pub title: String,
    pub due: String,
    pub balance: Money,
}

/// The invoices that can be put on a plan, by currency and due date.
pub(super) fn candidates(ledger: &Ledger, customer: CustomerId) -> Vec<Candidate> {
    let mut open: Vec<_> = ledger.open_invoices_of(customer).filter(|invoice| ledger.plan_debt(customer, &[invoice.id]).is_ok()).collect();
    open.sort_by_key(|invoice| (invoice.amount.currency(), invoice.due, invoice.id));
    let candidate = |invoice: &Invoice| Candidate {
        id: invoice.id,
        number: invoice.number.clone(),
        title: invoice.title(),
        due: format::date(invoice.due),
        balance: ledger.balance(invoice),
    };
    open.into_iter().map(candidate).collect()
}

/// The list to choose from.
#[component]
pub(super) fn InvoiceChoice(
    candidates: Vec<Candidate>,
    chosen: RwSignal<BTreeSet<InvoiceId>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let books = Books::expect();
    let rows = candidates.into_iter().map(move |candidate| {
        let id = candidate.id;
        let label = candidate.title;
        let toggle = move |_| {
            chosen.update(|chosen| {
                if !chosen.remove(&id) {
                    chosen.insert(id);
                }
            });
        };
        view! {
            <tr>
                <td><input type="checkbox" aria-label=label prop:checked=move || chosen.with(|chosen| chosen.contains(&id)) on:change=toggle/></td>
                <th scope="row"><a href=Route::Invoice(id).href(books.link_day())>{candidate.number}</a></th>
                <td class="date">{candidate.due}</td>
                <td class="end money">{format::money(candidate.balance)}</td>
            </tr>
        }
    });
    view! {
        <fieldset id="invoices" class="Fieldset" tabindex="-1" aria-describedby="invoices-error">
            <legend class="visually-hidden">"Invoices on the plan"</legend>
            <div class="table-scroll NewPlan-invoices" tabindex="0" role="region" aria-label="Open invoices">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col"><span class="visually-hidden">"On the plan"</span></th>
                            <th scope="col">"Number"</th>
                            <th scope="col">"Due"</th>
                            <th scope="col" class="end">"Owes"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p id="invoices-error" class="Field-error">{move || error.get()}</p>
        </fieldset>
    }
}
