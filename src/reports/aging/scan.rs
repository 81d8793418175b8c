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
use crate::reports::plan_progress::plan_progress;

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
    arrears: Vec<i64>,
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
            arrears: vec![0; accounts],
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
            arrears: self.arrears[account],
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
        for (amount, account) in balance.iter().zip(&invoices.account) {
            self.control[*account as usize] += amount;
        }
        self.credits(&columns.payments, day);
        self.credits(&columns.credit_notes, day);
        self.refunds(ledger, day);
        take_off_allocations(columns, day, &mut balance, |invoice, amount| {
            self.unapplied[invoices.account[invoice] as usize] += amount;
        });
        let edges = Edges::new(parameters, day);
        let from = basis_days(columns, parameters.basis);
        let count = balance.len();
        let (account, from) = (&invoices.account[..count], &from[..count]);
        for place in 0..count {
            let open = balance[place];
            let cell = account[place] as usize * self.buckets + edges.bucket(from[place]);
            self.amounts[cell] += open;
            self.counts[cell] += u32::from(open != 0);
        }
        self.shown_apart(ledger, day, &|place| balance[place]);
    }

    /// Credits of a day: they lower the control total and are unapplied until an allocation says otherwise.
    fn credits(&mut self, credits: &CreditColumns, day: Day) {
        let CreditColumns { on, until, amount, account, .. } = credits;
        let count = amount.len();
        let (on, until, account) = (&on[..count], &until[..count], &account[..count]);
        for place in 0..count {
            let amount = amount[place] * counts_on(day, on[place], until[place]);
            let account = account[place] as usize;
            self.control[account] -= amount;
            self.unapplied[account] -= amount;
        }
    }

    /// What was given back by a day is no credit any more, while its payment or credit note counts.
    fn refunds(&mut self, ledger: &Ledger, day: Day) {
        let Some(as_of) = date_of(day) else { return };
        let columns = ledger.columns();
        for refund in ledger.facts().refunds.iter().filter(|refund| refund.counts(as_of)) {
            let (credits, place) = columns.credit(refund.source);
            let amount = refund.amount.minor() * counts_on(day, credits.on[place], credits.until[place]);
            let account = credits.account[place] as usize;
            self.control[account] += amount;
            self.unapplied[account] += amount;
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
                self.disputed[accounts[place] as usize] += dispute.contested(balance(place));
                self.disputed_counts[accounts[place] as usize] += 1;
            }
        }
        let Some(as_of) = date_of(day) else { return };
        for plan in facts.plans.iter().filter(|plan| plan.in_force(as_of)) {
            for invoice in &plan.invoices {
                self.on_plan[accounts[invoice.index()] as usize] += balance(invoice.index());
            }
            if let Some((progress, first)) = plan_progress(ledger, plan, as_of).zip(plan.invoices.first()) {
                self.arrears[accounts[first.index()] as usize] += progress.arrears.minor();
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

/// The bucket of every age that lies between two edges, by table: one look-up whatever the number of buckets.
struct Edges {
    /// The date that is in the first bucket for the last time; later ones are, too.
    newest: Day,
    /// By days before `newest`; the last entry is the bucket without an end.
    buckets: Vec<u8>,
}

impl Edges {
    fn new(parameters: &AgingParameters, day: Day) -> Self {
        let last_days = parameters.buckets.last_days();
        let mut buckets = vec![0];
        for pair in last_days.windows(2) {
            let next = buckets.len() + (pair[1] - pair[0]) as usize;
            let bucket = buckets.last().map_or(0, |bucket| bucket + 1);
            buckets.resize(next, bucket);
        }
        buckets.push(last_days.len() as u8);
        Self { newest: day.saturating_sub(last_days.first().copied().unwrap_or(0)), buckets }
    }

    /// The bucket of a document whose age counts from `from`.
    #[inline(always)]
    fn bucket(&self, from: Day) -> usize {
        let before = self.newest.saturating_sub(from).max(0) as usize;
        usize::from(self.buckets[before.min(self.buckets.len() - 1)])
    }
}
