//! Collection agencies: the owner's directory, and what each would bring.

mod comparison;
mod draft;
mod form;

pub use form::AgencyPage;

use crate::domain::agency::Agency;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Card, EmptyState, IconName, LinkButton, PageHeader, Tone};
use crate::ui::format;
use crate::ui::routes::Route;
use crate::ui::wording;
use comparison::Comparison;
use leptos::prelude::*;

/// The page.
#[component]
pub fn AgenciesPage() -> impl IntoView {
    let books = Books::expect();
    let agencies = books.view(|ledger, _| ledger.settings().agencies.all().to_vec());
    let add = move || {
        view! {
            <LinkButton icon=IconName::Add href=Signal::derive(move || Route::Agency(0).href(books.link_day()))>"Add an agency"</LinkButton>
        }
    };
    let none = move || agencies.with(Vec::is_empty);
    let list = move || agencies.get().into_iter().map(|agency| view! { <AgencyCard agency/> }).collect_view();
    view! {
        <div class="page">
            <PageHeader
                title="Collection agencies"
                lead="Who could collect for you, what you checked of them, and what would be left of what they collect."
                actions=add
            />
            <Show
                when=move || !none()
                fallback=move || view! {
                    <EmptyState
                        icon=IconName::Agencies
                        title="No agency yet"
                        text="Enter the agencies you know or had an offer from: their fees, the smallest debt they take, and what you checked. Recoup then shows what each would bring for your old debts."
                    >
                        {add()}
                    </EmptyState>
                }
            >
                <div class="stack">
                    <Comparison/>
                    {list}
                </div>
            </Show>
        </div>
    }
}

#[component]
fn AgencyCard(agency: Agency) -> impl IntoView {
    let books = Books::expect();
    let Agency { number, name, contact, email, countries, languages, least_debt, fees, checks, note, ended } = agency.clone();
    let unchecked: Vec<&str> = agency.unchecked().map(|point| wording::vetting_point(point).0).collect();
    let checked = checks.iter().map(|check| {
        let note = if check.note.is_empty() { String::new() } else { format!(": {}", check.note) };
        format!("{} ({}){note}", wording::vetting_point(check.point).0, format::date(check.on))
    });
    let facts = [
        ("Fees", wording::agency_fees(&fees)),
        ("Smallest debt", least_debt.map(format::money).unwrap_or_default()),
        ("Collects in", countries.iter().map(|one| one.name()).collect::<Vec<_>>().join(", ")),
        ("Languages", languages.iter().map(|one| wording::language(*one)).collect::<Vec<_>>().join(", ")),
        ("Checked", checked.collect::<Vec<_>>().join("; ")),
        ("Not checked", unchecked.join(", ")),
        ("Contact", contact),
        ("E-mail", email),
        ("Note", note),
    ];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    let rows = facts.map(|(name, text)| view! { <div><dt>{name}</dt><dd class="lines">{text}</dd></div> });
    let edited = name.clone();
    view! {
        <Card title=name>
            <div class="stack stack--tight">
                {ended.then(|| view! { <p><Badge tone=Tone::Neutral>"gets no more debts"</Badge></p> })}
                <dl class="facts">{rows.collect_view()}</dl>
                <div class="row">
                    <LinkButton href=Signal::derive(move || Route::Agency(number).href(books.link_day()))>
                        "Edit"<span class="visually-hidden">{format!(" {edited}")}</span>
                    </LinkButton>
                </div>
            </div>
        </Card>
    }
}
