//! The rates by which the owner counts what will probably not be paid. None is given: they are the owner's judgement.

use crate::domain::aging_buckets::AgingBuckets;
use crate::domain::interest::rate::{RateError, check_percent};
use crate::domain::text_rules::{limits, text_problem};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A rate for each age.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgeRates {
    /// The ages: those of the aging report when the rates were entered. Other ages there later leave these as they are.
    pub buckets: AgingBuckets,
    /// In percent, one for each age.
    pub rates: Vec<Decimal>,
}

/// The owner's rates.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AllowanceRules {
    /// By age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<AgeRates>,
    /// In percent of all that is owed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receivables_pct: Option<Decimal>,
    /// In percent of what was sold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sales_pct: Option<Decimal>,
    /// What is ahead, laid over the losses of the own past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ahead: Option<Ahead>,
}

/// How much more or less will be lost than was lost before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ahead {
    /// In percent.
    pub percent: Decimal,
    /// Whether it is less.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub less: bool,
    /// What the owner expects, and why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// Why rates cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AllowanceRulesProblem {
    /// An age without a rate, or a rate without an age.
    #[error("Each age needs one rate.")]
    Count,
    /// A reason that is too long or cannot be shown.
    #[error("The reason can have at most {} characters that can be shown.", limits::NOTE)]
    Why,
    /// A rate out of range.
    #[error(transparent)]
    Rate(#[from] RateError),
}

impl AllowanceRules {
    /// Whether no rate was entered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What losses of the past are multiplied by.
    pub fn factor(&self) -> Decimal {
        let part = self.ahead.as_ref().map_or(Decimal::ZERO, |ahead| if ahead.less { -ahead.percent } else { ahead.percent });
        Decimal::ONE + part / Decimal::ONE_HUNDRED
    }

    /// Refused unless every rate is a percentage and every age has one.
    pub fn checked(self) -> Result<Self, AllowanceRulesProblem> {
        if let Some(ages) = &self.ages {
            if ages.rates.len() != ages.buckets.count() {
                return Err(AllowanceRulesProblem::Count);
            }
            ages.rates.iter().try_for_each(|rate| check_percent(*rate).map(drop))?;
        }
        self.receivables_pct.into_iter().chain(self.sales_pct).try_for_each(|rate| check_percent(rate).map(drop))?;
        if let Some(ahead) = &self.ahead {
            check_percent(ahead.percent)?;
            if text_problem(&ahead.why, limits::NOTE, false).is_some() {
                return Err(AllowanceRulesProblem::Why);
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_age_has_a_percentage() {
        let rules = |rates: &[i64]| AllowanceRules {
            ages: Some(AgeRates { buckets: AgingBuckets::default(), rates: rates.iter().copied().map(Decimal::from).collect() }),
            ..AllowanceRules::default()
        };
        assert!(rules(&[0, 1, 5, 20, 100]).checked().is_ok());
        assert_eq!(rules(&[0, 1, 5, 20]).checked(), Err(AllowanceRulesProblem::Count));
        assert!(matches!(rules(&[0, 1, 5, 20, 101]).checked(), Err(AllowanceRulesProblem::Rate(_))));
        let sales = AllowanceRules { sales_pct: Some(-Decimal::ONE), ..AllowanceRules::default() };
        let ahead = |percent: i64, less| AllowanceRules {
            ahead: Some(Ahead { percent: Decimal::from(percent), less, why: String::new() }),
            ..AllowanceRules::default()
        };
        assert_eq!([ahead(10, false), ahead(25, true)].map(|rules| rules.factor().normalize().to_string()), ["1.1", "0.75"]);
        assert!(ahead(101, true).checked().is_err() && ahead(100, true).checked().is_ok());
        assert!(sales.clone().checked().is_err() && !sales.is_empty() && AllowanceRules::default().is_empty());
    }
}
