//! The interest of all of a customer's invoices that are past due.

use super::{InvoiceInterest, NoInterest, invoice_interest, on_plan};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::invoice::DocumentKind;
use crate::domain::ledger::Ledger;
use crate::domain::money::{Money, MoneyError};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The sums in one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencySum {
    /// What the invoices and the charges for them still owe.
    pub owed: Money,
    /// Interest that has not been charged.
    pub new_interest: Money,
    /// Fixed sums that have not been charged.
    pub fixed: Money,
    /// What the next day adds.
    pub per_day: Decimal,
    /// All of it together.
    pub total: Money,
}

/// The interest of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerInterest {
    /// Of every invoice that bears any, by due date.
    pub documents: Vec<InvoiceInterest>,
    /// By currency.
    pub sums: Vec<CurrencySum>,
    /// Invoices that are past due and bear none, and why.
    pub without: Vec<(InvoiceId, NoInterest)>,
}

/// The interest of a customer's invoices that are past due and open, but on no plan in force; with `paid_late` also of those that were paid
/// late, while interest or a fixed sum has not been charged for them. Costs that customer's documents.
pub fn customer_interest(ledger: &Ledger, customer: CustomerId, as_of: NaiveDate, paid_late: bool) -> CustomerInterest {
    let mut late: Vec<_> =
        ledger.invoices_of(customer).filter(|invoice| invoice.kind == DocumentKind::Invoice && invoice.due < as_of).collect();
    late.sort_by_key(|invoice| (invoice.due, invoice.id));
    let mut all = CustomerInterest::default();
    for invoice in late {
        let open = ledger.owed_on(invoice, as_of).is_positive();
        if !open && !paid_late {
            continue;
        }
        match claimed(ledger, invoice.id, as_of) {
            Ok(found) if open || found.new_interest.is_positive() || found.fixed().is_some() => all.documents.push(found),
            Err(why) if open => all.without.push((invoice.id, why)),
            _ => {}
        }
    }
    all.sums = sums(&all.documents).unwrap_or_default();
    all
}

/// The same of some invoices, whether they are still open or not.
pub fn interest_of(ledger: &Ledger, invoices: impl IntoIterator<Item = InvoiceId>, as_of: NaiveDate) -> CustomerInterest {
    let mut all = CustomerInterest::default();
    for invoice in invoices {
        match claimed(ledger, invoice, as_of) {
            Ok(found) => all.documents.push(found),
            Err(why) => all.without.push((invoice, why)),
        }
    }
    all.sums = sums(&all.documents).unwrap_or_default();
    all
}

/// What can be claimed of an invoice: nothing while a plan in force covers it.
fn claimed(ledger: &Ledger, invoice: InvoiceId, as_of: NaiveDate) -> Result<InvoiceInterest, NoInterest> {
    let covered = || ledger.invoice(invoice).is_some_and(|found| on_plan(ledger, found, as_of));
    match invoice_interest(ledger, invoice, as_of) {
        Ok(_) | Err(NoInterest::NotLate) if covered() => Err(NoInterest::OnPlan),
        other => other,
    }
}

/// The sums by currency, in the order of the documents.
fn sums(documents: &[InvoiceInterest]) -> Result<Vec<CurrencySum>, MoneyError> {
    let mut sums: Vec<(Currency, CurrencySum)> = Vec::new();
    for document in documents {
        let currency = document.open.currency();
        let nothing = Money::zero(currency);
        let place = sums.iter().position(|(known, _)| *known == currency).unwrap_or_else(|| {
            let empty = CurrencySum { owed: nothing, new_interest: nothing, fixed: nothing, per_day: Decimal::ZERO, total: nothing };
            sums.push((currency, empty));
            sums.len() - 1
        });
        let sum = &mut sums[place].1;
        let fixed = document.fixed().unwrap_or(nothing);
        sum.owed = sum.owed.checked_add(document.total.checked_sub(document.new_interest)?.checked_sub(fixed)?)?;
        sum.new_interest = sum.new_interest.checked_add(document.new_interest)?;
        sum.fixed = sum.fixed.checked_add(fixed)?;
        sum.per_day = sum.per_day.checked_add(document.accrual.per_day).ok_or(MoneyError::TooLarge)?;
        sum.total = sum.total.checked_add(document.total)?;
    }
    Ok(sums.into_iter().map(|(_, sum)| sum).collect())
}
