//! The pass over the ledger's columns: the fast half of the aging report.
//!
//! From the latest day of the ledger on, cached balances are the answer and only open invoices are visited. For an
//! earlier day every document is visited once, without branches, in three passes: what each invoice was worth, minus
//! the allocations in force, into the buckets of its account.

use super::{AgingAmounts, AgingParameters};
use crate::domain::calendar::{Day, NEVER, date_of, day_of};
use crate::domain::ledger::Ledger;
use crate::domain::ledger::columns::{Columns, CreditColumns};
use crate::domain::settings::AgingBasis;
use crate::reports::open_items::{amounts_on, counts_on, take_off_allocations};

/// Sums per account, as one flat table each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    buckets: usize,
    amounts: Vec<i64>,
    counts: Vec<u32>,
    unapplied: Vec<i64>,
    disputed: Vec<i64>,
    disputed_counts: Vec<u32>,
    on_plan: Vec<i64>,
    control: Vec<i64>,
}

impl Scan {
    /// Scans the ledger.
    pub fn of(ledger: &Ledger, parameters: &AgingParameters) -> Self {
        let accounts = ledger.accounts().len();
        let buckets = parameters.buckets.count();
        let mut scan = Self {
            buckets,
            amounts: vec![0; accounts * buckets],
            counts: vec![0; accounts * buckets],
            unapplied: vec![0; accounts],
            disputed: vec![0; accounts],
            disputed_counts: vec![0; accounts],
            on_plan: vec![0; accounts],
            control: vec![0; accounts],
        };
        let day = day_of(parameters.as_of);
        if day >= ledger.columns().latest {
            scan.open_items(ledger, parameters, day);
        } else {
            scan.everything(ledger, parameters, day);
        }
        scan
    }

    /// The amounts of the account at a place.
    pub(super) fn amounts(&self, account: usize) -> AgingAmounts {
        let range = account * self.buckets..(account + 1) * self.buckets;
        AgingAmounts {
            buckets: self.amounts[range.clone()].to_vec(),
            counts: self.counts[range].to_vec(),
            unapplied: self.unapplied[account],
            disputed: self.disputed[account],
            disputed_count: self.disputed_counts[account],
            on_plan: self.on_plan[account],
            control: self.control[account],
        }
    }

    fn open_items(&mut self, ledger: &Ledger, parameters: &AgingParameters, day: Day) {
        let columns = ledger.columns();
        let edges = Edges::new(parameters, day);
        let from = basis_days(columns, parameters.basis);
        for &place in ledger.open_invoices() {
            let place = place as usize;
            let cell = columns.invoices.account[place] as usize * self.buckets + edges.bucket(from[place]);
            self.amounts[cell] += columns.invoices.balance[place];
            self.counts[cell] += 1;
        }
        for (place, account) in ledger.accounts().iter().enumerate() {
            self.unapplied[place] = -account.unapplied;
            self.control[place] = account.owed - account.unapplied;
        }
        self.shown_apart(ledger, day, &|place| columns.invoices.balance[place]);
    }

    fn everything(&mut self, ledger: &Ledger, parameters: &AgingParameters, day: Day) {
        let columns = ledger.columns();
        let invoices = &columns.invoices;
        let mut balance = amounts_on(columns, day);
        for (place, amount) in balance.iter().enumerate() {
            self.control[invoices.account[place] as usize] += amount;
        }
        self.credits(&columns.payments, day);
        self.credits(&columns.credit_notes, day);
        take_off_allocations(columns, day, &mut balance, |invoice, amount| {
            self.unapplied[invoices.account[invoice] as usize] += amount;
        });
        let edges = Edges::new(parameters, day);
        let from = basis_days(columns, parameters.basis);
        for (place, open) in balance.iter().enumerate() {
            let cell = invoices.account[place] as usize * self.buckets + edges.bucket(from[place]);
            self.amounts[cell] += open;
            self.counts[cell] += u32::from(*open != 0);
        }
        self.shown_apart(ledger, day, &|place| balance[place]);
    }

    /// Credits of a day: they lower the control total and are unapplied until an allocation says otherwise.
    fn credits(&mut self, credits: &CreditColumns, day: Day) {
        for (place, account) in credits.account.iter().enumerate() {
            let amount = credits.amount[place] * counts_on(day, credits.on[place], credits.until[place]);
            self.control[*account as usize] -= amount;
            self.unapplied[*account as usize] -= amount;
        }
    }

    /// The disputed and on-plan parts of what the buckets hold.
    fn shown_apart(&mut self, ledger: &Ledger, day: Day, balance: &dyn Fn(usize) -> i64) {
        let accounts = &ledger.columns().invoices.account;
        let facts = ledger.facts();
        for dispute in &facts.disputes {
            let place = dispute.invoice.index();
            let open = day_of(dispute.raised) <= day && day < dispute.closed.map_or(NEVER, day_of);
            if open && balance(place) != 0 {
                self.disputed[accounts[place] as usize] += balance(place);
                self.disputed_counts[accounts[place] as usize] += 1;
            }
        }
        let Some(as_of) = date_of(day) else { return };
        for plan in facts.plans.iter().filter(|plan| plan.in_force(as_of)) {
            for invoice in &plan.invoices {
                self.on_plan[accounts[invoice.index()] as usize] += balance(invoice.index());
            }
        }
    }
}

fn basis_days(columns: &Columns, basis: AgingBasis) -> &[Day] {
    match basis {
        AgingBasis::DueDate => &columns.invoices.due,
        AgingBasis::InvoiceDate => &columns.invoices.issued,
    }
}

/// Bucket edges as civil days: the earliest date that is still in each bucket but the last.
struct Edges {
    earliest: Vec<Day>,
}

impl Edges {
    fn new(parameters: &AgingParameters, day: Day) -> Self {
        Self { earliest: parameters.buckets.last_days().iter().map(|last| day.saturating_sub(*last)).collect() }
    }

    /// The bucket of a document whose age counts from `from`.
    #[inline]
    fn bucket(&self, from: Day) -> usize {
        self.earliest.iter().map(|earliest| usize::from(from < *earliest)).sum()
    }
}
