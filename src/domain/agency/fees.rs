//! What an agency asks for its work on one account.

use crate::domain::application::agency_split;
use crate::domain::currency::Currency;
use crate::domain::money::{Money, MoneyError, Rounding};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The most bands of a scale.
pub const MOST_BANDS: usize = 10;

/// A commission by the age of the debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeBand {
    /// For debts that are more than this many days past due.
    pub over_days: u16,
    /// In percent of what is collected, 0 to 100.
    pub percent: Decimal,
}

/// The fee model of an agency: a commission, a fee for each account, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AgencyFees {
    /// The commission by age, the youngest debts first; empty for none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<FeeBand>,
    /// For each account it is given, whether it collects anything or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flat: Option<Money>,
    /// The least commission of an account on which something is collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Money>,
    /// The tax on its fees that the owner cannot reclaim, in percent.
    #[serde(default, skip_serializing_if = "Decimal::is_zero")]
    pub tax_percent: Decimal,
}

/// What one account costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgencyFee {
    /// The commission.
    pub commission: Money,
    /// The fee for the account.
    pub flat: Money,
    /// The tax on both.
    pub tax: Money,
    /// All of it.
    pub total: Money,
}

/// Why fees cannot be kept or computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FeeError {
    /// A commission or tax below 0 or above 100 %.
    #[error("A commission or tax must be between 0 and 100 %, not {0} %.")]
    Percent(Decimal),
    /// Two bands for one age.
    #[error("Two commissions begin after {0} days.")]
    Twice(u16),
    /// Too many bands.
    #[error("There can be at most {MOST_BANDS} commissions by age.")]
    TooMany,
    /// A fee of nothing.
    #[error("A fee must be above zero. Leave it empty when there is none.")]
    NotPositive,
    /// A fee in another currency than the debt.
    #[error("Its fees are in {0}, and the debt is not.")]
    OtherCurrency(Currency),
    /// A sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl AgencyFees {
    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }

    /// The commission for a debt of an age, in percent; nothing before the first band.
    pub fn percent(&self, days_past_due: i64) -> Decimal {
        let bands = self.bands.iter().rev();
        bands.into_iter().find(|band| i64::from(band.over_days) < days_past_due).map_or(Decimal::ZERO, |band| band.percent)
    }

    /// What an account costs of whose debts so much is collected, each at least zero and with its days past due. The commission on each debt and the tax
    /// are rounded once, half away from zero; the least commission is never more than what was collected.
    ///
    /// # Errors
    /// Fees in another currency; sums out of range.
    pub fn of(&self, currency: Currency, debts: &[(Money, i64)]) -> Result<AgencyFee, FeeError> {
        let nothing = Money::zero(currency);
        let own = |amount: Option<Money>| match amount {
            Some(amount) if amount.currency() != currency => Err(FeeError::OtherCurrency(amount.currency())),
            amount => Ok(amount.unwrap_or(nothing)),
        };
        let (flat, least) = (own(self.flat)?, own(self.least)?);
        let (mut collected, mut share) = (nothing, nothing);
        for (part, days_past_due) in debts {
            let percent = self.percent(*days_past_due);
            collected = collected.checked_add(*part)?;
            share = share.checked_add(agency_split(*part, percent).map_err(|_| FeeError::Percent(percent))?.fee)?;
        }
        let least = if least.minor() > collected.minor() { collected } else { least };
        let commission = if share.minor() < least.minor() { least } else { share };
        let taxed = commission.checked_add(flat)?;
        let exact = taxed.to_decimal().checked_mul(self.tax_percent).and_then(|tax| tax.checked_div(Decimal::ONE_HUNDRED));
        let tax = Money::from_decimal(exact.ok_or(MoneyError::TooLarge)?, currency, Rounding::HalfUp)?;
        Ok(AgencyFee { commission, flat, tax, total: taxed.checked_add(tax)? })
    }

    /// With its bands in order.
    pub(super) fn checked(mut self) -> Result<Self, FeeError> {
        if self.bands.len() > MOST_BANDS {
            return Err(FeeError::TooMany);
        }
        self.bands.sort_by_key(|band| band.over_days);
        if let Some(pair) = self.bands.windows(2).find(|pair| pair[0].over_days == pair[1].over_days) {
            return Err(FeeError::Twice(pair[0].over_days));
        }
        let percents = self.bands.iter().map(|band| band.percent).chain([self.tax_percent]);
        if let Some(odd) = percents.into_iter().find(|percent| !(Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent)) {
            return Err(FeeError::Percent(odd));
        }
        if [self.flat, self.least].into_iter().flatten().any(|amount| !amount.is_positive()) {
            return Err(FeeError::NotPositive);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    fn scale() -> AgencyFees {
        let band = |(over_days, percent): (u16, i64)| FeeBand { over_days, percent: percent.into() };
        AgencyFees { bands: [(0, 15), (90, 25), (365, 40)].map(band).to_vec(), ..AgencyFees::default() }
    }

    #[test]
    fn the_commission_goes_by_age() {
        let check = |days, percent: i64| assert_eq!(scale().percent(days), percent.into(), "{days}");
        check(0, 0);
        check(1, 15);
        check(90, 15);
        check(91, 25);
        check(365, 25);
        check(366, 40);
    }

    #[test]
    fn commission_flat_fee_least_and_tax_add_up() {
        let told = |fees: &AgencyFees, collected: &str, days| {
            let collected = money(collected);
            let fee = fees.of(collected.currency(), &[(collected, days)]).unwrap();
            [fee.commission, fee.flat, fee.tax, fee.total].map(Money::to_plain).join(" ")
        };
        assert_eq!(told(&scale(), "1000.00 GBP", 120), "250.00 0.00 0.00 250.00");
        let whole =
            AgencyFees { flat: Some(money("10.00 GBP")), least: Some(money("50.00 GBP")), tax_percent: Decimal::from(20), ..scale() };
        // 15 % of 33.33 is less than the least, and no more than 33.33 came; 20 % of 43.33.
        assert_eq!(told(&whole, "33.33 GBP", 10), "33.33 10.00 8.67 52.00");
        assert_eq!(told(&whole, "100.00 GBP", 10), "50.00 10.00 12.00 72.00");
        assert_eq!(told(&whole, "1000.00 GBP", 400), "400.00 10.00 82.00 492.00");
        // Nothing collected: the fee for the account is owed all the same.
        assert_eq!(told(&whole, "0.00 GBP", 400), "0.00 10.00 2.00 12.00");
        assert_eq!(whole.of(Currency::EUR, &[(money("100.00 EUR"), 10)]), Err(FeeError::OtherCurrency(Currency::GBP)));
        // Each debt by its own age, the rest by the account: 15.00 + 250.00.
        let two = whole.of(Currency::GBP, &[(money("100.00 GBP"), 10), (money("1000.00 GBP"), 100)]).unwrap();
        assert_eq!((two.commission, two.flat), (money("265.00 GBP"), money("10.00 GBP")));
    }

    #[test]
    fn fees_that_make_no_sense_are_refused() {
        let refused = |fees: AgencyFees, expected| assert_eq!(fees.checked(), Err(expected));
        let band = |over_days, percent: i64| FeeBand { over_days, percent: percent.into() };
        let with = |bands| AgencyFees { bands, ..AgencyFees::default() };
        refused(with(vec![band(0, 101)]), FeeError::Percent(101.into()));
        refused(with(vec![band(0, -1)]), FeeError::Percent((-1).into()));
        refused(with(vec![band(30, 10), band(0, 5), band(30, 20)]), FeeError::Twice(30));
        refused(with((0..=10).map(|days| band(days, 10)).collect()), FeeError::TooMany);
        refused(AgencyFees { flat: Some(money("0.00 GBP")), ..AgencyFees::default() }, FeeError::NotPositive);
        refused(AgencyFees { tax_percent: Decimal::from(300), ..AgencyFees::default() }, FeeError::Percent(300.into()));
        assert_eq!(with(vec![band(90, 25), band(0, 15)]).checked().unwrap().bands, [band(0, 15), band(90, 25)]);
    }
}
