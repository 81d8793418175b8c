//! What was written off: debts that left the books without being paid, to look up, print and hand over.

use super::bulk::{BulkAction, Subject};
use super::records::{Listed, Record, RecordList};
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::exchange::csv::CsvWriter;
use crate::reports::written_off::{WrittenOff, totals, written_off};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Column, EmptyState, IconName, LinkButton, Tone};
use crate::ui::format;
use crate::ui::pages::messages::words;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Line {
    name: String,
    number: String,
    row: WrittenOff,
}

fn lines(ledger: &Ledger, as_of: NaiveDate) -> Vec<Line> {
    let line = |row: WrittenOff| Line {
        name: ledger.customer_name(row.customer).to_owned(),
        number: ledger.invoice(row.invoice).map(|invoice| invoice.number.clone()).unwrap_or_default(),
        row,
    };
    written_off(ledger, as_of).into_iter().map(line).collect()
}

/// The list as a CSV file, as it stands on a day.
fn csv(lines: &[Line], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    [
        "Written off on",
        "Document",
        "Customer",
        "Currency",
        "Amount",
        "Recovered",
        "Reason",
        "In the books",
        "Approved by, and why",
        "Taken back on",
        "As of",
    ]
    .iter()
    .for_each(|title| file.text(title));
    file.end_row();
    for Line { name, number, row } in lines {
        file.date(row.on);
        file.text(number);
        file.text(name);
        file.text(row.amount.currency().code());
        file.money(row.amount);
        file.money(row.recovered);
        file.text(row.reason.words());
        file.text(row.method.words());
        file.text(&row.approved);
        match row.taken_back {
            Some(on) => file.date(on),
            None => file.blank(),
        }
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn columns(books: Books) -> Vec<Column<Line>> {
    vec![
        Column::new("document", "Document", move |line: &Line| {
            view! { <a href=Route::Invoice(line.row.invoice).href(books.link_day())>{line.number.clone()}</a> }.into_any()
        })
        .width("9rem"),
        Column::new("customer", "Customer", move |line: &Line| {
            view! { <a href=Route::Customer(line.row.customer).href(books.link_day())>{line.name.clone()}</a> }.into_any()
        })
        .width("12rem"),
        Column::new("on", "Since", |line: &Line| format::date(line.row.on).into_any()).width("8.5rem"),
        Column::new("amount", "Amount", |line: &Line| format::money(line.row.amount).into_any()).numeric().width("8rem"),
        Column::new("recovered", "Recovered", |line: &Line| {
            if line.row.recovered.is_zero() { String::new() } else { format::money(line.row.recovered) }.into_any()
        })
        .numeric()
        .width("8rem"),
        Column::new("reason", "Reason", |line: &Line| line.row.reason.words().into_any()),
        Column::new("state", "State", |line: &Line| match line.row.taken_back {
            Some(on) => view! { <Badge tone=Tone::Info>{format!("taken back {}", format::date(on))}</Badge> }.into_any(),
            None => view! { <Badge tone=Tone::Neutral>"written off"</Badge> }.into_any(),
        })
        .width("11rem"),
    ]
}

impl Record for Line {
    fn key(&self) -> u64 {
        u64::from(self.row.id.0)
    }

    fn customer(&self) -> CustomerId {
        self.row.customer
    }

    fn subject(&self) -> Subject {
        Subject::Customer
    }

    fn name(&self) -> String {
        format!("{}, {}", self.number, self.name)
    }
}

const LIST: Listed = Listed {
    title: "Written off",
    caption: "Debts that were written off",
    file: "written-off",
    actions: &[BulkAction::Call, BulkAction::Note],
    card_height: 248,
    prints: true,
};

/// The page.
#[component]
pub fn WrittenOffPage() -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(lines);
    let lead = Signal::derive(move || {
        let rows: Vec<WrittenOff> = rows.with(|rows| rows.iter().map(|line| line.row.clone()).collect());
        let sums = totals(&rows).unwrap_or_default();
        (!sums.is_empty())
            .then(|| format!("{} written off and neither taken back nor recovered. The customers still owe it.", words::totals_text(&sums)))
    });
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Undo
                title="Nothing is written off"
                text="When a debt will not be paid, open its invoice and choose “Write off”: it leaves your books as a loss, with the reason and who approved it, and shows here."
            >
                <LinkButton href=Signal::derive(move || Route::Invoices.href(books.link_day()))>"Choose an invoice"</LinkButton>
            </EmptyState>
        }
    };
    view! { <RecordList listed=LIST lead rows columns csv empty/> }
}
