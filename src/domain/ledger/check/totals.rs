//! Totals: whatever the books add up fits into 64 bits of minor units.

use super::Checker;
use crate::domain::currency::Currency;
use crate::domain::facts::Facts;
use crate::domain::money::Money;

impl Checker<'_> {
    /// Reports and accounts add amounts of one currency without looking. Each amount is small enough, but only the sum of
    /// all of them shows that no sum of some can wrap.
    pub(super) fn totals(&mut self) {
        let Facts { invoices, payments, credit_notes, allocations, plans, .. } = self.facts;
        let credits = payments.iter().map(|payment| payment.amount).chain(credit_notes.iter().map(|note| note.amount));
        let instalments = plans.iter().flat_map(|plan| &plan.instalments).map(|instalment| instalment.amount);
        self.total("invoices", invoices.iter().map(|invoice| invoice.amount));
        self.total("payments and credit_notes", credits);
        self.total("allocations", allocations.iter().map(|allocation| allocation.amount));
        self.total("plans", instalments);
    }

    fn total(&mut self, list: &str, amounts: impl Iterator<Item = Money>) {
        for currency in too_large(amounts) {
            self.add(list, format_args!("their amounts in {currency} sum to more than Recoup can keep exactly"));
        }
    }
}

/// The currencies whose amounts do not fit into one sum.
fn too_large(amounts: impl Iterator<Item = Money>) -> Vec<Currency> {
    let mut sums: Vec<(Currency, i128)> = Vec::new();
    for amount in amounts {
        let minor = i128::from(amount.minor());
        match sums.iter_mut().find(|(currency, _)| *currency == amount.currency()) {
            Some((_, sum)) => *sum += minor,
            None => sums.push((amount.currency(), minor)),
        }
    }
    sums.into_iter().filter(|(_, sum)| *sum > i128::from(i64::MAX)).map(|(currency, _)| currency).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_would_wrap_is_named_by_its_currency() {
        let check = |amounts: &[(i64, Currency)], expected: &[Currency]| {
            assert_eq!(too_large(amounts.iter().map(|(minor, currency)| Money::from_minor(*minor, *currency))), expected);
        };
        check(&[], &[]);
        check(&[(i64::MAX, Currency::USD), (i64::MAX, Currency::EUR)], &[]);
        check(&[(i64::MAX, Currency::USD), (1, Currency::USD), (i64::MAX, Currency::EUR)], &[Currency::USD]);
        check(&[(1, Currency::EUR), (i64::MAX, Currency::USD), (i64::MAX, Currency::EUR)], &[Currency::EUR]);
        let most = |count: usize| too_large(std::iter::repeat_n(Money::from_minor(Money::MAX_MINOR, Currency::USD), count));
        assert_eq!(most(1_000_000), []);
        assert_eq!(most(1_100_000), [Currency::USD]);
    }

    #[test]
    fn the_problem_is_a_sentence() {
        let facts = Facts::default();
        let mut checker = Checker { facts: &facts, problems: Vec::new() };
        checker.total("invoices", [i64::MAX, 1].into_iter().map(|minor| Money::from_minor(minor, Currency::USD)));
        let said: Vec<String> = checker.problems.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["invoices: their amounts in USD sum to more than Recoup can keep exactly"]);
    }
}
