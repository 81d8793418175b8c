//! Interest over time: segments in which balance and rate stay the same, and one rounded total.

use super::InterestError;
use super::balance::{OpenBalance, check_balances, open_at};
use super::day_count::{DayCount, YearFraction};
use super::rate::RateTable;
use super::simple::{DAILY_DECIMALS, divided, part_of_year, product};
use crate::domain::calendar::add_days;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, MoneyError, Rounding, round};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What days of grace do to interest. Statutory interest has none. (domain rules §4)
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grace {
    /// Interest begins the day after the due date.
    #[default]
    None,
    /// What is paid within so many days bears none; what outlives them bears it from the day after the due date.
    Forgives(u32),
    /// Interest begins so many days later.
    Delays(u32),
}

/// How interest was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestTerms {
    /// The rates.
    pub rates: RateTable,
    /// How days become parts of a year.
    pub day_count: DayCount,
    /// Days of grace.
    pub grace: Grace,
}

/// Days in a row with the same balance and rate: `principal × percent / 100 × fraction`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The first day that bears interest.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// What was open on these days.
    pub principal: Money,
    /// Percent a year.
    pub percent: Decimal,
    /// The days as they were counted, and their part of a year.
    pub fraction: YearFraction,
    /// The interest, to all the decimals that fit. Only the sum of all segments is rounded.
    pub exact: Decimal,
}

/// Interest up to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accrual {
    /// The parts, in the order of their first days. None while nothing bears interest.
    pub segments: Vec<Segment>,
    /// Their sum, rounded once.
    pub interest: Money,
    /// What the next day adds, to [`DAILY_DECIMALS`] decimals; nothing while no interest runs.
    pub per_day: Decimal,
    /// Whether it rests on a rate that was not known to hold so late.
    pub beyond_rates: bool,
}

impl Accrual {
    /// No interest.
    pub fn none(currency: Currency) -> Self {
        Self { segments: Vec::new(), interest: Money::zero(currency), per_day: Decimal::ZERO, beyond_rates: false }
    }
}

/// The interest that an invoice's balances bear from the day after `due` up to `as_of`, both included.
///
/// The days of every segment are what the convention counts from the due date to its end less what it counts to its beginning. So the days
/// always add up to those of the whole, also with 30/360, whose parts counted one by one do not.
pub fn accrue(balances: &[OpenBalance], due: NaiveDate, terms: &InterestTerms, as_of: NaiveDate) -> Result<Accrual, InterestError> {
    let currency = check_balances(balances)?;
    let (last_free, decided) = match terms.grace {
        Grace::None => (due, due),
        Grace::Forgives(days) => (due, add_days(due, i64::from(days))),
        Grace::Delays(days) => (add_days(due, i64::from(days)), add_days(due, i64::from(days))),
    };
    if as_of <= decided {
        return Ok(Accrual::none(currency));
    }
    let mut runs: Vec<Run> = Vec::new();
    for (from, to) in stretches(balances, last_free, decided, &terms.rates, as_of) {
        // Within days of grace that forgive, only what outlived them counts.
        let open = open_at(balances, add_days(from, -1)).map(Money::minor);
        let outlived = if from > decided { open } else { open_at(balances, decided).map(Money::minor) };
        let Some((open, outlived)) = open.zip(outlived) else { continue };
        let principal = Money::from_minor(open.min(outlived), currency);
        let percent = terms.rates.on(from).ok_or(InterestError::NoRate(from))?;
        match runs.last_mut() {
            Some(last) if (last.principal, last.percent) == (principal, percent) && add_days(last.to, 1) == from => last.to = to,
            _ => runs.push(Run { from, to, principal, percent }),
        }
    }
    let segments = runs.into_iter().map(|run| run.segment(terms.day_count, last_free)).collect::<Result<Vec<_>, _>>()?;
    let per_day = match open_at(balances, as_of) {
        Some(open) => per_day(open, terms, add_days(as_of, 1))?,
        None => Decimal::ZERO,
    };
    let beyond_rates = segments.last().is_some_and(|last| terms.rates.is_beyond(last.to));
    Ok(Accrual { interest: total(&segments, currency)?, segments, per_day, beyond_rates })
}

/// A segment before its days are counted.
pub(super) struct Run {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    pub(super) principal: Money,
    pub(super) percent: Decimal,
}

impl Run {
    /// Counts the days from the last one that bore no interest.
    pub(super) fn segment(self, count: DayCount, last_free: NaiveDate) -> Result<Segment, MoneyError> {
        let Self { from, to, principal, percent } = self;
        let fraction = count.bearing(last_free, to).beyond(count.bearing(last_free, add_days(from, -1)));
        let exact = part_of_year(principal, percent, Decimal::from(fraction.numerator), fraction.denominator)?;
        Ok(Segment { from, to, principal, percent, fraction, exact })
    }
}

/// The stretches of days within which neither balance nor rate can change.
fn stretches(
    balances: &[OpenBalance],
    last_free: NaiveDate,
    decided: NaiveDate,
    rates: &RateTable,
    as_of: NaiveDate,
) -> Vec<(NaiveDate, NaiveDate)> {
    let mut starts = vec![add_days(last_free, 1), add_days(decided, 1)];
    starts.extend(balances.iter().map(|balance| add_days(balance.since, 1)));
    starts.extend(rates.rows().iter().map(|row| row.from));
    starts.retain(|day| *day > last_free && *day <= as_of);
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1).map(|next| add_days(*next, -1)).chain([as_of]);
    starts.iter().copied().zip(ends).collect()
}

/// The sum of segments, all of one convention, divided and rounded once.
pub(super) fn total(segments: &[Segment], currency: Currency) -> Result<Money, MoneyError> {
    let Some(first) = segments.first() else { return Ok(Money::zero(currency)) };
    let mut sum = Decimal::ZERO;
    for one in segments {
        let part = product(one.principal, one.percent, Decimal::from(one.fraction.numerator))?;
        sum = sum.checked_add(part).ok_or(MoneyError::TooLarge)?;
    }
    Money::from_decimal(divided(sum, first.fraction.denominator)?, currency, Rounding::HalfUp)
}

/// What a day adds. A day of 30/360 is a 360th, whichever it is.
pub(super) fn per_day(open: Money, terms: &InterestTerms, day: NaiveDate) -> Result<Decimal, InterestError> {
    let year = terms.day_count.bearing(add_days(day, -1), day);
    let numerator = if year.denominator == 360 { 1 } else { year.numerator };
    let percent = terms.rates.on(day).ok_or(InterestError::NoRate(day))?;
    let exact = part_of_year(open, percent, Decimal::from(numerator), year.denominator)?;
    Ok(round(exact, DAILY_DECIMALS, Rounding::HalfUp))
}
