//! Charges: posting late fees, interest and the like, taking them back, and doing without them.
//!
//! Whether a charge is right is said by its report; here only what can never be: a charge on a charge, one on what was not late, and
//! the same one twice. A charge that was taken back may be posted again, a waived one stands and may not (domain rules §4: also not
//! when a payment came back).

use super::{not_after_today, not_before, plausible, positive, required, text};
use crate::domain::calendar::add_days;
use crate::domain::charge::{ChargeBasis, ChargeDraft, number_letter, number_with};
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource};
use crate::domain::event::Event;
use crate::domain::ids::{AllocationId, CreditNoteId, InvoiceId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn post_charges_event(&self, charges: &[ChargeDraft], on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        not_after_today(on, "on", "The day of posting", today)?;
        let mut documents: Vec<Invoice> = Vec::with_capacity(charges.len());
        for draft in charges {
            documents.push(self.charge_document(draft, on, &documents)?);
        }
        if documents.is_empty() {
            return Err(Rejection::NothingToDo("There is nothing to charge."));
        }
        Ok(Event::ChargesPosted { documents })
    }

    /// The document of one charge; `before` are those posted in the same step.
    fn charge_document(&self, draft: &ChargeDraft, on: NaiveDate, before: &[Invoice]) -> Result<Invoice, Rejection> {
        let ChargeBasis { about: id, key, from, to, .. } = draft.basis;
        let about = self.live_invoice(id)?;
        let letter = number_letter(draft.kind).filter(|_| !about.kind.is_charge());
        let letter = letter.ok_or(Rejection::NothingToDo("Fees and interest are charged on invoices only, never on fees or interest."))?;
        if draft.kind != DocumentKind::FixedSum {
            about.amount.checked_sub(draft.amount)?;
        }
        plausible(from)?;
        not_before(to, from, "to", "The last day")?;
        not_before(on, to.max(about.issued), "on", "The day of posting")?;
        let due = plausible(draft.due.unwrap_or(on))?;
        not_before(due, on, "due", "The due date")?;
        if draft.kind != DocumentKind::ReturnFee && (from <= about.due || !self.owed_on(about, add_days(from, -1)).is_positive()) {
            return Err(Rejection::NotLate { number: about.number.clone(), day: from });
        }
        if draft.kind == DocumentKind::LateFee {
            self.agreed_by(about, from)?;
        }
        let of_kind = || self.charges_on(id).chain(before).filter(|other| other.kind == draft.kind);
        let same = |other: &Invoice| {
            other.charge.as_ref().is_some_and(|basis| match draft.kind {
                _ if basis.about != id || other.voided.is_some() => false,
                DocumentKind::FixedSum => true,
                DocumentKind::Interest => basis.key == key || (basis.from <= to && from <= basis.to),
                _ => basis.key == key,
            })
        };
        if let Some(other) = of_kind().find(|other| same(other)) {
            return Err(Rejection::ChargedAlready { number: about.number.clone(), charge: other.number.clone() });
        }
        let mut nth = of_kind().filter(|other| other.charge.as_ref().is_some_and(|basis| basis.about == id)).count();
        let number = loop {
            nth += 1;
            let number = number_with(&about.number, &format!("-{letter}{nth}"), limits::NUMBER);
            if self.number_free(about.customer, &number).is_ok() && !before.iter().any(|other| other.number == number) {
                break number;
            }
        };
        Ok(Invoice {
            id: InvoiceId::from_index(self.facts.invoices.len() + before.len()),
            customer: about.customer,
            number,
            kind: draft.kind,
            issued: on,
            due,
            amount: positive(draft.amount)?,
            note: String::new(),
            charge: Some(ChargeBasis {
                calculation: text(&draft.basis.calculation, "calculation", "The calculation", limits::REASON, false)?,
                ..draft.basis
            }),
            voided: None,
            terms: None,
        })
    }

    pub(super) fn take_back_charges_event(&self, charges: &[InvoiceId]) -> Result<Event, Rejection> {
        for (place, id) in charges.iter().enumerate() {
            let found = self.posted_charge(*id)?;
            self.not_on_plan(found)?;
            self.not_waived(found, found.issued)?;
            if charges[..place].contains(id) {
                return Err(Rejection::NothingToDo("A charge is named twice."));
            }
        }
        if charges.is_empty() {
            return Err(Rejection::NothingToDo("There is nothing to take back."));
        }
        Ok(Event::ChargesTakenBack { charges: charges.to_vec() })
    }

    pub(super) fn waive_charge_event(&self, invoice: InvoiceId, on: NaiveDate, reason: &str, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.posted_charge(invoice)?;
        not_after_today(on, "on", "The day of the waiver", today)?;
        not_before(on, found.issued, "on", "The day of the waiver")?;
        self.not_on_plan(found)?;
        let amount = self.balance(found);
        if !amount.is_positive() {
            return Err(Rejection::NothingToDo("It owes nothing that could be waived: it is paid or waived already."));
        }
        let note = required(text(reason, "reason", "The reason", limits::REASON, true)?, "reason", "why it is waived")?;
        let mut nth = 0;
        let number = loop {
            nth += 1;
            let suffix = if nth == 1 { "-W".to_owned() } else { format!("-W{nth}") };
            let number = number_with(&found.number, &suffix, limits::NUMBER);
            if self.credit_number_free(found.customer, &number) {
                break number;
            }
        };
        let credit_note = CreditNote {
            id: CreditNoteId::from_index(self.facts.credit_notes.len()),
            customer: found.customer,
            number,
            issued: on,
            amount,
            note,
            kind: CreditKind::Waiver,
            with_payment: None,
            also_with: Vec::new(),
            voided: None,
        };
        let released = self.allocations_to(invoice).filter_map(|allocation| allocation.until);
        let allocation = Allocation {
            id: AllocationId::from_index(self.facts.allocations.len()),
            source: CreditSource::CreditNote(credit_note.id),
            invoice,
            amount,
            on: released.fold(on, NaiveDate::max),
            until: None,
        };
        Ok(Event::ChargeWaived { invoice, credit_note, allocation })
    }

    /// A late fee is one of the terms: none falls due before the customer accepted them, when the policy asks for that.
    fn agreed_by(&self, about: &Invoice, day: NaiveDate) -> Result<(), Rejection> {
        let agreed = self.customer(about.customer).and_then(|customer| self.agreed_policy_on(&customer.details, day));
        agreed.map(drop).ok_or_else(|| Rejection::TermsNotAccepted { number: about.number.clone(), day })
    }

    /// A charge that still counts.
    fn posted_charge(&self, id: InvoiceId) -> Result<&Invoice, Rejection> {
        let found = self.live_invoice(id)?;
        let not_posted = Rejection::NothingToDo("Only late fees, interest and the like that were posted can be taken back or waived.");
        if found.charge.is_some() { Ok(found) } else { Err(not_posted) }
    }

    /// What is waived or written off stays as it is until that is taken back, so that a waiver never becomes credit for something else.
    pub(super) fn not_waived(&self, charge: &Invoice, on: NaiveDate) -> Result<(), Rejection> {
        self.not_written_off(charge, on)?;
        if self.waived(charge).is_positive() { Err(Rejection::Waived(charge.number.clone())) } else { Ok(()) }
    }

    /// What was waived or written off is not made credit for something else.
    pub(super) fn not_a_waiver(&self, source: CreditSource) -> Result<(), Rejection> {
        match self.kind_of(source) {
            Some(CreditKind::Waiver) => Err(Rejection::NothingToDo("A waiver forgives one fee or interest only. Undo the waiver instead.")),
            Some(CreditKind::WriteOff) => {
                Err(Rejection::NothingToDo("A write-off is about one document only. Take the write-off back instead."))
            }
            _ => Ok(()),
        }
    }
}
