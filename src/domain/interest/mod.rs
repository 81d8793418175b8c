//! Interest on what is paid late: an invoice's open balance and dated rates in, segments with their formula out.
//!
//! Pure figures. Deliberately not here: which customers are charged, the documents that interest becomes, their waiver and every sentence
//! about them. The interest of payment plans and notes is in [`schedule`](super::schedule).
//!
//! | part | question |
//! |---|---|
//! | [`day_count`] | what part of a year lies between two days? |
//! | [`rate`] | which yearly rate holds on a day, and how far is that known? |
//! | [`balance`] | what was open at the end of which day? |
//! | [`accrue`](mod@accrue) | how much interest did that bear, day by day? |
//! | [`spared`] | which days bear none although something is open? |
//! | [`simple`] | the plain formula, and the yearly equivalent of a rate by the month |
//! | [`statutory`] | which rate, fixed sum and exceptions does a country's law have? |
//! | [`rule`] | which of all that does the owner ask for? |
//! | [`own_rates`] | which reference rates did the owner look up? |
//!
//! Rules (domain rules §4; all of them Directive 2011/7 art. 2(6) “simple interest” unless a source is named beside the code):
//! - interest bears on the gross amount from the day after the due date to the day of payment, both included;
//! - a part payment stops the interest on its part from the day after it;
//! - never interest on interest, never interest on fees: only the invoice's own balance enters;
//! - the exact parts are added up first and rounded once, half away from zero, to the currency's minor units.

pub mod accrue;
pub mod balance;
pub mod day_count;
pub mod own_rates;
pub mod rate;
pub mod rule;
pub mod simple;
pub mod spared;
pub mod statutory;

pub use accrue::{Accrual, Grace, InterestTerms, Segment, accrue};
pub use balance::{OpenBalance, open_balances};
pub use day_count::{DayCount, YearFraction};
pub use own_rates::{OwnRates, OwnRatesProblem};
pub use rate::{RateError, RateRow, RateTable};
pub use rule::{AgreedRate, InterestRule, RatePeriod, RuleProblem, StatutoryRule};
pub use simple::{Effective, SimpleInterest, effective, simple_interest};
pub use statutory::{Claim, Debt, Preset, claim};

use super::money::MoneyError;
use chrono::NaiveDate;
use thiserror::Error;

/// Why no interest can be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InterestError {
    /// No rate is known for a day: it lies before the table, or the table is empty.
    #[error("no interest rate is known for {0}")]
    NoRate(NaiveDate),
    /// The balances are not in the order of their days, one for each day.
    #[error("the open balances are out of order at {0}")]
    BalancesOutOfOrder(NaiveDate),
    /// There is no balance at all.
    #[error("there is no open balance")]
    NoBalance,
    /// More periods than anybody has ever agreed on.
    #[error("the number of periods a year must be between 1 and 366, not {0}")]
    Periods(u32),
    /// A rate cannot be used.
    #[error(transparent)]
    Rate(#[from] RateError),
    /// Two currencies met, or a sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

#[cfg(test)]
mod tests;
