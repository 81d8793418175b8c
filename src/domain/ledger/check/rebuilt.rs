//! Columns and indexes against those rebuilt from the facts.

use super::{FactsProblem, problems};
use crate::domain::ledger::Ledger;
use crate::domain::ledger::derived::Derived;

impl Ledger {
    /// Checks the facts, then rebuilds every column and index and compares. Empty when the books are right.
    pub fn check(&self) -> Vec<FactsProblem> {
        let mut found = problems(&self.facts);
        if found.is_empty() {
            let rebuilt = Derived::build(&self.facts);
            found.extend(
                self.derived
                    .differences(&rebuilt)
                    .into_iter()
                    .map(|what| FactsProblem { place: "derived data".to_owned(), what: format!("{what} disagree with the documents") }),
            );
        }
        found
    }
}

impl Derived {
    /// Names of the parts that differ. Accounts are numbered in order of first use, which a rebuild need not repeat,
    /// so they are compared by customer and currency.
    fn differences(&self, other: &Self) -> Vec<&'static str> {
        let parts = [
            ("invoice columns", {
                let (mine, theirs) = (&self.columns.invoices, &other.columns.invoices);
                mine.issued == theirs.issued
                    && mine.due == theirs.due
                    && mine.until == theirs.until
                    && mine.amount == theirs.amount
                    && mine.balance == theirs.balance
            }),
            ("payment columns", self.columns.payments.unapplied == other.columns.payments.unapplied),
            ("credit note columns", self.columns.credit_notes.unapplied == other.columns.credit_notes.unapplied),
            ("allocation columns", self.columns.allocations == other.columns.allocations),
            ("latest day", self.columns.latest >= other.columns.latest),
            ("accounts", self.sorted_accounts() == other.sorted_accounts()),
            ("open invoices", self.open == other.open),
            ("disputes", self.disputes_of == other.disputes_of),
            ("plans", self.plans_of == other.plans_of),
            ("charges", self.charges_of == other.charges_of),
            ("refunds", self.refunds_of == other.refunds_of),
            ("messages", self.messages_of == other.messages_of),
            ("search texts", self.customer_text == other.customer_text && self.invoice_text == other.invoice_text),
        ];
        parts.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
    }

    fn sorted_accounts(&self) -> Vec<(u32, &'static str, i64, i64)> {
        let mut accounts: Vec<_> =
            self.accounts.iter().map(|account| (account.customer.0, account.currency.code(), account.owed, account.unapplied)).collect();
        accounts.sort_unstable();
        accounts
    }
}
