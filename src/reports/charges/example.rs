//! An example of a late fee, for the form and the printed policy.

use crate::domain::calendar::add_days;
use crate::domain::interest::open_balances;
use crate::domain::late_fee::{FeeError, Invoiced, LateFeeRule, fees_due};
use crate::domain::money::Money;
use chrono::NaiveDate;

/// What a rule comes to for an invoice of an amount that is a number of days late and has nothing paid: all fees up to that day. For the
/// example beside the form.
pub fn example(rule: &LateFeeRule, amount: Money, days_late: u32) -> Result<Money, FeeError> {
    let due = NaiveDate::default();
    let issued = add_days(due, -30);
    let balances = open_balances(issued, amount, &[])?;
    let last = add_days(due, i64::from(days_late));
    let steps = [(1, last)];
    let about = Invoiced { amount, due, balances: &balances, steps: &steps, charged: &[] };
    let fees = fees_due(rule, &about, due..=last)?;
    Ok(fees.iter().map(|fee| fee.amount).try_fold(Money::zero(amount.currency()), Money::checked_add)?)
}
