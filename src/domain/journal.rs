//! Journal entries: what happened in the words of double-entry bookkeeping.
//!
//! An [`Entry`] balances or does not exist. Deliberately not here: which event makes which entry (`reports::journals`), the chart of accounts
//! ([`bookkeeping`](super::bookkeeping)) and every file. (domain rules §2; OpenStax m67882)

use super::money::{Money, MoneyError};
use thiserror::Error;

/// Left or right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Left: assets and expenses grow.
    Debit,
    /// Right: liabilities, equity and income grow.
    Credit,
}

/// One line of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting<Account = String> {
    /// Which side.
    pub side: Side,
    /// The account: its name, or what names it in the books.
    pub account: Account,
    /// How much, above zero.
    pub amount: Money,
}

/// Why lines are no entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EntryError {
    /// No line.
    #[error("An entry needs at least two lines.")]
    TooFew,
    /// A line of nothing, or of less.
    #[error("The amount of a line must be above zero, not {0}.")]
    NotPositive(Money),
    /// Both sides differ.
    #[error("The debits of {debits} and the credits of {credits} do not balance.")]
    Unbalanced {
        /// The sum on the left.
        debits: Money,
        /// The sum on the right.
        credits: Money,
    },
    /// Two currencies met, or a sum left the range of exact amounts.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// Lines whose debits are their credits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<Account = String> {
    postings: Vec<Posting<Account>>,
    total: Money,
}

impl<Account> Entry<Account> {
    /// An entry of these lines, or why they are none.
    pub fn new(postings: Vec<Posting<Account>>) -> Result<Self, EntryError> {
        let first = postings.first().filter(|_| postings.len() > 1).ok_or(EntryError::TooFew)?;
        let none = Money::zero(first.amount.currency());
        let (mut debits, mut credits) = (none, none);
        for Posting { side, amount, .. } in &postings {
            if !amount.is_positive() {
                return Err(EntryError::NotPositive(*amount));
            }
            let sum = match side {
                Side::Debit => &mut debits,
                Side::Credit => &mut credits,
            };
            *sum = sum.checked_add(*amount)?;
        }
        if debits == credits { Ok(Self { postings, total: debits }) } else { Err(EntryError::Unbalanced { debits, credits }) }
    }

    /// Its lines, in the order they were given.
    pub fn postings(&self) -> &[Posting<Account>] {
        &self.postings
    }

    /// The sum of either side.
    pub fn total(&self) -> Money {
        self.total
    }

    /// The same with every side turned, debits first: what takes it back.
    pub fn reversed(mut self) -> Self {
        for posting in &mut self.postings {
            posting.side = match posting.side {
                Side::Debit => Side::Credit,
                Side::Credit => Side::Debit,
            };
        }
        self.postings.sort_by_key(|posting| posting.side == Side::Credit); // debits first, as entries are written
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::currency::Currency;

    #[test]
    fn an_entry_balances_or_is_none() {
        let line = |side, minor| Posting { side, account: "Cash".to_owned(), amount: Money::from_minor(minor, Currency::USD) };
        let check = |lines: &[(Side, i64)], expected: &str| {
            let entry = Entry::new(lines.iter().map(|(side, minor)| line(*side, *minor)).collect());
            assert_eq!(entry.map_or_else(|error| error.to_string(), |entry| entry.total().to_string()), expected);
        };
        use Side::{Credit, Debit};
        check(&[(Debit, 100), (Credit, 60), (Credit, 40)], "1.00 USD");
        check(&[(Debit, 100), (Credit, 99)], "The debits of 1.00 USD and the credits of 0.99 USD do not balance.");
        check(&[(Debit, 0), (Credit, 0)], "The amount of a line must be above zero, not 0.00 USD.");
        check(&[(Debit, 1)], "An entry needs at least two lines.");
        check(&[], "An entry needs at least two lines.");
        let euro = Posting { amount: Money::from_minor(1, Currency::EUR), ..line(Credit, 1) };
        let mixed = Err(EntryError::Money(MoneyError::MixedCurrencies(Currency::USD, Currency::EUR)));
        assert_eq!(
            Entry::new(vec![line(Debit, 1), euro.clone()]).and_then(|_| Entry::new(vec![line(Debit, 1), line(Credit, 1), euro])),
            mixed
        );
    }
}
