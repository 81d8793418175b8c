//! The lines of the entries, each with the way to its document.

use super::Shown;
use crate::domain::credit::CreditSource;
use crate::domain::ids::CustomerId;
use crate::domain::journal::Side;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::journals::{EntrySource, JournalEntry, entry_number, entry_words};
use crate::ui::books::Books;
use crate::ui::components::{Column, DataTable};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::ops::Range;

/// One line of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// Its place among all lines.
    place: u64,
    date: NaiveDate,
    number: String,
    what: &'static str,
    document: String,
    source: EntrySource,
    customer: Option<CustomerId>,
    customer_name: String,
    account: String,
    debit: Option<Money>,
    credit: Option<Money>,
}

fn row(ledger: &Ledger, entry: &JournalEntry, line: usize, place: usize) -> Option<Row> {
    let posting = entry.entry.postings().get(line)?;
    let words = entry_words(ledger, entry);
    let account = ledger.settings().bookkeeping.account(posting.account);
    let on = |side| (posting.side == side).then_some(posting.amount);
    Some(Row {
        place: place as u64,
        date: entry.date,
        number: entry_number(entry.source),
        what: words.what,
        document: words.document,
        source: entry.source,
        customer: entry.customer,
        customer_name: words.customer,
        account: format!("{} {}", account.code, account.name),
        debit: on(Side::Debit),
        credit: on(Side::Credit),
    })
}

/// The document of an entry: the invoice, also of its write-off, or the list where the payment or credit note stands.
fn document_href(ledger: &Ledger, source: EntrySource, day: Option<NaiveDate>) -> String {
    let of_payments = |text: &str| {
        let href = Route::Payments.href(day);
        let join = if href.contains('?') { '&' } else { '?' };
        let text: String = url_text(text);
        if text.is_empty() { href } else { format!("{href}{join}q={text}") }
    };
    let of_credit = |source: CreditSource| match source {
        CreditSource::CreditNote(id) => match ledger.write_off_by(id) {
            Some(write_off) => Route::Invoice(write_off.invoice).href(day),
            None => of_payments(ledger.credit_note(id).map_or("", |note| note.number.as_str())),
        },
        CreditSource::Payment(id) => match ledger.payment(id) {
            Some(payment) if !payment.reference.is_empty() => of_payments(&payment.reference),
            Some(payment) => of_payments(ledger.customer_name(payment.customer)),
            None => of_payments(""),
        },
    };
    match source {
        EntrySource::Invoice(id) | EntrySource::InvoiceVoided(id) => Route::Invoice(id).href(day),
        EntrySource::CreditNote(id) | EntrySource::CreditNoteVoided(id) => of_credit(CreditSource::CreditNote(id)),
        EntrySource::Payment(id) | EntrySource::PaymentTakenBack(id) => of_credit(CreditSource::Payment(id)),
        EntrySource::Allowance(_) => Route::Allowance.href(day),
        EntrySource::Refund(id) => {
            ledger.facts().refunds.get(id.index()).map_or_else(|| of_payments(""), |refund| of_credit(refund.source))
        }
    }
}

/// A text as a value of an address.
fn url_text(text: &str) -> String {
    let mut query = leptos_router::params::ParamsMap::new();
    query.insert("q", text.to_owned());
    query.to_query_string().trim_start_matches("?q=").to_owned()
}

fn columns(books: Books) -> Vec<Column<Row>> {
    let side = |id, label, pick: fn(&Row) -> Option<Money>| {
        Column::new(id, label, move |row: &Row| pick(row).map(format::money)).numeric().width("8rem")
    };
    vec![
        Column::new("document", "Document", move |row: &Row| {
            let source = row.source;
            let name = if row.document.is_empty() { row.number.clone() } else { row.document.clone() };
            let href = move || books.read(|ledger| document_href(ledger, source, books.link_day()));
            view! { <a title=name.clone() href=href>{name.clone()}</a> }
        })
        .width("9.5rem"),
        Column::new("date", "Date", |row: &Row| format::date(row.date)).width("7.5rem"),
        Column::new("number", "Entry", |row: &Row| row.number.clone()).width("5rem").hide_on_card(),
        Column::new("what", "What", |row: &Row| row.what).width("8rem"),
        Column::new("customer", "Customer", move |row: &Row| {
            let name = row.customer_name.clone();
            row.customer.map(|customer| view! { <a href=move || Route::Customer(customer).href(books.link_day())>{name}</a> })
        }),
        Column::new("account", "Account", |row: &Row| {
            let account = row.account.clone();
            view! { <span title=account.clone()>{account.clone()}</span> }
        })
        .width("14.5rem"),
        side("debit", "Debit", |row| row.debit),
        side("credit", "Credit", |row| row.credit),
    ]
}

/// The table.
#[component]
pub(super) fn Entries(
    /// What to show.
    entries: Shown,
) -> impl IntoView {
    let books = Books::expect();
    // Where each entry begins among all lines, so that a window costs its own lines.
    let starts = Memo::new(move |_| {
        entries.with(|entries| {
            let lines = entries.iter().scan(0, |next, entry| {
                let start = *next;
                *next += entry.entry.postings().len();
                Some(start)
            });
            lines.collect::<Vec<usize>>()
        })
    });
    let total = Signal::derive(move || entries.with(|entries| entries.iter().map(|entry| entry.entry.postings().len()).sum::<usize>()));
    let fetch = move |range: Range<usize>| {
        entries.with(|entries| {
            starts.with(|starts| {
                let find = |place: usize| {
                    let nth = starts.partition_point(|start| *start <= place).checked_sub(1)?;
                    let (entry, start) = entries.get(nth).zip(starts.get(nth))?;
                    books.read(|ledger| row(ledger, entry, place - start, place))
                };
                range.filter_map(find).collect::<Vec<_>>()
            })
        })
    };
    let count = move || entries.with(|entries| format::plural(entries.len(), "entry", "entries"));
    view! {
        <p class="muted" aria-live="polite">{count}". Every entry balances."</p>
        <DataTable caption="Lines of the entries" columns=columns(books) total fetch=fetch key=|row: &Row| row.place card_height=208/>
    }
}
