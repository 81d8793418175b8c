//! A row of the worklist, with the buttons of its next step.

use super::asking::Asking;
use super::later::Later;
use super::skip::{Skipped, What};
use super::telephone::Telephone;
use super::work::{Step, Work};
use crate::domain::command::{AllocationChoice, Command};
use crate::domain::ids::CustomerId;
use crate::domain::policy::Channel;
use crate::ui::books::Books;
use crate::ui::components::{Badges, Button, ButtonKind, Icon, IconName, LinkButton, settle_focus};
use crate::ui::forms::{before_call, time_there};
use crate::ui::pages::messages::{prepare_href, words};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The row: who, how much, why, and the next step.
#[component]
pub(super) fn WorkRow(
    /// What is to be done.
    row: Work,
) -> impl IntoView {
    let books = Books::expect();
    let icon = match row.step {
        Step::Prepare(channel) => words::channel_icon(channel),
        Step::Settle(..) => IconName::Clock,
        Step::Plan(_) | Step::Offer(_) | Step::Agreement(_) | Step::Settlement(_) => IconName::Plans,
        Step::Dispute(_) => IconName::Flag,
        Step::Call(_) => IconName::Phone,
        Step::Hold(_) => IconName::Pause,
        Step::Decide | Step::Compare => IconName::Flag,
        Step::Thank(_) => IconName::Check,
        Step::Apply(_) => IconName::Payments,
    };
    let href = Route::Customer(row.customer).href(books.link_day());
    let Work { name, what, why, amount, marks, .. } = row.clone();
    let before = match row.step {
        Step::Call(_) if !books.looks_elsewhere() => before_call(books, row.customer),
        // What stands against the call is said beside its notes.
        Step::Prepare(Channel::Phone) => time_there(books, row.customer).into_iter().collect(),
        _ => Vec::new(),
    };
    let later = row.subject.map(|subject| (row.customer, subject, row.name.clone()));
    let buttons = move || {
        (!books.looks_elsewhere()).then(|| {
            let later = later.clone().map(|(customer, subject, name)| view! { <Later customer subject name/> });
            view! { <NextStep row=row.clone()/>{later} }
        })
    };
    view! {
        <li>
            <div class="today-work">
                <Icon name=icon/>
                <div>
                    <p class="worklist-who"><a href=href>{name}</a><Badges badges=marks/>" · "{what}</p>
                    <p class="worklist-why">{why}</p>
                    {before.into_iter().map(|sentence| view! { <p class="worklist-why">{sentence}</p> }).collect_view()}
                </div>
            </div>
            <span class="money">{amount}</span>
            <div class="row today-steps">{buttons}</div>
        </li>
    }
}

/// The buttons of a row.
#[component]
fn NextStep(row: Work) -> impl IntoView {
    let books = Books::expect();
    let Work { customer, name, step, .. } = row;
    let asking = expect_context::<Asking>();
    match step {
        Step::Prepare(_) => view! {
            <LinkButton href=prepare_href(customer)>"Prepare"<span class="visually-hidden">" the message to "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Settle(message, channel) => {
            let (yes, said) =
                if channel == Channel::Phone { ("Called", "The call is on record") } else { ("Sent", "The message is on record as sent") };
            let sent = move || {
                let on = books.today().get_untracked();
                books.act_then(Command::ConfirmMessageSent { message, on }, said, move |result| {
                    settle_focus();
                    if result.is_ok() && channel == Channel::Phone {
                        asking.called.set(Some(customer));
                    }
                });
            };
            let skipped = Skipped { what: What::Message(message), name: name.clone() };
            let skip = move || asking.skipping.set(Some(skipped.clone()));
            view! {
                <Button label=format!("{yes}: message to {name}") on_click=sent>{yes}</Button>
                <Button kind=ButtonKind::Quiet label=format!("Skip: message to {name}") on_click=skip>"Skip"</Button>
            }
            .into_any()
        }
        Step::Plan(plan) => view! {
            <LinkButton href=Route::Plan(plan).href(None)>"Open plan"<span class="visually-hidden">" of "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Offer(offer) => view! {
            <LinkButton href=Route::PlanOffer(offer).href(None)>"Open offer"<span class="visually-hidden">" to "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Agreement(plan) => view! {
            <LinkButton href=Route::Agreement(plan).href(None)>"Open agreement"<span class="visually-hidden">" with "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Settlement(offer) => view! {
            <LinkButton href=Route::Settlement(offer).href(None)>"Open settlement"<span class="visually-hidden">" with "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Dispute(invoice) => view! {
            <LinkButton href=Route::Invoice(invoice).href(None)>"Open dispute"<span class="visually-hidden">" of "{name}</span></LinkButton>
        }
        .into_any(),
        Step::Decide => view! { <OpenCustomer customer name kind=ButtonKind::Plain/> }.into_any(),
        Step::Compare => {
            let whose = name.clone();
            view! {
                <LinkButton href=Route::WaysOut(customer).href(None)>"Compare the ways out"<span class="visually-hidden">" for "{whose}</span></LinkButton>
                <OpenCustomer customer name kind=ButtonKind::Quiet/>
            }
            .into_any()
        }
        Step::Call(Telephone::Number(shown, link)) => {
            let dialled = move |_| asking.dialled.set(Some(customer));
            view! {
                <a class="Button" href=link aria-label=format!("Call {shown}: {name}") on:click=dialled>
                    <span class="Button-text">{format!("Call {shown}")}</span>
                </a>
                <OpenCustomer customer name kind=ButtonKind::Quiet/>
            }
            .into_any()
        }
        Step::Call(_) => {
            let change = move || asking.changing.set(Some(customer));
            view! {
                <Button label=format!("Enter a number: {name}") on_click=change>"Enter a number"</Button>
                <OpenCustomer customer name kind=ButtonKind::Quiet/>
            }
            .into_any()
        }
        Step::Thank(payment) => {
            let thank = move || asking.thanking.set(Some(payment));
            view! { <Button label=format!("Say thank you: {name}") on_click=thank>"Say thank you"</Button> }.into_any()
        }
        Step::Hold(reason) => {
            let ask = move || asking.holding.set(Some((customer, reason.clone())));
            view! { <Button label=format!("Put on hold: {name}") on_click=ask>"Put on hold"</Button> }.into_any()
        }
        Step::Apply(source) => {
            let apply = move || {
                let command = Command::AllocateCredit { source, choice: AllocationChoice::OldestFirst };
                books.act_then(command, "Credit applied, oldest invoice first", |_| settle_focus())
            };
            view! { <Button label=format!("Apply to oldest invoice of {name}") on_click=apply>"Apply to oldest"</Button> }.into_any()
        }
    }
}

/// The way to the customer, with everything that was said and agreed.
#[component]
fn OpenCustomer(customer: CustomerId, name: String, kind: ButtonKind) -> impl IntoView {
    view! {
        <LinkButton kind href=Route::Customer(customer).href(None)>"Open customer"<span class="visually-hidden">" "{name}</span></LinkButton>
    }
}
