//! What was written off: every debt that was given up, with its grounds, what came of it all the same, and what was taken back since.

use crate::domain::ids::{CustomerId, InvoiceId, WriteOffId};
use crate::domain::ledger::Ledger;
use crate::domain::money::{Money, MoneyError};
use crate::domain::write_off::{WriteOff, WriteOffMethod, WriteOffReason};
use chrono::NaiveDate;

/// One debt that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenOff {
    /// The write-off.
    pub id: WriteOffId,
    /// The document.
    pub invoice: InvoiceId,
    /// Who owed it.
    pub customer: CustomerId,
    /// Since when it is written off.
    pub on: NaiveDate,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: WriteOffReason,
    /// How it was booked.
    pub method: WriteOffMethod,
    /// Who approved it, and why.
    pub approved: String,
    /// What came of it by the day.
    pub recovered: Money,
    /// The day on which it was taken back.
    pub taken_back: Option<NaiveDate>,
}

/// The write-offs up to a day, the latest first; those taken back by then say so, mistakes are left out.
pub fn written_off(ledger: &Ledger, as_of: NaiveDate) -> Vec<WrittenOff> {
    let row = |one: &WriteOff| {
        let note = ledger.credit_note(one.credit_note).filter(|note| note.issued <= as_of && note.voided != Some(note.issued))?;
        Some(WrittenOff {
            id: one.id,
            invoice: one.invoice,
            customer: note.customer,
            on: note.issued,
            amount: note.amount,
            reason: one.reason,
            method: one.method,
            approved: note.note.clone(),
            recovered: ledger.recovered(one, as_of),
            taken_back: note.voided.filter(|on| *on <= as_of),
        })
    };
    let mut rows: Vec<_> = ledger.facts().write_offs.iter().filter_map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.on, row.id)));
    rows
}

/// What of it stands and has not come back, per currency in the order in which they appear.
pub fn totals(rows: &[WrittenOff]) -> Result<Vec<Money>, MoneyError> {
    let mut sums: Vec<Money> = Vec::new();
    for row in rows.iter().filter(|row| row.taken_back.is_none()) {
        match sums.iter_mut().find(|sum| sum.currency() == row.amount.currency()) {
            Some(sum) => *sum = sum.checked_add(row.amount.checked_sub(row.recovered)?)?,
            None => sums.push(row.amount.checked_sub(row.recovered)?),
        }
    }
    Ok(sums)
}
