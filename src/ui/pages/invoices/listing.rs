//! Which invoices are listed, in which order: places only, computed once per ledger, day, filter and sort.

use crate::domain::calendar::{Day, day_of};
use crate::domain::currency::Currency;
use crate::domain::ledger::Ledger;
use crate::reports::open_items::open_invoices;
use crate::ui::components::Sort;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The tabs of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Something is owed.
    Open,
    /// Something is owed and the due date has passed.
    Overdue,
    /// Nothing is owed any more.
    Paid,
    /// The customer contests it.
    Disputed,
    /// Nothing is owed, because the rest was written off.
    WrittenOff,
    /// It no longer counts.
    Void,
    /// Everything dated up to the day.
    All,
}

impl Tab {
    /// All tabs in order.
    pub const ALL: [Self; 7] = [Self::Open, Self::Overdue, Self::Paid, Self::Disputed, Self::WrittenOff, Self::Void, Self::All];

    /// The key in the address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Paid => "paid",
            Self::Disputed => "disputed",
            Self::WrittenOff => "written-off",
            Self::Void => "void",
            Self::All => "all",
        }
    }

    /// What is shown.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Overdue => "Past due",
            Self::Paid => "Paid",
            Self::Disputed => "Disputed",
            Self::WrittenOff => "Written off",
            Self::Void => "Void",
            Self::All => "All",
        }
    }

    /// The tab of a key; open documents when it is none.
    pub fn of_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.key() == key).unwrap_or(Self::Open)
    }
}

/// What the list shows.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Places of the invoices, in order.
    pub places: Vec<u32>,
    /// Balances on the day, by place of every invoice; minor units.
    pub balance: Vec<i64>,
    /// How many invoices each tab has under the text filter.
    pub counts: [usize; 7],
    /// Amount and balance of what is listed, per currency.
    pub totals: BTreeMap<Currency, (i64, i64)>,
    /// How many documents are left out because they are dated later, and the last of their dates.
    pub later: Option<(usize, NaiveDate)>,
    /// The day looked at.
    pub as_of: NaiveDate,
}

impl PartialEq for Listing {
    /// Never equal: the ledger may show other names and balances in the same places.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Lists the invoices of a tab that match a lower-cased text in their number or customer.
pub fn listing(ledger: &Ledger, as_of: NaiveDate, text: &str, tab: Tab, sort: Option<&Sort>) -> Listing {
    let columns = &ledger.columns().invoices;
    let facts = ledger.facts();
    let day = day_of(as_of);
    let mut balance = vec![0_i64; facts.invoices.len()];
    for (place, open) in open_invoices(ledger, as_of) {
        balance[place as usize] = open;
    }
    let mut disputed = vec![false; facts.invoices.len()];
    for dispute in facts.disputes.iter().filter(|one| one.raised <= as_of && one.closed.is_none_or(|closed| as_of < closed)) {
        disputed[dispute.invoice.index()] = true;
    }
    let mut written_off = vec![false; facts.invoices.len()];
    for invoice in facts.write_offs.iter().filter_map(|one| ledger.invoice(one.invoice)) {
        written_off[invoice.id.index()] = ledger.is_written_off(invoice, as_of);
    }
    let of_customer: Vec<bool> = facts.customers.iter().map(|customer| ledger.customer_matches(customer.id, text)).collect();
    let matches =
        |place: usize| text.is_empty() || of_customer[facts.invoices[place].customer.index()] || ledger.invoice_number_matches(place, text);
    let mut counts = [0; 7];
    let mut places = Vec::new();
    let mut later: Option<(usize, NaiveDate)> = None;
    for place in (0..facts.invoices.len()).filter(|place| matches(*place)) {
        let (void, begun) = (columns.until[place] <= day, columns.issued[place] <= day);
        if !begun {
            // What was voided from its own date on never counts.
            if columns.issued[place] < columns.until[place] {
                let issued = facts.invoices[place].issued;
                later = Some(later.map_or((1, issued), |(count, last)| (count + 1, last.max(issued))));
            }
            continue;
        }
        let open = balance[place] > 0;
        let (settled, given_up) = (!void && !open, written_off[place] && !void);
        let belongs = [open, open && columns.due[place] < day, settled && !given_up, open && disputed[place], given_up, void, true];
        for (count, belongs) in counts.iter_mut().zip(belongs) {
            *count += usize::from(belongs);
        }
        if belongs[tab as usize] {
            places.push(place as u32);
        }
    }
    if let Some(sort) = sort {
        order(ledger, &balance, &mut places, sort);
    }
    let mut totals: BTreeMap<Currency, (i64, i64)> = BTreeMap::new();
    for place in places.iter().map(|place| *place as usize).filter(|place| columns.until[*place] > day) {
        let sums = totals.entry(facts.invoices[place].amount.currency()).or_default();
        sums.0 += columns.amount[place];
        sums.1 += balance[place];
    }
    Listing { places, balance, counts, totals, later, as_of }
}

fn order(ledger: &Ledger, balance: &[i64], places: &mut [u32], sort: &Sort) {
    let facts = ledger.facts();
    let columns = &ledger.columns().invoices;
    let scaled = |place: u32, minor: i64| {
        let digits = facts.invoices[place as usize].amount.currency().minor_digits().min(4);
        i128::from(minor) * 10_i128.pow(4 - digits)
    };
    let by_day = |places: &mut [u32], column: &[Day]| places.sort_by_key(|place| column[*place as usize]);
    match sort.column.as_str() {
        "number" => places.sort_by(|one, other| facts.invoices[*one as usize].number.cmp(&facts.invoices[*other as usize].number)),
        "customer" => {
            let ranks = name_ranks(ledger);
            places.sort_by_key(|place| (ranks[facts.invoices[*place as usize].customer.index()], columns.due[*place as usize]));
        }
        "issued" => by_day(places, &columns.issued),
        "due" => by_day(places, &columns.due),
        // More days past due is an earlier due date.
        "late" => places.sort_by_key(|place| std::cmp::Reverse(columns.due[*place as usize])),
        "amount" => places.sort_by_key(|place| scaled(*place, columns.amount[*place as usize])),
        "balance" => places.sort_by_key(|place| scaled(*place, balance[*place as usize])),
        _ => {}
    }
    if sort.descending {
        places.reverse();
    }
}

/// The rank of every customer's name in alphabetical order, by place.
fn name_ranks(ledger: &Ledger) -> Vec<u32> {
    let customers = &ledger.facts().customers;
    let names: Vec<String> = customers.iter().map(|customer| customer.details.name.to_lowercase()).collect();
    let mut order: Vec<usize> = (0..customers.len()).collect();
    order.sort_by(|one, other| names[*one].cmp(&names[*other]));
    let mut ranks = vec![0; customers.len()];
    for (rank, place) in order.into_iter().enumerate() {
        ranks[place] = rank as u32;
    }
    ranks
}
