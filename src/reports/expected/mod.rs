//! What is owed, every amount once and by the day on which it is expected.
//!
//! A document is expected on its due date. A document on a payment plan is not: the plan's instalments are, each on its
//! own date, and what they leave out (a payment that bounced after the plan was agreed, say) on the earliest due date of
//! the plan's documents. So past due, soon and later together are exactly what is owed. Aging is deliberately another
//! matter: there, documents keep their own dates whatever was agreed.

#[cfg(test)]
mod tests;

use super::open_items::{open_invoices, unapplied_as_of};
use super::plan_progress::plan_progress;
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::plan::Plan;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How far “soon” reaches.
pub const SOON_DAYS: i64 = 30;

/// What an expected amount rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// A document that is on no plan.
    Invoice(InvoiceId),
    /// An instalment, counted from 0 as the plan's progress does.
    Instalment(PlanId, u16),
    /// What the documents of a plan owe beyond its instalments.
    BeyondPlan(PlanId),
}

/// When an amount is expected, seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Its day has passed.
    PastDue,
    /// On the day itself or at most [`SOON_DAYS`] later.
    Soon,
    /// After that.
    Later,
}

/// An amount that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// What it rests on.
    pub claim: Claim,
    /// Who owes it.
    pub customer: CustomerId,
    /// When it is expected.
    pub due: NaiveDate,
    /// What is left to pay of it; above zero.
    pub left: Money,
}

impl Expected {
    /// When it is expected, seen from a day.
    pub fn when(&self, as_of: NaiveDate) -> When {
        if days_past_due(self.due, as_of) > 0 {
            When::PastDue
        } else if self.due <= add_days(as_of, SOON_DAYS) {
            When::Soon
        } else {
            When::Later
        }
    }
}

/// Everything that is owed on a day, in no order.
pub fn expected(ledger: &Ledger, as_of: NaiveDate) -> Vec<Expected> {
    let mut found = Vec::new();
    let mut plans: BTreeSet<PlanId> = BTreeSet::new();
    for (place, balance) in open_invoices(ledger, as_of) {
        let invoice = &ledger.facts().invoices[place as usize];
        if let Some(plan) = ledger.plan_of(invoice.id, as_of) {
            plans.insert(plan.id);
        } else {
            let left = Money::from_minor(balance, invoice.amount.currency());
            found.push(Expected { claim: Claim::Invoice(invoice.id), customer: invoice.customer, due: invoice.due, left });
        }
    }
    for plan in plans.into_iter().filter_map(|id| ledger.plan(id)) {
        expected_of_plan(ledger, plan, as_of, &mut found);
    }
    found
}

fn expected_of_plan(ledger: &Ledger, plan: &Plan, as_of: NaiveDate, found: &mut Vec<Expected>) {
    let Some(progress) = plan_progress(ledger, plan, as_of) else { return };
    let part = |claim, due, left| Expected { claim, customer: plan.customer, due, left };
    for instalment in progress.instalments.iter().filter(|instalment| instalment.left().is_positive()) {
        found.push(part(Claim::Instalment(plan.id, instalment.number), instalment.due, instalment.left()));
    }
    let owed: i64 = plan.invoices.iter().filter_map(|id| super::aging::balance_as_of(ledger, *id, as_of)).map(Money::minor).sum();
    let beyond = owed - progress.total.minor();
    let earliest = plan.invoices.iter().filter_map(|id| ledger.invoice(*id)).map(|invoice| invoice.due).min();
    if let Some(due) = earliest.filter(|_| beyond > 0) {
        found.push(part(Claim::BeyondPlan(plan.id), due, Money::from_minor(beyond, progress.total.currency())));
    }
}

/// What is owed in one currency, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwedSums {
    /// Which currency.
    pub currency: Currency,
    /// Balances of all open documents.
    pub owed: i64,
    /// How many documents.
    pub open: usize,
    /// The part whose day has passed.
    pub past_due: i64,
    /// How many documents and instalments.
    pub past_due_count: usize,
    /// The part that is expected soon.
    pub soon: i64,
    /// How many documents and instalments.
    pub soon_count: usize,
    /// Credit not applied to any document, as a positive amount.
    pub unapplied: i64,
}

impl OwedSums {
    const fn none(currency: Currency) -> Self {
        Self { currency, owed: 0, open: 0, past_due: 0, past_due_count: 0, soon: 0, soon_count: 0, unapplied: 0 }
    }

    /// An amount of this currency.
    pub const fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }
}

/// The sums of every currency in which anything is owed or credited: the home currency first, then by open documents.
pub fn owed_sums(ledger: &Ledger, as_of: NaiveDate) -> Vec<OwedSums> {
    let mut sums: BTreeMap<Currency, OwedSums> = BTreeMap::new();
    for (place, balance) in open_invoices(ledger, as_of) {
        let currency = ledger.facts().invoices[place as usize].amount.currency();
        let sum = sums.entry(currency).or_insert(OwedSums::none(currency));
        sum.owed += balance;
        sum.open += 1;
    }
    for part in expected(ledger, as_of) {
        let currency = part.left.currency();
        let sum = sums.entry(currency).or_insert(OwedSums::none(currency));
        let (amount, count) = match part.when(as_of) {
            When::PastDue => (&mut sum.past_due, &mut sum.past_due_count),
            When::Soon => (&mut sum.soon, &mut sum.soon_count),
            When::Later => continue,
        };
        *amount += part.left.minor();
        *count += 1;
    }
    for account in ledger.accounts() {
        let unapplied = unapplied_as_of(ledger, account.customer, account.currency, as_of);
        if unapplied != 0 {
            sums.entry(account.currency).or_insert(OwedSums::none(account.currency)).unapplied += unapplied;
        }
    }
    let home = ledger.settings().home_currency;
    let mut found: Vec<_> = sums.into_values().collect();
    found.sort_by_key(|sum| (sum.currency != home, std::cmp::Reverse(sum.open), sum.currency));
    found
}
