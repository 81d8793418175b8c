//! Replacing a plan by another over what is left: one step, which the customer has to agree to anew.

use super::date::DayField;
use super::dialog_form::DialogForm;
use super::read::{read_named_date, read_percent};
use super::state::{Findings, FormState};
use crate::domain::calendar::add_months;
use crate::domain::command::Command;
use crate::domain::ids::{InvoiceId, PlanId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::{Money, Residual};
use crate::domain::schedule::{Frequency, Instalments, PlanTerms};
use crate::ui::books::Books;
use crate::ui::components::{Choice, Dialog, SelectField, TextField};
use crate::ui::format;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// The dialog “Restructure this plan”.
#[component]
pub fn RestructureForm(
    /// Open or not.
    open: RwSignal<bool>,
    /// Which plan is replaced.
    plan: PlanId,
    /// Called with the new plan once it is made.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    view! { <Dialog id="restructure-dialog" open title="Restructure this plan"><RestructureFields open plan on_done/></Dialog> }
}

/// A document the new plan can cover, with its tick.
#[derive(Clone)]
struct Covered {
    id: InvoiceId,
    text: String,
    ticked: RwSignal<bool>,
}

/// What the plan covers and still owes, and open invoices of its currency that are on no plan.
fn covered(ledger: &Ledger, plan: PlanId) -> Vec<Covered> {
    let Some(plan) = ledger.plan(plan) else { return Vec::new() };
    let currency = plan.instalments.first().map(|part| part.amount.currency());
    let free = |invoice: &&Invoice| {
        plan.invoices.contains(&invoice.id)
            || !ledger.plans_of(plan.customer).any(|other| other.ended.is_none() && other.invoices.contains(&invoice.id))
    };
    let mut open: Vec<_> =
        ledger.open_invoices_of(plan.customer).filter(|invoice| Some(invoice.amount.currency()) == currency).filter(free).collect();
    open.sort_by_key(|invoice| (!plan.invoices.contains(&invoice.id), invoice.due, invoice.id));
    let line = |invoice: &Invoice| Covered {
        id: invoice.id,
        text: format!("{}: {}", invoice.number, format::money(ledger.balance(invoice))),
        ticked: RwSignal::new(true),
    };
    open.into_iter().map(line).collect()
}

#[component]
fn RestructureFields(open: RwSignal<bool>, plan: PlanId, on_done: Callback<()>) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("restructure");
    let documents = books.read(|ledger| covered(ledger, plan));
    let today = books.today().get_untracked();
    let (count, rate) = (RwSignal::new("6".to_owned()), RwSignal::new("0".to_owned()));
    let first = RwSignal::new(add_months(today, 1).to_string());
    let rhythm = RwSignal::new("monthly".to_owned());
    let frequencies = [
        ("weekly", "Every week", Frequency::Weekly),
        ("biweekly", "Every two weeks", Frequency::Biweekly),
        ("monthly", "Every month", Frequency::Monthly),
    ];
    let choices = frequencies.iter().map(|(id, label, _)| Choice::new(*id, *label)).collect::<Vec<_>>();
    let listed = documents.clone();
    let send = move || {
        let mut found = Findings::default();
        let wrong = || "Type the number of instalments, such as 6.".to_owned();
        let count = found.take("instalments", count.get_untracked().trim().parse::<u32>().map_err(|_| wrong()));
        let first_due = found.take("first_due", read_named_date("the day of the first instalment", &first.get_untracked()));
        let rate = rate.get_untracked();
        let rate_pct = if rate.trim().is_empty() { Some(Decimal::ZERO) } else { found.take("rate", read_percent(&rate)) };
        let (Some(count), Some(first_due), Some(rate_pct)) = (count, first_due, rate_pct) else { return state.refuse(found) };
        let currency = books.read(|ledger| ledger.plan(plan).and_then(|plan| plan.instalments.first().map(|part| part.amount.currency())));
        let Some(currency) = currency else { return };
        let frequency = frequencies
            .iter()
            .find(|(id, ..)| rhythm.with_untracked(|rhythm| rhythm == id))
            .map_or(Frequency::Monthly, |(.., found)| *found);
        let terms = PlanTerms {
            total: Money::zero(currency),
            down_payment: Money::zero(currency),
            instalments: Instalments::Count(count),
            frequency,
            first_due,
            rate_pct,
            residual: Residual::Last,
        };
        let invoices = documents.iter().filter(|one| one.ticked.get_untracked()).map(|one| one.id).collect();
        let command = Command::RestructurePlan { plan, invoices, terms: terms.into(), accepted: books.today().get_untracked() };
        state.send(books, command, "The new plan took the place of the old one", move || {
            open.set(false);
            on_done.run(());
        });
    };
    let row = |one: Covered| {
        let ticked = one.ticked;
        view! {
            <li>
                <label class="Check">
                    <input type="checkbox" prop:checked=move || ticked.get() on:change:target=move |event| ticked.set(event.target().checked())/>
                    <span>{one.text}</span>
                </label>
            </li>
        }
    };
    view! {
        <DialogForm state open submit="Replace the plan" first="instalments" on_submit=send>
            <p class="muted">"The plan ends today, interest that is not earned is credited, and a new plan begins over what is left. The customer has to agree to it anew: it waits for their signature."</p>
            <div class="form-row">
                <TextField id=state.id("instalments") label="Number of instalments" value=count inputmode="numeric" chars=5 error=state.error("instalments")/>
                <SelectField id=state.id("rhythm") label="Rhythm" value=rhythm choices/>
            </div>
            <div class="form-row">
                <DayField id=state.id("first_due") label="First instalment on" value=first error=state.error("first_due")/>
                <TextField id=state.id("rate") label="Interest, in % a year" value=rate inputmode="decimal" chars=6 error=state.error("rate")/>
            </div>
            <fieldset class="Field">
                <legend class="Field-label">"What the new plan covers"</legend>
                <p class="Field-help">"The interest earned so far stays owed; if its amount changes today, the new plan takes it as it then is."</p>
                <ul class="plain-list" role="list">{listed.into_iter().map(row).collect_view()}</ul>
                {move || state.error("invoices").get().map(|error| view! { <p class="Field-error">{error}</p> })}
            </fieldset>
        </DialogForm>
    }
}
