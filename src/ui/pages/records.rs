//! The frame that the lists of promises, disputes and holds share: heading, table, what can be done with chosen rows, CSV.

use super::bulk::{BulkAction, BulkButtons, BulkReview, Subject, Target};
use crate::domain::ids::CustomerId;
use crate::ui::books::Books;
use crate::ui::components::{Button, Card, Column, DataTable, IconName, PageHeader, Printing};
use crate::ui::outside;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// One line of such a list.
pub(super) trait Record: Clone + PartialEq + Send + Sync + 'static {
    /// What tells it from all others.
    fn key(&self) -> u64;
    /// Whose it is.
    fn customer(&self) -> CustomerId;
    /// What an action on it is about.
    fn subject(&self) -> Subject;
    /// What it is called.
    fn name(&self) -> String;
}

/// What a list is called and what can be done in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed {
    /// The page's heading.
    pub title: &'static str,
    /// What the table lists, for screen readers.
    pub caption: &'static str,
    /// The beginning of the CSV file's name.
    pub file: &'static str,
    /// What can be done with chosen rows.
    pub actions: &'static [BulkAction],
    /// The height of a card on a phone, in CSS pixels.
    pub card_height: u16,
    /// Whether it is a list to print.
    pub prints: bool,
}

/// The page of a list.
#[component]
pub(super) fn RecordList<Row: Record>(
    /// Its names and actions.
    listed: Listed,
    /// The sentence below the heading.
    lead: Signal<Option<String>>,
    /// Its rows, in order.
    rows: Memo<Vec<Row>>,
    /// Its columns.
    columns: fn(Books) -> Vec<Column<Row>>,
    /// The rows as a CSV file, as they stand on a day.
    csv: fn(&[Row], NaiveDate) -> String,
    /// What stands beside the buttons of the heading.
    #[prop(optional, into)]
    more: Option<ViewFn>,
    /// What stands above the list, whether or not there is anything in it.
    #[prop(optional, into)]
    above: Option<ViewFn>,
    /// What stands here while there is nothing.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView {
    let books = Books::expect();
    let (selected, reviewing) = (RwSignal::new(BTreeSet::new()), RwSignal::new(None));
    let say = move |outcome: Result<(), String>| {
        if let Err(sentence) = outcome {
            books.toaster().push(sentence, None);
        }
    };
    let export = move || {
        let day = books.as_of().get_untracked();
        say(outside::download_csv(&format!("{}-{day}.csv", listed.file), &rows.with_untracked(|rows| csv(rows, day))));
    };
    // All rows stand on the page before the print dialog opens.
    let printing = use_context::<Printing>();
    let print = move || {
        let set = move |on| printing.is_some_and(|Printing(printing)| printing.try_set(on).is_none());
        set(true);
        request_animation_frame(move || {
            let outcome = outside::print_page();
            set(false);
            say(outcome);
        });
    };
    let actions = move || {
        let print = listed.prints.then(|| view! { <Button icon=IconName::Print on_click=print>"Print"</Button> });
        let more = more.as_ref().map(ViewFn::run);
        view! { {more} {print} <Button icon=IconName::Export on_click=export>"CSV"</Button> }
    };
    let targets = move |()| {
        let target = |row: &Row| Target { customer: row.customer(), subject: row.subject(), name: row.name() };
        let chosen = selected.get_untracked();
        rows.with_untracked(|rows| rows.iter().filter(|row| chosen.contains(&row.key())).map(target).collect::<Vec<_>>())
    };
    let fetch = Callback::new(move |range: Range<usize>| rows.with(|rows| rows.get(range).map(<[Row]>::to_vec).unwrap_or_default()));
    let all_keys = move |()| rows.with_untracked(|rows| rows.iter().map(Record::key).collect::<Vec<_>>());
    view! {
        <div class="page">
            <PageHeader title=listed.title lead actions/>
            {above.as_ref().map(ViewFn::run)}
            <Show when=move || rows.with(|rows| !rows.is_empty()) fallback=move || empty.run()>
                <Card flush=true>
                    <DataTable
                        caption=listed.caption
                        columns=columns(books)
                        total=Signal::derive(move || rows.with(Vec::len))
                        fetch=fetch
                        key=Row::key
                        card_height=listed.card_height
                        selected
                        all_keys=Callback::new(all_keys)
                        row_name=Row::name
                        bulk=move || view! { <BulkButtons actions=listed.actions reviewing/> }
                    />
                </Card>
            </Show>
            <BulkReview reviewing targets=Callback::new(targets) selected/>
        </div>
    }
}
