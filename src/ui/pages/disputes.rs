//! All disputes: what is contested, whose move it is, how the others ended.

use super::bulk::{BulkAction, Subject};
use super::records::{Listed, Record, RecordList};
use crate::domain::calendar::days_past_due;
use crate::domain::dispute::DisputeKind;
use crate::domain::ids::{CustomerId, DisputeId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::aging::balance_as_of;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Column, EmptyState, IconName, LinkButton, Tone};
use crate::ui::routes::Route;
use crate::ui::{format, wording};
use chrono::NaiveDate;
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct DisputeRow {
    id: DisputeId,
    invoice: InvoiceId,
    number: String,
    customer: CustomerId,
    name: String,
    about: String,
    contested: Option<Money>,
    raised: NaiveDate,
    answer_by: Option<NaiveDate>,
    /// Open disputes: whose move it is; others: how they ended.
    standing: String,
    tone: Tone,
    open: bool,
    ended: bool,
    days: i64,
}

fn rows(ledger: &Ledger, as_of: NaiveDate) -> Vec<DisputeRow> {
    let row = |dispute: &crate::domain::dispute::Dispute| {
        let invoice = ledger.invoice(dispute.invoice)?;
        let balance = balance_as_of(ledger, invoice.id, as_of);
        let matters = dispute.case.kind == DisputeKind::Chargeback || balance.is_some_and(|open| open.is_positive());
        let unclosed = dispute.is_open(as_of);
        let open = unclosed && matters;
        let contested = balance.filter(|_| open).map(|owed| ledger.at_stake(dispute, owed, as_of));
        let late = dispute.case.answer_by.is_some_and(|day| day < as_of);
        let (standing, tone) = if open && ledger.is_mark_of_file(dispute) {
            ("marked in the file".to_owned(), Tone::Warn)
        } else if unclosed && !open {
            ("nothing owed any more".to_owned(), Tone::Neutral)
        } else if open {
            (wording::next_move(dispute.case.next_move).to_owned(), if late { Tone::Bad } else { Tone::Warn })
        } else {
            let verdict = dispute.outcome.as_ref().map_or("closed", |outcome| wording::dispute_verdict(outcome.verdict));
            (verdict.split(':').next().unwrap_or(verdict).to_owned(), Tone::Neutral)
        };
        let until = dispute.closed.unwrap_or(as_of).min(as_of);
        Some(DisputeRow {
            id: dispute.id,
            invoice: invoice.id,
            number: invoice.number.clone(),
            customer: invoice.customer,
            name: ledger.customer_name(invoice.customer).to_owned(),
            about: match dispute.case.kind {
                DisputeKind::Other if !dispute.reason.is_empty() => dispute.reason.clone(),
                kind => wording::dispute_kind(kind).to_owned(),
            },
            contested,
            raised: dispute.raised,
            answer_by: dispute.case.answer_by.filter(|_| open),
            standing,
            tone,
            open,
            ended: !unclosed,
            days: days_past_due(dispute.raised, until),
        })
    };
    let known = ledger.facts().disputes.iter().filter(|dispute| dispute.raised <= as_of && !dispute.was_a_mistake());
    let mut rows: Vec<_> = known.filter_map(row).collect();
    // Open ones by their deadline, then the oldest; ended ones last, latest first.
    rows.sort_by_key(|row| (!row.open, row.answer_by.is_none(), row.answer_by, if row.open { row.raised } else { NaiveDate::MAX }, row.id));
    rows
}

/// The list as a CSV file, as it stands on a day.
fn csv(rows: &[DisputeRow], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    let header = ["Invoice", "Customer", "About", "Currency", "Contested", "Since", "Days", "Answer by", "State", "As of"];
    header.iter().for_each(|title| file.text(title));
    file.end_row();
    for row in rows {
        file.text(&row.number);
        file.text(&row.name);
        file.text(&row.about);
        match row.contested {
            Some(contested) => {
                file.text(contested.currency().code());
                file.money(contested);
            }
            None => {
                file.blank();
                file.blank();
            }
        }
        file.date(row.raised);
        file.integer(row.days);
        match row.answer_by {
            Some(by) => file.date(by),
            None => file.blank(),
        }
        file.text(&row.standing);
        file.date(day);
        file.end_row();
    }
    file.finish()
}

fn columns(books: Books) -> Vec<Column<DisputeRow>> {
    vec![
        Column::new("invoice", "Invoice", move |row: &DisputeRow| {
            view! { <a href=Route::Invoice(row.invoice).href(books.link_day())>{row.number.clone()}</a> }.into_any()
        })
        .width("9rem"),
        Column::new("customer", "Customer", move |row: &DisputeRow| {
            view! { <a href=Route::Customer(row.customer).href(books.link_day())>{row.name.clone()}</a> }.into_any()
        }),
        Column::new("state", "State", |row: &DisputeRow| {
            let (tone, standing) = (row.tone, row.standing.clone());
            view! { <Badge tone=tone>{standing}</Badge> }.into_any()
        })
        .width("10rem"),
        Column::new("contested", "Contested", |row: &DisputeRow| row.contested.map_or_else(|| "–".to_owned(), format::money).into_any())
            .numeric()
            .width("9rem"),
        Column::new("by", "Answer by", |row: &DisputeRow| row.answer_by.map_or_else(|| "–".to_owned(), format::date).into_any())
            .width("9rem"),
        Column::new("days", "Days", |row: &DisputeRow| row.days.to_string().into_any()).numeric().width("5rem"),
        Column::new("about", "About", |row: &DisputeRow| row.about.clone().into_any()).width("14rem"),
    ]
}

impl Record for DisputeRow {
    fn key(&self) -> u64 {
        u64::from(self.id.0)
    }

    fn customer(&self) -> CustomerId {
        self.customer
    }

    fn subject(&self) -> Subject {
        Subject::Dispute(self.id)
    }

    fn name(&self) -> String {
        format!("{}, {}", self.number, self.name)
    }
}

const LIST: Listed = Listed {
    title: "Disputes",
    caption: "Disputes",
    file: "disputes",
    actions: &[BulkAction::Move, BulkAction::End, BulkAction::Call, BulkAction::Note],
    card_height: 208,
    prints: false,
};

/// The page.
#[component]
pub fn DisputesPage() -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(rows);
    let empty = move || {
        view! {
            <EmptyState
                icon=IconName::Flag
                title="Nothing is disputed"
                text="When a customer contests an invoice or a part of it, open the invoice and choose “Mark as disputed”. The contested part rests, the rest is still asked for."
            >
                <LinkButton href=Signal::derive(move || Route::Invoices.href(books.link_day()))>"Choose an invoice"</LinkButton>
            </EmptyState>
        }
    };
    let lead = Signal::derive(move || {
        let open = rows.with(|rows| rows.iter().filter(|row| row.open).count());
        let ended = rows.with(|rows| rows.iter().filter(|row| row.ended).map(|row| row.days).collect::<Vec<_>>());
        let count = i64::try_from(ended.len()).unwrap_or(i64::MAX);
        // Rounded half up to whole days.
        let took = (2 * ended.iter().sum::<i64>() + count).checked_div(2 * count).map(|days| {
            let days = format::plural(usize::try_from(days).unwrap_or(0), "day", "days");
            format!(" {} ended, after {days} on average.", format::count(ended.len()))
        });
        let open = format::plural(open, "dispute is", "disputes are");
        Some(format!("{open} open. The contested part is not asked for; it keeps aging.{}", took.unwrap_or_default()))
    });
    view! { <RecordList listed=LIST lead rows columns csv empty/> }
}
