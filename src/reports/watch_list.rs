//! The watch list: customers who owe, or are about to owe, most of their credit limit.

use super::exposure::{Exposure, exposure, limits};
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use chrono::NaiveDate;

/// One customer in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatchRow {
    /// Who.
    pub customer: CustomerId,
    /// The most they may owe.
    pub limit: Money,
    /// What they owe and are about to.
    pub exposure: Exposure,
    /// How much of the limit that is, in whole percent, rounded down.
    pub percent: i64,
    /// Whether nothing goes out on credit already.
    pub on_hold: bool,
}

impl WatchRow {
    /// What is left of the limit; below zero when it is exceeded.
    pub fn left(&self) -> Money {
        Money::from_minor(self.limit.minor() - self.exposure.total().minor(), self.limit.currency())
    }
}

/// The limits of one customer of which the policy's part is used up. Costs that customer's documents.
pub fn watched(ledger: &Ledger, policy: &CreditPolicy, customer: CustomerId, as_of: NaiveDate) -> Vec<WatchRow> {
    let row = |limit: Money| {
        let exposure = exposure(ledger, customer, limit.currency(), as_of);
        let used = i128::from(exposure.total().minor()) * 100;
        let full = used >= i128::from(limit.minor()) * i128::from(policy.decision.watch_percent);
        let percent = i64::try_from(used / i128::from(limit.minor().max(1))).unwrap_or(i64::MAX);
        full.then(|| WatchRow { customer, limit, exposure, percent, on_hold: ledger.hold_of(customer, as_of).is_some() })
    };
    limits(ledger, customer, as_of).into_iter().filter_map(row).collect()
}

/// Who has used up the policy's part of a limit, the fullest first.
pub fn watch_list(ledger: &Ledger, policy: &CreditPolicy, as_of: NaiveDate) -> Vec<WatchRow> {
    let mut rows: Vec<WatchRow> = ledger.customers().flat_map(|customer| watched(ledger, policy, customer.id, as_of)).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.percent), row.customer, row.limit.currency().code()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, DecisionDraft, InvoiceDraft};
    use crate::domain::credit_decision::Ruling;
    use crate::domain::currency::Currency;
    use crate::domain::customer::CustomerDetails;

    #[test]
    fn who_owes_nine_tenths_of_a_limit_is_watched_and_orders_count() {
        let day: NaiveDate = "2026-03-01".parse().unwrap();
        let (usd, eur) = (|minor| Money::from_minor(minor, Currency::USD), |minor| Money::from_minor(minor, Currency::EUR));
        let mut ledger = Ledger::default();
        let mut run = |command: Command| drop(ledger.execute(&command, day).unwrap());
        for name in ["Ada", "Bob", "Cyd"] {
            let further_limits = if name == "Cyd" { vec![eur(100)] } else { Vec::new() };
            let details = CustomerDetails { credit_limit: Some(usd(1_000)), further_limits, ..CustomerDetails::named(name) };
            run(Command::AddCustomer { details });
        }
        for (customer, amount) in [(1, usd(900)), (2, usd(899)), (3, eur(150))] {
            let (customer, number, note) = (CustomerId(customer), "1".to_owned(), String::new());
            run(Command::IssueInvoice {
                draft: InvoiceDraft { customer, number, issued: day, due: None, amount, note, terms: Default::default() },
            });
        }
        let found = |ledger: &Ledger| -> Vec<(u32, i64, i64)> {
            let rows = watch_list(ledger, ledger.policy(), day);
            rows.iter().map(|row| (row.customer.0, row.percent, row.left().minor())).collect()
        };
        assert_eq!(found(&ledger), [(3, 150, -50), (1, 90, 100)]);
        let (ruling, empty) = (Ruling::APPROVE, String::new());
        let draft = DecisionDraft {
            customer: CustomerId(2),
            on: day,
            order: empty.clone(),
            amount: usd(1),
            decided: ruling,
            proposed: ruling,
            reasons: Vec::new(),
            word: empty,
        };
        ledger.execute(&Command::RecordDecision { draft }, day).unwrap();
        assert_eq!(found(&ledger), [(3, 150, -50), (1, 90, 100), (2, 90, 100)]);
    }
}
