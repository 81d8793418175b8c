//! The documents behind a line of the report.

use super::choices::{Choices, bucket_words};
use super::sheet::Line;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::aging::open_documents;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, Dialog, IconName, LinkButton, Tone};
use crate::ui::routes::Route;
use crate::ui::{format, outside};
use chrono::NaiveDate;
use leptos::prelude::*;

/// A document as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    place: Route,
    number: String,
    issued: NaiveDate,
    due: NaiveDate,
    age: i64,
    bucket: String,
    balance: Money,
    disputed: bool,
    on_plan: bool,
}

/// The dialog with the documents of one line.
#[component]
pub(super) fn Documents(
    /// Open or not.
    open: RwSignal<bool>,
    /// Whose documents.
    line: RwSignal<Option<Line>>,
    /// What was counted.
    choices: Memo<Choices>,
) -> impl IntoView {
    let title = move || line.with(|line| line.as_ref().map(|line| format!("{}, {}", line.name, line.currency)).unwrap_or_default());
    view! {
        <Dialog id="aging-documents" open title=title wide=true footer=move || footer(line, choices)>
            {move || line.get().map(|line| view! { <List line choices/> })}
        </Dialog>
    }
}

fn footer(line: RwSignal<Option<Line>>, choices: Memo<Choices>) -> impl IntoView {
    let books = Books::expect();
    move || {
        line.get().map(|line| {
            let customer = line.customer;
            let href = Signal::derive(move || Route::Customer(customer).href(books.link_day()));
            let export = move || {
                let day = books.as_of().get_untracked();
                let found = books.read(|ledger| choices.with_untracked(|choices| documents(ledger, day, &line, choices)));
                let name = format!("aging-customer-{}-{}-{day}.csv", line.customer, line.currency.code().to_lowercase());
                if let Err(sentence) = outside::download_csv(&name, &csv(&line, &found, day)) {
                    books.toaster().push(sentence, None);
                }
            };
            view! {
                <Button icon=IconName::Export on_click=export>"CSV"</Button>
                <LinkButton href>"Open the customer"</LinkButton>
            }
        })
    }
}

#[component]
fn List(
    /// Whose documents.
    line: Line,
    /// What was counted.
    choices: Memo<Choices>,
) -> impl IntoView {
    let books = Books::expect();
    let of_line = line.clone();
    let documents = books.view(move |ledger, day| choices.with(|choices| documents(ledger, day, &of_line, choices)));
    let money = move |minor: i64| format::money(Money::from_minor(minor, line.currency));
    let total = line.amounts.total();
    let credit = move || {
        let credit = documents.with(|documents| credit_of(total, documents));
        (credit != 0)
            .then(|| view! { <tr><th scope="row" colspan="5">"Unapplied credit"</th><td class="end money">{money(credit)}</td></tr> })
    };
    let row = move |document: Shown| {
        view! {
            <tr>
                <th scope="row">
                    <span class="row">
                        <a href=move || document.place.href(books.link_day())>{document.number}</a>
                        {document.disputed.then(|| view! { <Badge tone=Tone::Warn>"Disputed"</Badge> })}
                        {document.on_plan.then(|| view! { <Badge tone=Tone::Info>"On plan"</Badge> })}
                    </span>
                </th>
                <td>{format::date(document.issued)}</td>
                <td>{format::date(document.due)}</td>
                <td class="end">{document.age.to_string().replace('-', "\u{2212}")}</td>
                <td>{document.bucket}</td>
                <td class="end money">{format::money(document.balance)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0">
            <table class="table">
                <caption class="visually-hidden">"Open documents, oldest first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Invoice"</th>
                        <th scope="col">"Issued"</th>
                        <th scope="col">"Due"</th>
                        <th scope="col" class="end">"Age in days"</th>
                        <th scope="col">"Bucket"</th>
                        <th scope="col" class="end">"Open"</th>
                    </tr>
                </thead>
                <tbody>{move || documents.get().into_iter().map(row).collect_view()}{credit}</tbody>
                <tfoot>
                    <tr><th scope="row" colspan="5">"Total"</th><td class="end money">{money(total)}</td></tr>
                </tfoot>
            </table>
        </div>
    }
}

/// What the documents owe beyond the total is credit, wherever the report shows it.
fn credit_of(total: i64, documents: &[Shown]) -> i64 {
    total - documents.iter().map(|document| document.balance.minor()).sum::<i64>()
}

/// The documents as a CSV file; with the credit the amounts sum to the line's total.
fn csv(line: &Line, documents: &[Shown], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    let header =
        ["Customer", "Invoice", "Issued", "Due", "Age in days", "Bucket", "Currency", "Open", "Disputed", "On a payment plan", "As of"];
    header.iter().for_each(|title| file.text(title));
    file.end_row();
    let yes = |is: bool| if is { "yes" } else { "" };
    for document in documents {
        file.text(&line.name);
        file.text(&document.number);
        file.date(document.issued);
        file.date(document.due);
        file.integer(document.age);
        file.text(&document.bucket);
        file.text(line.currency.code());
        file.money(document.balance);
        file.text(yes(document.disputed));
        file.text(yes(document.on_plan));
        file.date(day);
        file.end_row();
    }
    let credit = credit_of(line.amounts.total(), documents);
    if credit != 0 {
        file.text(&line.name);
        file.text("Unapplied credit");
        (0..4).for_each(|_| file.blank());
        file.text(line.currency.code());
        file.money(Money::from_minor(credit, line.currency));
        (0..2).for_each(|_| file.blank());
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn documents(ledger: &Ledger, day: NaiveDate, line: &Line, choices: &Choices) -> Vec<Shown> {
    let parameters = choices.parameters(ledger, day);
    let found = open_documents(ledger, line.customer, &parameters);
    let shown = found.into_iter().filter(|document| document.balance.currency() == line.currency).filter_map(|document| {
        let invoice = ledger.invoice(document.invoice)?;
        Some(Shown {
            place: Route::Invoice(document.invoice),
            number: invoice.number.clone(),
            issued: invoice.issued,
            due: invoice.due,
            age: document.age_days,
            bucket: bucket_words(&parameters.buckets, document.bucket),
            balance: document.balance,
            disputed: ledger.open_dispute(document.invoice, day).is_some(),
            on_plan: ledger.plan_of(document.invoice, day).is_some(),
        })
    });
    shown.collect()
}
