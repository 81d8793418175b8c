//! Writing a debt off. Voiding the credit note takes it back, see `credits`.
//!
//! Refused is what the books could not bear: more than is owed, a document that is paid or written off already, a day on which the debt was not
//! there. So is what is not settled yet: a plan in force or an open settlement offer ends first, and a contested document needs a reason of its own.

use super::{not_after_today, not_before, positive, required, text};
use crate::domain::calendar::add_days;
use crate::domain::charge::number_with;
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource};
use crate::domain::event::Event;
use crate::domain::ids::{AllocationId, CreditNoteId, WriteOffId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use crate::domain::write_off::{WriteOff, WriteOffDraft};
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn write_off_event(&self, draft: &WriteOffDraft, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.live_invoice(draft.invoice)?;
        let owed = self.balance(found);
        if !owed.is_positive() {
            let written_off = self.written_off(found, NaiveDate::MAX).is_positive();
            return Err(Rejection::NothingToDo(if written_off {
                "It is written off already."
            } else {
                "It owes nothing that could be written off: it is paid or credited."
            }));
        }
        let amount = positive(draft.amount.unwrap_or(owed))?;
        if amount.checked_sub(owed)?.is_positive() {
            return Err(Rejection::MoreThanBalance { owed });
        }
        self.not_on_plan(found)?;
        self.not_settling(found.customer, &[found.id], today)?;
        const DAY: &str = "The day of the write-off";
        not_after_today(draft.on, "on", DAY, today)?;
        not_before(draft.on, self.can_be_written_off_since(found, draft.on), "on", DAY)?;
        let contested = self.disputes_of(found.id).any(|dispute| dispute.closed.is_none());
        let despite = text(&draft.despite, "despite", "The reason", limits::REASON, true)?;
        let despite =
            if contested { required(despite, "despite", "why it is written off although it is disputed")? } else { String::new() };
        let note = required(text(&draft.note, "note", "The note", limits::NOTE, true)?, "note", "who approved it, and why")?;
        let credit_note = CreditNote {
            id: CreditNoteId::from_index(self.facts.credit_notes.len()),
            customer: found.customer,
            number: self.write_off_number(found),
            issued: draft.on,
            amount,
            note,
            kind: CreditKind::WriteOff,
            with_payment: None,
            also_with: Vec::new(),
            voided: None,
        };
        let allocation = Allocation {
            id: AllocationId::from_index(self.facts.allocations.len()),
            source: CreditSource::CreditNote(credit_note.id),
            invoice: found.id,
            amount,
            on: draft.on,
            until: None,
        };
        let write_off = WriteOff {
            id: WriteOffId::from_index(self.facts.write_offs.len()),
            invoice: found.id,
            credit_note: credit_note.id,
            reason: draft.reason,
            method: draft.method,
            despite,
        };
        Ok(Event::WrittenOff { write_off, credit_note, allocation })
    }

    /// The first day from which what is owed now was owed on every day, and no plan held that is seen on `on`.
    fn can_be_written_off_since(&self, invoice: &Invoice, on: NaiveDate) -> NaiveDate {
        let released = self.allocations_to(invoice.id).filter(|part| part.until != Some(part.on)).filter_map(|part| part.until);
        let plans = self.plan_days_of(invoice.id).into_iter().filter(|(from, last)| *from <= on && on <= *last);
        released.chain(plans.map(|(_, last)| add_days(last, 1))).fold(invoice.issued, NaiveDate::max)
    }

    fn write_off_number(&self, invoice: &Invoice) -> String {
        let mut nth = 0;
        loop {
            nth += 1;
            let suffix = if nth == 1 { "-WO".to_owned() } else { format!("-WO{nth}") };
            let number = number_with(&invoice.number, &suffix, limits::NUMBER);
            if self.credit_number_free(invoice.customer, &number) {
                return number;
            }
        }
    }

    /// Refuses to end a document while something of it is written off, or before the day on which that ended.
    pub(super) fn not_written_off(&self, invoice: &Invoice, on: NaiveDate) -> Result<(), Rejection> {
        for (_, note) in self.write_offs_of(invoice.id).filter(|(_, note)| note.voided != Some(note.issued)) {
            match note.voided {
                None => return Err(Rejection::WrittenOff(invoice.number.clone())),
                Some(voided) if voided > on => {
                    return Err(Rejection::NothingToDo(
                        "Something of it was written off for a time. It can be voided from the day on which that ended.",
                    ));
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}
