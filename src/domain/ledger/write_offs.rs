//! What was given up of a document, of a customer's documents, and by which write-off.

use super::Ledger;
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource};
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId};
use crate::domain::invoice::Invoice;
use crate::domain::money::Money;
use crate::domain::write_off::{WriteOff, WriteOffReason};
use chrono::NaiveDate;
use std::collections::BTreeMap;

impl Ledger {
    /// The write-off that a credit note is, if it is one. They are kept in the order of their notes.
    pub fn write_off_by(&self, note: CreditNoteId) -> Option<&WriteOff> {
        let all = &self.facts.write_offs;
        all.binary_search_by_key(&note, |one| one.credit_note).ok().map(|place| &all[place])
    }

    /// The write-offs of a document with their credit notes, latest first, those that were taken back included.
    pub fn write_offs_of(&self, invoice: InvoiceId) -> impl Iterator<Item = (&WriteOff, &CreditNote)> {
        self.allocations_to(invoice).filter_map(|part| match part.source {
            CreditSource::CreditNote(id) => self.write_off_by(id).zip(self.credit_note(id)),
            CreditSource::Payment(_) => None,
        })
    }

    /// What of a document is written off at the end of a day; `NaiveDate::MAX` counts everything.
    pub fn written_off(&self, invoice: &Invoice, day: NaiveDate) -> Money {
        let in_force = |part: &&Allocation| part.on <= day && part.until.is_none_or(|until| day < until);
        let parts = self.allocations_to(invoice.id).filter(in_force).filter(|part| self.kind_of(part.source) == Some(CreditKind::WriteOff));
        Money::from_minor(parts.map(|part| part.amount.minor()).sum(), invoice.amount.currency())
    }

    /// Whether a document owes nothing on a day because what it owed was written off, at least in part.
    pub fn is_written_off(&self, invoice: &Invoice, day: NaiveDate) -> bool {
        self.written_off(invoice, day).is_positive() && !self.owed_on(invoice, day).is_positive()
    }

    /// What of all that a customer owed is written off on a day and has not come back, per currency; small balances are not held against anybody.
    pub fn written_off_of(&self, customer: CustomerId, day: NaiveDate) -> Vec<Money> {
        let notes = self.lists(customer).credit_notes.iter().map(|place| &self.facts.credit_notes[*place as usize]);
        let in_force = |note: &&CreditNote| note.issued <= day && note.voided.is_none_or(|voided| day < voided);
        let mut sums = BTreeMap::new();
        for note in notes.filter(|note| note.kind == CreditKind::WriteOff).filter(in_force) {
            let Some(one) = self.write_off_by(note.id).filter(|one| one.reason != WriteOffReason::SmallBalance) else { continue };
            *sums.entry(note.amount.currency()).or_insert(0) += note.amount.minor() - self.recovered(one, day).minor();
        }
        sums.retain(|_, sum| *sum > 0);
        sums.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect()
    }

    /// Why a credit note was given; none for a payment.
    pub(super) fn kind_of(&self, source: CreditSource) -> Option<CreditKind> {
        match source {
            CreditSource::Payment(_) => None,
            CreditSource::CreditNote(id) => self.credit_note(id).map(|note| note.kind),
        }
    }
}
