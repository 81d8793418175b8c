//! The credit policy for customers: on the screen, and on paper with a place to sign.

use crate::reports::policy_text::{Section, policy_text};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Choice, IconName, LinkButton, PageHeader, SelectField};
use crate::ui::format::{self, OnScreen};
use crate::ui::outside;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The page.
#[component]
pub fn PolicyPaperPage() -> impl IntoView {
    let books = Books::expect();
    let tier = RwSignal::new(String::new());
    let tiers = books.view(|ledger, day| ledger.policy_on(day).tiers.iter().map(|tier| tier.name.clone()).collect::<Vec<_>>());
    let choices = Signal::derive(move || {
        let mut choices = vec![Choice::new("", "All customers")];
        choices.extend(tiers.get().into_iter().map(|name| Choice::new(name.clone(), name)));
        choices
    });
    let sections =
        books.view(move |ledger, day| tier.with(|tier| policy_text(ledger.policy_on(day), &ledger.settings().business, tier, &OnScreen)));
    let business = books.view(|ledger, _| ledger.settings().business.clone());
    let print = move || {
        if let Err(sentence) = outside::print_page() {
            books.toaster().push(sentence, None);
        }
    };
    let day = move || format::date_long(books.as_of().get());
    let lead = Signal::derive(move || Some(format!("For your customers, as it stands on {}", day())));
    let back = untrack(|| ("Credit policy".to_owned(), Route::Policy.href(books.link_day())));
    let owner = move || business.with(|business| format!("{}\n{}", business.name, business.address).trim().to_owned());
    let unnamed = move || business.with(|business| business.name.trim().is_empty());
    let for_tier = move || tier.with(|tier| (!tier.is_empty()).then(|| format!("For customers of the tier {tier}.")));
    view! {
        <div class="page">
            <PageHeader
                title="Our terms of credit"
                lead
                back
                actions=move || view! { <Button kind=ButtonKind::Primary icon=IconName::Print on_click=print>"Print"</Button> }
            />
            <Show when=move || !tiers.with(Vec::is_empty)>
                <div class="toolbar no-print">
                    <SelectField
                        id="policy-paper-tier"
                        label="For whom"
                        value=tier
                        choices
                        help="Credit limits are on the copy of a tier alone."
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
                <p>{for_tier}</p>
                {move || sections.get().into_iter().map(section).collect_view()}
                <Card title="Version and acceptance">
                    <div class="stack">
                        <p>{move || format!("As of {}.", day())}</p>
                        <p>"We accept these terms of credit."</p>
                        <div class="print-only">
                            <p class="PlanPaper-sign">"Date, name and signature of the customer"</p>
                        </div>
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
