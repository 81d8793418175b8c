//! Contacts, address, terms and note of a customer.

use crate::domain::customer::{Contact, Customer, CustomerDetails};
use crate::domain::ids::CustomerId;
use crate::domain::policy::{CreditPolicy, TermSource};
use crate::domain::text_rules::capitalized;
use crate::exchange::mailto::address_link;
use crate::exchange::telephone::tel_link;
use crate::reports::exposure::sourced_limits;
use crate::ui::books::Books;
use crate::ui::components::Card;
use crate::ui::{format, wording};
use leptos::prelude::*;

/// The card “Contacts and terms”.
#[component]
pub(super) fn Person(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let known = books.view(move |ledger, day| {
        let customer = ledger.customer(id)?.clone();
        let limit = |(limit, source)| format!("{}{}", format::money(limit), wording::limit_source(source));
        let limits = sourced_limits(ledger, id, day).into_iter().map(limit).collect::<Vec<_>>().join(", ");
        Some((terms(ledger.policy_on(day), &customer.details), limits, customer))
    });
    let body = move || known.get().map(|(terms, limits, customer)| facts(customer, terms, limits));
    view! { <Card title="Contacts and terms">{body}</Card> }
}

/// Days to pay and reminder schedule in words, each with whose word it is. No schedule where nothing but the policy speaks.
fn terms(policy: &CreditPolicy, details: &CustomerDetails) -> (String, String) {
    let approach = &details.approach;
    let (when, source) = policy.terms_of(details);
    let days = wording::when_due(&when);
    let usual = if source == TermSource::Policy { " (your usual terms)" } else { "" };
    let followed = policy.followed(approach);
    let nothing_said = approach.schedule.is_empty() && approach.tier.is_empty();
    let schedule = if nothing_said { String::new() } else { format!("{}{}", followed.name, wording::of_tier(followed.source, approach)) };
    (format!("{days}{usual}{}", wording::of_tier(source, approach)), schedule)
}

fn facts(customer: Customer, (terms, schedule): (String, String), limits: String) -> impl IntoView {
    let details = customer.details;
    let approach = details.approach;
    let kind = approach.kind.map(|kind| capitalized(wording::customer_kind(kind))).unwrap_or_default();
    let language = approach.language.map(|language| wording::language(language).to_owned()).unwrap_or_default();
    let optional = [
        ("Customer number", details.reference),
        ("Credit limit", limits),
        ("Kind", kind),
        ("Language", language),
        ("Tier", approach.tier),
        ("Reminder schedule", schedule),
        ("Terms accepted", details.terms_accepted.map(format::date).unwrap_or_default()),
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
