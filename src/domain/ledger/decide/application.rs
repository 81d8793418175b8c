//! What a payment settles when nobody says: by the order of the policy.

use crate::domain::application::{Debt, SameDay, oldest_first, part_by_part, pro_rata};
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::ledger::discounts::{Cash, Earned};
use crate::domain::money::Money;
use crate::domain::policy::ApplicationOrder;
use chrono::NaiveDate;

impl Ledger {
    /// Open invoices of one customer and currency by due date, invoice date, then order of entry.
    pub fn oldest_first(&self, customer: CustomerId, currency: Currency) -> Vec<&Invoice> {
        let mut open: Vec<_> = self.open_invoices_of(customer).filter(|invoice| invoice.amount.currency() == currency).collect();
        open.sort_by_key(|invoice| (invoice.due, invoice.issued, invoice.id));
        open
    }

    /// Open documents in the order in which the policy settles them.
    fn in_policy_order(&self, customer: CustomerId, currency: Currency, rule: ApplicationOrder) -> Vec<&Invoice> {
        let mut open = self.oldest_first(customer, currency);
        open.sort_by_key(|invoice| rank(rule, invoice)); // stable: within a part the oldest stays first
        open
    }

    /// How a payment is applied by the order of the policy when discounts come with it: what a document earns by money, and which of it is
    /// given. Documents of one due date that are paid in proportion are paid in full when the money is enough beside their discounts.
    pub(super) fn applied_with_discounts(
        &self,
        customer: CustomerId,
        (amount, on): (Money, NaiveDate),
        earned: impl Fn(&Invoice, Cash) -> Option<Earned>,
        given: impl Fn(&Invoice, &Earned) -> bool,
    ) -> Vec<(&Invoice, Money, Option<Earned>)> {
        let rule = self.policy_on(on).application;
        let pro_rata_of_day = rule.same_day == SameDay::ProRata;
        let together = |a: &&Invoice, b: &&Invoice| pro_rata_of_day && (rank(rule, a), a.due) == (rank(rule, b), b.due);
        let money = |minor: i64| Money::from_minor(minor, amount.currency());
        let (mut left, mut found) = (amount.minor(), Vec::new());
        for group in self.in_policy_order(customer, amount.currency(), rule).chunk_by(together) {
            if left <= 0 {
                break;
            }
            let wanted: Vec<(i64, Option<Earned>)> = group
                .iter()
                .map(|invoice| {
                    let balance = self.balance(invoice).minor();
                    let earned = earned(invoice, Cash::UpTo(money(left)));
                    let settles = |one: &Earned| given(invoice, one) && one.cash.minor() + one.discount.minor() == balance;
                    (earned.filter(settles).map_or(balance, |one| one.cash.minor()), earned)
                })
                .collect();
            let needed = wanted.iter().fold(0_i64, |sum, (cash, _)| sum.saturating_add(*cash));
            let shares = match group {
                [_] => vec![needed.min(left)],
                _ if needed <= left => wanted.iter().map(|(cash, _)| *cash).collect(),
                _ => {
                    let open: Vec<Money> = group.iter().map(|invoice| self.balance(invoice)).collect();
                    pro_rata(money(left), &open).unwrap_or_default().into_iter().map(Money::minor).collect()
                }
            };
            let whole = needed <= left || group.len() == 1;
            for ((invoice, (_, settled)), cash) in group.iter().zip(wanted).zip(shares) {
                let just = || earned(invoice, Cash::Just(money(cash))).filter(|_| cash > 0);
                found.push((*invoice, money(cash), if whole { settled } else { just() }));
                left -= cash;
            }
        }
        found
    }

    /// How an amount is applied on a day by the order of the policy: every open document in the order in which it comes, with its part, zero where
    /// nothing is left for it.
    pub fn applied_by_policy(&self, customer: CustomerId, amount: Money, on: NaiveDate) -> Vec<(&Invoice, Money)> {
        let rule = self.policy_on(on).application;
        let none = Money::zero(amount.currency());
        let open = self.in_policy_order(customer, amount.currency(), rule);
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

/// The place of a document's part in an order.
fn rank(rule: ApplicationOrder, invoice: &Invoice) -> Option<usize> {
    rule.parts?.parts().iter().position(|part| *part == invoice.kind.part())
}
