//! What the payments of an invoice made of its discounts.

use super::left::{Left, OpenOffer, PartPayments};
use super::{DiscountBase, DiscountError, discounted};
use crate::domain::money::Money;
use crate::domain::terms::Tier;
use crate::domain::terms::due::{Offer, offer_on};
use chrono::NaiveDate;

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
    /// The discount that the customer seems to have taken although its last day had passed: the payment is short by exactly that, and it is still owed.
    pub late: Option<Tier>,
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

impl Left {
    fn credit(&mut self, receipt: Receipt, offers: &[Offer]) -> Result<Credited, DiscountError> {
        let Receipt { on, cash } = receipt;
        let (mut discount, mut late) = (Money::zero(cash.currency()), None);
        let offer = offer_on(offers, on).filter(|_| self.earning().is_positive());
        if let Some(offer) = offer {
            discount = self.earned(cash, offer)?;
        }
        for lapsed in offers.iter().filter(|offer| offer.until < on) {
            let settling = self.settling(*lapsed)?;
            if discount.is_zero() && settling.discount.is_positive() && settling.cash == cash {
                late = Some(lapsed.tier);
            }
        }
        let before = self.open()?;
        let over = self.clear(cash.checked_add(discount)?)?;
        let cleared = before.checked_sub(self.open()?)?;
        let tier = offer.filter(|_| discount.is_positive()).map(|offer| offer.tier);
        Ok(Credited { receipt, tier, discount, cleared, over, late })
    }
}

/// What the payments until `as_of` made of the discounts; the offers as [`PaymentTerms::offers`](crate::domain::terms::PaymentTerms::offers) gives them.
/// Leave out a payment that bounced: the discount that it took is withdrawn with it.
pub fn history(
    invoice: &DiscountBase,
    offers: &[Offer],
    parts: PartPayments,
    receipts: &[Receipt],
    as_of: NaiveDate,
) -> Result<DiscountHistory, DiscountError> {
    let mut left = Left::of(invoice, parts)?;
    let none = Money::zero(invoice.goods.currency());
    let mut made: Vec<Receipt> = receipts.iter().copied().filter(|receipt| receipt.on <= as_of).collect();
    made.sort_by_key(|receipt| receipt.on);
    let mut payments = Vec::with_capacity(made.len());
    let mut taken = none;
    for receipt in made {
        if receipt.cash.minor() < 0 {
            return Err(DiscountError::Negative(receipt.cash));
        }
        let credited = left.credit(receipt, offers)?;
        taken = taken.checked_add(credited.discount)?;
        payments.push(credited);
    }
    let open = left.open()?;
    let offer = offer_on(offers, as_of).filter(|_| left.earning().is_positive());
    let available = offer.map(|offer| left.settling(offer)).transpose()?;
    let best = offers.first().map_or(Ok(none), |offer| discounted(invoice, offer.tier.pct).map(|full| full.discount))?;
    // Several part payments can gain a cent each by rounding.
    let missed = best.checked_sub(taken).map(|missed| if missed.is_positive() && available.is_none() { missed } else { none })?;
    Ok(DiscountHistory { payments, taken, missed, open, available })
}
