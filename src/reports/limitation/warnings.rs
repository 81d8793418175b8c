//! Which claims lapse soon: 12, 6, 3 and 1 months before, and for some weeks after.

use super::{ClaimEnd, Law, end_by, first_due, law_of};
use crate::domain::calendar::{add_days, add_months};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::limits::limitation::{WARNING_MONTHS, months_before, warning};
use crate::domain::money::Money;
use crate::reports::open_items::open_invoices;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// How long a claim that has lapsed still stands on Today.
const LAPSED_DAYS: i64 = 30;
/// No listed period is shorter than two years, and warnings begin one year before: younger claims need no look.
const YOUNG_MONTHS: u32 = 12;

/// What a customer owes that lapses soon, or has just lapsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimWarning {
    /// Who owes it.
    pub customer: CustomerId,
    /// The document that lapses first.
    pub invoice: InvoiceId,
    /// Its limitation date.
    pub last_day: NaiveDate,
    /// The day on which the warning began.
    pub since: NaiveDate,
    /// How many documents are at a warning.
    pub count: usize,
    /// What they owe, per currency.
    pub amounts: Vec<Money>,
}

/// Open documents that were due a year before the horizon, with what they owe and their limitation dates.
fn old_claims(ledger: &Ledger, day: NaiveDate, horizon: NaiveDate, mut each: impl FnMut(CustomerId, InvoiceId, i64, ClaimEnd)) {
    let mut laws: HashMap<CustomerId, Option<Law>> = HashMap::new();
    let moved: HashMap<InvoiceId, NaiveDate> =
        ledger.facts().due_date_changes.iter().rev().map(|change| (change.invoice, change.from)).collect();
    for (place, balance) in open_invoices(ledger, day) {
        let Some(invoice) = ledger.invoice(InvoiceId::from_index(place as usize)) else { continue };
        let arose = moved.get(&invoice.id).copied().unwrap_or(invoice.due);
        if add_months(arose, YOUNG_MONTHS) > horizon {
            continue;
        }
        let law = *laws.entry(invoice.customer).or_insert_with(|| law_of(ledger, invoice.customer));
        if let Some(law) = law {
            each(invoice.customer, invoice.id, balance, end_by(ledger, invoice, law, arose, day));
        }
    }
}

/// The warnings of a day, a line for each customer.
pub fn warnings(ledger: &Ledger, day: NaiveDate) -> Vec<ClaimWarning> {
    let mut found: BTreeMap<CustomerId, (ClaimWarning, BTreeMap<Currency, i64>)> = BTreeMap::new();
    old_claims(ledger, day, day, |customer, invoice, balance, end| {
        let last_day = end.last_day;
        let begun = warning(last_day, day).map(|months| months_before(last_day, months));
        let since = if day > last_day { add_days(last_day, 1) } else { begun.unwrap_or(NaiveDate::MAX) };
        if since > day || day > add_days(last_day, LAPSED_DAYS) {
            return;
        }
        let one = ClaimWarning { customer, invoice, last_day, since, count: 0, amounts: Vec::new() };
        let (kept, owed) = found.entry(customer).or_insert_with(|| (one.clone(), BTreeMap::new()));
        if (last_day, invoice) < (kept.last_day, kept.invoice) {
            *kept = ClaimWarning { since: kept.since, count: kept.count, ..one };
        }
        kept.since = kept.since.max(since);
        kept.count += 1;
        let currency = ledger.invoice(invoice).map(|found| found.amount.currency());
        currency.into_iter().for_each(|currency| *owed.entry(currency).or_default() += balance);
    });
    let in_money = |(warning, owed): (ClaimWarning, BTreeMap<Currency, i64>)| ClaimWarning {
        amounts: owed.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect(),
        ..warning
    };
    found.into_values().map(in_money).collect()
}

/// The limitation dates of a customer's open documents that are past due, the first to lapse first, with what they owe.
pub fn claims_of(ledger: &Ledger, customer: CustomerId, day: NaiveDate) -> Vec<(InvoiceId, Money, ClaimEnd)> {
    let Some(law) = law_of(ledger, customer) else { return Vec::new() };
    let owed = ledger.invoices_of(customer).filter(|invoice| invoice.due < day).map(|invoice| (invoice, ledger.owed_on(invoice, day)));
    let open = owed.filter(|(_, owed)| owed.is_positive());
    let mut ends: Vec<_> =
        open.map(|(invoice, owed)| (invoice.id, owed, end_by(ledger, invoice, law, first_due(ledger, invoice), day))).collect();
    ends.sort_by_key(|(invoice, _, end)| (end.last_day, *invoice));
    ends
}

/// A day, whose claims, and how many months before their last day.
type Same = (NaiveDate, CustomerId, u32);

/// A document, what is open of it, and the last day of its claim.
type Claim = (InvoiceId, Money, NaiveDate);

/// The days ahead on which a warning begins (its months) or a claim lapses (0), up to a last one; what a customer has on the same day for the
/// same reason stands under the first document.
pub fn claim_days(ledger: &Ledger, from: NaiveDate, until: NaiveDate) -> Vec<(NaiveDate, u32, ClaimWarning)> {
    let mut found: BTreeMap<Same, Vec<Claim>> = BTreeMap::new();
    old_claims(ledger, from, until, |customer, invoice, balance, end| {
        let Some(currency) = ledger.invoice(invoice).map(|found| found.amount.currency()) else { return };
        for months in WARNING_MONTHS.into_iter().chain([0]) {
            let on = months_before(end.last_day, months);
            if (from..=until).contains(&on) {
                let one = (invoice, Money::from_minor(balance, currency), end.last_day);
                found.entry((on, customer, months)).or_default().push(one);
            }
        }
    });
    let entry = |((on, customer, months), mut parts): (Same, Vec<Claim>)| {
        parts.sort_by_key(|(invoice, ..)| *invoice);
        let (invoice, _, last_day) = *parts.first()?;
        let mut owed: BTreeMap<Currency, i64> = BTreeMap::new();
        parts.iter().for_each(|(_, money, _)| *owed.entry(money.currency()).or_default() += money.minor());
        let amounts = owed.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect();
        Some((on, months, ClaimWarning { customer, invoice, last_day, since: on, count: parts.len(), amounts }))
    };
    found.into_iter().filter_map(entry).collect()
}
