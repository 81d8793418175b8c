//! What an entry is, in words for people and files.

use super::{EntrySource, JournalEntry};
use crate::domain::allowance::AllowanceKind;
use crate::domain::credit::{CreditKind, CreditSource, ReversalReason};
use crate::domain::ledger::Ledger;

/// An entry in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryWords {
    /// What happened: “Invoice”, “Payment bounced”.
    pub what: &'static str,
    /// The number of the document or the reference of the payment; can be empty.
    pub document: String,
    /// Whose; empty for the allowance.
    pub customer: String,
}

impl EntryWords {
    /// All in one line: “Invoice: 2024-7, Acme”.
    pub fn line(&self) -> String {
        let [before_document, before_customer] =
            [(&self.document, ": "), (&self.customer, ", ")].map(|(text, gap)| if text.is_empty() { "" } else { gap });
        format!("{}{before_document}{}{before_customer}{}", self.what, self.document, self.customer)
    }
}

/// The number of an entry: the same for ever, since records keep their places. At most 13 characters.
pub fn entry_number(source: EntrySource) -> String {
    match source {
        EntrySource::Invoice(id) => format!("I{id}"),
        EntrySource::InvoiceVoided(id) => format!("I{id}-V"),
        EntrySource::CreditNote(id) => format!("C{id}"),
        EntrySource::CreditNoteVoided(id) => format!("C{id}-V"),
        EntrySource::Payment(id) => format!("P{id}"),
        EntrySource::PaymentTakenBack(id) => format!("P{id}-B"),
        EntrySource::Refund(id) => format!("R{id}"),
        EntrySource::Allowance(id) => format!("A{id}"),
    }
}

/// What an entry is.
pub fn entry_words(ledger: &Ledger, entry: &JournalEntry) -> EntryWords {
    let number_of_note = |id| ledger.credit_note(id).map(|note| note.number.clone()).unwrap_or_default();
    let number_of_invoice = |id| ledger.invoice(id).map(|invoice| invoice.number.clone()).unwrap_or_default();
    let reference_of = |id| ledger.payment(id).map(|payment| payment.reference.clone()).unwrap_or_default();
    let (what, document) = match entry.source {
        EntrySource::Invoice(id) => (ledger.invoice(id).map_or("Invoice", |invoice| invoice.kind.words()), number_of_invoice(id)),
        EntrySource::InvoiceVoided(id) => ("Voided", ledger.invoice(id).map(|invoice| invoice.title()).unwrap_or_default()),
        EntrySource::CreditNote(id) => {
            let kind = ledger.credit_note(id).map_or(CreditKind::Correction, |note| note.kind);
            let what = match kind {
                CreditKind::Correction => "Credit note",
                CreditKind::Discount => "Discount",
                CreditKind::Waiver => "Waiver",
                CreditKind::Settlement => "Settlement",
                CreditKind::WriteOff => "Write-off",
            };
            (what, number_of_note(id))
        }
        EntrySource::CreditNoteVoided(id) => {
            let what = if ledger.write_off_by(id).is_some() { "Write-off taken back" } else { "Credit note voided" };
            (what, number_of_note(id))
        }
        EntrySource::Payment(id) => ("Payment", reference_of(id)),
        EntrySource::PaymentTakenBack(id) => {
            let reason = ledger.payment(id).and_then(|payment| payment.reversed.as_ref()).map(|reversal| reversal.reason);
            let what = match reason {
                Some(ReversalReason::Bounced) => "Payment bounced",
                Some(ReversalReason::Refunded) => "Payment given back",
                Some(ReversalReason::Chargeback) => "Payment charged back",
                Some(ReversalReason::EnteredByMistake) | None => "Payment taken back",
            };
            (what, reference_of(id))
        }
        EntrySource::Refund(id) => {
            let source = ledger.facts().refunds.get(id.index()).map(|refund| refund.source);
            let what = if matches!(source, Some(CreditSource::CreditNote(_))) { "Refund of a credit note" } else { "Refund of a payment" };
            let document = match source {
                Some(CreditSource::CreditNote(id)) => number_of_note(id),
                Some(CreditSource::Payment(id)) => reference_of(id),
                None => String::new(),
            };
            (what, document)
        }
        EntrySource::Allowance(id) => {
            let found = ledger.facts().allowance.get(id.index()).map(|entry| (entry.draft.kind, entry.draft.lowers));
            let what = match found {
                Some((AllowanceKind::Opening, _)) => "Opening balance",
                Some((AllowanceKind::Adjustment, true)) => "Allowance released",
                _ => "Allowance",
            };
            (what, String::new())
        }
    };
    let customer = entry.customer.map(|customer| ledger.customer_name(customer).to_owned()).unwrap_or_default();
    EntryWords { what, document, customer }
}
