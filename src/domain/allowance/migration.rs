//! Migration of balances between ages as an absorbing chain: which share ends paid, which is lost in the end. (Cyert, Davidson, Thompson 1962)
//!
//! With `Q` the shares that move between ages and `R` those that end paid or lost, `N = (I − Q)⁻¹` counts the months a balance spends in each
//! age and `N R` is where it ends. One month's losses alone understate the lifetime loss (trap 15).

use super::{AllowanceError, not_negative};
use crate::domain::money::{Money, MoneyError, Rounding};
use rust_decimal::Decimal;

/// The most ages: more than any aging report has.
const MOST_AGES: usize = 40;

/// How far the shares of an age may be from one: thirds have no exact decimal.
const CLOSE: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// The shares in which the balances of an age end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends {
    /// Paid.
    pub paid: Decimal,
    /// Lost.
    pub lost: Decimal,
}

/// What becomes of the balances of each age within one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    ends: Vec<Ends>,
}

/// What balances are expected to bring and to lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    /// Rounded once from the exact sum.
    pub paid: Money,
    /// The rest: both are the balances.
    pub lost: Money,
}

impl Chain {
    /// The chain of `moves` (row: from which age, column: to which) and `ends` (of each age, within the period). Each row of both together adds
    /// up to one.
    pub fn new(moves: &[Vec<Decimal>], ends: &[Ends]) -> Result<Self, AllowanceError> {
        let ages = moves.len();
        if ages == 0 || ages > MOST_AGES {
            return Err(AllowanceError::Empty);
        }
        if ends.len() != ages || moves.iter().any(|row| row.len() != ages) {
            return Err(AllowanceError::Ragged);
        }
        for (row, end) in moves.iter().zip(ends) {
            let all = || row.iter().chain([&end.paid, &end.lost]);
            if all().any(|share| *share < Decimal::ZERO || *share > Decimal::ONE) || (all().sum::<Decimal>() - Decimal::ONE).abs() > CLOSE {
                return Err(AllowanceError::Shares);
            }
        }
        let system = moves.iter().zip(ends).enumerate().map(|(place, (row, end))| {
            let identity = |column: usize| if column == place { Decimal::ONE } else { Decimal::ZERO };
            let left = row.iter().enumerate().map(|(column, share)| identity(column) - *share);
            left.chain([end.paid, end.lost]).collect()
        });
        Ok(Self { ends: solved(system.collect())? })
    }

    /// Where the balances of each age end.
    pub fn ends(&self) -> &[Ends] {
        &self.ends
    }

    /// What balances, one for each age, are expected to bring and to lose.
    pub fn expected(&self, balances: &[Money]) -> Result<Expected, AllowanceError> {
        if balances.len() != self.ends.len() {
            return Err(AllowanceError::Ragged);
        }
        let currency = balances.first().ok_or(AllowanceError::Empty)?.currency();
        let (mut whole, mut lost) = (Money::zero(currency), Decimal::ZERO);
        for (balance, ends) in balances.iter().zip(&self.ends) {
            whole = whole.checked_add(not_negative(*balance)?)?;
            let part = balance.to_decimal().checked_mul(ends.lost).ok_or(MoneyError::TooLarge)?;
            lost = lost.checked_add(part).ok_or(MoneyError::TooLarge)?;
        }
        let lost = Money::from_decimal(lost, currency, Rounding::HalfUp)?;
        Ok(Expected { paid: whole.checked_sub(lost)?, lost })
    }
}

/// Gauss and Jordan with the largest pivot: `(I − Q) X = R` → `X`.
fn solved(mut rows: Vec<Vec<Decimal>>) -> Result<Vec<Ends>, AllowanceError> {
    let ages = rows.len();
    for column in 0..ages {
        let pivot = (column..ages).max_by_key(|row| rows[*row][column].abs()).filter(|row| rows[*row][column].abs() > CLOSE);
        rows.swap(column, pivot.ok_or(AllowanceError::Endless)?);
        let head = rows[column][column];
        rows[column].iter_mut().for_each(|value| *value /= head);
        let leading = rows[column].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(place, _)| *place != column) {
            let factor = row[column];
            row.iter_mut().zip(&leading).for_each(|(value, lead)| *value -= factor * *lead);
        }
    }
    Ok(rows.iter().map(|row| Ends { paid: row[ages], lost: row[ages + 1] }).collect())
}
