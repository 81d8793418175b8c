//! The hold list: who gets nothing on credit just now, for whoever packs and ships.

use super::bulk::{BulkAction, Subject};
use super::records::{Listed, Record, RecordList};
use crate::domain::calendar::days_past_due;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, HoldId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::aging::balance_as_of;
use crate::ui::books::Books;
use crate::ui::components::{Column, EmptyState, IconName, LinkButton};
use crate::ui::format;
use crate::ui::pages::messages::words;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, PartialEq)]
struct HoldRow {
    id: HoldId,
    customer: CustomerId,
    name: String,
    since: NaiveDate,
    days: i64,
    reason: String,
    past_due: Vec<Money>,
}

/// What a customer owes past due on a day, per currency.
fn past_due(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for invoice in ledger.invoices_of(customer).filter(|invoice| invoice.due < as_of) {
        if let Some(open) = balance_as_of(ledger, invoice.id, as_of).filter(|open| open.is_positive()) {
            *sums.entry(open.currency()).or_default() += open.minor();
        }
    }
    sums.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect()
}

fn rows(ledger: &Ledger, as_of: NaiveDate) -> Vec<HoldRow> {
    let row = |hold: &crate::domain::hold::Hold| HoldRow {
        id: hold.id,
        customer: hold.customer,
        name: ledger.customer_name(hold.customer).to_owned(),
        since: hold.set,
        days: days_past_due(hold.set, as_of),
        reason: hold.reason.clone(),
        past_due: past_due(ledger, hold.customer, as_of),
    };
    let mut rows: Vec<_> = ledger.facts().holds.iter().filter(|hold| hold.in_force(as_of)).map(row).collect();
    rows.sort_by(|left, right| left.name.to_lowercase().cmp(&right.name.to_lowercase()).then(left.id.cmp(&right.id)));
    rows
}

/// The list as a CSV file, as it stands on a day.
fn csv(rows: &[HoldRow], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    ["Customer", "On hold since", "Days", "Reason", "Past due", "As of"].iter().for_each(|title| file.text(title));
    file.end_row();
    for row in rows {
        file.text(&row.name);
        file.date(row.since);
        file.integer(row.days);
        file.text(&row.reason);
        file.text(&words::totals_text(&row.past_due));
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn columns(books: Books) -> Vec<Column<HoldRow>> {
    vec![
        Column::new("customer", "Customer", move |row: &HoldRow| {
            view! { <a href=Route::Customer(row.customer).href(books.link_day())>{row.name.clone()}</a> }.into_any()
        })
        .width("16rem"),
        Column::new("since", "Since", |row: &HoldRow| format::date(row.since).into_any()).width("9rem"),
        Column::new("days", "Days", |row: &HoldRow| row.days.to_string().into_any()).numeric().width("5rem"),
        Column::new("past_due", "Past due", |row: &HoldRow| words::totals_text(&row.past_due).into_any()).numeric().width("12rem"),
        Column::new("reason", "Reason", |row: &HoldRow| row.reason.clone().into_any()),
        Column::new("order", "Order", move |row: &HoldRow| {
            let label = format!("Ask: may an order of {} ship?", row.name);
            view! { <a href=Route::Order(row.customer).href(books.link_day()) aria-label=label>"Ask"</a> }.into_any()
        })
        .width("5rem"),
    ]
}

impl Record for HoldRow {
    fn key(&self) -> u64 {
        u64::from(self.id.0)
    }

    fn customer(&self) -> CustomerId {
        self.customer
    }

    fn subject(&self) -> Subject {
        Subject::Hold(self.id)
    }

    fn name(&self) -> String {
        self.name.clone()
    }
}

const LIST: Listed = Listed {
    title: "On hold",
    caption: "Customers on hold",
    file: "on-hold",
    actions: &[BulkAction::Release, BulkAction::Call, BulkAction::Note],
    card_height: 184,
    prints: true,
};

/// The page.
#[component]
pub fn HoldsPage() -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(rows);
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Pause
                title="Nobody is on hold"
                text="A customer on hold gets nothing more on credit: ship nothing, suspend the service. Open the customer and choose “Put on hold”; Today proposes it when an invoice is long past due."
            >
                <LinkButton href=Signal::derive(move || Route::Customers.href(books.link_day()))>"Choose a customer"</LinkButton>
            </EmptyState>
        }
    };
    let lead = Signal::derive(move || {
        let count = rows.with(Vec::len);
        (count > 0).then(|| format!("{} nothing more on credit.", format::plural(count, "customer gets", "customers get")))
    });
    let more = move || view! { <LinkButton href=Signal::derive(move || Route::Watch.href(books.link_day()))>"Watch list"</LinkButton> };
    view! { <RecordList listed=LIST lead rows columns csv more empty/> }
}
