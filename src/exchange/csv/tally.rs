//! Sums per currency of what is taken, left out and rejected.

use super::preview::CurrencyTotal;
use crate::domain::currency::Currency;
use crate::domain::money::Money;

/// Running sums, wide enough not to overflow.
#[derive(Default)]
pub(super) struct Tally(Vec<Sums>);

struct Sums {
    currency: Currency,
    accepted: i128,
    skipped: i128,
    rejected: i128,
}

impl Tally {
    pub fn accept(&mut self, amount: Money) {
        self.of(amount.currency()).accepted += i128::from(amount.minor());
    }

    /// A credit note of which `left` is taken; the used part counts as left out.
    pub fn accept_credit(&mut self, left: Money, whole: Option<Money>) {
        let sums = self.of(left.currency());
        sums.accepted -= i128::from(left.minor());
        sums.skipped += whole.map_or(0, |whole| i128::from(whole.minor()) + i128::from(left.minor()));
    }

    pub fn skip(&mut self, amount: Option<Money>) {
        if let Some(amount) = amount {
            self.of(amount.currency()).skipped += i128::from(amount.minor());
        }
    }

    pub fn reject(&mut self, amount: Option<Money>) {
        if let Some(amount) = amount {
            self.of(amount.currency()).rejected += i128::from(amount.minor());
        }
    }

    pub fn totals(mut self) -> Vec<CurrencyTotal> {
        self.0.sort_by_key(|sums| sums.currency);
        let total = |sums: &Sums| {
            // A million documents of the largest amount still fit.
            let money = |minor: i128| Money::from_minor(i64::try_from(minor).unwrap_or(i64::MAX), sums.currency);
            CurrencyTotal {
                file: money(sums.accepted + sums.skipped + sums.rejected),
                accepted: money(sums.accepted),
                skipped: money(sums.skipped),
                rejected: money(sums.rejected),
            }
        };
        self.0.iter().map(total).collect()
    }

    fn of(&mut self, currency: Currency) -> &mut Sums {
        let index = self.0.iter().position(|sums| sums.currency == currency).unwrap_or_else(|| {
            self.0.push(Sums { currency, accepted: 0, skipped: 0, rejected: 0 });
            self.0.len() - 1
        });
        &mut self.0[index]
    }
}
