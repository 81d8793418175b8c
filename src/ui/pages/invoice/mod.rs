//! One invoice: what is owed, what paid it, what stands in the way, what was said about it.

mod actions;
mod allocations;
mod discount;
mod disputes;
pub(super) mod history;
pub(super) mod interest;
mod limitation;
mod written_off;

use super::charges::ChargesCard;
use super::invoices::row::InvoiceRow;
use crate::domain::ids::{CustomerId, InvoiceId, PlanId};
use crate::domain::invoice::DocumentKind;
use crate::domain::ledger::Ledger;
use crate::reports::aging::balance_as_of;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Card, EmptyState, Explanation, Figure, IconName, LinkButton, PageHeader};
use crate::ui::format;
use crate::ui::routes::Route;
use actions::Actions;
use allocations::Allocations;
use chrono::NaiveDate;
use discount::Discount;
use disputes::Disputes;
use history::History;
use interest::Interest;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use limitation::LimitationCard;
use written_off::WrittenOff;

/// What the page shows of the invoice itself.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sheet {
    row: InvoiceRow,
    note: String,
    kind: DocumentKind,
    plan: Option<PlanId>,
    moved: usize,
}

fn sheet(ledger: &Ledger, id: InvoiceId, day: NaiveDate) -> Option<Sheet> {
    let invoice = ledger.invoice(id)?;
    let balance = balance_as_of(ledger, id, day).map_or(0, |balance| balance.minor());
    Some(Sheet {
        row: InvoiceRow::of(ledger, invoice, balance, day),
        note: invoice.note.clone(),
        kind: invoice.kind,
        plan: ledger.plan_of(id, day).map(|plan| plan.id),
        moved: ledger.facts().due_date_changes.iter().filter(|change| change.invoice == id).count(),
    })
}

/// The page.
#[component]
pub fn InvoicePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<InvoiceId>().ok()).unwrap_or(InvoiceId(0)));
    // Another invoice is another page: nothing of the previous one may stay.
    move || view! { <InvoiceSheet id=id.get()/> }
}

#[component]
fn InvoiceSheet(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let sheet = books.view(move |ledger, day| sheet(ledger, id, day));
    let known = Memo::new(move |_| sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.row.customer)));
    move || match known.get() {
        Some(customer) => view! { <Known id customer sheet/> }.into_any(),
        None => view! { <Unknown/> }.into_any(),
    }
}

#[component]
fn Known(id: InvoiceId, customer: CustomerId, sheet: Memo<Option<Sheet>>) -> impl IntoView {
    let books = Books::expect();
    let title = Signal::derive(move || sheet.with(|sheet| sheet.as_ref().map(title_of).unwrap_or_default()));
    let badges = move || {
        let standing = move || sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.row.standing));
        move || standing().map(|standing| view! { <Badge tone=standing.tone()>{standing.label()}</Badge> })
    };
    view! {
        <div class="page">
            <PageHeader
                title
                back=("Invoices".to_owned(), Route::Invoices.href(untrack(|| books.link_day())))
                badges
                actions=move || view! { <Actions id customer/> }
            />
            <Figures id sheet/>
            <div class="split">
                <div class="stack">
                    <WrittenOff id/>
                    <Discount id/>
                    <Interest id/>
                    <ChargesCard id/>
                    <Allocations id/>
                    <Disputes id/>
                    <History id/>
                </div>
                <div class="stack">
                    <About sheet/>
                    <LimitationCard id/>
                </div>
            </div>
        </div>
    }
}

fn title_of(sheet: &Sheet) -> String {
    format!("{} {}", sheet.kind.words(), sheet.row.number)
}

/// Amount and balance.
#[component]
fn Figures(id: InvoiceId, sheet: Memo<Option<Sheet>>) -> impl IntoView {
    let books = Books::expect();
    let row = move || sheet.with(|sheet| sheet.as_ref().map(|sheet| sheet.row.clone()));
    let as_of = move || format::date(books.as_of().get());
    let money = move |pick: fn(&InvoiceRow) -> crate::domain::money::Money| {
        Signal::derive(move || row().map(|row| format::money(pick(&row))).unwrap_or_default())
    };
    let amount_why = Signal::derive(move || Explanation::new("The gross amount on the document.", as_of()));
    let balance_why = Signal::derive(move || {
        let why = Explanation::new("The amount, less everything applied to it by this day.", as_of());
        let paid =
            row().map(|row| crate::domain::money::Money::from_minor(row.amount.minor() - row.balance.minor(), row.amount.currency()));
        let why = row().map_or(why.clone(), |row| why.input("Amount", format::money(row.amount)));
        paid.map_or(why.clone(), |paid| why.input("Paid, credited, written off or void", format::money(paid)))
    });
    let due = move || row().map(|row| row.late.map_or_else(|| format!("was due {}", format::date(row.due)), format::past_due));
    view! {
        <div class="figures" id=format!("invoice-{id}-figures")>
            <Figure id="invoice-balance" label="Balance" value=money(|row| row.balance) detail=Signal::derive(due) explanation=balance_why/>
            <Figure id="invoice-amount" label="Amount" value=money(|row| row.amount) explanation=amount_why/>
        </div>
    }
}

/// What the date of a document is called.
const fn date_label(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Invoice => "Invoice date",
        DocumentKind::Recovery => "Recovered on",
        _ => "Charged on",
    }
}

/// Customer, dates, note.
#[component]
fn About(sheet: Memo<Option<Sheet>>) -> impl IntoView {
    let books = Books::expect();
    let facts = move || {
        let Sheet { row, note, kind, plan, moved, .. } = sheet.get()?;
        let plan = plan.map(
            |plan| view! { <div><dt>"Payment plan"</dt><dd><a href=Route::Plan(plan).href(books.link_day())>"On a plan"</a></dd></div> },
        );
        let moved = (moved > 0).then(|| format!(" (moved {})", format::plural(moved, "time", "times")));
        let note = (!note.is_empty()).then(|| view! { <div><dt>"Note"</dt><dd>{note}</dd></div> });
        Some(view! {
            <dl class="facts">
                <div>
                    <dt>"Customer"</dt>
                    <dd><a href=Route::Customer(row.customer).href(books.link_day())>{row.customer_name}</a></dd>
                </div>
                <div><dt>{date_label(kind)}</dt><dd>{format::date(row.issued)}</dd></div>
                <div><dt>"Due date"</dt><dd>{format::date(row.due)}{moved}</dd></div>
                <div><dt>"Currency"</dt><dd>{row.amount.currency().name()}</dd></div>
                {plan}
                {note}
            </dl>
        })
    };
    view! { <Card title="Document">{facts}</Card> }
}

#[component]
fn Unknown() -> impl IntoView {
    let books = Books::expect();
    view! {
        <div class="page">
            <PageHeader title="Invoice not found"/>
            <EmptyState icon=IconName::Invoices title="There is no such invoice" text="The address may be from another ledger, or from before a restore.">
                <LinkButton href=Signal::derive(move || Route::Invoices.href(books.link_day()))>"All invoices"</LinkButton>
            </EmptyState>
        </div>
    }
}
