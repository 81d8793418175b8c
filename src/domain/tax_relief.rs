//! The tax in a bad debt: which part of what was written off is tax that comes back, and which part of a later payment has to be repaid.
//!
//! Pure figures by the formulas that the law prints; whether and when a business is entitled to relief is a question of conditions and
//! days, which are deliberately not here. No document and no screen uses them yet. (domain rules §2)
//!
//! A part payment includes its tax (trap 5), so relief is always computed on what is outstanding, never on “the tax of the invoice”.

use super::money::{Money, MoneyError, Rounding, round};
use rust_decimal::Decimal;
use thiserror::Error;

/// Why there is no relief to compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ReliefError {
    /// An amount below zero.
    #[error("An amount must not be negative, not {0}.")]
    Negative(Money),
    /// A whole of nothing, or less than its part.
    #[error("{part} cannot be a part of {whole}.")]
    NoPart {
        /// The part.
        part: Money,
        /// The whole.
        whole: Money,
    },
    /// A tax fraction that is none.
    #[error("A tax fraction must be above 0 and below 1.")]
    Fraction,
    /// Two currencies met, or a sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// The tax in a gross amount as the law writes it: 1/6 at 20 %, 7/47 at 17.5 %, 1/11 at 10 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxFraction {
    part: u32,
    whole: u32,
}

impl TaxFraction {
    /// `part ÷ whole`, above 0 and below 1.
    pub fn new(part: u32, whole: u32) -> Result<Self, ReliefError> {
        if part == 0 || part >= whole { Err(ReliefError::Fraction) } else { Ok(Self { part, whole }) }
    }
}

/// What can be claimed: outstanding gross × tax fraction. (VAT Notice 700/18; A New Tax System (GST) Act 1999, Div. 21)
pub fn relief(outstanding: Money, fraction: TaxFraction) -> Result<Money, ReliefError> {
    let exact = product(outstanding, fraction.part.into())? / Decimal::from(fraction.whole);
    Ok(Money::from_decimal(exact, outstanding.currency(), Rounding::HalfUp)?)
}

/// What has to be repaid when money comes later: claim × receipt ÷ what was outstanding at the claim. (VAT Notice 700/18, VBDR4100)
pub fn repayment(claim: Money, receipt: Money, outstanding: Money) -> Result<Money, ReliefError> {
    share(claim, receipt, outstanding)
}

/// `tax × written_off ÷ total`: the tax in the part of a supply that was written off, or recovered. (Excise Tax Act, Canada, s. 231: A × B / C)
pub fn tax_share(tax: Money, written_off: Money, total: Money) -> Result<Money, ReliefError> {
    share(tax, written_off, total)
}

/// The taxable share of a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxableLoss {
    /// Taxable ÷ total in percent, rounded to two decimals.
    pub percent: Decimal,
    /// The loss times that rounded percentage: what California's own example prints.
    pub by_percent: Money,
    /// The loss times the exact share.
    pub exact: Money,
}

/// The part of a loss that was taxable, by the pro rata method. (18 CCR 1642, appendix 1)
pub fn taxable_loss(taxable: Money, total: Money, loss: Money) -> Result<TaxableLoss, ReliefError> {
    part_of(taxable, total)?;
    let percent = round(product(taxable, Decimal::ONE_HUNDRED)? / total.to_decimal(), 2, Rounding::HalfUp);
    let by_percent = Money::from_decimal(product(loss, percent)? / Decimal::ONE_HUNDRED, loss.currency(), Rounding::HalfUp)?;
    Ok(TaxableLoss { percent, by_percent, exact: share(loss, taxable, total)? })
}

/// `round(amount × part ÷ whole)`
fn share(amount: Money, part: Money, whole: Money) -> Result<Money, ReliefError> {
    part_of(part, whole)?;
    amount.checked_add(Money::zero(part.currency()))?;
    let exact = product(amount, part.to_decimal())? / whole.to_decimal();
    Ok(Money::from_decimal(exact, amount.currency(), Rounding::HalfUp)?)
}

fn part_of(part: Money, whole: Money) -> Result<(), ReliefError> {
    let rest = whole.checked_sub(not_negative(part)?)?;
    if whole.is_positive() && rest.minor() >= 0 { Ok(()) } else { Err(ReliefError::NoPart { part, whole }) }
}

fn product(amount: Money, factor: Decimal) -> Result<Decimal, ReliefError> {
    Ok(not_negative(amount)?.to_decimal().checked_mul(factor).ok_or(MoneyError::TooLarge)?)
}

fn not_negative(amount: Money) -> Result<Money, ReliefError> {
    if amount.minor() < 0 { Err(ReliefError::Negative(amount)) } else { Ok(amount) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    fn gbp(text: &str) -> Money {
        Money::parse_plain(text, Currency::GBP).unwrap()
    }

    #[test]
    fn relief_is_of_what_is_outstanding_and_never_more_than_the_whole() {
        let sixth = TaxFraction::new(1, 6).unwrap();
        assert_eq!(relief(gbp("20"), sixth), Ok(gbp("3.33")));
        assert_eq!(relief(gbp("0"), sixth), Ok(gbp("0")));
        assert_eq!(relief(gbp("-1"), sixth), Err(ReliefError::Negative(gbp("-1"))));
        assert_eq!(repayment(gbp("3.33"), gbp("20"), gbp("20")), Ok(gbp("3.33")));
        assert!(matches!(repayment(gbp("3.33"), gbp("20.01"), gbp("20")), Err(ReliefError::NoPart { .. })));
        assert!(matches!(taxable_loss(gbp("1"), gbp("0"), gbp("1")), Err(ReliefError::NoPart { .. })));
        for (part, whole) in [(0, 6), (6, 6), (7, 6)] {
            assert_eq!(TaxFraction::new(part, whole), Err(ReliefError::Fraction));
        }
        let euros = Money::from_minor(1, Currency::EUR);
        assert!(matches!(tax_share(euros, gbp("1"), gbp("2")), Err(ReliefError::Money(MoneyError::MixedCurrencies(..)))));
    }

    #[test]
    fn what_is_repaid_bit_by_bit_comes_to_the_claim_within_a_unit_each() {
        let (claim, outstanding) = (gbp("114.93"), gbp("771.64"));
        let parts = ["421.64", "100", "250"].map(|receipt| repayment(claim, gbp(receipt), outstanding).unwrap().minor());
        assert!((parts.iter().sum::<i64>() - claim.minor()).abs() <= 3);
    }
}
