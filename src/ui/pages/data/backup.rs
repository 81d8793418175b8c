//! Exporting the ledger, from wherever it is offered, and what a ledger holds in words.

use crate::domain::facts::Facts;
use crate::domain::ledger::Ledger;
use crate::exchange::json::export_ledger;
use crate::ui::books::Books;
use crate::ui::components::{Announcements, Button, ButtonKind, IconName};
use crate::ui::{format, outside};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The day of the last export, as the page knows it.
#[derive(Clone, Copy)]
pub(super) struct LastExport(pub RwSignal<Option<NaiveDate>>);

impl LastExport {
    /// Puts it into context for the buttons of the page.
    pub fn provide() -> Self {
        let last = Self(RwSignal::new(outside::last_export()));
        provide_context(last);
        last
    }
}

/// Hands the whole ledger to the browser as a download; `false`, and said so, when the browser did not take it.
pub fn hand_out_ledger(books: Books, announcements: Option<Announcements>) -> bool {
    let today = books.today().get_untracked();
    let name = format!("recoup-ledger-{today}.json");
    let written = books.read(export_ledger);
    if let Err(sentence) = outside::download_text(&name, "application/json", &written) {
        books.toaster().push(sentence, None);
        return false;
    }
    outside::remember_export(today);
    if let Some(announcements) = announcements {
        announcements.say(format!("The ledger was handed to the browser as {name}"));
    }
    true
}

/// Writes the whole ledger into a file of the owner.
#[component]
pub(super) fn ExportButton(
    /// The look.
    #[prop(optional)]
    kind: ButtonKind,
    /// The text.
    #[prop(default = "Export the ledger")]
    text: &'static str,
) -> impl IntoView {
    let books = Books::expect();
    let announcements = use_context::<Announcements>();
    let last = use_context::<LastExport>();
    let export = move |()| {
        if let (true, Some(last)) = (hand_out_ledger(books, announcements), last) {
            last.0.set(Some(books.today().get_untracked()));
        }
    };
    view! { <Button kind icon=IconName::Export on_click=Callback::new(export)>{text}</Button> }
}

/// Whether the ledger holds nothing that could be missed.
pub(super) fn is_empty(ledger: &Ledger) -> bool {
    let facts = ledger.facts();
    let no_documents = facts.invoices.is_empty() && facts.payments.is_empty() && facts.credit_notes.is_empty();
    no_documents && facts.customers.is_empty()
}

/// “100 customers, 2,466 invoices and 2,466 payments”.
pub(super) fn contents(facts: &Facts) -> String {
    let customers = facts.customers.iter().filter(|customer| !customer.removed).count();
    format!(
        "{}, {} and {}",
        format::plural(customers, "customer", "customers"),
        format::plural(facts.invoices.len(), "invoice", "invoices"),
        format::plural(facts.payments.len(), "payment", "payments")
    )
}
