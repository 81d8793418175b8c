//! The lines of the list: names and places for the parts of a figure.

use crate::domain::calendar::days_past_due;
use crate::domain::credit::CreditSource;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::behind::{Part, Source};
use crate::reports::expected::Claim;
use crate::reports::message_text::item_name;
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// What tells it from all others.
    pub key: u64,
    /// What it is.
    pub name: String,
    /// Where it can be looked at.
    pub place: Route,
    /// Whose.
    pub customer: CustomerId,
    /// Their name.
    pub customer_name: String,
    /// When it was issued, received or agreed.
    pub dated: Option<NaiveDate>,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// Days past due.
    pub late: Option<i64>,
    /// Its share of the figure.
    pub amount: Money,
}

/// The line of a part.
pub(super) fn row(ledger: &Ledger, place: usize, part: &Part, day: NaiveDate) -> Row {
    let customer = Route::Customer(part.customer);
    let dated = || part.dated.map(format::date).unwrap_or_default();
    let (name, route) = match part.source {
        Source::Claim(Claim::Invoice(id)) => {
            let number = ledger.invoice(id).map(|invoice| invoice.number.clone()).unwrap_or_default();
            (number, Route::Invoice(id))
        }
        Source::Claim(Claim::Instalment(plan, number)) => (item_name(ledger, DueItem::Instalment(plan, number)), Route::Plan(plan)),
        Source::Claim(Claim::BeyondPlan(plan)) => (format!("Owed beyond plan {plan}"), Route::Plan(plan)),
        Source::Credit(CreditSource::Payment(_)) => (format!("Payment of {}", dated()), customer),
        Source::Credit(CreditSource::CreditNote(id)) => {
            let number = ledger.credit_note(id).map(|note| note.number.clone()).unwrap_or_default();
            (format!("Credit note {number}"), customer)
        }
        Source::CreditOnOldest => ("Credit shown here".to_owned(), customer),
    };
    Row {
        key: place as u64,
        name,
        place: route,
        customer: part.customer,
        customer_name: ledger.customer_name(part.customer).to_owned(),
        dated: part.dated,
        due: part.due,
        late: part.due.map(|due| days_past_due(due, day)),
        amount: part.amount,
    }
}

/// The list as a CSV file.
pub(super) fn csv(ledger: &Ledger, rows: &[Row], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    let header = ["Document", "Customer", "Customer number", "Dated", "Due", "Days past due", "Currency", "Amount", "As of"];
    header.iter().for_each(|title| file.text(title));
    file.end_row();
    for row in rows {
        file.text(&row.name);
        file.text(&row.customer_name);
        file.text(ledger.customer(row.customer).map_or("", |customer| customer.details.reference.as_str()));
        for date in [row.dated, row.due] {
            match date {
                Some(date) => file.date(date),
                None => file.blank(),
            }
        }
        match row.late {
            Some(days) => file.integer(days.max(0)),
            None => file.blank(),
        }
        file.text(row.amount.currency().code());
        file.money(row.amount);
        file.date(day);
        file.end_row();
    }
    file.finish()
}
