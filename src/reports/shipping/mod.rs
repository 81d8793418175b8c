//! “May I ship?”: may a customer get more on credit? Yes, no, or ask the owner first, with the reasons and the rule of each.
//!
//! Nothing is decided here: only a hold and a credit limit are the owner's word.

use super::aging::balance_as_of;
use super::exposure::{Excess, over_limit};
use super::open_items::unapplied_as_of;
use super::plan_progress::plan_progress;
use super::promises::{PromiseState, promises_of};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Past due longer than this is a no; Today proposes a hold then, too.
pub const LONG_PAST_DUE_DAYS: i64 = 60;
/// A broken promise is a reason to ask for so long.
pub const BROKEN_PROMISE_DAYS: i64 = 90;

/// The answer, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Nothing speaks against it.
    Yes,
    /// The owner decides.
    Ask,
    /// Nothing more on credit.
    No,
}

/// Why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShippingReason {
    /// The owner put the customer on hold.
    OnHold {
        /// Since when.
        since: NaiveDate,
        /// The owner's reason.
        reason: String,
    },
    /// More is owed than the credit limit allows.
    OverLimit(Excess),
    /// An instalment of a plan in force was missed.
    PlanInDefault {
        /// How many.
        missed: usize,
        /// What is left of them.
        arrears: Money,
    },
    /// Something is past due; contested, promised and planned parts and what credit covers left out.
    PastDue {
        /// Days past due of the oldest.
        days: i64,
        /// How much, per currency.
        amounts: Vec<Money>,
    },
    /// A promise of the last months was broken, in whole or in part.
    BrokenPromises {
        /// How many.
        count: usize,
    },
}

impl ShippingReason {
    /// What this reason alone says.
    pub const fn answer(&self) -> Answer {
        match self {
            Self::OnHold { .. } | Self::OverLimit(_) | Self::PlanInDefault { .. } => Answer::No,
            Self::PastDue { days, .. } if *days > LONG_PAST_DUE_DAYS => Answer::No,
            Self::PastDue { .. } | Self::BrokenPromises { .. } => Answer::Ask,
        }
    }
}

/// The answer with its reasons, the gravest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shipping {
    /// Yes, ask or no: the worst that any reason says.
    pub answer: Answer,
    /// Why not; empty for a yes.
    pub reasons: Vec<ShippingReason>,
}

/// Whether a customer may get more on credit on a day. Costs that customer's documents.
pub fn may_ship(ledger: &Ledger, policy: &CreditPolicy, customer: CustomerId, as_of: NaiveDate) -> Shipping {
    let mut reasons = Vec::new();
    if let Some(hold) = ledger.hold_of(customer, as_of) {
        reasons.push(ShippingReason::OnHold { since: hold.set, reason: hold.reason.clone() });
    }
    reasons.extend(over_limit(ledger, customer, as_of).map(ShippingReason::OverLimit));
    let plans = ledger.lists(customer).plans.iter().map(|place| &ledger.facts().plans[*place as usize]);
    let in_force = plans.filter(|plan| plan.in_force(as_of)).filter_map(|plan| plan_progress(ledger, plan, as_of));
    reasons.extend(
        in_force
            .filter(|plan| plan.missed() > 0)
            .map(|plan| ShippingReason::PlanInDefault { missed: plan.missed(), arrears: plan.arrears }),
    );
    reasons.extend(past_due(ledger, policy, customer, as_of));
    let recent = add_days(as_of, -BROKEN_PROMISE_DAYS);
    let promises = promises_of(ledger, policy, customer, as_of);
    let broken = |state: PromiseState| matches!(state, PromiseState::Broken | PromiseState::PartlyKept);
    let count = promises.iter().filter(|promise| promise.last_day >= recent && broken(promise.state)).count();
    if count > 0 {
        reasons.push(ShippingReason::BrokenPromises { count });
    }
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.answer()));
    let answer = reasons.iter().map(ShippingReason::answer).max().unwrap_or(Answer::Yes);
    Shipping { answer, reasons }
}

/// What is late beyond the policy's grace and neither contested, promised, on a plan, nor covered by unapplied credit.
fn past_due(ledger: &Ledger, policy: &CreditPolicy, customer: CustomerId, as_of: NaiveDate) -> Option<ShippingReason> {
    let standing = promises_of(ledger, policy, customer, as_of).into_iter().filter(|promise| promise.state == PromiseState::Open);
    let standing: Vec<_> = standing.filter_map(|promise| ledger.promise(promise.promise)).collect();
    let mut late: Vec<_> = Vec::new();
    for invoice in ledger.invoices_of(customer) {
        let days = days_past_due(invoice.due, as_of);
        let Some(balance) = balance_as_of(ledger, invoice.id, as_of).filter(|balance| balance.is_positive()) else { continue };
        let contested = ledger.open_dispute(invoice.id, as_of).map_or(0, |dispute| dispute.contested(balance.minor()));
        let promised = standing.iter().any(|promise| promise.is_about(invoice.id, balance));
        let left = balance.minor() - contested;
        if days > i64::from(policy.grace_days) && left > 0 && !promised && ledger.plan_of(invoice.id, as_of).is_none() {
            late.push((invoice.due, balance.currency(), left, days));
        }
    }
    late.sort_unstable_by_key(|(due, ..)| *due);
    let mut credit: BTreeMap<Currency, i64> = BTreeMap::new();
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    let mut oldest = 0;
    for (_, currency, left, days) in late {
        let free = credit.entry(currency).or_insert_with(|| unapplied_as_of(ledger, customer, currency, as_of).max(0));
        let covered = left.min(*free);
        *free -= covered;
        if left > covered {
            *sums.entry(currency).or_default() += left - covered;
            oldest = oldest.max(days);
        }
    }
    let amounts: Vec<Money> = sums.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect();
    (!amounts.is_empty()).then_some(ShippingReason::PastDue { days: oldest, amounts })
}

#[cfg(test)]
mod tests;
