//! The report in a few numbers, per currency.

use super::behind::counted_href;
use super::choices::{Choices, basis_words, bucket_words};
use super::sheet::{Sheet, Sum};
use crate::domain::currency::Currency;
use crate::domain::settings::AgingBasis;
use crate::reports::behind::Figure as Asked;
use crate::ui::books::Books;
use crate::ui::components::{BucketBar, BucketPart, Card, Explanation, Figure};
use crate::ui::format;
use leptos::prelude::*;
use std::sync::Arc;

/// More currencies than this share one table instead of a card each.
const MOST_CARDS: usize = 3;

/// The summary.
#[component]
pub(super) fn Summary(
    /// What to show.
    sheet: Memo<Arc<Sheet>>,
    /// What was counted.
    choices: Memo<Choices>,
    /// Called with a currency to look at alone.
    on_currency: Callback<Currency>,
) -> impl IntoView {
    let books = Books::expect();
    move || {
        let sheet = sheet.get();
        let (choices, day) = (choices.get(), books.link_day());
        let links = Links(&|asked, currency| counted_href(asked, currency, &choices, day));
        if sheet.sums.len() > MOST_CARDS {
            currency_table(&sheet, links, on_currency).into_any()
        } else {
            sheet.sums.iter().map(|sum| currency_card(&sheet, sum, links)).collect_view().into_any()
        }
    }
}

/// The address of the documents behind a figure.
#[derive(Clone, Copy)]
struct Links<'a>(&'a dyn Fn(Asked, Currency) -> String);

/// “84 open invoices of 52 customers”.
fn counts(sum: &Sum) -> String {
    let invoices = format::plural(sum.amounts.open_count() as usize, "open invoice", "open invoices");
    format!("{invoices} of {}", format::plural(sum.customers, "customer", "customers"))
}

/// What the buckets behind the current ones hold: by invoice date that is age, not lateness.
const fn late_words(sheet: &Sheet) -> &'static str {
    match sheet.parameters.basis {
        AgingBasis::DueDate => "Past due",
        AgingBasis::InvoiceDate => "Older than current",
    }
}

fn parts(sheet: &Sheet, sum: &Sum, links: Links) -> Vec<BucketPart> {
    let buckets = &sheet.parameters.buckets;
    let last = buckets.count().saturating_sub(1).max(1);
    let part = |(bucket, minor): (usize, &i64)| BucketPart {
        label: bucket_words(buckets, bucket),
        amount: match sum.amounts.counts.get(bucket) {
            Some(count) if *count > 0 => format!("{} ({})", format::money(sum.money(*minor)), format::count(*count as usize)),
            _ => format::money(sum.money(*minor)),
        },
        weight: *minor,
        // Many buckets share the seven steps of the scale.
        step: u8::try_from(if last <= 6 { bucket } else { bucket * 6 / last }).unwrap_or(6),
        href: Some(links.0(Asked::Bucket(bucket), sum.currency)),
    };
    sum.amounts.buckets.iter().enumerate().map(part).collect()
}

fn currency_card(sheet: &Sheet, sum: &Sum, links: Links) -> impl IntoView + use<> {
    let amounts = &sum.amounts;
    let as_of = format::date(sheet.parameters.as_of);
    let money = |minor: i64| format::money(sum.money(minor));
    let owed = Explanation::new("The balances of all open invoices, before credit that is not applied to an invoice", as_of.clone())
        .input("Open invoices", format::count(amounts.open_count() as usize));
    let net = Explanation::new(
        "Open invoices less credit that is not applied to an invoice: the control total, counted from documents alone",
        as_of.clone(),
    )
    .input("Open invoices", money(amounts.open()))
    .input("Unapplied credit", money(amounts.unapplied))
    .input("Control total", money(amounts.control));
    let past_due = Explanation::new(
        format!("What lies in the buckets behind the current ones, counted in {}", basis_words(sheet.parameters.basis)),
        as_of.clone(),
    )
    .input("Open invoices", money(amounts.open()))
    .input("Current", money(amounts.open() - sum.past_due));
    let disputed = Explanation::new("Open balances of invoices whose customer contests them. They stay in their buckets.", as_of.clone())
        .input("Disputed invoices", format::count(amounts.disputed_count as usize));
    let on_plan = Explanation::new("Open balances covered by a payment plan in force. They stay in their buckets.", as_of.clone());
    let arrears = if amounts.arrears > 0 { format!("Arrears: {}", money(amounts.arrears)) } else { "See the documents".to_owned() };
    let on_plan = on_plan.input("Instalments missed", money(amounts.arrears));
    let unapplied = Explanation::new("Payments and credit notes not yet applied to an invoice, as a negative amount", as_of);
    let code = sum.currency.code();
    let figure = |asked: Asked, id: &str, label: &str, value: i64, detail: &str, why: Explanation| {
        let why = why.documents("See the documents", links.0(asked, sum.currency));
        number(format!("{id}-{code}"), label.to_owned(), money(value), detail.to_owned(), why)
    };
    let disputed_count = format::plural(amounts.disputed_count as usize, "invoice", "invoices");
    let figures = vec![
        figure(Asked::Open, "owed", "Owed", amounts.open(), &counts(sum), owed),
        figure(Asked::Late, "past-due", late_words(sheet), sum.past_due, "See the documents", past_due),
        figure(Asked::Disputed, "disputed", "Disputed", amounts.disputed, &disputed_count, disputed),
        figure(Asked::OnPlan, "on-plan", "On a payment plan", amounts.on_plan, &arrears, on_plan),
        figure(Asked::Unapplied, "unapplied", "Unapplied credit", amounts.unapplied, "See the payments", unapplied),
        figure(Asked::Total, "net", "Owed less credit", amounts.total(), "See everything", net),
    ];
    let shown_parts = parts(sheet, sum, links);
    view! {
        <Card title=format!("Owed in {code}")>
            <div class="stack">
                <div class="figures">{figures}</div>
                <BucketBar label=format!("Owed in {code} by age") parts=shown_parts/>
            </div>
        </Card>
    }
}

fn number(id: String, label: String, value: String, detail: String, explanation: Explanation) -> AnyView {
    view! { <Figure id label value detail explanation/> }.into_any()
}

fn currency_table(sheet: &Sheet, links: Links, on_currency: Callback<Currency>) -> impl IntoView + use<> {
    let row = |sum: &Sum| {
        let currency = sum.currency;
        let shown_parts = parts(sheet, sum, links);
        let (open, late) = (links.0(Asked::Open, currency), links.0(Asked::Late, currency));
        view! {
            <tr>
                <th scope="row">
                    <button type="button" class="Button Button--quiet" on:click=move |_| on_currency.run(currency)>{currency.code()}</button>
                </th>
                <td class="AgingSummary-bar"><BucketBar label=format!("Owed in {currency} by age") parts=shown_parts compact=true/></td>
                <td class="end money"><a href=open>{format::money(sum.money(sum.amounts.open()))}</a></td>
                <td class="end money"><a href=late>{format::money(sum.money(sum.past_due))}</a></td>
                <td>{counts(sum)}</td>
            </tr>
        }
    };
    let rows = sheet.sums.iter().map(row).collect_view();
    let late = late_words(sheet);
    view! {
        <Card title="Owed by currency">
            <div class="table-scroll" tabindex="0">
                <table class="table">
                    <caption class="visually-hidden">"Owed by currency"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Currency"</th>
                            <th scope="col">"By age"</th>
                            <th scope="col" class="end">"Owed"</th>
                            <th scope="col" class="end">{late}</th>
                            <th scope="col">"Open"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Card>
    }
}
