//! Credit decisions: what the owner decided about an order on credit, and what became of it.
//!
//! What the rule says about an order is worked out by `reports::credit_decision`; here stands what was decided, with the reasons in
//! words as they were on that day, so that it can be read years later. An approved order counts as owed until it is invoiced,
//! cancelled, or too old.

use super::calendar::add_days;
use super::ids::{CustomerId, DecisionId, InvoiceId};
use super::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most reasons of one decision.
pub const MOST_REASONS: usize = 30;

/// What is done with an order, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It ships on credit.
    Approve,
    /// It ships on credit once a deposit is paid.
    Deposit,
    /// It does not ship on credit.
    Hold,
}

/// A verdict with its deposit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// What is done.
    pub verdict: Verdict,
    /// What is to be paid first, when the verdict is a deposit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Money>,
}

/// What became of an approved order, or of the decision itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionEnd {
    /// The order was invoiced.
    Invoiced {
        /// By which document.
        invoice: InvoiceId,
        /// Since when the decision does not count any more.
        on: NaiveDate,
    },
    /// There is no order any more.
    Cancelled {
        /// Since when.
        on: NaiveDate,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// The decision was entered by mistake; it counts on no day.
    TakenBack,
}

/// What the owner decided about one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditDecision {
    /// Position in the ledger, from 1.
    pub id: DecisionId,
    /// Whose order.
    pub customer: CustomerId,
    /// The day of the decision.
    pub on: NaiveDate,
    /// The order's number or name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// What the order comes to.
    pub amount: Money,
    /// What the owner decided.
    pub decided: Ruling,
    /// What the rule said.
    pub proposed: Ruling,
    /// The reasons and figures of the rule, in words, as on that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// The owner's own word; never empty where the decision differs from the rule.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// What became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<DecisionEnd>,
}

/// How a decision stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionState {
    /// Approved, and not invoiced yet.
    Pending {
        /// The last day on which it counts.
        until: NaiveDate,
    },
    /// Approved so long ago that it counts no more.
    Lapsed,
    /// The order did not ship on credit.
    Refused,
    /// The order was invoiced.
    Invoiced(InvoiceId),
    /// There is no order any more.
    Cancelled,
}

impl Ruling {
    /// Nothing stands against it.
    pub const APPROVE: Self = Self { verdict: Verdict::Approve, deposit: None };

    /// Whether the deposit belongs to the verdict and to the order's amount.
    pub fn fits(&self, order: Money) -> bool {
        match (self.verdict, self.deposit) {
            (Verdict::Deposit, Some(deposit)) => {
                deposit.is_positive() && deposit.currency() == order.currency() && deposit.minor() <= order.minor()
            }
            (Verdict::Deposit, None) => false,
            (Verdict::Approve | Verdict::Hold, deposit) => deposit.is_none(),
        }
    }
}

impl CreditDecision {
    /// How it stands on a day when approvals count for `lapse_days`; `None` before it was made, and when it was taken back.
    pub fn state(&self, lapse_days: u16, day: NaiveDate) -> Option<DecisionState> {
        if self.on > day || self.end == Some(DecisionEnd::TakenBack) {
            return None;
        }
        Some(match &self.end {
            Some(DecisionEnd::Invoiced { invoice, on }) if *on <= day => DecisionState::Invoiced(*invoice),
            Some(DecisionEnd::Cancelled { on, .. }) if *on <= day => DecisionState::Cancelled,
            _ if self.decided.verdict == Verdict::Hold => DecisionState::Refused,
            _ => {
                let until = add_days(self.on, i64::from(lapse_days));
                if day <= until { DecisionState::Pending { until } } else { DecisionState::Lapsed }
            }
        })
    }

    /// Whether an approved order still counts as owed on a day.
    pub fn is_pending(&self, lapse_days: u16, day: NaiveDate) -> bool {
        matches!(self.state(lapse_days, day), Some(DecisionState::Pending { .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_approval_counts_until_it_is_invoiced_or_too_old() {
        let usd = Money::from_minor(500, Currency::USD);
        let decision = |verdict, end| CreditDecision {
            id: DecisionId(1),
            customer: CustomerId(1),
            on: date("2026-03-01"),
            order: String::new(),
            amount: usd,
            decided: Ruling { verdict, deposit: None },
            proposed: Ruling::APPROVE,
            reasons: Vec::new(),
            word: String::new(),
            end,
        };
        let invoiced = DecisionEnd::Invoiced { invoice: InvoiceId(7), on: date("2026-03-05") };
        let cancelled = DecisionEnd::Cancelled { on: date("2026-03-05"), reason: String::new() };
        let pending = Some(DecisionState::Pending { until: date("2026-03-31") });
        let cases = [
            (Verdict::Approve, None, "2026-02-28", None),
            (Verdict::Approve, None, "2026-03-01", pending),
            (Verdict::Deposit, None, "2026-03-31", pending),
            (Verdict::Approve, None, "2026-04-01", Some(DecisionState::Lapsed)),
            (Verdict::Hold, None, "2026-03-02", Some(DecisionState::Refused)),
            (Verdict::Approve, Some(invoiced.clone()), "2026-03-04", pending),
            (Verdict::Approve, Some(invoiced), "2026-03-05", Some(DecisionState::Invoiced(InvoiceId(7)))),
            (Verdict::Approve, Some(cancelled), "2026-03-05", Some(DecisionState::Cancelled)),
            (Verdict::Approve, Some(DecisionEnd::TakenBack), "2026-03-05", None),
        ];
        for (verdict, end, day, expected) in cases {
            assert_eq!(decision(verdict, end.clone()).state(30, date(day)), expected, "{verdict:?} {end:?} {day}");
        }
        let with = |verdict, deposit| Ruling { verdict, deposit };
        assert!(with(Verdict::Deposit, Some(usd)).fits(usd) && Ruling::APPROVE.fits(usd));
        assert!(!with(Verdict::Deposit, None).fits(usd) && !with(Verdict::Hold, Some(usd)).fits(usd));
        assert!(!with(Verdict::Deposit, Some(Money::from_minor(501, Currency::USD))).fits(usd));
        assert!(!with(Verdict::Deposit, Some(Money::from_minor(1, Currency::EUR))).fits(usd));
    }
}
