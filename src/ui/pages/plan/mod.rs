//! One payment plan: its schedule, what it covers, and ending it.

mod export;
mod life;
mod parts;

use super::plans::standing;
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, InvoiceId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::aging::balance_as_of;
use crate::reports::plan_progress::{PlanProgress, plan_progress};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, ConfirmDialog, EmptyState, IconName, LinkButton, PageHeader, TextField};
use crate::ui::forms::PaymentForm;
use crate::ui::routes::Route;
use crate::ui::wording::plans as words;
use crate::ui::{format, outside};
use chrono::NaiveDate;
use export::{covered_csv, schedule_csv};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use life::{Life, LifeCard, life_of};
use parts::{Covered, Schedule, Signatures, Terms};

#[derive(Clone, PartialEq)]
struct PlanFacts {
    customer: CustomerId,
    customer_name: String,
    accepted: NaiveDate,
    rhythm: &'static str,
    rate: String,
    besides: Vec<(&'static str, String)>,
    down_payment: bool,
    covered: Vec<(InvoiceId, String, Money)>,
    end: Option<(NaiveDate, String)>,
    agreement: String,
    open: bool,
    progress: PlanProgress,
    life: Life,
}

fn facts(ledger: &Ledger, id: PlanId, as_of: NaiveDate) -> Option<PlanFacts> {
    let plan = ledger.plan(id)?;
    let progress = plan_progress(ledger, plan, as_of)?;
    let covered = plan.invoices.iter().filter_map(|id| {
        let invoice = ledger.invoice(*id)?;
        let balance = balance_as_of(ledger, *id, as_of).unwrap_or_else(|| Money::zero(invoice.amount.currency()));
        Some((*id, invoice.number.clone(), balance))
    });
    Some(PlanFacts {
        customer: plan.customer,
        customer_name: ledger.customer_name(plan.customer).to_owned(),
        accepted: plan.accepted,
        rhythm: plan.terms.as_ref().map_or_else(|| words::frequency_words(plan.frequency), words::rhythm_words),
        besides: plan.terms.as_ref().map(words::besides).unwrap_or_default(),
        rate: if let Some(terms) = &plan.terms {
            words::interest_words(terms)
        } else if plan.rate_pct.is_zero() {
            "None".to_owned()
        } else {
            format!("{} % a year", format::decimal(plan.rate_pct))
        },
        down_payment: plan.down_payment,
        covered: covered.collect(),
        end: plan.ended.as_ref().map(|end| (end.on, end.reason.clone())),
        agreement: super::agreement::standing(ledger, plan),
        open: plan.ended.is_none() && !progress.completed,
        life: life_of(ledger, plan, &progress, as_of),
        progress,
    })
}

/// The page.
#[component]
pub fn PlanPage() -> impl IntoView {
    let books = Books::expect();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<PlanId>().ok())).unwrap_or(PlanId(0)));
    let found = books.view(move |ledger, as_of| facts(ledger, id.get(), as_of));
    let known = Memo::new(move |_| found.with(Option::is_some));
    view! {
        <div class="page">
            // The id is read first: read after a memo that depends on it, a change of it alone would not be noticed.
            {move || match (id.get(), known.get(), found.get_untracked()) {
                (id, true, Some(plan)) => {
                    // Dialogs and buttons stay where they are while the plan's numbers change.
                    let start = plan;
                    let plan = Memo::new(move |_| found.get().unwrap_or_else(|| start.clone()));
                    view! { <PlanView id plan/> }.into_any()
                }
                _ => view! {
                    <PageHeader title="Payment plan not found"/>
                    <EmptyState icon=IconName::Plans title="No such plan" text="It may have been taken back, or this address is from another ledger.">
                        <LinkButton href=Signal::derive(move || Route::Plans.href(books.link_day()))>"All payment plans"</LinkButton>
                    </EmptyState>
                }
                    .into_any(),
            }}
        </div>
    }
}

#[component]
fn PlanView(id: PlanId, plan: Memo<PlanFacts>) -> impl IntoView {
    let books = Books::expect();
    let (ending, paying) = (RwSignal::new(false), RwSignal::new(false));
    let reason = RwSignal::new(String::new());
    let (customer, back) = untrack(|| (plan.with(|plan| plan.customer), Route::Plans.href(books.link_day())));
    let open = Memo::new(move |_| plan.with(|plan| plan.open));
    let end = move || {
        let command = Command::EndPlan { plan: id, on: books.today().get_untracked(), reason: reason.get_untracked() };
        books.act(command, "Payment plan ended");
    };
    let tell = move |result: Result<(), String>| {
        if let Err(sentence) = result {
            books.toaster().push(sentence, None);
        }
    };
    let export = move || {
        let day = books.as_of().get_untracked();
        let file = plan.with_untracked(|plan| schedule_csv(&plan.progress, plan.down_payment, day));
        tell(outside::download_csv(&format!("plan-{id}-schedule-{day}.csv"), &file));
    };
    let export_covered = move || {
        let day = books.as_of().get_untracked();
        let file = plan.with_untracked(|plan| covered_csv(&plan.covered, day));
        tell(outside::download_csv(&format!("plan-{id}-documents-{day}.csv"), &file));
    };
    let badge = move || {
        let (state, tone) = plan.with(|plan| standing(plan.life.health));
        view! { <Badge tone=tone>{state}</Badge> }
    };
    let customer_href = Signal::derive(move || Route::Customer(customer).href(books.link_day()));
    view! {
        <PageHeader
            title=format!("Payment plan {id}")
            lead=Signal::derive(move || Some(plan.with(|plan| plan.customer_name.clone())))
            back=("Payment plans".to_owned(), back)
            badges=move || badge
            actions=move || view! {
                <Show when=move || open.get()>
                    <Button kind=ButtonKind::Primary icon=IconName::Payments on_click=move || paying.set(true)>"Record payment"</Button>
                </Show>
                <Button icon=IconName::Print on_click=move || tell(outside::print_page())>"Print"</Button>
                <LinkButton href=Signal::derive(move || Route::Agreement(id).href(books.link_day()))>"Agreement"</LinkButton>
                <LinkButton href=customer_href>"Open the customer"</LinkButton>
                <Show when=move || open.get()>
                    <Button kind=ButtonKind::Danger on_click=move || ending.set(true)>"End the plan"</Button>
                </Show>
            }
        />
        {move || view! { <Terms plan=plan.get()/> }}
        <LifeCard id plan/>
        <Card title="Schedule" flush=true actions=move || view! { <Button icon=IconName::Export on_click=export>"CSV"</Button> }>
            {move || plan.with(|plan| view! { <Schedule progress=plan.progress.clone() down_payment=plan.down_payment/> })}
        </Card>
        <Card title="What it covers" flush=true actions=move || view! { <Button icon=IconName::Export on_click=export_covered>"CSV"</Button> }>
            {move || view! { <Covered covered=plan.with(|plan| plan.covered.clone())/> }}
        </Card>
        <Signatures plan/>
        <PaymentForm open=paying customer/>
        <ConfirmDialog id="end-plan" open=ending title="End this plan?" confirm="End the plan" danger=true on_confirm=end>
            <p>"The invoices' own due dates count again from today, and reminders follow them. Interest not earned by then is credited."</p>
            <TextField id="end-reason" label="Reason" value=reason optional=true/>
        </ConfirmDialog>
    }
}
