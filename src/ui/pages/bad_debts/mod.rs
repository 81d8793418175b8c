//! The bad-debt register of a year, for the tax file: on the screen, on paper and as CSV.

use super::bulk::{BulkAction, Subject};
use super::records::{Listed, Record, RecordList};
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::bad_debts::{BadDebtLine, BadDebtTotal, bad_debts, totals, years};
use crate::ui::books::Books;
use crate::ui::components::{Choice, Column, EmptyState, IconName, LinkButton, SelectField};
use crate::ui::format;
use crate::ui::pages::invoices::address::ListAddress;
use crate::ui::routes::Route;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Line {
    /// Its place in the list.
    place: usize,
    name: String,
    number: String,
    line: BadDebtLine,
}

impl Line {
    /// The amount as a loss: what came back is below zero.
    fn loss(&self) -> Money {
        let minor = self.line.amount.minor();
        Money::from_minor(if self.line.event.is_loss() { minor } else { -minor }, self.line.amount.currency())
    }
}

fn lines(ledger: &Ledger, year: i32, as_of: NaiveDate) -> Vec<Line> {
    let line = |(place, line): (usize, BadDebtLine)| Line {
        place,
        name: ledger.customer_name(line.customer).to_owned(),
        number: ledger.invoice(line.invoice).map(|invoice| invoice.number.clone()).unwrap_or_default(),
        line,
    };
    bad_debts(ledger, year, as_of).into_iter().enumerate().map(line).collect()
}

/// What was tried, in words.
fn efforts_words(line: &BadDebtLine) -> String {
    let efforts = line.efforts;
    let (messages, contacts) =
        (format::plural(efforts.messages, "message", "messages"), format::plural(efforts.contacts, "contact", "contacts"));
    format!("Due {}; {messages}, {contacts}", format::date(efforts.due))
}

/// The register as a CSV file, as it stands on a day.
fn csv(lines: &[Line], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    [
        "Date",
        "What",
        "Document",
        "Customer",
        "Currency",
        "Loss",
        "Reason",
        "In the books",
        "Approved by, and why",
        "Due date",
        "Messages sent",
        "Contacts logged",
        "As of",
    ]
    .iter()
    .for_each(|title| file.text(title));
    file.end_row();
    for row in lines {
        let line = &row.line;
        file.date(line.on);
        file.text(line.event.words());
        file.text(&row.number);
        file.text(&row.name);
        file.text(line.amount.currency().code());
        file.money(row.loss());
        file.text(line.reason.words());
        file.text(line.method.words());
        file.text(&line.approved);
        file.date(line.efforts.due);
        [line.efforts.messages, line.efforts.contacts].into_iter().for_each(|count| file.integer(i64::try_from(count).unwrap_or(i64::MAX)));
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn columns(books: Books) -> Vec<Column<Line>> {
    vec![
        Column::new("document", "Document", move |row: &Line| {
            view! { <a href=Route::Invoice(row.line.invoice).href(books.link_day())>{row.number.clone()}</a> }.into_any()
        })
        .width("8rem"),
        Column::new("customer", "Customer", move |row: &Line| {
            let label = format!("Evidence about {}", row.name);
            view! { <a title=label href=Route::Evidence(row.line.customer).href(books.link_day())>{row.name.clone()}</a> }.into_any()
        })
        .width("10rem"),
        Column::new("on", "Date", |row: &Line| format::date(row.line.on).into_any()).width("8.25rem"),
        Column::new("what", "What", |row: &Line| row.line.event.words().into_any()).width("9rem"),
        Column::new("loss", "Loss", |row: &Line| format::money(row.loss()).into_any()).numeric().width("7.5rem"),
        Column::new("reason", "Reason", |row: &Line| row.line.reason.words().into_any()).width("10rem"),
        Column::new("approved", "Approved by, and why", |row: &Line| row.line.approved.clone().into_any()),
        Column::new("efforts", "What was tried", |row: &Line| efforts_words(&row.line).into_any()),
    ]
}

impl Record for Line {
    fn key(&self) -> u64 {
        self.place as u64
    }

    fn customer(&self) -> CustomerId {
        self.line.customer
    }

    fn subject(&self) -> Subject {
        Subject::Customer
    }

    fn name(&self) -> String {
        format!("{}, {}, {}", self.number, self.name, self.line.event.words())
    }
}

const LIST: Listed = Listed {
    title: "Bad debts",
    caption: "Register of bad debts",
    file: "bad-debts",
    actions: &[BulkAction::Call, BulkAction::Note],
    card_height: 312,
    prints: true,
};

/// One sentence for a currency: what was given up, and what came back of it.
fn total_words(total: BadDebtTotal, money: impl Fn(i64) -> String) -> String {
    let parts = [(total.taken_back, "taken back"), (total.recovered, "recovered")];
    let parts: Vec<String> = parts.iter().filter(|(sum, _)| *sum != 0).map(|(sum, what)| format!("{} {what}", money(*sum))).collect();
    let back = if parts.is_empty() { String::new() } else { format!(", {}", parts.join(", ")) };
    format!("{} written off{back}: a loss of {}.", money(total.written_off), money(total.loss()))
}

/// The page.
#[component]
pub fn BadDebtsPage() -> impl IntoView {
    let books = Books::expect();
    let address = ListAddress::of(Route::BadDebts);
    let asked = address.value("year");
    let known = books.view(years);
    // The year of the address, or that of the day.
    let year = Memo::new(move |_| asked.with(|year| year.parse::<i32>().ok()).unwrap_or_else(|| books.as_of().get().year()));
    let rows = books.view(move |ledger, day| lines(ledger, year.get(), day));
    let sums = move || {
        let lines: Vec<BadDebtLine> = rows.with(|rows| rows.iter().map(|row| row.line.clone()).collect());
        let sentence = |(currency, total)| {
            let words = total_words(total, |minor| format::money(Money::from_minor(minor, currency)));
            view! { <li>{words}</li> }
        };
        totals(&lines).into_iter().map(sentence).collect_view()
    };
    let above = move || {
        let chosen = RwSignal::new(String::new());
        Effect::new(move |_| chosen.set(year.get().to_string()));
        let choices = Signal::derive(move || {
            let mut all = known.get();
            all.push(year.get());
            all.push(books.as_of().get().year());
            all.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
            all.dedup();
            all.into_iter().map(|year| Choice::new(year.to_string(), year.to_string())).collect::<Vec<_>>()
        });
        let change = move |year: String| address.set("year", &year);
        view! {
            <div class="toolbar no-print">
                <SelectField id="bad-debts-year" label="Year" value=chosen choices=choices on_change=change/>
            </div>
            <ul class="plain-list" role="list" id="bad-debts-totals">{sums}</ul>
        }
    };
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Journals
                title="No bad debts in this year"
                text="What you write off, take back and recover in a year is listed here, with the reason, who approved it and what was tried: a file for your accountant and the tax office."
            >
                <LinkButton href=Signal::derive(move || Route::WrittenOff.href(books.link_day()))>"Written off"</LinkButton>
            </EmptyState>
        }
    };
    let lead = Signal::derive(move || Some(format!("Register of {}, for the tax file.", year.get())));
    view! { <RecordList listed=LIST lead rows columns csv above empty/> }
}
