//! Fees and interest on the pages of an invoice and of a customer.

use super::charges_href;
use super::post::{PostDialog, sums};
use super::posted::state_badge;
use super::waive::WaiveDialog;
use crate::domain::charge::ChargeDraft;
use crate::domain::command::Command;
use crate::domain::credit::{CreditNote, CreditSource};
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::charges::{ChargeState, FeeProposal, KeptBack, PostedCharge, fees_of_invoice, posted_charges};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, LinkButton};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What a charge rests on.
#[derive(Debug, Clone, PartialEq)]
struct Basis {
    charge: PostedCharge,
    about: String,
    calculation: String,
    tax: &'static str,
    waivers: Vec<CreditNote>,
}

/// A charge on an invoice: its document, name, amount, what is open, and where it stands.
type Line = (PostedCharge, String);

fn basis(ledger: &Ledger, id: InvoiceId, day: NaiveDate) -> Option<Basis> {
    let document = ledger.invoice(id)?;
    let basis = document.charge.as_ref()?;
    let charge = posted_charges(ledger, Some(document.customer), day).into_iter().find(|charge| charge.document == id)?;
    let waivers = ledger.allocations_to(id).filter(|used| used.until.is_none() && ledger.is_waiver(used.source));
    let waivers = waivers.filter_map(|used| match used.source {
        CreditSource::CreditNote(note) => ledger.credit_note(note).cloned(),
        CreditSource::Payment(_) => None,
    });
    Some(Basis {
        charge,
        about: ledger.invoice(basis.about).map(|about| about.number.clone()).unwrap_or_default(),
        calculation: basis.calculation.clone(),
        tax: basis.tax.words(),
        waivers: waivers.collect(),
    })
}

/// The card “Fees and interest” on the page of a document.
#[component]
pub fn ChargesCard(
    /// The document.
    id: InvoiceId,
) -> impl IntoView {
    let books = Books::expect();
    let is_charge = books.read(|ledger| ledger.invoice(id).map(|invoice| (invoice.kind.is_charge(), invoice.charge.is_some())));
    match is_charge {
        Some((false, _)) => view! { <OfInvoice id/> }.into_any(),
        Some((true, true)) => view! { <OfCharge id/> }.into_any(),
        _ => ().into_any(),
    }
}

/// Of an invoice: what was posted for it, and what could be.
#[component]
fn OfInvoice(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let lines = books.view(move |ledger, day| {
        let Some(customer) = ledger.invoice(id).map(|invoice| invoice.customer) else { return Vec::new() };
        let mine = posted_charges(ledger, Some(customer), day).into_iter().filter(|charge| charge.about == id);
        mine.map(|charge| (ledger.invoice(charge.document).map(|found| found.number.clone()).unwrap_or_default(), charge))
            .map(|(number, charge)| (charge, number))
            .collect::<Vec<Line>>()
    });
    let proposals =
        books.view(move |ledger, day| ledger.invoice(id).map(|invoice| fees_of_invoice(ledger, invoice, day)).unwrap_or_default());
    let drafts = Memo::new(move |_| {
        let firm = |proposal: &&FeeProposal| !proposal.kept_back.is_some_and(KeptBack::is_firm);
        proposals.with(|all| all.iter().filter(firm).map(|proposal| proposal.draft.clone()).collect::<Vec<ChargeDraft>>())
    });
    let posting = RwSignal::new(false);
    let line = move |(charge, number): Line| {
        view! {
            <li>
                <p>
                    <a href=Route::Invoice(charge.document).href(books.link_day())>{number}</a>
                    {format!(" {}, {} ", charge.kind.words().to_lowercase(), format::money(charge.amount))}
                    {state_badge(charge.state, charge.orphaned)}
                </p>
            </li>
        }
    };
    let due = move || {
        let all = proposals.get();
        let total: Vec<String> = sums(all.iter().map(|one| one.fee.amount)).into_iter().map(format::money).collect();
        let kept = all.iter().find_map(|one| one.kept_back).map(|why| match why {
            KeptBack::PaidSince => " The invoice is paid, but was paid late: post this only if you want to insist.".to_owned(),
            why => format!(" Better wait: {}.", why.words()),
        });
        format!(
            "{} of {} fell due by your policy.{}",
            format::plural(all.len(), "late fee", "late fees"),
            total.join(" and "),
            kept.unwrap_or_default()
        )
    };
    let post = move || format!("Post {}", format::plural(drafts.with(Vec::len), "late fee", "late fees"));
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty()) || proposals.with(|all| !all.is_empty())>
            <Card title="Fees and interest">
                <div class="stack">
                    <Show when=move || lines.with(|lines| !lines.is_empty())>
                        <ul class="plain-list" role="list">{move || lines.get().into_iter().map(line).collect_view()}</ul>
                    </Show>
                    <Show when=move || proposals.with(|all| !all.is_empty())>
                        <p>{due}</p>
                        <Show when=move || drafts.with(|all| !all.is_empty()) && !books.looks_elsewhere()>
                            <div class="row"><Button on_click=move || posting.set(true)>{post}</Button></div>
                        </Show>
                    </Show>
                </div>
                <PostDialog open=posting charges=drafts/>
            </Card>
        </Show>
    }
}

/// Of a fee or interest: what it rests on, and its waiver.
#[component]
fn OfCharge(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let basis = books.view(move |ledger, day| basis(ledger, id, day));
    let waiving = RwSignal::new(None::<InvoiceId>);
    let undo = move |credit_note: CreditNoteId, on: NaiveDate| {
        books.act(Command::VoidCreditNote { credit_note, on }, "The waiver is taken back");
    };
    let waiver = move |note: CreditNote| {
        let (credit_note, issued) = (note.id, note.issued);
        view! {
            <p>{format!("{} waived on {}: {}", format::money(note.amount), format::date(issued), note.note)}</p>
            <div class="row"><Button on_click=move || undo(credit_note, issued)>"Undo the waiver"</Button></div>
        }
    };
    let body = move || {
        let Basis { charge, about, calculation, tax, waivers } = basis.get()?;
        let open = charge.state == ChargeState::Open;
        let calculation = (!calculation.is_empty()).then(|| view! { <div><dt>"How it comes about"</dt><dd>{calculation}</dd></div> });
        Some(view! {
            <dl class="facts">
                <div><dt>"For"</dt><dd><a href=Route::Invoice(charge.about).href(books.link_day())>{format!("Invoice {about}")}</a></dd></div>
                {calculation}
                <div><dt>"Tax"</dt><dd>{tax}</dd></div>
                <div><dt>"State"</dt><dd>{state_badge(charge.state, charge.orphaned)}</dd></div>
            </dl>
            {waivers.into_iter().map(waiver).collect_view()}
            {open.then(|| view! { <div class="row"><Button on_click=move || waiving.set(Some(id))>"Waive"</Button></div> })}
        })
    };
    view! { <Card title="What it is for"><div class="stack">{body}</div><WaiveDialog charge=waiving/></Card> }
}

/// The line about fees and interest on the page of a customer; not there while there are none.
#[component]
pub fn CustomerCharges(
    /// Whose.
    customer: CustomerId,
) -> impl IntoView {
    let books = Books::expect();
    let found = books.view(move |ledger, day| {
        let open = ledger.invoices_of(customer).map(|invoice| fees_of_invoice(ledger, invoice, day).len()).sum::<usize>();
        let posted = posted_charges(ledger, Some(customer), day);
        let owed: Vec<Money> = sums(posted.iter().map(|charge| charge.open).filter(|open| open.is_positive()));
        (open, posted.len(), owed)
    });
    let words = move || {
        let (open, posted, owed) = found.get();
        let owed: Vec<String> = owed.into_iter().map(format::money).collect();
        let mut parts = Vec::new();
        if posted > 0 {
            let owed = if owed.is_empty() { "nothing of it open".to_owned() } else { format!("{} open", owed.join(" and ")) };
            parts.push(format!("{} posted, {owed}.", format::plural(posted, "document", "documents")));
        }
        if open > 0 {
            parts.push(format!("{} can be posted.", format::plural(open, "late fee", "late fees")));
        }
        parts.join(" ")
    };
    view! {
        <Show when=move || found.with(|(open, posted, _)| *open + *posted > 0)>
            <Card title="Fees and interest">
                <p>{words}</p>
                <div class="row">
                    <LinkButton kind=ButtonKind::Quiet href=Signal::derive(move || charges_href(customer, books.link_day()))>"Look at them"</LinkButton>
                </div>
            </Card>
        </Show>
    }
}
