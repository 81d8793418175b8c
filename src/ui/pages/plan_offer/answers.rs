//! What becomes of an offer: accepted on a day, declined or withdrawn.

use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::PlanOfferId;
use crate::domain::plan_offer::OfferAnswer;
use crate::ui::books::Books;
use crate::ui::components::{Choice, DateField, Dialog, RadioGroup, TextAreaField};
use crate::ui::forms::{DialogForm, Findings, FormState, read_date};
use crate::ui::routes::Route;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The dialog “They accepted”.
#[component]
pub(super) fn AcceptOffer(open: RwSignal<bool>, offer: PlanOfferId) -> impl IntoView {
    view! { <Dialog id="accept-offer" open title="They accepted the plan"><AcceptFields open offer/></Dialog> }
}

#[component]
fn AcceptFields(open: RwSignal<bool>, offer: PlanOfferId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("accept");
    let on = RwSignal::new(books.today().get_untracked().to_string());
    let navigate = use_navigate();
    let send = move || {
        let mut found = Findings::default();
        let Some(accepted) = found.take("accepted", read_date(&on.get_untracked())) else { return state.refuse(found) };
        let command = Command::AcceptOffer { offer, accepted };
        let today = books.today().get_untracked();
        let plan = books.read(|ledger| match ledger.decide(&command, today) {
            Ok(Event::PlanAccepted { plan, .. }) => Some(plan.id),
            _ => None,
        });
        let navigate = navigate.clone();
        state.send(books, command, "Payment plan accepted", move || {
            open.set(false);
            if let Some(plan) = plan {
                navigate(&Route::Plan(plan).path(), Default::default());
            }
        });
    };
    view! {
        <DialogForm state open submit="Put the plan in force" first="accepted" on_submit=send>
            <p>"The plan holds just as it was offered. Reminders follow its instalments from then on."</p>
            <DateField id=state.id("accepted") label="They accepted on" value=on error=state.error("accepted")/>
        </DialogForm>
    }
}

/// The dialog “Declined or withdrawn”.
#[component]
pub(super) fn EndOffer(open: RwSignal<bool>, offer: PlanOfferId) -> impl IntoView {
    view! { <Dialog id="end-offer" open title="The offer no longer stands"><EndFields open offer/></Dialog> }
}

#[component]
fn EndFields(open: RwSignal<bool>, offer: PlanOfferId) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("end");
    let answer = RwSignal::new("declined".to_owned());
    let reason = RwSignal::new(String::new());
    let send = move || {
        let answer = if answer.get_untracked() == "declined" { OfferAnswer::Declined } else { OfferAnswer::Withdrawn };
        let on = books.today().get_untracked();
        let command = Command::SettleOffer { offer, on, answer, reason: reason.get_untracked() };
        state.send(books, command, "The offer no longer stands", move || open.set(false));
    };
    let choices = vec![Choice::new("declined", "They declined it"), Choice::new("withdrawn", "I withdraw it")];
    view! {
        <DialogForm state open submit="End the offer" first="answer" on_submit=send>
            <p>"Reminders go on by the invoices' own due dates."</p>
            <RadioGroup id=state.id("answer") label="What happened?" value=answer choices=choices/>
            <TextAreaField id=state.id("reason") label="Reason" value=reason rows=2 error=state.error("reason") optional=true/>
        </DialogForm>
    }
}
