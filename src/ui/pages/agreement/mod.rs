//! The written agreement on a payment plan: what is proposed, what was put on record, and who signed it. Printed as it stands.

pub mod paper;
mod proposal;
mod record;

use crate::domain::agreement::{Agreement, Party};
use crate::domain::currency::Currency;
use crate::domain::ids::PlanId;
use crate::domain::ledger::Ledger;
use crate::domain::plan::Plan;
use crate::reports::plan_health::{Reconsent, reconsent};
use crate::ui::books::Books;
use crate::ui::components::{Choice, EmptyState, IconName, LinkButton, Notice, NoticeKind, PageHeader, SelectField};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use proposal::Proposal;
use record::Recorded;

/// The choice of what is not on record yet.
const NEW: &str = "new";

/// What the page is about.
#[derive(Clone, PartialEq)]
struct Facts {
    customer_name: String,
    plan: Plan,
    currency: Currency,
    versions: Vec<Agreement>,
    reconsent: Option<Reconsent>,
}

/// What a plan in the place of another asks the customer to agree to, as a sentence.
pub fn changed(change: Reconsent) -> String {
    let (before, after) = (format::money(change.before), format::money(change.after));
    format!(
        "It took the place of payment plan {} on {}: {before} was still to be paid then, {after} is to be paid now. The customer has to agree to it anew, in writing.",
        change.replaced,
        format::date(change.on),
    )
}

fn facts(ledger: &Ledger, id: PlanId) -> Option<Facts> {
    let plan = ledger.plan(id)?.clone();
    let currency = plan.instalments.first()?.amount.currency();
    let versions = ledger.agreements_of(id).cloned().collect();
    let reconsent = reconsent(ledger, &plan);
    Some(Facts { reconsent, customer_name: ledger.customer_name(plan.customer).to_owned(), plan, currency, versions })
}

/// How the agreement on a plan stands, in a few words: for the plan's page and for this one.
pub fn standing(ledger: &Ledger, plan: &Plan) -> String {
    let Some(newest) = ledger.agreements_of(plan.id).last() else {
        let waits = ledger.in_writing(plan, NaiveDate::MAX).waits() && plan.ended.is_none();
        return if waits { "Nothing yet: it has to be signed" } else { "Nothing in writing yet" }.to_owned();
    };
    if !newest.says_what(plan) {
        return "Changed since it was made: a new agreement is needed".to_owned();
    }
    let signed = |party, who: &str| {
        newest.signature(party).map(|signature| format!("signed {} by {} ({who})", format::date(signature.on), signature.name))
    };
    let signed: Vec<String> = [signed(Party::Customer, "customer"), signed(Party::Owner, "you")].into_iter().flatten().collect();
    let signed = if signed.is_empty() { "not signed yet".to_owned() } else { signed.join(", ") };
    format!("Version {}: {signed}", newest.version)
}

/// The page.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let books = Books::expect();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<PlanId>().ok())).unwrap_or(PlanId(0)));
    let found = books.view(move |ledger, _| facts(ledger, id.get()));
    let known = Memo::new(move |_| found.with(Option::is_some));
    view! {
        <div class="page">
            {move || match (id.get(), known.get(), found.get_untracked()) {
                (_, true, Some(start)) => {
                    let facts = Memo::new(move |_| found.get().unwrap_or_else(|| start.clone()));
                    view! { <Sheet facts/> }.into_any()
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
fn Sheet(facts: Memo<Facts>) -> impl IntoView {
    let books = Books::expect();
    let id = untrack(|| facts.with(|facts| facts.plan.id));
    let back = untrack(|| Route::Plan(id).href(books.link_day()));
    let ended = Memo::new(move |_| facts.with(|facts| facts.plan.ended.is_some()));
    let newest = Memo::new(move |_| facts.with(|facts| facts.versions.last().map(|version| version.id.to_string())));
    let outdated = Memo::new(move |_| facts.with(|facts| facts.versions.last().is_some_and(|version| !version.says_what(&facts.plan))));
    let start = move || newest.get().filter(|_| !outdated.get() || ended.get()).unwrap_or_else(|| NEW.to_owned());
    let shown = RwSignal::new(untrack(start));
    // What was just put on record is shown; what was taken back is not.
    Effect::new(move |before: Option<Option<String>>| {
        let now = newest.get();
        if before.is_some_and(|before| before != now) {
            shown.set(untrack(start));
        }
        now
    });
    let choices = move || {
        facts.with(|facts| {
            let version =
                |one: &Agreement| Choice::new(one.id.to_string(), format!("Version {}, made {}", one.version, format::date(one.made)));
            let new = (!ended.get()).then(|| Choice::new(NEW, "A new version"));
            facts.versions.iter().rev().map(version).chain(new).collect::<Vec<_>>()
        })
    };
    let chosen = Memo::new(move |_| {
        let wanted = shown.get();
        facts.with(|facts| facts.versions.iter().find(|version| version.id.to_string() == wanted).cloned())
    });
    let is_new = Memo::new(move |_| chosen.with(Option::is_none));
    let lead = Signal::derive(move || Some(facts.with(|facts| facts.customer_name.clone())));
    let state = books.view(move |ledger, _| ledger.plan(id).map(|plan| standing(ledger, plan)).unwrap_or_default());
    view! {
        <PageHeader title=format!("Agreement on payment plan {id}") lead back=(format!("Payment plan {id}"), back)/>
        <div class="stack no-print">
            <p role="status">{move || state.get()}</p>
            <Show when=move || outdated.get() && !ended.get()>
                <Notice kind=NoticeKind::Warn>"The plan's payments have changed since this agreement was made. Make a new version and have it signed."</Notice>
            </Show>
            {move || facts.with(|facts| facts.reconsent.map(changed)).map(|text| view! { <p>{text}</p> })}
            <Show when=move || ended.get()><Notice>"This plan has ended: no new agreement can be made on it."</Notice></Show>
            <Show when=move || newest.get().is_some()>
                <SelectField id="agreement-version" label="Show" value=shown choices=Signal::derive(choices)/>
            </Show>
        </div>
        <For
            each=move || chosen.get().map(|agreement| {
                let signable = newest.get() == Some(agreement.id.to_string()) && !ended.get();
                (agreement, signable)
            })
            // Another version, or another signature, is another sheet.
            key=|(agreement, signable)| format!("{} {signable} {:?} {:?}", agreement.id, agreement.customer_signed, agreement.owner_signed)
            let:sheet
        >
            <Recorded agreement=sheet.0 newest=sheet.1/>
        </For>
        <Show when=move || is_new.get() && !ended.get()><Proposal facts/></Show>
    }
}
