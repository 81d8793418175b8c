//! A settlement that was offered: how it stands, and its letter in the customer's language, to print and have signed.

use super::agreement::paper::Paper;
use super::plans::settlement_words;
use crate::domain::approach::Language;
use crate::domain::command::Command;
use crate::domain::ids::{InvoiceId, SettlementId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::settlement_offer::{SettlementOffer, SettlementStanding};
use crate::reports::agreement::settlement_words as letter;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Choice, EmptyState, IconName, LinkButton, PageHeader, SelectField};
use crate::ui::forms::PaymentForm;
use crate::ui::routes::Route;
use crate::ui::{format, outside, wording};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[derive(Clone, PartialEq)]
struct Facts {
    offer: SettlementOffer,
    name: String,
    invoices: Vec<(InvoiceId, String)>,
    standing: SettlementStanding,
    missing: Money,
}

fn facts(ledger: &Ledger, id: SettlementId, as_of: NaiveDate) -> Option<Facts> {
    let offer = ledger.settlement(id).filter(|offer| !offer.was_a_mistake())?.clone();
    Some(Facts {
        name: ledger.customer_name(offer.customer).to_owned(),
        invoices: offer.invoices.iter().filter_map(|id| Some((*id, ledger.invoice(*id)?.number.clone()))).collect(),
        standing: ledger.settlement_standing(&offer, as_of),
        missing: Money::from_minor((offer.pay.minor() - ledger.settlement_paid(&offer)).max(0), offer.pay.currency()),
        offer,
    })
}

/// The page.
#[component]
pub fn SettlementPage() -> impl IntoView {
    let books = Books::expect();
    let params = use_params_map();
    let read = move || params.with(|params| params.get("id").and_then(|id| id.parse::<SettlementId>().ok()));
    let id = Memo::new(move |_| read().unwrap_or(SettlementId(0)));
    let found = books.view(move |ledger, as_of| facts(ledger, id.get(), as_of));
    let known = Memo::new(move |_| found.with(Option::is_some));
    view! {
        <div class="page">
            {move || match (id.get(), known.get(), found.get_untracked()) {
                (_, true, Some(start)) => {
                    let facts = Memo::new(move |_| found.get().unwrap_or_else(|| start.clone()));
                    view! { <Sheet facts/> }.into_any()
                }
                _ => view! {
                    <PageHeader title="Settlement not found"/>
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
fn Sheet(facts: Memo<Facts>) -> impl IntoView {
    let books = Books::expect();
    let paying = RwSignal::new(false);
    let (id, customer, back) = untrack(|| facts.with(|facts| (facts.offer.id, facts.offer.customer, Route::Plans.href(books.link_day()))));
    let open = Memo::new(move |_| facts.with(|facts| facts.standing == SettlementStanding::Open) && !books.looks_elsewhere());
    let usual = books.read(|ledger| ledger.settlement(id).map(|offer| letter(ledger, offer, None).language)).unwrap_or(Language::En);
    let language = RwSignal::new(usual.code().to_owned());
    let words = books.view(move |ledger, _| {
        let code = language.get();
        let chosen = Language::ALL.into_iter().find(|language| language.code() == code);
        ledger.settlement(id).map(|offer| letter(ledger, offer, chosen))
    });
    let badge = move || {
        let (state, tone) = settlement_words(facts.with(|facts| facts.standing));
        view! { <Badge tone=tone>{state}</Badge> }
    };
    let withdraw =
        move || books.act(Command::WithdrawSettlement { settlement: id, on: books.today().get_untracked() }, "Settlement offer withdrawn");
    let print = move || {
        if let Err(sentence) = outside::print_page() {
            books.toaster().push(sentence, None);
        }
    };
    let languages: Vec<_> = wording::LANGUAGES.iter().map(|one| Choice::new(one.code(), wording::language(*one))).collect();
    view! {
        <PageHeader
            title=format!("Settlement {id}")
            lead=Signal::derive(move || Some(facts.with(|facts| facts.name.clone())))
            back=("Payment plans".to_owned(), back)
            badges=move || badge
            actions=move || view! {
                <Show when=move || open.get()>
                    <Button kind=ButtonKind::Primary icon=IconName::Payments on_click=move || paying.set(true)>"Record payment"</Button>
                    <Button on_click=withdraw>"Withdraw"</Button>
                </Show>
                <Button icon=IconName::Print on_click=print>"Print"</Button>
                <LinkButton href=Signal::derive(move || Route::Customer(customer).href(books.link_day()))>"Open the customer"</LinkButton>
            }
        />
        <div class="stack no-print">
            {move || view! { <Terms facts=facts.get()/> }}
            <SelectField id="settlement-language" label="Language of the letter" value=language choices=languages/>
        </div>
        {move || words.get().map(|words| view! { <Paper words/> })}
        <PaymentForm open=paying customer/>
    }
}

/// How it stands, in a sentence.
fn in_words(facts: &Facts) -> String {
    let (sum, last) = (format::money(facts.offer.pay), format::date(facts.offer.until));
    match facts.standing {
        SettlementStanding::Open => {
            format!("{} is still to come by {last}. Until then no reminder of these invoices goes out.", format::money(facts.missing))
        }
        SettlementStanding::Lapsed => format!("{sum} did not come in full by {last}: the whole debt counts."),
        SettlementStanding::Withdrawn => "You withdrew this offer: the whole debt counts.".to_owned(),
        SettlementStanding::Cleared => format!("{sum} came in time, and {} is forgiven.", format::money(facts.offer.forgiven())),
        SettlementStanding::Revived => {
            "A payment was taken back after the debt was settled: what was forgiven is owed again. A new settlement takes a new offer."
                .to_owned()
        }
    }
}

#[component]
fn Terms(facts: Facts) -> impl IntoView {
    let books = Books::expect();
    let said = in_words(&facts);
    let Facts { offer, invoices, .. } = facts;
    let numbers = invoices.into_iter().map(|(id, number)| {
        view! { <a href=move || Route::Invoice(id).href(books.link_day())>{number}</a>" " }
    });
    view! {
        <p role="status">{said}</p>
        <dl class="facts">
            <div><dt>"Owed"</dt><dd>{format::money(offer.owed)}</dd></div>
            <div><dt>"They pay"</dt><dd>{format::money(offer.pay)}</dd></div>
            <div><dt>"You forgive"</dt><dd>{format::money(offer.forgiven())}</dd></div>
            <div><dt>"Offered"</dt><dd>{format::date(offer.made)}</dd></div>
            <div><dt>"Last day to pay"</dt><dd>{format::date(offer.until)}</dd></div>
            <div><dt>"Invoices"</dt><dd>{numbers.collect_view()}</dd></div>
            {(!offer.note.is_empty()).then(|| view! { <div><dt>"Note"</dt><dd class="as-typed">{offer.note.clone()}</dd></div> })}
        </dl>
    }
}
