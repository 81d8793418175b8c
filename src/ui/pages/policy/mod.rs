//! The credit policy, shown in parts: each is a form with its own Save (`form`) that changes only its fields of the policy.

mod application;
mod closed;
mod credit;
mod days_draft;
mod discounts;
mod draft;
mod fees;
mod fees_draft;
mod form;
mod interest;
mod plans;
mod preview;
mod schedule;
mod schedules;
mod step_draft;
mod step_more;
mod steps;
mod terms;
mod tiers;
mod tiers_draft;
mod versions;
mod words;

use crate::ui::books::Books;
use crate::ui::components::{LinkButton, PageHeader, Tab, Tabs};
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// One part of the page: its place in the address, the name on its tab, and what is shown.
type Part = (&'static str, &'static str, fn() -> AnyView);

/// The parts in the order of their tabs. A new part is a file with a [`form::PartForm`] and one line here.
const PARTS: &[Part] = &[
    ("schedule", "Reminders", || view! { <schedule::SchedulePart/> }.into_any()),
    ("terms", "Terms", || view! { <terms::TermsPart/> }.into_any()),
    ("discounts", "Discounts", || view! { <discounts::DiscountsPart/> }.into_any()),
    ("fees", "Late fees", || view! { <fees::FeesPart/> }.into_any()),
    ("interest", "Interest", || view! { <interest::InterestPart/> }.into_any()),
    ("plans", "Payment plans", || view! { <plans::PlansPart/> }.into_any()),
    ("tiers", "Customer tiers", || view! { <tiers::TiersPart/> }.into_any()),
    ("credit", "Orders on credit", || view! { <credit::CreditPart/> }.into_any()),
    ("payments", "Payments", || view! { <application::ApplicationPart/> }.into_any()),
    ("versions", "Versions", || view! { <versions::VersionsPart/> }.into_any()),
];

/// Where a part of the page is.
pub fn part_href(part: &str, link_day: Option<NaiveDate>) -> String {
    let href = Route::Policy.href(link_day);
    let join = if href.contains('?') { '&' } else { '?' };
    format!("{href}{join}tab={part}")
}

/// The page.
#[component]
pub fn PolicyPage() -> impl IntoView {
    let books = Books::expect();
    let query = use_query_map();
    let place = Memo::new(move |_| {
        let asked = query.with(|query| query.get("tab"));
        PARTS.iter().position(|(id, ..)| Some(*id) == asked.as_deref()).unwrap_or(0)
    });
    let tabs = move || {
        let link_day = books.link_day();
        PARTS.iter().map(|(id, label, _)| Tab::new(*id, *label, part_href(id, link_day))).collect::<Vec<_>>()
    };
    view! {
        <div class="page">
            <PageHeader
                title="Credit policy"
                lead="What your customers agree to, and how they are reminded: for everybody, for tiers, and in versions."
                actions=move || view! {
                    <LinkButton href=Signal::derive(move || Route::PolicyPaper.href(books.link_day()))>"Customers’ copy"</LinkButton>
                    <LinkButton href=Signal::derive(move || Route::Templates.href(books.link_day()))>"Message texts"</LinkButton>
                }
            />
            <Tabs label="Parts of the policy" tabs=Signal::derive(tabs) current=Signal::derive(move || PARTS[place.get()].0.to_owned())/>
            {move || (PARTS[place.get()].2)()}
        </div>
    }
}
