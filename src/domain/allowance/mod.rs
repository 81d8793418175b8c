//! The allowance for doubtful accounts: what of the receivables will probably never be paid.
//!
//! Pure figures: balances and rates in, the allowance and its entry out. Deliberately not here: which balances are in a bucket
//! (`reports::allowance`), the entry in the journal and every write-off.
//!
//! | part | question |
//! |---|---|
//! | here | percentage of sales, percentage of receivables, provision matrix, roll-forward |
//! | [`cohort`] | which loss rates follow from what became of past sales? |
//! | [`migration`] | which share of each age ends paid, and which is lost in the end? |
//! | [`entry`] | what was posted? |
//! | [`rules`] | by which rates does the owner count? |
//!
//! Rules (domain rules §2):
//! - percentage of sales is an income-statement method: what it gives *is* the expense, the existing balance is ignored;
//! - percentage of receivables and the matrix are balance-sheet methods: they give the *required* credit balance, the expense is what is
//!   missing to it (a debit balance is added; a negative expense is a release);
//! - each line of a matrix is rounded to the minor unit and the lines are summed, so that the printed lines add up;
//! - opening + expense − write-offs + recoveries = ending.

pub mod cohort;
pub mod entry;
pub mod migration;
pub mod rules;

pub use cohort::{CohortLoss, cohort_losses};
pub use entry::{AllowanceDraft, AllowanceEntry, AllowanceKind, AllowanceMethod};
pub use migration::{Chain, Ends};
pub use rules::{AgeRates, Ahead, AllowanceRules, AllowanceRulesProblem};

use super::interest::rate::{RateError, check_percent};
use super::money::{Money, MoneyError, Rounding};
use rust_decimal::Decimal;
use thiserror::Error;

/// Why there is no allowance.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AllowanceError {
    /// A balance or a sum of sales below zero: credit balances are liabilities, they lower nobody else's loss.
    #[error("An amount must not be negative, not {0}.")]
    Negative(Money),
    /// No line, so nothing to compute.
    #[error("There is no amount to compute an allowance of.")]
    Empty,
    /// More unpaid later than before, or more lost than was unpaid.
    #[error("What is still unpaid cannot grow from one age to the next.")]
    Growing,
    /// Shares of a state that are below zero or do not add up to one.
    #[error("What becomes of the balances of an age must add up to the whole.")]
    Shares,
    /// A table whose rows have not all the same length.
    #[error("The table has rows of different lengths.")]
    Ragged,
    /// Balances that come back for ever: nothing ends paid or lost.
    #[error("Some balances would never end paid or lost.")]
    Endless,
    /// A rate cannot be used.
    #[error(transparent)]
    Rate(#[from] RateError),
    /// Two currencies met, or a sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// `round(amount × rate)`: the required allowance of all receivables, or the expense of a period's credit sales.
pub fn percentage(amount: Money, rate_pct: Decimal) -> Result<Money, AllowanceError> {
    let exact = not_negative(amount)?.to_decimal().checked_mul(check_percent(rate_pct)?).ok_or(MoneyError::TooLarge)?;
    Ok(Money::from_decimal(exact / Decimal::ONE_HUNDRED, amount.currency(), Rounding::HalfUp)?)
}

/// What the provision matrix asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// One for each line.
    pub lines: Vec<Money>,
    /// Their sum: the credit balance that the allowance is to have.
    pub total: Money,
}

/// The provision matrix: balance × rate for each age. (IFRS 9 B5.5.35; OpenStax m67882)
pub fn matrix(lines: &[(Money, Decimal)]) -> Result<Required, AllowanceError> {
    let currency = lines.first().ok_or(AllowanceError::Empty)?.0.currency();
    let lines = lines.iter().map(|(balance, rate)| percentage(*balance, *rate)).collect::<Result<Vec<_>, _>>()?;
    let total = lines.iter().try_fold(Money::zero(currency), |sum, line| sum.checked_add(*line))?;
    Ok(Required { lines, total })
}

/// The matrix with every rate times a factor for what is ahead, none above 100 %: the lines to the minor unit, the total rounded once from
/// the exact sum. (ASC 326-20-55-40; IFRS 9 B5.5.52)
pub fn matrix_ahead(lines: &[(Money, Decimal)], factor: Decimal) -> Result<Required, AllowanceError> {
    let currency = lines.first().ok_or(AllowanceError::Empty)?.0.currency();
    if factor.is_sign_negative() {
        return Err(RateError::BelowZero(factor).into());
    }
    let (mut found, mut sum) = (Vec::with_capacity(lines.len()), Decimal::ZERO);
    for (balance, rate_pct) in lines {
        not_negative(*balance)?.checked_add(Money::zero(currency))?;
        let rate = check_percent(*rate_pct)?.checked_mul(factor).ok_or(MoneyError::TooLarge)?.min(Decimal::ONE_HUNDRED);
        let exact = balance.to_decimal().checked_mul(rate).ok_or(MoneyError::TooLarge)? / Decimal::ONE_HUNDRED;
        found.push(Money::from_decimal(exact, currency, Rounding::HalfUp)?);
        sum += exact;
    }
    Ok(Required { lines: found, total: Money::from_decimal(sum, currency, Rounding::HalfUp)? })
}

/// The entry that leads from the existing balance to the required one: above zero an expense, below zero a release. `existing_credit` is
/// below zero for a debit balance.
pub fn expense(required: Money, existing_credit: Money) -> Result<Money, AllowanceError> {
    Ok(required.checked_sub(existing_credit)?)
}

/// What the receivables are expected to bring: receivables less the allowance.
pub fn net_realisable(receivables: Money, allowance: Money) -> Result<Money, AllowanceError> {
    Ok(receivables.checked_sub(allowance)?)
}

/// The allowance from one day to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RollForward {
    /// The credit balance at the beginning; below zero a debit balance.
    pub opening: Money,
    /// What was provided; below zero what was released.
    pub expense: Money,
    /// What was written off against it.
    pub write_offs: Money,
    /// What came back after having been written off.
    pub recoveries: Money,
}

impl RollForward {
    /// The credit balance at the end: opening + expense − write-offs + recoveries.
    pub fn ending(&self) -> Result<Money, AllowanceError> {
        Ok(self.opening.checked_add(self.expense)?.checked_sub(self.write_offs)?.checked_add(self.recoveries)?)
    }
}

/// What selling a debt loses: the debt less the price. (OpenStax m67886: Dr cash, Dr loss, Cr receivable)
pub fn loss_of_sale(debt: Money, price: Money) -> Result<Money, AllowanceError> {
    Ok(not_negative(debt)?.checked_sub(not_negative(price)?)?)
}

fn not_negative(amount: Money) -> Result<Money, AllowanceError> {
    if amount.minor() < 0 { Err(AllowanceError::Negative(amount)) } else { Ok(amount) }
}

#[cfg(test)]
mod tests;
