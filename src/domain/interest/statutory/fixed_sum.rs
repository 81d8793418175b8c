//! The fixed sum for the costs of collection: by the size of the debt, once, and not from consumers. (domain rules §4, trap 8)

use super::Preset;
use crate::domain::approach::CustomerKind;
use crate::domain::currency::Currency;
use crate::domain::money::Money;

/// Why there is no fixed sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFixedSum {
    /// The debtor is a consumer.
    Consumer,
    /// Nothing was open after the due date.
    NotOverdue,
    /// It has been charged for this debt already. A payment that comes back brings no second one.
    AlreadyCharged,
    /// The law sets it in another currency than the debt's.
    OtherCurrency(Currency),
}

/// Sums in whole units for small, middle and large debts.
struct Scale {
    currency: Currency,
    sums: [i64; 3],
    /// Whether a debt of exactly 1,000 or 10,000 still has the lower sum.
    edges_below: bool,
}

/// Debts from here on, in whole units, have the second and third sum.
const EDGES: [i64; 2] = [1_000, 10_000];

/// Directive 2011/7 art. 6: 40 at least, whatever the size.
const FORTY: Scale = Scale { currency: Currency::EUR, sums: [40; 3], edges_below: false };
/// Act 1998 s. 5A: below 1,000, below 10,000, from 10,000.
const UK: Scale = Scale { currency: Currency::GBP, sums: [40, 70, 100], edges_below: false };
/// S.I. 580/2012: up to 1,000, up to 10,000, above. The edges †
const IRELAND: Scale = Scale { currency: Currency::EUR, sums: [40, 70, 100], edges_below: true };

impl Scale {
    /// Whatever the debt's currency: the number of units alone decides.
    fn sum(&self, debt: Money) -> Money {
        let unit = |currency: Currency| 10_i64.pow(currency.minor_digits());
        let reached = |edge: &&i64| {
            let edge = edge.saturating_mul(unit(debt.currency()));
            debt.minor() > edge || (debt.minor() == edge && !self.edges_below)
        };
        let place = EDGES.iter().filter(reached).count();
        Money::from_minor(self.sums[place] * unit(self.currency), self.currency)
    }
}

/// The fixed sum of the United Kingdom: 40 below 1,000, 70 below 10,000, 100 from there on; reasonable costs beyond it may be asked too.
pub fn uk_fixed_sum(debt: Money) -> Money {
    UK.sum(debt)
}

/// The fixed sum of a law for a debt (what was open at the end of its due date), or why there is none.
pub fn fixed_sum(preset: Preset, debt: Money, debtor: CustomerKind) -> Result<Money, NoFixedSum> {
    let scale = match preset {
        Preset::UnitedKingdom => &UK,
        Preset::Ireland => &IRELAND,
        _ => &FORTY,
    };
    match debtor {
        CustomerKind::Consumer => Err(NoFixedSum::Consumer),
        CustomerKind::Business if !debt.is_positive() => Err(NoFixedSum::NotOverdue),
        CustomerKind::Business if debt.currency() != scale.currency => Err(NoFixedSum::OtherCurrency(scale.currency)),
        CustomerKind::Business => Ok(scale.sum(debt)),
    }
}
