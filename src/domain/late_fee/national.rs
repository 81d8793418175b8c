//! What the law allows at most: Dutch collection costs, Belgian costs for consumers, American fees for returned payments.
//!
//! Facts with their source (domain rules §4), never legal advice; lists disagree for some states. The scales are those of the law's own
//! currency, and so is the result.

use crate::domain::money::{Money, MoneyError, Rounding};
use rust_decimal::Decimal;

/// Dutch collection costs for consumers (Wet incassokosten, BIK): 15 % of the first 2,500, 10 % of the next 2,500, 5 % of the next
/// 5,000, 1 % of the next 190,000, 0.5 % above; at least 40, at most 6,775 euros. Only after a letter that gives 14
/// days and names the exact amount.
pub fn nl_collection_costs(principal: Money) -> Result<Money, MoneyError> {
    const BANDS: [(i64, i64); 5] = [(2_500, 150), (5_000, 100), (10_000, 50), (200_000, 10), (i64::MAX, 5)];
    let (whole, mut below, mut costs) = (principal.to_decimal(), Decimal::ZERO, Decimal::ZERO);
    for (edge, thousandths) in BANDS {
        let part = (whole.min(Decimal::from(edge)) - below).max(Decimal::ZERO);
        costs += part.checked_mul(Decimal::new(thousandths, 3)).ok_or(MoneyError::TooLarge)?;
        below = Decimal::from(edge);
    }
    at_most(costs.max(Decimal::from(40)), Decimal::from(6_775), principal)
}

/// The most that a Belgian consumer may be asked for late payment (Code of Economic Law, Book XIX): 20 euros up to 150; up to 500 30
/// and 10 % of what lies above 150; beyond that 65 and 5 % of what lies above 500, 2,000 at most
/// (†). After the free first reminder and its 14 days only.
pub fn be_consumer_costs(debt: Money) -> Result<Money, MoneyError> {
    let whole = debt.to_decimal();
    let above = |edge: i64, fixed: i64, percent: i64| {
        let part = (whole - Decimal::from(edge)).checked_mul(Decimal::new(percent, 2)).ok_or(MoneyError::TooLarge)?;
        Ok(part + Decimal::from(fixed))
    };
    let costs = if whole <= Decimal::from(150) {
        Decimal::from(20)
    } else if whole <= Decimal::from(500) {
        above(150, 30, 10)?
    } else {
        above(500, 65, 5)?
    };
    at_most(costs, Decimal::from(2_000), debt)
}

/// The lower of both in the currency of `owed`; nothing when nothing is owed.
fn at_most(costs: Decimal, most: Decimal, owed: Money) -> Result<Money, MoneyError> {
    let costs = if owed.is_positive() { costs.min(most) } else { Decimal::ZERO };
    Money::from_decimal(costs, owed.currency(), Rounding::HalfUp)
}

/// Fees for a returned payment by state: dollars, and percent of the payment where that is more.
/// Lists disagree on California (35 for repeats), Illinois (30) and North Carolina (35); here the lower figure stands. (Trustly)
const RETURNED: [(&str, i64, i64); 9] = [
    ("CA", 25, 0),
    ("GA", 30, 5),
    ("IL", 25, 0),
    ("KY", 50, 0),
    ("LA", 25, 5),
    ("NC", 25, 0),
    ("NY", 20, 0),
    ("OH", 30, 10),
    ("VA", 50, 0),
];

/// The most that may be asked for a returned payment (NSF) in a state of the United States, by its two letters. None where the lists
/// say no more than that most states allow 20 to 30 dollars.
pub fn us_returned_payment_fee(state: &str, payment: Money) -> Result<Option<Money>, MoneyError> {
    let whole = payment.to_decimal();
    let (dollars, percent) = match RETURNED.iter().find(|row| row.0 == state) {
        Some(row) => (row.1, row.2),
        None if state != "FL" => return Ok(None),
        None if whole <= Decimal::from(50) => (25, 0),
        None if whole <= Decimal::from(300) => (30, 0),
        None => (40, 5),
    };
    let share = whole.checked_mul(Decimal::new(percent, 2)).ok_or(MoneyError::TooLarge)?;
    Money::from_decimal(share.max(Decimal::from(dollars)), payment.currency(), Rounding::HalfUp).map(Some)
}
