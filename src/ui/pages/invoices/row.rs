//! One invoice as a line of a list, and the state it shows.

use super::listing::Listing;
use crate::domain::calendar::days_past_due;
use crate::domain::customer::Customer;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::ui::components::Tone;
use crate::ui::format;
use chrono::NaiveDate;

/// Where an invoice stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is dated later.
    Later,
    /// It no longer counts.
    Void,
    /// Nothing is owed.
    Paid,
    /// Nothing is owed, because the rest was written off.
    WrittenOff,
    /// Contested by the customer.
    Disputed,
    /// Part of a payment plan.
    OnPlan,
    /// Owed for so many days past the due date; zero or less is not late.
    Open(i64),
}

impl Standing {
    /// The standing of an invoice with a known balance.
    pub fn of(ledger: &Ledger, invoice: &Invoice, balance: i64, as_of: NaiveDate) -> Self {
        if invoice.voided.is_some_and(|on| on <= as_of) {
            Self::Void
        } else if invoice.issued > as_of {
            Self::Later
        } else if balance <= 0 {
            if ledger.is_written_off(invoice, as_of) { Self::WrittenOff } else { Self::Paid }
        } else if ledger.open_dispute(invoice.id, as_of).is_some_and(|dispute| dispute.contested(balance) == balance) {
            Self::Disputed
        } else if ledger.plan_of(invoice.id, as_of).is_some() {
            Self::OnPlan
        } else {
            Self::Open(days_past_due(invoice.due, as_of))
        }
    }

    /// The words of the badge.
    pub fn label(self) -> String {
        match self {
            Self::Later => "dated later".to_owned(),
            Self::Void => "void".to_owned(),
            Self::Paid => "paid".to_owned(),
            Self::WrittenOff => "written off".to_owned(),
            Self::Disputed => "disputed".to_owned(),
            Self::OnPlan => "on a plan".to_owned(),
            Self::Open(days) => format::past_due(days),
        }
    }

    /// The tone of the badge.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Later | Self::Void | Self::WrittenOff => Tone::Neutral,
            Self::Paid => Tone::Good,
            Self::Disputed => Tone::Warn,
            Self::OnPlan => Tone::Info,
            Self::Open(days) if days > 30 => Tone::Bad,
            Self::Open(days) if days > 0 => Tone::Warn,
            Self::Open(_) => Tone::Neutral,
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRow {
    /// The invoice.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Who owes it.
    pub customer: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// Invoice date.
    pub issued: NaiveDate,
    /// Due date.
    pub due: NaiveDate,
    /// Days past due while something is owed.
    pub late: Option<i64>,
    /// Gross amount.
    pub amount: Money,
    /// What is owed on the day.
    pub balance: Money,
    /// Where it stands.
    pub standing: Standing,
    /// Invoice, fee or interest.
    pub kind: DocumentKind,
}

impl InvoiceRow {
    /// The line of an invoice with a known balance.
    pub fn of(ledger: &Ledger, invoice: &Invoice, balance: i64, as_of: NaiveDate) -> Self {
        Self {
            id: invoice.id,
            number: invoice.number.clone(),
            customer: invoice.customer,
            customer_name: ledger.customer_name(invoice.customer).to_owned(),
            issued: invoice.issued,
            due: invoice.due,
            late: (balance > 0).then(|| days_past_due(invoice.due, as_of)),
            amount: invoice.amount,
            balance: Money::from_minor(balance, invoice.amount.currency()),
            standing: Standing::of(ledger, invoice, balance, as_of),
            kind: invoice.kind,
        }
    }
}

/// The lines of a range of a listing.
pub fn rows(ledger: &Ledger, listing: &Listing, range: std::ops::Range<usize>) -> Vec<InvoiceRow> {
    let places = listing.places.get(range.start.min(listing.places.len())..range.end.min(listing.places.len())).unwrap_or_default();
    let row = |place: &u32| {
        let invoice = ledger.facts().invoices.get(*place as usize)?;
        let balance = listing.balance.get(*place as usize).copied().unwrap_or(0);
        Some(InvoiceRow::of(ledger, invoice, balance, listing.as_of))
    };
    places.iter().filter_map(row).collect()
}

/// The listing as CSV, every line of it.
pub fn csv(ledger: &Ledger, listing: &Listing) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    let headers = [
        "Number",
        "Customer",
        "Customer number",
        "Invoice date",
        "Due date",
        "Days past due",
        "Currency",
        "Amount",
        "Balance",
        "State",
        "As of",
        "Document kind",
    ];
    headers.iter().for_each(|header| file.text(header));
    file.end_row();
    for row in rows(ledger, listing, 0..listing.places.len()) {
        let reference = ledger.customer(row.customer).map(|customer: &Customer| customer.details.reference.as_str());
        file.text(&row.number);
        file.text(&row.customer_name);
        file.text(reference.unwrap_or_default());
        file.date(row.issued);
        file.date(row.due);
        match row.late {
            Some(days) => file.integer(days),
            None => file.blank(),
        }
        file.text(row.amount.currency().code());
        file.money(row.amount);
        file.money(row.balance);
        file.text(&row.standing.label());
        file.date(listing.as_of);
        file.text(row.kind.words());
        file.end_row();
    }
    file.finish()
}
