//! A customer's payments and credit notes, and taking them back.

use crate::domain::credit::{CreditKind, CreditSource, ReversalReason};
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, Tone};
use crate::ui::format;
use crate::ui::pages::payments::take_back::TakeBackDialog;
use chrono::NaiveDate;
use leptos::prelude::*;

/// A payment or credit note.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    source: CreditSource,
    on: NaiveDate,
    what: String,
    amount: Money,
    left: Money,
    ended: Option<String>,
}

fn lines(ledger: &Ledger, id: CustomerId, day: NaiveDate) -> Vec<Line> {
    let (lists, facts) = (ledger.lists(id), ledger.facts());
    let left = |source: CreditSource, amount: Money| Money::from_minor(ledger.unapplied(source), amount.currency());
    let payments = lists.payments.iter().map(|place| &facts.payments[*place as usize]).map(|payment| {
        let source = CreditSource::Payment(payment.id);
        let about: Vec<&str> = [payment.method.as_str(), payment.reference.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        let what = if about.is_empty() { "Payment".to_owned() } else { format!("Payment, {}", about.join(", ")) };
        let ended = payment.reversed.as_ref().map(|reversal| format!("{} {}", reason_words(reversal.reason), format::date(reversal.on)));
        Line { source, on: payment.received, what, amount: payment.amount, left: left(source, payment.amount), ended }
    });
    let notes = lists.credit_notes.iter().map(|place| &facts.credit_notes[*place as usize]);
    // What is written off is not paid, and credits nobody.
    let notes = notes.filter(|note| note.kind != CreditKind::WriteOff).map(|note| {
        let source = CreditSource::CreditNote(note.id);
        let ended = note.voided.map(|on| format!("void {}", format::date(on)));
        Line { source, on: note.issued, what: note.title(), amount: note.amount, left: left(source, note.amount), ended }
    });
    let mut lines: Vec<Line> = payments.chain(notes).filter(|line| line.on <= day).collect();
    lines.sort_by_key(|line| (std::cmp::Reverse(line.on), line.source));
    lines
}

/// Why a payment was taken back, in a word.
pub(super) const fn reason_words(reason: ReversalReason) -> &'static str {
    match reason {
        ReversalReason::Bounced => "bounced",
        ReversalReason::Refunded => "refunded",
        ReversalReason::EnteredByMistake => "entered by mistake",
        ReversalReason::Chargeback => "charged back",
    }
}

/// The card “Payments and credit notes”.
#[component]
pub(super) fn MoneyIn(id: CustomerId) -> impl IntoView {
    let lines = Books::expect().view(move |ledger, day| lines(ledger, id, day));
    let chosen = RwSignal::new(None::<CreditSource>);
    let row = move |line: Line| {
        let source = line.source;
        let reversible = line.ended.is_none();
        let state = match line.ended {
            Some(ended) => view! { <Badge>{ended}</Badge> }.into_any(),
            None if line.left.is_positive() => {
                view! { <Badge tone=Tone::Info>{format!("{} unapplied", format::money(line.left))}</Badge> }.into_any()
            }
            None => view! { <Badge tone=Tone::Good>"applied"</Badge> }.into_any(),
        };
        let verb = if matches!(source, CreditSource::Payment(_)) { "Take back" } else { "Void" };
        let name = format!(" {} of {}", format::money(line.amount), format::date(line.on));
        let button = reversible.then(|| {
            view! {
                <Button kind=ButtonKind::Quiet on_click=move || chosen.set(Some(source))>
                    {verb}<span class="visually-hidden">{name}</span>
                </Button>
            }
        });
        view! {
            <tr role="row">
                <td role="cell" class="date">{format::date(line.on)}</td>
                <th role="rowheader" scope="row">{line.what}</th>
                <td role="cell" class="end money">{format::money(line.amount)}</td>
                <td role="cell">{state}</td>
                <td role="cell" class="end">{button}</td>
            </tr>
        }
    };
    view! {
        <Card title="Payments and credit notes">
            <Show when=move || lines.with(|lines| !lines.is_empty()) fallback=|| view! { <p class="muted">"Nothing has come in by this day."</p> }>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Payments and credit notes">
                    <table class="table table--lines" role="table">
                        <thead role="rowgroup">
                            <tr role="row">
                                <th role="columnheader" scope="col">"Date"</th>
                                <th role="columnheader" scope="col">"What"</th>
                                <th role="columnheader" scope="col" class="end">"Amount"</th>
                                <th role="columnheader" scope="col">"State"</th>
                                <th role="columnheader" scope="col"><span class="visually-hidden">"Actions"</span></th>
                            </tr>
                        </thead>
                        <tbody role="rowgroup">{move || lines.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </Show>
            <TakeBackDialog subject=chosen/>
        </Card>
    }
}
