//! The default of a payment plan: until when it can be cured, and what is due when it is not.
//!
//! Acceleration makes all principal due at once, with the interest that has accrued until then; interest of the time after it was not earned and is
//! not due (domain rules §6). Payments fill instalments in order, and in each one the interest first.

use super::calendar::{add_business_days, day_of};
use super::money::{Money, MoneyError, Rounding};
use super::plan::PlanInstalment;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// What is due at once. principal + interest = all instalments − unearned − paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accelerated {
    /// The principal that is not paid; below zero when interest that was not earned was paid, and all principal.
    pub principal: Money,
    /// Interest that accrued and is not paid.
    pub interest: Money,
    /// Interest of the time after, which is not due.
    pub unearned: Money,
}

/// The last day on which a missed instalment can be paid before the plan is in default: so many business days after its date. Five to ten
/// are usual. (domain rules §6)
pub fn cure_until(missed: NaiveDate, business_days: u16, closed: &dyn Fn(NaiveDate) -> bool) -> NaiveDate {
    add_business_days(missed, business_days, closed)
}

/// What becomes due when the plan is accelerated on a day, of which `paid` has come in. The interest of the period that is running accrues by its days,
/// rounded half away from zero. Interest that was paid ahead counts against the principal.
pub fn accelerate(instalments: &[PlanInstalment], accepted: NaiveDate, paid: Money, on: NaiveDate) -> Result<Accelerated, MoneyError> {
    let none = Money::zero(paid.currency());
    let (mut principal, mut interest, mut all_interest, mut earned) = (none, none, none, none);
    let (mut left, mut since) = (paid, accepted);
    for (place, part) in instalments.iter().enumerate() {
        let of_interest = if left.minor() < part.interest.minor() { left } else { part.interest };
        let filled = if left.minor() < part.amount.minor() { left } else { part.amount };
        left = left.checked_sub(filled)?;
        interest = interest.checked_sub(of_interest)?;
        principal = principal.checked_add(part.amount.checked_sub(part.interest)?)?.checked_sub(filled.checked_sub(of_interest)?)?;
        all_interest = all_interest.checked_add(part.interest)?;
        earned = earned.checked_add(accrued(part, since, on)?)?;
        since = next_since(place, part, since);
    }
    interest = interest.checked_add(earned)?;
    if interest.minor() < 0 {
        principal = principal.checked_add(interest)?;
        interest = none;
    }
    Ok(Accelerated { principal, interest, unearned: all_interest.checked_sub(earned)? })
}

/// The interest of the time after a day: it was not earned and is not due.
pub fn unearned(instalments: &[PlanInstalment], accepted: NaiveDate, on: NaiveDate) -> Result<Money, MoneyError> {
    let mut since = accepted;
    let mut left = instalments.first().map_or(Err(MoneyError::TooLarge), |first| Ok(Money::zero(first.amount.currency())))?;
    for (place, part) in instalments.iter().enumerate() {
        left = left.checked_add(part.interest)?.checked_sub(accrued(part, since, on)?)?;
        since = next_since(place, part, since);
    }
    Ok(left)
}

/// The day until which the interest of an instalment runs: its date before it was moved.
fn counted(part: &PlanInstalment) -> NaiveDate {
    part.nominal.unwrap_or(part.due)
}

/// From when the interest of the next instalment runs. A down payment bears none: that of the first instalment runs from the beginning.
fn next_since(place: usize, part: &PlanInstalment, since: NaiveDate) -> NaiveDate {
    if place == 0 && part.interest.is_zero() { since } else { counted(part) }
}

/// The interest of a period until a day.
fn accrued(part: &PlanInstalment, since: NaiveDate, on: NaiveDate) -> Result<Money, MoneyError> {
    let (whole, run) = (day_of(counted(part)) - day_of(since), day_of(on) - day_of(since));
    // On the first day nothing has been earned yet, not even of an instalment that is due on it.
    if run <= 0 {
        return Ok(Money::zero(part.interest.currency()));
    }
    if on >= counted(part) || whole <= 0 {
        return Ok(part.interest);
    }
    let run = Decimal::from(run);
    let exact = part.interest.to_decimal().checked_mul(run).and_then(|sum| sum.checked_div(Decimal::from(whole)));
    Money::from_decimal(exact.ok_or(MoneyError::TooLarge)?, part.interest.currency(), Rounding::HalfUp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;
    use crate::domain::holidays::is_weekend;

    fn usd(text: &str) -> Money {
        Money::parse_plain(text, Currency::USD).unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Accepted on 1 January with 20 down; 12 % a year on 300.
    fn instalments() -> Vec<PlanInstalment> {
        let parts = [("2024-01-01", "20", "0"), ("2024-02-01", "103", "3"), ("2024-03-01", "102", "2"), ("2024-04-01", "101", "1")];
        let instalment = |(due, amount, interest): (&str, &str, &str)| PlanInstalment {
            due: date(due),
            amount: usd(amount),
            interest: usd(interest),
            nominal: None,
        };
        parts.into_iter().map(instalment).collect()
    }

    #[test]
    fn all_principal_and_only_earned_interest_becomes_due() {
        let check = |paid: &str, on: &str, expected: [&str; 3]| {
            let due = accelerate(&instalments(), date("2024-01-01"), usd(paid), date(on)).unwrap();
            assert_eq!([due.principal, due.interest, due.unearned].map(Money::to_plain), expected, "{paid} {on}");
        };
        check("0", "2024-01-01", ["320.00", "0.00", "6.00"]);
        check("20", "2024-02-01", ["300.00", "3.00", "3.00"]);
        check("21", "2024-02-01", ["300.00", "2.00", "3.00"]);
        check("123", "2024-02-15", ["200.00", "0.97", "2.03"]); // 14 of 29 days of 2.00
        check("123", "2024-02-01", ["200.00", "0.00", "3.00"]);
        check("123", "2024-05-01", ["200.00", "3.00", "0.00"]);
        check("225", "2024-02-01", ["98.00", "0.00", "3.00"]); // 2.00 of interest paid ahead
        check("326", "2024-04-01", ["0.00", "0.00", "0.00"]);
    }

    /// Every day and many payments: what is due is the plan less what was not earned and what was paid.
    #[test]
    fn nothing_is_due_twice() {
        for day in 0..120 {
            for paid in (0..=32_000).step_by(1_111) {
                let (paid, on) = (Money::from_minor(paid, Currency::USD), super::super::calendar::add_days(date("2023-12-25"), day));
                let due = accelerate(&instalments(), date("2024-01-01"), paid, on).unwrap();
                assert_eq!(due.principal.minor() + due.interest.minor(), 32_600 - due.unearned.minor() - paid.minor());
                assert_eq!(unearned(&instalments(), date("2024-01-01"), on), Ok(due.unearned));
                assert!(due.interest.minor() >= 0 && (0..=600).contains(&due.unearned.minor()));
            }
        }
    }

    #[test]
    fn a_missed_instalment_can_be_cured_for_some_business_days() {
        assert_eq!(cure_until(date("2024-08-30"), 5, &is_weekend), date("2024-09-06"));
        assert_eq!(cure_until(date("2024-08-31"), 5, &is_weekend), date("2024-09-06"));
    }
}
