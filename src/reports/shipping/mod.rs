//! “May I ship?”: may a customer get more on credit? Yes, no, or ask the owner first, with the reasons and the rule of each.
//!
//! Nothing is decided here: only a hold and a credit limit are the owner's word.

use super::aging::balance_as_of;
use super::exposure::{Excess, over_limit};
use super::late::{late_items, standing};
use super::plan_progress::plan_progress;
use super::promises::{PromiseProgress, PromiseState, promises_of};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
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
    /// Long past due, and promised or contested: not held against the customer, and yet a question.
    LongLate {
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
            Self::PastDue { .. } | Self::LongLate { .. } | Self::BrokenPromises { .. } => Answer::Ask,
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
    let promises = promises_of(ledger, policy, customer, as_of);
    reasons.extend(past_due(ledger, policy, customer, &promises, as_of));
    reasons.extend(long_late(ledger, customer, &promises, as_of));
    let recent = add_days(as_of, -BROKEN_PROMISE_DAYS);
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
fn past_due(
    ledger: &Ledger,
    policy: &CreditPolicy,
    customer: CustomerId,
    promises: &[PromiseProgress],
    as_of: NaiveDate,
) -> Option<ShippingReason> {
    let open = open_of(ledger, customer, as_of);
    let mut sum = Sum::default();
    for late in late_items(ledger, customer, &open, &standing(ledger, promises), as_of) {
        let days = days_past_due(late.due, as_of);
        if matches!(late.item, DueItem::Invoice(_)) && days > i64::from(policy.grace_days) {
            sum.add(late.left.minor(), late.left.currency(), days);
        }
    }
    sum.amounts().map(|amounts| ShippingReason::PastDue { days: sum.oldest, amounts })
}

/// What is past due by more than [`LONG_PAST_DUE_DAYS`] and promised or contested.
fn long_late(ledger: &Ledger, customer: CustomerId, promises: &[PromiseProgress], as_of: NaiveDate) -> Option<ShippingReason> {
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
        if days > LONG_PAST_DUE_DAYS && protected > 0 {
            sum.add(protected, invoice.amount.currency(), days);
        }
    }
    sum.amounts().map(|amounts| ShippingReason::LongLate { days: sum.oldest, amounts })
}

fn open_of(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Vec<(InvoiceId, i64)> {
    let balance = |id| balance_as_of(ledger, id, as_of).map(Money::minor).filter(|balance| *balance > 0);
    ledger.invoices_of(customer).filter_map(|invoice| Some((invoice.id, balance(invoice.id)?))).collect()
}

/// Amounts per currency, and the age of the oldest.
#[derive(Default)]
struct Sum {
    sums: BTreeMap<Currency, i64>,
    oldest: i64,
}

impl Sum {
    fn add(&mut self, minor: i64, currency: Currency, days: i64) {
        *self.sums.entry(currency).or_default() += minor;
        self.oldest = self.oldest.max(days);
    }

    /// None when nothing was added.
    fn amounts(&self) -> Option<Vec<Money>> {
        let amounts = self.sums.iter().map(|(currency, minor)| Money::from_minor(*minor, *currency));
        (!self.sums.is_empty()).then(|| amounts.collect())
    }
}

#[cfg(test)]
mod tests;
