//! Loss rates from the fate of past sales: of what was still unpaid at the beginning of an age, the part that was never paid.

use super::{AllowanceError, not_negative};
use crate::domain::money::{Money, MoneyError, Rounding};
use rust_decimal::Decimal;

/// The expected loss of one age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CohortLoss {
    /// Never paid ÷ still unpaid at the beginning of the age, in percent, to all the decimals that fit.
    pub rate_pct: Decimal,
    /// Balance × rate, exact.
    pub exact: Decimal,
    /// The same, rounded to the minor unit.
    pub loss: Money,
}

/// The losses of today's balances by the rates of a cohort: `unpaid` is what of its sales was unpaid when each age began, never growing, and
/// `never_paid` what was lost in the end. The rates are not rounded before they are used. (IFRS community example; domain rules §2)
pub fn cohort_losses(never_paid: Money, unpaid: &[Money], balances: &[Money]) -> Result<Vec<CohortLoss>, AllowanceError> {
    if unpaid.len() != balances.len() {
        return Err(AllowanceError::Ragged);
    }
    let lost = not_negative(never_paid)?.to_decimal();
    let mut before = None;
    let mut losses = Vec::with_capacity(unpaid.len());
    for (still, balance) in unpaid.iter().zip(balances) {
        never_paid.checked_add(*still)?;
        never_paid.checked_add(not_negative(*balance)?)?;
        if still.minor() < never_paid.minor() || !still.is_positive() || before.is_some_and(|more| more < still.minor()) {
            return Err(AllowanceError::Growing);
        }
        before = Some(still.minor());
        // Multiplied before it is divided: one sixth is no decimal.
        let product = balance.to_decimal().checked_mul(lost).ok_or(MoneyError::TooLarge)?;
        let exact = product / still.to_decimal();
        let loss = Money::from_decimal(exact, balance.currency(), Rounding::HalfUp)?;
        losses.push(CohortLoss { rate_pct: lost * Decimal::ONE_HUNDRED / still.to_decimal(), exact, loss });
    }
    Ok(losses)
}
