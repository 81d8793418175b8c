//! The open invoices below the choice of what is paid: what each would get, or a field for what it gets.

use super::allocation::{AllocationDraft, chosen};
use super::read::amount_as_read;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::ui::components::{Badge, Button, ButtonKind, Tone};
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// An open invoice and what it gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    invoice: InvoiceId,
    number: String,
    due: NaiveDate,
    disputed: bool,
    owes: Money,
    gets: Money,
}

/// The customer's open invoices in the order in which money is applied, each with its part of `amount` when it is applied on a day.
pub(super) fn lines(
    ledger: &Ledger,
    (today, on): (NaiveDate, NaiveDate),
    customer: Option<CustomerId>,
    currency: Option<Currency>,
    amount: Option<Money>,
) -> Vec<Line> {
    let (Some(customer), Some(currency)) = (customer, currency) else { return Vec::new() };
    let amount = amount.filter(|amount| amount.currency() == currency).unwrap_or_else(|| Money::zero(currency));
    let line = |(invoice, gets): (&crate::domain::invoice::Invoice, Money)| Line {
        invoice: invoice.id,
        number: invoice.number.clone(),
        due: invoice.due,
        disputed: ledger.open_dispute(invoice.id, today).is_some(),
        owes: ledger.balance(invoice),
        gets,
    };
    ledger.applied_by_policy(customer, amount, on).into_iter().map(line).collect()
}

/// Which invoices get how much when the oldest come first.
#[component]
pub(super) fn OldestLines(open: Memo<Vec<Line>>, amount: Signal<Option<Money>>) -> impl IntoView {
    move || {
        let lines = open.get();
        let Some(amount) = amount.get() else {
            return view! { <p class="muted">{format!("{} open. Type the amount to see what it pays.", format::plural(lines.len(), "invoice", "invoices"))}</p> }
                .into_any();
        };
        let paid: Vec<Line> = lines.into_iter().filter(|line| line.gets.is_positive()).collect();
        if paid.is_empty() {
            return view! { <p class="muted">{format!("No open invoice in {}: all of it stays as unapplied credit.", amount.currency())}</p> }.into_any();
        }
        let left = Money::from_minor(amount.minor() - paid.iter().map(|line| line.gets.minor()).sum::<i64>(), amount.currency());
        let rows = paid.into_iter().map(|line| {
            let result = if line.gets == line.owes { "paid in full".to_owned() } else { format!("of {}", format::amount(line.owes)) };
            view! {
                <tr>
                    <th scope="row">{line.number}{disputed_mark(line.disputed)}</th>
                    <td>{format::date(line.due)}</td>
                    <td class="end money">{format::amount(line.gets)}</td>
                    <td class="muted">{result}</td>
                </tr>
            }
        });
        view! {
            <div class="table-scroll table-scroll--short" tabindex="0" role="region" aria-label="What it pays">
                <table class="table">
                    <thead><tr><th scope="col">"Invoice"</th><th scope="col">"Due"</th><th scope="col" class="end">"Pays"</th><th scope="col">"Result"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <LeftOver left/>
        }
        .into_any()
    }
}

/// Marks an invoice that the customer contests.
fn disputed_mark(disputed: bool) -> impl IntoView {
    disputed.then(|| view! { " "<Badge tone=Tone::Warn>"disputed"</Badge> })
}

/// One amount per open invoice.
#[component]
pub(super) fn ChosenLines(
    draft: AllocationDraft,
    open: Memo<Vec<Line>>,
    amount: Signal<Option<Money>>,
    currency: Signal<Option<Currency>>,
) -> impl IntoView {
    let rows = move |line: Line| {
        let invoice = line.invoice;
        let full = line.owes.to_plain();
        let typed = move || draft.typed.with(|typed| typed.get(&invoice).cloned().unwrap_or_default());
        let as_read = Memo::new(move |_| amount_as_read(&typed(), currency.get()?));
        let note_id = format!("allocation-{invoice}-read");
        let described = {
            let note_id = note_id.clone();
            move || as_read.with(Option::is_some).then(|| note_id.clone())
        };
        let note = move || as_read.get().map(|text| view! { <p class="Field-help" id=note_id.clone()>{text}</p> });
        view! {
            <tr>
                <th scope="row">{line.number.clone()}{disputed_mark(line.disputed)}</th>
                <td>{format::date(line.due)}</td>
                <td class="end money">{format::amount(line.owes)}</td>
                <td class="end">
                    <input
                        class="Input Input--money Input--cell"
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        aria-label=format!("Amount for {}", line.number)
                        aria-describedby=described
                        prop:value=typed
                        on:input:target=move |event| draft.typed.update(|typed| {
                            typed.insert(invoice, event.target().value());
                        })
                    />
                    {note}
                </td>
                <td>
                    <Button
                        kind=ButtonKind::Quiet
                        on_click=move || draft.typed.update(|typed| {
                            typed.insert(invoice, full.clone());
                        })
                    >
                        "In full"
                        <span class="visually-hidden">{format!(" {}", line.number)}</span>
                    </Button>
                </td>
            </tr>
        }
    };
    let left = move || {
        let (amount, currency) = (amount.get()?, currency.get()?);
        let chosen = draft.typed.with(|typed| chosen(typed, currency)).ok()?;
        if chosen.is_empty() {
            let text =
                format!("Nothing chosen yet. For all {} to wait as unapplied credit, choose “Leave it unapplied”.", format::money(amount));
            return Some(view! { <p>{text}</p> }.into_any());
        }
        let used: i64 = chosen.iter().map(|(_, part)| part.minor()).sum();
        Some(view! { <LeftOver left=Money::from_minor(amount.minor() - used, currency)/> }.into_any())
    };
    view! {
        <Show when=move || open.with(|open| !open.is_empty()) fallback=|| view! { <p class="muted">"There is no open invoice in this currency."</p> }>
            <div class="table-scroll table-scroll--short" tabindex="0" role="region" aria-label="Open invoices">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Invoice"</th>
                            <th scope="col">"Due"</th>
                            <th scope="col" class="end">"Owes"</th>
                            <th scope="col" class="end">"Pay"</th>
                            <th scope="col"><span class="visually-hidden">"In full"</span></th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || open.get() key=|line| (line.invoice, line.owes.minor()) children=rows/>
                    </tbody>
                </table>
            </div>
            {left}
        </Show>
    }
}

/// What remains when the chosen invoices have got their part.
#[component]
fn LeftOver(left: Money) -> impl IntoView {
    let text = match left.minor() {
        0 => "All of it is used.".to_owned(),
        1.. => format!("{} stays as unapplied credit.", format::money(left)),
        _ => format!("{} more than there is. Lower an amount.", format::money(Money::from_minor(-left.minor(), left.currency()))),
    };
    view! { <p class="muted">{text}</p> }
}
