//! The credit policy for customers: on the screen, and on paper with its version and a place to sign. For everybody, for a tier, or for one customer, whom
//! the address names: `?customer=7`.

use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::reports::policy_text::{Section, policy_text, policy_text_for};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Choice, IconName, LinkButton, PageHeader, SelectField};
use crate::ui::format::{self, OnScreen};
use crate::ui::routes::Route;
use crate::ui::{outside, wording};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// The copy of one customer.
pub fn paper_href(customer: CustomerId, link_day: Option<NaiveDate>) -> String {
    let href = Route::PolicyPaper.href(link_day);
    let join = if href.contains('?') { '&' } else { '?' };
    format!("{href}{join}customer={customer}")
}

/// What the value of a tier begins with; a customer's is the number.
const TIER: &str = "tier-";

/// What is on the paper.
#[derive(Clone, PartialEq, Default)]
struct Paper {
    /// For whom, when it is not for everybody.
    whom: String,
    sections: Vec<Section>,
    version: String,
    /// What the customer accepted, when that is known.
    accepted: String,
    /// Whether there is still something to sign.
    open: bool,
}

impl Paper {
    fn of(ledger: &Ledger, whom: &str, day: NaiveDate) -> Self {
        let (policy, business) = (ledger.policy_on(day), &ledger.settings().business);
        let version = format!("{}. As of {}.", wording::version(ledger.policy_version_on(day)), format::date_long(day));
        let customer = whom.parse().ok().and_then(|id: CustomerId| ledger.customer(id));
        let Some(customer) = customer else {
            let tier = whom.strip_prefix(TIER).unwrap_or_default();
            let whom = if tier.is_empty() { String::new() } else { format!("For customers of the tier {tier}.") };
            return Self { whom, sections: policy_text(policy, business, tier, &OnScreen), version, open: true, ..Self::default() };
        };
        let details = customer.details.clone();
        let accepted = details.terms_accepted.filter(|on| *on <= day);
        let number = |on| ledger.policy_version_on(on).number;
        let this = accepted.is_some_and(|on| number(on) == number(day));
        let whom = format!("For {}.", details.name);
        let accepted = accepted.map(|on| format!("{} accepted version {} on {}.", details.name, number(on), format::date_long(on)));
        let sections = policy_text_for(policy, business, details, &OnScreen);
        Self { whom, sections, version, accepted: accepted.unwrap_or_default(), open: !this }
    }
}

/// Everybody, the tiers, and the customer whom the address names.
fn choices(ledger: &Ledger, customer: Option<CustomerId>, day: NaiveDate) -> Vec<Choice> {
    let tiers = ledger.policy_on(day).tiers.iter().map(|tier| Choice::new(format!("{TIER}{}", tier.name), format!("Tier {}", tier.name)));
    let named = customer.and_then(|id| Some(Choice::new(id.to_string(), ledger.customer(id)?.details.name.clone())));
    std::iter::once(Choice::new("", "All customers")).chain(tiers).chain(named).collect()
}

/// The page.
#[component]
pub fn PolicyPaperPage() -> impl IntoView {
    let books = Books::expect();
    let customer = use_query_map().with_untracked(|query| query.get("customer")).and_then(|id| id.parse::<CustomerId>().ok());
    let known = customer.filter(|id| books.read(|ledger| ledger.customer(*id).is_some()));
    let whom = RwSignal::new(known.map(|id| id.to_string()).unwrap_or_default());
    let choices = books.view(move |ledger, day| choices(ledger, known, day));
    let paper = books.view(move |ledger, day| whom.with(|whom| Paper::of(ledger, whom, day)));
    let business = books.view(|ledger, _| ledger.settings().business.clone());
    let print = move || {
        if let Err(sentence) = outside::print_page() {
            books.toaster().push(sentence, None);
        }
    };
    let lead = Signal::derive(move || Some(paper.with(|paper| paper.version.clone())));
    let back = untrack(|| ("Credit policy".to_owned(), Route::Policy.href(books.link_day())));
    let owner = move || business.with(|business| format!("{}\n{}", business.name, business.address).trim().to_owned());
    let unnamed = move || business.with(|business| business.name.trim().is_empty());
    let accepted = move || paper.with(|paper| (!paper.accepted.is_empty()).then(|| view! { <p>{paper.accepted.clone()}</p> }));
    let signature = || {
        view! {
            <p>"We accept these terms of credit."</p>
            <div class="print-only">
                <p class="PlanPaper-sign">"Date, name and signature of the customer"</p>
            </div>
        }
    };
    view! {
        <div class="page">
            <PageHeader
                title="Our terms of credit"
                lead
                back
                actions=move || view! { <Button kind=ButtonKind::Primary icon=IconName::Print on_click=print>"Print"</Button> }
            />
            <Show when=move || choices.with(|choices| choices.len() > 1)>
                <div class="toolbar no-print">
                    <SelectField
                        id="policy-paper-tier"
                        label="For whom"
                        value=whom
                        choices
                        help="Credit limits are on the copy of a tier or a customer alone."
                    />
                </div>
            </Show>
            <Show when=unnamed>
                <p class="no-print muted">
                    "The name and address of your business are missing. "
                    <LinkButton href=Signal::derive(move || Route::Settings.href(books.link_day()))>"Enter them in Settings"</LinkButton>
                </p>
            </Show>
            <div class="PolicyPaper stack">
                <p class="as-typed">{owner}</p>
                <p>{move || paper.with(|paper| paper.whom.clone())}</p>
                {move || paper.get().sections.into_iter().map(section).collect_view()}
                <Card title="Acceptance">
                    <div class="stack">
                        {accepted}
                        <Show when=move || paper.with(|paper| paper.open)>{signature()}</Show>
                    </div>
                </Card>
            </div>
        </div>
    }
}

fn section(section: Section) -> impl IntoView {
    let sentences = section.sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
    view! { <Card title=section.title><div class="stack stack--tight">{sentences}</div></Card> }
}
