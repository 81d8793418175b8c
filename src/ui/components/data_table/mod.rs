//! A table of any length: only the rows in sight are computed and in the DOM.
//!
//! The component knows geometry, keyboard and selection; what a row is, where rows come from and how they are
//! sorted is the caller's. Rows are read-only and keyed by their value: a row that did not change is not touched.

mod column;
mod head;
mod keyboard;
mod paper;
mod row;
mod size;
mod window;

pub use column::{Align, Column, Sort};
pub use paper::Printing;

use super::list_keys::on_list_key;
use head::TableHead;
use keyboard::Keyboard;
use leptos::{ev, html, prelude::*};
use paper::{CutOff, is_printing};
use row::{Line, TableRow, lines_of};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;
use window::Geometry;

/// Narrower than this, rows are cards (CSS pixels).
const CARD_WIDTH: i32 = 640;

/// A windowed table.
///
/// `fetch` runs in a reactive place: it is called again when the window moves or when a signal it reads changes.
///
/// ```ignore
/// let columns = vec![
///     Column::new("number", "Number", |row: &Row| view! { <a href=row.href.clone()>{row.number.clone()}</a> }).sortable(),
///     Column::new("balance", "Balance", |row: &Row| format::money(row.balance)).numeric().sortable().width("9rem"),
/// ];
/// view! {
///     <DataTable caption="Invoices" columns total=total fetch=move |range| page(range) key=|row: &Row| row.id
///         sort=sort on_sort=move |sort| go(sort) on_open=move |row: Row| open(row)/>
/// }
/// ```
#[component]
pub fn DataTable<Row>(
    /// What the table lists, for screen readers.
    #[prop(into)]
    caption: Signal<String>,
    /// The columns; the first names the row (put the link there).
    columns: Vec<Column<Row>>,
    /// How many rows there are in all.
    #[prop(into)]
    total: Signal<usize>,
    /// The rows of a range, in order.
    #[prop(into)]
    fetch: Callback<Range<usize>, Vec<Row>>,
    /// What tells a row from all others.
    key: fn(&Row) -> u64,
    /// The column the rows are sorted by.
    #[prop(optional, into)]
    sort: Signal<Option<Sort>>,
    /// Called when a sortable header is pressed.
    #[prop(optional, into)]
    on_sort: Option<Callback<Sort>>,
    /// Called by Enter on a row and by a click beside its links; without it, Enter follows the row's first link.
    #[prop(optional, into)]
    on_open: Option<Callback<Row>>,
    /// The keys of the selected rows; gives the table a column of checkboxes.
    #[prop(optional)]
    selected: Option<RwSignal<BTreeSet<u64>>>,
    /// The keys of all rows, for “select all”; without it there is no such box.
    #[prop(optional, into)]
    all_keys: Option<Callback<(), Vec<u64>>>,
    /// Names a row's checkbox: “INV-204”.
    #[prop(optional)]
    row_name: Option<fn(&Row) -> String>,
    /// Buttons for the selected rows, shown while there are any.
    #[prop(optional, into)]
    bulk: Option<ViewFn>,
    /// Rows at the foot that stay in sight: a text for each column.
    #[prop(optional, into)]
    totals: Signal<Vec<Vec<String>>>,
    /// The address of the documents behind a total, by the place of its row and column.
    #[prop(optional, into)]
    total_href: Option<Callback<(usize, usize), Option<String>>>,
    /// Shown instead of the table when there are no rows.
    #[prop(optional, into)]
    empty: Option<ViewFn>,
    /// Height of a row in CSS pixels.
    #[prop(default = 44)]
    row_height: u16,
    /// Height of a card in CSS pixels, gap included, where rows are cards.
    #[prop(default = 132)]
    card_height: u16,
) -> impl IntoView
where
    Row: Clone + PartialEq + Send + Sync + 'static,
{
    let container = NodeRef::<html::Div>::new();
    let (scroll_top, set_scroll_top) = signal(0_i32);
    let size = size::watch(container);
    let cards = Memo::new(move |_| size.get().0 < CARD_WIDTH);
    let geometry = move || Geometry {
        rows: i64::try_from(total.get()).unwrap_or(i64::MAX),
        row_height: i64::from(if cards.get() { card_height } else { row_height }.max(1)),
        viewport: i64::from(size.get().1),
        scroll_top: i64::from(scroll_top.get()),
    };
    let printing = is_printing();
    let window = Memo::new(move |_| if printing.get() { geometry().whole() } else { geometry().window() });
    let lines = Memo::new(move |previous: Option<&Vec<Line<Row>>>| {
        let range = window.with(|window| window.rows.clone());
        let rows = fetch.run(range.clone());
        lines_of(range.start, rows, previous)
    });
    let current = RwSignal::new(None::<usize>);
    let keyboard = Keyboard { container, current, cards };
    let pressed = move |event: ev::KeyboardEvent| {
        keyboard.pressed(&event, untrack(geometry), move |index| {
            let row = lines.with_untracked(|lines| lines.iter().find(|line| line.index == index).map(|line| line.row.clone()));
            match (on_open, row) {
                (Some(callback), Some(row)) => callback.run(row),
                (None, Some(_)) => keyboard.follow_link(index),
                _ => {}
            }
        });
    };
    on_list_key(move |_, event| {
        let first = keyboard.is_first_on_page();
        if first {
            pressed(event.clone());
        }
        first
    });
    let scrolled = move |_| {
        if let Some(element) = container.get_untracked() {
            let moved = Geometry { scroll_top: i64::from(element.scroll_top()), ..untrack(geometry) };
            keyboard.keep_focus(&moved.window().rows);
            set_scroll_top.set(element.scroll_top());
        }
    };
    let columns = Arc::new(columns);
    let width = columns.len() + usize::from(selected.is_some());
    let spacer = move |height: Memo<i64>| {
        view! {
            <tr class="DataTable-spacer" aria-hidden="true" hidden=move || height.get() == 0>
                <td colspan=width.to_string() style:height=move || format!("{}px", height.get())></td>
            </tr>
        }
    };
    let above = Memo::new(move |_| window.with(|window| window.above));
    let below = Memo::new(move |_| window.with(|window| window.below));
    let body_columns = Arc::clone(&columns);
    let foot_columns = Arc::clone(&columns);
    let is_empty = Memo::new(move |_| total.get() == 0);
    let has_empty_view = empty.is_some();
    view! {
        {selected.zip(bulk).map(|(selected, bulk)| view! { <BulkBar selected bulk/> })}
        {move || is_empty.get().then(|| empty.as_ref().map(ViewFn::run))}
        <CutOff total/>
        <div
            class="DataTable"
            class:DataTable--cards=move || cards.get()
            hidden=move || has_empty_view && is_empty.get()
            tabindex="0"
            role="region"
            aria-label=move || caption.get()
            style:--row-height=format!("{row_height}px")
            style:--card-height=format!("{card_height}px")
            node_ref=container
            on:scroll=scrolled
            on:keydown=pressed
        >
            <table role="table" aria-rowcount=move || (total.get() + 1).to_string()>
                <caption class="visually-hidden">{move || caption.get()}</caption>
                <TableHead columns sort on_sort selected all_keys total/>
                <tbody role="rowgroup">
                    {spacer(above)}
                    <For each=move || lines.get() key=|line| (line.index, line.version) let:line>
                        <TableRow line columns=Arc::clone(&body_columns) key selected row_name on_open current/>
                    </For>
                    {spacer(below)}
                </tbody>
                <tfoot role="rowgroup" hidden=move || totals.with(Vec::is_empty)>
                    {move || {
                        let row = |(place, texts): (usize, Vec<String>)| {
                            let href = |column: usize| total_href.and_then(|href| href.run((place, column)));
                            row::total_row(&foot_columns, texts, selected.is_some(), &href)
                        };
                        totals.get().into_iter().enumerate().map(row).collect_view()
                    }}
                </tfoot>
            </table>
        </div>
    }
}

/// How many rows are selected, and what can be done with them.
#[component]
fn BulkBar(
    /// The keys of the selected rows.
    selected: RwSignal<BTreeSet<u64>>,
    /// The buttons.
    bulk: ViewFn,
) -> impl IntoView {
    let chosen = Memo::new(move |_| selected.with(BTreeSet::len));
    view! {
        <Show when=move || chosen.get() != 0>
            <div class="BulkBar" role="region" aria-label="Selected rows">
                <span class="BulkBar-count" aria-live="polite">{move || format!("{} selected", crate::ui::format::count(chosen.get()))}</span>
                <div class="BulkBar-actions">{bulk.run()}</div>
                <super::Button kind=super::ButtonKind::Quiet on_click=move || selected.update(BTreeSet::clear)>"Clear selection"</super::Button>
            </div>
        </Show>
    }
}
