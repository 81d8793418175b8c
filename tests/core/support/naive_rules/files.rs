//! What a file brings to the naive ledger, and how it is taken back.

use super::only_if;
use crate::support::naive_ledger::{NaiveCredit, NaiveCustomer, NaiveDispute, NaiveImport, NaiveInvoice, NaiveLedger, NaiveUse};
use chrono::NaiveDate;
use recoup::domain::credit::CreditSource;
use recoup::domain::import::{DueFrom, ImportBatch, ImportedInvoice};
use recoup::domain::money::Money;

impl NaiveLedger {
    pub(super) fn import(&mut self, batch: &ImportBatch, today: NaiveDate) -> Option<()> {
        let before = self.clone();
        let listed = |matches: &dyn Fn(&NaiveCustomer) -> bool| before.customers.iter().position(|known| !known.removed && matches(known));
        let mut owners = Vec::new();
        for imported in &batch.customers {
            let by_reference = listed(&|known| !imported.reference.is_empty() && known.reference == imported.reference);
            let by_name = listed(&|known| known.name.to_lowercase() == imported.name.to_lowercase())
                .filter(|known| imported.reference.is_empty() || before.customers[*known].reference.is_empty());
            owners.push(by_reference.or(by_name).unwrap_or_else(|| {
                let (name, reference) = (imported.name.clone(), imported.reference.clone());
                self.customers.push(NaiveCustomer {
                    name,
                    reference,
                    net_days: None,
                    tier: String::new(),
                    accepted: None,
                    discount: None,
                    added: today,
                    removed: false,
                });
                self.customers.len() - 1
            }));
        }
        for imported in &batch.invoices {
            let owner = owners[imported.customer as usize];
            let same = |known: &NaiveInvoice| known.customer == owner && known.voided.is_none() && known.number == imported.number;
            match before.invoices.iter().position(same) {
                None => {
                    let by_policy = imported.due_from == DueFrom::Policy;
                    let due = if by_policy { self.usual_due(owner, imported.issued)? } else { imported.due };
                    let place = self.add_invoice(owner, &imported.number, imported.issued, due, imported.amount);
                    if imported.disputed {
                        self.disputes.push(NaiveDispute {
                            invoice: place,
                            raised: imported.issued,
                            closed: None,
                            part: None,
                            credit: None,
                        });
                    }
                    self.import_payments(place, imported, 0);
                }
                Some(place) if Money::from_minor(self.invoices[place].amount, self.invoices[place].currency) == imported.amount => {
                    self.import_payments(place, imported, self.invoices[place].amount - before.owes(place));
                }
                Some(_) => {}
            }
        }
        for imported in &batch.credit_notes {
            let owner = owners[imported.customer as usize];
            let same = |known: &NaiveCredit| {
                matches!(known.source, CreditSource::CreditNote(_))
                    && known.customer == owner
                    && known.ended.is_none()
                    && known.number == imported.number
            };
            if !self.credits.iter().any(same) {
                self.add_credit(false, owner, &imported.number, imported.issued, imported.amount);
            }
        }
        only_if(self.invoices.len() > before.invoices.len() || self.credits.len() > before.credits.len())?;
        self.imports.push(NaiveImport {
            customers: (before.customers.len()..self.customers.len()).collect(),
            invoices: (before.invoices.len()..self.invoices.len()).collect(),
            credits: (before.credits.len()..self.credits.len()).collect(),
            disputes: (before.disputes.len()..self.disputes.len()).collect(),
            undone: false,
        });
        Some(())
    }

    /// Of the file's payments only what goes beyond `known` is new.
    pub(super) fn import_payments(&mut self, invoice: usize, imported: &ImportedInvoice, mut known: i64) {
        let since = self.begin(self.invoices[invoice].issued, None, invoice);
        for payment in &imported.payments {
            let fresh = payment.amount.minor() - payment.amount.minor().min(known);
            known -= payment.amount.minor() - fresh;
            if fresh > 0 {
                let amount = Money::from_minor(fresh, payment.amount.currency());
                let part = fresh.min(self.owes(invoice));
                let credit = self.add_credit(true, self.invoices[invoice].customer, "", payment.on, amount);
                if part > 0 {
                    self.uses.push(NaiveUse { credit, invoice, amount: part, on: payment.on.max(since), until: None });
                }
            }
        }
    }

    pub(super) fn undo_import(&mut self, place: usize) -> Option<()> {
        let import = self.imports.get(place)?.clone();
        let charged = |invoice: usize| {
            self.invoices.iter().any(|other| other.voided.is_none() && other.charge.is_some_and(|(about, ..)| about == invoice))
        };
        let given_up = |invoice: usize| self.written_off_after(invoice, self.invoices[invoice].issued);
        let stays = |invoice: usize| self.on_plan(invoice) || charged(invoice) || given_up(invoice);
        let stuck = |invoice: &&usize| self.invoices[**invoice].voided.is_none() && stays(**invoice);
        only_if(!import.undone && import.invoices.iter().find(stuck).is_none())?;
        self.imports[place].undone = true;
        for dispute in &import.disputes {
            self.disputes[*dispute].closed = Some(self.disputes[*dispute].raised);
        }
        for credit in import.credits {
            if self.credits[credit].ended.is_none() {
                self.end_credit(credit, self.credits[credit].date);
            }
        }
        for invoice in import.invoices {
            if self.invoices[invoice].voided.is_none() {
                self.void(invoice, self.invoices[invoice].issued);
            }
        }
        for customer in import.customers {
            self.customers[customer].removed |= !self.has_live_documents(customer);
        }
        Some(())
    }
}
