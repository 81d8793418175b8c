//! The header row: names, sorting, “select all”.

use super::column::{Align, Column, Sort};
use crate::ui::components::icon::{Icon, IconName};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The header of a table.
#[component]
pub(super) fn TableHead<Row>(
    /// The columns.
    columns: Arc<Vec<Column<Row>>>,
    /// The current order.
    sort: Signal<Option<Sort>>,
    /// Called when a sortable header is pressed.
    on_sort: Option<Callback<Sort>>,
    /// The keys of the selected rows.
    selected: Option<RwSignal<BTreeSet<u64>>>,
    /// The keys of all rows.
    all_keys: Option<Callback<(), Vec<u64>>>,
    /// How many rows there are.
    total: Signal<usize>,
) -> impl IntoView
where
    Row: Clone + Send + Sync + 'static,
{
    let widths = columns.iter().map(|column| view! { <col style:width=column.width/> }).collect_view();
    let heads = columns.iter().map(|column| head_cell(column, sort, on_sort)).collect_view();
    view! {
        <colgroup>
            {selected.map(|_| view! { <col style:width="2.75rem"/> })}
            {widths}
        </colgroup>
        <thead role="rowgroup">
            <tr role="row" aria-rowindex="1">
                {selected.map(|selected| view! {
                    <th role="columnheader" scope="col" class="DataTable-check">
                        {match all_keys {
                            Some(all_keys) => select_all(selected, all_keys, total).into_any(),
                            None => view! { <span class="visually-hidden">"Selected"</span> }.into_any(),
                        }}
                    </th>
                })}
                {heads}
            </tr>
        </thead>
    }
}

fn head_cell<Row>(column: &Column<Row>, sort: Signal<Option<Sort>>, on_sort: Option<Callback<Sort>>) -> impl IntoView + use<Row> {
    let id = column.id;
    let direction = Memo::new(move |_| sort.with(|sort| sort.as_ref().filter(|sort| sort.column == id).map(|sort| sort.descending)));
    let numeric = column.align == Align::End;
    let header = column.header.clone();
    let content = match on_sort.filter(|_| column.sortable) {
        Some(on_sort) => {
            // The first press on a column of numbers shows the largest, which is what one looks for.
            let press = move |_| {
                let descending = direction.get_untracked().map_or(numeric, |descending| !descending);
                on_sort.run(Sort { column: id.to_owned(), descending });
            };
            view! {
                <button type="button" class="DataTable-sort" on:click=press>
                    <span>{header}</span>
                    {move || direction.get().map(|descending| view! { <Icon name=if descending { IconName::Down } else { IconName::Up }/> })}
                </button>
            }
            .into_any()
        }
        None => view! { <span>{header}</span> }.into_any(),
    };
    let aria_sort = move || direction.get().map(|descending| if descending { "descending" } else { "ascending" });
    view! { <th role="columnheader" scope="col" class=column.class() aria-sort=aria_sort>{content}</th> }
}

fn select_all(selected: RwSignal<BTreeSet<u64>>, all_keys: Callback<(), Vec<u64>>, total: Signal<usize>) -> impl IntoView {
    let chosen = Memo::new(move |_| selected.with(BTreeSet::len));
    let all = move || chosen.get() == total.get() && total.get() != 0;
    let some = move || chosen.get() != 0 && chosen.get() != total.get();
    let toggle = move |checked: bool| {
        if checked {
            selected.set(all_keys.run(()).into_iter().collect());
        } else {
            selected.update(BTreeSet::clear);
        }
    };
    view! {
        <label class="DataTable-box">
            <input
                type="checkbox"
                aria-label="Select all rows"
                prop:checked=all
                prop:indeterminate=some
                on:change:target=move |event| toggle(event.target().checked())
            />
        </label>
    }
}
