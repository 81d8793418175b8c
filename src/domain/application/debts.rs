//! One payment on several debts.

use super::{ApplicationError, least, not_negative};
use crate::domain::money::{Money, MoneyError};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A debt that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt {
    /// Since when, which is what makes it older: usually the due date.
    pub since: NaiveDate,
    /// What is owed.
    pub open: Money,
}

/// How a payment was divided: parts + unapplied = paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// One for each debt, in the order of the debts; zero where nothing went.
    pub parts: Vec<Money>,
    /// What no debt took.
    pub unapplied: Money,
}

/// Which of the debts of one day comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SameDay {
    /// The one that is named first.
    #[default]
    InOrder,
    /// All of them, in proportion to what is open. (HMRC VBDR4100; SSI 2015/3 reg. 23)
    ProRata,
}

/// The oldest debt first: the product's usual order. (domain rules §7)
pub fn oldest_first(payment: Money, debts: &[Debt], same_day: SameDay) -> Result<Applied, ApplicationError> {
    let mut left = not_negative(payment)?;
    let none = Money::zero(payment.currency());
    let mut parts = vec![none; debts.len()];
    let mut order: Vec<usize> = (0..debts.len()).collect();
    order.sort_by_key(|place| debts[*place].since);
    let together = |a: &usize, b: &usize| same_day == SameDay::ProRata && debts[*a].since == debts[*b].since;
    for day in order.chunk_by(together) {
        let open: Vec<Money> = day.iter().map(|place| not_negative(debts[*place].open)).collect::<Result<_, _>>()?;
        let owed = open.iter().try_fold(none, |sum, open| sum.checked_add(*open))?;
        let given = least(left, owed)?;
        for (place, part) in day.iter().zip(pro_rata(given, &open)?) {
            parts[*place] = part;
        }
        left = left.checked_sub(given)?;
    }
    Ok(Applied { parts, unapplied: left })
}

/// As the customer said: pairs of a debt's place and an amount. What was not given out stays unapplied; apply it by another rule if that is agreed.
/// (France, art. 1342-10 Code civil; Germany, § 366(1) BGB)
pub fn as_instructed(payment: Money, debts: &[Debt], instruction: &[(usize, Money)]) -> Result<Applied, ApplicationError> {
    not_negative(payment)?;
    let none = Money::zero(payment.currency());
    let mut parts: Vec<Option<Money>> = vec![None; debts.len()];
    let mut asked = none;
    for (place, amount) in instruction {
        let open = debts.get(*place).ok_or(ApplicationError::NoSuchDebt(*place))?.open;
        if open.checked_sub(not_negative(*amount)?)?.minor() < 0 {
            return Err(ApplicationError::MoreThanOwed { asked: *amount, open });
        }
        if parts[*place].replace(*amount).is_some() {
            return Err(ApplicationError::NamedTwice(*place));
        }
        asked = asked.checked_add(*amount)?;
    }
    let unapplied = payment.checked_sub(asked)?;
    if unapplied.minor() < 0 {
        return Err(ApplicationError::MoreThanPaid { asked, paid: payment });
    }
    Ok(Applied { parts: parts.into_iter().map(|part| part.unwrap_or(none)).collect(), unapplied })
}

/// Divides an amount in proportion to what is open; all parts are zero when nothing is. The parts sum to the amount exactly; units that are left over go to the largest remainders, and among equal
/// ones to the first. No part is above what is open unless the amount is above all of it together.
pub fn pro_rata(amount: Money, open: &[Money]) -> Result<Vec<Money>, ApplicationError> {
    let currency = not_negative(amount)?.currency();
    let total: i128 = open
        .iter()
        .map(|part| Ok(i128::from(not_negative(*part)?.checked_add(Money::zero(currency))?.minor())))
        .sum::<Result<_, ApplicationError>>()?;
    if total == 0 {
        return Ok(vec![Money::zero(currency); open.len()]);
    }
    let shared: Vec<(i128, i128)> = open
        .iter()
        .map(|part| {
            let exact = i128::from(amount.minor()) * i128::from(part.minor());
            (exact / total, exact % total)
        })
        .collect();
    let mut order: Vec<usize> = (0..open.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(shared[*place].1));
    let left = i128::from(amount.minor()) - shared.iter().map(|(whole, _)| whole).sum::<i128>();
    let mut units: Vec<i128> = shared.iter().map(|(whole, _)| *whole).collect();
    for place in order.into_iter().take(usize::try_from(left).unwrap_or_default()) {
        units[place] += 1;
    }
    let money = |minor: i128| i64::try_from(minor).map(|minor| Money::from_minor(minor, currency)).map_err(|_| MoneyError::TooLarge.into());
    units.into_iter().map(money).collect()
}
