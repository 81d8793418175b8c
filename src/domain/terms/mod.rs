//! Payment terms: until when an invoice is to be paid, and what paying sooner earns.
//!
//! | part | question |
//! |---|---|
//! | [`mod@due`] | which day is that for this invoice? |
//! | `text` | how are terms written: `2/10 net 30`, `3/15 EOM`, `due on receipt` |
//!
//! Rules (domain rules §5): counting begins the day after the day named by the [`Dating`], so the last day of “2/10” is that day + 10, and paying on it is
//! in time. What a discount is worth is in [`discount`](super::discount); which terms a customer has is the policy's affair.

pub mod due;
mod text;

pub use due::{InvoiceDates, WeekendRule};

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use thiserror::Error;

/// The most discounts that terms can offer.
pub const MOST_TIERS: usize = 4;

/// The most days that terms can count.
pub const MOST_DAYS: u16 = 3650;

/// Days from the last day for a discount to the due date when the terms name none: “2/10” is “2/10, n/30”. (a custom of textbooks: "the net
/// payment date is 20 days after the final discount date")
pub const DAYS_AFTER_DISCOUNT: u16 = 20;

/// What becomes of an invoice that is dated the 26th or later, when days are counted from the end of its month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LateInMonth {
    /// Nothing: the end of its own month counts.
    #[default]
    SameMonth,
    /// It counts as if it were of the next month. A custom of some trades, so an option. (SLP; domain rules §5)
    NextMonth,
}

impl LateInMonth {
    /// By how many months the end of the month moves.
    fn months(self, issued: NaiveDate) -> u32 {
        u32::from(self == Self::NextMonth && issued.day() >= 26)
    }
}

/// The day from which days are counted. (BIEH; domain rules §5)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dating {
    /// The invoice date.
    #[default]
    Ordinary,
    /// The end of the invoice's month: 10 days are the 10th of the next month, 40 days lie in the month after.
    EndOfMonth(LateInMonth),
    /// Days are days of the next month, clamped to its length: the 30th of February is its last day.
    Proximo(LateInMonth),
    /// The receipt of the goods.
    ReceiptOfGoods,
    /// A stated date.
    AsOf(NaiveDate),
    /// So many days after the invoice date: “1/10-60x” gives 70 days.
    Extra(u16),
}

/// When the whole amount is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Net {
    /// So many days, counted as the [`Dating`] says.
    Days(u16),
    /// [`DAYS_AFTER_DISCOUNT`] after the last day for a discount: nothing was said.
    AfterDiscount,
    /// At the end of the invoice's month.
    MonthEnd,
    /// At once.
    OnReceipt,
    /// Before anything is delivered; the invoice date stands for it.
    InAdvance,
    /// On a day agreed for this invoice.
    On(NaiveDate),
}

/// One discount for paying early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tier {
    /// In percent, above 0 and below 100.
    pub pct: Decimal,
    /// The last day, counted as the [`Dating`] says.
    pub days: u16,
}

/// Payment terms that make sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentTerms {
    dating: Dating,
    tiers: Vec<Tier>,
    net: Net,
}

/// Why something is not payment terms, or has no date.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TermsProblem {
    /// Nothing was written.
    #[error("Write terms such as “net 30” or “2/10 net 30”.")]
    Empty,
    /// A word that terms do not have.
    #[error("“{0}” is not understood here. Write terms such as “net 30”, “2/10 net 30” or “net 15 EOM”.")]
    Unreadable(String),
    /// Two due dates, or two days to count from.
    #[error("The terms say {0} twice.")]
    Twice(&'static str),
    /// A discount of nothing, or of everything.
    #[error("A discount must be above 0 and below 100 %, not {0} %.")]
    Percent(Decimal),
    /// Beyond ten years.
    #[error("Terms can count at most 3,650 days.")]
    TooFar,
    /// More than [`MOST_TIERS`].
    #[error("Terms can offer at most four discounts.")]
    TooManyTiers,
    /// A later discount that is not smaller, or one that ends no later.
    #[error("Name the discounts from the first day to the last one, each smaller than the one before.")]
    TierOrder,
    /// The discount ends after the due date.
    #[error("The discount ends after the whole amount is due.")]
    DiscountAfterDue,
    /// Proximo counts days of a month.
    #[error("A day of the next month must be between 1 and 31.")]
    NoSuchDay,
    /// Neither a discount nor a due date.
    #[error("The terms do not say when the invoice is due.")]
    NoDueDate,
    /// The dating needs to know when the goods arrived.
    #[error("The terms count from the receipt of the goods, and that day is not known.")]
    ReceiptUnknown,
}

impl PaymentTerms {
    /// The whole amount within `days` of the invoice date, no discount.
    pub fn net(days: u16) -> Result<Self, TermsProblem> {
        Self::new(Dating::Ordinary, Vec::new(), Net::Days(days))
    }

    /// Terms from their parts; the discounts from the first day to the last.
    pub fn new(dating: Dating, tiers: Vec<Tier>, net: Net) -> Result<Self, TermsProblem> {
        let counted = tiers.iter().map(|tier| tier.days).chain(match net {
            Net::Days(days) => Some(days),
            _ => None,
        });
        for days in counted {
            match dating {
                Dating::Proximo(_) if !(1..=31).contains(&days) => return Err(TermsProblem::NoSuchDay),
                Dating::Extra(extra) if extra > MOST_DAYS => return Err(TermsProblem::TooFar),
                _ if days > MOST_DAYS => return Err(TermsProblem::TooFar),
                _ => {}
            }
        }
        if tiers.len() > MOST_TIERS {
            return Err(TermsProblem::TooManyTiers);
        }
        if let Some(tier) = tiers.iter().find(|tier| tier.pct <= Decimal::ZERO || tier.pct >= Decimal::ONE_HUNDRED) {
            return Err(TermsProblem::Percent(tier.pct));
        }
        if tiers.windows(2).any(|pair| pair[0].days >= pair[1].days || pair[0].pct <= pair[1].pct) {
            return Err(TermsProblem::TierOrder);
        }
        match (net, tiers.last()) {
            (Net::AfterDiscount, None) => Err(TermsProblem::NoDueDate),
            (Net::Days(days), Some(last)) if days < last.days => Err(TermsProblem::DiscountAfterDue),
            (Net::OnReceipt | Net::InAdvance, Some(_)) => Err(TermsProblem::DiscountAfterDue),
            _ => Ok(Self { dating, tiers, net }),
        }
    }

    /// The day from which days are counted.
    pub fn dating(&self) -> Dating {
        self.dating
    }

    /// The discounts, from the first day to the last and so from the largest to the smallest.
    pub fn tiers(&self) -> &[Tier] {
        &self.tiers
    }

    /// When the whole amount is due.
    pub fn due(&self) -> Net {
        self.net
    }
}

#[cfg(test)]
mod tests;
