//! The screen on which the owner decides when stored data contradicts itself or is partly unreadable.
//!
//! Nothing has been written by then, and whatever is not chosen is kept beside it. When not even a choice can be shown,
//! the plain-JavaScript recovery screen of the boot script takes over.

use super::books::{Books, Candidate, Stage};
use super::components::{Button, ButtonKind, Card, IconName, Notice, NoticeKind, PageHeader};
use super::{format, outside};
use chrono::DateTime;
use leptos::prelude::*;

/// Shown only while the stored data is undecided.
#[component]
pub fn Undecided() -> impl IntoView {
    let books = Books::expect();
    let stage = books.stage();
    let view = move || match stage.get() {
        Stage::Undecided { reason, candidates } => Some(view! { <Choice reason candidates/> }),
        _ => None,
    };
    view! { {view} }
}

#[component]
fn Choice(reason: String, candidates: Vec<Candidate>) -> impl IntoView {
    let books = Books::expect();
    let download = move || {
        books.raw_entries(move |text| {
            let name = format!("recoup-data-{}.json", books.today().get_untracked());
            let saved = text.map_err(|refusal| refusal.sentence).and_then(|text| outside::download_text(&name, "application/json", &text));
            if let Err(problem) = saved {
                books.toaster().push(problem, None);
            }
        });
    };
    let cards = candidates.into_iter().enumerate().map(move |(place, candidate)| {
        let when = candidate.last_change_ms.and_then(DateTime::from_timestamp_millis);
        let changed = when.map_or_else(|| "at an unknown time".to_owned(), |time| format!("on {}", format::date_long(time.date_naive())));
        let numbers = format!(
            "{} and {}, last changed {changed} (change {}).",
            format::plural(candidate.customers, "customer", "customers"),
            format::plural(candidate.invoices, "invoice", "invoices"),
            candidate.changes,
        );
        view! {
            <Card title=format!("Version {}", place + 1)>
                <p>{numbers}</p>
                <Button kind=ButtonKind::Primary on_click=move || books.adopt(place)>"Go on with this version"</Button>
            </Card>
        }
    });
    view! {
        <main id="main" class="page page--narrow">
            <PageHeader title="Your ledger needs a decision" lead=reason/>
            <Notice kind=NoticeKind::Info>
                "Download everything first. What you do not choose stays in this browser's storage and is not deleted."
            </Notice>
            <Button icon=IconName::Export on_click=download>"Download everything"</Button>
            {cards.collect_view()}
        </main>
    }
}
