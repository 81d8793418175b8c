//! The list behind a figure of Today or of the aging report: it adds up to exactly that figure.

mod address;
mod rows;

pub(super) use address::counted_href;
pub use address::documents_href;

use crate::domain::money::Money;
use crate::reports::behind::{Figure, behind};
use crate::ui::books::Books;
use crate::ui::components::{Button, Column, DataTable, EmptyState, IconName, LinkButton, PageHeader};
use crate::ui::routes::Route;
use crate::ui::{format, outside};
use address::{Asked, words};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use rows::{Row, csv, row};
use std::ops::Range;

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    title: String,
    rows: Vec<Row>,
    sum: Money,
}

/// The page.
#[component]
pub fn BehindPage() -> impl IntoView {
    let books = Books::expect();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(Asked::of));
    let shown = books.view(move |ledger, day| {
        let asked = asked.get();
        let question = asked.question(ledger, day);
        let parts = behind(ledger, &question);
        let sum = Money::from_minor(parts.iter().map(|part| part.amount.minor()).sum(), question.currency);
        let name = question.customer.map(|id| format!(", {}", ledger.customer_name(id))).unwrap_or_default();
        Shown {
            title: format!("{}, {}{name}", words(question.figure, &question.parameters), question.currency),
            rows: parts.iter().enumerate().map(|(place, part)| row(ledger, place, part, day)).collect(),
            sum,
        }
    });
    let lead = Signal::derive(move || {
        shown.with(|shown| {
            let count = format::plural(shown.rows.len(), "line", "lines");
            let by_plan = matches!(asked.get().figure, Figure::PastDue | Figure::Soon);
            let plans = if by_plan { " Documents on a payment plan count by their instalments." } else { "" };
            Some(format!("{count}, together {}, as of {}.{plans}", format::money(shown.sum), format::date(books.as_of().get())))
        })
    });
    let back = move || {
        let day = books.link_day();
        if asked.get().is_of_today() { ("Today".to_owned(), Route::Today.href(day)) } else { ("Aging".to_owned(), Route::Aging.href(day)) }
    };
    let export = move || {
        let day = books.as_of().get_untracked();
        let text = shown.with_untracked(|shown| books.read(|ledger| csv(ledger, &shown.rows, day)));
        if let Err(sentence) = outside::download_csv(&format!("documents-{day}.csv"), &text) {
            books.toaster().push(sentence, None);
        }
    };
    let title = Signal::derive(move || shown.with(|shown| shown.title.clone()));
    view! {
        <div class="page">
            {move || {
                let actions = move || view! { <Button icon=IconName::Export on_click=export>"CSV"</Button> };
                view! { <PageHeader title lead back=back() actions/> }
            }}
            <Show when=move || shown.with(|shown| !shown.rows.is_empty()) fallback=move || view! { <Nothing/> }>
                <List shown/>
            </Show>
        </div>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let books = Books::expect();
    view! {
        <EmptyState icon=IconName::Check title="Nothing stands behind this figure" text="It is zero on this day.">
            <LinkButton href=Signal::derive(move || Route::Aging.href(books.link_day()))>"See the aging report"</LinkButton>
        </EmptyState>
    }
}

/// The lines. A click on one, or Enter, opens it.
#[component]
fn List(
    /// What to list.
    shown: Memo<Shown>,
) -> impl IntoView {
    let books = Books::expect();
    let navigate = use_navigate();
    let columns = vec![
        Column::new("document", "Document", move |row: &Row| {
            let (place, name) = (row.place, row.name.clone());
            view! { <a href=move || place.href(books.link_day())>{name}</a> }
        })
        .width("14rem"),
        Column::new("customer", "Customer", move |row: &Row| {
            let (customer, name) = (row.customer, row.customer_name.clone());
            view! { <a href=move || Route::Customer(customer).href(books.link_day())>{name}</a> }
        }),
        Column::new("dated", "Dated", |row: &Row| row.dated.map(format::date)).width("8rem").hide_on_card(),
        Column::new("due", "Due", |row: &Row| row.due.map(format::date)).width("8rem"),
        Column::new("late", "Days past due", |row: &Row| row.late.map(|days| format::decimal(days.max(0).into())))
            .numeric()
            .width("8rem")
            .hide_on_card(),
        Column::new("amount", "Amount", |row: &Row| format::money(row.amount)).numeric().width("10rem"),
    ];
    let fetch = move |range: Range<usize>| shown.with(|shown| shown.rows.get(range).map(<[Row]>::to_vec).unwrap_or_default());
    let totals = Signal::derive(move || {
        let blank = String::new;
        vec![vec!["Total".to_owned(), blank(), blank(), blank(), blank(), shown.with(|shown| format::money(shown.sum))]]
    });
    let open = move |row: Row| {
        let day = untrack(|| books.link_day());
        let query = day.map_or_else(String::new, |day| format!("?as_of={day}"));
        navigate(&format!("{}{query}", row.place.path()), NavigateOptions::default());
    };
    view! {
        <DataTable
            caption=Signal::derive(move || shown.with(|shown| shown.title.clone()))
            columns
            total=Signal::derive(move || shown.with(|shown| shown.rows.len()))
            fetch
            key=|row: &Row| row.key
            on_open=open
            totals
        />
    }
}
