//! What an amount of an entry can be, each with the account it goes to while the owner chooses no other.
//!
//! A new kind of entry adds its roles at their place in the chart. The names of roles are kept in ledgers: they stay for ever.

use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident, $code:literal, $name:literal, $what:literal;)*) => {
        /// What an amount of an entry is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum AccountRole {
            $($(#[$doc])* $role,)*
        }

        impl AccountRole {
            /// All of them, in the order of a chart.
            pub const ALL: &[Self] = &[$(Self::$role,)*];

            /// A word of its own, for addresses and ids.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$role => stringify!($role),)*
                }
            }

            /// The number and the name of its account while the owner chooses no other.
            pub const fn usual(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$role => ($code, $name),)*
                }
            }

            /// What goes to it, in words.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$role => $what,)*
                }
            }
        }
    };
}

roles! {
    /// Where payments arrive and refunds leave.
    Cash, "090", "Cash", "Payments received, refunds and payments that came back";
    /// What customers owe, less what is not applied: the total of the aging report.
    Receivable, "610", "Accounts receivable", "What customers owe, less unapplied credit: the total of the aging report";
    /// What was set aside for debts that will not be paid, less what was written off against it.
    Allowance, "611", "Allowance for doubtful accounts", "What is set aside for debts that will not be paid, less what is written off against it";
    /// Invoices without tax.
    Sales, "200", "Sales", "Invoices, without the tax in them where it is known";
    /// The tax in invoices.
    Tax, "820", "Sales tax", "The tax in invoices and in what is taken off them, where it is known";
    /// Credit notes.
    Returns, "201", "Sales returns and allowances", "Credit notes for returns, complaints and mistakes";
    /// Discounts for paying early.
    Discounts, "202", "Sales discounts", "Discounts for paying early";
    /// What settlements forgive.
    Settlements, "203", "Settlement allowances", "What a settlement forgives";
    /// Late fees.
    LateFees, "260", "Late fee income", "Late fees";
    /// Interest for paying late.
    Interest, "270", "Interest income", "Interest for paying late";
    /// Interest of payment plans.
    PlanInterest, "271", "Payment plan interest", "Interest of payment plans, and what of it is credited when a plan ends early";
    /// Fixed sums for the costs of collecting.
    FixedSums, "262", "Collection costs recovered", "Fixed sums that a law grants";
    /// Fees for payments that came back.
    ReturnFees, "263", "Bank charges recovered", "Fees for payments that came back";
    /// Fees and interest that were waived.
    Waived, "264", "Fees and interest waived", "Fees and interest that you waive";
    /// Debts that will not be paid.
    BadDebts, "404", "Bad debts", "Debts that you write off as an expense, and what you set aside for those that will probably not be paid";
    /// What came of debts that were written off as an expense.
    RecoveredBadDebts, "274", "Bad debts recovered", "What comes for debts that you wrote off as an expense";
    /// Balances of earlier books.
    OpeningBalances, "840", "Opening balances", "The allowance that your earlier books had";
    /// Refunds of what stopped counting.
    Clearing, "850", "Refunds to clear", "Refunds of a payment that came back or of a credit note that was voided: money that is still to be clarified";
}
