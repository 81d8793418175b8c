//! The late fees that can be posted: chosen by a tick, reviewed, posted in one step.

use super::post::PostDialog;
use crate::domain::charge::ChargeDraft;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::late_fee::{Charge, DueFee};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::charges::{FeeProposal, KeptBack, fee_rule, late_fees_due};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, Column, DataTable, EmptyState, IconName, LinkButton, Tone};
use crate::ui::format;
use crate::ui::pages::policy::part_href;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;

/// One proposal as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    key: u64,
    customer: CustomerId,
    customer_name: String,
    invoice: InvoiceId,
    number: String,
    on: NaiveDate,
    amount: Money,
    how: String,
    kept_back: Option<KeptBack>,
    draft: ChargeDraft,
}

fn row_of(ledger: &Ledger, proposal: FeeProposal) -> Row {
    let FeeProposal { customer, invoice, fee, kept_back, draft, .. } = proposal;
    Row {
        // Rules and periods are small numbers: the three together tell every fee from the others.
        key: u64::from(invoice.0) << 32 | u64::from(fee.key.rule & 0xfff) << 20 | u64::from(fee.key.period & 0xf_ffff),
        customer,
        customer_name: ledger.customer_name(customer).to_owned(),
        invoice,
        number: ledger.invoice(invoice).map(|found| found.number.clone()).unwrap_or_default(),
        on: fee.on,
        amount: fee.amount,
        how: how(ledger, customer, &fee),
        kept_back,
        draft,
    }
}

/// How a fee comes about, as the reader writes amounts; the document has all of it.
fn how(ledger: &Ledger, customer: CustomerId, fee: &DueFee) -> String {
    let rule = fee_rule(ledger, customer, fee);
    let open = format::money(fee.open);
    let whole = match rule.and_then(|rule| rule.charge(fee.open)) {
        Some(Charge::Percent(percent)) => format!("{} % of {open}", format::decimal(percent.normalize())),
        _ => format!("fixed, {open} open"),
    };
    if fee.capped { format!("{whole}, up to the most in all") } else { whole }
}

fn columns(books: Books) -> Vec<Column<Row>> {
    vec![
        Column::new("invoice", "Invoice", move |row: &Row| {
            view! { <a href=Route::Invoice(row.invoice).href(books.link_day())>{row.number.clone()}</a> }.into_any()
        })
        .width("9rem"),
        Column::new("customer", "Customer", move |row: &Row| {
            view! { <a href=Route::Customer(row.customer).href(books.link_day())>{row.customer_name.clone()}</a> }.into_any()
        })
        .width("13rem"),
        Column::new("on", "Fell due", |row: &Row| format::date(row.on).into_any()).width("8rem"),
        Column::new("amount", "Fee", |row: &Row| format::money(row.amount).into_any()).numeric().width("8rem"),
        Column::new("how", "How it comes about", |row: &Row| row.how.clone().into_any()),
        Column::new("kept", "Better wait", |row: &Row| {
            row.kept_back.map(|why| view! { <Badge tone=Tone::Info>{why.words()}</Badge> }).into_any()
        })
        .width("12rem"),
    ]
}

/// The card.
#[component]
pub(super) fn Proposals(
    /// Only of this customer.
    customer: Option<CustomerId>,
) -> impl IntoView {
    let books = Books::expect();
    let has_rules = books.view(|ledger, day| !ledger.policy_on(day).late_fees.is_empty());
    let rows = books.view(move |ledger, day| {
        let mine = late_fees_due(ledger, day).into_iter().filter(|proposal| customer.is_none_or(|id| id == proposal.customer));
        mine.map(|proposal| row_of(ledger, proposal)).collect::<Vec<_>>()
    });
    let selected = RwSignal::new(BTreeSet::<u64>::new());
    // What may be posted is ticked at first; a fee that appears later is ticked as well, one that went away is forgotten.
    Effect::new(move |before: Option<BTreeSet<u64>>| {
        let now: BTreeSet<u64> = rows.with(|rows| rows.iter().map(|row| row.key).collect());
        let ready: BTreeSet<u64> = rows.with(|rows| rows.iter().filter(|row| row.kept_back.is_none()).map(|row| row.key).collect());
        selected.update(|chosen| {
            chosen.retain(|key| now.contains(key));
            chosen.extend(ready.iter().filter(|key| before.as_ref().is_none_or(|before| !before.contains(key))));
        });
        now
    });
    let drafts = Memo::new(move |_| {
        let chosen = |row: &&Row| selected.with(|selected| selected.contains(&row.key)) && !row.kept_back.is_some_and(KeptBack::is_firm);
        rows.with(|rows| rows.iter().filter(chosen).map(|row| row.draft.clone()).collect::<Vec<_>>())
    });
    let posting = RwSignal::new(false);
    let bulk = move || {
        view! {
            <Button
                kind=ButtonKind::Primary
                disabled=Signal::derive(move || drafts.with(Vec::is_empty) || books.looks_elsewhere())
                on_click=move || posting.set(true)
            >
                {move || format!("Post {}", format::plural(drafts.with(Vec::len), "late fee", "late fees"))}
            </Button>
        }
    };
    let empty = move || {
        if has_rules.get() {
            view! { <p class="Card-note">"No late fee has fallen due that is not posted or waived."</p> }.into_any()
        } else {
            view! {
                <EmptyState
                    icon=IconName::Policy
                    title="Your policy has no late fee"
                    text="Say in the credit policy what customers agree to pay for being late. Recoup then proposes each fee when it falls due."
                >
                    <LinkButton href=Signal::derive(move || part_href("fees", books.link_day()))>"Set a late fee"</LinkButton>
                </EmptyState>
            }
            .into_any()
        }
    };
    let fetch = move |range: Range<usize>| rows.with(|rows| rows.get(range).map(<[Row]>::to_vec).unwrap_or_default());
    view! {
        <Card title="Can be posted" flush=true>
            <DataTable
                caption="Late fees that can be posted"
                columns=columns(books)
                total=Signal::derive(move || rows.with(Vec::len))
                fetch=fetch
                key=|row: &Row| row.key
                selected=selected
                all_keys=move |()| rows.with(|rows| rows.iter().map(|row| row.key).collect::<Vec<_>>())
                row_name=|row: &Row| format!("the fee of {} for {}", format::date(row.on), row.number)
                bulk=bulk
                empty=empty
                card_height=212
            />
            <PostDialog open=posting charges=drafts/>
        </Card>
    }
}
