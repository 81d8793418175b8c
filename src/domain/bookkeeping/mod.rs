//! What the owner's accountant agreed with them: the accounts that entries go to, and the day up to which the books are closed.
//!
//! An [`AccountRole`] says what an amount is; the chart says which account that is in the accountant's books. Several roles can share an account;
//! only the receivable has one of its own, since its balance is what customers owe.

mod role;

pub use role::AccountRole;

use super::calendar::YEARS;
use super::text_rules::text_problem;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use thiserror::Error;

/// The most characters of an account's number.
pub const MOST_CODE: usize = 10;
/// The most characters of an account's name.
pub const MOST_NAME: usize = 100;
/// The most characters of the name of a tax rate.
pub const MOST_TAX_RATE: usize = 60;
/// What Xero calls lines that it must not add tax to.
pub const USUAL_TAX_RATE: &str = "Tax Exempt";

/// An account in the accountant's books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account<'a> {
    /// Its number.
    pub code: Cow<'a, str>,
    /// Its name.
    pub name: Cow<'a, str>,
}

/// An account that the owner chose for a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccount {
    /// What goes to it.
    pub role: AccountRole,
    /// Its number.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// How the books are handed to an accountant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bookkeeping {
    /// Accounts that differ from the usual ones, in the order of the chart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<OwnAccount>,
    /// What the tax rate of lines without tax is called in Xero; empty for the usual name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tax_rate: String,
    /// The last day of the locked period: nothing that moves an amount is entered, changed or undone on it or before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_through: Option<NaiveDate>,
}

/// Why accounts cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BookkeepingProblem {
    /// An account without a number or a name.
    #[error("“{}” needs an account with a number and a name.", .0.usual().1)]
    Missing(AccountRole),
    /// A text that is too long or cannot be shown.
    #[error("The account of “{}” can have a number of at most {MOST_CODE} and a name of at most {MOST_NAME} characters that can be shown.", .0.usual().1)]
    Text(AccountRole),
    /// One number with two names, or one name with two numbers.
    #[error("The accounts of “{}” and “{}” have the same number or name, but not both.", .0.usual().1, .1.usual().1)]
    Ambiguous(AccountRole, AccountRole),
    /// The receivable shares its account.
    #[error("Accounts receivable needs an account of its own: “{}” goes there, too.", .0.usual().1)]
    SharesReceivable(AccountRole),
    /// Twice the same role.
    #[error("“{}” has two accounts.", .0.usual().1)]
    Twice(AccountRole),
    /// The name of a tax rate that cannot be used.
    #[error("The name of a tax rate can have at most {MOST_TAX_RATE} characters that can be shown.")]
    TaxRate,
    /// A day nobody means.
    #[error("The last locked day must be between 1950 and 2100.")]
    OddDay,
}

impl BookkeepingProblem {
    /// The role whose account is wrong.
    pub fn role(&self) -> Option<AccountRole> {
        match self {
            Self::Missing(role) | Self::Text(role) | Self::Ambiguous(_, role) | Self::SharesReceivable(role) | Self::Twice(role) => {
                Some(*role)
            }
            Self::TaxRate | Self::OddDay => None,
        }
    }
}

impl Bookkeeping {
    /// Whether everything is as usual and nothing is locked.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The account of a role.
    pub fn account(&self, role: AccountRole) -> Account<'_> {
        let own = self.accounts.iter().find(|own| own.role == role);
        let (code, name) = own.map_or_else(|| role.usual(), |own| (&own.code, &own.name));
        Account { code: Cow::Borrowed(code), name: Cow::Borrowed(name) }
    }

    /// What the tax rate of lines without tax is called in Xero.
    pub fn tax_rate(&self) -> &str {
        if self.tax_rate.is_empty() { USUAL_TAX_RATE } else { &self.tax_rate }
    }

    /// Whether a day is locked.
    pub fn is_locked(&self, day: NaiveDate) -> bool {
        self.locked_through.is_some_and(|last| day <= last)
    }

    /// Trimmed, without accounts that are the usual ones, in the order of the chart; refused when an accountant could not use it.
    pub fn checked(mut self) -> Result<Self, BookkeepingProblem> {
        for own in &mut self.accounts {
            (own.code, own.name) = (own.code.trim().to_owned(), own.name.trim().to_owned());
            if own.code.is_empty() || own.name.is_empty() {
                return Err(BookkeepingProblem::Missing(own.role));
            }
            if text_problem(&own.code, MOST_CODE, false).is_some() || text_problem(&own.name, MOST_NAME, false).is_some() {
                return Err(BookkeepingProblem::Text(own.role));
            }
        }
        self.tax_rate = self.tax_rate.trim().to_owned();
        if text_problem(&self.tax_rate, MOST_TAX_RATE, false).is_some() {
            return Err(BookkeepingProblem::TaxRate);
        }
        if self.tax_rate == USUAL_TAX_RATE {
            self.tax_rate.clear();
        }
        if self.locked_through.is_some_and(|day| !YEARS.contains(&day.year())) {
            return Err(BookkeepingProblem::OddDay);
        }
        self.accounts.sort_by_key(|own| own.role);
        if let Some(twice) = self.accounts.windows(2).find(|pair| pair[0].role == pair[1].role) {
            return Err(BookkeepingProblem::Twice(twice[0].role));
        }
        self.accounts.retain(|own| own.role.usual() != (own.code.as_str(), own.name.as_str()));
        for (place, role) in AccountRole::ALL.iter().enumerate() {
            let mine = self.account(*role);
            for other in &AccountRole::ALL[..place] {
                let theirs = self.account(*other);
                match (mine.code == theirs.code, mine.name == theirs.name) {
                    (false, false) => {}
                    (true, true) if *other != AccountRole::Receivable && *role != AccountRole::Receivable => {}
                    (true, true) if *role == AccountRole::Receivable => return Err(BookkeepingProblem::SharesReceivable(*other)),
                    (true, true) => return Err(BookkeepingProblem::SharesReceivable(*role)),
                    _ => return Err(BookkeepingProblem::Ambiguous(*other, *role)),
                }
            }
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(role: AccountRole, code: &str, name: &str) -> OwnAccount {
        OwnAccount { role, code: code.to_owned(), name: name.to_owned() }
    }

    fn with(accounts: &[OwnAccount]) -> Result<Bookkeeping, BookkeepingProblem> {
        Bookkeeping { accounts: accounts.to_vec(), ..Bookkeeping::default() }.checked()
    }

    #[test]
    fn the_usual_chart_is_sound_and_leaves_nothing_to_store() {
        let usual: Vec<_> = AccountRole::ALL.iter().rev().map(|role| own(*role, role.usual().0, role.usual().1)).collect();
        assert_eq!(with(&usual), Ok(Bookkeeping::default()));
        assert!(AccountRole::ALL.is_sorted());
        let day = "2026-03-31".parse().ok();
        let locked = Bookkeeping { tax_rate: " Tax Exempt ".to_owned(), locked_through: day, ..Bookkeeping::default() };
        let checked = locked.checked().unwrap();
        assert_eq!((checked.tax_rate(), checked.tax_rate.as_str(), checked.is_usual()), ("Tax Exempt", "", false));
        assert!(day.is_some_and(|day| checked.is_locked(day) && !checked.is_locked(day.succ_opt().unwrap())));
    }

    #[test]
    fn accounts_are_the_owners_but_never_ambiguous() {
        use AccountRole::{FixedSums, LateFees, Receivable, Sales};
        let mine = with(&[own(FixedSums, " 260 ", "Late fee income"), own(Sales, "4000", "Shop")]).unwrap();
        assert_eq!((mine.account(FixedSums).code.as_ref(), mine.account(Sales).name.as_ref()), ("260", "Shop"));
        assert_eq!(mine.accounts[0].role, Sales);
        let refused = |accounts: &[OwnAccount]| with(accounts).unwrap_err().to_string();
        assert_eq!(refused(&[own(Sales, "", "Shop")]), "“Sales” needs an account with a number and a name.");
        assert!(refused(&[own(Sales, "12345678901", "Shop")]).starts_with("The account of “Sales”"));
        assert!(refused(&[own(Sales, "1", "a\u{202e}b")]).starts_with("The account of “Sales”"));
        assert_eq!(
            refused(&[own(Sales, "260", "Shop")]),
            "The accounts of “Sales” and “Late fee income” have the same number or name, but not both."
        );
        assert!(refused(&[own(LateFees, "1", "Sales")]).starts_with("The accounts of “Sales”"));
        let shared = "Accounts receivable needs an account of its own: “Sales” goes there, too.";
        assert_eq!(refused(&[own(Sales, "610", "Accounts receivable")]), shared);
        assert_eq!(refused(&[own(Receivable, "200", "Sales")]), shared);
        assert_eq!(refused(&[own(Sales, "1", "A"), own(Sales, "2", "B")]), "“Sales” has two accounts.");
        let late = Bookkeeping { tax_rate: "x".repeat(61), ..Bookkeeping::default() };
        assert_eq!(late.checked(), Err(BookkeepingProblem::TaxRate));
        let odd = Bookkeeping { locked_through: "1890-01-01".parse().ok(), ..Bookkeeping::default() };
        assert_eq!(odd.checked(), Err(BookkeepingProblem::OddDay));
    }
}
