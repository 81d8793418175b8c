//! A plan that was offered: its terms and schedule, and what became of it.

mod answers;

use super::new_plan::{ScheduleRows, ScheduleView};
use crate::domain::ids::{CustomerId, InvoiceId, PlanOfferId};
use crate::domain::ledger::Ledger;
use crate::domain::plan_offer::{OfferState, PlanOffer};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, EmptyState, IconName, LinkButton, PageHeader};
use crate::ui::routes::Route;
use crate::ui::wording::plans as words;
use crate::ui::{format, outside};
use answers::{AcceptOffer, EndOffer};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[derive(Clone, PartialEq)]
struct OfferFacts {
    offer: PlanOffer,
    customer_name: String,
    invoices: Vec<(InvoiceId, String)>,
    state: OfferState,
    /// What the documents owe by now, when it is something else.
    outdated: Option<String>,
}

fn facts(ledger: &Ledger, id: PlanOfferId, as_of: NaiveDate) -> Option<OfferFacts> {
    let offer = ledger.plan_offer(id).filter(|offer| !offer.taken_back())?;
    let invoices = offer.invoices.iter().filter_map(|id| Some((*id, ledger.invoice(*id)?.number.clone())));
    let state = ledger.offer_state(offer, as_of);
    let offered = offer.terms.terms.total;
    let outdated = match ledger.plan_debt(offer.customer, &offer.invoices).map(|debt| debt.total) {
        Ok(owed) if owed == offered => None,
        Ok(owed) => Some(format!(
            "The invoices owe {} now; they owed {} when the plan was offered. Offer it anew.",
            format::money(owed),
            format::money(offered)
        )),
        Err(refused) => Some(refused.sentence(&format::OnScreen)),
    };
    let outdated = outdated.filter(|_| state == OfferState::Open);
    let customer_name = ledger.customer_name(offer.customer).to_owned();
    Some(OfferFacts { offer: offer.clone(), customer_name, invoices: invoices.collect(), state, outdated })
}

/// The page.
#[component]
pub fn PlanOfferPage() -> impl IntoView {
    let books = Books::expect();
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<PlanOfferId>().ok())).unwrap_or(PlanOfferId(0)));
    let found = books.view(move |ledger, as_of| facts(ledger, id.get(), as_of));
    let known = Memo::new(move |_| found.with(Option::is_some));
    view! {
        <div class="page">
            {move || match (id.get(), known.get(), found.get_untracked()) {
                (_, true, Some(start)) => {
                    let offer = Memo::new(move |_| found.get().unwrap_or_else(|| start.clone()));
                    view! { <OfferView offer/> }.into_any()
                }
                _ => view! {
                    <PageHeader title="Offer not found"/>
                    <EmptyState icon=IconName::Plans title="No such offer" text="It may have been taken back, or this address is from another ledger.">
                        <LinkButton href=Signal::derive(move || Route::Plans.href(books.link_day()))>"All payment plans"</LinkButton>
                    </EmptyState>
                }
                    .into_any(),
            }}
        </div>
    }
}

#[component]
fn OfferView(offer: Memo<OfferFacts>) -> impl IntoView {
    let books = Books::expect();
    let (accepting, ending) = (RwSignal::new(false), RwSignal::new(false));
    let (id, customer, back) = untrack(|| offer.with(|facts| (facts.offer.id, facts.offer.customer, Route::Plans.href(books.link_day()))));
    let open = Memo::new(move |_| offer.with(|facts| facts.state == OfferState::Open) && !books.looks_elsewhere());
    let unchanged = Memo::new(move |_| offer.with(|facts| facts.outdated.is_none()));
    let tell = move |result: Result<(), String>| {
        if let Err(sentence) = result {
            books.toaster().push(sentence, None);
        }
    };
    let export =
        move || tell(outside::download_csv(&format!("plan-offer-{id}.csv"), &offer.with_untracked(|facts| rows(&facts.offer).csv())));
    let badge = move || {
        let (state, tone) = offer.with(|facts| words::offer_state(facts.state));
        view! { <Badge tone=tone>{state}</Badge> }
    };
    let customer_href = Signal::derive(move || Route::Customer(customer).href(books.link_day()));
    view! {
        <PageHeader
            title=format!("Offered payment plan {id}")
            lead=Signal::derive(move || Some(offer.with(|facts| facts.customer_name.clone())))
            back=("Payment plans".to_owned(), back)
            badges=move || badge
            actions=move || view! {
                <Show when=move || open.get() && unchanged.get()>
                    <Button kind=ButtonKind::Primary icon=IconName::Check on_click=move || accepting.set(true)>"They accepted"</Button>
                </Show>
                <Show when=move || open.get()>
                    <Button on_click=move || ending.set(true)>"Declined or withdrawn"</Button>
                </Show>
                <Button icon=IconName::Print on_click=move || tell(outside::print_page())>"Print"</Button>
                <LinkButton href=customer_href>"Open the customer"</LinkButton>
            }
        />
        {move || view! { <Terms facts=offer.get() customer/> }}
        <Card title="Schedule" flush=true actions=move || view! { <Button icon=IconName::Export on_click=export>"CSV"</Button> }>
            {move || view! { <ScheduleView schedule=offer.with(|facts| rows(&facts.offer))/> }}
        </Card>
        <AcceptOffer open=accepting offer=id/>
        <EndOffer open=ending offer=id/>
    }
}

fn rows(offer: &PlanOffer) -> ScheduleRows {
    let terms = &offer.terms.terms;
    ScheduleRows { debt: terms.total, down_payment: terms.down_payment.is_positive(), rows: offer.instalments.clone() }
}

/// What was offered, about what, and what became of it.
#[component]
fn Terms(facts: OfferFacts, customer: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let OfferFacts { offer, invoices, state, outdated, .. } = facts;
    let numbers = invoices.into_iter().map(|(id, number)| {
        view! { <a href=move || Route::Invoice(id).href(books.link_day())>{number}</a>" " }
    });
    let ended = offer.settled.as_ref().map(|end| {
        let why = if end.reason.is_empty() { String::new() } else { format!(": {}", end.reason) };
        view! { <div><dt>{words::offer_state(offer.unaccepted(end.on)).0}</dt><dd class="as-typed">{format!("{}{why}", format::date(end.on))}</dd></div> }
    });
    let plan = match state {
        OfferState::Accepted(plan) => Some(view! {
            <div><dt>"Accepted as"</dt><dd><a href=move || Route::Plan(plan).href(books.link_day())>{format!("Payment plan {plan}")}</a></dd></div>
        }),
        _ => None,
    };
    let besides = words::besides(&offer.terms).into_iter().map(|(label, words)| view! { <div><dt>{label}</dt><dd>{words}</dd></div> });
    let anew = move || Route::NewPlan(customer).href(None);
    view! {
        {outdated.map(|text| view! {
            <crate::ui::components::Notice kind=crate::ui::components::NoticeKind::Warn>
                {text}" "<a href=anew>"New plan"</a>
            </crate::ui::components::Notice>
        })}
        <dl class="facts">
            <div><dt>"Owed"</dt><dd>{format::money(offer.terms.terms.total)}</dd></div>
            <div><dt>"Invoices"</dt><dd>{numbers.collect_view()}</dd></div>
            <div><dt>"Offered"</dt><dd>{format::date(offer.made)}</dd></div>
            <div><dt>"They can accept until"</dt><dd>{format::date(offer.expires)}</dd></div>
            <div><dt>"Rhythm"</dt><dd>{words::rhythm_words(&offer.terms)}</dd></div>
            <div><dt>"Interest"</dt><dd>{words::interest_words(&offer.terms)}</dd></div>
            {besides.collect_view()}
            {ended}
            {plan}
        </dl>
        {offer.terms.terms.down_payment.is_positive().then(|| view! { <p class="muted">"The down payment is due on the day they accept."</p> })}
    }
}
