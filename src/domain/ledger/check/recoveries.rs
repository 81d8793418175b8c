//! Recoveries: each is one document that one payment pays, and together they are at most what was written off.

use super::{At, Checker};
use crate::domain::credit::CreditSource;
use crate::domain::invoice::DocumentKind;
use std::collections::HashMap;

impl Checker<'_> {
    pub(super) fn recoveries(&mut self) {
        let facts = self.facts;
        let ascending = facts.recoveries.is_sorted_by(|one, next| one.document < next.document);
        self.expect(At("recoveries", 0), ascending, "they are not in the order of their documents");
        let (mut paid_by, mut left) = (HashMap::new(), HashMap::new());
        for (place, recovery) in facts.recoveries.iter().enumerate() {
            let at = At("recoveries", place);
            let note = facts.write_offs.get(recovery.write_off.index()).and_then(|one| facts.credit_notes.get(one.credit_note.index()));
            let document = facts.invoices.get(recovery.document.index()).filter(|document| document.kind == DocumentKind::Recovery);
            let payment = facts.payments.get(recovery.payment.index());
            let Some(((note, document), payment)) = note.zip(document).zip(payment) else {
                self.add(at, "its write-off, its document or its payment does not exist");
                continue;
            };
            let alike = note.amount.currency() == document.amount.currency();
            self.expect(
                at,
                alike && note.customer == document.customer && note.customer == payment.customer,
                "it joins what does not belong together",
            );
            paid_by.insert(recovery.document, (CreditSource::Payment(recovery.payment), false));
            if document.voided.is_none() {
                let left =
                    left.entry(recovery.write_off).or_insert(if note.voided.is_none() { i128::from(note.amount.minor()) } else { 0 });
                *left -= i128::from(document.amount.minor());
                let enough = *left >= 0;
                self.expect(at, enough, "more came back than was written off");
            }
        }
        for (place, used) in facts.allocations.iter().enumerate() {
            let Some(document) = facts.invoices.get(used.invoice.index()).filter(|document| document.kind == DocumentKind::Recovery) else {
                continue;
            };
            let whole = (used.amount, used.on, used.until) == (document.amount, document.issued, document.voided);
            let sound =
                paid_by.get_mut(&document.id).is_some_and(|(source, met)| *source == used.source && !std::mem::replace(met, true) && whole);
            self.expect(At("allocations", place), sound, "it pays a recovery that is not its own");
        }
        let lost =
            facts.invoices.iter().filter(|one| one.kind == DocumentKind::Recovery && !paid_by.get(&one.id).is_some_and(|(_, met)| *met));
        let lost: Vec<usize> = lost.map(|document| document.id.index()).collect();
        lost.into_iter().for_each(|place| self.add(At("invoices", place), "it is a recovery of nothing"));
    }
}
