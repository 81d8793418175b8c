//! The figures on top: owed, past due, due soon, unapplied credit; one set per currency.
//!
//! Sums of the reports' own amounts, nothing else: by due date, on the day that is looked at.

use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::currency::Currency;
use crate::domain::ids::PlanId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::aging::{AgingParameters, aging};
use crate::reports::open_items::open_invoices;
use crate::reports::plan_progress::plan_progress;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How far “soon” reaches.
pub(super) const SOON_DAYS: i64 = 30;

/// The figures of one currency, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    /// Which currency.
    pub currency: Currency,
    /// Balances of all open documents.
    pub owed: i64,
    /// How many documents.
    pub open: usize,
    /// The part whose due date has passed.
    pub past_due: i64,
    /// How many documents.
    pub past_due_count: usize,
    /// What falls due from today until 30 days from now; instalments in place of documents on a plan.
    pub soon: i64,
    /// How many documents and instalments.
    pub soon_count: usize,
    /// Credit not applied to any document.
    pub unapplied: i64,
}

impl Numbers {
    const fn none(currency: Currency) -> Self {
        Self { currency, owed: 0, open: 0, past_due: 0, past_due_count: 0, soon: 0, soon_count: 0, unapplied: 0 }
    }

    /// An amount of this currency.
    pub const fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.currency)
    }

    const fn add_soon(&mut self, minor: i64) {
        self.soon += minor;
        self.soon_count += 1;
    }
}

/// The figures of every currency with anything open, the home currency first.
pub(super) fn numbers(ledger: &Ledger, as_of: NaiveDate) -> Vec<Numbers> {
    let mut sums: BTreeMap<Currency, Numbers> = BTreeMap::new();
    let mut plans: BTreeSet<PlanId> = BTreeSet::new();
    let last = add_days(as_of, SOON_DAYS);
    let is_soon = |due: NaiveDate| as_of <= due && due <= last;
    for (place, balance) in open_invoices(ledger, as_of) {
        let invoice = &ledger.facts().invoices[place as usize];
        let currency = invoice.amount.currency();
        let sum = sums.entry(currency).or_insert(Numbers::none(currency));
        sum.owed += balance;
        sum.open += 1;
        if days_past_due(invoice.due, as_of) > 0 {
            sum.past_due += balance;
            sum.past_due_count += 1;
        }
        match ledger.plan_of(invoice.id, as_of) {
            Some(plan) => {
                plans.insert(plan.id);
            }
            None if is_soon(invoice.due) => sum.add_soon(balance),
            None => {}
        }
    }
    for progress in plans.into_iter().filter_map(|id| plan_progress(ledger, ledger.plan(id)?, as_of)) {
        for instalment in progress.instalments.iter().filter(|one| one.left().is_positive() && is_soon(one.due)) {
            let currency = instalment.amount.currency();
            sums.entry(currency).or_insert(Numbers::none(currency)).add_soon(instalment.left().minor());
        }
    }
    for (currency, amounts) in aging(ledger, &AgingParameters::of(ledger, as_of)).totals {
        sums.entry(currency).or_insert(Numbers::none(currency)).unapplied = -amounts.unapplied;
    }
    let home = ledger.settings().home_currency;
    let mut found: Vec<_> = sums.into_values().collect();
    found.sort_by_key(|sum| (sum.currency != home, std::cmp::Reverse(sum.open), sum.currency));
    found
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::domain::sample_shop::sample_shop;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_parts_fit_the_aging_report() {
        let today = "2026-11-22".parse().unwrap();
        let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let found = numbers(&ledger, today);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].currency, ledger.settings().home_currency);
        let report = aging(&ledger, &AgingParameters::of(&ledger, today));
        for sum in found {
            let amounts = report.total(sum.currency).unwrap();
            assert_eq!((sum.owed, sum.open), (amounts.open(), amounts.open_count() as usize));
            assert_eq!(sum.past_due, report.past_due(amounts));
            assert!(sum.past_due <= sum.owed && sum.unapplied >= 0);
        }
    }
}
