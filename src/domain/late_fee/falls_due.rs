//! Which fees of a rule fall due for an invoice between two days.

use super::{FeeError, LateFeeRule, Often};
use crate::domain::calendar::{add_days, add_months};
use crate::domain::interest::balance::{OpenBalance, check_balances, open_at};
use crate::domain::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// More periods than an invoice can ever have: a hundred years of days.
const MOST_PERIODS: u32 = 36_600;

/// What makes a fee the same fee: asked twice, it comes once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FeeKey {
    /// The rule.
    pub rule: u32,
    /// Its period for this invoice, from 1; of a fee per reminder step the number of the step.
    pub period: u32,
}

/// A fee that was charged before. Of a waived one the amount is nothing, and it stays in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChargedFee {
    /// Which.
    pub key: FeeKey,
    /// How much of it counts towards the cap.
    pub amount: Money,
}

/// A fee that falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueFee {
    /// Which.
    pub key: FeeKey,
    /// On which day.
    pub on: NaiveDate,
    /// What was open when that day began.
    pub open: Money,
    /// The fee.
    pub amount: Money,
    /// Whether the cap made it lower.
    pub capped: bool,
}

/// What is known of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invoiced<'a> {
    /// Its amount.
    pub amount: Money,
    /// Its due date.
    pub due: NaiveDate,
    /// What was open at the end of which day.
    pub balances: &'a [OpenBalance],
    /// The reminder steps taken for it: number and day. Only for fees per step.
    pub steps: &'a [(u32, NaiveDate)],
    /// The fees charged or waived so far.
    pub charged: &'a [ChargedFee],
}

/// The fees of a rule that fall due for an invoice within `days`, in the order of their days.
///
/// The first falls due on the day after the days of grace, if anything is open when that day begins. Asked again with what it returned
/// among the charged ones, it returns none of them.
pub fn fees_due(rule: &LateFeeRule, invoice: &Invoiced, days: RangeInclusive<NaiveDate>) -> Result<Vec<DueFee>, FeeError> {
    rule.check()?;
    let currency = check_balances(invoice.balances)?;
    Money::zero(currency).checked_add(invoice.amount)?;
    let mut room = match rule.most(invoice.amount)? {
        Some(most) => {
            let of_rule = invoice.charged.iter().filter(|fee| fee.key.rule == rule.rule);
            Some(of_rule.map(|fee| fee.amount).try_fold(most, Money::checked_sub)?)
        }
        None => None,
    };
    let mut found = Vec::new();
    for (period, on) in occasions(rule, invoice, &days) {
        let key = FeeKey { rule: rule.rule, period };
        if invoice.charged.iter().any(|fee| fee.key == key) {
            continue;
        }
        let Some(open) = open_at(invoice.balances, add_days(on, -1)).filter(|open| open.is_positive()) else { continue };
        let Some(charge) = rule.charge(open) else { continue };
        let full = charge.on(open)?;
        let amount = room.filter(|room| room.minor() < full.minor()).unwrap_or(full);
        if amount.is_positive() {
            room = room.map(|room| room.checked_sub(amount)).transpose()?;
            found.push(DueFee { key, on, open, amount, capped: amount != full });
        }
    }
    Ok(found)
}

/// The periods of a rule that begin within `days`, with their first days.
fn occasions(rule: &LateFeeRule, invoice: &Invoiced, days: &RangeInclusive<NaiveDate>) -> Vec<(u32, NaiveDate)> {
    let first = add_days(invoice.due, i64::from(rule.grace_days) + 1);
    let nth: Box<dyn Fn(u32) -> NaiveDate> = match rule.often {
        Often::EachStep => {
            let mut steps: Vec<_> = invoice.steps.iter().copied().filter(|step| step.1 >= first && days.contains(&step.1)).collect();
            steps.sort_by_key(|step| (step.1, step.0));
            return steps;
        }
        Often::Once => return Vec::from_iter(Some((1, first)).filter(|one| days.contains(&one.1))),
        Often::EveryDays(every) => Box::new(move |period| add_days(first, i64::from(every) * i64::from(period))),
        Often::Monthly => Box::new(move |period| add_months(first, period)),
    };
    let periods = (0..MOST_PERIODS).map(|period| (period + 1, nth(period)));
    periods.take_while(|one| one.1 <= *days.end()).filter(|one| days.contains(&one.1)).collect()
}
