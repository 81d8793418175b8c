//! A claim for interest: the calculation as a letter, and posting what it asks for.

mod sheet;

use super::invoice::interest::BeyondRates;
use super::messages::claim_notes::ClaimNotes;
use crate::domain::calendar::add_days;
use crate::domain::command::Command;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::policy::Purpose;
use crate::reports::claim_text::{ClaimText, claim_text};
use crate::reports::interest::words::{condition_words, no_interest_words};
use crate::reports::interest::{CustomerInterest, NoInterest, claim_drafts, customer_interest, interest_of};
use crate::reports::postal_address::postal_address;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, CheckField, EmptyState, IconName, LinkButton, Notice, NoticeKind, PageHeader};
use crate::ui::format::{self, OnScreen};
use crate::ui::forms::{DayField, read_date};
use crate::ui::outside;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sheet::{Parties, Sheet};

/// Days to pay that a claim gives unless the owner says otherwise.
const DAYS_TO_PAY: i64 = 14;

/// Whose debt is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Invoice(InvoiceId),
    Customer(CustomerId),
}

impl About {
    fn customer(self, ledger: &Ledger) -> CustomerId {
        match self {
            Self::Invoice(id) => ledger.invoice(id).map_or(CustomerId(0), |invoice| invoice.customer),
            Self::Customer(id) => id,
        }
    }

    fn interest(self, ledger: &Ledger, day: NaiveDate, paid_late: bool) -> CustomerInterest {
        match self {
            Self::Invoice(id) => interest_of(ledger, [id], day),
            Self::Customer(id) => customer_interest(ledger, id, day, paid_late),
        }
    }
}

/// The page about one invoice.
#[component]
pub fn InvoiceClaimPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse().ok()).unwrap_or(InvoiceId(0)));
    move || view! { <Claim about=About::Invoice(id.get())/> }
}

/// The page about everything of a customer that is late.
#[component]
pub fn CustomerClaimPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse().ok()).unwrap_or(CustomerId(0)));
    move || view! { <Claim about=About::Customer(id.get())/> }
}

/// Everything the page shows.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    interest: CustomerInterest,
    text: ClaimText,
    pay_by: NaiveDate,
    parties: Parties,
    disputed: bool,
}

fn shown(ledger: &Ledger, about: About, day: NaiveDate, pay_by: NaiveDate, paid_late: bool) -> Shown {
    let customer = about.customer(ledger);
    let interest = about.interest(ledger, day, paid_late);
    let text = claim_text(ledger, customer, &interest, day, pay_by);
    let business = &ledger.settings().business;
    let parties = Parties {
        sender: format!("{}\n{}", business.name.trim(), business.address.trim()).trim().to_owned(),
        address: postal_address(ledger, customer),
        day,
    };
    let disputed = interest.documents.iter().any(|document| ledger.open_dispute(document.invoice, day).is_some());
    Shown { interest, text, pay_by, parties, disputed }
}

#[component]
fn Claim(about: About) -> impl IntoView {
    let books = Books::expect();
    let customer = books.read(|ledger| about.customer(ledger));
    let paid_late = RwSignal::new(false);
    let pay_by = RwSignal::new(add_days(books.as_of().get_untracked(), DAYS_TO_PAY).to_string());
    let pay_by_error = Memo::new(move |_| read_date(&pay_by.get()).err());
    let shown = books.view(move |ledger, day| {
        let until = read_date(&pay_by.get()).unwrap_or_else(|_| add_days(day, DAYS_TO_PAY));
        shown(ledger, about, day, until, paid_late.get())
    });
    let any = Memo::new(move |_| shown.with(|shown| !shown.interest.documents.is_empty()));
    let drafts = move || shown.with(|shown| claim_drafts(&shown.interest, shown.pay_by));
    let postable = Memo::new(move |_| books.as_of().get() <= books.today().get() && !drafts().is_empty());
    let post = move || {
        let (charges, on) = untrack(|| (drafts(), books.as_of().get()));
        let success = format!("{} posted", format::plural(charges.len(), "document", "documents"));
        books.act(Command::PostCharges { charges, on }, success);
    };
    let print = move || {
        if let Err(sentence) = outside::print_page() {
            books.toaster().push(sentence, None);
        }
    };
    let copy = move || {
        let text = shown.with_untracked(|shown| shown.text.plain());
        outside::copy_text(text, move |result| {
            books.toaster().push(result.err().unwrap_or_else(|| "Copied as text".to_owned()), None);
        });
    };
    let back = untrack(|| {
        let day = books.link_day();
        books.read(|ledger| match about {
            About::Invoice(id) => {
                (ledger.invoice(id).map_or("Invoice".to_owned(), |found| found.number.clone()), Route::Invoice(id).href(day))
            }
            About::Customer(id) => (ledger.customer_name(id).to_owned(), Route::Customer(id).href(day)),
        })
    });
    let lead = Signal::derive(move || Some(format!("Up to {}, this day included.", format::date_long(books.as_of().get()))));
    let late_too = matches!(about, About::Customer(_)).then(|| {
        view! { <CheckField id="claim-paid-late" label="Also what was paid late" value=paid_late help="Invoices that were paid after their due date, while their interest has not been charged."/> }
    });
    let post_words = move || format!("Post it up to {}", format::date(books.as_of().get()));
    view! {
        <div class="page">
            <PageHeader
                title="Claim for interest"
                lead
                back
                actions=move || view! {
                    <Show when=move || any.get()>
                        <Button kind=ButtonKind::Primary icon=IconName::Print on_click=print>"Print"</Button>
                        <Button on_click=copy>"Copy as text"</Button>
                        <Show when=move || postable.get()><Button icon=IconName::Add on_click=post>{post_words}</Button></Show>
                    </Show>
                }
            />
            <div class="toolbar no-print">
                <DayField id="claim-pay-by" label="To be paid by" value=pay_by error=pay_by_error/>
                {late_too}
            </div>
            <Notes shown customer/>
            {move || shown.with(|shown| {
                (!shown.interest.documents.is_empty()).then(|| view! { <Sheet text=shown.text.clone() parties=shown.parties.clone()/> })
            })}
        </div>
    }
}

/// What the owner should know before the letter goes out.
#[component]
fn Notes(shown: Memo<Shown>, customer: CustomerId) -> impl IntoView {
    let books = Books::expect();
    move || {
        let Shown { interest, disputed, parties, .. } = shown.get();
        let CustomerInterest { documents, without, .. } = interest;
        if documents.is_empty() {
            return nothing(books, without.first().map(|(_, why)| *why)).into_any();
        }
        let number = |id: InvoiceId| books.read(|ledger| ledger.invoice(id).map(|invoice| invoice.number.clone()).unwrap_or_default());
        let left_out: Vec<_> = without.iter().map(|(id, why)| format!("{}: {}", number(*id), no_interest_words(*why, &OnScreen))).collect();
        let left_out = (!left_out.is_empty()).then(|| {
            let list = left_out.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <Notice title="Not in this claim"><ul>{list}</ul></Notice> }
        });
        let beyond = documents.iter().find(|document| document.accrual.beyond_rates).cloned();
        let disputed = disputed.then(|| {
            view! { <Notice kind=NoticeKind::Warn>"The customer contests part of this. Settle the dispute before you claim interest on it."</Notice> }
        });
        let unsigned = parties.sender.is_empty().then(|| {
            view! { <Notice kind=NoticeKind::Warn>"The letter has no sender yet: enter your business under "<a href=Route::Settings.href(books.link_day())>"Settings"</a>"."</Notice> }
        });
        let conditions = documents.first().filter(|document| !document.conditions.is_empty()).map(|document| {
            let list = document.conditions.iter().map(|one| view! { <li>{condition_words(*one)}</li> }).collect_view();
            let basis = super::invoice::interest::basis_words(document);
            view! { <Card title="Before you send it"><div class="stack"><p>{basis}</p><ul>{list}</ul><p class="muted">"Facts with their sources, not legal advice."</p></div></Card> }
        });
        view! {
            <div class="stack no-print">
                {beyond.map(|interest| view! { <BeyondRates interest/> })}
                {disputed}
                {unsigned}
                {left_out}
                <ClaimNotes customer purpose=Purpose::FinalDemand/>
                {conditions}
            </div>
        }
        .into_any()
    }
}

fn nothing(books: Books, why: Option<NoInterest>) -> impl IntoView {
    let text =
        why.map_or_else(|| "Nothing of it is past due, or there is no such record.".to_owned(), |why| no_interest_words(why, &OnScreen));
    view! {
        <EmptyState icon=IconName::Invoices title="No interest to claim" text>
            <LinkButton href=Signal::derive(move || super::policy::part_href("interest", books.link_day()))>"Interest in your policy"</LinkButton>
        </EmptyState>
    }
}
