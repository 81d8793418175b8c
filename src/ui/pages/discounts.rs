//! Discounts for paying early: what customers were offered, took, missed, and what it cost.

use super::bulk::{BulkAction, Subject};
use super::records::{Listed, Record, RecordList};
use crate::domain::calendar::add_days;
use crate::domain::discount::ForgoneRate;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::{Rounding, round};
use crate::exchange::csv::CsvWriter;
use crate::reports::discounts::{DiscountRow, DiscountTotal, discounts, totals};
use crate::ui::books::Books;
use crate::ui::components::{Column, DateField, EmptyState, IconName, LinkButton};
use crate::ui::format;
use crate::ui::forms::{read_date, read_optional_date};
use crate::ui::pages::invoices::address::ListAddress;
use crate::ui::pages::policy::part_href;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The invoices of so many days are looked at while nothing else is chosen.
const PERIOD_DAYS: i64 = 365;

/// The first and the last invoice date looked at.
type Period = (NaiveDate, NaiveDate);

/// The period that the address names; what it does not name is a year up to the day.
fn period(from: &str, to: &str, as_of: NaiveDate) -> Result<Period, (&'static str, String)> {
    let to = read_optional_date(to).map_err(|problem| (TO, problem))?.unwrap_or(as_of);
    let from = read_optional_date(from).map_err(|problem| (FROM, problem))?.unwrap_or_else(|| add_days(to, 1 - PERIOD_DAYS));
    if from > to { Err((FROM, format!("The first day is after the last one, {}.", format::date(to)))) } else { Ok((from, to)) }
}

const FROM: &str = "from";
const TO: &str = "to";

#[derive(Clone, PartialEq)]
struct Line {
    /// Its place in the list; a customer can stand in it once for each currency.
    place: usize,
    name: String,
    row: DiscountRow,
    period: Period,
}

fn rows(ledger: &Ledger, period: Period, as_of: NaiveDate) -> Vec<Line> {
    let rows = discounts(ledger, period.0, period.1, as_of).into_iter().enumerate();
    rows.map(|(place, row)| Line { place, name: ledger.customer_name(row.customer).to_owned(), row, period }).collect()
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
        "From",
        "To",
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
    for Line { name, row, period, .. } in rows {
        file.text(name);
        file.text(row.offered.currency().code());
        file.integer(i64::try_from(row.invoices.len()).unwrap_or(i64::MAX));
        file.date(period.0);
        file.date(period.1);
        [row.offered, row.taken, row.late, row.missed, row.available].into_iter().for_each(|one| file.money(one));
        file.text(&row.until.map(|until| until.to_string()).unwrap_or_default());
        file.text(&row.cost.map(|cost| rounded(cost.simple_pct)).unwrap_or_default());
        file.text(&row.cost.and_then(|cost| cost.compound_pct).map(rounded).unwrap_or_default());
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn percent(rate: Option<Decimal>) -> String {
    rate.map(|rate| format!("{} %", format::decimal(round(rate, 2, Rounding::HalfUp)))).unwrap_or_default()
}

fn columns(books: Books) -> Vec<Column<Line>> {
    let money = |id, label, pick: fn(&DiscountRow) -> crate::domain::money::Money| {
        Column::new(id, label, move |one: &Line| format::money(pick(&one.row)).into_any()).numeric().width("7rem")
    };
    vec![
        Column::new("customer", "Customer", move |one: &Line| {
            view! { <a href=Route::Customer(one.row.customer).href(books.link_day())>{one.name.clone()}</a> }.into_any()
        })
        .width("11rem"),
        money("offered", "Offered", |row| row.offered),
        money("taken", "Taken", |row| row.taken),
        money("late", "Given late", |row| row.late),
        money("missed", "Missed", |row| row.missed),
        money("available", "Available", |row| row.available),
        Column::new("until", "Until", |one: &Line| one.row.until.map(format::date).unwrap_or_default().into_any()).width("7.5rem"),
        Column::new("cost", "Cost a year", |one: &Line| percent(one.row.cost.map(|cost| cost.simple_pct)).into_any())
            .numeric()
            .width("7.5rem"),
        Column::new("effective", "Effective", |one: &Line| {
            percent(one.row.cost.and_then(|cost: ForgoneRate| cost.compound_pct)).into_any()
        })
        .numeric(),
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

/// One sentence for each currency: what was offered, and what became of it.
fn total_words(total: &DiscountTotal) -> String {
    let parts = [(total.taken, "taken"), (total.late, "given late"), (total.missed, "missed"), (total.available, "still available")];
    let parts: Vec<String> =
        parts.iter().filter(|(sum, _)| sum.is_positive()).map(|(sum, what)| format!("{} {what}", format::money(*sum))).collect();
    let became = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    format!("{} offered{became}.", format::money(total.offered))
}

/// The page.
#[component]
pub fn DiscountsPage() -> impl IntoView {
    let books = Books::expect();
    let address = ListAddress::of(Route::Discounts);
    let (from, to) = (address.value(FROM), address.value(TO));
    let chosen = Memo::new(move |_| period(&from.get(), &to.get(), books.as_of().get()));
    let rows = books.view(move |ledger, day| chosen.get().map(|period| rows(ledger, period, day)).unwrap_or_default());
    let error = move |field: &'static str| {
        Signal::derive(move || {
            chosen.with(|chosen| chosen.as_ref().err().filter(|(wrong, _)| *wrong == field).map(|(_, text)| text.clone()))
        })
    };
    let words = move || {
        let (from, to) = chosen.get().ok()?;
        Some(format!("Invoices dated {} to {}.", format::date(from), format::date(to)))
    };
    let sums = move || {
        let all: Vec<DiscountRow> = rows.with(|rows| rows.iter().map(|line| line.row.clone()).collect());
        totals(&all).iter().map(|total| view! { <li>{total_words(total)}</li> }).collect_view()
    };
    let above = move || {
        // What is typed goes into the address, and what the address says stands in the fields.
        let field = |name: &'static str, label: &'static str, value: Memo<String>| {
            let typed = RwSignal::new(String::new());
            Effect::new(move |_| typed.set(value.get()));
            let changed = move |text: String| address.set(name, &read_date(&text).map_or(text, |day| day.to_string()));
            view! { <DateField id=format!("discounts-{name}") label value=typed error=error(name) optional=true on_change=changed/> }
        };
        view! {
            <div class="toolbar no-print">
                {field(FROM, "Invoices from", from)}
                {field(TO, "Invoices to", to)}
            </div>
            <div>
                <p id="discounts-period">{words}</p>
                <ul class="plain-list" role="list" id="discounts-totals">{sums}</ul>
            </div>
        }
    };
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Payments
                title="No discount in this time"
                text="Set terms such as “2/10” in your credit policy, or on an invoice: what customers take and miss is listed here."
            >
                <LinkButton href=Signal::derive(move || part_href("discounts", books.link_day()))>"Set a discount"</LinkButton>
            </EmptyState>
        }
    };
    let lead = Signal::derive(move || {
        (rows.with(Vec::len) > 0).then(|| {
            "The cost a year compares a discount with the days it was paid before the due date, in a year of 365 days: d ÷ (1 − d) × 365 ÷ days. The effective one has interest on interest.".to_owned()
        })
    });
    view! { <RecordList listed=LIST lead rows columns csv above empty/> }
}
