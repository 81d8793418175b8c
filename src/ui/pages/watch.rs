//! The watch list: who has used up most of a credit limit.

use super::bulk::{BulkAction, Subject};
use super::records::{Listed, Record, RecordList};
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::exchange::csv::CsvWriter;
use crate::reports::watch_list::{WatchRow, watch_list};
use crate::ui::books::Books;
use crate::ui::components::{Column, EmptyState, IconName, LinkButton};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Watched {
    /// Its place in the list; a customer can stand in it once for each currency.
    place: usize,
    name: String,
    row: WatchRow,
}

fn rows(ledger: &Ledger, as_of: NaiveDate) -> Vec<Watched> {
    let rows = watch_list(ledger, ledger.policy_on(as_of), as_of).into_iter().enumerate();
    rows.map(|(place, row)| Watched { place, name: ledger.customer_name(row.customer).to_owned(), row }).collect()
}

/// The list as a CSV file, as it stands on a day.
fn csv(rows: &[Watched], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    ["Customer", "Currency", "Owed", "Orders not invoiced", "Credit", "Counted", "Limit", "Percent used", "On hold", "As of"]
        .iter()
        .for_each(|title| file.text(title));
    file.end_row();
    for Watched { name, row, .. } in rows {
        file.text(name);
        file.text(row.limit.currency().code());
        [row.exposure.owed, row.exposure.pending, row.exposure.credit, row.exposure.total(), row.limit]
            .into_iter()
            .for_each(|one| file.money(one));
        file.integer(row.percent);
        file.text(if row.on_hold { "yes" } else { "no" });
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn columns(books: Books) -> Vec<Column<Watched>> {
    vec![
        Column::new("customer", "Customer", move |one: &Watched| {
            view! { <a href=Route::Customer(one.row.customer).href(books.link_day())>{one.name.clone()}</a> }.into_any()
        })
        .width("16rem"),
        Column::new("used", "Used", |one: &Watched| format!("{} %", one.row.percent).into_any()).numeric().width("6rem"),
        Column::new("counted", "Owed and ordered", |one: &Watched| format::money(one.row.exposure.total()).into_any())
            .numeric()
            .width("11rem"),
        Column::new("limit", "Limit", |one: &Watched| format::money(one.row.limit).into_any()).numeric().width("10rem"),
        Column::new("left", "Left", |one: &Watched| format::money(one.row.left()).into_any()).numeric().width("10rem"),
        Column::new("hold", "On hold", |one: &Watched| if one.row.on_hold { "yes" } else { "no" }.into_any()),
    ]
}

impl Record for Watched {
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
        format!("{} ({})", self.name, self.row.limit.currency().code())
    }
}

const LIST: Listed = Listed {
    title: "Watch list",
    caption: "Customers near their credit limit",
    file: "watch-list",
    actions: &[BulkAction::Call, BulkAction::Note],
    card_height: 208,
    prints: true,
};

/// The page.
#[component]
pub fn WatchPage() -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(rows);
    let percent = books.view(|ledger, day| ledger.policy_on(day).decision.watch_percent);
    let empty = move || {
        let text = move || {
            format!(
                "A customer is listed here who owes {} % of a credit limit or more, approved orders that are not invoiced yet included. The percentage is part of your credit policy.",
                percent.get()
            )
        };
        view! {
            <EmptyState icon=IconName::Flag title="Nobody is near a credit limit" text=Signal::derive(text)>
                <LinkButton href=Signal::derive(move || Route::Customers.href(books.link_day()))>"All customers"</LinkButton>
            </EmptyState>
        }
    };
    let lead = Signal::derive(move || {
        let count = rows.with(Vec::len);
        (count > 0).then(|| {
            format!(
                "{} at {} % or more, approved orders included.",
                format::plural(count, "limit is used", "limits are used"),
                percent.get()
            )
        })
    });
    view! { <RecordList listed=LIST lead rows columns csv empty/> }
}
