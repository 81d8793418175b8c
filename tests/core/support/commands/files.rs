//! A random file to import.

use super::shifted;
use super::values::{currency, words};
use crate::support::random::Random;
use chrono::NaiveDate;
use recoup::domain::command::Command;
use recoup::domain::import::{DueFrom, ImportBatch, ImportedCreditNote, ImportedCustomer, ImportedInvoice, ImportedPayment};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;

/// A file: new and known customers, new and known invoices, payments that may be new.
pub fn import(dice: &mut Random, ledger: &Ledger, today: NaiveDate) -> Command {
    let mut batch = ImportBatch { source: "orders.csv".into(), fingerprint: format!("{:032x}", dice.next()), ..ImportBatch::default() };
    for nth in 0..dice.between(1, 4) as u32 {
        let known = ledger.customers().nth(dice.below(8)).filter(|_| dice.chance(60));
        batch.customers.push(match known {
            Some(known) => ImportedCustomer {
                name: known.details.name.clone(),
                reference: if dice.chance(70) { known.details.reference.clone() } else { "other".to_owned() },
                ..ImportedCustomer::default()
            },
            None => ImportedCustomer {
                name: format!("Imported {}", dice.next() % 100_000),
                email: "i@example.com".into(),
                ..ImportedCustomer::default()
            },
        });
        for _ in 0..dice.between(0, 3) {
            let again = known.and_then(|known| ledger.open_invoices_of(known.id).next()).filter(|_| dice.chance(50));
            let (number, amount) = match again {
                Some(again) if dice.chance(80) => (again.number.clone(), again.amount),
                Some(again) => (again.number.clone(), Money::from_minor(1, again.amount.currency())),
                None => (format!("F{}", dice.next() % 1_000_000), Money::from_minor(dice.between(1, 40_000), currency(dice))),
            };
            if batch.invoices.iter().any(|other| other.number == number) {
                continue;
            }
            let issued = shifted(today, -dice.between(0, 90));
            let mut left = amount.minor();
            let mut payments = Vec::new();
            while left > 0 && dice.chance(50) {
                let part = dice.between(1, left);
                left -= part;
                payments
                    .push(ImportedPayment { on: shifted(today, -dice.between(0, 90)), amount: Money::from_minor(part, amount.currency()) });
            }
            let by_policy = dice.chance(25);
            let due = if by_policy { issued } else { shifted(issued, dice.between(-3, 60)) };
            batch.invoices.push(ImportedInvoice {
                customer: nth,
                number,
                issued,
                due,
                due_from: if by_policy { DueFrom::Policy } else { DueFrom::File },
                amount,
                disputed: dice.chance(20),
                payments,
                note: words(dice).replace('\t', " "),
            });
        }
        if dice.chance(20) {
            let amount = Money::from_minor(dice.between(1, 4000), currency(dice));
            batch.credit_notes.push(ImportedCreditNote {
                customer: nth,
                number: format!("FC{}", dice.below(50)),
                issued: shifted(today, -3),
                amount,
                note: String::new(),
            });
        }
    }
    Command::ImportFile { batch: Box::new(batch) }
}
