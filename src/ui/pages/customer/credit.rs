//! Unapplied credit, and using it on the oldest invoices.

use crate::domain::command::{AllocationChoice, Command};
use crate::domain::credit::CreditSource;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{Button, Notice};
use crate::ui::format;
use leptos::prelude::*;

/// The oldest payment or credit note of a customer in a currency with anything left.
fn next_source(ledger: &Ledger, id: CustomerId, currency: Currency) -> Option<CreditSource> {
    let (lists, facts) = (ledger.lists(id), ledger.facts());
    let payments = lists.payments.iter().map(|place| &facts.payments[*place as usize]);
    let payments = payments
        .filter(|payment| payment.amount.currency() == currency)
        .map(|payment| (payment.received, CreditSource::Payment(payment.id)));
    let notes = lists.credit_notes.iter().map(|place| &facts.credit_notes[*place as usize]);
    let notes = notes.filter(|note| note.amount.currency() == currency).map(|note| (note.issued, CreditSource::CreditNote(note.id)));
    payments.chain(notes).filter(|(_, source)| ledger.unapplied(*source) > 0).min().map(|(_, source)| source)
}

/// Uses one credit after the other until no credit or no open invoice is left.
fn apply_all(books: Books, id: CustomerId, currency: Currency) {
    let next = books.read(|ledger| {
        let open = !ledger.oldest_first(id, currency).is_empty();
        if open { next_source(ledger, id, currency) } else { None }
    });
    let Some(source) = next else { return };
    books.act_then(
        Command::AllocateCredit { source, choice: AllocationChoice::OldestFirst },
        "Credit applied to the oldest invoices",
        move |result| {
            if result.is_ok() {
                apply_all(books, id, currency);
            }
        },
    );
}

/// What is there, and the button that uses it.
#[component]
pub(super) fn ApplyCredit(id: CustomerId, currency: Currency, credit: Money) -> impl IntoView {
    let books = Books::expect();
    let usable = books.view(move |ledger, _| !ledger.oldest_first(id, currency).is_empty() && next_source(ledger, id, currency).is_some());
    let actions = move || {
        view! {
            <Show when=move || usable.get()>
                <Button on_click=move || apply_all(books, id, currency)>"Apply to oldest"</Button>
            </Show>
        }
    };
    view! {
        <Notice title=format!("{} unapplied credit", format::money(credit)) actions>
            "Money or credit notes that pay no invoice yet. Reminders already count it as paid, oldest due first."
        </Notice>
    }
}
