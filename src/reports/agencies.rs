//! What collection agencies would bring for debts of an age: which accounts each takes, what it asks, what is left.
//!
//! How much is collected is the owner's guess and the same for every agency: what tells them apart here is their fees and their limits.

use crate::domain::agency::{Agency, AgencyFee, FeeError};
use crate::domain::calendar::days_past_due;
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::money::{Money, Rounding};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A debt that could be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeable {
    /// Which document.
    pub invoice: InvoiceId,
    /// What is open of it.
    pub open: Money,
    /// Above zero.
    pub days_past_due: i64,
}

/// The accounts that could be placed, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    /// The currency.
    pub currency: Currency,
    /// The debts of each customer, the oldest first.
    pub accounts: Vec<(CustomerId, Vec<Placeable>)>,
    /// Documents of that age that were left out because they are contested.
    pub disputed: usize,
    /// Documents of that age that were left out because a payment plan in force covers them.
    pub on_plan: usize,
}

impl Portfolio {
    /// Everything together.
    pub fn total(&self) -> Money {
        let all = self.accounts.iter().flat_map(|(_, debts)| debts);
        all.fold(Money::zero(self.currency), |sum, debt| sum.checked_add(debt.open).unwrap_or(sum))
    }
}

/// What an agency would bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// Its number.
    pub agency: u32,
    /// How many accounts it takes, and how many are below its smallest debt.
    pub takes: usize,
    /// How many are below its smallest debt.
    pub below: usize,
    /// What the accounts it takes owe.
    pub placed: Money,
    /// What it would collect of that.
    pub collected: Money,
    /// What it asks for that, tax included.
    pub fee: Money,
    /// What is left.
    pub net: Money,
}

/// The debts of a currency that are more than so many days past due, without what is contested or on a plan.
pub fn portfolio(ledger: &Ledger, currency: Currency, over_days: i64, as_of: NaiveDate) -> Portfolio {
    let mut accounts: BTreeMap<CustomerId, Vec<Placeable>> = BTreeMap::new();
    let (mut disputed, mut on_plan) = (0, 0);
    for invoice in ledger.facts().invoices.iter().filter(|invoice| invoice.amount.currency() == currency) {
        let (open, days) = (ledger.owed_on(invoice, as_of), days_past_due(invoice.due, as_of));
        if days <= over_days || !open.is_positive() {
            continue;
        } else if ledger.open_dispute(invoice.id, as_of).is_some() {
            disputed += 1;
        } else if ledger.plan_of(invoice.id, as_of).is_some() {
            on_plan += 1;
        } else {
            accounts.entry(invoice.customer).or_default().push(Placeable { invoice: invoice.id, open, days_past_due: days });
        }
    }
    accounts.values_mut().for_each(|debts| debts.sort_by_key(|debt| (-debt.days_past_due, debt.invoice)));
    Portfolio { currency, accounts: accounts.into_iter().collect(), disputed, on_plan }
}

/// What an agency would bring when `percent` of every debt, 0 to 100, is collected. What is collected of a debt is rounded once, half away from zero.
///
/// # Errors
/// Fees in another currency; sums out of range.
pub fn offer(agency: &Agency, portfolio: &Portfolio, percent: Decimal) -> Result<Offer, FeeError> {
    let nothing = Money::zero(portfolio.currency);
    let none = Offer { agency: agency.number, takes: 0, below: 0, placed: nothing, collected: nothing, fee: nothing, net: nothing };
    let least = agency.least_debt.filter(|least| least.currency() == portfolio.currency);
    portfolio.accounts.iter().try_fold(none, |sum, (_, debts)| {
        let owed = debts.iter().try_fold(nothing, |sum, debt| sum.checked_add(debt.open))?;
        if least.is_some_and(|least| owed.minor() < least.minor()) {
            return Ok(Offer { below: sum.below + 1, ..sum });
        }
        let share = |debt: &Placeable| -> Result<(Money, i64), FeeError> {
            let exact = debt.open.to_decimal().saturating_mul(percent) / Decimal::ONE_HUNDRED;
            Ok((Money::from_decimal(exact, portfolio.currency, Rounding::HalfUp)?, debt.days_past_due))
        };
        let parts = debts.iter().map(share).collect::<Result<Vec<_>, _>>()?;
        let AgencyFee { total, .. } = agency.fees.of(portfolio.currency, &parts)?;
        let came = parts.iter().try_fold(nothing, |sum, (part, _)| sum.checked_add(*part))?;
        Ok(Offer {
            takes: sum.takes + 1,
            placed: sum.placed.checked_add(owed)?,
            collected: sum.collected.checked_add(came)?,
            fee: sum.fee.checked_add(total)?,
            net: sum.net.checked_add(came.checked_sub(total)?)?,
            ..sum
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agency::{AgencyFees, FeeBand};

    fn money(text: &str) -> Money {
        text.parse().unwrap()
    }

    fn debt(id: u32, open: &str, days_past_due: i64) -> Placeable {
        Placeable { invoice: InvoiceId(id), open: money(open), days_past_due }
    }

    #[test]
    fn agencies_are_told_apart_by_fees_and_by_what_they_take() {
        let accounts = vec![
            (CustomerId(1), vec![debt(1, "1000.00 GBP", 400), debt(2, "200.00 GBP", 80)]),
            (CustomerId(2), vec![debt(3, "40.00 GBP", 100)]),
        ];
        let portfolio = Portfolio { currency: Currency::GBP, accounts, disputed: 0, on_plan: 0 };
        assert_eq!(portfolio.total(), money("1240.00 GBP"));
        let band = |over_days, percent: i64| FeeBand { over_days, percent: percent.into() };
        let scale = Agency {
            number: 1,
            least_debt: Some(money("50.00 GBP")),
            fees: AgencyFees { bands: vec![band(0, 10), band(365, 30)], ..AgencyFees::default() },
            ..Agency::default()
        };
        let flat = Agency {
            number: 2,
            fees: AgencyFees { flat: Some(money("25.00 GBP")), tax_percent: 20.into(), ..AgencyFees::default() },
            ..Agency::default()
        };
        let told = |agency: &Agency, percent: i64| {
            let Offer { takes, below, placed, collected, fee, net, .. } = offer(agency, &portfolio, percent.into()).unwrap();
            format!("{takes} {below} {}", [placed, collected, fee, net].map(Money::to_plain).join(" "))
        };
        // 30 % of 500.00 and 10 % of 100.00; 40.00 are too little for it.
        assert_eq!(told(&scale, 50), "1 1 1200.00 600.00 160.00 440.00");
        // 25.00 and 20 % of it for each of two accounts.
        assert_eq!(told(&flat, 50), "2 0 1240.00 620.00 60.00 560.00");
        // A flat fee is owed when nothing comes, too.
        assert_eq!(told(&flat, 0), "2 0 1240.00 0.00 60.00 -60.00");
        let euros = Agency { fees: AgencyFees { flat: Some(money("25.00 EUR")), ..AgencyFees::default() }, ..flat };
        assert_eq!(offer(&euros, &portfolio, 50.into()), Err(FeeError::OtherCurrency(Currency::EUR)));
    }
}
