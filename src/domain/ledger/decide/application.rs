//! What a payment settles when nobody says: by the order of the policy.

use crate::domain::application::{Debt, oldest_first, part_by_part};
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;

impl Ledger {
    /// Open invoices of one customer and currency by due date, invoice date, then order of entry.
    pub fn oldest_first(&self, customer: CustomerId, currency: Currency) -> Vec<&Invoice> {
        let mut open: Vec<_> = self.open_invoices_of(customer).filter(|invoice| invoice.amount.currency() == currency).collect();
        open.sort_by_key(|invoice| (invoice.due, invoice.issued, invoice.id));
        open
    }

    /// How an amount is applied by the order of the policy: every open document in the order in which it comes, with its part, zero where
    /// nothing is left for it.
    pub fn applied_by_policy(&self, customer: CustomerId, amount: Money) -> Vec<(&Invoice, Money)> {
        let rule = self.policy().application;
        let none = Money::zero(amount.currency());
        let mut open = self.oldest_first(customer, amount.currency());
        if let Some(order) = rule.parts {
            let rank = |invoice: &&Invoice| order.parts().iter().position(|part| *part == invoice.kind.part());
            open.sort_by_key(rank); // stable: within a part the oldest stays first
        }
        let debts = open.iter().map(|invoice| (invoice.kind.part(), Debt { since: invoice.due, open: self.balance(invoice) }));
        let applied = match rule.parts {
            None => oldest_first(amount, &debts.map(|(_, debt)| debt).collect::<Vec<_>>(), rule.same_day),
            Some(order) => part_by_part(amount, &debts.collect::<Vec<_>>(), order, rule.same_day),
        };
        // One currency and no amount below zero: there is nothing to refuse. Otherwise all of it would stay unapplied.
        let parts = applied.map(|applied| applied.parts).unwrap_or_default();
        open.into_iter().zip(parts.into_iter().chain(std::iter::repeat(none))).collect()
    }
}
