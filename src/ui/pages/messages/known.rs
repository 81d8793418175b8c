//! What the owner knows of a customer, beside a message to them: rating, marks, the relationship, the latest contacts. For the owner
//! alone: it stands on no paper and in no message.

use super::super::customer::promised::summary;
use super::words;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::reports::rating::rating;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Badges, Tone};
use crate::ui::{format, wording};
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many of the latest contacts are shown.
const CONTACTS: usize = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
struct About {
    grade: Option<(&'static str, Tone)>,
    marks: Vec<(&'static str, Tone)>,
    relationship: String,
    contacts: Vec<(NaiveDate, String)>,
}

impl About {
    fn of(ledger: &Ledger, customer: CustomerId, day: NaiveDate) -> Option<Self> {
        let approach = &ledger.customer(customer)?.details.approach;
        Some(Self {
            grade: rating(ledger, ledger.policy_on(day), customer, day).grade.map(wording::grade),
            marks: wording::marks(approach),
            relationship: approach.relationship.clone(),
            contacts: latest_contacts(ledger, customer, day),
        })
    }

    fn is_empty(&self) -> bool {
        self.grade.is_none() && self.marks.is_empty() && self.relationship.is_empty() && self.contacts.is_empty()
    }
}

/// The latest entries of the contact log and messages sent, latest first.
fn latest_contacts(ledger: &Ledger, customer: CustomerId, day: NaiveDate) -> Vec<(NaiveDate, String)> {
    let logged = ledger.contacts_of(customer).filter(|entry| entry.on <= day).map(|entry| {
        let note = if entry.note.is_empty() { String::new() } else { format!(". {}", entry.note) };
        (entry.on, format!("{}{note}", summary(entry)))
    });
    let sent = ledger.messages_of(customer).filter_map(|message| {
        let on = message.sent_on().filter(|on| *on <= day)?;
        Some((on, format!("{}, {}", words::channel_name(message.content.channel), words::step_words(message.content.offset_days))))
    });
    let mut contacts: Vec<_> = sent.chain(logged).collect();
    // Within a day a call stands before the message it was made for: its entry says what came of it.
    contacts.sort_by_key(|(on, _)| *on);
    contacts.reverse();
    contacts.truncate(CONTACTS);
    contacts
}

/// The lines; nothing while nothing is known.
#[component]
pub(super) fn Known(
    /// Of whom.
    customer: CustomerId,
) -> impl IntoView {
    let books = Books::expect();
    let about = books.view(move |ledger, day| About::of(ledger, customer, day).filter(|about| !about.is_empty()));
    let lines = move || {
        about.get().map(|About { grade, marks, relationship, contacts }| {
            let grade = grade.map(|(letter, tone)| {
                view! { <div><dt>"Payer rating"</dt><dd><Badge tone=tone>{letter}</Badge></dd></div> }
            });
            let marks = (!marks.is_empty()).then(|| view! { <div><dt>"Marked"</dt><dd><Badges badges=marks/></dd></div> });
            let relationship = (!relationship.is_empty()).then(|| {
                view! { <div><dt>"Relationship"</dt><dd class="as-typed">{relationship}</dd></div> }
            });
            let contact = |(on, text): (NaiveDate, String)| {
                view! { <p class="message-clamp" title=text.clone()>{format!("{}: {text}", format::date(on))}</p> }
            };
            let contacts = (!contacts.is_empty()).then(|| {
                view! { <div><dt>"Last contacts"</dt><dd>{contacts.into_iter().map(contact).collect_view()}</dd></div> }
            });
            view! {
                <dl class="facts message-known no-print">
                    {grade}
                    {marks}
                    {relationship}
                    {contacts}
                </dl>
            }
        })
    };
    view! { {lines} }
}
