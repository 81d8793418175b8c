//! What the payments of an invoice made of its discounts.

use super::figures::share;
use super::{DiscountBase, DiscountError, cleared_by, discounted, fraction};
use crate::domain::money::{Money, MoneyError};
use crate::domain::terms::Tier;
use crate::domain::terms::due::{Offer, offer_on};
use chrono::NaiveDate;

/// Whether a part payment in time earns its part of the discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PartPayments {
    /// Only what clears the invoice does: the usual reading of terms that say nothing.
    #[default]
    EarnNothing,
    /// It clears cash / (1 − d).
    Earn,
}

/// Money that came in for the invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The day of payment.
    pub on: NaiveDate,
    /// What was paid.
    pub cash: Money,
}

/// What one payment did. cash + discount = cleared + over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credited {
    /// The payment.
    pub receipt: Receipt,
    /// The discount that was taken with it.
    pub tier: Option<Tier>,
    /// What that was.
    pub discount: Money,
    /// What the customer owes less.
    pub cleared: Money,
    /// What was paid beyond the invoice.
    pub over: Money,
}

/// What can still be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenOffer {
    /// The discount and its last day.
    pub offer: Offer,
    /// What it is worth now.
    pub discount: Money,
    /// What settles the invoice until that day.
    pub cash: Money,
}

/// The discounts of an invoice as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscountHistory {
    /// One for each payment until that day, in order of days.
    pub payments: Vec<Credited>,
    /// All discounts taken.
    pub taken: Money,
    /// What the best discount on the whole would have brought beyond that; zero while a discount can still be had.
    pub missed: Money,
    /// What the customer still owes, before discounts.
    pub open: Money,
    /// What can still be had.
    pub available: Option<OpenOffer>,
}

/// What is left of the invoice.
struct Left {
    /// Subject to discount. Payments go here first, which is in the customer's favour.
    base: Money,
    /// Not subject to discount.
    excluded: Money,
}

impl Left {
    fn open(&self) -> Result<Money, MoneyError> {
        self.base.checked_add(self.excluded)
    }

    fn settling(&self, offer: Offer) -> Result<OpenOffer, DiscountError> {
        let discount = share(self.base, fraction(offer.tier.pct)?)?;
        Ok(OpenOffer { offer, discount, cash: self.open()?.checked_sub(discount)? })
    }

    /// Clears an amount, the base first, and returns what was too much.
    fn clear(&mut self, amount: Money) -> Result<Money, MoneyError> {
        let from_base = if amount.minor() < self.base.minor() { amount } else { self.base };
        let rest = amount.checked_sub(from_base)?;
        let from_excluded = if rest.minor() < self.excluded.minor() { rest } else { self.excluded };
        self.base = self.base.checked_sub(from_base)?;
        self.excluded = self.excluded.checked_sub(from_excluded)?;
        rest.checked_sub(from_excluded)
    }

    fn credit(&mut self, receipt: Receipt, offer: Option<Offer>, parts: PartPayments) -> Result<Credited, DiscountError> {
        let mut discount = Money::zero(receipt.cash.currency());
        if let Some(offer) = offer.filter(|_| self.base.is_positive()) {
            let settling = self.settling(offer)?;
            if receipt.cash.minor() >= settling.cash.minor() {
                discount = settling.discount;
            } else if parts == PartPayments::Earn {
                let part = cleared_by(receipt.cash, offer.tier.pct)?;
                discount = if part.cleared.minor() < self.base.minor() { part.discount } else { settling.discount };
            }
        }
        let before = self.open()?;
        let over = self.clear(receipt.cash.checked_add(discount)?)?;
        let cleared = before.checked_sub(self.open()?)?;
        Ok(Credited { receipt, tier: offer.filter(|_| discount.is_positive()).map(|offer| offer.tier), discount, cleared, over })
    }
}

/// What the payments until `as_of` made of the discounts; the offers as [`PaymentTerms::offers`](crate::domain::terms::PaymentTerms::offers) gives them.
pub fn history(
    invoice: &DiscountBase,
    offers: &[Offer],
    parts: PartPayments,
    receipts: &[Receipt],
    as_of: NaiveDate,
) -> Result<DiscountHistory, DiscountError> {
    let mut left = Left { base: invoice.discountable()?, excluded: invoice.excluded };
    let none = Money::zero(left.base.currency());
    let mut made: Vec<Receipt> = receipts.iter().copied().filter(|receipt| receipt.on <= as_of).collect();
    made.sort_by_key(|receipt| receipt.on);
    let mut payments = Vec::with_capacity(made.len());
    let mut taken = none;
    for receipt in made {
        if receipt.cash.minor() < 0 {
            return Err(DiscountError::Negative(receipt.cash));
        }
        let credited = left.credit(receipt, offer_on(offers, receipt.on), parts)?;
        taken = taken.checked_add(credited.discount)?;
        payments.push(credited);
    }
    let open = left.open()?;
    let offer = offer_on(offers, as_of).filter(|_| left.base.is_positive());
    let available = offer.map(|offer| left.settling(offer)).transpose()?;
    let best = offers.first().map_or(Ok(none), |offer| discounted(invoice, offer.tier.pct).map(|full| full.discount))?;
    // Several part payments can gain a cent each by rounding.
    let missed = best.checked_sub(taken).map(|missed| if missed.is_positive() && available.is_none() { missed } else { none })?;
    Ok(DiscountHistory { payments, taken, missed, open, available })
}
