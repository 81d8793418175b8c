//! Late fees by agreement: which fall due for an invoice, and how high they are.
//!
//! Pure figures: an invoice's open balance and a rule in, fees out. Deliberately not here: the documents that fees become and their waiver
//! ([`charge`](super::charge)). A fee is computed on the invoice's own balance, so never on fees or interest. [`national`] has the limits of the law.
//!
//! Rules (domain rules §4): no fee for what is paid within the days of grace; once per invoice, period or reminder step, as agreed; each fee
//! is rounded to the minor unit; a fee that was charged or waived never comes a second time, also when a payment came back.

pub mod falls_due;
pub mod national;

pub use falls_due::{ChargedFee, DueFee, FeeKey, Invoiced, fees_due};

use super::charge::TaxCategory;
use super::currency::Currency;
use super::interest::InterestError;
use super::interest::rate::{RateError, check_percent};
use super::money::{Money, MoneyError, Rounding};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How high a fee is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Charge {
    /// The same amount for everybody.
    Amount(Money),
    /// A percentage of what is open.
    Percent(Decimal),
}

/// A charge for balances from an amount on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// The least that has to be open.
    pub from: Money,
    /// The fee.
    pub charge: Charge,
}

/// How often a fee falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Often {
    /// Once for an invoice.
    Once,
    /// First after the days of grace, then after so many days each.
    EveryDays(u32),
    /// First after the days of grace, then on the same day of every month.
    Monthly,
    /// With every reminder step that was taken.
    EachStep,
}

/// What all the fees of a rule for one invoice may come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cap {
    /// An amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// A percentage of the invoice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Decimal>,
}

impl Cap {
    /// Whether there is none.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A late fee as agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateFeeRule {
    /// Its number: a fee is known by rule and period.
    pub rule: u32,
    /// The charges, by rising balances. What lies below the first bears no fee.
    pub tiers: Vec<Tier>,
    /// How often.
    pub often: Often,
    /// Days after the due date within which payment is in time.
    pub grace_days: u32,
    /// The most in all.
    #[serde(default, skip_serializing_if = "Cap::is_none")]
    pub cap: Cap,
    /// How the fee stands towards tax.
    #[serde(default, skip_serializing_if = "TaxCategory::is_usual")]
    pub tax: TaxCategory,
}

/// Why a rule is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FeeError {
    /// No charge.
    #[error("the late fee has no amount")]
    Empty,
    /// A fee, or a cap, of nothing or less.
    #[error("the late fee must be above zero, not {0}")]
    NotPositive(Money),
    /// A percentage of nothing.
    #[error("the percentage of the late fee must be above zero")]
    NoPercent,
    /// The tiers are not in the order of their balances.
    #[error("the tier from {0} on must stand before the higher ones")]
    Unsorted(Money),
    /// A period of no days.
    #[error("the period of a late fee must be at least 1 day")]
    NoPeriod,
    /// More grace than anybody gives.
    #[error("the days of grace can be at most 365, not {0}")]
    Grace(u32),
    /// A period longer than anybody waits.
    #[error("the period of a late fee can be at most 365 days, not {0}")]
    LongPeriod(u32),
    /// More tiers than anybody reads.
    #[error("a late fee can have at most 20 tiers")]
    TooManyTiers,
    /// A cap that not even one fee fits under.
    #[error("the most in all, {cap}, is less than one fee of {fee}")]
    CapBelowFee {
        /// The most in all.
        cap: String,
        /// One fee.
        fee: String,
    },
    /// A percentage cannot be used.
    #[error(transparent)]
    Percent(#[from] RateError),
    /// The balances of the invoice cannot be used.
    #[error(transparent)]
    Balances(#[from] InterestError),
    /// Two currencies met, or a sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Charge {
    /// The fee for what is open, rounded to the minor unit.
    pub fn on(self, open: Money) -> Result<Money, FeeError> {
        match self {
            Self::Amount(amount) => open.checked_sub(amount).map(|_| amount).map_err(FeeError::from),
            Self::Percent(percent) => percent_of(open, percent).map_err(FeeError::from),
        }
    }

    fn check(self) -> Result<(), FeeError> {
        match self {
            Self::Amount(amount) if !amount.is_positive() => Err(FeeError::NotPositive(amount)),
            Self::Amount(_) => Ok(()),
            Self::Percent(percent) if percent.is_zero() => Err(FeeError::NoPercent),
            Self::Percent(percent) => Ok(check_percent(percent).map(drop)?),
        }
    }
}

impl LateFeeRule {
    /// Checks what the owner agreed: amounts above zero, percentages up to 100, tiers in order.
    pub fn check(&self) -> Result<(), FeeError> {
        let first = self.tiers.first().ok_or(FeeError::Empty)?.from;
        for tier in &self.tiers {
            tier.charge.check()?;
            if let Charge::Amount(amount) = tier.charge {
                first.checked_sub(amount)?;
            }
        }
        for pair in self.tiers.windows(2) {
            if pair[1].from.checked_sub(pair[0].from)?.minor() <= 0 {
                return Err(FeeError::Unsorted(pair[1].from));
            }
        }
        if self.often == Often::EveryDays(0) {
            return Err(FeeError::NoPeriod);
        }
        if let Some(amount) = self.cap.amount {
            Charge::Amount(amount).check()?;
            first.checked_sub(amount)?;
        }
        self.cap.percent.map_or(Ok(()), |percent| Charge::Percent(percent).check())
    }

    /// Checks what is put into a policy: besides [`check`](Self::check), days that make sense and a cap that one fee fits under.
    pub fn agreeable(&self) -> Result<(), FeeError> {
        self.check()?;
        if self.grace_days > 365 {
            return Err(FeeError::Grace(self.grace_days));
        }
        if let Often::EveryDays(days @ 366..) = self.often {
            return Err(FeeError::LongPeriod(days));
        }
        if self.tiers.len() > 20 {
            return Err(FeeError::TooManyTiers);
        }
        let above = |charge: &Charge| match (charge, self.cap.amount, self.cap.percent) {
            (Charge::Amount(fee), Some(cap), _) if cap.minor() < fee.minor() => Some((cap.to_string(), fee.to_string())),
            (Charge::Percent(fee), _, Some(cap)) if cap < *fee => Some((format!("{cap} %"), format!("{fee} %"))),
            _ => None,
        };
        let found = self.tiers.iter().find_map(|tier| above(&tier.charge));
        found.map_or(Ok(()), |(cap, fee)| Err(FeeError::CapBelowFee { cap, fee }))
    }

    /// The currency it is in.
    pub fn currency(&self) -> Option<Currency> {
        self.tiers.first().map(|tier| tier.from.currency())
    }

    /// The charge for a balance, if it reaches a tier.
    pub fn charge(&self, open: Money) -> Option<Charge> {
        self.tiers.iter().rev().find(|tier| tier.from.minor() <= open.minor()).map(|tier| tier.charge)
    }

    /// What all the fees for an invoice may come to; none without a cap. The lower of both counts.
    pub fn most(&self, invoice: Money) -> Result<Option<Money>, FeeError> {
        let share = self.cap.percent.map(|percent| percent_of(invoice, percent)).transpose()?;
        let both = [self.cap.amount, share];
        Ok(both.into_iter().flatten().min_by_key(|amount| amount.minor()))
    }
}

fn percent_of(amount: Money, percent: Decimal) -> Result<Money, MoneyError> {
    let exact = amount.to_decimal().checked_mul(percent).and_then(|product| product.checked_div(Decimal::ONE_HUNDRED));
    Money::from_decimal(exact.ok_or(MoneyError::TooLarge)?, amount.currency(), Rounding::HalfUp)
}

#[cfg(test)]
mod tests;
