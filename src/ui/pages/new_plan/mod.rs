//! Agreeing a payment plan: choose invoices, set the terms, see the schedule, accept.

mod draft;
mod invoices;
mod schedule_view;

pub use schedule_view::{ScheduleRows, ScheduleView};

use crate::domain::command::Command;
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::plan::PlanInstalment;
use crate::ui::books::Books;
use crate::ui::components::{
    Button, ButtonKind, Card, Choice, DateField, EmptyState, ErrorSummary, IconName, LinkButton, Notice, NoticeKind, PageHeader, Problem,
    RadioGroup, SelectField, TextField,
};
use crate::ui::format;
use crate::ui::forms::AmountField;
use crate::ui::routes::Route;
use crate::ui::wording::plans::FREQUENCIES;
use draft::{FieldProblem, PlanDraft};
use invoices::{Candidate, InvoiceChoice, candidates};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use std::collections::BTreeSet;

/// The page.
#[component]
pub fn NewPlanPage() -> impl IntoView {
    let books = Books::expect();
    let params = use_params_map();
    let customer =
        Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<CustomerId>().ok())).unwrap_or(CustomerId(0)));
    let name = books.view(move |ledger, _| ledger.customer_name(customer.get()).to_owned());
    let candidates = books.view(move |ledger, _| candidates(ledger, customer.get()));
    let back = move || (name.get(), Route::Customer(customer.get()).href(books.link_day()));
    let all_customers = move || ("Customers".to_owned(), Route::Customers.href(books.link_day()));
    view! {
        <div class="page">
            {move || {
                // A customer that is not there has no name and no page to go back to.
                let known = !name.with(String::is_empty);
                view! { <PageHeader title="New payment plan" lead=known.then(|| format!("For {}", name.get())) back=if known { back() } else { all_customers() }/> }
            }}
            {move || {
                let found = candidates.get();
                if found.is_empty() {
                    view! {
                        <EmptyState
                            icon=IconName::Plans
                            title="Nothing to put on a plan"
                            text="This customer has no open invoice that is not on a plan already."
                        >
                            <LinkButton href=Signal::derive(move || Route::Plans.href(books.link_day()))>"All payment plans"</LinkButton>
                        </EmptyState>
                    }
                        .into_any()
                } else {
                    view! { <PlanForm customer=customer.get() candidates=found/> }.into_any()
                }
            }}
        </div>
    }
}

#[component]
fn PlanForm(customer: CustomerId, candidates: Vec<Candidate>) -> impl IntoView {
    let books = Books::expect();
    let navigate = use_navigate();
    let today = books.today();
    // Everything of the first currency is chosen to begin with: the usual plan is about the whole debt.
    let first_currency = candidates.first().map(|candidate| candidate.balance.currency());
    let start: BTreeSet<InvoiceId> =
        candidates.iter().filter(|candidate| Some(candidate.balance.currency()) == first_currency).map(|candidate| candidate.id).collect();
    let chosen = RwSignal::new(start);
    let fields = Fields::starting(PlanDraft::starting(today.get_untracked()));
    let total = Memo::new(move |_| {
        let invoices: Vec<_> = chosen.get().into_iter().collect();
        books.read(|ledger| ledger.plan_total(customer, &invoices)).map_err(|rejection| rejection.sentence(&format::OnScreen))
    });
    let outcome = Memo::new(move |_| match total.get() {
        Ok(total) => fields.draft().terms(total, today.get()),
        Err(problem) => Err(vec![("invoices", problem)]),
    });
    let problem = move |field: &'static str| Signal::derive(move || text_for(&outcome.get(), field));
    let refused = RwSignal::new(Vec::<Problem>::new());
    let busy = RwSignal::new(false);
    let accept = move || {
        let (terms, invoices) = match (outcome.get_untracked(), chosen.get_untracked()) {
            (Ok((terms, _)), invoices) => (terms, invoices.into_iter().collect::<Vec<_>>()),
            (Err(problems), _) => return refused.set(problems.into_iter().map(|(field, text)| Problem::new(field, text)).collect()),
        };
        let command = Command::AcceptPlan { customer, invoices, terms: terms.into(), accepted: today.get_untracked() };
        let plan = books.read(|ledger| ledger.decide(&command, today.get_untracked()).ok()).and_then(|event| match event {
            Event::PlanAccepted { plan, .. } => Some(plan.id),
            _ => None,
        });
        busy.set(true);
        let navigate = navigate.clone();
        books.act_then(command, "Payment plan accepted", move |result| {
            busy.set(false);
            match (result, plan) {
                (Ok(()), Some(plan)) => navigate(&Route::Plan(plan).path(), Default::default()),
                (Ok(()), None) => navigate(&Route::Plans.path(), Default::default()),
                (Err(refusal), _) => refused.set(vec![Problem::new("invoices", refusal.sentence)]),
            }
        });
    };
    let rhythms: Vec<Choice> = FREQUENCIES.iter().map(|(_, value, words)| Choice::new(*value, *words)).collect();
    let currency = Signal::derive(move || total.get().ok().map(|total| total.currency().code().to_owned()).unwrap_or_default());
    view! {
        <form
            class="NewPlan"
            on:submit=move |event| {
                event.prevent_default();
                accept();
            }
        >
            <div class="form">
            <ErrorSummary problems=refused/>
            <Card title="Invoices on the plan">
                <InvoiceChoice candidates chosen error=problem("invoices")/>
                <p>{move || total.get().ok().map(|total| format!("Together they owe {}.", format::money(total)))}</p>
            </Card>
            <Card title="Terms">
                <div class="stack">
                    <AmountField id="down-payment" label="Down payment" value=fields.down_payment currency=currency optional=true hint="Due on the day the plan is accepted." error=problem("down-payment")/>
                    <RadioGroup
                        id="by"
                        label="Decide by"
                        value=fields.by
                        choices=vec![Choice::new("count", "Number of instalments"), Choice::new("amount", "Amount of each instalment")]
                        inline=true
                    />
                    <Show when=move || fields.by.get() == "count">
                        <TextField id="count" label="Number of instalments" value=fields.count inputmode="numeric" chars=6_u16 error=problem("count")/>
                    </Show>
                    <Show when=move || fields.by.get() == "amount">
                        <AmountField id="amount" label="Amount of each instalment" value=fields.amount currency=currency hint="The last one is what is left." error=problem("amount")/>
                    </Show>
                    <SelectField
                        id="frequency"
                        label="How often"
                        value=fields.frequency
                        choices=rhythms
                    />
                    <DateField
                        id="first-due"
                        label="First instalment due"
                        value=fields.first_due
                        help="Monthly dates keep this day: 31 January is followed by 28 February and 31 March."
                        error=problem("first-due")
                    />
                    <TextField id="rate" label="Interest, percent a year" value=fields.rate optional=true inputmode="decimal" chars=8_u16 help="Leave empty for none. It becomes a document of its own." error=problem("rate")/>
                </div>
            </Card>
            </div>
            <div class="NewPlan-result stack">
            <Card title="Schedule">
                {move || match outcome.get() {
                    Ok((terms, proposal)) => {
                        let schedule = ScheduleRows {
                            debt: terms.total,
                            down_payment: terms.down_payment.is_positive(),
                            rows: PlanInstalment::all_of(&proposal, today.get()),
                        };
                        view! { <ScheduleView schedule/> }.into_any()
                    }
                    Err(_) => view! { <p class="muted">"The schedule appears here as soon as the terms fit together."</p> }.into_any(),
                }}
            </Card>
            <Notice kind=NoticeKind::Info>
                "While the plan holds, reminders follow its instalments instead of the invoices' due dates. Aging keeps the original dates."
            </Notice>
            <div class="form-actions">
                <Button kind=ButtonKind::Primary submit=true busy=busy>"Accept the plan"</Button>
            </div>
            </div>
        </form>
    }
}

fn text_for<T>(outcome: &Result<T, Vec<FieldProblem>>, field: &str) -> Option<String> {
    let problems = outcome.as_ref().err()?;
    problems.iter().find(|(known, _)| *known == field).map(|(_, text)| text.clone())
}

/// One signal per field.
#[derive(Clone, Copy)]
struct Fields {
    down_payment: RwSignal<String>,
    by: RwSignal<String>,
    count: RwSignal<String>,
    amount: RwSignal<String>,
    frequency: RwSignal<String>,
    first_due: RwSignal<String>,
    rate: RwSignal<String>,
}

impl Fields {
    fn starting(draft: PlanDraft) -> Self {
        Self {
            down_payment: RwSignal::new(draft.down_payment),
            by: RwSignal::new(draft.by),
            count: RwSignal::new(draft.count),
            amount: RwSignal::new(draft.amount),
            frequency: RwSignal::new(draft.frequency),
            first_due: RwSignal::new(draft.first_due),
            rate: RwSignal::new(draft.rate),
        }
    }

    fn draft(self) -> PlanDraft {
        PlanDraft {
            down_payment: self.down_payment.get(),
            by: self.by.get(),
            count: self.count.get(),
            amount: self.amount.get(),
            frequency: self.frequency.get(),
            first_due: self.first_due.get(),
            rate: self.rate.get(),
        }
    }
}
