//! The figures on the screen: the first currency as tiles, the others folded; each one leads to its documents.

use crate::domain::calendar::add_days;
use crate::domain::currency::Currency;
use crate::reports::behind::Figure as Asked;
use crate::reports::expected::{OwedSums, SOON_DAYS, owed_sums};
use crate::ui::books::Books;
use crate::ui::components::{Explanation, Figure};
use crate::ui::format;
use crate::ui::pages::aging::documents_href;
use chrono::NaiveDate;
use leptos::prelude::*;
use rust_decimal::Decimal;

const OWED: &str = "Owed to you";
const PAST_DUE: &str = "Past due";
const SOON: &str = "Due in the next 30 days";
const CREDIT: &str = "Credit not applied";

/// Owed, past due, due soon and unapplied credit: the home currency in full, the others one line each.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let books = Books::expect();
    let sums = books.view(owed_sums);
    let first = move || {
        let (day, link_day) = (books.as_of().get(), books.link_day());
        let several = sums.with(Vec::len) > 1;
        let first = sums.with(|sums| sums.first().copied());
        first.map(|sum| view! { <CurrencyFigures sum several day link_day/> })
    };
    let others = move || sums.with(|sums| sums.get(1..).unwrap_or_default().to_vec());
    view! {
        <div class="stack">
            {first}
            <Show when=move || { sums.with(Vec::len) > 1 }>
                <OtherCurrencies sums=Signal::derive(others)/>
            </Show>
        </div>
    }
}

#[component]
fn CurrencyFigures(sum: OwedSums, several: bool, day: NaiveDate, link_day: Option<NaiveDate>) -> impl IntoView {
    let (currency, code) = (sum.currency, sum.currency.code());
    let as_of = format::date(day);
    let share = if sum.owed > 0 { Decimal::from(sum.past_due) / Decimal::from(sum.owed) } else { Decimal::ZERO };
    let share = format::percent(share, 0);
    let money = |minor| format::money(sum.money(minor));
    let explain = |formula: String, asked: Asked, see: String| {
        Explanation::new(formula, as_of.clone()).documents(see, documents_href(asked, currency, link_day))
    };
    let see = |count: usize, one: &str, many: &str| match count {
        0 => "See the list, which is empty".to_owned(),
        1 => format!("See the {one}"),
        _ => format!("See the {} {many}", format::count(count)),
    };
    let owed = explain(
        "The balances of all open documents, before credit that is not applied yet.".to_owned(),
        Asked::Owed,
        see(sum.open, "document", "documents"),
    )
    .input("Open documents", format::count(sum.open))
    .input("Credit not applied", money(sum.unapplied))
    .input("Owed less that credit", money(sum.owed - sum.unapplied));
    let by_plan = "Documents on a payment plan count by their instalments, on the instalments' dates.";
    let past_due = explain(
        format!("What should have come in before today. Due today is not past due. {by_plan}"),
        Asked::PastDue,
        see(sum.past_due_count, "document or instalment", "documents and instalments"),
    )
    .input("Past due", format::count(sum.past_due_count))
    .input("Owed in all", money(sum.owed))
    .input("Share", share.clone());
    let soon = explain(
        format!("What falls due from {as_of} to {}. {by_plan}", format::date(add_days(day, SOON_DAYS))),
        Asked::Soon,
        see(sum.soon_count, "document or instalment", "documents and instalments"),
    )
    .input("Due in that time", format::count(sum.soon_count));
    let unapplied = explain(
        "Payments and credit notes that are not applied to any invoice. They lower what you will still receive.".to_owned(),
        Asked::Credit,
        "See the payments and credit notes".to_owned(),
    )
    .input("Owed in all", money(sum.owed));
    let documents = format::plural(sum.open, "document", "documents");
    let due = format::plural(sum.soon_count, "amount", "amounts");
    view! {
        <section class="today-currency" aria-label=format!("Figures in {}", currency.name())>
            {several.then(|| view! { <p class="today-currency-name" aria-hidden="true">{code}</p> })}
            <div class="figures">
                <Figure id=format!("owed-{code}") label=OWED value=money(sum.owed) detail=documents explanation=owed/>
                <Figure id=format!("past-due-{code}") label=PAST_DUE value=money(sum.past_due) detail=format!("{share} of what is owed") explanation=past_due/>
                <Figure id=format!("soon-{code}") label=SOON value=money(sum.soon) detail=due explanation=soon/>
                <Figure id=format!("unapplied-{code}") label=CREDIT value=money(sum.unapplied) detail="Payments and credit notes" explanation=unapplied/>
            </div>
        </section>
    }
}

/// The currencies after the first, in a table that opens.
#[component]
fn OtherCurrencies(sums: Signal<Vec<OwedSums>>) -> impl IntoView {
    let books = Books::expect();
    let summary = move || {
        sums.with(|sums| {
            let codes: Vec<&str> = sums.iter().map(|sum| sum.currency.code()).collect();
            format!("and {}: {}", format::plural(codes.len(), "more currency", "more currencies"), codes.join(", "))
        })
    };
    let row = move |sum: OwedSums| {
        let cell = |asked: Asked, label: &'static str, minor: i64| {
            let currency: Currency = sum.currency;
            let href = move || documents_href(asked, currency, books.link_day());
            view! { <td role="cell" class="end money" data-label=label><a href=href>{format::money(sum.money(minor))}</a></td> }
        };
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><abbr title=sum.currency.name()>{sum.currency.code()}</abbr></th>
                {cell(Asked::Owed, OWED, sum.owed)}
                {cell(Asked::PastDue, PAST_DUE, sum.past_due)}
                {cell(Asked::Soon, SOON, sum.soon)}
                {cell(Asked::Credit, CREDIT, sum.unapplied)}
            </tr>
        }
    };
    view! {
        <details class="Card today-others">
            <summary>{summary}</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Figures in the other currencies">
                <table class="table table--lines" role="table">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">"Currency"</th>
                            {[OWED, PAST_DUE, SOON, CREDIT].map(|name| view! { <th role="columnheader" scope="col" class="end">{name}</th> })}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{move || sums.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
