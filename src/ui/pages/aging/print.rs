//! The report on paper: every line, not only those in sight, with the head of the table on every page.

use super::choices::{basis_words, bucket_name};
use super::sheet::{Line, Sheet, Sum};
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::ui::format;
use crate::ui::outside;
use leptos::prelude::*;
use std::sync::Arc;

/// The sheet of paper; it is built only while the page is being printed.
#[component]
pub(super) fn Paper(
    /// What to print.
    sheet: Memo<Arc<Sheet>>,
    /// Whether the page is being printed: set before the print dialog opens, so that the paper stands by then.
    printing: RwSignal<bool>,
) -> impl IntoView {
    let _watch = StoredValue::new_local(outside::on_print(move |begins| {
        let _page_is_gone = printing.try_set(begins);
    }));
    move || printing.get().then(|| sheet.with(|sheet| paper(sheet)))
}

fn paper(sheet: &Sheet) -> impl IntoView + use<> {
    let parameters = &sheet.parameters;
    let business = sheet.business.clone();
    let basis = basis_words(parameters.basis);
    let credit = if sheet.credit_on_oldest { "Unapplied credit is shown as paying the oldest debt." } else { "" };
    let heads: Vec<String> = (0..parameters.buckets.count()).map(|bucket| bucket_name(&parameters.buckets, bucket)).collect();
    let tables = sheet.sums.iter().map(|sum| table(sheet, sum, &heads)).collect_view();
    view! {
        <div class="AgingPaper print-only">
            <h1>"Aging of receivables"</h1>
            <p>{business}</p>
            <p>{format!("As of {}, by {basis}. ", format::date_long(parameters.as_of))}{credit}</p>
            {tables}
        </div>
    }
}

fn table(sheet: &Sheet, sum: &Sum, heads: &[String]) -> impl IntoView + use<> {
    let currency = sum.currency;
    let head = heads.iter().map(|name| view! { <th scope="col" class="end">{name.clone()}</th> }).collect_view();
    let row = |line: &Line| {
        let amounts = &line.amounts;
        let numbers = amounts.buckets.iter().copied().chain([amounts.unapplied, amounts.total()]);
        let cells = numbers.map(|minor| cell(minor, currency)).collect_view();
        view! { <tr><th scope="row">{line.name.to_string()}</th>{cells}{cell(amounts.disputed, currency)}{cell(amounts.on_plan, currency)}</tr> }
    };
    let rows = sheet.lines.iter().filter(|line| line.currency == currency).map(row).collect_view();
    let amounts = &sum.amounts;
    let totals = amounts.buckets.iter().copied().chain([amounts.unapplied, amounts.total(), amounts.disputed, amounts.on_plan]);
    let totals = totals.map(|minor| cell(minor, currency)).collect_view();
    view! {
        <table class="table">
            <caption>{format!("Amounts in {currency}")}</caption>
            <thead>
                <tr>
                    <th scope="col">"Customer"</th>
                    {head}
                    <th scope="col" class="end">"Unapplied"</th>
                    <th scope="col" class="end">"Total"</th>
                    <th scope="col" class="end">"Disputed"</th>
                    <th scope="col" class="end">"On plan"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot><tr><th scope="row">"Total"</th>{totals}</tr></tfoot>
        </table>
    }
}

fn cell(minor: i64, currency: Currency) -> impl IntoView {
    let text = if minor == 0 { "–".to_owned() } else { format::amount(Money::from_minor(minor, currency)) };
    view! { <td class="end money">{text}</td> }
}
