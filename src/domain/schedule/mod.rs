//! The arithmetic of payment plans: what is due when, and how much of it is interest.
//!
//! Pure figures. Deliberately not here: which invoices a plan covers, whether a customer may have one and what a
//! missed instalment means (the ledger decides that).
//!
//! | part | question |
//! |---|---|
//! | [`level`] | which payments repay this principal at this rate? |
//! | [`mod@dates`] | on which days are they due? |
//! | [`terms`] | both together: what the owner typed → a schedule to accept |
//!
//! Rules (domain rules §6; amounts are rounded once per figure to the currency's minor units):
//! - level payment `A = P r / (1 - (1 + r)^-n)`, `r` the nominal rate of one period, half-up (OpenStax m00054, m67913);
//! - interest of a period = `round(balance × r)`, principal = payment − interest;
//! - the last payment is what is left plus its interest, so the principal parts sum to `P` exactly (trap 10);
//! - without interest the principal is split in minor units, see [`Residual`](super::money::Residual).
//!
//! Unlike some engines (Fineract) the level payment is never shifted by a cent to even out the last one.

pub mod dates;
pub mod level;
pub mod terms;

pub use dates::{DueDate, Frequency, dates};
pub use level::{NoteInterest, amount_schedule, equal_parts, factor_schedule, level_schedule, simple_month_interest};
pub use terms::{Instalment, Instalments, PlanField, PlanProposal, PlanTerms, TermsError, propose};

use super::money::{Money, MoneyError};
use rust_decimal::Decimal;
use thiserror::Error;

/// The most instalments a schedule may have: a hundred years of months.
pub const MAX_INSTALMENTS: u32 = 1200;

/// A principal and the payments that repay it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The regular payment. Only the last row (and, without interest, the rows that take the residue) may differ.
    pub payment: Money,
    /// The payment of the last row.
    pub final_payment: Money,
    /// All interest together. The payments sum to the principal plus this.
    pub total_interest: Money,
    /// One row per payment, never empty.
    pub rows: Vec<ScheduleRow>,
}

/// One payment of a [`Schedule`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduleRow {
    /// Counts from 1.
    pub number: u32,
    /// What is paid: interest plus principal.
    pub payment: Money,
    /// The part that is interest on the previous balance.
    pub interest: Money,
    /// The part that repays, at least one minor unit.
    pub principal: Money,
    /// The principal still owed afterwards; zero in the last row.
    pub balance: Money,
}

/// Why there is no such schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ScheduleError {
    /// Nothing, or less, is to be repaid.
    #[error("the amount to be paid in instalments must be above zero, not {0}")]
    NothingToRepay(Money),
    /// A count of zero.
    #[error("the number of instalments must be at least 1")]
    NoInstalments,
    /// More than [`MAX_INSTALMENTS`].
    #[error("the number of instalments must be at most {MAX_INSTALMENTS}")]
    TooManyInstalments,
    /// Fewer minor units than parts: some instalments would be zero.
    #[error("the number of instalments is too high: {principal} has fewer than {count} of the currency’s smallest units")]
    BelowOneUnit {
        /// What was to be divided.
        principal: Money,
        /// Into how many parts.
        count: u32,
    },
    /// In whole minor units the level payment would leave nothing, or a final payment of more than double.
    #[error("the number of instalments is too high: with interest, {principal} does not divide into {count} even instalments")]
    Uneven {
        /// What was to be repaid.
        principal: Money,
        /// In how many payments.
        count: u32,
    },
    /// A fixed instalment of zero or less.
    #[error("the instalment must be above zero, not {0}")]
    InstalmentNotPositive(Money),
    /// The fixed instalment does not cover the interest, so the debt would never be repaid.
    #[error("the instalment of {instalment} never pays off the debt: the interest of one period alone is {interest}")]
    NeverPaidOff {
        /// The fixed instalment.
        instalment: Money,
        /// The interest of the period in which it did not suffice.
        interest: Money,
    },
    /// The fixed instalment would need more than [`MAX_INSTALMENTS`] periods.
    #[error("the instalment of {0} is too small: more than {MAX_INSTALMENTS} instalments would be needed")]
    InstalmentTooSmall(Money),
    /// Below 0 or above 100 % (of a year, or as the factor of one period).
    #[error("the interest rate must be between 0 and 100 %, not {0} %")]
    RateOutOfRange(Decimal),
    /// No periods in a year.
    #[error("the number of instalments a year must be at least 1")]
    NoPeriods,
    /// A negative number of months.
    #[error("the number of months must not be negative, not {0}")]
    NegativeMonths(Decimal),
    /// A due date before the year 1 or after the year 9999.
    #[error("the first due date is out of range: every instalment must be due between the years 1 and 9999")]
    DateOutOfRange,
    /// Two currencies met, or a sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

#[cfg(test)]
mod tests;
