//! The buckets, typed as ranges of days and checked before they are used.

use crate::domain::aging_buckets::AgingBuckets;
use crate::ui::components::{Button, ButtonKind, CheckField, Dialog, DialogExit, ErrorSummary, IconName, Problem};
use leptos::prelude::*;

/// The most buckets a report has room for.
const MOST_ROWS: usize = 12;

/// A range as it is typed; an empty end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    id: usize,
    from: RwSignal<String>,
    to: RwSignal<String>,
}

impl Range {
    fn new(id: usize, from: Option<i32>, to: Option<i32>) -> Self {
        let text = |day: Option<i32>| RwSignal::new(day.map(|day| day.to_string()).unwrap_or_default());
        Self { id, from: text(from), to: text(to) }
    }
}

/// The dialog. It starts from `current` each time it opens.
#[component]
pub(super) fn BucketsEditor(
    /// Open or not.
    open: RwSignal<bool>,
    /// The buckets in use.
    current: Signal<AgingBuckets>,
    /// Called with sound buckets, and whether to keep them in the ledger's settings.
    on_use: Callback<(AgingBuckets, bool)>,
) -> impl IntoView {
    view! {
        <Dialog id="aging-buckets" open title="Aging buckets">
            <Form open current on_use/>
        </Dialog>
    }
}

#[component]
fn Form(
    /// The dialog.
    open: RwSignal<bool>,
    /// The buckets in use.
    current: Signal<AgingBuckets>,
    /// Called with sound buckets.
    on_use: Callback<(AgingBuckets, bool)>,
) -> impl IntoView {
    let exit = DialogExit::of(open);
    let next_id = StoredValue::new(0_usize);
    let fresh = move |from, to| {
        let id = next_id.get_value();
        next_id.set_value(id + 1);
        Range::new(id, from, to)
    };
    let rows_of =
        move |buckets: &AgingBuckets| (0..buckets.count()).map(|bucket| buckets.range(bucket)).map(|(from, to)| fresh(from, to)).collect();
    let rows: RwSignal<Vec<Range>> = RwSignal::new(current.with_untracked(rows_of));
    let keep = RwSignal::new(false);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let add = move |()| {
        rows.update(|rows| {
            let last = rows.last().and_then(|row| row.from.get_untracked().trim().parse::<i32>().ok());
            // The last bucket gets an end, and the new one begins behind it.
            if let (Some(row), Some(from)) = (rows.last(), last) {
                row.to.set(from.saturating_add(29).to_string());
            }
            rows.push(fresh(last.map(|from| from.saturating_add(30)), None));
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match rows.with_untracked(|rows| read(rows)) {
            Ok(buckets) => {
                open.set(false);
                on_use.run((buckets, keep.get_untracked()));
            }
            Err(found) => problems.set(found),
        }
    };
    let row = move |range: Range| {
        let id = range.id;
        let place = move || rows.with(|rows| rows.iter().position(|row| row.id == id)).unwrap_or(0) + 1;
        let remove = move |()| rows.update(|rows| rows.retain(|row| row.id != id));
        view! {
            <div class="BucketRange">
                <span class="BucketRange-name">{move || format!("Bucket {}", place())}</span>
                <DayInput id=format!("bucket-{id}-from") label=Signal::derive(move || format!("Bucket {} from day", place())) value=range.from/>
                <span aria-hidden="true">"to"</span>
                <DayInput id=format!("bucket-{id}-to") label=Signal::derive(move || format!("Bucket {} to day", place())) value=range.to/>
                <Button kind=ButtonKind::Quiet icon=IconName::Close label="Remove this bucket" on_click=Callback::new(remove)/>
            </div>
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <ErrorSummary problems/>
            <p class="muted">"Day 0 is the day itself: an invoice due today is current. Leave the beginning of the first bucket and the end of the last one empty."</p>
            <div class="stack stack--tight">
                <For each=move || rows.get() key=|range| range.id children=row/>
            </div>
            <div class="row">
                <Button icon=IconName::Add disabled=Signal::derive(move || rows.with(Vec::len) >= MOST_ROWS) on_click=Callback::new(add)>"Add a bucket"</Button>
                <Button kind=ButtonKind::Quiet on_click=Callback::new(move |()| rows.set(rows_of(&AgingBuckets::default())))>"Current, 30, 60, 90"</Button>
            </div>
            <CheckField id="bucket-keep" label="Keep these buckets for every report" value=keep/>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true>"Use these buckets"</Button>
                <Button on_click=Callback::new(move |()| exit.leave())>"Cancel"</Button>
            </div>
        </form>
    }
}

#[component]
fn DayInput(
    /// The id of the input.
    id: String,
    /// Its name for screen readers.
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <input
            class="Input BucketRange-day"
            id=id
            type="text"
            inputmode="numeric"
            autocomplete="off"
            placeholder="open"
            aria-label=move || label.get()
            prop:value=move || value.get()
            on:input:target=move |event| value.set(event.target().value())
        />
    }
}

/// Reads the rows, or says what is wrong with them.
fn read(rows: &[Range]) -> Result<AgingBuckets, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut day = |id: String, text: String| {
        let text = text.trim().replace('\u{2212}', "-");
        if text.is_empty() {
            return None;
        }
        let day = text.parse::<i32>().ok();
        if day.is_none() {
            problems.push(Problem::new(id, format!("“{text}” is not a whole number of days.")));
        }
        day
    };
    let mut ranges = Vec::with_capacity(rows.len());
    for row in rows {
        let from = day(format!("bucket-{}-from", row.id), row.from.get_untracked());
        let to = day(format!("bucket-{}-to", row.id), row.to.get_untracked());
        ranges.push((from, to));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let first = rows.first().map_or_else(|| "bucket-keep".to_owned(), |row| format!("bucket-{}-from", row.id));
    AgingBuckets::from_ranges(&ranges).map_err(|problem| vec![Problem::new(first, problem.to_string())])
}
