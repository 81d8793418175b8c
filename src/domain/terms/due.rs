//! The days that payment terms lead to for one invoice.

use super::{DAYS_AFTER_DISCOUNT, Dating, Net, PaymentTerms, TermsProblem, Tier};
use crate::domain::calendar::{BusinessDayRule, add_days, month_day, month_end, working_day};
use crate::domain::schedule::DueDate;
use chrono::NaiveDate;

/// What the terms count from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvoiceDates {
    /// The invoice date.
    pub issued: NaiveDate,
    /// When the goods arrived, if that is known.
    pub received: Option<NaiveDate>,
}

/// What happens to a day on which no business is done.
///
/// The due date and the last day for a discount have a rule each, because a discount is not prolonged unless contract or law (Germany: § 193 BGB)
/// say so. (domain rules §5)
#[derive(Clone, Copy)]
pub struct WeekendRule<'a> {
    /// Of the due date.
    pub due: BusinessDayRule,
    /// Of the last day for a discount.
    pub discount: BusinessDayRule,
    /// Whether no business is done on a day.
    pub closed: &'a dyn Fn(NaiveDate) -> bool,
}

impl WeekendRule<'static> {
    /// Every day stays as it is.
    pub const LEAVE: Self = Self { due: BusinessDayRule::Unadjusted, discount: BusinessDayRule::Unadjusted, closed: &|_| false };
}

/// A discount and the last day on which it can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The discount.
    pub tier: Tier,
    /// The last day, inclusive.
    pub until: NaiveDate,
}

impl Dating {
    /// The day that terms of so many days mean.
    fn count(self, invoice: InvoiceDates, days: u16) -> Result<NaiveDate, TermsProblem> {
        let InvoiceDates { issued, received } = invoice;
        let ahead = i64::from(days);
        Ok(match self {
            Self::Ordinary => add_days(issued, ahead),
            Self::EndOfMonth(late) => add_days(month_end(issued, late.months(issued)), ahead),
            Self::Proximo(late) => month_day(issued, 1 + late.months(issued), u32::from(days)),
            Self::ReceiptOfGoods => add_days(received.ok_or(TermsProblem::ReceiptUnknown)?, ahead),
            Self::AsOf(stated) => add_days(stated, ahead),
            Self::Extra(extra) => add_days(issued, i64::from(extra) + ahead),
        })
    }
}

impl PaymentTerms {
    /// When the whole amount of an invoice is due, as counted and as moved off a day without business.
    ///
    /// Refused only when the terms count from a receipt of goods that is not known.
    pub fn due_date(&self, invoice: InvoiceDates, weekend: WeekendRule) -> Result<DueDate, TermsProblem> {
        let nominal = match (self.net, self.tiers.last()) {
            (Net::Days(days), _) => self.dating.count(invoice, days)?,
            (Net::AfterDiscount, Some(last)) => add_days(self.dating.count(invoice, last.days)?, i64::from(DAYS_AFTER_DISCOUNT)),
            (Net::MonthEnd, _) => month_end(invoice.issued, 0),
            (Net::On(day), _) => day,
            (Net::OnReceipt | Net::InAdvance | Net::AfterDiscount, _) => invoice.issued,
        };
        Ok(DueDate { nominal, adjusted: working_day(nominal, weekend.due, weekend.closed) })
    }

    /// The discounts of an invoice with their last days, in order of these.
    pub fn offers(&self, invoice: InvoiceDates, weekend: WeekendRule) -> Result<Vec<Offer>, TermsProblem> {
        let offer = |tier: &Tier| {
            let until = working_day(self.dating.count(invoice, tier.days)?, weekend.discount, weekend.closed);
            Ok(Offer { tier: *tier, until })
        };
        self.tiers.iter().map(offer).collect()
    }
}

/// The discount for a payment on a day: the first one whose last day has not passed.
pub fn offer_on(offers: &[Offer], paid: NaiveDate) -> Option<Offer> {
    offers.iter().find(|offer| paid <= offer.until).copied()
}
