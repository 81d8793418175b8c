//! A claim by law: what may be asked for one invoice on a day, with every rate and segment behind it.

use super::fixed_sum::{NoFixedSum, fixed_sum};
use super::{AppliedRate, Condition, Fixing, Preset, first_day, half_year_of};
use crate::domain::approach::CustomerKind;
use crate::domain::calendar::{add_days, add_months};
use crate::domain::interest::accrue::{Accrual, Grace, InterestTerms, Run, accrue, per_day, total};
use crate::domain::interest::balance::{OpenBalance, check_balances, open_at};
use crate::domain::interest::day_count::DayCount;
use crate::domain::interest::rate::{RateRow, RateTable};
use crate::domain::interest::{InterestError, Segment};
use crate::domain::money::Money;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::VecDeque;

/// The debt of one invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt<'a> {
    /// Its due date, moved off weekends and holidays where the law does so.
    pub due: NaiveDate,
    /// What was open at the end of which day, tax included.
    pub balances: &'a [OpenBalance],
    /// Who owes it. Of whom it is not known had better be treated as a consumer.
    pub debtor: CustomerKind,
    /// Whether a fixed sum was ever charged for it.
    pub fixed_sum_charged: bool,
}

/// Why the law gives no interest at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exclusion {
    /// It does not bind consumers.
    Consumer,
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Under which law.
    pub preset: Preset,
    /// Why there is no interest, if the law itself says so.
    pub exclusion: Option<Exclusion>,
    /// The rates that applied, by their first days.
    pub rates: Vec<AppliedRate>,
    /// The interest with its segments. Its `beyond_rates` says that a reference rate has to be looked up first.
    pub accrual: Accrual,
    /// The fixed sum, or why there is none.
    pub fixed_sum: Result<Money, NoFixedSum>,
    /// What is open of the invoice itself.
    pub open: Money,
    /// All of it together.
    pub total: Money,
    /// When the reference rates were last checked.
    pub rates_checked: Option<NaiveDate>,
    /// What has to be true besides.
    pub conditions: &'static [Condition],
}

/// What may be asked for a debt at the end of a day under a law, with the reference rates of `references`
/// ([`Reference::built_in`](super::Reference::built_in), or the owner's own).
///
/// ACT/365F: a leap year has 365 days too. (domain rules §4) `fixing` is the preset's own unless the owner chose otherwise.
pub fn claim(preset: Preset, fixing: Fixing, references: &RateTable, debt: &Debt, as_of: NaiveDate) -> Result<Claim, InterestError> {
    let currency = check_balances(debt.balances)?;
    let nothing = Money::zero(currency);
    let open = open_at(debt.balances, as_of).unwrap_or(nothing);
    // What was paid in time by money that went back later is overdue from then on.
    let again = debt.balances.iter().filter(|balance| balance.since > debt.due && balance.since < as_of).map(|balance| balance.open);
    let overdue = open_at(debt.balances, debt.due).into_iter().chain(again).find(|open| open.is_positive()).filter(|_| as_of > debt.due);
    let margin = preset.margin(debt.debtor);
    let (rates, accrual) = match (margin, overdue) {
        (Some(margin), Some(_)) if fixing == Fixing::AtPayment => by_payment(preset, references, debt, margin, as_of)?,
        (Some(margin), Some(_)) => over_time(preset, fixing, references, debt, margin, as_of)?,
        _ => (Vec::new(), Accrual::none(currency)),
    };
    let fixed_sum = match fixed_sum(preset, overdue.unwrap_or(nothing), debt.debtor) {
        Ok(_) if debt.fixed_sum_charged => Err(NoFixedSum::AlreadyCharged),
        other => other,
    };
    let total = open.checked_add(accrual.interest)?.checked_add(fixed_sum.unwrap_or(nothing))?;
    let exclusion = margin.is_none().then_some(Exclusion::Consumer);
    let (rates_checked, conditions) = (references.checked(), preset.conditions());
    Ok(Claim { preset, exclusion, rates, accrual, fixed_sum, open, total, rates_checked, conditions })
}

type Accrued = (Vec<AppliedRate>, Accrual);

/// One rate after the other.
fn over_time(
    preset: Preset,
    fixing: Fixing,
    references: &RateTable,
    debt: &Debt,
    margin: Decimal,
    as_of: NaiveDate,
) -> Result<Accrued, InterestError> {
    let first = first_day(debt.due);
    let mut starts = vec![first];
    match fixing {
        Fixing::AtStart | Fixing::AtPayment => {}
        Fixing::HalfYear => {
            let next = |half: &NaiveDate| Some(add_months(*half, 6)).filter(|next| *next > *half && *next <= as_of);
            starts.extend(std::iter::successors(next(&half_year_of(first)), next));
        }
        Fixing::EveryChange => {
            starts.extend(references.rows().iter().map(|row| row.from).filter(|from| *from > first && *from <= as_of));
        }
    }
    let rates = starts.into_iter().map(|from| preset.applied(from, margin, fixing, references)).collect::<Result<Vec<_>, _>>()?;
    let rows = rates.iter().map(|rate| RateRow { from: rate.from, percent: rate.percent }).collect();
    let terms = InterestTerms { rates: RateTable::of_rates(rows, None, None)?, day_count: DayCount::Act365, grace: Grace::None };
    let mut accrual = accrue(debt.balances, debt.due, &terms, as_of)?;
    let late = fixing == Fixing::EveryChange && references.is_beyond(as_of);
    accrual.beyond_rates = late || rates.iter().any(|rate| references.is_beyond(rate.reference_on));
    Ok((rates, accrual))
}

/// For every part the rate of the day it was paid, and for what is open that of `as_of`.
fn by_payment(preset: Preset, references: &RateTable, debt: &Debt, margin: Decimal, as_of: NaiveDate) -> Result<Accrued, InterestError> {
    let currency = check_balances(debt.balances)?;
    let (mut rates, mut segments): (Vec<AppliedRate>, Vec<Segment>) = (Vec::new(), Vec::new());
    for part in parts(debt, as_of) {
        let rate = preset.applied(part.paid, margin, Fixing::AtPayment, references)?;
        let principal = Money::from_minor(part.minor, currency);
        let run = Run { from: add_days(part.free, 1), to: part.paid, principal, percent: rate.percent };
        segments.push(run.segment(DayCount::Act365, debt.due)?);
        rates.push(rate);
    }
    let mut accrual = Accrual { interest: total(&segments, currency)?, ..Accrual::none(currency) };
    accrual.beyond_rates = rates.iter().any(|rate| references.is_beyond(rate.reference_on));
    if let (Some(open), Some(rate)) = (open_at(debt.balances, as_of), rates.last()) {
        let terms = InterestTerms { rates: RateTable::constant(rate.percent)?, day_count: DayCount::Act365, grace: Grace::None };
        accrual.per_day = per_day(open, &terms, add_days(as_of, 1))?;
    }
    accrual.segments = segments;
    Ok((rates, accrual))
}

/// A part of the debt: what lay open from the day after `free` to the day it was `paid`.
struct Part {
    free: NaiveDate,
    paid: NaiveDate,
    minor: i64,
}

/// The parts in the order they were paid, oldest first; what is still open comes last, as if paid on `as_of`.
fn parts(debt: &Debt, as_of: NaiveDate) -> Vec<Part> {
    let owed = |day| open_at(debt.balances, day).map_or(0, Money::minor);
    let mut before = owed(debt.due);
    let mut lots = VecDeque::from([(debt.due, before)]);
    let mut parts = Vec::new();
    let changes = debt.balances.iter().map(|balance| balance.since).filter(|since| *since > debt.due && *since < as_of);
    for on in changes.map(|since| (since, owed(since))).chain([(as_of, 0)]) {
        let (since, after) = on;
        let mut paid = before.saturating_sub(after);
        if paid < 0 {
            lots.push_back((since, -paid));
        }
        while paid > 0 {
            let Some((free, minor)) = lots.pop_front() else { break };
            let taken = minor.min(paid);
            paid -= taken;
            parts.push(Part { free, paid: since, minor: taken });
            if taken < minor {
                lots.push_front((free, minor - taken));
            }
        }
        before = after;
    }
    parts
}
