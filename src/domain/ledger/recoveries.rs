//! What came of written-off debts, and what can still come.

use super::Ledger;
use crate::domain::calendar::day_of;
use crate::domain::ids::{InvoiceId, PaymentId, WriteOffId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::money::Money;
use crate::domain::recovery::Recovery;
use crate::domain::write_off::WriteOff;
use chrono::NaiveDate;

impl Ledger {
    /// A write-off, whether it counts or not.
    pub fn write_off(&self, id: WriteOffId) -> Option<&WriteOff> {
        self.facts.write_offs.get(id.index())
    }

    /// The recovery whose document this is. They are kept in the order of their documents.
    pub fn recovery_by(&self, document: InvoiceId) -> Option<&Recovery> {
        let all = &self.facts.recoveries;
        all.binary_search_by_key(&document, |one| one.document).ok().map(|place| &all[place])
    }

    /// The recoveries of a write-off with their documents, in the order of entry, those that ended included.
    pub fn recoveries_of(&self, write_off: WriteOffId) -> impl Iterator<Item = (&Recovery, &Invoice)> {
        let mine = self.facts.recoveries.iter().filter(move |one| one.write_off == write_off);
        mine.filter_map(|one| Some((one, self.invoice(one.document)?)))
    }

    /// What came of a write-off by the end of a day, every fact counted; `NaiveDate::MAX` counts all days.
    pub fn recovered(&self, write_off: &WriteOff, day: NaiveDate) -> Money {
        let counts = |(_, document): &(&Recovery, &Invoice)| document.issued <= day && document.voided.is_none_or(|voided| day < voided);
        let minor = self.recoveries_of(write_off.id).filter(counts).map(|(_, document)| document.amount.minor()).sum();
        let currency = self.invoice(write_off.invoice).map_or(self.settings().home_currency, |invoice| invoice.amount.currency());
        Money::from_minor(minor, currency)
    }

    /// Recoveries that this payment pays and that count.
    pub(super) fn recovered_with(&self, payment: PaymentId) -> impl Iterator<Item = (&Recovery, &Invoice)> {
        let mine = self.facts.recoveries.iter().filter(move |one| one.payment == payment);
        mine.filter_map(|one| Some((one, self.invoice(one.document)?))).filter(|(_, document)| document.voided.is_none())
    }

    /// Whether a document is what came of a written-off debt.
    pub(super) fn is_recovery(&self, document: InvoiceId) -> bool {
        self.invoice(document).is_some_and(|found| found.kind == DocumentKind::Recovery)
    }

    /// A recovery goes with its payment.
    pub(super) fn end_recoveries(&mut self, payment: PaymentId, on: NaiveDate) {
        let ended: Vec<_> = self.recovered_with(payment).map(|(_, document)| (document.id, document.issued)).collect();
        for (document, issued) in ended {
            self.facts.invoices[document.index()].voided = Some(on.max(issued));
            self.derived.end_invoice(document, day_of(on.max(issued)));
        }
    }
}
