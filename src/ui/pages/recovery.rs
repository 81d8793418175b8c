//! Accounts that need a decision: long past due, what they would bring by the best way, and until when they can be brought to court.

use super::bulk::{BulkAction, Subject};
use super::records::{Listed, Record, RecordList};
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::{Rounding, round};
use crate::exchange::csv::CsvWriter;
use crate::reports::ways_out::{RecoveryRow, recovery};
use crate::ui::books::Books;
use crate::ui::components::{Column, EmptyState, IconName, LinkButton};
use crate::ui::format;
use crate::ui::routes::Route;
use crate::ui::wording::ways_out::{percent, way};
use chrono::NaiveDate;
use leptos::prelude::*;

/// Accounts are listed from so many days past due on.
const MORE_THAN: i64 = 60;

#[derive(Clone, PartialEq)]
struct Account {
    /// Its place in the list; a customer can stand in it once for each currency.
    place: usize,
    name: String,
    row: RecoveryRow,
}

fn rows(ledger: &Ledger, day: NaiveDate) -> Vec<Account> {
    let rows = recovery(ledger, MORE_THAN, day).into_iter().enumerate();
    rows.map(|(place, row)| Account { place, name: ledger.customer_name(row.customer).to_owned(), row }).collect()
}

/// The list as a CSV file, as it stands on a day.
fn csv(rows: &[Account], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    ["Customer", "Currency", "Asked for", "Days past due", "Chance in percent", "Best way", "Expected", "Left", "Limitation date", "As of"]
        .iter()
        .for_each(|title| file.text(title));
    file.end_row();
    for Account { name, row, .. } in rows {
        let (ways, best) = (&row.ways, row.ways.best());
        file.text(name);
        file.text(ways.debt.owed.currency().code());
        file.money(ways.debt.owed);
        file.integer(ways.debt.days_past_due);
        file.text(&round(ways.debt.chance, 1, Rounding::HalfUp).to_string());
        file.text(way(best.way));
        file.money(best.brings);
        file.money(best.net);
        file.text(&ways.lapses.map(|(_, on)| on.to_string()).unwrap_or_default());
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn columns(books: Books) -> Vec<Column<Account>> {
    vec![
        Column::new("customer", "Customer", move |one: &Account| {
            view! { <a href=Route::Customer(one.row.customer).href(books.link_day())>{one.name.clone()}</a> }.into_any()
        })
        .width("14rem"),
        Column::new("owed", "Asked for", |one: &Account| format::money(one.row.ways.debt.owed).into_any()).numeric().width("9rem"),
        Column::new("days", "Days past due", |one: &Account| one.row.ways.debt.days_past_due.to_string().into_any())
            .numeric()
            .width("8rem"),
        Column::new("chance", "Chance", |one: &Account| percent(one.row.ways.debt.chance).into_any()).numeric().width("6rem"),
        Column::new("best", "Way that leaves most", move |one: &Account| {
            let href = Route::WaysOut(one.row.customer).href(books.link_day());
            let spoken = format!(" for {}", one.name);
            view! { <a href=href>{way(one.row.ways.best().way)}<span class="visually-hidden">{spoken}</span></a> }.into_any()
        })
        .width("12rem"),
        Column::new("left", "Would leave", |one: &Account| format::money(one.row.ways.best().net).into_any()).numeric().width("9rem"),
        Column::new("lapses", "Limitation date", |one: &Account| {
            one.row.ways.lapses.map(|(_, on)| format::date(on)).unwrap_or_else(|| "not known".to_owned()).into_any()
        })
        .width("9rem"),
    ]
}

impl Record for Account {
    fn key(&self) -> u64 {
        self.place as u64
    }

    fn customer(&self) -> CustomerId {
        self.row.customer
    }

    fn subject(&self) -> Subject {
        Subject::Customer
    }

    fn name(&self) -> String {
        format!("{} ({})", self.name, self.row.ways.debt.owed.currency())
    }
}

const LIST: Listed = Listed {
    title: "Recovery",
    caption: "Accounts that need a decision",
    file: "recovery",
    actions: &[BulkAction::Call, BulkAction::Note],
    card_height: 232,
    prints: true,
};

/// The page.
#[component]
pub fn RecoveryPage() -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(rows);
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Check
                title="No account needs a decision"
                text="Accounts with something more than 60 days past due are listed here, with what each way out would bring: go on, settle, agency, court, sale, write-off."
            >
                <LinkButton href=Signal::derive(move || Route::Customers.href(books.link_day()))>"All customers"</LinkButton>
            </EmptyState>
        }
    };
    let lead = Signal::derive(move || {
        let count = rows.with(Vec::len);
        let words = format::plural(count, "account is", "accounts are");
        (count > 0).then(|| format!("{words} more than 60 days past due. Open the way that leaves most to compare it with the others."))
    });
    view! { <RecordList listed=LIST lead rows columns csv empty/> }
}
