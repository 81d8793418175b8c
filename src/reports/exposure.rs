//! Exposure: what a customer owes in one currency, less the credit that pays nothing yet. A credit limit is held against it.

use super::aging::balance_as_of;
use super::open_items::unapplied_as_of;
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use chrono::NaiveDate;

/// What a customer owes in a currency on a day, due or not, less unapplied credit; never below zero. Costs that
/// customer's documents.
pub fn exposure(ledger: &Ledger, customer: CustomerId, currency: Currency, as_of: NaiveDate) -> Money {
    let invoices = ledger.invoices_of(customer).filter(|invoice| invoice.amount.currency() == currency);
    let owed: i64 = invoices.filter_map(|invoice| balance_as_of(ledger, invoice.id, as_of)).map(|balance| balance.minor()).sum();
    Money::from_minor((owed - unapplied_as_of(ledger, customer, currency, as_of)).max(0), currency)
}

/// A credit limit that is exceeded on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Excess {
    /// The most they may owe.
    pub limit: Money,
    /// What they owe.
    pub exposure: Money,
}

impl Excess {
    /// How much too much.
    pub fn amount(&self) -> Money {
        Money::from_minor(self.exposure.minor() - self.limit.minor(), self.limit.currency())
    }
}

/// Whether a customer owes more than their credit limit. A limit holds for its own currency.
pub fn over_limit(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate) -> Option<Excess> {
    let limit = ledger.customer(customer)?.details.credit_limit?;
    let exposure = exposure(ledger, customer, limit.currency(), as_of);
    (exposure.minor() > limit.minor()).then_some(Excess { limit, exposure })
}

/// Whether a customer would owe more than their credit limit with `more` on top of what they owe.
pub fn would_exceed(ledger: &Ledger, customer: CustomerId, more: Money, as_of: NaiveDate) -> Option<Excess> {
    let limit = ledger.customer(customer)?.details.credit_limit.filter(|limit| limit.currency() == more.currency())?;
    let exposure = exposure(ledger, customer, limit.currency(), as_of).checked_add(more).ok()?;
    (exposure.minor() > limit.minor()).then_some(Excess { limit, exposure })
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
        assert_eq!(would_exceed(&ledger, ADA, usd(500), day), Some(Excess { limit: usd(10_000), exposure: usd(10_500) }));
        assert_eq!(would_exceed(&ledger, ADA, Money::from_minor(500, Currency::EUR), day), None);
        run(&mut ledger, Command::IssueInvoice { draft: draft("3", 500, Currency::USD) });
        let excess = over_limit(&ledger, ADA, day).unwrap();
        assert_eq!((excess.amount(), excess.exposure), (usd(500), usd(10_500)));
        let (method, reference, choice) = (String::new(), String::new(), AllocationChoice::Unapplied);
        run(&mut ledger, Command::RecordPayment { customer: ADA, received: day, amount: usd(500), method, reference, choice });
        assert_eq!(over_limit(&ledger, ADA, day), None, "credit that is not applied yet counts");
        assert_eq!(over_limit(&ledger, ADA, day.pred_opt().unwrap()), None);
    }
}
