//! The figures of one discount: base, discount, cash, part payments, tax.

use super::{DiscountError, fraction};
use crate::domain::money::{Money, MoneyError, Rounding};
use rust_decimal::Decimal;

/// What an invoice consists of, as far as a discount is concerned. All of one currency, none negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiscountBase {
    /// Goods and services that are subject to discount.
    pub goods: Money,
    /// What came back of them.
    pub returns: Money,
    /// What was taken off for defects and the like.
    pub allowances: Money,
    /// Freight and whatever else gets no discount.
    pub excluded: Money,
}

impl DiscountBase {
    /// An invoice without returns, allowances and freight.
    pub fn of(goods: Money) -> Self {
        let none = Money::zero(goods.currency());
        Self { goods, returns: none, allowances: none, excluded: none }
    }

    /// What the percentage is taken of: goods − returns − allowances.
    pub fn discountable(&self) -> Result<Money, DiscountError> {
        for part in [self.goods, self.returns, self.allowances, self.excluded] {
            if part.minor() < 0 {
                return Err(DiscountError::Negative(part));
            }
        }
        let taken_off = self.returns.checked_add(self.allowances)?;
        let base = self.goods.checked_sub(taken_off)?;
        if base.minor() < 0 { Err(DiscountError::NothingLeft(taken_off)) } else { Ok(base) }
    }
}

/// What a payment in full comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Discounted {
    /// What need not be paid.
    pub discount: Money,
    /// What is to be paid.
    pub cash: Money,
    /// What the customer then owes no more: cash + discount.
    pub cleared: Money,
}

/// An invoice paid in full with a discount of `pct` percent: `round(base × pct)`, freight in full. (OpenStax m67861, m67864)
pub fn discounted(invoice: &DiscountBase, pct: Decimal) -> Result<Discounted, DiscountError> {
    let full = undiscounted(invoice)?;
    let discount = share(invoice.discountable()?, fraction(pct)?)?;
    Ok(Discounted { discount, cash: full.cleared.checked_sub(discount)?, cleared: full.cleared })
}

/// An invoice paid in full when no discount can be had.
pub fn undiscounted(invoice: &DiscountBase) -> Result<Discounted, DiscountError> {
    let cleared = invoice.discountable()?.checked_add(invoice.excluded)?;
    Ok(Discounted { discount: Money::zero(cleared.currency()), cash: cleared, cleared })
}

/// `round(amount × part)`
pub(super) fn share(amount: Money, part: Decimal) -> Result<Money, MoneyError> {
    let exact = amount.to_decimal().checked_mul(part).ok_or(MoneyError::TooLarge)?;
    Money::from_decimal(exact, amount.currency(), Rounding::HalfUp)
}

/// What a part payment in time clears: `round(cash / (1 − d))`. Only when the terms allow it. (Centennial College)
pub fn cleared_by(cash: Money, pct: Decimal) -> Result<Discounted, DiscountError> {
    not_negative(cash)?;
    let part = fraction(pct)?;
    let exact = cash.to_decimal().checked_div(Decimal::ONE - part).ok_or(MoneyError::TooLarge)?;
    let cleared = Money::from_decimal(exact, cash.currency(), Rounding::HalfUp)?;
    Ok(Discounted { discount: cleared.checked_sub(cash)?, cash, cleared })
}

/// What to pay in time to owe `cleared` less: 980 for 1,000 at 2 %. (Centennial College)
pub fn cash_to_clear(cleared: Money, pct: Decimal) -> Result<Discounted, DiscountError> {
    not_negative(cleared)?;
    let discount = share(cleared, fraction(pct)?)?;
    Ok(Discounted { discount, cash: cleared.checked_sub(discount)?, cleared })
}

fn not_negative(amount: Money) -> Result<(), DiscountError> {
    if amount.minor() < 0 { Err(DiscountError::Negative(amount)) } else { Ok(()) }
}

/// A gross amount by its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxPart {
    /// Before tax.
    pub net: Money,
    /// The tax: with a discount, what the seller owes less of it.
    pub tax: Money,
}

/// The net and the tax part of a discount on a gross amount of one tax rate: `net = round(gross / (1 + v))`, the rest is tax, so that both are the
/// whole. (FH Wedel for Germany, ICAS for the United Kingdom)
pub fn tax_part(gross: Money, tax_pct: Decimal) -> Result<TaxPart, DiscountError> {
    if !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&tax_pct) {
        return Err(DiscountError::TaxRate(tax_pct));
    }
    // Multiplied before it is divided: 1.19 is a decimal, one 1.19th is none.
    let hundredfold = gross.to_decimal().checked_mul(Decimal::ONE_HUNDRED).ok_or(MoneyError::TooLarge)?;
    let exact = hundredfold.checked_div(Decimal::ONE_HUNDRED + tax_pct).ok_or(MoneyError::TooLarge)?;
    let net = Money::from_decimal(exact, gross.currency(), Rounding::HalfUp)?;
    Ok(TaxPart { net, tax: gross.checked_sub(net)? })
}
