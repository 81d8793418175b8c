//! Which interest the owner asks for what is paid late: none, that of an agreement, or that of a law.
//!
//! The policy has a rule for everybody; a tier or a customer may have another, see [`interest_rule_of`](crate::domain::policy::CreditPolicy::interest_rule_of).
//! What a rule comes to for one invoice is in the report on interest.

use super::accrue::Grace;
use super::day_count::DayCount;
use super::rate::{RateError, check_percent};
use super::statutory::{Fixing, Preset};
use crate::domain::country::Country;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The most days of grace.
pub const MOST_GRACE: u32 = 365;

/// What is asked for what is paid late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestRule {
    /// No interest.
    #[default]
    None,
    /// At a rate that the customer agreed to. Counts only after they accepted the terms.
    Agreed(AgreedRate),
    /// As a law has it. Needs no agreement.
    Statutory(StatutoryRule),
}

/// The part of a year that a rate is named for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatePeriod {
    /// Percent a year.
    #[default]
    Year,
    /// Percent a month; a year has twelve of them, added up, never compounded.
    Month,
}

/// A rate of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedRate {
    /// In percent, above zero.
    pub percent: Decimal,
    /// What it is for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per: RatePeriod,
    /// How days become parts of a year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub day_count: DayCount,
    /// Days of grace of its own; `None` for those of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<Grace>,
}

/// Interest by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StatutoryRule {
    /// Which law; none for that of the customer's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<Preset>,
    /// When the rate of the United Kingdom is looked up, where the owner does not follow the Act's own words; other laws leave no choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixing: Option<Fixing>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Why a rule cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RuleProblem {
    /// A rate out of range.
    #[error("{0}")]
    Rate(#[from] RateError),
    /// A rate of nothing.
    #[error("the rate must be above 0 %")]
    Zero,
    /// Years of grace.
    #[error("the days of grace can be at most {MOST_GRACE}, not {0}")]
    Grace(u32),
}

impl AgreedRate {
    /// A rate by the year, ACT/365, with the policy's grace.
    pub fn yearly(percent: Decimal) -> Self {
        Self { percent, per: RatePeriod::Year, day_count: DayCount::default(), grace: None }
    }

    /// In percent a year: twelve times a rate by the month.
    pub fn percent_a_year(&self) -> Decimal {
        match self.per {
            RatePeriod::Year => self.percent,
            RatePeriod::Month => self.percent.saturating_mul(Decimal::from(12)),
        }
    }
}

impl StatutoryRule {
    /// The law for a customer of a country; none where Recoup knows none.
    pub fn law_for(&self, country: Option<Country>) -> Option<Preset> {
        self.law.or_else(|| Preset::of(country?))
    }

    /// When that law's rate is looked up.
    pub fn fixing_of(&self, law: Preset) -> Fixing {
        self.fixing.filter(|_| law == Preset::UnitedKingdom).unwrap_or(law.fixing())
    }
}

impl InterestRule {
    /// Whether no interest is asked.
    pub fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// The rule, if its numbers make sense.
    pub fn checked(self) -> Result<Self, RuleProblem> {
        if let Self::Agreed(rate) = self {
            check_percent(rate.percent)?;
            check_percent(rate.percent_a_year())?;
            if rate.percent.is_zero() {
                return Err(RuleProblem::Zero);
            }
            match rate.grace {
                Some(Grace::Forgives(days) | Grace::Delays(days)) if days > MOST_GRACE => return Err(RuleProblem::Grace(days)),
                _ => {}
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::interest::tests::number;

    #[test]
    fn a_rule_has_a_sane_rate_and_grace() {
        let check = |percent: &str, per, grace, expected: &str| {
            let rule = InterestRule::Agreed(AgreedRate { per, grace: Some(grace), ..AgreedRate::yearly(number(percent)) });
            assert_eq!(
                rule.checked().map_or_else(|problem| problem.to_string(), |_| String::new()),
                expected,
                "{percent} {per:?} {grace:?}"
            );
        };
        check("8", RatePeriod::Year, Grace::None, "");
        check("100", RatePeriod::Year, Grace::Forgives(365), "");
        check("300", RatePeriod::Year, Grace::None, "the rate must be at most 100 %, not 300 %");
        check("-1", RatePeriod::Year, Grace::None, "the rate must not be below 0 %, not -1 %");
        check("0", RatePeriod::Year, Grace::None, "the rate must be above 0 %");
        check("0.00001", RatePeriod::Year, Grace::None, "the rate must have at most 4 decimals, not 0.00001 %");
        check("1.5", RatePeriod::Month, Grace::Delays(10), "");
        check("9", RatePeriod::Month, Grace::None, "the rate must be at most 100 %, not 108 %");
        check("8", RatePeriod::Year, Grace::Delays(366), "the days of grace can be at most 365, not 366");
        assert_eq!(AgreedRate { per: RatePeriod::Month, ..AgreedRate::yearly(number("1.5")) }.percent_a_year(), number("18.0"));
        assert!(InterestRule::Statutory(StatutoryRule::default()).checked().is_ok());
    }

    #[test]
    fn a_law_is_that_of_the_country_unless_named() {
        let of_country = StatutoryRule::default();
        assert_eq!(of_country.law_for(Some(Country::De)), Some(Preset::Germany));
        assert_eq!((of_country.law_for(Some(Country::Us)), of_country.law_for(None)), (None, None));
        let named = StatutoryRule { law: Some(Preset::UnitedKingdom), fixing: Some(Fixing::EveryChange) };
        assert_eq!(named.law_for(Some(Country::De)), Some(Preset::UnitedKingdom));
        assert_eq!(named.fixing_of(Preset::UnitedKingdom), Fixing::EveryChange);
        assert_eq!(named.fixing_of(Preset::Germany), Fixing::HalfYear, "only the United Kingdom leaves a choice");
    }

    #[test]
    fn what_is_usual_is_not_written() {
        let check = |rule: InterestRule, json: &str| {
            assert_eq!(serde_json::to_string(&rule).unwrap(), json);
            assert_eq!(serde_json::from_str::<InterestRule>(json).unwrap(), rule);
        };
        check(InterestRule::None, r#""none""#);
        check(InterestRule::Agreed(AgreedRate::yearly(number("8.5"))), r#"{"agreed":{"percent":"8.5"}}"#);
        check(InterestRule::Statutory(StatutoryRule::default()), r#"{"statutory":{}}"#);
        let full =
            AgreedRate { percent: number("1.5"), per: RatePeriod::Month, day_count: DayCount::Act360, grace: Some(Grace::Forgives(5)) };
        check(InterestRule::Agreed(full), r#"{"agreed":{"percent":"1.5","per":"month","day_count":"act360","grace":{"forgives":5}}}"#);
    }
}
