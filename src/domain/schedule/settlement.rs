//! A settlement: a smaller sum until a day, and the rest is forgiven.
//!
//! The rest is written off when the sum has cleared, not when it is agreed; a payment that bounces is no payment, so the debt revives with it
//! (domain rules §6). Whether a bounce was agreed to revive it is the agreement's affair.

use crate::domain::money::{Money, MoneyError, Rounding};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use thiserror::Error;

/// An offer. pay + forgiven = owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settlement {
    /// The debt.
    pub owed: Money,
    /// What settles it.
    pub pay: Money,
    /// What is then written off.
    pub forgiven: Money,
    /// The last day, inclusive.
    pub until: NaiveDate,
}

/// Why there is no such settlement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum SettlementError {
    /// Nothing is owed.
    #[error("There is nothing to settle: {0} is owed.")]
    NothingOwed(Money),
    /// The sum is not between zero and the debt.
    #[error("The sum of a settlement must be above zero and below the debt, not {0}.")]
    Sum(Money),
    /// A discount of nothing, or of everything.
    #[error("A discount must be above 0 and below 100 %, not {0} %.")]
    Percent(Decimal),
    /// Two currencies met, or a sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// What the payments made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettlementState {
    /// There is still time.
    Waiting {
        /// What is missing.
        missing: Money,
    },
    /// The sum was there in time: the rest is to be written off.
    Cleared {
        /// On which day the last of it came.
        on: NaiveDate,
        /// What is written off.
        write_off: Money,
        /// What was paid beyond the sum.
        over: Money,
    },
    /// The day passed: the whole debt counts again, less what was paid.
    Lapsed {
        /// What is owed.
        owed: Money,
    },
}

impl Settlement {
    /// A settlement by its sum.
    pub fn of_sum(owed: Money, pay: Money, until: NaiveDate) -> Result<Self, SettlementError> {
        if !owed.is_positive() {
            return Err(SettlementError::NothingOwed(owed));
        }
        let forgiven = owed.checked_sub(pay)?;
        if !pay.is_positive() || !forgiven.is_positive() {
            return Err(SettlementError::Sum(pay));
        }
        Ok(Self { owed, pay, forgiven, until })
    }

    /// A settlement by what is forgiven, in percent of the debt: `forgiven = round(owed × pct)`.
    pub fn of_percent(owed: Money, pct: Decimal, until: NaiveDate) -> Result<Self, SettlementError> {
        if pct <= Decimal::ZERO || pct >= Decimal::ONE_HUNDRED {
            return Err(SettlementError::Percent(pct));
        }
        let exact = owed.to_decimal().checked_mul(pct).and_then(|share| share.checked_div(Decimal::ONE_HUNDRED));
        let forgiven = Money::from_decimal(exact.ok_or(MoneyError::TooLarge)?, owed.currency(), Rounding::HalfUp)?;
        Self::of_sum(owed, owed.checked_sub(forgiven)?, until)
    }

    /// What the payments that cleared until `as_of` made of it, in any order; leave out those that bounced.
    pub fn state(&self, cleared: &[(NaiveDate, Money)], as_of: NaiveDate) -> Result<SettlementState, SettlementError> {
        let mut made: Vec<_> = cleared.iter().filter(|(on, _)| *on <= as_of).collect();
        made.sort_by_key(|(on, _)| *on);
        let mut paid = Money::zero(self.owed.currency());
        let mut settled = None;
        for (on, amount) in made {
            paid = paid.checked_add(*amount)?;
            if settled.is_none() && *on <= self.until && paid.minor() >= self.pay.minor() {
                settled = Some(*on);
            }
        }
        Ok(match settled {
            Some(on) => SettlementState::Cleared { on, write_off: self.forgiven, over: paid.checked_sub(self.pay)? },
            None if as_of <= self.until => SettlementState::Waiting { missing: self.pay.checked_sub(paid)? },
            None => SettlementState::Lapsed { owed: self.owed.checked_sub(paid)? },
        })
    }
}
