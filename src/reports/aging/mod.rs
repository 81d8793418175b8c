//! Aging: who owes what, by how late it is, as of any day.
//!
//! Rules (domain rules §1): due today is current; an as-of date in the past puts later receipts back and leaves
//! later documents out; a part payment stays in its invoice's own bucket; unapplied credit has a column of its own,
//! so buckets are gross; disputed and on-plan amounts are *shown apart but stay in their buckets*. For every
//! customer and currency the buckets plus the unapplied credit (negative) equal the control total, which is counted
//! from documents alone, never from allocations.

mod scan;
#[cfg(test)]
mod tests;

pub use scan::Scan;

use crate::domain::aging_buckets::AgingBuckets;
use crate::domain::calendar::{NEVER, day_of};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::settings::AgingBasis;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What to count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgingParameters {
    /// The day to look at.
    pub as_of: NaiveDate,
    /// Age by due date or invoice date.
    pub basis: AgingBasis,
    /// The buckets.
    pub buckets: AgingBuckets,
}

impl AgingParameters {
    /// The ledger's own way of counting, as of a day.
    pub fn of(ledger: &Ledger, as_of: NaiveDate) -> Self {
        let settings = ledger.settings();
        Self { as_of, basis: settings.aging_basis, buckets: settings.aging_buckets.clone() }
    }
}

/// Amounts of one customer in one currency, or of all customers in one currency; minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgingAmounts {
    /// Open amount per bucket, gross of unapplied credit.
    pub buckets: Vec<i64>,
    /// Open documents per bucket.
    pub counts: Vec<u32>,
    /// Credit not applied to any invoice, as a negative amount.
    pub unapplied: i64,
    /// The part of the buckets that is disputed.
    pub disputed: i64,
    /// Disputed documents.
    pub disputed_count: u32,
    /// The part of the buckets that is on a payment plan.
    pub on_plan: i64,
    /// What of the plans in force is in arrears: instalments missed. Not a part of `on_plan` by document, but of what it asks for.
    pub arrears: i64,
    /// Documents minus credits, counted without allocations.
    pub control: i64,
}

impl AgingAmounts {
    /// Amounts per bucket and unapplied credit (zero or negative) without the documents behind them.
    pub fn of_buckets(buckets: Vec<i64>, unapplied: i64) -> Self {
        let counts = vec![0; buckets.len()];
        let control = buckets.iter().sum::<i64>() + unapplied;
        Self { buckets, counts, unapplied, disputed: 0, disputed_count: 0, on_plan: 0, arrears: 0, control }
    }

    fn empty(buckets: usize) -> Self {
        Self::of_buckets(vec![0; buckets], 0)
    }

    /// All buckets together, before unapplied credit.
    pub fn open(&self) -> i64 {
        self.buckets.iter().sum()
    }

    /// Buckets plus unapplied credit: what is owed in the end.
    pub fn total(&self) -> i64 {
        self.open() + self.unapplied
    }

    /// Everything but the first `current` buckets: what is past due.
    pub fn past_due(&self, current: usize) -> i64 {
        self.buckets.iter().skip(current).sum()
    }

    /// The other custom of showing credit: it eats the buckets from the oldest, and only what no bucket holds stays
    /// unapplied (domain rules §1, policy c). The total does not change.
    pub fn with_credit_on_oldest(&self) -> Self {
        let mut shown = self.clone();
        let mut credit = -self.unapplied;
        for bucket in shown.buckets.iter_mut().rev() {
            let part = credit.min(*bucket).max(0);
            *bucket -= part;
            credit -= part;
        }
        shown.unapplied = -credit;
        shown
    }

    /// Number of open documents.
    pub fn open_count(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.open_count() == 0 && self.unapplied == 0
    }

    fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.buckets.iter_mut().zip(&other.buckets) {
            *mine += theirs;
        }
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine += theirs;
        }
        self.unapplied += other.unapplied;
        self.disputed += other.disputed;
        self.disputed_count += other.disputed_count;
        self.on_plan += other.on_plan;
        self.arrears += other.arrears;
        self.control += other.control;
    }
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgingRow {
    /// Whose.
    pub customer: CustomerId,
    /// In which currency.
    pub currency: Currency,
    /// The amounts.
    pub amounts: AgingAmounts,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgingReport {
    /// What was counted.
    pub parameters: AgingParameters,
    /// Lines with anything to show, by customer then currency.
    pub rows: Vec<AgingRow>,
    /// Totals per currency, by code.
    pub totals: Vec<(Currency, AgingAmounts)>,
}

impl AgingReport {
    /// How many of the first buckets are not wholly past due: those that begin on day 0 or before.
    pub fn current_buckets(&self) -> usize {
        let buckets = &self.parameters.buckets;
        (0..buckets.count()).filter(|bucket| buckets.range(*bucket).0.is_none_or(|from| from <= 0)).count()
    }

    /// The past-due part of some amounts. With buckets that merge “current” and “late” only the wholly late ones count.
    pub fn past_due(&self, amounts: &AgingAmounts) -> i64 {
        amounts.past_due(self.current_buckets())
    }

    /// The amounts of one currency, if it occurs.
    pub fn total(&self, currency: Currency) -> Option<&AgingAmounts> {
        self.totals.iter().find(|(code, _)| *code == currency).map(|(_, amounts)| amounts)
    }

    /// Lines whose buckets and unapplied credit do not equal the control total. Always empty; a screen that finds one
    /// must say so instead of showing the numbers.
    pub fn out_of_balance(&self) -> Vec<&AgingRow> {
        self.rows.iter().filter(|row| row.amounts.total() != row.amounts.control).collect()
    }
}

/// Ages every customer as of a day.
pub fn aging(ledger: &Ledger, parameters: &AgingParameters) -> AgingReport {
    report(ledger, parameters, &Scan::of(ledger, parameters))
}

/// The report over a scan that was made (and perhaps timed) before.
pub fn report(ledger: &Ledger, parameters: &AgingParameters, scan: &Scan) -> AgingReport {
    let mut rows: Vec<AgingRow> = ledger
        .accounts()
        .iter()
        .enumerate()
        .map(|(place, account)| AgingRow { customer: account.customer, currency: account.currency, amounts: scan.amounts(place) })
        .filter(|row| !row.amounts.is_empty())
        .collect();
    rows.sort_by_key(|row| (row.customer, row.currency));
    let mut totals: BTreeMap<Currency, AgingAmounts> = BTreeMap::new();
    for row in &rows {
        totals.entry(row.currency).or_insert_with(|| AgingAmounts::empty(parameters.buckets.count())).add(&row.amounts);
    }
    AgingReport { parameters: parameters.clone(), rows, totals: totals.into_iter().collect() }
}

/// An open document behind a number of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDocument {
    /// The document.
    pub invoice: InvoiceId,
    /// Age in days by the report's basis.
    pub age_days: i64,
    /// Its bucket.
    pub bucket: usize,
    /// What it owed on the day.
    pub balance: Money,
}

/// One customer's open documents as of a day, oldest first: the drill-down of a report line. Costs that customer's
/// documents.
pub fn open_documents(ledger: &Ledger, customer: CustomerId, parameters: &AgingParameters) -> Vec<OpenDocument> {
    let mut found: Vec<OpenDocument> = ledger
        .invoices_of(customer)
        .filter_map(|invoice| {
            let balance = balance_as_of(ledger, invoice.id, parameters.as_of)?;
            let from = match parameters.basis {
                AgingBasis::DueDate => invoice.due,
                AgingBasis::InvoiceDate => invoice.issued,
            };
            let age_days = crate::domain::calendar::days_past_due(from, parameters.as_of);
            let bucket = parameters.buckets.bucket_of(age_days);
            balance.is_positive().then_some(OpenDocument { invoice: invoice.id, age_days, bucket, balance })
        })
        .collect();
    found.sort_by_key(|document| (std::cmp::Reverse(document.age_days), document.invoice));
    found
}

/// What an invoice owed on a day; `None` when it did not count then.
pub fn balance_as_of(ledger: &Ledger, invoice: InvoiceId, as_of: NaiveDate) -> Option<Money> {
    let found = ledger.invoice(invoice)?;
    let day = day_of(as_of);
    let voided = found.voided.map_or(NEVER, day_of);
    if day_of(found.issued) > day || voided <= day {
        return None;
    }
    let in_force =
        ledger.allocations_to(invoice).filter(|allocation| allocation.on <= as_of && allocation.until.is_none_or(|end| as_of < end));
    let paid: i64 = in_force.map(|allocation| allocation.amount.minor()).sum();
    Some(Money::from_minor(found.amount.minor() - paid, found.amount.currency()))
}
