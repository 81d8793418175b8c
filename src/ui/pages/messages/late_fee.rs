//! A step that proposes a late fee: the fee is an invoice of its own, which the owner enters once, with the amount agreed on.

use crate::domain::message::DueItem;
use crate::reports::reminders::Reminder;
use crate::ui::books::Books;
use crate::ui::components::Button;
use crate::ui::forms::{InvoiceForm, InvoicePreset};
use leptos::prelude::*;

/// The proposal; after the fee was entered, that it was.
#[component]
pub(super) fn LateFee(
    /// The reminder whose step proposes it.
    reminder: Reminder,
) -> impl IntoView {
    let books = Books::expect();
    let open = RwSignal::new(false);
    let customer = reminder.customer;
    let late = books.read(|ledger| match reminder.lead {
        DueItem::Invoice(id) => ledger.invoice(id).map(|invoice| invoice.number.clone()).unwrap_or_default(),
        DueItem::Instalment(plan, nth) => format!("plan {plan}, instalment {}", nth + 1),
    });
    // One fee for a step of a document: its number says so, and a number stands once.
    let number = format!("FEE-{}-{}", late.replace([' ', ','], ""), reminder.step.offset_days);
    let preset = InvoicePreset { number: number.clone(), note: format!("Late fee for {late}") };
    let entered = books.view(move |ledger, _| {
        let found = ledger.invoices_of(customer).find(|invoice| invoice.number == number && invoice.voided.is_none());
        found.map(|invoice| invoice.number.clone())
    });
    let body = move || match entered.get() {
        Some(number) => view! { <p class="muted">{format!("The late fee is entered: invoice {number}.")}</p> }.into_any(),
        None => view! {
            <p class="row">
                <span class="muted">"Your schedule proposes a late fee here. The text does not ask for it."</span>
                <Button on_click=move || open.set(true)>"Enter the late fee"</Button>
            </p>
        }
        .into_any(),
    };
    view! {
        {body}
        <InvoiceForm open customer preset/>
    }
}
