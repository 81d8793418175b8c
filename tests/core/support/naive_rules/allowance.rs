//! The allowance for doubtful accounts, from scratch.

use super::{only_if, past, sound};
use crate::support::naive_ledger::NaiveLedger;
use chrono::NaiveDate;
use recoup::domain::allowance::AllowanceKind;
use recoup::domain::command::Command;
use recoup::domain::currency::Currency;
use recoup::domain::restore::Restorable;
use std::collections::BTreeMap;

/// One entry: what it adds to the credit balance.
#[derive(Debug, Clone, PartialEq)]
pub struct NaiveAllowance {
    pub on: NaiveDate,
    pub currency: Currency,
    pub credit: i64,
    pub opening: bool,
    pub taken_back: bool,
}

/// An account that is judged by itself.
#[derive(Debug, Clone)]
pub struct NaiveReserve {
    pub customer: usize,
    pub currency: Currency,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

impl NaiveLedger {
    /// `None` means refused, `Some(false)` that the command is of another theme.
    pub(super) fn try_allowance(&mut self, command: &Command, today: NaiveDate) -> Option<bool> {
        match command {
            Command::PostAllowance { draft } => {
                sound(draft.amount)?;
                past(draft.on, today, NaiveDate::MIN)?;
                let currency = draft.amount.currency();
                only_if(draft.required.is_none_or(|required| required.currency() == currency && required.minor() >= 0))?;
                let credit = if draft.lowers { -draft.amount.minor() } else { draft.amount.minor() };
                let opening = draft.kind == AllowanceKind::Opening;
                self.allowance.push(NaiveAllowance { on: draft.on, currency, credit, opening, taken_back: false });
            }
            Command::TakeBackAllowance { entry } => {
                let found = self.allowance.get_mut(entry.index())?;
                only_if(!std::mem::replace(&mut found.taken_back, true))?;
            }
            Command::Restore { what: Restorable::Allowance(entry) } => {
                only_if(std::mem::take(&mut self.allowance.get_mut(entry.index())?.taken_back))?;
            }
            Command::SetReserve { customer, amount, from, reason } => {
                let customer = self.listed(*customer)?;
                sound(*amount)?;
                past(*from, today, NaiveDate::MIN)?;
                only_if(!reason.trim().is_empty())?;
                self.reserves.push(NaiveReserve { customer, currency: amount.currency(), from: *from, until: None });
            }
            Command::EndReserve { reserve, on } => {
                let found = self.reserves.get_mut(reserve.index())?;
                only_if(found.until.is_none())?;
                past(*on, today.max(found.from), found.from)?;
                found.until = Some(*on);
            }
            Command::Restore { what: Restorable::Reserve(reserve) } => {
                only_if(self.reserves.get_mut(reserve.index())?.until.take().is_some())?;
            }
            _ => return Some(false),
        }
        // Whatever was done: an opening balance is the only one of its currency, and the first.
        let live: Vec<_> = self.allowance.iter().filter(|one| !one.taken_back).collect();
        for opening in live.iter().filter(|one| one.opening) {
            let others = live.iter().filter(|other| other.currency == opening.currency && !std::ptr::eq(**other, *opening));
            only_if(others.into_iter().all(|other| !other.opening && other.on >= opening.on))?;
        }
        // No account has two on one day.
        for (place, one) in self.reserves.iter().enumerate() {
            let days = |reserve: &NaiveReserve| (reserve.from, reserve.until.unwrap_or(NaiveDate::MAX));
            let same = self.reserves[..place].iter().filter(|two| two.customer == one.customer && two.currency == one.currency);
            for two in same {
                let ((from, until), (since, end)) = (days(one), days(two));
                only_if(from.max(since) >= until.min(end))?;
            }
        }
        Some(true)
    }

    /// The credit balance of each currency on a day.
    pub fn allowance_on(&self, day: NaiveDate) -> BTreeMap<Currency, i64> {
        let mut sums = BTreeMap::new();
        for one in self.allowance.iter().filter(|one| !one.taken_back && one.on <= day) {
            *sums.entry(one.currency).or_default() += one.credit;
        }
        for (currency, moved) in self.taken_from_allowance(day) {
            *sums.entry(currency).or_default() += moved;
        }
        sums
    }
}
