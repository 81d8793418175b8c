//! Random import files.

use super::Maker;
use chrono::Days;
use recoup::domain::command::Command;
use recoup::domain::import::{DueFrom, ImportBatch, ImportedCreditNote, ImportedCustomer, ImportedInvoice, ImportedPayment};
use recoup::domain::ledger::Ledger;
use recoup::domain::money::Money;

impl Maker {
    /// A file with new and known customers, new and known documents; each customer and document once.
    pub fn import(&mut self, ledger: &Ledger) -> Command {
        let mut batch =
            ImportBatch { source: "shop.csv".to_owned(), fingerprint: format!("{:032x}", self.random.next()), ..ImportBatch::default() };
        let large = self.random.chance(40);
        for place in 0..1 + self.random.below(if large { 12 } else { 3 }) as u32 {
            let known = if self.random.chance(40) { ledger.customer(self.customer(ledger)) } else { None };
            let known =
                known.filter(|known| !batch.customers.iter().any(|other| other.name.to_lowercase() == known.details.name.to_lowercase()));
            batch.customers.push(ImportedCustomer {
                reference: known.map_or_else(|| format!("W{:016x}", self.random.next()), |known| known.details.reference.clone()),
                name: known.map_or_else(|| format!("Web {:016x}", self.random.next()), |known| known.details.name.clone()),
                email: if self.random.chance(50) { "web@example.com".to_owned() } else { String::new() },
                ..ImportedCustomer::default()
            });
            let known_invoice = known.and_then(|known| ledger.open_invoices_of(known.id).next());
            if let Some(invoice) = known_invoice {
                let payments = vec![ImportedPayment { on: self.past().max(invoice.issued), amount: invoice.amount }];
                let (number, issued, due, amount) = (invoice.number.clone(), invoice.issued, invoice.due, invoice.amount);
                batch.invoices.push(ImportedInvoice {
                    customer: place,
                    number,
                    issued,
                    due,
                    due_from: DueFrom::File,
                    amount,
                    disputed: false,
                    payments,
                    note: String::new(),
                });
            }
            for _ in 0..self.random.below(if large { 8 } else { 3 }) {
                let invoice = self.imported_invoice(place);
                batch.invoices.push(invoice);
            }
            if self.random.chance(20) {
                let currency = self.currency();
                let amount = Money::from_minor(1 + self.random.below(10_000) as i64, currency);
                batch.credit_notes.push(ImportedCreditNote {
                    customer: place,
                    number: self.number(),
                    issued: self.past(),
                    amount,
                    note: self.note(),
                });
            }
        }
        Command::ImportFile { batch: Box::new(batch) }
    }

    fn imported_invoice(&mut self, customer: u32) -> ImportedInvoice {
        let currency = self.currency();
        let amount = Money::from_minor(1 + self.random.below(90_000) as i64, currency);
        let issued = self.today - Days::new(self.random.below(90));
        let mut payments = Vec::new();
        let mut left = amount.minor();
        for _ in 0..self.random.below(3) {
            let part = if self.random.chance(60) { left } else { left / 2 };
            if part > 0 {
                left -= part;
                let on = (issued + Days::new(self.random.below(60))).min(self.today);
                payments.push(ImportedPayment { on, amount: Money::from_minor(part, currency) });
            }
        }
        let (due, due_from) = match self.random.below(4) {
            0 => (issued, DueFrom::Policy),
            1 => (issued + Days::new(30), DueFrom::Terms),
            _ => (issued + Days::new(30), DueFrom::File),
        };
        ImportedInvoice {
            customer,
            number: self.number(),
            issued,
            due,
            due_from,
            amount,
            disputed: self.random.chance(15),
            payments,
            note: self.note(),
        }
    }
}
