//! The United States Rule: a part payment clears the interest up to its day first, the rest of it clears principal.
//!
//! No interest runs on interest: what a payment leaves of it stays beside the principal until a later payment clears it. (domain rules §7; MHF1)

use super::{ApplicationError, least, not_negative};
use crate::domain::calendar::Day;
use crate::domain::money::{Money, Rounding};
use crate::domain::schedule::{PeriodRate, ScheduleError};

/// One payment and what it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsPayment {
    /// The day of payment.
    pub day: Day,
    /// The interest since the payment before, or since the start.
    pub interest: Money,
    /// What of the payment went to interest, older interest included.
    pub to_interest: Money,
    /// What went to the principal.
    pub to_principal: Money,
    /// What was paid beyond the debt.
    pub unapplied: Money,
    /// Interest that is still unpaid.
    pub unpaid_interest: Money,
    /// The principal afterwards, on which interest runs.
    pub principal: Money,
}

/// The debt on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsBalance {
    /// The payments, in order.
    pub payments: Vec<UsPayment>,
    /// The interest from the last payment to the day.
    pub interest: Money,
    /// The interest of the whole time.
    pub total_interest: Money,
    /// Principal and unpaid interest.
    pub due: Money,
}

/// What is owed on the day `until` of a debt that bears interest since the day `from`, with the rate between two days given by `rate`. The interest
/// of each stretch is rounded once, half away from zero.
pub fn us_rule(
    principal: Money,
    (from, until): (Day, Day),
    payments: &[(Day, Money)],
    rate: &dyn Fn(Day, Day) -> Result<PeriodRate, ScheduleError>,
) -> Result<UsBalance, ApplicationError> {
    let none = Money::zero(not_negative(principal)?.currency());
    let (mut balance, mut unpaid, mut total_interest, mut since) = (principal, none, none, from);
    let mut rows = Vec::with_capacity(payments.len());
    let mut accrue = |balance: Money, since: Day, day: Day| {
        if day < since || day > until {
            return Err(ApplicationError::DaysOutOfOrder);
        }
        let interest = rate(since, day)?.interest(balance, Rounding::HalfUp)?;
        total_interest = total_interest.checked_add(interest)?;
        Ok(interest)
    };
    for (day, paid) in payments {
        let interest = accrue(balance, since, *day)?;
        let owed = unpaid.checked_add(interest)?;
        let to_interest = least(not_negative(*paid)?, owed)?;
        let rest = paid.checked_sub(to_interest)?;
        let to_principal = least(rest, balance)?;
        (balance, unpaid, since) = (balance.checked_sub(to_principal)?, owed.checked_sub(to_interest)?, *day);
        let unapplied = rest.checked_sub(to_principal)?;
        rows.push(UsPayment { day: *day, interest, to_interest, to_principal, unapplied, unpaid_interest: unpaid, principal: balance });
    }
    let interest = accrue(balance, since, until)?;
    let due = balance.checked_add(unpaid)?.checked_add(interest)?;
    Ok(UsBalance { payments: rows, interest, total_interest, due })
}
