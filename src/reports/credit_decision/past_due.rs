//! What is past due and held against a customer, and what is long past due and only protected by a promise or a dispute.

use super::CreditReason;
use crate::domain::calendar::days_past_due;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::policy::{CreditPolicy, DecisionRules};
use crate::reports::aging::balance_as_of;
use crate::reports::late::{late_items, standing};
use crate::reports::promises::PromiseProgress;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is late beyond the policy's grace and neither contested, promised, on a plan, nor covered by unapplied credit.
pub(super) fn past_due(
    ledger: &Ledger,
    policy: &CreditPolicy,
    customer: CustomerId,
    promises: &[PromiseProgress],
    as_of: NaiveDate,
) -> Option<CreditReason> {
    let open = open_of(ledger, customer, as_of);
    let rules = &policy.decision;
    let mut sum = Sum::default();
    for late in late_items(ledger, customer, &open, &standing(ledger, promises), as_of) {
        let days = days_past_due(late.due, as_of);
        if matches!(late.item, DueItem::Invoice(_)) && days > i64::from(policy.grace_days.max(rules.deposit_days)) {
            sum.add(late.left.minor(), late.left.currency(), days);
        }
    }
    let stops = sum.oldest > i64::from(rules.hold_days);
    sum.amounts().map(|amounts| CreditReason::PastDue { days: sum.oldest, amounts, stops })
}

/// What is past due by so many days that it would stop credit, and promised or contested.
pub(super) fn long_late(
    ledger: &Ledger,
    rules: &DecisionRules,
    customer: CustomerId,
    promises: &[PromiseProgress],
    as_of: NaiveDate,
) -> Option<CreditReason> {
    let open = open_of(ledger, customer, as_of);
    let standing = standing(ledger, promises);
    let left = |standing: &[_]| -> BTreeMap<DueItem, i64> {
        late_items(ledger, customer, &open, standing, as_of).iter().map(|late| (late.item, late.left.minor())).collect()
    };
    let (asked, without_promises) = (left(&standing), left(&[]));
    let mut sum = Sum::default();
    for (id, balance) in &open {
        let Some(invoice) = ledger.invoice(*id).filter(|_| ledger.plan_of(*id, as_of).is_none()) else { continue };
        let days = days_past_due(invoice.due, as_of);
        let contested = ledger.open_dispute(*id, as_of).map_or(0, |dispute| dispute.contested(*balance));
        let of = |left: &BTreeMap<DueItem, i64>| left.get(&DueItem::Invoice(*id)).copied().unwrap_or(0);
        let protected = contested + of(&without_promises) - of(&asked);
        if days > i64::from(rules.hold_days) {
            sum.add(protected, invoice.amount.currency(), days);
        }
    }
    sum.amounts().map(|amounts| CreditReason::LongLate { days: sum.oldest, amounts })
}

fn open_of(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Vec<(InvoiceId, i64)> {
    let balance = |id| balance_as_of(ledger, id, as_of).map(Money::minor).filter(|balance| *balance > 0);
    ledger.invoices_of(customer).filter_map(|invoice| Some((invoice.id, balance(invoice.id)?))).collect()
}

/// Amounts per currency, and the age of the oldest.
#[derive(Default)]
pub(super) struct Sum {
    sums: BTreeMap<Currency, i64>,
    oldest: i64,
}

impl Sum {
    /// Adds what is above zero.
    pub(super) fn add(&mut self, minor: i64, currency: Currency, days: i64) {
        if minor > 0 {
            *self.sums.entry(currency).or_default() += minor;
            self.oldest = self.oldest.max(days);
        }
    }

    /// None when nothing was added.
    pub(super) fn amounts(&self) -> Option<Vec<Money>> {
        let amounts = self.sums.iter().map(|(currency, minor)| Money::from_minor(*minor, *currency));
        (!self.sums.is_empty()).then(|| amounts.collect())
    }
}
