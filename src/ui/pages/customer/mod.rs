//! One customer: what is owed, what comes next, every document, payment, message and plan.

mod actions;
mod credit;
mod credit_file;
mod decisions;
mod documents;
mod interest;
mod limitation;
mod money_in;
mod next_step;
mod owed;
mod person;
pub(super) mod promised;
mod said;
mod shipping;
mod terms;
pub(super) mod timeline;

use super::charges::CustomerCharges;
use crate::domain::customer::Customer;
use crate::domain::ids::CustomerId;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Badges, EmptyState, IconName, LinkButton, PageHeader, Tone};
use crate::ui::pages::messages::words::totals_text;
use crate::ui::routes::Route;
use crate::ui::{format, wording};
use actions::Actions;
use chrono::NaiveDate;
use credit_file::CreditOnFile;
pub(super) use decisions::Decisions;
use documents::Documents;
use interest::Interest;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use limitation::LimitationDates;
use money_in::MoneyIn;
use next_step::NextStep;
use owed::Owed;
use person::Person;
use promised::{ContactLog, Promises, RatingCard};
use said::{Messages, Plans};
use shipping::MayShip;
use terms::TermsInForce;
use timeline::Timeline;

/// The page.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<CustomerId>().ok()).unwrap_or(CustomerId(0)));
    // Another customer is another page: nothing of the previous one may stay.
    move || view! { <CustomerSheet id=id.get()/> }
}

#[component]
fn CustomerSheet(id: CustomerId) -> impl IntoView {
    let known = Books::expect().view(move |ledger, _| ledger.customer(id).is_some());
    move || if known.get() { view! { <Known id/> }.into_any() } else { view! { <Unknown/> }.into_any() }
}

#[component]
fn Known(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let customer = books.view(move |ledger, _| ledger.customer(id).cloned());
    let title =
        Signal::derive(move || customer.with(|customer| customer.as_ref().map(|known| known.details.name.clone()).unwrap_or_default()));
    let lead = Signal::derive(move || customer.with(|customer| customer.as_ref().and_then(lead_of)));
    let pause = books.view(move |ledger, day| ledger.pause_of(id, day).map(|pause| pause.until));
    let held = books.view(move |ledger, day| ledger.hold_of(id, day).is_some());
    let given_up = books.view(move |ledger, day| ledger.written_off_of(id, day));
    let badges = move || {
        let loss = move || {
            let sums = given_up.get();
            (!sums.is_empty()).then(|| view! { <Badge tone=Tone::Bad>{format!("written off: {}", totals_text(&sums))}</Badge> })
        };
        let on_hold = move || held.get().then(|| view! { <Badge tone=Tone::Bad>"on hold: nothing more on credit"</Badge> });
        let paused = move || {
            pause.get().map(|until| {
                let text =
                    until.map_or_else(|| "reminders paused".to_owned(), |until| format!("reminders paused until {}", format::date(until)));
                view! { <Badge tone=Tone::Info>{text}</Badge> }
            })
        };
        let marks = move || view! { <Badges badges=customer.with(|known| known.as_ref().map_or_else(Vec::new, |known| wording::marks(&known.details.approach)))/> };
        view! { {marks}{on_hold}{loss}{paused} }
    };
    view! {
        <div class="page">
            <PageHeader
                title
                lead
                back=("Customers".to_owned(), Route::Customers.href(untrack(|| books.link_day())))
                badges
                actions=move || view! { <Actions id/> }
            />
            <div class="split">
                <div class="stack">
                    <Owed id/>
                    <Interest id/>
                    <Documents id/>
                    <MoneyIn id/>
                    <Timeline id/>
                </div>
                <div class="stack">
                    <NextStep id/>
                    <MayShip id/>
                    <CustomerCharges customer=id/>
                    <Decisions id/>
                    <CreditOnFile id/>
                    <LimitationDates id/>
                    <Promises id/>
                    <ContactLog id/>
                    <RatingCard id/>
                    <Person id/>
                    <TermsInForce id/>
                    <Plans id/>
                    <Messages id/>
                </div>
            </div>
        </div>
    }
}

/// The way back from a page about a customer: to the customer, or to all of them when there is no such one.
pub(super) fn back_to_customer(name: String, id: CustomerId, link_day: Option<NaiveDate>) -> (String, String) {
    if name.is_empty() { ("Customers".to_owned(), Route::Customers.href(link_day)) } else { (name, Route::Customer(id).href(link_day)) }
}

/// Number, first contact and how to reach it.
fn lead_of(customer: &Customer) -> Option<String> {
    let details = &customer.details;
    let contact = details.contacts.first().map(|contact| contact.name.as_str());
    let parts = [Some(details.reference.as_str()), contact, details.email(), details.phone()];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

#[component]
fn Unknown() -> impl IntoView {
    let books = Books::expect();
    view! {
        <div class="page">
            <PageHeader title="Customer not found"/>
            <EmptyState
                icon=IconName::Customers
                title="There is no such customer"
                text="It was taken out, or the address is from another ledger or from before a restore."
            >
                <LinkButton href=Signal::derive(move || Route::Customers.href(books.link_day()))>"All customers"</LinkButton>
            </EmptyState>
        </div>
    }
}
