//! Reserves for named accounts.

use super::{not_after_today, not_before, positive, required, text};
use crate::domain::event::Event;
use crate::domain::ids::{CustomerId, ReserveId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use crate::domain::reserve::Reserve;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn set_reserve_event(
        &self,
        customer: CustomerId,
        amount: Money,
        from: NaiveDate,
        reason: &str,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        self.known_customer(customer)?;
        let amount = positive(amount)?;
        not_after_today(from, "from", "The first day", today)?;
        let reason = required(text(reason, "reason", "The reason", limits::REASON, true)?, "reason", "the reason")?;
        let id = ReserveId::from_index(self.facts.reserves.len());
        let reserve = Reserve { id, customer, amount, from, reason, until: None };
        self.only_reserve(&reserve)?;
        Ok(Event::ReserveSet { reserve })
    }

    pub(super) fn end_reserve_event(&self, reserve: ReserveId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.facts.reserves.get(reserve.index()).ok_or(Rejection::NotFound("account"))?;
        if found.until.is_some() {
            return Err(Rejection::NothingToDo("This account is judged as all others already."));
        }
        not_before(on, found.from, "on", "The day")?;
        not_after_today(on, "on", "The day", today.max(found.from))?;
        Ok(Event::ReserveEnded { reserve, on })
    }

    /// Whether a reserve ended; refused when the account has another since.
    pub(super) fn can_reserve_again(&self, reserve: ReserveId) -> Result<Option<bool>, Rejection> {
        let Some(found) = self.facts.reserves.get(reserve.index()) else { return Ok(None) };
        if found.until.is_some() {
            self.only_reserve(&Reserve { until: None, ..found.clone() })?;
        }
        Ok(Some(found.until.is_some()))
    }

    fn only_reserve(&self, reserve: &Reserve) -> Result<(), Rejection> {
        if self.facts.reserves.iter().any(|other| other.id != reserve.id && other.meets(reserve)) {
            return Err(Rejection::NothingToDo("This account is judged by itself already. End that first."));
        }
        Ok(())
    }
}
