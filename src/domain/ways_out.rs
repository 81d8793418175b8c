//! The ways out of a debt that is not paid: what each would bring by the owner's figures, less what it costs.
//!
//! Estimates for a decision, nothing that is posted. The figures to begin with are round ones from what agencies and debt buyers publish (see the
//! help); the owner changes them. Each amount is computed exactly and rounded once.

use super::money::{Money, Rounding};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The last day past due of each age; the last age has no end.
pub const AGES: [i64; 4] = [90, 180, 365, 730];

/// A way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WayOut {
    /// The owner goes on asking.
    Chase,
    /// A smaller sum, the rest forgiven.
    Settle,
    /// A collection agency.
    Agency,
    /// A claim in court.
    Court,
    /// The debt is sold.
    Sell,
    /// The debt is given up.
    WriteOff,
}

impl WayOut {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 6] = [Self::Chase, Self::Settle, Self::Agency, Self::Court, Self::Sell, Self::WriteOff];
}

/// The figures that the comparison rests on. Lists by age go by [`AGES`], lists by way by [`WayOut::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WaysOutInputs {
    /// How much of a debt of each age still comes when somebody is on to it, in percent.
    pub chance: [u8; 5],
    /// Whether the owner's own history takes the place of that chance where there is enough of it.
    pub own_history: bool,
    /// What an agency keeps of what it collects, by age, in percent.
    pub commission: [u8; 5],
    /// What a buyer pays for a debt, by age, in percent.
    pub price: [u8; 5],
    /// What of the chance is left when the owner goes on alone, in percent.
    pub chase_share: u8,
    /// The sum of a settlement, in percent of the debt.
    pub settle_sum: u8,
    /// How the chance changes when that sum is offered, in percent of it.
    pub settle_share: u8,
    /// What of the chance a court brings, in percent.
    pub court_share: u8,
    /// The fees of a court, in percent of the claim.
    pub court_fee: u8,
    /// Hours of the owner's for each way.
    pub hours: [u8; 6],
    /// What an hour of the owner's costs; `None` while it is not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hour_cost: Option<Money>,
    /// How many months each way takes.
    pub months: [u8; 6],
}

impl Default for WaysOutInputs {
    fn default() -> Self {
        Self {
            chance: [69, 51, 21, 9, 5],
            own_history: true,
            commission: [20, 30, 40, 50, 50],
            price: [10, 8, 5, 3, 1],
            chase_share: 50,
            settle_sum: 60,
            settle_share: 120,
            court_share: 70,
            court_fee: 5,
            hours: [4, 2, 2, 10, 3, 1],
            hour_cost: None,
            months: [6, 1, 4, 9, 2, 0],
        }
    }
}

impl WaysOutInputs {
    /// Whether nothing was changed.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Whether every percentage and number is one that the comparison can use.
    pub fn is_sound(&self) -> bool {
        let shares = [self.chase_share, self.settle_sum, self.court_share, self.court_fee];
        let percents = self.chance.iter().chain(&self.commission).chain(&self.price).chain(&shares);
        percents.into_iter().all(|percent| *percent <= 100) && self.settle_share <= 200 && self.hour_cost.is_none_or(Money::is_positive)
    }
}

/// The place of an age in the lists by age.
pub fn age_place(days_past_due: i64) -> usize {
    AGES.iter().filter(|last| days_past_due > **last).count()
}

/// A debt to compare the ways out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debt {
    /// What is owed.
    pub owed: Money,
    /// What of it can still be brought to court.
    pub enforceable: Money,
    /// Days past due of its oldest document.
    pub days_past_due: i64,
    /// How much of such a debt still comes when somebody is on to it, in percent.
    pub chance: Decimal,
}

/// What one way would bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Which way.
    pub way: WayOut,
    /// What it is asked for: the debt, or the smaller sum or price.
    pub base: Money,
    /// The chance that this comes, in percent.
    pub chance: Decimal,
    /// `base` times the chance.
    pub brings: Money,
    /// Commission and court fees.
    pub fees: Money,
    /// The owner's hours, where they cost anything in the currency of the debt.
    pub time: Money,
    /// What is left; may be below zero.
    pub net: Money,
    /// Hours of the owner's.
    pub hours: u8,
    /// Months until it is over.
    pub months: u8,
}

/// What each way would bring for a debt, in the order of [`WayOut::ALL`].
pub fn outcomes(debt: &Debt, inputs: &WaysOutInputs) -> [Outcome; 6] {
    let place = age_place(debt.days_past_due);
    let of = |share: u8| (debt.chance * Decimal::from(share) / Decimal::ONE_HUNDRED).min(Decimal::ONE_HUNDRED);
    WayOut::ALL.map(|way| {
        let (base, chance) = match way {
            WayOut::Chase => (debt.owed, of(inputs.chase_share)),
            WayOut::Settle => (part(debt.owed, inputs.settle_sum.into()), of(inputs.settle_share)),
            WayOut::Agency => (debt.owed, of(100)),
            WayOut::Court => (debt.enforceable, of(inputs.court_share)),
            WayOut::Sell => (part(debt.owed, inputs.price[place].into()), Decimal::ONE_HUNDRED),
            WayOut::WriteOff => (Money::zero(debt.owed.currency()), Decimal::ZERO),
        };
        let brings = part(base, chance);
        let fees = match way {
            WayOut::Agency => part(brings, inputs.commission[place].into()),
            WayOut::Court => part(base, inputs.court_fee.into()),
            _ => Money::zero(base.currency()),
        };
        let (hours, months) = (inputs.hours[way as usize], inputs.months[way as usize]);
        let priced = inputs.hour_cost.filter(|cost| cost.currency() == base.currency()).map_or(0, Money::minor);
        let time = Money::from_minor(priced.saturating_mul(hours.into()), base.currency());
        let net = Money::from_minor(brings.minor().saturating_sub(fees.minor()).saturating_sub(time.minor()), base.currency());
        Outcome { way, base, chance, brings, fees, time, net, hours, months }
    })
}

/// A percentage of an amount, rounded once, half away from zero.
fn part(amount: Money, percent: Decimal) -> Money {
    Money::from_decimal(amount.to_decimal() * percent / Decimal::ONE_HUNDRED, amount.currency(), Rounding::HalfUp)
        .unwrap_or(Money::zero(amount.currency()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, Currency::USD)
    }

    #[test]
    fn an_age_has_its_place() {
        let check = |days, place| assert_eq!(age_place(days), place, "{days}");
        check(1, 0);
        check(90, 0);
        check(91, 1);
        check(180, 1);
        check(365, 2);
        check(366, 3);
        check(730, 3);
        check(731, 4);
    }

    #[test]
    fn each_way_brings_its_part_and_costs_its_price() {
        let debt = Debt { owed: usd(100_000), enforceable: usd(80_000), days_past_due: 120, chance: Decimal::from(51) };
        let inputs = WaysOutInputs { hour_cost: Some(usd(2_500)), ..WaysOutInputs::default() };
        let found =
            outcomes(&debt, &inputs).map(|one| (one.base.minor(), one.brings.minor(), one.fees.minor(), one.time.minor(), one.net.minor()));
        assert_eq!(
            found,
            [
                (100_000, 25_500, 0, 10_000, 15_500),
                (60_000, 36_720, 0, 5_000, 31_720),
                (100_000, 51_000, 15_300, 5_000, 30_700),
                (80_000, 28_560, 4_000, 25_000, -440),
                (8_000, 8_000, 0, 7_500, 500),
                (0, 0, 0, 2_500, -2_500),
            ]
        );
        // Time in another currency than the debt has no price: there are no exchange rates.
        let euros = WaysOutInputs { hour_cost: Some(Money::from_minor(2_500, Currency::EUR)), ..inputs };
        assert!(outcomes(&debt, &euros).iter().all(|one| one.time.is_zero()));
    }

    #[test]
    fn no_way_brings_more_than_is_owed_and_all_add_up() {
        for seed in 0_u32..300 {
            let percent = |step: u32| u8::try_from(seed * step % 101).unwrap();
            let inputs = WaysOutInputs {
                commission: [percent(7); 5],
                price: [percent(11); 5],
                chase_share: percent(13),
                settle_sum: percent(17),
                settle_share: percent(19) * 2 % 201,
                court_share: percent(23),
                court_fee: percent(29),
                hour_cost: (seed % 2 == 0).then(|| usd(i64::from(seed) + 1)),
                ..WaysOutInputs::default()
            };
            assert!(inputs.is_sound());
            let owed = usd(i64::from(seed) * 7_919 + 1);
            let days_past_due = i64::from(seed) * 5;
            let debt = Debt { owed, enforceable: owed, days_past_due, chance: Decimal::from(percent(31)) };
            for one in outcomes(&debt, &inputs) {
                assert!(one.brings.minor() <= one.base.minor() && one.base.minor() <= owed.minor(), "{seed} {one:?}");
                assert_eq!(one.net.minor(), one.brings.minor() - one.fees.minor() - one.time.minor(), "{seed}");
            }
        }
    }
}
