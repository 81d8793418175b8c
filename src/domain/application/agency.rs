//! What a collection agency collected: its commission and what reaches the owner.

use super::{ApplicationError, not_negative};
use crate::domain::money::{Money, MoneyError, Rounding};
use rust_decimal::Decimal;

/// A sum that an agency collected. The customer is credited with all of it, however the agency remits. (IFO, DEBTIST; domain rules §7)
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgencySplit {
    /// What the customer owes less: all that was collected.
    pub credit: Money,
    /// The agency's commission, an expense of the owner.
    pub fee: Money,
    /// What the agency sends when it keeps its commission (net remittance); by gross remittance it sends all and bills the commission.
    pub net: Money,
}

/// Divides what was collected: `fee = round(collected × fee_pct)`, credit = fee + net.
pub fn agency_split(collected: Money, fee_pct: Decimal) -> Result<AgencySplit, ApplicationError> {
    not_negative(collected)?;
    if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&fee_pct) {
        return Err(ApplicationError::Fee(fee_pct));
    }
    let exact = collected.to_decimal().checked_mul(fee_pct).and_then(|fee| fee.checked_div(Decimal::ONE_HUNDRED));
    let fee = Money::from_decimal(exact.ok_or(MoneyError::TooLarge)?, collected.currency(), Rounding::HalfUp)?;
    Ok(AgencySplit { credit: collected, fee, net: collected.checked_sub(fee)? })
}
