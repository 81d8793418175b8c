//! The first step of a new plan: with whom.

use crate::domain::ids::CustomerId;
use crate::ui::books::Books;
use crate::ui::components::Dialog;
use crate::ui::forms::{CustomerPicker, DialogForm, Findings, FormState};
use crate::ui::leaving::Leaving;
use crate::ui::routes::Route;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The dialog that asks for the customer and leads to the form of the plan.
#[component]
pub fn PlanStart(
    /// Open or not.
    open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <Dialog id="plan-dialog" open title="New payment plan">
            <Fields open/>
        </Dialog>
    }
}

#[component]
fn Fields(open: RwSignal<bool>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("plan");
    let customer = RwSignal::new(None::<CustomerId>);
    let navigate = use_navigate();
    let leaving: Leaving = expect_context();
    let go_on = move || {
        let mut found = Findings::default();
        let chosen = found.take("customer", customer.get_untracked().ok_or_else(|| "Choose the customer the plan is for.".to_owned()));
        let owes = |id: &CustomerId| books.read(|ledger| ledger.open_invoices_of(*id).next().is_some());
        let checked =
            chosen.filter(owes).ok_or_else(|| "This customer has no open invoice, so there is nothing to put on a plan.".to_owned());
        let checked = if chosen.is_some() { found.take("customer", checked) } else { None };
        match checked {
            Some(id) => {
                open.set(false);
                let path = Route::NewPlan(id).path();
                if !leaving.holds(&path) {
                    navigate(&path, NavigateOptions::default());
                }
            }
            None => state.refuse(found),
        }
    };
    view! {
        <DialogForm state open submit="Set up the plan" first="customer" on_submit=go_on>
            <p class="muted">"You choose the invoices and the terms next, and see the schedule before anything is agreed."</p>
            <CustomerPicker id=state.id("customer") value=customer error=state.error("customer")/>
        </DialogForm>
    }
}
