//! Refunds of unapplied credit.

use super::{not_after_today, not_before, positive, text};
use crate::domain::credit::CreditSource;
use crate::domain::event::Event;
use crate::domain::ids::RefundId;
use crate::domain::ledger::Ledger;
use crate::domain::ledger::check::{peak, used, used_by_refund};
use crate::domain::money::Money;
use crate::domain::refund::Refund;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    /// A refund takes what is unapplied now, from a day on which nothing of it was used otherwise any more.
    pub(super) fn refund_event(
        &self,
        source: CreditSource,
        amount: Money,
        on: NaiveDate,
        (method, reference): (&str, &str),
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let (since, whole) = self.credit_amount(source).ok_or(Rejection::NotFound("payment or credit note"))?;
        let available = Money::from_minor(self.unapplied(source), whole.currency());
        if !available.is_positive() {
            return Err(Rejection::NothingToDo("Nothing of it is left to give back: all of it pays invoices, or was given back before."));
        }
        not_after_today(on, "on", "The day of the refund", today)?;
        let released = self.allocations_from(source).filter(|used| used.until != Some(used.on)).filter_map(|used| used.until);
        not_before(on, released.fold(since, NaiveDate::max), "on", "The day of the refund")?;
        if positive(amount)?.checked_sub(available)?.is_positive() {
            return Err(Rejection::MoreThanUnapplied { available });
        }
        let refund = Refund {
            id: RefundId::from_index(self.facts.refunds.len()),
            source,
            on,
            amount,
            method: text(method, "method", "The means of payment", limits::METHOD, false)?,
            reference: text(reference, "reference", "The reference", limits::PAYMENT_REFERENCE, false)?,
            taken_back: false,
        };
        Ok(Event::CreditRefunded { refund })
    }

    pub(super) fn take_back_refund_event(&self, refund: RefundId) -> Result<Event, Rejection> {
        let found = self.facts.refunds.get(refund.index()).ok_or(Rejection::NotFound("refund"))?;
        if found.taken_back {
            return Err(Rejection::NothingToDo("This refund was taken back already."));
        }
        Ok(Event::RefundTakenBack { refund })
    }

    /// Whether a refund was taken back; refused when its credit has been used otherwise since.
    pub(super) fn can_refund_again(&self, refund: RefundId) -> Result<Option<bool>, Rejection> {
        let Some(found) = self.facts.refunds.get(refund.index()) else { return Ok(None) };
        let whole = self.credit_amount(found.source).map_or(0, |(_, amount)| i128::from(amount.minor()));
        let again = Refund { taken_back: false, ..found.clone() };
        let others = self.refunds_of(found.source).filter(|other| other.id != refund).chain([&again]).map(used_by_refund);
        if found.taken_back && peak(self.allocations_from(found.source).map(used).chain(others)) > whole {
            return Err(Rejection::NothingToDo("This credit has been used otherwise since."));
        }
        Ok(Some(found.taken_back))
    }
}
