//! “Check my books”: does everything fit together?

use super::backup::contents;
use crate::ui::books::Books;
use crate::ui::components::{Announcements, Button, Card, IconName, Notice, NoticeKind};
use crate::ui::{format, outside};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is checked, for the owner.
const CHECKS: [&str; 11] = [
    "Every record is in its place, and the customers, invoices, payments and credit notes it refers to exist.",
    "Every amount of an invoice, credit note, payment, use of a payment and instalment is above zero and not larger than the books can hold.",
    "Nothing ends before it begins: no document voided before its date, no payment taken back before it was received, no dispute, pause or plan over before it started. The last change of a due date leads to the due date the invoice has.",
    "Every customer has a name, every invoice and credit note a number; no customer has two invoices in force with the same number. Texts are not too long and hold only characters that can be shown, and e-mail addresses look like ones.",
    "What is applied joins documents of one customer and one currency, and counts only while both of them do.",
    "On no day is more applied to an invoice, or from a payment or credit note, than its amount.",
    "A payment plan covers invoices of its customer and has instalments in exactly one currency; a message covers only documents and instalments that its customer has.",
    "The steps of the reminder policy are in order and within their limits.",
    "An import names only records that exist, and none that another import added.",
    "All amounts of one currency together are small enough to be added exactly.",
    "Balances, credit left over and lists kept for speed equal those computed anew from the documents.",
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
                    <p class="muted">"At most 100 problems are listed. Later checks rely on earlier ones, so they run only when those find nothing."</p>
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
