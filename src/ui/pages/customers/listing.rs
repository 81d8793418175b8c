//! Who owes what: one line per customer and currency, and one for a customer without documents.

use crate::domain::calendar::days_past_due;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::acceptance::lacks_acceptance;
use crate::reports::aging::{AgingParameters, aging};
use crate::reports::open_items::open_invoices;
use crate::reports::watch_list::watched;
use crate::ui::components::{Sort, Tone};
use crate::ui::wording;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// Amounts of one customer in one currency; minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Whose.
    pub customer: CustomerId,
    /// In which currency; `None` when there is nothing to show.
    pub currency: Option<Currency>,
    /// Open documents.
    pub owed: i64,
    /// The part past its due date.
    pub past_due: i64,
    /// Unapplied credit, zero or more.
    pub credit: i64,
    /// Days past due of the oldest open document; `None` when nothing is late.
    pub oldest: Option<i64>,
}

/// What the list shows.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Lines in order.
    pub lines: Vec<Line>,
    /// How many customers they belong to.
    pub customers: usize,
    /// Sums per currency: owed, past due, credit.
    pub totals: BTreeMap<Currency, (i64, i64, i64)>,
}

impl PartialEq for Listing {
    /// Never equal: a customer may have another name in the same place.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Which customers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    All,
    /// Marked as VIP.
    Vip,
    /// Marked as in hardship.
    Hardship,
    /// Handled in person.
    InPerson,
    /// On hold.
    OnHold,
    /// On the watch list: near a credit limit.
    Watched,
    /// Without an acceptance of terms that charge by agreement.
    Unaccepted,
}

impl Who {
    /// All of them, in the order of the choice: the name in the address and the words.
    pub const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::All, "", "Everybody"),
        (Self::Vip, "vip", "VIP"),
        (Self::Hardship, "hardship", "In hardship"),
        (Self::InPerson, "in-person", "Handled in person"),
        (Self::OnHold, "hold", "On hold"),
        (Self::Watched, "watch", "Near their limit"),
        (Self::Unaccepted, "unaccepted", "Terms not accepted"),
    ];

    /// The one with a name; everybody for an unknown one.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|(_, known, _)| *known == name).map_or(Self::All, |(who, ..)| who)
    }

    fn includes(self, ledger: &Ledger, id: CustomerId, as_of: NaiveDate) -> bool {
        let details = ledger.customer(id).map(|customer| &customer.details);
        let approach = details.map(|details| &details.approach);
        match self {
            Self::All => true,
            Self::Vip => approach.is_some_and(|approach| approach.vip),
            Self::Hardship => approach.is_some_and(|approach| approach.hardship),
            Self::InPerson => approach.is_some_and(|approach| approach.in_person),
            Self::OnHold => ledger.hold_of(id, as_of).is_some(),
            Self::Unaccepted => details.is_some_and(|details| lacks_acceptance(ledger, details, as_of)),
            Self::Watched => !watched(ledger, ledger.policy_on(as_of), id, as_of).is_empty(),
        }
    }
}

/// A line with the customer's name, for the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    /// The amounts.
    pub line: Line,
    /// The customer's name.
    pub name: String,
    /// What marks the customer: VIP, hardship, in person, on hold.
    pub marks: Vec<(&'static str, Tone)>,
}

impl CustomerRow {
    /// An amount of the line, when it has a currency.
    pub fn money(&self, minor: i64) -> Option<Money> {
        self.line.currency.map(|currency| Money::from_minor(minor, currency))
    }
}

/// Lists the customers of a kind that match a lower-cased text.
pub fn listing(ledger: &Ledger, as_of: NaiveDate, text: &str, who: Who, sort: Option<&Sort>) -> Listing {
    let mut late: HashMap<(CustomerId, Currency), (i64, i64)> = HashMap::new();
    for (place, balance) in open_invoices(ledger, as_of) {
        let invoice = &ledger.facts().invoices[place as usize];
        let days = days_past_due(invoice.due, as_of);
        if days > 0 {
            let (sum, oldest) = late.entry((invoice.customer, invoice.amount.currency())).or_default();
            *sum += balance;
            *oldest = days.max(*oldest);
        }
    }
    let report = aging(ledger, &AgingParameters::of(ledger, as_of));
    let shown = |customer: CustomerId| {
        ledger.customer(customer).is_some() && ledger.customer_matches(customer, text) && who.includes(ledger, customer, as_of)
    };
    let mut has_line = vec![false; ledger.facts().customers.len()];
    let mut lines = Vec::new();
    for row in report.rows.iter().filter(|row| shown(row.customer)) {
        has_line[row.customer.index()] = true;
        let (past_due, oldest) = late.get(&(row.customer, row.currency)).copied().unwrap_or_default();
        lines.push(Line {
            customer: row.customer,
            currency: Some(row.currency),
            owed: row.amounts.open(),
            past_due,
            credit: -row.amounts.unapplied,
            oldest: (oldest > 0).then_some(oldest),
        });
    }
    let without = ledger.customers().filter(|customer| !has_line[customer.id.index()] && shown(customer.id));
    lines.extend(without.map(|customer| Line { customer: customer.id, currency: None, owed: 0, past_due: 0, credit: 0, oldest: None }));
    let mut totals: BTreeMap<Currency, (i64, i64, i64)> = BTreeMap::new();
    for line in &lines {
        if let Some(currency) = line.currency {
            let sums = totals.entry(currency).or_default();
            *sums = (sums.0 + line.owed, sums.1 + line.past_due, sums.2 + line.credit);
        }
    }
    let mut seen: Vec<CustomerId> = lines.iter().map(|line| line.customer).collect();
    seen.sort_unstable();
    seen.dedup();
    order(ledger, &mut lines, sort);
    Listing { lines, customers: seen.len(), totals }
}

fn order(ledger: &Ledger, lines: &mut [Line], sort: Option<&Sort>) {
    let Some(sort) = sort else { return };
    let scaled = |line: &Line, minor: i64| {
        let digits = line.currency.map_or(2, Currency::minor_digits).min(4);
        i128::from(minor) * 10_i128.pow(4 - digits)
    };
    lines.sort_by_cached_key(|line| (ledger.customer_name(line.customer).to_lowercase(), line.currency));
    let descending = sort.descending;
    let mut by = |key: &dyn Fn(&Line) -> i128| {
        if descending {
            lines.sort_by_key(|line| std::cmp::Reverse(key(line)));
        } else {
            lines.sort_by_key(|line| key(line));
        }
    };
    match sort.column.as_str() {
        "owed" => by(&|line| scaled(line, line.owed)),
        "late" => by(&|line| scaled(line, line.past_due)),
        "credit" => by(&|line| scaled(line, line.credit)),
        "oldest" => by(&|line| i128::from(line.oldest.unwrap_or(-1))),
        _ if descending => lines.reverse(),
        _ => {}
    }
}

/// The lines of a range with their names.
pub fn rows(ledger: &Ledger, listing: &Listing, range: std::ops::Range<usize>, as_of: NaiveDate) -> Vec<CustomerRow> {
    let end = range.end.min(listing.lines.len());
    let lines = &listing.lines[range.start.min(end)..end];
    let row = |line: &Line| {
        let mut marks = ledger.customer(line.customer).map_or_else(Vec::new, |known| wording::marks(&known.details.approach));
        marks.extend(ledger.hold_of(line.customer, as_of).map(|_| ("on hold", Tone::Bad)));
        CustomerRow { line: *line, name: ledger.customer_name(line.customer).to_owned(), marks }
    };
    lines.iter().map(row).collect()
}

/// The listing as CSV, every line of it.
pub fn csv(ledger: &Ledger, listing: &Listing, as_of: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    let headers =
        ["Customer", "Customer number", "Currency", "Owed", "Past due", "Unapplied credit", "Oldest days past due", "Marked as", "As of"];
    headers.iter().for_each(|header| file.text(header));
    file.end_row();
    for row in rows(ledger, listing, 0..listing.lines.len(), as_of) {
        file.text(&row.name);
        file.text(ledger.customer(row.line.customer).map_or("", |customer| customer.details.reference.as_str()));
        file.text(row.line.currency.map_or("", Currency::code));
        for minor in [row.line.owed, row.line.past_due, row.line.credit] {
            match row.money(minor) {
                Some(amount) => file.money(amount),
                None => file.blank(),
            }
        }
        match row.line.oldest {
            Some(days) => file.integer(days),
            None => file.blank(),
        }
        file.text(&row.marks.iter().map(|(mark, _)| *mark).collect::<Vec<_>>().join(", "));
        file.date(as_of);
        file.end_row();
    }
    file.finish()
}
