//! “Check my books”: does everything fit together?

use super::backup::contents;
use crate::ui::books::Books;
use crate::ui::components::{Announcements, Button, Card, IconName, Notice, NoticeKind};
use crate::ui::{format, outside};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is checked, for the owner.
const CHECKS: [&str; 5] = [
    "Every record is in its place and refers to records that exist.",
    "Dates and amounts are possible: nothing due before 1950, no invoice of zero, no plan that does not add up to its documents.",
    "Each invoice equals what was applied to it plus its balance, and each payment equals what was applied from it plus what is left.",
    "What is applied joins documents of one customer and one currency.",
    "Balances and lists kept for speed equal those computed anew from the documents.",
];

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    what: String,
    problems: Vec<String>,
}

/// The card.
#[component]
pub(super) fn CheckBooks() -> impl IntoView {
    let books = Books::expect();
    let announcements = use_context::<Announcements>();
    let found = RwSignal::new(None::<Found>);
    let busy = RwSignal::new(false);
    let check = move |()| {
        busy.set(true);
        spawn_local(async move {
            outside::pause().await;
            let result = books.read(|ledger| Found {
                what: contents(ledger.facts()),
                problems: ledger.check().iter().map(ToString::to_string).collect(),
            });
            if busy.try_set(false).is_some() {
                return; // the page is gone
            }
            if let Some(announcements) = announcements {
                announcements.say(match result.problems.len() {
                    0 => "Your books fit together".to_owned(),
                    count => format!("{} found", format::plural(count, "problem", "problems")),
                });
            }
            found.set(Some(result));
        });
    };
    let checks = CHECKS.map(|text| view! { <li>{text}</li> }).collect_view();
    view! {
        <Card
            title="Check my books"
            id="check"
            actions=move || view! { <Button icon=IconName::Check busy=busy on_click=Callback::new(check)>"Check now"</Button> }
        >
            <div class="stack">
                <details class="CheckBooks-what">
                    <summary>"What is checked"</summary>
                    <ul>{checks}</ul>
                </details>
                {move || found.get().map(result)}
            </div>
        </Card>
    }
}

fn result(found: Found) -> impl IntoView {
    if found.problems.is_empty() {
        let text = format!("Checked {}. Everything fits together.", found.what);
        return view! { <Notice kind=NoticeKind::Good title="Your books are in order">{text}</Notice> }.into_any();
    }
    let items = found.problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view();
    view! {
        <Notice kind=NoticeKind::Error title="Something does not fit together">
            <p>"Nothing was changed. Export the ledger now and keep the file, then report these lines:"</p>
            <ul>{items}</ul>
        </Notice>
    }
    .into_any()
}
