//! The arithmetic of payment plans: what is due when, and how much of it is interest.
//!
//! Pure figures. Deliberately not here: which invoices a plan covers, whether a customer may have one and what a
//! missed instalment means (the ledger decides that).
//!
//! | part | question |
//! |---|---|
//! | [`level`] | which payments repay this principal at this rate? |
//! | [`mod@dates`] | on which days are they due? |
//! | [`terms`], [`mod@propose`] | both together: what the owner typed → a schedule to accept |
//! | [`agreed`] | what does a plan keep of how it was made? |
//! | [`custom`] | do dates and amounts of one's own repay the debt? |
//! | [`mod@affordable`] | what does the customer's monthly sum lead to? |
//! | [`settlement`] | a smaller sum at once: what is forgiven, and when? |
//! | [`rate`] | which interest does a period bear? |
//!
//! Rules (domain rules §6; amounts are rounded once per figure to the currency's minor units):
//! - level payment `A = P r / (1 - (1 + r)^-n)`, `r` the nominal rate of one period, half-up (OpenStax m00054, m67913);
//! - interest of a period = `round(balance × r)`, principal = payment − interest;
//! - the last payment is what is left plus its interest, so the principal parts sum to `P` exactly (trap 10);
//! - without interest the principal is split in minor units, see [`Residual`](super::money::Residual);
//! - by days (ACT/365) each period has the factor rate × days / 365 between the dates before they are moved, and figures round half to even,
//!   as the source of that rule does (Apache Fineract).
//! - fees, and interest of before, that a plan covers bear no interest: every payment repays them and the rest in proportion, so the rate
//!   on the whole is the rate × the bearing part / the whole (domain rules §4: no interest on interest, never on fees).
//!
//! Unlike some engines (Fineract) the level payment is never shifted by a cent to even out the last one.

pub mod affordable;
pub mod agreed;
pub mod custom;
pub mod dates;
pub mod level;
pub mod propose;
pub mod rate;
pub mod settlement;
pub mod terms;

pub use affordable::{Affordable, affordable};
pub use agreed::{AgreedTerms, Debt, OwnPart};
pub use custom::{CustomError, CustomPlan, custom_schedule};
pub use dates::{DueDate, Frequency, SkippedMonths, dates};
pub use level::{NoteInterest, amount_schedule, equal_parts, factor_schedule, level_schedule, rate_schedule, simple_month_interest};
pub use propose::{InterestPeriods, Refinements, propose, propose_with};
pub use rate::PeriodRate;
pub use settlement::{Settlement, SettlementError, SettlementState};
pub use terms::{Instalment, Instalments, PlanField, PlanProposal, PlanTerms, TermsError};

use super::money::{Money, MoneyError};
use super::spelling::{Neutral, Spelling};
use rust_decimal::Decimal;
use std::fmt;
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
    NothingToRepay(Money),
    /// A count of zero.
    NoInstalments,
    /// More than [`MAX_INSTALMENTS`].
    TooManyInstalments,
    /// Fewer minor units than parts: some instalments would be zero.
    BelowOneUnit {
        /// What was to be divided.
        principal: Money,
        /// Into how many parts.
        count: u32,
    },
    /// In whole minor units the level payment would leave nothing, or a final payment of more than double.
    Uneven {
        /// What was to be repaid.
        principal: Money,
        /// In how many payments.
        count: u32,
    },
    /// A fixed instalment of zero or less.
    InstalmentNotPositive(Money),
    /// The fixed instalment does not cover the interest, so the debt would never be repaid.
    NeverPaidOff {
        /// The fixed instalment.
        instalment: Money,
        /// The interest of the period in which it did not suffice.
        interest: Money,
    },
    /// The fixed instalment would need more than [`MAX_INSTALMENTS`] periods.
    InstalmentTooSmall(Money),
    /// Below 0 or above 100 % (of a year, or as the factor of one period).
    RateOutOfRange(Decimal),
    /// A yearly rate with more than four decimals.
    RateDecimals(Decimal),
    /// No periods in a year.
    NoPeriods,
    /// A negative number of months.
    NegativeMonths(Decimal),
    /// A due date before the year 1 or after the year 9999.
    DateOutOfRange,
    /// A period that ends before it begins.
    DatesOutOfOrder,
    /// Not a month, or no month is left.
    SkippedMonths,
    /// A year of neither 360 nor 365 days.
    YearDays(u32),
    /// Two currencies met, or a sum left the range of exact amounts.
    Money(#[from] MoneyError),
}

impl fmt::Display for ScheduleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(&Neutral))
    }
}

impl ScheduleError {
    /// What is wrong, without a capital and a full stop, with amounts written as `spell` does.
    pub fn words(&self, spell: &dyn Spelling) -> String {
        let too_many = "the number of instalments is too high";
        match *self {
            Self::NothingToRepay(amount) => format!("the amount to be paid in instalments must be above zero, not {}", spell.money(amount)),
            Self::NoInstalments => "the number of instalments must be at least 1".to_owned(),
            Self::TooManyInstalments => format!("the number of instalments must be at most {MAX_INSTALMENTS}"),
            Self::BelowOneUnit { principal, count } => {
                format!("{too_many}: {} has fewer than {count} of the currency’s smallest units", spell.money(principal))
            }
            Self::Uneven { principal, count } => {
                format!("{too_many}: with interest, {} does not divide into {count} even instalments", spell.money(principal))
            }
            Self::InstalmentNotPositive(amount) => format!("the instalment must be above zero, not {}", spell.money(amount)),
            Self::NeverPaidOff { instalment, interest } => {
                let (instalment, interest) = (spell.money(instalment), spell.money(interest));
                format!("the instalment of {instalment} never pays off the debt: the interest of one period alone is {interest}")
            }
            Self::InstalmentTooSmall(amount) => {
                format!("the instalment of {} is too small: more than {MAX_INSTALMENTS} instalments would be needed", spell.money(amount))
            }
            Self::RateOutOfRange(rate) => format!("the interest rate must be between 0 and 100 %, not {rate} %"),
            Self::RateDecimals(rate) => format!("the interest rate must have at most 4 decimals, not {rate} %"),
            Self::NoPeriods => "the number of instalments a year must be at least 1".to_owned(),
            Self::NegativeMonths(months) => format!("the number of months must not be negative, not {months}"),
            Self::DateOutOfRange => {
                "the first due date is out of range: every instalment must be due between the years 1 and 9999".to_owned()
            }
            Self::DatesOutOfOrder => "the due dates must be in order, the first one not before interest begins".to_owned(),
            Self::SkippedMonths => "the months to leave out must be between 1 and 12, and at least one month must be left".to_owned(),
            Self::YearDays(days) => format!("interest by days counts a year as 360 or 365 days, not {days}"),
            Self::Money(error) => error.to_string(),
        }
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_agreed;
#[cfg(test)]
mod tests_settlement;
