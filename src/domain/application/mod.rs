//! Application of payments: which debts, and which parts of a debt, a payment clears.
//!
//! Pure figures. Amounts stand in for documents: what comes out is in the order of what went in. Deliberately not here: allocations on record and their
//! undoing (the ledger), and refunds.
//!
//! | part | question |
//! |---|---|
//! | [`debts`] | several debts: oldest first, as the customer said, in proportion |
//! | [`mod@waterfall`] | costs, interest and principal, of one debt or of many: in which order? |
//! | [`mod@us_rule`] | interest runs between part payments |
//! | [`agency`] | what an agency keeps and what the customer is credited with |
//!
//! What counts (domain rules §7): first what the customer said, then the contract, then the law. What is paid beyond the debts stays unapplied: it is
//! the customer's money. Nothing here makes or loses a cent: applied + unapplied = paid.

pub mod agency;
pub mod debts;
pub mod us_rule;
pub mod waterfall;

pub use agency::{AgencySplit, agency_split};
pub use debts::{Applied, Debt, SameDay, as_instructed, oldest_first, pro_rata};
pub use us_rule::{UsBalance, UsPayment, us_rule};
pub use waterfall::{Order, Owed, Part, Waterfall, part_by_part, waterfall};

use super::money::{Money, MoneyError};
use super::schedule::ScheduleError;
use rust_decimal::Decimal;
use thiserror::Error;

/// Why a payment cannot be applied so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ApplicationError {
    /// A payment or a debt below zero.
    #[error("An amount must not be negative, not {0}.")]
    Negative(Money),
    /// The instruction names a debt that is not there, counted from 0.
    #[error("There is no such debt.")]
    NoSuchDebt(usize),
    /// The instruction names a debt twice.
    #[error("A debt is named twice.")]
    NamedTwice(usize),
    /// The instruction gives a debt more than it owes.
    #[error("{asked} cannot be applied to a debt of {open}.")]
    MoreThanOwed {
        /// What was to be applied.
        asked: Money,
        /// What is owed.
        open: Money,
    },
    /// The instruction gives out more than was paid.
    #[error("Only {paid} was paid, {asked} was to be applied.")]
    MoreThanPaid {
        /// All that was to be applied.
        asked: Money,
        /// What was paid.
        paid: Money,
    },
    /// An order that names a part twice.
    #[error("The order names a part twice.")]
    PartTwice(Part),
    /// A fee below 0 or above 100 %.
    #[error("A fee must be between 0 and 100 %, not {0} %.")]
    Fee(Decimal),
    /// Payments out of order, or outside the time that is asked about.
    #[error("The payments must be in order of their days, within the time that is asked about.")]
    DaysOutOfOrder,
    /// The rate makes no sense.
    #[error(transparent)]
    Rate(#[from] ScheduleError),
    /// Two currencies met, or a sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

fn not_negative(amount: Money) -> Result<Money, ApplicationError> {
    if amount.minor() < 0 { Err(ApplicationError::Negative(amount)) } else { Ok(amount) }
}

/// The smaller of two amounts of one currency.
fn least(one: Money, other: Money) -> Result<Money, MoneyError> {
    Ok(if one.checked_sub(other)?.is_positive() { other } else { one })
}

#[cfg(test)]
mod tests;
