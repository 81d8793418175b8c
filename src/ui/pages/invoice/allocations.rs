//! What paid an invoice, and taking it off again.

use crate::domain::command::Command;
use crate::domain::credit::{CreditNote, CreditSource};
use crate::domain::ids::{AllocationId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, ConfirmDialog};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// One payment's or credit note's part.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    id: AllocationId,
    on: NaiveDate,
    until: Option<NaiveDate>,
    what: String,
    amount: Money,
}

fn lines(ledger: &Ledger, invoice: InvoiceId, day: NaiveDate) -> Vec<Line> {
    let mut lines: Vec<Line> = ledger
        .allocations_to(invoice)
        // What was taken back on its own first day never held. What is written off is not paid: it has a card of its own.
        .filter(|allocation| allocation.on <= day && allocation.until.is_none_or(|until| until > allocation.on))
        .filter(|allocation| !matches!(allocation.source, CreditSource::CreditNote(note) if ledger.write_off_by(note).is_some()))
        .map(|allocation| Line {
            id: allocation.id,
            on: allocation.on,
            until: allocation.until,
            what: source_words(ledger, allocation.source),
            amount: allocation.amount,
        })
        .collect();
    lines.sort_by_key(|line| (line.on, line.id));
    lines
}

/// A payment or credit note in words.
pub(super) fn source_words(ledger: &Ledger, source: CreditSource) -> String {
    match source {
        CreditSource::Payment(id) => ledger.payment(id).map_or_else(String::new, |payment| {
            let about = [payment.method.as_str(), payment.reference.as_str()];
            let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty()).collect();
            if about.is_empty() { "Payment".to_owned() } else { format!("Payment, {}", about.join(", ")) }
        }),
        CreditSource::CreditNote(id) => ledger.credit_note(id).map_or_else(String::new, CreditNote::title),
    }
}

/// The card “What paid it”.
#[component]
pub(super) fn Allocations(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let lines = books.view(move |ledger, day| lines(ledger, id, day));
    let asked = RwSignal::new(false);
    let chosen = RwSignal::new(None::<AllocationId>);
    let release = move || {
        if let Some(allocation) = chosen.get_untracked() {
            books.act(
                Command::ReleaseAllocation { allocation, on: books.today().get_untracked() },
                "Taken off the invoice; it is unapplied credit now",
            );
        }
    };
    let row = move |line: Line| {
        let allocation = line.id;
        let ended = line.until.map(|until| format!(" (until {})", format::date(until)));
        let button = line.until.is_none().then(|| {
            let name = format!(" {} of {}", format::money(line.amount), format::date(line.on));
            view! {
                <Button kind=ButtonKind::Quiet on_click=move || { chosen.set(Some(allocation)); asked.set(true); }>
                    "Take off"<span class="visually-hidden">{name}</span>
                </Button>
            }
        });
        view! {
            <tr role="row">
                <td role="cell" class="date">{format::date(line.on)}</td>
                <th role="rowheader" scope="row">{line.what}{ended}</th>
                <td role="cell" class="end money">{format::money(line.amount)}</td>
                <td role="cell" class="end">{button}</td>
            </tr>
        }
    };
    view! {
        <Card title="What paid it">
            <Show when=move || lines.with(|lines| !lines.is_empty()) fallback=|| view! { <p class="muted">"Nothing has been applied to it yet."</p> }>
                <div class="table-scroll" tabindex="0">
                    <table class="table table--lines" role="table">
                        <thead role="rowgroup">
                            <tr role="row">
                                <th role="columnheader" scope="col">"Since"</th>
                                <th role="columnheader" scope="col">"What"</th>
                                <th role="columnheader" scope="col" class="end">"Amount"</th>
                                <th role="columnheader" scope="col"><span class="visually-hidden">"Actions"</span></th>
                            </tr>
                        </thead>
                        <tbody role="rowgroup">{move || lines.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </Show>
            <ConfirmDialog id="release-dialog" open=asked title="Take this off the invoice?" confirm="Take off" on_confirm=release>
                <p>"From today the invoice is owed again by this amount, and the money stands as unapplied credit of the customer. You can apply it again at any time."</p>
            </ConfirmDialog>
        </Card>
    }
}
