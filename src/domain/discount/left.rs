//! What is left of an invoice, and what a payment of it earns.

use super::figures::share;
use super::{DiscountBase, DiscountError, cleared_by, fraction};
use crate::domain::money::{Money, MoneyError};
use crate::domain::terms::due::Offer;
use serde::{Deserialize, Serialize};

/// Whether a part payment in time earns its part of the discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartPayments {
    /// No: the discount on the whole comes with the payment that completes the invoice, if that is in time. The usual reading of terms that
    /// say nothing.
    #[default]
    EarnNothing,
    /// It clears cash / (1 − d) at once.
    Earn,
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

/// What is left of an invoice. Payments go to what is subject to discount first, which is in the customer's favour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// What was subject to discount at first.
    whole: Money,
    /// Subject to discount.
    base: Money,
    /// Not subject to discount.
    excluded: Money,
    /// Discounts given already.
    given: Money,
    parts: PartPayments,
}

impl Left {
    /// Nothing paid yet.
    pub fn of(invoice: &DiscountBase, parts: PartPayments) -> Result<Self, DiscountError> {
        let whole = invoice.discountable()?;
        Ok(Self { whole, base: whole, excluded: invoice.excluded, given: Money::zero(whole.currency()), parts })
    }

    /// What is still owed, before discounts.
    pub fn open(&self) -> Result<Money, MoneyError> {
        self.base.checked_add(self.excluded)
    }

    /// What a discount would be taken of now.
    pub(super) fn earning(&self) -> Money {
        match self.parts {
            PartPayments::EarnNothing if self.base.is_positive() || self.excluded.is_positive() => self.whole,
            _ => self.base,
        }
    }

    /// What settles the invoice by an offer.
    pub fn settling(&self, offer: Offer) -> Result<OpenOffer, DiscountError> {
        let full = share(self.earning(), fraction(offer.tier.pct)?)?;
        let discount = match self.parts {
            PartPayments::EarnNothing if self.given.minor() < full.minor() => full.checked_sub(self.given)?,
            PartPayments::EarnNothing => Money::zero(full.currency()),
            PartPayments::Earn => full,
        };
        Ok(OpenOffer { offer, discount, cash: self.open()?.checked_sub(discount)? })
    }

    /// The discount that cash earns by an offer: all of it when both settle the invoice, else a part when the terms allow it.
    pub fn earned(&self, cash: Money, offer: Offer) -> Result<Money, DiscountError> {
        let settling = self.settling(offer)?;
        if cash.minor() >= settling.cash.minor() {
            return Ok(settling.discount);
        }
        Ok(match self.parts {
            PartPayments::EarnNothing => Money::zero(cash.currency()),
            PartPayments::Earn => {
                let part = cleared_by(cash, offer.tier.pct)?;
                if part.cleared.minor() < self.base.minor() { part.discount } else { settling.discount }
            }
        })
    }

    /// Clears an amount, what is subject to discount first, and returns what was too much.
    pub fn clear(&mut self, amount: Money) -> Result<Money, MoneyError> {
        let from_base = if amount.minor() < self.base.minor() { amount } else { self.base };
        let rest = amount.checked_sub(from_base)?;
        let from_excluded = if rest.minor() < self.excluded.minor() { rest } else { self.excluded };
        self.base = self.base.checked_sub(from_base)?;
        self.excluded = self.excluded.checked_sub(from_excluded)?;
        rest.checked_sub(from_excluded)
    }

    /// Clears what a discount cleared.
    pub fn give(&mut self, discount: Money) -> Result<(), MoneyError> {
        self.given = self.given.checked_add(discount)?;
        self.clear(discount).map(|_| ())
    }
}
