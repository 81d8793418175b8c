//! A schedule of the owner's own: dates and amounts as agreed, checked against the debt.

use super::level::Rows;
use super::{MAX_INSTALMENTS, PeriodRate, Schedule, ScheduleError};
use crate::domain::calendar::day_of;
use crate::domain::money::{Money, MoneyError, Rounding};
use crate::domain::spelling::{Neutral, Spelling, as_sentence};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::fmt;
use thiserror::Error;

/// What was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CustomPlan<'a> {
    /// The debt, after the down payment.
    pub principal: Money,
    /// Since when the plan holds: nothing is due before, and interest begins here.
    pub accepted: NaiveDate,
    /// Nominal interest in percent a year, by days on a year of `year_days`; zero for none.
    pub rate_pct: Decimal,
    /// 365 or 360.
    pub year_days: u32,
    /// The whole debt, and what of it bears no interest.
    pub debt: (Money, Option<Money>),
    /// When is how much due, in order.
    pub parts: &'a [(NaiveDate, Money)],
}

/// Why the parts do not make a plan. Instalments are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CustomError {
    /// The first part is due before the acceptance.
    BeforeAcceptance,
    /// A date that is not after the one before.
    Order(u32),
    /// An amount of zero or less.
    NotPositive(u32),
    /// The interest of the time before it eats the whole part.
    BelowInterest {
        /// Which one.
        number: u32,
        /// The interest of its period.
        interest: Money,
    },
    /// The debt is paid before the last part is due.
    PaidBefore(u32),
    /// The parts do not sum to the debt and its interest.
    Sum {
        /// What was agreed.
        given: Money,
        /// What would settle the debt.
        needed: Money,
    },
    /// The figures have no schedule.
    Schedule(#[from] ScheduleError),
    /// Two currencies met, or a sum left the range of exact amounts.
    Money(#[from] MoneyError),
}

impl fmt::Display for CustomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&as_sentence(&self.words(&Neutral)))
    }
}

impl CustomError {
    /// What is wrong, without a capital and a full stop, with amounts written as `spell` does.
    pub fn words(&self, spell: &dyn Spelling) -> String {
        match *self {
            Self::BeforeAcceptance => "the first instalment is due before the plan is accepted".to_owned(),
            Self::Order(number) => format!("instalment {number} is not due after the one before it"),
            Self::NotPositive(number) => format!("instalment {number} must be above zero"),
            Self::BelowInterest { number, interest } => {
                format!("instalment {number} does not cover the interest of {} until then", spell.money(interest))
            }
            Self::PaidBefore(number) => format!("the debt is paid with instalment {number}; the ones after it are too much"),
            Self::Sum { given, needed } => {
                format!("the last instalment must be {} for the debt to be paid, not {}", spell.money(needed), spell.money(given))
            }
            Self::Schedule(error) => error.words(spell),
            Self::Money(error) => error.to_string(),
        }
    }

    /// The instalment to correct, when it is one of them; the last one takes what is missing.
    pub const fn number(&self) -> Option<u32> {
        match *self {
            Self::BeforeAcceptance => Some(1),
            Self::Order(number) | Self::NotPositive(number) | Self::PaidBefore(number) | Self::BelowInterest { number, .. } => Some(number),
            Self::Sum { .. } | Self::Schedule(_) | Self::Money(_) => None,
        }
    }
}

/// The schedule of the parts: interest of a period = `round(balance × rate × days / year_days)`, the principal parts sum to the debt exactly.
///
/// The last part must be what is left with its interest; the refusal says how much that is. (domain rules §6)
pub fn custom_schedule(plan: &CustomPlan) -> Result<Schedule, CustomError> {
    let (Some((first_due, first)), Some((_, last))) = (plan.parts.first(), plan.parts.last()) else {
        return Err(ScheduleError::NoInstalments.into());
    };
    if !plan.principal.is_positive() {
        return Err(ScheduleError::NothingToRepay(plan.principal).into());
    }
    if plan.parts.len() > MAX_INSTALMENTS as usize {
        return Err(ScheduleError::TooManyInstalments.into());
    }
    if *first_due < plan.accepted {
        return Err(CustomError::BeforeAcceptance);
    }
    let mut rows = Rows::of(plan.principal);
    let mut since = plan.accepted;
    for (number, (due, amount)) in (1_u32..).zip(plan.parts) {
        if number > 1 && *due <= since {
            return Err(CustomError::Order(number));
        }
        if !amount.is_positive() {
            return Err(CustomError::NotPositive(number));
        }
        let rate = PeriodRate::between(plan.rate_pct, day_of(since), day_of(*due), plan.year_days)?;
        let interest = rate.without(plan.debt.1, plan.debt.0)?.interest(rows.balance, Rounding::HalfUp)?;
        let needed = rows.balance.checked_add(interest)?;
        let beyond = amount.checked_sub(needed)?;
        if number as usize == plan.parts.len() {
            if !beyond.is_zero() {
                return Err(CustomError::Sum { given: *last, needed });
            }
        } else if beyond.minor() >= 0 {
            return Err(CustomError::PaidBefore(number));
        } else if amount.minor() <= interest.minor() {
            return Err(CustomError::BelowInterest { number, interest });
        }
        rows.pay(*amount, interest)?;
        since = *due;
    }
    Ok(rows.finish(*first)?)
}
