//! Exposure: what a customer owes in one currency, with the orders that were approved and are not invoiced yet, less the credit that
//! pays nothing yet. A credit limit is held against it.

use super::aging::balance_as_of;
use super::open_items::unapplied_as_of;
use crate::domain::calendar::day_of;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::TermSource;
use chrono::NaiveDate;

/// What a customer owes or is about to owe in one currency, part by part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure {
    /// Open documents, due or not.
    pub owed: Money,
    /// Approved orders that are not invoiced yet.
    pub pending: Money,
    /// Payments and credit notes that pay nothing yet.
    pub credit: Money,
}

impl Exposure {
    /// What is owed, plus what is pending, less credit; never below zero.
    pub fn total(&self) -> Money {
        self.with(0)
    }

    /// The total when an order of so many minor units comes on top.
    pub(super) fn with(&self, order: i64) -> Money {
        let sum = self.owed.minor().saturating_add(self.pending.minor()).saturating_sub(self.credit.minor()).saturating_add(order);
        Money::from_minor(sum.max(0), self.owed.currency())
    }
}

/// A customer's exposure in a currency on a day. Costs that customer's documents, or nothing from the ledger's latest day on.
pub fn exposure(ledger: &Ledger, customer: CustomerId, currency: Currency, as_of: NaiveDate) -> Exposure {
    let money = |minor| Money::from_minor(minor, currency);
    let lapse_days = ledger.policy_on(as_of).decision.lapse_days;
    let orders = ledger.decisions_of(customer).filter(|decision| decision.amount.currency() == currency);
    let pending = orders.filter(|decision| decision.is_pending(lapse_days, as_of));
    let pending = pending.fold(0_i64, |sum, decision| sum.saturating_add(decision.amount.minor()));
    Exposure {
        owed: money(owed_as_of(ledger, customer, currency, as_of)),
        pending: money(pending),
        credit: money(unapplied_as_of(ledger, customer, currency, as_of)),
    }
}

fn owed_as_of(ledger: &Ledger, customer: CustomerId, currency: Currency, as_of: NaiveDate) -> i64 {
    if day_of(as_of) >= ledger.columns().latest {
        return ledger.account(customer, currency).map_or(0, |account| account.owed);
    }
    let invoices = ledger.invoices_of(customer).filter(|invoice| invoice.amount.currency() == currency);
    invoices.filter_map(|invoice| balance_as_of(ledger, invoice.id, as_of)).map(|balance| balance.minor()).sum()
}

/// A credit limit that is exceeded on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excess {
    /// The most they may owe.
    pub limit: Money,
    /// What they owe and what is pending, less credit.
    pub exposure: Money,
    /// The approved orders in it.
    pub pending: Money,
}

impl Excess {
    /// How much too much.
    pub fn amount(&self) -> Money {
        Money::from_minor(self.exposure.minor() - self.limit.minor(), self.limit.currency())
    }
}

/// The limits of a customer on a day, one for each currency that has one: their own, else those of their tier, else the policy's. That of their
/// own first currency comes first.
pub fn limits(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Vec<Money> {
    sourced_limits(ledger, customer, as_of).into_iter().map(|(limit, _)| limit).collect()
}

/// The same, each with whose word it is.
pub fn sourced_limits(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Vec<(Money, TermSource)> {
    let Some(details) = ledger.customer(customer).map(|found| &found.details) else { return Vec::new() };
    let policy = ledger.policy_on(as_of);
    let sourced = |currency| {
        let (limit, source) = policy.limit_of(details, currency);
        Some((limit?, source))
    };
    let mut found: Vec<_> = policy.limited_currencies(details).into_iter().filter_map(sourced).collect();
    found.sort_by_key(|(limit, _)| (details.credit_limit.map(Money::currency) != Some(limit.currency()), limit.currency().code()));
    found
}

/// The first of a customer's credit limits that is exceeded. A limit holds for its own currency.
pub fn over_limit(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Option<Excess> {
    limits(ledger, customer, as_of).into_iter().find_map(|limit| {
        let found = exposure(ledger, customer, limit.currency(), as_of);
        let excess = Excess { limit, exposure: found.total(), pending: found.pending };
        (excess.exposure.minor() > limit.minor()).then_some(excess)
    })
}

/// Whether a customer would owe more than their credit limit with an invoice of `more` on top of what they owe. Pending orders are left
/// out: the invoice may be for one of them.
pub fn would_exceed(ledger: &Ledger, customer: CustomerId, more: Money, as_of: NaiveDate) -> Option<Excess> {
    let limit = limits(ledger, customer, as_of).into_iter().find(|limit| limit.currency() == more.currency())?;
    let pending = Money::zero(more.currency());
    let owed = Exposure { pending, ..exposure(ledger, customer, limit.currency(), as_of) };
    let exposure = owed.with(more.minor());
    (exposure.minor() > limit.minor()).then_some(Excess { limit, exposure, pending })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{AllocationChoice, Command, InvoiceDraft};
    use crate::domain::customer::CustomerDetails;

    const ADA: CustomerId = CustomerId(1);

    fn usd(minor: i64) -> Money {
        Money::from_minor(minor, Currency::USD)
    }

    #[test]
    fn what_is_owed_less_credit_is_held_against_the_limit() {
        let day: NaiveDate = "2026-03-01".parse().unwrap();
        let mut ledger = Ledger::default();
        let run = |ledger: &mut Ledger, command: Command| ledger.execute(&command, day).map(|_| ()).unwrap();
        let details = CustomerDetails { credit_limit: Some(usd(10_000)), ..CustomerDetails::named("Ada") };
        run(&mut ledger, Command::AddCustomer { details });
        let draft = |number: &str, minor, currency| InvoiceDraft {
            terms: Default::default(),
            customer: ADA,
            number: number.to_owned(),
            issued: day,
            due: None,
            amount: Money::from_minor(minor, currency),
            note: String::new(),
        };
        run(&mut ledger, Command::IssueInvoice { draft: draft("1", 10_000, Currency::USD) });
        run(&mut ledger, Command::IssueInvoice { draft: draft("2", 99_000, Currency::EUR) });
        assert_eq!(over_limit(&ledger, ADA, day), None, "the limit itself is allowed, and euros do not count against dollars");
        assert_eq!(would_exceed(&ledger, ADA, usd(0), day), None);
        assert_eq!(would_exceed(&ledger, ADA, usd(500), day), Some(Excess { limit: usd(10_000), exposure: usd(10_500), pending: usd(0) }));
        assert_eq!(would_exceed(&ledger, ADA, Money::from_minor(500, Currency::EUR), day), None);
        run(&mut ledger, Command::IssueInvoice { draft: draft("3", 500, Currency::USD) });
        let excess = over_limit(&ledger, ADA, day).unwrap();
        assert_eq!((excess.amount(), excess.exposure), (usd(500), usd(10_500)));
        let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::Unapplied);
        run(
            &mut ledger,
            Command::RecordPayment { discounts: Vec::new(), customer: ADA, received: day, amount: usd(500), method, reference, choice },
        );
        assert_eq!(over_limit(&ledger, ADA, day), None, "credit that is not applied yet counts");
        assert_eq!(over_limit(&ledger, ADA, day.pred_opt().unwrap()), None);
    }
}
