//! Discounts for paying early: what customers were offered, took, missed, and what it cost.

use super::bulk::{BulkAction, Subject};
use super::records::{Listed, Record, RecordList};
use crate::domain::calendar::add_days;
use crate::domain::discount::ForgoneRate;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::{Rounding, round};
use crate::exchange::csv::CsvWriter;
use crate::reports::discounts::{DiscountRow, discounts};
use crate::ui::books::Books;
use crate::ui::components::{Column, EmptyState, IconName, LinkButton};
use crate::ui::format;
use crate::ui::pages::policy::part_href;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The invoices of so many days are looked at.
const PERIOD_DAYS: i64 = 365;

#[derive(Clone, PartialEq)]
struct Line {
    /// Its place in the list; a customer can stand in it once for each currency.
    place: usize,
    name: String,
    row: DiscountRow,
}

fn rows(ledger: &Ledger, as_of: NaiveDate) -> Vec<Line> {
    let rows = discounts(ledger, add_days(as_of, 1 - PERIOD_DAYS), as_of, as_of).into_iter().enumerate();
    rows.map(|(place, row)| Line { place, name: ledger.customer_name(row.customer).to_owned(), row }).collect()
}

fn rounded(rate: Decimal) -> String {
    round(rate, 2, Rounding::HalfUp).to_string()
}

/// The list as a CSV file, as it stands on a day.
fn csv(rows: &[Line], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    [
        "Customer",
        "Currency",
        "Invoices",
        "Offered",
        "Taken",
        "Given late",
        "Missed",
        "Still available",
        "Until",
        "Cost a year in percent, simple, 365 days",
        "Cost a year in percent, with interest on interest",
        "As of",
    ]
    .iter()
    .for_each(|title| file.text(title));
    file.end_row();
    for Line { name, row, .. } in rows {
        file.text(name);
        file.text(row.offered.currency().code());
        file.integer(i64::try_from(row.invoices.len()).unwrap_or(i64::MAX));
        [row.offered, row.taken, row.late, row.missed, row.available].into_iter().for_each(|one| file.money(one));
        file.text(&row.until.map(|until| until.to_string()).unwrap_or_default());
        file.text(&row.cost.map(|cost| rounded(cost.simple_pct)).unwrap_or_default());
        file.text(&row.cost.and_then(|cost| cost.compound_pct).map(rounded).unwrap_or_default());
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn cost_words(cost: ForgoneRate) -> String {
    let number = |rate: Decimal| format::decimal(round(rate, 2, Rounding::HalfUp));
    match cost.compound_pct {
        Some(compound) => format!("{} % simple, {} % effective", number(cost.simple_pct), number(compound)),
        None => format!("{} % simple", number(cost.simple_pct)),
    }
}

fn columns(books: Books) -> Vec<Column<Line>> {
    let money = |id, label, pick: fn(&DiscountRow) -> crate::domain::money::Money| {
        Column::new(id, label, move |one: &Line| format::money(pick(&one.row)).into_any()).numeric().width("8rem")
    };
    vec![
        Column::new("customer", "Customer", move |one: &Line| {
            view! { <a href=Route::Customer(one.row.customer).href(books.link_day())>{one.name.clone()}</a> }.into_any()
        })
        .width("14rem"),
        money("offered", "Offered", |row| row.offered),
        money("taken", "Taken", |row| row.taken),
        money("late", "Given late", |row| row.late),
        money("missed", "Missed", |row| row.missed),
        money("available", "Available", |row| row.available),
        Column::new("until", "Until", |one: &Line| one.row.until.map(format::date).unwrap_or_default().into_any()).width("8rem"),
        Column::new("cost", "Cost a year", |one: &Line| one.row.cost.map(cost_words).unwrap_or_default().into_any()),
    ]
}

impl Record for Line {
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
        format!("{} ({})", self.name, self.row.offered.currency().code())
    }
}

const LIST: Listed = Listed {
    title: "Discounts",
    caption: "Discounts for paying early, by customer",
    file: "discounts",
    actions: &[BulkAction::Call, BulkAction::Note],
    card_height: 264,
    prints: true,
};

/// The page.
#[component]
pub fn DiscountsPage() -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(rows);
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Payments
                title="No discount in the last 365 days"
                text="Set terms such as “2/10” in your credit policy, or on an invoice: what customers take and miss is listed here."
            >
                <LinkButton href=Signal::derive(move || part_href("discounts", books.link_day()))>"Set a discount"</LinkButton>
            </EmptyState>
        }
    };
    let lead = Signal::derive(move || {
        (rows.with(Vec::len) > 0).then(|| {
            "Of the invoices of the last 365 days. The cost a year compares a discount with the days it was paid before the due date, in a year of 365 days: d ÷ (1 − d) × 365 ÷ days, and with interest on interest.".to_owned()
        })
    });
    view! { <RecordList listed=LIST lead rows columns csv empty/> }
}
