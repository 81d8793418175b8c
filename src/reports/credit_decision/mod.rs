//! “May this order ship on credit?”: approve, approve with a deposit, or hold, with every reason, its figures and its rule.
//!
//! One truth for every place that asks: the card on the customer's page, the form of an invoice (both without an order), and the page
//! of an order. Nothing is decided here; the owner's word is put on record as a decision (`domain::credit_decision`).

mod past_due;

use super::aging::balance_as_of;
use super::exposure::{Excess, Exposure, exposure, limits, over_limit, sourced_limits};
use super::plan_progress::plan_progress;
use super::promises::{PromiseState, promises_of};
use super::rating::rating;
use crate::domain::calendar::add_days;
use crate::domain::credit_decision::{Ruling, Verdict};
use crate::domain::grade::Grade;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::{CreditPolicy, DecisionRules, TermSource};
use chrono::NaiveDate;
use past_due::Sum;

/// Why an order does not simply ship on credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreditReason {
    /// The owner put the customer on hold.
    OnHold {
        /// Since when.
        since: NaiveDate,
        /// The owner's reason.
        reason: String,
    },
    /// More is owed than a credit limit allows, whatever the order.
    OverLimit(Excess),
    /// The order takes the customer beyond the limit.
    OrderOverLimit {
        /// The most they may owe.
        limit: Money,
        /// What they would owe with the order.
        after: Money,
        /// By how much that is too much.
        beyond: Money,
    },
    /// There are limits, and none in the currency of the order.
    NoLimitInCurrency {
        /// Those that there are.
        limits: Vec<Money>,
    },
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
        /// Whether that is so long that nothing goes out.
        stops: bool,
    },
    /// Long past due, and promised or contested: not held against the customer, and yet a question.
    LongLate {
        /// Days past due of the oldest.
        days: i64,
        /// How much, per currency.
        amounts: Vec<Money>,
    },
    /// Promises of the last months were broken, in whole or in part.
    BrokenPromises {
        /// How many.
        count: usize,
    },
    /// Something that they owed was written off.
    WrittenOff {
        /// How much, per currency.
        amounts: Vec<Money>,
    },
    /// The customer is rated worse than the policy allows.
    Rated {
        /// The grade.
        grade: Grade,
        /// The points, 0 to 100.
        points: u32,
    },
}

/// What is worth knowing and changes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreditNotice {
    /// No limit is set at all.
    NoLimit,
    /// They have not accepted the owner's terms.
    TermsNotAccepted,
    /// Their credit was to be looked at again.
    ReviewOverdue {
        /// Since when.
        since: NaiveDate,
    },
    /// A part of what they would owe is insured.
    Insured {
        /// How much is insured at most.
        amount: Money,
        /// Who insures.
        insurer: String,
        /// What would be the owner's own risk.
        own_risk: Money,
    },
    /// The insurance has ended.
    InsuranceEnded {
        /// Its last day.
        until: NaiveDate,
    },
    /// Something is in dispute: counted as owed, not as late.
    Disputed {
        /// How much, per currency.
        amounts: Vec<Money>,
    },
}

impl CreditReason {
    /// What this reason alone says.
    pub const fn verdict(&self) -> Verdict {
        match self {
            Self::OnHold { .. } | Self::OverLimit(_) | Self::PlanInDefault { .. } | Self::PastDue { stops: true, .. } => Verdict::Hold,
            _ => Verdict::Deposit,
        }
    }
}

/// The figures around a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The most they may owe.
    pub limit: Money,
    /// Whose word the limit is.
    pub source: TermSource,
    /// What they owe and are about to.
    pub exposure: Exposure,
    /// The order that is asked about.
    pub order: Money,
}

impl Room {
    /// What they would owe with the order.
    pub fn after(&self) -> Money {
        self.exposure.with(self.order.minor())
    }

    /// By how much that is beyond the limit; zero when it is not.
    pub fn beyond(&self) -> Money {
        Money::from_minor((self.after().minor() - self.limit.minor()).max(0), self.limit.currency())
    }
}

/// What the rule says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditAnswer {
    /// Approve, deposit or hold: the worst that any reason says. The deposit's amount is known only for an order.
    pub verdict: Verdict,
    /// What is to be paid first.
    pub deposit: Option<Money>,
    /// Why not; the gravest first, empty for an approval.
    pub reasons: Vec<CreditReason>,
    /// What is worth knowing besides.
    pub notices: Vec<CreditNotice>,
    /// The figures around the limit of the order's currency, where there is one.
    pub room: Option<Room>,
}

impl CreditAnswer {
    /// The verdict with its deposit.
    pub const fn ruling(&self) -> Ruling {
        Ruling { verdict: self.verdict, deposit: self.deposit }
    }
}

/// The part of an order that is to be paid first, rounded up to the smallest unit of its currency.
pub fn percent_of(order: Money, percent: u8) -> Money {
    let hundredths = i128::from(order.minor()) * i128::from(percent);
    let rounded_up = hundredths / 100 + i128::from(hundredths % 100 > 0);
    Money::from_minor(i64::try_from(rounded_up).unwrap_or(i64::MAX), order.currency())
}

/// Whether an order may ship on credit on a day; without an order, whether anything may. Costs that customer's documents.
pub fn credit_answer(ledger: &Ledger, policy: &CreditPolicy, customer: CustomerId, order: Option<Money>, as_of: NaiveDate) -> CreditAnswer {
    let rules = &policy.decision;
    let mut reasons = standing_reasons(ledger, policy, customer, as_of);
    let room = order.and_then(|order| room(ledger, customer, order, as_of));
    let limits = limits(ledger, customer, as_of);
    if let Some(found) = room.filter(|room| room.beyond().is_positive()) {
        reasons.push(CreditReason::OrderOverLimit { limit: found.limit, after: found.after(), beyond: found.beyond() });
    }
    if order.is_some() && room.is_none() && !limits.is_empty() {
        reasons.push(CreditReason::NoLimitInCurrency { limits: limits.clone() });
    }
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.verdict()));
    let verdict = reasons.iter().map(CreditReason::verdict).max().unwrap_or(Verdict::Approve);
    let deposit = order.filter(|_| verdict == Verdict::Deposit).map(|order| deposit(rules, order, room, &reasons));
    CreditAnswer { verdict, deposit, notices: notices(ledger, customer, order, as_of), reasons, room }
}

/// What brings the exposure back within the limit, or the policy's part of the order: the greater, and never more than the order.
fn deposit(rules: &DecisionRules, order: Money, room: Option<Room>, reasons: &[CreditReason]) -> Money {
    let beyond = room.map_or(0, |room| room.beyond().minor());
    let asked = reasons.iter().any(|reason| !matches!(reason, CreditReason::OrderOverLimit { .. }));
    let part = if asked { percent_of(order, rules.deposit_percent).minor() } else { 0 };
    Money::from_minor(beyond.max(part).min(order.minor()), order.currency())
}

fn room(ledger: &Ledger, customer: CustomerId, order: Money, as_of: NaiveDate) -> Option<Room> {
    let (limit, source) = sourced_limits(ledger, customer, as_of).into_iter().find(|(limit, _)| limit.currency() == order.currency())?;
    Some(Room { limit, source, exposure: exposure(ledger, customer, order.currency(), as_of), order })
}

/// The reasons that have nothing to do with the order.
fn standing_reasons(ledger: &Ledger, policy: &CreditPolicy, customer: CustomerId, as_of: NaiveDate) -> Vec<CreditReason> {
    let rules = &policy.decision;
    let mut reasons = Vec::new();
    if let Some(hold) = ledger.hold_of(customer, as_of) {
        reasons.push(CreditReason::OnHold { since: hold.set, reason: hold.reason.clone() });
    }
    reasons.extend(over_limit(ledger, customer, as_of).map(CreditReason::OverLimit));
    let plans = ledger.lists(customer).plans.iter().map(|place| &ledger.facts().plans[*place as usize]);
    let in_force = plans.filter(|plan| plan.in_force(as_of)).filter_map(|plan| plan_progress(ledger, plan, as_of));
    let missed = in_force.filter(|plan| plan.missed() > 0);
    reasons.extend(missed.map(|plan| CreditReason::PlanInDefault { missed: plan.missed(), arrears: plan.arrears }));
    let promises = promises_of(ledger, policy, customer, as_of);
    reasons.extend(past_due::past_due(ledger, policy, customer, &promises, as_of));
    reasons.extend(past_due::long_late(ledger, rules, customer, &promises, as_of));
    let recent = add_days(as_of, -i64::from(rules.broken_days));
    let broken = |state: PromiseState| matches!(state, PromiseState::Broken | PromiseState::PartlyKept);
    let count = promises.iter().filter(|promise| promise.last_day >= recent && broken(promise.state)).count();
    if rules.broken_promises > 0 && count >= usize::from(rules.broken_promises) {
        reasons.push(CreditReason::BrokenPromises { count });
    }
    let amounts = ledger.written_off_of(customer, as_of);
    if !amounts.is_empty() {
        reasons.push(CreditReason::WrittenOff { amounts });
    }
    let rating = rating(ledger, policy, customer, as_of);
    let worse = rating.grade.filter(|grade| *grade > rules.worst_grade);
    reasons.extend(worse.map(|grade| CreditReason::Rated { grade, points: rating.points }));
    reasons
}

fn notices(ledger: &Ledger, customer: CustomerId, order: Option<Money>, as_of: NaiveDate) -> Vec<CreditNotice> {
    let Some(details) = ledger.customer(customer).map(|found| &found.details) else { return Vec::new() };
    let mut notices = Vec::new();
    if limits(ledger, customer, as_of).is_empty() {
        notices.push(CreditNotice::NoLimit);
    }
    if details.terms_accepted.is_none_or(|on| on > as_of) {
        notices.push(CreditNotice::TermsNotAccepted);
    }
    let file = &details.credit_file;
    notices.extend(file.review.filter(|review| *review < as_of).map(|since| CreditNotice::ReviewOverdue { since }));
    if let Some(insured) = &file.insured {
        let in_force = file.insured_on(as_of).is_some();
        if let Some(order) = order.filter(|order| in_force && order.currency() == insured.amount.currency()) {
            let after = exposure(ledger, customer, order.currency(), as_of).with(order.minor());
            let own_risk = Money::from_minor((after.minor() - insured.amount.minor()).max(0), order.currency());
            notices.push(CreditNotice::Insured { amount: insured.amount, insurer: insured.insurer.clone(), own_risk });
        }
        notices.extend(insured.until.filter(|_| !in_force).map(|until| CreditNotice::InsuranceEnded { until }));
    }
    let mut disputed = Sum::default();
    for invoice in ledger.invoices_of(customer) {
        let Some(dispute) = ledger.open_dispute(invoice.id, as_of) else { continue };
        let balance = balance_as_of(ledger, invoice.id, as_of).map_or(0, Money::minor);
        disputed.add(dispute.contested(balance), invoice.amount.currency(), 0);
    }
    notices.extend(disputed.amounts().map(|amounts| CreditNotice::Disputed { amounts }));
    notices
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_order;
