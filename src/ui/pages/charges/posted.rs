//! The fees and interest that were posted, and where each stands.

use super::waive::WaiveDialog;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::reports::charges::{ChargeState, PostedCharge, posted_charges};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, Column, DataTable, Tone};
use crate::ui::format;
use crate::ui::routes::Route;
use leptos::prelude::*;
use std::ops::Range;

/// A charge as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    charge: PostedCharge,
    number: String,
    about: String,
    customer_name: String,
}

fn row_of(ledger: &Ledger, charge: PostedCharge) -> Row {
    let number = |id: InvoiceId| ledger.invoice(id).map(|found| found.number.clone()).unwrap_or_default();
    Row {
        number: number(charge.document),
        about: number(charge.about),
        customer_name: ledger.customer_name(charge.customer).to_owned(),
        charge,
    }
}

/// Where a charge stands, as a badge.
pub(super) fn state_badge(state: ChargeState, orphaned: bool) -> impl IntoView {
    let tone = match state {
        ChargeState::Open => Tone::Warn,
        ChargeState::Paid => Tone::Good,
        ChargeState::Waived | ChargeState::WrittenOff | ChargeState::TakenBack => Tone::Neutral,
    };
    let orphaned = (orphaned && state == ChargeState::Open).then(|| view! { " "<span class="muted">"its invoice is void"</span> });
    view! { <Badge tone>{state.words()}</Badge>{orphaned} }
}

fn columns(books: Books, waiving: RwSignal<Option<InvoiceId>>) -> Vec<Column<Row>> {
    let waive = move |row: &Row| {
        let (id, open) = (row.charge.document, row.charge.state == ChargeState::Open);
        let label = format!("Waive {}", row.number);
        open.then(|| view! { <Button kind=ButtonKind::Quiet label on_click=move || waiving.set(Some(id))>"Waive"</Button> }).into_any()
    };
    vec![
        Column::new("number", "Document", move |row: &Row| {
            view! { <a href=Route::Invoice(row.charge.document).href(books.link_day())>{row.number.clone()}</a> }.into_any()
        })
        .width("10rem"),
        Column::new("kind", "What", |row: &Row| row.charge.kind.words().into_any()).width("9rem"),
        Column::new("customer", "Customer", move |row: &Row| {
            view! { <a href=Route::Customer(row.charge.customer).href(books.link_day())>{row.customer_name.clone()}</a> }.into_any()
        }),
        Column::new("on", "Posted", |row: &Row| format::date(row.charge.on).into_any()).width("8rem"),
        Column::new("amount", "Amount", |row: &Row| format::money(row.charge.amount).into_any()).numeric().width("8rem"),
        Column::new("open", "Open", |row: &Row| format::money(row.charge.open).into_any()).numeric().width("8rem"),
        Column::new("state", "State", |row: &Row| state_badge(row.charge.state, row.charge.orphaned).into_any()).width("8rem"),
        Column::new("waive", "Waive", waive).width("7.5rem"),
    ]
}

/// The card; not there while nothing was posted.
#[component]
pub(super) fn Posted(
    /// Only of this customer.
    customer: Option<CustomerId>,
) -> impl IntoView {
    let books = Books::expect();
    let waiving = RwSignal::new(None::<InvoiceId>);
    let rows = books.view(move |ledger, day| {
        posted_charges(ledger, customer, day).into_iter().map(|charge| row_of(ledger, charge)).collect::<Vec<_>>()
    });
    let total = Signal::derive(move || rows.with(Vec::len));
    let fetch = move |range: Range<usize>| rows.with(|rows| rows.get(range).map(<[Row]>::to_vec).unwrap_or_default());
    view! {
        <Card title="Posted" flush=true>
            <DataTable
                caption="Fees and interest that were posted"
                columns=columns(books, waiving)
                total=total
                fetch=fetch
                key=|row: &Row| u64::from(row.charge.document.0)
                empty=|| view! { <p class="Card-note">"Nothing was posted yet."</p> }
                card_height=248
            />
            <WaiveDialog charge=waiving/>
        </Card>
    }
}
