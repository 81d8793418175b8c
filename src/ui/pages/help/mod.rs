//! Help: how every number is made, how reminders are decided, where the data is.

mod agencies;
mod allowance;
mod charges;
mod data;
mod discounts;
mod follow_up;
mod interest;
mod journals;
mod keyboard;
mod limitation;
mod messages;
mod numbers;
mod plans;
mod reminders;
mod sources;
mod ways_out;
mod write_offs;

use crate::ui::books::Books;
use crate::ui::components::{Card, PageHeader};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// Id and title of every section, in order.
const SECTIONS: [(&str, &str); 20] = [
    ("aging", "Aging"),
    ("credit", "Payments and unapplied credit"),
    ("discounts", "Discounts for paying early"),
    ("control", "The control total"),
    ("worklist", "The order of Today"),
    ("reminders", "Reminders"),
    ("messages", "What messages say"),
    ("follow-up", "Promises, disputes, holds and the payer rating"),
    ("charges", "Late fees and what is posted"),
    ("interest", "Interest on late payment"),
    ("plans", "Payment plans"),
    ("ways-out", "Ways out of a debt that is not paid"),
    ("agencies", "Collection agencies"),
    ("limitation", "Limitation dates"),
    ("write-offs", "Debts that are written off"),
    ("journals", "Journals and the locked period"),
    ("allowance", "The allowance for doubtful accounts"),
    ("data", "Your data"),
    ("keyboard", "Keyboard"),
    ("sources", "Where the rules come from"),
];

/// The page.
#[component]
pub fn HelpPage() -> impl IntoView {
    let books = Books::expect();
    let entry = move |(id, title): (&'static str, &'static str)| {
        view! { <li><a href=move || format!("{}#{id}", Route::Help.href(books.link_day()))>{title}</a></li> }
    };
    view! {
        <div class="page page--narrow">
            <PageHeader title="Help" lead="How each number is computed, how reminders are decided, and what is promised about your data."/>
            <nav aria-label="On this page">
                <ul class="HelpContents" role="list">{SECTIONS.map(entry).collect_view()}</ul>
            </nav>
            <numbers::AgingHelp/>
            <numbers::CreditHelp/>
            <discounts::DiscountsHelp/>
            <numbers::ControlHelp/>
            <follow_up::WorklistHelp/>
            <reminders::RemindersHelp/>
            <messages::MessagesHelp/>
            <follow_up::FollowUpHelp/>
            <charges::ChargesHelp/>
            <interest::InterestHelp/>
            <plans::PlansHelp/>
            <ways_out::WaysOutHelp/>
            <agencies::AgenciesHelp/>
            <limitation::LimitationHelp/>
            <write_offs::WriteOffsHelp/>
            <journals::JournalsHelp/>
            <allowance::AllowanceHelp/>
            <data::DataHelp/>
            <keyboard::KeyboardHelp/>
            <sources::SourcesHelp/>
        </div>
    }
}

/// One titled section that the contents lead to.
#[component]
fn Section(
    /// One of [`SECTIONS`].
    id: &'static str,
    /// The text.
    children: Children,
) -> impl IntoView {
    let title = SECTIONS.iter().find(|(known, _)| *known == id).map_or("", |(_, title)| *title);
    view! { <Card title=title id=id><div class="HelpText">{children()}</div></Card> }
}

/// A list of sentences.
fn sentences(all: &[&'static str]) -> impl IntoView + use<> {
    let items = all.iter().map(|text| view! { <li>{*text}</li> }).collect_view();
    view! { <ul>{items}</ul> }
}
