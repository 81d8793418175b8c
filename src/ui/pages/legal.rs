//! Going to court with a customer: the letter before action and the period it leaves, what it must say, and what to bring along.

use super::customer::back_to_customer;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::limits::pre_action::PreAction;
use crate::reports::legal::{Letter, legal_step};
use crate::reports::limitation::claims_of;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Card, EmptyState, IconName, LinkButton, PageHeader, Tone};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What is on record to bring along: what it is, how it stands, where it is.
type Paper = (&'static str, String, Option<Route>);

/// What the page shows.
#[derive(Debug, Clone, PartialEq)]
struct Sheet {
    rule: &'static PreAction,
    letter: Option<Letter>,
    papers: Vec<Paper>,
    lapses: Option<NaiveDate>,
    day: NaiveDate,
}

fn sheet(ledger: &Ledger, id: CustomerId, day: NaiveDate) -> Option<Sheet> {
    let details = &ledger.customer(id)?.details;
    let step = legal_step(ledger, id, day);
    let claims = claims_of(ledger, id, day);
    let late = ledger.invoices_of(id).filter(|invoice| invoice.due < day && ledger.owed_on(invoice, day).is_positive()).count();
    let accepted =
        details.terms_accepted.map_or_else(|| "no acceptance on record".to_owned(), |on| format!("accepted {}", format::date(on)));
    let signed = ledger.plans_of(id).flat_map(|plan| ledger.agreements_of(plan.id)).filter(|one| one.customer_signed.is_some()).count();
    let words = ledger.contacts_of(id).count() + ledger.messages_of(id).filter(|message| message.sent_on().is_some()).count();
    let address = if details.address.is_empty() { "no address on record" } else { "on record" };
    let papers: Vec<Paper> = vec![
        ("Name and address to serve the claim at", address.to_owned(), Some(Route::Customer(id))),
        (
            "Invoices, with orders and proof of delivery",
            format::plural(late, "invoice is late", "invoices are late"),
            Some(Route::Customer(id)),
        ),
        ("Statement of account", "made from the books".to_owned(), Some(Route::Statement(id))),
        ("Your terms", accepted, Some(Route::PolicyPaper)),
        ("Signed payment plans", format::plural(signed, "agreement is signed", "agreements are signed"), None),
        ("Calculation of interest", "made from the books".to_owned(), Some(Route::CustomerClaim(id))),
        ("What was said: messages, calls, promises", format::plural(words, "entry", "entries"), Some(Route::Evidence(id))),
    ];
    Some(Sheet { rule: step.rule, letter: step.letter, papers, lapses: claims.first().map(|(.., end)| end.last_day), day })
}

/// The page.
#[component]
pub fn LegalPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse().ok()).unwrap_or(CustomerId(0)));
    // Another customer is another page: nothing of the previous one may stay.
    move || view! { <Legal id=id.get()/> }
}

#[component]
fn Legal(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let name = books.view(move |ledger, _| ledger.customer_name(id).to_owned());
    let back = untrack(|| back_to_customer(name.get(), id, books.link_day()));
    let found = books.view(move |ledger, day| sheet(ledger, id, day));
    let body = move || {
        match found.get() {
        Some(sheet) => view! { <Cards sheet/> }.into_any(),
        None => view! {
            <EmptyState icon=IconName::Customers title="There is no such customer" text="It was taken out, or the address is from another ledger.">
                <LinkButton href=Signal::derive(move || Route::Customers.href(books.link_day()))>"All customers"</LinkButton>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view! {
        <div class="page page--narrow">
            <PageHeader title=Route::Legal(id).label() lead=Signal::derive(move || Some(name.get()).filter(|name| !name.is_empty())) back/>
            {body}
        </div>
    }
}

fn list(items: &'static [&'static str]) -> impl IntoView {
    view! { <ul>{items.iter().map(|text| view! { <li>{*text}</li> }).collect_view()}</ul> }
}

#[component]
fn Cards(sheet: Sheet) -> impl IntoView {
    let books = Books::expect();
    let Sheet { rule, letter, papers, lapses, day } = sheet;
    let days = format::plural(rule.days.into(), "day", "days");
    let asked = if rule.by_rule {
        format!("{days} from the date of the letter.")
    } else {
        format!("No period is listed for this place; {days} are usual.")
    };
    let stands = match letter {
        None => view! {
            <p>
                "No letter before action is on record for what they owe now. The step stands in your schedule; what is due to go out is under "
                <a href=Route::Messages.href(books.link_day())>"Messages"</a>"."
            </p>
        }
        .into_any(),
        Some(letter) => {
            let over = letter.through < day;
            let (tone, words) = if over { (Tone::Warn, "period over") } else { (Tone::Info, "period runs") };
            view! {
                <p>
                    {format!("Sent {}. Period until {}. ", format::date(letter.sent), format::date(letter.through))}
                    <Badge tone>{words}</Badge>
                </p>
            }
            .into_any()
        }
    };
    let lapses = lapses.map(|on| {
        view! { <p>{format!("{} {}.", if on < day { "The first limitation date passed on" } else { "First limitation date:" }, format::date(on))}</p> }
    });
    let paper = move |(what, how, route): Paper| {
        let what = match route {
            Some(route) => view! { <a href=route.href(books.link_day())>{what}</a> }.into_any(),
            None => what.into_any(),
        };
        view! { <div><dt>{what}</dt><dd>{how}</dd></div> }
    };
    view! {
        <div class="stack">
            <Card title="Letter before action" id="letter">
                <div class="stack">
                    {stands}
                    {lapses}
                    <p>{asked}</p>
                    <p>{rule.then}</p>
                </div>
            </Card>
            <Card title="What the letter says" id="contents">
                <div class="stack">
                    {list(rule.contents)}
                    <h3>"Goes with it"</h3>
                    {list(rule.enclosures)}
                    <p class="muted">{format!("Source: {}. Facts with their source, not legal advice.", rule.source)}</p>
                </div>
            </Card>
            <Card title="What to bring along" id="papers">
                <dl class="facts">{papers.into_iter().map(paper).collect_view()}</dl>
            </Card>
        </div>
    }
}
