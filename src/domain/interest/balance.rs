//! An invoice's open balance over time: what interest and late fees are computed on.

use super::InterestError;
use crate::domain::money::{Money, MoneyError};
use chrono::NaiveDate;

/// What an invoice had open at the end of a day, and from then on until the next of its balances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenBalance {
    /// The day at whose end it was open.
    pub since: NaiveDate,
    /// The balance of the invoice itself: no interest, no fees. Less than nothing counts as nothing.
    pub open: Money,
}

/// The balances of an invoice that was issued on a day and then paid in parts.
///
/// Payments (and credit notes) are dated amounts, in any order; one of less than zero is a payment that came back.
pub fn open_balances(issued: NaiveDate, amount: Money, payments: &[(NaiveDate, Money)]) -> Result<Vec<OpenBalance>, MoneyError> {
    let mut payments = payments.to_vec();
    payments.sort_by_key(|payment| payment.0);
    let mut balances = vec![OpenBalance { since: issued, open: amount }];
    let mut open = amount;
    for (on, paid) in payments {
        open = open.checked_sub(paid)?;
        match balances.last_mut() {
            Some(last) if last.since >= on => last.open = open,
            _ => balances.push(OpenBalance { since: on, open }),
        }
    }
    Ok(balances)
}

/// What is open at the end of a day; nothing before the first balance.
pub fn open_at(balances: &[OpenBalance], day: NaiveDate) -> Option<Money> {
    let after = balances.partition_point(|balance| balance.since <= day);
    balances.get(after.checked_sub(1)?).map(|balance| balance.open).filter(|open| open.is_positive())
}

/// That the balances are in the order of their days and of one currency, which is returned.
pub(crate) fn check_balances(balances: &[OpenBalance]) -> Result<crate::domain::currency::Currency, InterestError> {
    let first = balances.first().ok_or(InterestError::NoBalance)?.open.currency();
    for pair in balances.windows(2) {
        if pair[1].since <= pair[0].since {
            return Err(InterestError::BalancesOutOfOrder(pair[1].since));
        }
        pair[0].open.checked_sub(pair[1].open)?;
    }
    Ok(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    #[test]
    fn payments_lower_the_balance_from_the_end_of_their_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let usd = |minor| Money::from_minor(minor, Currency::USD);
        let payments =
            [(day("2024-03-01"), usd(300)), (day("2024-02-01"), usd(200)), (day("2024-03-01"), usd(500)), (day("2024-04-01"), usd(-500))];
        let balances = open_balances(day("2024-01-01"), usd(1000), &payments).unwrap();
        let check = |on, expected: Option<i64>| assert_eq!(open_at(&balances, day(on)).map(Money::minor), expected, "{on}");
        check("2023-12-31", None);
        check("2024-01-31", Some(1000));
        check("2024-02-01", Some(800));
        check("2024-03-01", None);
        check("2024-04-01", Some(500));
        assert_eq!(check_balances(&balances), Ok(Currency::USD));
        let reversed: Vec<_> = balances.iter().rev().copied().collect();
        assert_eq!(check_balances(&reversed), Err(InterestError::BalancesOutOfOrder(day("2024-03-01"))));
        assert_eq!(check_balances(&[]), Err(InterestError::NoBalance));
    }
}
