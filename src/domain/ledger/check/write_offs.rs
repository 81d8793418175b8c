//! Write-offs: each is one credit note, and each such note pays nothing but the document that was written off.

use super::{At, Checker};
use crate::domain::credit::{CreditKind, CreditSource};
use crate::domain::text_rules::limits;
use std::collections::HashMap;

impl Checker<'_> {
    pub(super) fn write_offs(&mut self) {
        let facts = self.facts;
        let ascending = facts.write_offs.is_sorted_by(|one, next| one.credit_note < next.credit_note);
        self.expect(At("write_offs", 0), ascending, "they are not in the order of their credit notes");
        let mut of_note = HashMap::with_capacity(facts.write_offs.len());
        for (place, write_off) in facts.write_offs.iter().enumerate() {
            let at = At("write_offs", place);
            self.lines(at, "reason", &write_off.despite, limits::REASON);
            let invoice = facts.invoices.get(write_off.invoice.index());
            let note = facts.credit_notes.get(write_off.credit_note.index()).filter(|note| note.kind == CreditKind::WriteOff);
            match invoice.zip(note) {
                Some((invoice, note)) => self.expect(at, invoice.customer == note.customer, "its credit note is one of another customer"),
                None => self.add(at, "its document or its credit note does not exist"),
            }
            of_note.insert(write_off.credit_note, (write_off.invoice, false));
        }
        for (place, used) in facts.allocations.iter().enumerate() {
            let CreditSource::CreditNote(id) = used.source else { continue };
            let Some(note) = facts.credit_notes.get(id.index()).filter(|note| note.kind == CreditKind::WriteOff) else { continue };
            let whole = (used.amount, used.on, used.until) == (note.amount, note.issued, note.voided);
            let sound =
                of_note.get_mut(&id).is_some_and(|(invoice, met)| *invoice == used.invoice && !std::mem::replace(met, true) && whole);
            self.expect(At("allocations", place), sound, "it uses a write-off for something else");
        }
        let lost = facts
            .credit_notes
            .iter()
            .filter(|note| note.kind == CreditKind::WriteOff && !of_note.get(&note.id).is_some_and(|(_, met)| *met));
        let lost: Vec<usize> = lost.map(|note| note.id.index()).collect();
        lost.into_iter().for_each(|place| self.add(At("credit_notes", place), "it is a write-off of nothing"));
    }
}
