//! The trial balance: what the accounts of all entries come to on a day, and whether the receivable is what the aging report says.

use super::each_entry;
use crate::domain::bookkeeping::AccountRole;
use crate::domain::currency::Currency;
use crate::domain::journal::Side;
use crate::domain::ledger::Ledger;
use crate::reports::aging::{AgingParameters, aging};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What went to an account up to a day, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AccountTotal {
    /// On the left.
    pub debits: i64,
    /// On the right.
    pub credits: i64,
}

impl AccountTotal {
    /// What is left: above zero on the left, below on the right.
    pub fn balance(self) -> i64 {
        self.debits - self.credits
    }
}

/// The accounts of one currency on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialBalance {
    /// The currency.
    pub currency: Currency,
    /// Roles to which anything went, in the order of the chart.
    pub accounts: Vec<(AccountRole, AccountTotal)>,
    /// What the aging report says is owed: open documents less unapplied credit.
    pub aged: i64,
    /// The open documents of it.
    pub open: i64,
}

impl TrialBalance {
    /// The balance of the receivable account.
    pub fn receivable(&self) -> i64 {
        let found = self.accounts.iter().find(|(role, _)| *role == AccountRole::Receivable);
        found.map_or(0, |(_, total)| total.balance())
    }

    /// The balances on the left and on the right, each added up: the same when everything is in order.
    pub fn sides(&self) -> (i64, i64) {
        let balances = self.accounts.iter().map(|(_, total)| total.balance());
        balances.fold((0, 0), |(left, right), balance| (left + balance.max(0), right - balance.min(0)))
    }

    /// Whether both sides are the same, and the receivable account is what the aging report says.
    pub fn is_sound(&self) -> bool {
        let (left, right) = self.sides();
        left == right && self.receivable() == self.aged
    }
}

/// The trial balance of every currency with entries up to a day, by code.
pub fn trial_balances(ledger: &Ledger, as_of: NaiveDate) -> Vec<TrialBalance> {
    let mut sums: BTreeMap<Currency, BTreeMap<AccountRole, AccountTotal>> = BTreeMap::new();
    each_entry(ledger, |entry| {
        if entry.date > as_of {
            return;
        }
        let accounts = sums.entry(entry.entry.total().currency()).or_default();
        for posting in entry.entry.postings() {
            let total = accounts.entry(posting.account).or_default();
            match posting.side {
                Side::Debit => total.debits += posting.amount.minor(),
                Side::Credit => total.credits += posting.amount.minor(),
            }
        }
    });
    let report = aging(ledger, &AgingParameters::of(ledger, as_of));
    for (currency, _) in &report.totals {
        sums.entry(*currency).or_default();
    }
    let balance = |(currency, accounts): (Currency, BTreeMap<AccountRole, AccountTotal>)| {
        let (aged, open) = report.total(currency).map_or((0, 0), |total| (total.total(), total.open()));
        TrialBalance { currency, accounts: accounts.into_iter().collect(), aged, open }
    };
    sums.into_iter().map(balance).collect()
}
