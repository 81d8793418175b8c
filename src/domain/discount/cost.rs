//! What it costs the customer not to take a discount, as a yearly rate: worth saying in a message.

use super::{DiscountError, fraction};
use crate::domain::money::MoneyError;
use rust_decimal::Decimal;

/// The rate in percent a year, not rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForgoneRate {
    /// `d / (1 − d) × year / days`
    pub simple_pct: Decimal,
    /// `(1 + d / (1 − d))^(year / days) − 1`, right to at least 15 significant digits; none beyond the range of decimals.
    pub compound_pct: Option<Decimal>,
}

/// The rate of a discount of `pct` percent until `discount_days` when the customer pays after `paid_days` instead: the net days, or the days
/// that were really taken. The year has 360 or 365 days; say which one with the figure. (OpenStax m00121; HP 10bII+; domain rules §5)
pub fn forgone_rate(pct: Decimal, discount_days: u32, paid_days: u32, year_days: u32) -> Result<ForgoneRate, DiscountError> {
    let part = fraction(pct)?;
    let gained = paid_days.checked_sub(discount_days).filter(|days| *days > 0 && year_days > 0).ok_or(DiscountError::NoTimeGained)?;
    let below = (Decimal::ONE - part).checked_mul(Decimal::from(gained));
    let simple = pct.checked_mul(Decimal::from(year_days)).and_then(|above| above.checked_div(below?));
    let growth = Decimal::ONE.checked_div(Decimal::ONE - part);
    let compound = growth.and_then(|growth| power(growth, year_days, gained));
    Ok(ForgoneRate {
        simple_pct: simple.ok_or(MoneyError::TooLarge)?,
        compound_pct: compound.and_then(|power| (power - Decimal::ONE).checked_mul(Decimal::ONE_HUNDRED)),
    })
}

/// `base^(numerator / denominator)` for a base of at least 1: the root by Newton's method, the rest by multiplication.
fn power(base: Decimal, numerator: u32, denominator: u32) -> Option<Decimal> {
    let whole = whole_power(base, numerator / denominator)?;
    let rest = numerator % denominator;
    if rest == 0 {
        return Some(whole);
    }
    whole.checked_mul(whole_power(root(base, denominator)?, rest)?)
}

/// `base^exponent` by squaring.
fn whole_power(mut base: Decimal, mut exponent: u32) -> Option<Decimal> {
    let mut product = Decimal::ONE;
    while exponent > 0 {
        if exponent % 2 == 1 {
            product = product.checked_mul(base)?;
        }
        exponent /= 2;
        if exponent > 0 {
            base = base.checked_mul(base)?;
        }
    }
    Some(product)
}

/// The `degree`-th root of a number of at least 1. Newton's steps fall from 1 + (n − 1) / degree, which is not below the root (Bernoulli), and
/// are at an end when they fall no more.
fn root(number: Decimal, degree: u32) -> Option<Decimal> {
    let (all, others) = (Decimal::from(degree), Decimal::from(degree.checked_sub(1)?));
    let mut guess = Decimal::ONE.checked_add((number - Decimal::ONE).checked_div(all)?)?;
    loop {
        // guess × ((degree − 1) + number / guess^degree) / degree; a power beyond the range leaves next to nothing of the fraction.
        let fraction = whole_power(guess, degree).map_or(Some(Decimal::ZERO), |power| number.checked_div(power))?;
        let next = guess.checked_mul(others.checked_add(fraction)?)?.checked_div(all)?;
        if next >= guess {
            return Some(guess);
        }
        guess = next;
    }
}
