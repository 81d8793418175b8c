//! A customer's documents: the open ones, or all of them.

use super::super::invoices::row::InvoiceRow;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::exchange::csv::CsvWriter;
use crate::reports::aging::balance_as_of;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, Card, CheckField, IconName};
use crate::ui::routes::Route;
use crate::ui::{format, outside};
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many rows are shown at first.
const SHOWN: usize = 50;

fn rows(ledger: &Ledger, id: CustomerId, day: NaiveDate, all: bool) -> Vec<InvoiceRow> {
    let row = |invoice: &crate::domain::invoice::Invoice| {
        let balance = balance_as_of(ledger, invoice.id, day).map_or(0, |balance| balance.minor());
        (all || balance > 0).then(|| InvoiceRow::of(ledger, invoice, balance, day))
    };
    let mut rows: Vec<InvoiceRow> = ledger.invoices_of(id).filter_map(row).collect();
    rows.sort_by_key(|row| (row.due, row.id));
    if all {
        rows.reverse();
    }
    rows
}

/// The documents as a CSV file, those beyond the rows shown, too.
fn csv(rows: &[InvoiceRow], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    let header = ["Number", "Customer", "Invoice date", "Due date", "Days past due", "Currency", "Amount", "Balance", "State", "As of"];
    header.iter().for_each(|title| file.text(title));
    file.end_row();
    for row in rows {
        file.text(&row.number);
        file.text(&row.customer_name);
        file.date(row.issued);
        file.date(row.due);
        match row.late {
            Some(days) => file.integer(days),
            None => file.blank(),
        }
        file.text(row.amount.currency().code());
        file.money(row.amount);
        file.money(row.balance);
        file.text(&row.standing.label());
        file.date(day);
        file.end_row();
    }
    file.finish()
}

/// The card “Documents”.
#[component]
pub(super) fn Documents(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let all = RwSignal::new(false);
    let rows = books.view(move |ledger, day| rows(ledger, id, day, all.get()));
    let title = Signal::derive(move || {
        let count = format::count(rows.with(Vec::len));
        Some(if all.get() { format!("All documents ({count})") } else { format!("Open documents ({count})") })
    });
    let line = move |row: InvoiceRow| {
        let standing = row.standing;
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><a href=Route::Invoice(row.id).href(books.link_day())>{row.number}</a></th>
                <td role="cell" class="date" data-label="Invoice date">{format::date(row.issued)}</td>
                <td role="cell" class="date" data-label="Due date">{format::date(row.due)}</td>
                <td role="cell" class="end money" data-label="Amount">{format::money(row.amount)}</td>
                <td role="cell" class="end money" data-label="Balance">{format::money(row.balance)}</td>
                <td role="cell"><Badge tone=standing.tone()>{standing.label()}</Badge></td>
            </tr>
        }
    };
    let more = move || {
        let hidden = rows.with(Vec::len).saturating_sub(SHOWN);
        let name = books.read(|ledger| ledger.customer_name(id).to_owned());
        (hidden > 0).then(|| view! { <p class="muted">{format!("{} more. Search for “{name}” under Invoices to see them all.", format::count(hidden))}</p> })
    };
    let empty = move || if all.get() { "No documents yet. Enter an invoice or import a file." } else { "No open document as of this day." };
    let export = move || {
        let day = books.as_of().get_untracked();
        let file = rows.with_untracked(|rows| csv(rows, day));
        if let Err(sentence) = outside::download_csv(&format!("customer-{id}-documents-{day}.csv"), &file) {
            books.toaster().push(sentence, None);
        }
    };
    view! {
        <Card title actions=move || view! { <Button icon=IconName::Export on_click=export>"CSV"</Button> }>
            <div class="stack">
                <CheckField id="all-documents" label="Show paid and void documents, too" value=all/>
                <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=move || view! { <p class="muted">{empty}</p> }>
                    <div class="table-scroll" tabindex="0" role="region" aria-label="Documents">
                        <table class="table table--lines" role="table">
                            <thead role="rowgroup">
                                <tr role="row">
                                    <th role="columnheader" scope="col">"Number"</th>
                                    <th role="columnheader" scope="col">"Invoice date"</th>
                                    <th role="columnheader" scope="col">"Due date"</th>
                                    <th role="columnheader" scope="col" class="end">"Amount"</th>
                                    <th role="columnheader" scope="col" class="end">"Balance"</th>
                                    <th role="columnheader" scope="col">"State"</th>
                                </tr>
                            </thead>
                            <tbody role="rowgroup">{move || rows.get().into_iter().take(SHOWN).map(line).collect_view()}</tbody>
                        </table>
                    </div>
                    {more}
                </Show>
            </div>
        </Card>
    }
}
