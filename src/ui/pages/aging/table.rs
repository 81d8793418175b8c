//! The lines of the report: one customer and currency each.

use super::behind::counted_href;
use super::choices::{Choices, bucket_name};
use super::sheet::{Line, Sheet, Sum};
use crate::domain::money::Money;
use crate::reports::behind::Figure;
use crate::ui::books::Books;
use crate::ui::components::{Column, DataTable, Sort};
use crate::ui::format;
use crate::ui::routes::Route;
use leptos::prelude::*;
use std::sync::Arc;

/// The ids of the bucket columns: as many as a ledger can have.
pub(super) const BUCKET_COLUMNS: [&str; 12] = ["b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "b10", "b11"];

/// More currencies than this, and their totals no longer stay in sight.
const MOST_STICKY_TOTALS: usize = 2;

/// Id and header of a column, whether it is shown, and its amount in minor units.
type Amount = (&'static str, &'static str, bool, fn(&Line) -> i64);

/// What the columns depend on: while it stays the same, so does the table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shape {
    buckets: Vec<String>,
    currency: bool,
    disputed: bool,
    on_plan: bool,
}

/// The table. A click on a line, or Enter, shows its documents.
#[component]
pub(super) fn AgingTable(
    /// What to show.
    sheet: Memo<Arc<Sheet>>,
    /// What was counted.
    choices: Memo<Choices>,
    /// The current order.
    sort: Memo<Option<Sort>>,
    /// Called with a new order.
    on_sort: Callback<Sort>,
    /// Called with a line whose documents are asked for.
    on_open: Callback<Line>,
) -> impl IntoView {
    let shape = Memo::new(move |_| {
        sheet.with(|sheet| Shape {
            buckets: (0..sheet.parameters.buckets.count()).map(|bucket| bucket_name(&sheet.parameters.buckets, bucket)).collect(),
            currency: sheet.currencies.len() > 1,
            disputed: sheet.has_disputed(),
            on_plan: sheet.has_on_plan(),
        })
    });
    let total = Memo::new(move |_| sheet.with(|sheet| sheet.lines.len()));
    let fetch = move |range: std::ops::Range<usize>| sheet.with(|sheet| sheet.lines.get(range).map(<[Line]>::to_vec).unwrap_or_default());
    let totals = Memo::new(move |_| shape.with(|shape| sheet.with(|sheet| sheet.sums.iter().map(|sum| total_cells(shape, sum)).collect())));
    let books = Books::expect();
    let total_href = Callback::new(move |(row, column): (usize, usize)| {
        let currency = sheet.with(|sheet| sheet.sums.get(row).map(|sum| sum.currency))?;
        let figure = shape.with(|shape| figure_of_column(shape, column))?;
        Some(choices.with(|choices| counted_href(figure, currency, choices, books.link_day())))
    });
    let many = move || sheet.with(|sheet| sheet.sums.len() > MOST_STICKY_TOTALS);
    let table = move || {
        let shape = shape.get();
        let rows = shape.buckets.len() + 2 + usize::from(shape.currency) + usize::from(shape.disputed) + usize::from(shape.on_plan);
        let card_height = u16::try_from(56 + rows.div_ceil(2) * 42).unwrap_or(400);
        view! {
            <DataTable
                caption="Owed by customer and age"
                columns=columns(&shape)
                total=total
                fetch=fetch
                key=Line::key
                sort=sort
                on_sort=on_sort
                on_open=on_open
                totals=totals
                total_href=total_href
                card_height
            />
        }
    };
    view! { <div class="AgingTable" class:AgingTable--many=many>{table}</div> }
}

fn columns(shape: &Shape) -> Vec<Column<Line>> {
    let books = Books::expect();
    let name = move |line: &Line| {
        let customer = line.customer;
        let href = move || Route::Customer(customer).href(books.link_day());
        view! { <a href=href title=line.name.to_string()>{line.name.to_string()}</a> }
    };
    let mut columns = vec![Column::new("customer", "Customer", name).sortable()];
    if shape.currency {
        columns.push(Column::new("currency", "Currency", |line: &Line| line.currency.code()).sortable().width("5.5rem"));
    }
    for (bucket, header) in shape.buckets.iter().enumerate().take(BUCKET_COLUMNS.len()) {
        let cell = move |line: &Line| figure(line, line.amounts.buckets.get(bucket).copied().unwrap_or(0));
        columns.push(Column::new(BUCKET_COLUMNS[bucket], header.clone(), cell).numeric().sortable().width("7rem"));
    }
    let more: [Amount; 4] = [
        ("unapplied", "Unapplied", true, |line| line.amounts.unapplied),
        ("total", "Total", true, |line| line.amounts.total()),
        ("disputed", "Disputed", shape.disputed, |line| line.amounts.disputed),
        ("on_plan", "On plan", shape.on_plan, |line| line.amounts.on_plan),
    ];
    for (id, header, shown, minor) in more {
        if shown {
            columns.push(Column::new(id, header, move |line: &Line| figure(line, minor(line))).numeric().sortable().width("7.5rem"));
        }
    }
    columns
}

/// An amount of a line; nothing is a dash, so that the eye finds the rest.
fn figure(line: &Line, minor: i64) -> String {
    if minor == 0 { "–".to_owned() } else { format::amount(Money::from_minor(minor, line.currency)) }
}

/// The figure of a column, as [`total_cells`] puts them side by side.
fn figure_of_column(shape: &Shape, column: usize) -> Option<Figure> {
    let names = 1 + usize::from(shape.currency);
    let bucket = column.checked_sub(names)?;
    if bucket < shape.buckets.len() {
        return Some(Figure::Bucket(bucket));
    }
    let rest =
        [Some(Figure::Unapplied), Some(Figure::Total), shape.disputed.then_some(Figure::Disputed), shape.on_plan.then_some(Figure::OnPlan)];
    rest.into_iter().flatten().nth(bucket - shape.buckets.len())
}

fn total_cells(shape: &Shape, sum: &Sum) -> Vec<String> {
    let amount = |minor: i64| format::amount(sum.money(minor));
    let mut cells = vec![format!("Total {}", sum.currency)];
    if shape.currency {
        cells.push(sum.currency.code().to_owned());
    }
    cells.extend(sum.amounts.buckets.iter().map(|minor| amount(*minor)));
    cells.extend([amount(sum.amounts.unapplied), amount(sum.amounts.total())]);
    cells.extend(shape.disputed.then(|| amount(sum.amounts.disputed)));
    cells.extend(shape.on_plan.then(|| amount(sum.amounts.on_plan)));
    cells
}
