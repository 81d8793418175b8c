//! How safe the data is, and what is not promised.

use super::backup::{ExportButton, LastExport, is_empty};
use crate::ui::books::{Books, StorageReport};
use crate::ui::components::{Button, Card, IconName, Notice, NoticeKind};
use crate::ui::{format, outside};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// An export older than this deserves a reminder, in days.
const OLD_DAYS: i64 = 30;

/// The card.
#[component]
pub(super) fn Safety(
    /// When the ledger was last exported.
    last: LastExport,
) -> impl IntoView {
    let books = Books::expect();
    let report = books.storage();
    let kept = RwSignal::new(None::<bool>);
    spawn_local(async move {
        let answer = outside::storage_is_kept().await;
        let _page_is_gone = kept.try_set(answer);
    });
    let ask = move |()| {
        spawn_local(async move {
            let answer = outside::ask_to_keep_storage().await;
            if kept.try_set(answer).is_none() && answer != Some(true) {
                books.toaster().push("The browser did not promise it. Export your ledger from time to time.", None);
            }
        });
    };
    let fact = |name: &'static str, value: Signal<String>| view! { <div><dt>{name}</dt><dd>{move || value.get()}</dd></div> };
    view! {
        <Card title="How safe your data is" id="safety">
            <div class="stack">
                <dl class="facts">
                    {fact("Saved on this device", Signal::derive(move || report.with(|report| durable_words(report).to_owned())))}
                    {fact("Second copy", Signal::derive(move || report.with(|report| copy_words(report).to_owned())))}
                    {fact("This tab", Signal::derive(move || report.with(|report| tab_words(report).to_owned())))}
                    {fact("When space runs short", Signal::derive(move || kept_words(kept.get()).to_owned()))}
                    {fact("Small storage in use", Signal::derive(move || report.with(share)))}
                    {fact("Last export", Signal::derive(move || export_words(books, last)))}
                </dl>
                <Reminder last/>
                <Show when=move || kept.get() == Some(false)>
                    <div class="row">
                        <Button icon=IconName::Lock on_click=Callback::new(ask)>"Ask the browser to keep my data"</Button>
                    </div>
                </Show>
                <section class="stack stack--tight">
                    <h3>"What no browser can promise"</h3>
                    <ul>
                        <li>"Clearing the browser’s data for this site removes the ledger."</li>
                        <li>"A lost or broken device takes the ledger with it."</li>
                        <li>"A private window forgets everything when it is closed."</li>
                        <li>"Safari may remove the data of a site that was not visited for seven days, unless it is installed."</li>
                    </ul>
                    <p>"Only a ledger file kept elsewhere covers these. Recoup sends your data nowhere, so nobody else has a copy."</p>
                </section>
            </div>
        </Card>
    }
}

#[component]
fn Reminder(
    /// When the ledger was last exported.
    last: LastExport,
) -> impl IntoView {
    let books = Books::expect();
    let has_data = books.view(|ledger, _| !is_empty(ledger));
    let due = move || {
        let age = last.0.get().map(|day| (books.today().get() - day).num_days());
        has_data.get() && age.is_none_or(|age| age > OLD_DAYS)
    };
    let text = move || match last.0.get() {
        None => "This ledger was never exported from this browser.",
        Some(_) => "The last export is more than a month old.",
    };
    view! {
        <Show when=due>
            <Notice kind=NoticeKind::Warn title="Time for a backup" actions=|| view! { <ExportButton/> }>{text}</Notice>
        </Show>
    }
}

fn durable_words(report: &StorageReport) -> &'static str {
    match (report.durable, report.follows) {
        (_, true) => "Yes, by the other tab.",
        (true, _) => "Yes. What is shown as saved stays, even when the browser is stopped by force.",
        (false, _) => "Not for sure: what you enter may be lost when the browser closes.",
    }
}

fn copy_words(report: &StorageReport) -> &'static str {
    match (report.warnings.is_empty(), report.follows) {
        (_, true) => "Kept by the other tab.",
        (true, _) => "Kept in this browser’s small storage, for a quick start and for repairs.",
        (false, _) => "See the warning above.",
    }
}

fn tab_words(report: &StorageReport) -> &'static str {
    if report.follows { "Another tab saves. What you do here is handed to it." } else { "Saves by itself." }
}

fn kept_words(kept: Option<bool>) -> &'static str {
    match kept {
        Some(true) => "The browser has promised to keep this site’s data.",
        Some(false) => "The browser may remove this site’s data to make room.",
        None => "The browser does not say whether it keeps this site’s data.",
    }
}

fn share(report: &StorageReport) -> String {
    let percent = report.local_per_mille.div_ceil(10);
    if report.local_per_mille >= 800 { format!("{percent} %. The large storage goes on when it is full.") } else { format!("{percent} %") }
}

fn export_words(books: Books, last: LastExport) -> String {
    match last.0.get() {
        None => "Never from this browser.".to_owned(),
        Some(day) => {
            let days = (day - books.today().get()).num_days();
            format!("{}, {}. Whether the file was kept, Recoup cannot know.", format::date(day), format::relative_day(days))
        }
    }
}
