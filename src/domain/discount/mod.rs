//! Early-payment discount: what it is worth, what a payment earns, what it costs not to take it.
//!
//! | part | question |
//! |---|---|
//! | [`figures`] | what is the discount of an invoice, and what does a part payment earn? |
//! | [`left`] | what is left of an invoice, and what does a payment of it earn now? |
//! | [`mod@history`] | which of the payments took it, and what was missed? |
//! | [`cost`] | which yearly rate does one pay who does not take it? |
//!
//! Until when it can be had is said by [`terms`](super::terms). Deliberately not here: the entries in the books and the tax return.
//!
//! Rules (domain rules §5; amounts are rounded once, half away from zero):
//! - the base is the invoice after returns and allowances, without freight and whatever else is “not subject to discount” (OpenStax m67864, m67865);
//! - a payment in time clears the invoice in full; a day too late there is none at all (trap 9);
//! - a part payment clears cash / (1 − d), not cash × (1 + d) (Centennial College);
//! - the tax follows the discount: part of it is tax that is owed no more (Germany; United Kingdom since 1 April 2015).

pub mod cost;
pub mod figures;
pub mod history;
pub mod left;

pub use cost::{ForgoneRate, forgone_rate};
pub use figures::{DiscountBase, Discounted, TaxPart, cash_to_clear, cleared_by, discounted, tax_part, undiscounted};
pub use history::{DiscountHistory, Receipt, history};
pub use left::{Left, OpenOffer, PartPayments};

use super::money::{Money, MoneyError};
use rust_decimal::Decimal;
use thiserror::Error;

/// Why there is no such discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DiscountError {
    /// A discount of nothing, or of everything.
    #[error("A discount must be above 0 and below 100 %, not {0} %.")]
    Percent(Decimal),
    /// A tax rate below 0 or above 100 %.
    #[error("A tax rate must be between 0 and 100 %, not {0} %.")]
    TaxRate(Decimal),
    /// An amount that must not be below zero.
    #[error("An amount must not be negative, not {0}.")]
    Negative(Money),
    /// Returns and allowances exceed the invoice.
    #[error("Returns and allowances of {0} are more than the invoice.")]
    NothingLeft(Money),
    /// The discount ends on or after the day of payment, or the year has no days.
    #[error("The discount must end before the day of payment.")]
    NoTimeGained,
    /// Two currencies met, or a sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// The discount as a part of one.
fn fraction(pct: Decimal) -> Result<Decimal, DiscountError> {
    let fraction = pct.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default();
    if fraction > Decimal::ZERO && fraction < Decimal::ONE { Ok(fraction) } else { Err(DiscountError::Percent(pct)) }
}

#[cfg(test)]
mod tests;
