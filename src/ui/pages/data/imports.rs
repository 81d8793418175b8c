//! The imports so far, each with its way back.

use crate::domain::command::Command;
use crate::domain::facts::ImportRecord;
use crate::domain::ids::ImportId;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, IconName};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// An import as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    id: ImportId,
    on: NaiveDate,
    source: String,
    brought: String,
    undone: Option<NaiveDate>,
}

impl Shown {
    fn of(record: &ImportRecord) -> Self {
        let parts = [
            (record.customers.count, "customer", "customers"),
            (record.invoices.count, "invoice", "invoices"),
            (record.credit_notes.count, "credit note", "credit notes"),
            (record.payments.count, "payment", "payments"),
        ];
        let words: Vec<String> =
            parts.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| format::plural(*count as usize, one, many)).collect();
        Self { id: record.id, on: record.on, source: record.source.clone(), brought: words.join(", "), undone: record.undone }
    }
}

/// The card; latest import first.
#[component]
pub(super) fn Imports() -> impl IntoView {
    let books = Books::expect();
    let list = books.view(|ledger, _| ledger.facts().imports.iter().rev().map(Shown::of).collect::<Vec<_>>());
    let row = move |import: Shown| {
        let id = import.id;
        let name = format!("Undo the import of {}", import.source);
        let way_back = match import.undone {
            Some(day) => view! { <Badge>{format!("undone on {}", format::date(day))}</Badge> }.into_any(),
            None => view! {
                <Button kind=ButtonKind::Quiet icon=IconName::Undo on_click=Callback::new(move |()| books.act(Command::UndoImport { import: id }, "Import undone"))>
                    "Undo"<span class="visually-hidden">{name.trim_start_matches("Undo").to_owned()}</span>
                </Button>
            }
            .into_any(),
        };
        view! {
            <tr>
                <th scope="row">{format::date(import.on)}</th>
                <td>{import.source}</td>
                <td>{import.brought}</td>
                <td class="end">{way_back}</td>
            </tr>
        }
    };
    let table = move || {
        view! {
            <div class="table-scroll" tabindex="0">
                <table class="table">
                    <caption class="visually-hidden">"Imports so far"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Day"</th>
                            <th scope="col">"File"</th>
                            <th scope="col">"Brought"</th>
                            <th scope="col"><span class="visually-hidden">"Way back"</span></th>
                        </tr>
                    </thead>
                    <tbody>{move || list.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
    };
    view! {
        <Card title="Imports so far" id="imports">
            <Show when=move || list.with(|list| !list.is_empty()) fallback=|| view! { <p class="muted">"No file was imported into this ledger yet."</p> }>
                {table()}
            </Show>
        </Card>
    }
}
