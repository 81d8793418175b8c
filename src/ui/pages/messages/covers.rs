//! What a message covers: its documents, their due dates and amounts, and what it asks for.

use super::export::{self, ExportButton};
use super::words;
use crate::domain::calendar::days_past_due;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::{DueItem, Message};
use crate::domain::money::Money;
use crate::reports::message_text::item_name;
use crate::reports::plan_progress::plan_progress;
use crate::reports::reminders::Reminder;
use crate::ui::books::Books;
use crate::ui::format;
use chrono::NaiveDate;
use leptos::prelude::*;

/// One document or instalment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CoverLine {
    item: DueItem,
    /// Its name.
    pub name: String,
    /// When it was or is due.
    pub due: NaiveDate,
    /// Days past due; negative before.
    pub days: i64,
    /// What is asked for or open.
    pub amount: Money,
}

/// The lines of a message that is due.
pub(super) fn of_reminder(ledger: &Ledger, reminder: &Reminder) -> Vec<CoverLine> {
    let line = |item: &crate::reports::reminders::ReminderItem| CoverLine {
        item: item.item,
        name: item_name(ledger, item.item),
        due: item.due,
        days: item.days_past_due,
        amount: item.asked(),
    };
    reminder.items.iter().map(line).collect()
}

/// The lines of a prepared or settled message, with what is open on `day`.
pub(super) fn of_message(ledger: &Ledger, message: &Message, day: NaiveDate) -> Vec<CoverLine> {
    let line = |item: &DueItem| {
        let (due, amount) = match *item {
            DueItem::Invoice(id) => ledger.invoice(id).map(|invoice| (invoice.due, ledger.balance(invoice)))?,
            DueItem::Instalment(id, number) => {
                let progress = plan_progress(ledger, ledger.plan(id)?, day)?;
                progress.instalments.iter().find(|one| one.number == number).map(|one| (one.due, one.left()))?
            }
        };
        Some(CoverLine { item: *item, name: item_name(ledger, *item), due, days: days_past_due(due, day), amount })
    };
    message.content.covers.iter().filter_map(line).collect()
}

/// The lines as a short table, with what is asked for in all.
#[component]
pub(super) fn Covers(
    /// Whose they are.
    customer: CustomerId,
    /// The documents.
    lines: Vec<CoverLine>,
    /// The heading of the amounts.
    amounts: &'static str,
    /// What the message asks for, per currency.
    totals: Vec<Money>,
) -> impl IntoView {
    let day = Books::expect().link_day();
    let kept = lines.clone();
    let file = move |ledger: &Ledger, day| export::covers(ledger, customer, &kept, amounts, day);
    let row = move |line: CoverLine| {
        view! {
            <tr>
                <th scope="row"><a href=words::item_href(line.item, day)>{line.name}</a></th>
                <td><span class="message-two"><span>{format::date(line.due)}</span><span class="muted">{format::past_due(line.days)}</span></span></td>
                <td class="end money">{format::money(line.amount)}</td>
            </tr>
        }
    };
    view! {
        <div class="message-head"><h3>"What it covers"</h3><ExportButton part="documents" file/></div>
        <div class="table-scroll" tabindex="0" role="region" aria-label="What this message covers">
            <table class="table message-covers">
                <caption class="visually-hidden">"What this message covers"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Document"</th>
                        <th scope="col">"Due"</th>
                        <th scope="col" class="end">{amounts}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row" colspan="2">"The message asks for"</th>
                        <td class="end money">{words::totals_text(&totals)}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}
