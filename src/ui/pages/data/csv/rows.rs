//! The short tables of the preview.

use super::outcome::{Conflict, Document, Group, Rejected};
use crate::ui::components::{Badge, Tone};
use crate::ui::format;
use leptos::prelude::*;

/// Rejected rows: line, column, value, reason.
#[component]
pub(super) fn RejectedRows(
    /// What is shown of them.
    rejected: Vec<Rejected>,
) -> impl IntoView {
    let row = |row: Rejected| {
        view! {
            <tr>
                <th scope="row" class="end">{format::count(row.line as usize)}</th>
                <td>{row.column}</td>
                <td class="ImportColumns-samples">{row.value}</td>
                <td>{row.reason}</td>
            </tr>
        }
    };
    let rows = rejected.into_iter().map(row).collect_view();
    view! {
        <div class="table-scroll" tabindex="0">
            <table class="table">
                <caption class="visually-hidden">"Rejected rows and why"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="end">"Line"</th>
                        <th scope="col">"Column"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"Why"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Documents the ledger knows with another amount.
#[component]
pub(super) fn ConflictRows(
    /// What is shown of them.
    conflicts: Vec<Conflict>,
    /// How many there are in all.
    count: usize,
) -> impl IntoView {
    let row = |conflict: Conflict| {
        view! {
            <tr>
                <th scope="row">{conflict.number}</th>
                <td>{conflict.customer}</td>
                <td class="end money">{format::money(conflict.ours)}</td>
                <td class="end money">{format::money(conflict.theirs)}</td>
            </tr>
        }
    };
    let rows = conflicts.into_iter().map(row).collect_view();
    (count > 0).then(|| {
        view! {
            <section class="stack stack--tight">
                <h4>{format!("{} in conflict with the ledger", format::plural(count, "document", "documents"))}</h4>
                <p class="muted">"The ledger has these documents with another amount. They are left out; correct one side first."</p>
                <div class="table-scroll" tabindex="0">
                    <table class="table">
                        <caption class="visually-hidden">"Documents in conflict"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Number"</th>
                                <th scope="col">"Customer"</th>
                                <th scope="col" class="end">"In the ledger"</th>
                                <th scope="col" class="end">"In the file"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

/// Rows with the same reason, counted.
#[component]
pub(super) fn GroupList(
    /// The heading.
    title: &'static str,
    /// The reasons.
    groups: Vec<Group>,
) -> impl IntoView {
    let item = |group: Group| {
        let lines = group.first_lines.iter().map(|line| format::count(*line as usize)).collect::<Vec<_>>().join(", ");
        let more = if group.count > group.first_lines.len() { " …" } else { "" };
        let word = if group.count == 1 { "line" } else { "lines" };
        view! {
            <li>
                {format!("{}: {}", format::plural(group.count, "row", "rows"), group.what)}
                <span class="muted">{format!(" ({word} {lines}{more})")}</span>
            </li>
        }
    };
    (!groups.is_empty()).then(|| {
        let items = groups.into_iter().map(item).collect_view();
        view! { <section class="stack stack--tight"><h4>{title}</h4><ul>{items}</ul></section> }
    })
}

/// The first documents as they will be.
#[component]
pub(super) fn DocumentRows(
    /// The documents.
    documents: Vec<Document>,
) -> impl IntoView {
    let row = |document: Document| {
        view! {
            <tr>
                <th scope="row">{document.customer}</th>
                <td>{document.number}</td>
                <td>{format::date(document.issued)}</td>
                <td>{document.due.map_or_else(|| "–".to_owned(), format::date)}</td>
                <td class="end money">{format::money(document.amount)}</td>
                <td class="end money">{format::money(document.paid)}</td>
                <td>{document.disputed.then(|| view! { <Badge tone=Tone::Warn>"Disputed"</Badge> })}</td>
            </tr>
        }
    };
    let title = format!("The first {} as they will be", format::plural(documents.len(), "invoice", "invoices"));
    (!documents.is_empty()).then(|| {
        let rows = documents.into_iter().map(row).collect_view();
        view! {
            <section class="stack stack--tight">
                <h4>{title.clone()}</h4>
                <div class="table-scroll" tabindex="0">
                    <table class="table">
                        <caption class="visually-hidden">{title}</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Customer"</th>
                                <th scope="col">"Number"</th>
                                <th scope="col">"Invoice date"</th>
                                <th scope="col">"Due date"</th>
                                <th scope="col" class="end">"Amount"</th>
                                <th scope="col" class="end">"Paid"</th>
                                <th scope="col"><span class="visually-hidden">"State"</span></th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}
