//! Level payments: annuities by number, by period factors and by amount, and the plain interest of a note.
//!
//! Knows nothing of dates: a period is a number.

use super::rate::check_rate;
use super::{MAX_INSTALMENTS, PeriodRate, Schedule, ScheduleError, ScheduleRow};
use crate::domain::money::{Money, MoneyError, Residual, Rounding};
use rust_decimal::Decimal;

/// When the compound growth passes this, the sums of [`level_payment`] are scaled back: the largest principal
/// (19 digits) times the growth must stay within the 28 digits of a [`Decimal`].
const GROWTH_LIMIT: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// The schedule of `count` equal payments at `rate_pct` percent a year (nominal), `per_year` periods a year.
///
/// `A = P r / (1 - (1 + r)^-n)` with `r = rate_pct / 100 / per_year`, rounded half-up; at a rate of zero
/// [`equal_parts`] with the residue on the last. (domain rules §6; OpenStax m00054, m67913)
pub fn level_schedule(principal: Money, rate_pct: Decimal, per_year: u32, count: u32) -> Result<Schedule, ScheduleError> {
    let rate = PeriodRate::of_year(rate_pct, per_year)?;
    if rate_pct.is_zero() {
        return interest_free(principal, equal_parts(principal, count, Residual::Last)?);
    }
    check_count(principal, count)?;
    level(principal, &vec![rate; count as usize], Rounding::HalfUp)
}

/// The schedule of equal payments when each period has its own factor (`rate × days / 365`, say, or a short first
/// period): one payment per factor.
///
/// `A = P × Π(1 + f) / s`, with `s₁ = 1` and `sₖ = sₖ₋₁ × (1 + fₖ) + 1`. Payment and interest are rounded by `rounding`;
/// the source of the rule uses [`Rounding::HalfEven`]. (domain rules §0 `plan.emi`; Apache Fineract)
pub fn factor_schedule(principal: Money, factors: &[Decimal], rounding: Rounding) -> Result<Schedule, ScheduleError> {
    check_count(principal, u32::try_from(factors.len()).unwrap_or(u32::MAX))?;
    let rates: Vec<_> = factors.iter().map(|factor| PeriodRate::of_factor(*factor)).collect::<Result<_, _>>()?;
    rate_schedule(principal, &rates, rounding)
}

/// The same when the rates are known as fractions, such as those of [`PeriodRate::between`].
pub fn rate_schedule(principal: Money, rates: &[PeriodRate], rounding: Rounding) -> Result<Schedule, ScheduleError> {
    check_count(principal, u32::try_from(rates.len()).unwrap_or(u32::MAX))?;
    level(principal, rates, rounding)
}

/// The schedule that pays `instalment` each period until nothing is left; the last payment is what remains.
///
/// Refuses an instalment that does not cover the interest, or that would need more than [`MAX_INSTALMENTS`].
pub fn amount_schedule(principal: Money, rate_pct: Decimal, per_year: u32, instalment: Money) -> Result<Schedule, ScheduleError> {
    let rate = PeriodRate::of_year(rate_pct, per_year)?;
    amount_at_rates(principal, instalment, Rounding::HalfUp, std::iter::repeat(Ok(rate)))
}

/// The same when each period has its own rate; as many are asked for as payments are needed.
pub(super) fn amount_at_rates(
    principal: Money,
    instalment: Money,
    rounding: Rounding,
    rates: impl Iterator<Item = Result<PeriodRate, ScheduleError>>,
) -> Result<Schedule, ScheduleError> {
    check_count(principal, 1)?;
    if principal.currency() != instalment.currency() {
        return Err(MoneyError::MixedCurrencies(principal.currency(), instalment.currency()).into());
    }
    if !instalment.is_positive() {
        return Err(ScheduleError::InstalmentNotPositive(instalment));
    }
    let mut rows = Rows::of(principal);
    for rate in rates.take(MAX_INSTALMENTS as usize) {
        let interest = rate?.interest(rows.balance, rounding)?;
        let left = rows.balance.checked_add(interest)?;
        if left.minor() <= instalment.minor() {
            rows.pay(left, interest)?;
            return rows.finish(instalment);
        } else if interest.minor() < instalment.minor() {
            rows.pay(instalment, interest)?;
        } else {
            return Err(ScheduleError::NeverPaidOff { instalment, interest });
        }
    }
    Err(ScheduleError::InstalmentTooSmall(instalment))
}

/// Divides without interest: `count` parts that differ by the residual rule only and sum to `total` exactly.
///
/// Refuses more parts than the amount has minor units, because some would be zero. (domain rules §6)
pub fn equal_parts(total: Money, count: u32, residual: Residual) -> Result<Vec<Money>, ScheduleError> {
    check_count(total, count)?;
    Ok(total.split(count as usize, residual))
}

/// The interest of a note and what is due at its maturity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteInterest {
    /// The interest of the whole time.
    pub interest: Money,
    /// Principal and interest.
    pub maturity: Money,
}

/// Simple interest of a note: `P × rate_pct / 100 × months / 12`, rounded half-up. (OpenStax m67906)
pub fn simple_month_interest(principal: Money, rate_pct: Decimal, months: Decimal) -> Result<NoteInterest, ScheduleError> {
    check_rate(rate_pct)?;
    if months.is_sign_negative() && !months.is_zero() {
        return Err(ScheduleError::NegativeMonths(months));
    }
    let exact = principal.to_decimal().checked_mul(rate_pct).and_then(|product| product.checked_mul(months));
    let exact = exact.and_then(|product| product.checked_div(Decimal::from(1200))).ok_or(MoneyError::TooLarge)?;
    let interest = Money::from_decimal(exact, principal.currency(), Rounding::HalfUp)?;
    Ok(NoteInterest { interest, maturity: principal.checked_add(interest)? })
}

/// Rows for parts that are all principal.
pub(super) fn interest_free(principal: Money, parts: Vec<Money>) -> Result<Schedule, ScheduleError> {
    let none = Money::zero(principal.currency());
    let mut rows = Rows::of(principal);
    for part in &parts {
        rows.pay(*part, none)?;
    }
    rows.finish(parts.first().copied().unwrap_or(none))
}

fn level(principal: Money, rates: &[PeriodRate], rounding: Rounding) -> Result<Schedule, ScheduleError> {
    let exact = level_payment(principal.to_decimal(), rates).ok_or(MoneyError::TooLarge)?;
    let payment = Money::from_decimal(exact, principal.currency(), rounding)?;
    let uneven = ScheduleError::Uneven { principal, count: rates.len() as u32 };
    let mut rows = Rows::of(principal);
    for (index, rate) in rates.iter().enumerate() {
        let interest = rate.interest(rows.balance, rounding)?;
        let last = index + 1 == rates.len();
        let amount = if last { rows.balance.checked_add(interest)? } else { payment };
        rows.pay(amount, interest)?;
        if rows.balance.is_positive() == last || !rows.list.last().is_some_and(|row| row.principal.is_positive()) {
            return Err(uneven);
        }
    }
    let single = rates.len() == 1; // a single payment is exact, whatever the level payment rounds to
    let schedule = rows.finish(payment)?;
    if !single && schedule.final_payment.minor() > payment.minor().saturating_mul(2) {
        return Err(uneven);
    }
    Ok(Schedule { payment: if single { schedule.final_payment } else { payment }, ..schedule })
}

/// `P × Π(1 + f) / s` before rounding, or `None` beyond the range of decimals.
///
/// Free of cancellation at tiny rates, and exact wherever the powers fit 28 digits, so that half a cent rounds as
/// it should. `unit` is the 1 that each period adds to `s`, scaled along with `growth` and `sum`.
fn level_payment(principal: Decimal, rates: &[PeriodRate]) -> Option<Decimal> {
    let (mut growth, mut sum, mut unit) = (Decimal::ONE, Decimal::ZERO, Decimal::ONE);
    for rate in rates {
        let period = rate.growth()?;
        sum = sum.checked_mul(period)?.checked_add(unit)?;
        growth = growth.checked_mul(period)?;
        if growth > GROWTH_LIMIT {
            (sum, unit) = (sum.checked_div(growth)?, unit.checked_div(growth)?);
            growth = Decimal::ONE;
        }
    }
    principal.checked_mul(growth)?.checked_div(sum)
}

/// Rows under construction.
pub(super) struct Rows {
    pub(super) balance: Money,
    interest: Money,
    list: Vec<ScheduleRow>,
}

impl Rows {
    pub(super) fn of(principal: Money) -> Self {
        Self { balance: principal, interest: Money::zero(principal.currency()), list: Vec::new() }
    }

    pub(super) fn pay(&mut self, payment: Money, interest: Money) -> Result<(), MoneyError> {
        let principal = payment.checked_sub(interest)?;
        self.balance = self.balance.checked_sub(principal)?;
        self.interest = self.interest.checked_add(interest)?;
        let number = self.list.len() as u32 + 1;
        self.list.push(ScheduleRow { number, payment, interest, principal, balance: self.balance });
        Ok(())
    }

    pub(super) fn finish(self, payment: Money) -> Result<Schedule, ScheduleError> {
        let final_payment = self.list.last().ok_or(ScheduleError::NoInstalments)?.payment;
        Ok(Schedule { payment, final_payment, total_interest: self.interest, rows: self.list })
    }
}

fn check_count(principal: Money, count: u32) -> Result<(), ScheduleError> {
    match count {
        _ if !principal.is_positive() => Err(ScheduleError::NothingToRepay(principal)),
        0 => Err(ScheduleError::NoInstalments),
        _ if count > MAX_INSTALMENTS => Err(ScheduleError::TooManyInstalments),
        _ if i64::from(count) > principal.minor() => Err(ScheduleError::BelowOneUnit { principal, count }),
        _ => Ok(()),
    }
}
