//! Agreeing a payment plan: choose invoices, set the terms, see the schedule, offer it or accept it at once.

mod draft;
#[cfg(all(test, target_arch = "wasm32"))]
mod draft_tests;
mod fields;
mod invoices;
mod more_terms;
mod notes;
mod own_rows;
mod schedule_view;
mod send;

pub use schedule_view::{ScheduleRows, ScheduleView, moved_from};

use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::plan::PlanInstalment;
use crate::domain::schedule::{AgreedTerms, Debt, PlanProposal};
use crate::ui::books::Books;
use crate::ui::components::{
    Card, Choice, DateField, EmptyState, ErrorSummary, IconName, LinkButton, Notice, NoticeKind, PageHeader, Problem, RadioGroup,
    SelectField, TextField,
};
use crate::ui::format;
use crate::ui::forms::AmountField;
use crate::ui::routes::Route;
use crate::ui::wording::plans::FREQUENCIES;
use chrono::NaiveDate;
use draft::{Drafted, PlanDraft};
use fields::Fields;
use invoices::{Candidate, InvoiceChoice, candidates};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use more_terms::MoreTerms;
use own_rows::OwnRows;
use send::{SendPlan, Sending};
use std::collections::BTreeSet;

/// More rows are better made by a rhythm.
const MOST_ROWS: usize = 36;

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
    let today = books.today();
    // Everything of the first currency is chosen to begin with: the usual plan is about the whole debt.
    let first_currency = candidates.first().map(|candidate| candidate.balance.currency());
    let start: BTreeSet<InvoiceId> =
        candidates.iter().filter(|candidate| Some(candidate.balance.currency()) == first_currency).map(|candidate| candidate.id).collect();
    let chosen = RwSignal::new(start);
    let fields = Fields::starting(PlanDraft::starting(today.get_untracked()));
    let debt = Memo::new(move |_| {
        let invoices: Vec<_> = chosen.get().into_iter().collect();
        books.read(|ledger| ledger.plan_debt(customer, &invoices)).map_err(|rejection| rejection.sentence(&format::OnScreen))
    });
    let outcome: Memo<Drafted> = Memo::new(move |_| match debt.get() {
        Ok(debt) => {
            let (draft, today) = (fields.draft(), today.get());
            books.read(|ledger| draft.terms(debt, today, &ledger.no_business_with(customer)))
        }
        Err(problem) => Err(vec![("invoices".to_owned(), problem)]),
    });
    let problem = move |field: &'static str| Signal::derive(move || text_for(&outcome.get(), field));
    let own_problem = Callback::new(move |field: String| text_for(&outcome.get(), &field));
    let refused = RwSignal::new(Vec::<Problem>::new());
    let debt = Signal::derive(move || debt.get().ok());
    let known = Signal::derive(move || debt.get().map(|debt| debt.total));
    let currency = Signal::derive(move || known.get().map(|total| total.currency().code().to_owned()).unwrap_or_default());
    // The rows of one's own begin with the schedule as it was.
    let last = StoredValue::new(Vec::new());
    Effect::new(move |_| {
        if let Ok((agreed, proposal)) = outcome.get()
            && agreed.own.is_empty()
        {
            last.set_value(proposal.instalments.iter().take(MOST_ROWS).map(|part| (part.due, part.amount)).collect());
        }
    });
    let begin_own = move |by: String| {
        if by == "own" && fields.own.with_untracked(Vec::is_empty) {
            for (due, amount) in last.get_value() {
                fields.add_own(due, Some(amount));
            }
        }
    };
    let ways = vec![
        Choice::new("count", "Number of instalments"),
        Choice::new("amount", "Amount of each instalment"),
        Choice::new("monthly", "What they can pay a month"),
        Choice::new("own", "Own dates and amounts"),
    ];
    let rhythms: Vec<Choice> = FREQUENCIES.iter().map(|(_, value, words)| Choice::new(*value, *words)).collect();
    let by = move |way: &'static str| move || fields.by.get() == way;
    let regular = move || fields.by.get() != "own";
    let sending = Sending::new(customer, chosen, outcome, refused);
    view! {
        <form
            class="NewPlan"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                sending.accept();
            }
        >
            <div class="form">
            <ErrorSummary problems=refused/>
            <Card title="Invoices on the plan">
                <InvoiceChoice candidates chosen error=problem("invoices")/>
                <p>{move || debt.get().map(together)}</p>
            </Card>
            <Card title="Terms">
                <div class="stack">
                    <AmountField id="down-payment" label="Down payment" value=fields.down_payment currency=currency optional=true hint="Due on the day the plan is accepted." error=problem("down-payment")/>
                    <RadioGroup id="by" label="Decide by" value=fields.by choices=ways on_change=begin_own error=problem("by")/>
                    <Show when=by("count")>
                        <TextField id="count" label="Number of instalments" value=fields.count inputmode="numeric" chars=6_u16 error=problem("count")/>
                    </Show>
                    <Show when=by("amount")>
                        <AmountField id="amount" label="Amount of each instalment" value=fields.amount currency=currency hint="The last one is what is left." error=problem("amount")/>
                    </Show>
                    <Show when=by("monthly")>
                        <AmountField
                            id="monthly"
                            label="They can pay a month"
                            value=fields.monthly
                            currency=currency
                            hint="Gives the number of instalments and the last one. Other rhythms take their share of a month, rounded down."
                            error=problem("monthly")
                        />
                    </Show>
                    <Show when=by("own")>
                        <OwnRows fields debt today problem=own_problem/>
                    </Show>
                    <Show when=regular>
                        <SelectField id="frequency" label="How often" value=fields.frequency choices=rhythms.clone()/>
                        <DateField
                            id="first-due"
                            label="First instalment due"
                            value=fields.first_due
                            help="Monthly dates keep this day: 31 January is followed by 28 February and 31 March."
                            error=problem("first-due")
                        />
                    </Show>
                    <TextField id="rate" label="Interest, percent a year" value=fields.rate optional=true inputmode="decimal" chars=8_u16 help="Leave empty for none. It becomes a document of its own." error=problem("rate")/>
                    <MoreTerms fields months_error=problem("skipped-1")/>
                </div>
            </Card>
            </div>
            <div class="NewPlan-result stack">
            <Card title="Schedule">
                {move || match outcome.get() {
                    Ok((agreed, proposal)) => view! { <Proposed customer agreed proposal accepted=today.get()/> }.into_any(),
                    Err(_) => view! { <p class="muted">"The schedule appears here as soon as the terms fit together."</p> }.into_any(),
                }}
            </Card>
            <Notice kind=NoticeKind::Info>
                "While the plan holds, reminders follow its instalments instead of the invoices' due dates. Aging keeps the original dates."
            </Notice>
            <SendPlan sending/>
            </div>
        </form>
    }
}

/// What they owe together, and what of it bears no interest.
fn together(debt: Debt) -> String {
    let free = debt.interest_free;
    let free = free.is_positive().then(|| format!(" Fees and interest of {} among it bear no interest in the plan.", format::money(free)));
    format!("Together they owe {}.{}", format::money(debt.total), free.unwrap_or_default())
}

/// The live schedule with what to know about it.
#[component]
fn Proposed(customer: CustomerId, agreed: AgreedTerms, proposal: PlanProposal, accepted: NaiveDate) -> impl IntoView {
    let books = Books::expect();
    let warnings = books.read(|ledger| {
        let most = ledger.policy_on(accepted).plan_rules.most_instalments;
        notes::warnings(&agreed, &proposal, accepted, most, &ledger.no_business_with(customer))
    });
    let schedule = ScheduleRows {
        debt: agreed.terms.total,
        down_payment: agreed.terms.down_payment.is_positive(),
        rows: PlanInstalment::all_of(&proposal, accepted),
    };
    let warning = |text: String| view! { <Notice kind=NoticeKind::Warn>{text}</Notice> };
    view! {
        <div class="stack">
            <p>{notes::summary(&proposal)}</p>
            <ScheduleView schedule/>
            <p class="muted">{notes::formula(&agreed, &proposal)}</p>
            {warnings.into_iter().map(warning).collect_view()}
        </div>
    }
}

fn text_for(outcome: &Drafted, field: &str) -> Option<String> {
    let problems = outcome.as_ref().err()?;
    problems.iter().find(|(known, _)| known == field).map(|(_, text)| text.clone())
}
