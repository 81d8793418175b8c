//! Discounts for paying early: what invoices offer, and what a payment earns of it.
//!
//! The base is the invoice after what was credited of it and without what gets no discount; a discount never makes a balance negative.

use super::Ledger;
use crate::domain::credit::{Allocation, CreditKind, CreditSource};
use crate::domain::discount::{DiscountBase, Left, OpenOffer};
use crate::domain::ids::{CreditNoteId, PaymentId};
use crate::domain::invoice::Invoice;
use crate::domain::money::Money;
use crate::domain::terms::due::{Offer, offer_on};
use chrono::NaiveDate;

/// How much of the money of a payment goes to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cash {
    /// No more than is needed beside the discount.
    UpTo(Money),
    /// So much.
    Just(Money),
}

/// What a payment does to an invoice with a discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earned {
    /// The offer it comes from.
    pub offer: Offer,
    /// The money that goes to the invoice.
    pub cash: Money,
    /// The discount, above zero. With the money it clears at most what is owed.
    pub discount: Money,
    /// What the offer would give more if less had been paid.
    pub spare: Money,
}

fn least(one: Money, other: Money) -> Money {
    if one.minor() < other.minor() { one } else { other }
}

/// What settles the invoice by an offer; the discount is at most what is owed.
fn settling(left: &Left, offer: Offer) -> Option<OpenOffer> {
    let open = left.open().ok()?;
    let discount = least(left.settling(offer).ok()?.discount, open);
    discount.is_positive().then_some(OpenOffer { offer, discount, cash: open.checked_sub(discount).ok()? })
}

impl Ledger {
    /// The discounts of an invoice with their last days; none when it counts no more or when the day the goods were received is not known.
    pub fn discount_offers(&self, invoice: &Invoice) -> Vec<Offer> {
        let terms = invoice.terms.as_ref().filter(|_| invoice.voided.is_none());
        terms.map(|terms| terms.offers(invoice.issued)).unwrap_or_default()
    }

    /// What can still be had on a day, when every fact is counted.
    pub fn discount_available(&self, invoice: &Invoice, day: NaiveDate) -> Option<OpenOffer> {
        let offer = offer_on(&self.discount_offers(invoice), day)?;
        settling(&self.left_of(invoice, |part| part.until.is_none())?, offer)
    }

    /// As [`Self::discount_available`], with what was known on the day.
    pub fn discount_available_as_of(&self, invoice: &Invoice, day: NaiveDate) -> Option<OpenOffer> {
        let offer = offer_on(&self.discount_offers(invoice), day)?;
        settling(&self.left_of(invoice, |part| part.on <= day && part.until.is_none_or(|until| day < until))?, offer)
    }

    /// The discount of an invoice that money received on a day earns, besides what was paid and credited before. `late`: or would earn if its last
    /// day had not passed. What `without` pays already is not counted.
    pub fn discount_earned(&self, invoice: &Invoice, on: NaiveDate, cash: Cash, late: bool, without: Option<PaymentId>) -> Option<Earned> {
        let own = |part: &Allocation| match part.source {
            CreditSource::Payment(id) => Some(id) == without,
            CreditSource::CreditNote(id) => without.is_some() && self.credit_note(id).is_some_and(|note| note.with_payment == without),
        };
        let left = self.left_of(invoice, |part| part.until.is_none() && !own(part))?;
        let open = left.open().ok()?;
        let available = match cash {
            Cash::UpTo(cash) => cash,
            Cash::Just(cash) => least(cash, open),
        };
        let offers = self.discount_offers(invoice);
        // Too late for several: the smallest that the money is enough for.
        let lapsed = offers.iter().rev().filter(|offer| late && offer.until < on);
        let offers: Vec<Offer> = offer_on(&offers, on).into_iter().chain(lapsed.copied()).collect();
        let earned = |offer: Offer, cash: Money, discount: Money| {
            let discount = least(discount, open.checked_sub(cash).ok()?);
            let spare = left.settling(offer).ok()?.discount.checked_sub(discount).ok()?;
            discount.is_positive().then_some(Earned { offer, cash, discount, spare })
        };
        let whole = offers.iter().find_map(|offer| {
            let settling = settling(&left, *offer).filter(|settling| available.minor() >= settling.cash.minor())?;
            let cash = if matches!(cash, Cash::UpTo(_)) { settling.cash } else { available };
            earned(*offer, cash, settling.discount)
        });
        let part = || {
            let offer = *offers.first()?;
            let cash = least(available, open);
            earned(offer, cash, left.earned(cash, offer).ok()?)
        };
        whole.or_else(part)
    }

    /// The largest discount that an invoice offers at all, of what was kept of it by a day.
    pub fn discount_at_best(&self, invoice: &Invoice, day: NaiveDate) -> Option<Money> {
        let kept_back = |part: &Allocation| {
            let of_goods = matches!(part.source, CreditSource::CreditNote(id) if !self.is_discount(id));
            of_goods && part.on <= day && part.until.is_none_or(|until| day < until)
        };
        let first = *self.discount_offers(invoice).first()?;
        Some(settling(&self.left_of(invoice, kept_back)?, first)?.discount)
    }

    /// What is left of an invoice with a discount, by the allocations that count.
    fn left_of(&self, invoice: &Invoice, counts: impl Fn(&Allocation) -> bool) -> Option<Left> {
        let terms = invoice.terms.as_ref()?;
        let zero = Money::zero(invoice.amount.currency());
        let (mut paid, mut given, mut returned) = (zero, zero, zero);
        for part in self.allocations_to(invoice.id).filter(|part| counts(part)) {
            let sum = match part.source {
                CreditSource::Payment(_) => &mut paid,
                CreditSource::CreditNote(id) if self.is_discount(id) => &mut given,
                CreditSource::CreditNote(_) => &mut returned,
            };
            *sum = sum.checked_add(part.amount).ok()?;
        }
        let excluded = terms.not_discountable.unwrap_or(zero);
        let goods = invoice.amount.checked_sub(excluded).ok()?;
        let returns = least(returned, goods);
        let excluded = excluded.checked_sub(returned.checked_sub(returns).ok()?).ok()?;
        let mut left = Left::of(&DiscountBase { goods, returns, allowances: zero, excluded }, terms.discount.part_payments).ok()?;
        left.clear(paid).ok()?;
        left.give(given).ok()?;
        Some(left)
    }

    fn is_discount(&self, note: CreditNoteId) -> bool {
        self.credit_note(note).is_some_and(|note| note.kind == CreditKind::Discount)
    }
}
