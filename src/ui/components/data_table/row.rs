//! One row in sight.

use super::column::Column;
use super::keyboard::is_interactive;
use leptos::{ev, prelude::*};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Presses that travel farther than this are selections of text, not clicks (CSS pixels).
const DRAG: i32 = 4;

/// A row with its place and a number that changes with its value.
#[derive(Clone)]
pub(super) struct Line<Row> {
    pub index: usize,
    pub version: u64,
    pub row: Row,
}

impl<Row> PartialEq for Line<Row> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && self.version == other.version
    }
}

/// Numbers the rows of a window: a row that is the same at the same place keeps its version, and so its DOM.
pub(super) fn lines_of<Row: PartialEq>(start: usize, rows: Vec<Row>, previous: Option<&Vec<Line<Row>>>) -> Vec<Line<Row>> {
    let previous = previous.map_or(&[][..], Vec::as_slice);
    let mut last = previous.iter().map(|line| line.version).max().unwrap_or(0);
    let known = |index: usize| previous.first().and_then(|first| previous.get(index.checked_sub(first.index)?));
    let number = |(offset, row): (usize, Row)| {
        let index = start + offset;
        let version = match known(index) {
            Some(line) if line.row == row => line.version,
            _ => {
                last += 1;
                last
            }
        };
        Line { index, version, row }
    };
    rows.into_iter().enumerate().map(number).collect()
}

/// A row of the table, or a card.
#[component]
pub(super) fn TableRow<Row>(
    /// The row and its place.
    line: Line<Row>,
    /// The columns.
    columns: Arc<Vec<Column<Row>>>,
    /// What tells it from others.
    key: fn(&Row) -> u64,
    /// The keys of the selected rows.
    selected: Option<RwSignal<BTreeSet<u64>>>,
    /// Names its checkbox.
    row_name: Option<fn(&Row) -> String>,
    /// Called by a click beside links.
    on_open: Option<Callback<Row>>,
    /// The row the keyboard is on.
    current: RwSignal<Option<usize>>,
) -> impl IntoView
where
    Row: Clone + Send + Sync + 'static,
{
    let Line { index, row, .. } = line;
    let own_key = key(&row);
    let name = row_name.map_or_else(|| format!("row {}", index + 1), |name| name(&row));
    let cells = columns.iter().enumerate().map(|(place, column)| cell(column, &row, place == 0)).collect_view();
    let press = StoredValue::new((0, 0));
    let clicked = move |event: ev::MouseEvent| {
        let (x, y) = press.get_value();
        let dragged = (event.client_x() - x).abs() > DRAG || (event.client_y() - y).abs() > DRAG;
        if let Some(callback) = on_open
            && !dragged
            && !event.default_prevented()
            && !is_interactive(&event)
        {
            callback.run(row.clone());
        }
    };
    let is_selected = move || selected.is_some_and(|selected| selected.with(|keys| keys.contains(&own_key)));
    let check = selected.map(|selected| {
        let toggle = move |checked: bool| {
            selected.update(|keys| {
                if checked {
                    keys.insert(own_key)
                } else {
                    keys.remove(&own_key)
                };
            });
        };
        view! {
            <td role="cell" class="DataTable-check">
                <label class="DataTable-box">
                    <input
                        type="checkbox"
                        aria-label=format!("Select {name}")
                        prop:checked=is_selected
                        on:change:target=move |event| toggle(event.target().checked())
                    />
                </label>
            </td>
        }
    });
    view! {
        <tr
            role="row"
            class="DataTable-row"
            class:DataTable-row--open=on_open.is_some()
            class:DataTable-row--selected=is_selected
            class:DataTable-row--current=move || current.get() == Some(index)
            aria-rowindex=(index + 2).to_string()
            tabindex="-1"
            on:mousedown=move |event| press.set_value((event.client_x(), event.client_y()))
            on:click=clicked
        >
            {check}
            {cells}
        </tr>
    }
}

fn cell<Row>(column: &Column<Row>, row: &Row, names_row: bool) -> AnyView {
    let content = (column.cell)(row);
    let class = column.class();
    if names_row {
        view! { <th role="rowheader" scope="row" class=class>{content}</th> }.into_any()
    } else {
        view! { <td role="cell" class=class data-label=column.header.clone()>{content}</td> }.into_any()
    }
}

/// A row of totals: a text for each column, a link where there are documents behind it.
pub(super) fn total_row<Row>(
    columns: &[Column<Row>],
    texts: Vec<String>,
    with_check: bool,
    href: &dyn Fn(usize) -> Option<String>,
) -> impl IntoView + use<Row> {
    let cell = |(place, (column, text)): (usize, (&Column<Row>, String))| {
        let content = match href(place) {
            Some(href) => view! { <a href=href>{text}</a> }.into_any(),
            None => text.into_any(),
        };
        view! { <td role="cell" class=column.class() data-label=column.header.clone()>{content}</td> }
    };
    let cells = columns.iter().zip(texts).enumerate().map(cell).collect_view();
    view! {
        <tr role="row" class="DataTable-total">
            {with_check.then(|| view! { <td role="cell" class="DataTable-check"></td> })}
            {cells}
        </tr>
    }
}
