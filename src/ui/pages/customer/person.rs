//! Contacts, address, terms and note of a customer.

use crate::domain::customer::{Contact, Customer};
use crate::domain::ids::CustomerId;
use crate::domain::text_rules::capitalized;
use crate::exchange::mailto::address_link;
use crate::exchange::telephone::tel_link;
use crate::ui::books::Books;
use crate::ui::components::Card;
use crate::ui::{format, wording};
use leptos::prelude::*;

/// The card “Contacts and terms”.
#[component]
pub(super) fn Person(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let known = books.view(move |ledger, _| ledger.customer(id).cloned().map(|customer| (customer, ledger.policy().net_days)));
    let body = move || known.get().map(|(customer, usual)| facts(customer, usual));
    view! { <Card title="Contacts and terms">{body}</Card> }
}

fn facts(customer: Customer, usual: u16) -> impl IntoView {
    let details = customer.details;
    let days = |days: u16| format::plural(days.into(), "day", "days");
    let terms = details.net_days.map_or_else(|| format!("{} (your usual terms)", days(usual)), days);
    let limit = details.credit_limit.map(format::money).unwrap_or_default();
    let approach = details.approach;
    let kind = approach.kind.map(|kind| capitalized(wording::customer_kind(kind))).unwrap_or_default();
    let language = approach.language.map(|language| wording::language(language).to_owned()).unwrap_or_default();
    let optional = [
        ("Customer number", details.reference),
        ("Credit limit", limit),
        ("Kind", kind),
        ("Language", language),
        ("Reminder schedule", approach.schedule),
        ("Time zone", approach.time_zone.replace('_', " ")),
        ("Address", details.address),
        ("Country", details.country),
        ("Relationship", approach.relationship),
        ("Note", details.note),
    ];
    let optional = optional.into_iter().filter(|(_, text)| !text.is_empty());
    let optional = optional.map(|(name, text)| view! { <div><dt>{name}</dt><dd class="as-typed">{text}</dd></div> }).collect_view();
    let nobody = details
        .contacts
        .is_empty()
        .then(|| view! { <p class="muted">"No contact yet. Messages need an e-mail address or an address for letters."</p> });
    view! {
        <div class="stack">
            {nobody}
            <ul class="stack stack--tight" role="list">{details.contacts.into_iter().map(contact).collect_view()}</ul>
            <dl class="facts">
                <div><dt>"Days to pay"</dt><dd>{terms}</dd></div>
                <div><dt>"Customer since"</dt><dd>{format::date(customer.added)}</dd></div>
                {optional}
            </dl>
        </div>
    }
}

fn contact(contact: Contact) -> impl IntoView {
    let name: Vec<String> = [contact.name, contact.role].into_iter().filter(|text| !text.is_empty()).collect();
    let mail = linked(address_link(&contact.email), contact.email);
    let phone = linked(tel_link(&contact.phone), contact.phone);
    view! { <li><div>{name.join(", ")}</div>{mail}{phone}</li> }
}

/// A text as a link where there is one to make of it; nothing for an empty text.
fn linked(href: Option<String>, text: String) -> impl IntoView {
    let line = match href {
        Some(href) => view! { <a href=href>{text.clone()}</a> }.into_any(),
        None => text.clone().into_any(),
    };
    (!text.is_empty()).then(|| view! { <div class="as-typed">{line}</div> })
}
