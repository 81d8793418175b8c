//! All promises to pay and what became of them.

use super::bulk::{BulkAction, Subject};
use super::records::{Listed, Record, RecordList};
use crate::domain::ids::{CustomerId, PromiseId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::promises::{PromiseRecord, PromiseState, promises};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Column, EmptyState, IconName, LinkButton};
use crate::ui::routes::Route;
use crate::ui::{format, wording};
use chrono::NaiveDate;
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct PromiseRow {
    id: PromiseId,
    customer: CustomerId,
    name: String,
    made: NaiveDate,
    due: NaiveDate,
    amount: Money,
    received: Money,
    by: String,
    state: PromiseState,
}

fn rows(ledger: &Ledger, as_of: NaiveDate) -> Vec<PromiseRow> {
    let row = |progress: crate::reports::promises::PromiseProgress| {
        let promise = ledger.promise(progress.promise)?;
        Some(PromiseRow {
            id: promise.id,
            customer: promise.customer,
            name: ledger.customer_name(promise.customer).to_owned(),
            made: promise.made,
            due: promise.due,
            amount: promise.amount,
            received: progress.received,
            by: promise.by.clone(),
            state: progress.state,
        })
    };
    // What was entered by mistake (withdrawn on the day it was made) never counted.
    let counted = |row: &PromiseRow| ledger.promise(row.id).is_some_and(|promise| promise.withdrawn != Some(promise.made));
    let mut rows: Vec<_> = promises(ledger, ledger.policy_on(as_of), as_of).into_iter().filter_map(row).filter(counted).collect();
    // Open ones by their day, then the rest, latest first.
    rows.sort_by_key(|row| {
        let open = row.state == PromiseState::Open;
        (!open, if open { row.due } else { NaiveDate::MIN }, std::cmp::Reverse(row.due), row.id)
    });
    rows
}

/// The list as a CSV file, as it stands on a day.
fn csv(rows: &[PromiseRow], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    let header = ["Customer", "Promised on", "Due", "Currency", "Amount", "Received", "State", "Promised by", "As of"];
    header.iter().for_each(|title| file.text(title));
    file.end_row();
    for row in rows {
        file.text(&row.name);
        file.date(row.made);
        file.date(row.due);
        file.text(row.amount.currency().code());
        file.money(row.amount);
        file.money(row.received);
        file.text(wording::promise_state(row.state).0);
        file.text(&row.by);
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn columns(books: Books) -> Vec<Column<PromiseRow>> {
    vec![
        Column::new("customer", "Customer", move |row: &PromiseRow| {
            view! { <a href=Route::Customer(row.customer).href(books.link_day())>{row.name.clone()}</a> }.into_any()
        }),
        Column::new("state", "State", |row: &PromiseRow| {
            let (state, tone) = wording::promise_state(row.state);
            view! { <Badge tone=tone>{state}</Badge> }.into_any()
        })
        .width("9rem"),
        Column::new("due", "Money by", |row: &PromiseRow| format::date(row.due).into_any()).width("9rem"),
        Column::new("amount", "Amount", |row: &PromiseRow| format::money(row.amount).into_any()).numeric().width("9rem"),
        Column::new("received", "Received", |row: &PromiseRow| {
            if row.received.is_positive() { format::money(row.received) } else { "–".to_owned() }.into_any()
        })
        .numeric()
        .width("9rem"),
        Column::new("made", "Promised on", |row: &PromiseRow| format::date(row.made).into_any()).width("9rem"),
        Column::new("by", "Promised by", |row: &PromiseRow| row.by.clone().into_any()).width("10rem"),
    ]
}

impl Record for PromiseRow {
    fn key(&self) -> u64 {
        u64::from(self.id.0)
    }

    fn customer(&self) -> CustomerId {
        self.customer
    }

    fn subject(&self) -> Subject {
        Subject::Promise(self.id)
    }

    fn name(&self) -> String {
        format!("{}, {} by {}", self.name, format::money(self.amount), format::date(self.due))
    }
}

const LIST: Listed = Listed {
    title: "Promises",
    caption: "Promises",
    file: "promises",
    actions: &[BulkAction::Withdraw, BulkAction::Call, BulkAction::Hold, BulkAction::Note],
    card_height: 208,
    prints: false,
};

/// The page.
#[component]
pub fn PromisesPage() -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(rows);
    let lead = Signal::derive(move || {
        let mut record = PromiseRecord::default();
        rows.with(|rows| rows.iter().for_each(|row| record.add(row.state)));
        let kept = record.kept_percent().map(|percent| format!(" {} ({percent} %).", wording::promise_record(record)));
        Some(format!("Who said what will be paid by when.{}", kept.unwrap_or_default()))
    });
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Check
                title="No promise yet"
                text="When a customer says they will pay by a day, open the customer and choose “Promise to pay”. Until that day no reminder mentions it; afterwards Recoup says whether it was kept."
            >
                <LinkButton href=Signal::derive(move || Route::Customers.href(books.link_day()))>"Choose a customer"</LinkButton>
            </EmptyState>
        }
    };
    view! { <RecordList listed=LIST lead rows columns csv empty/> }
}
