//! Recoveries: money for what was written off. At most what was written off and has not come yet; the rest of the money stays unapplied credit.

use super::{not_after_today, positive, text};
use crate::domain::charge::number_with;
use crate::domain::credit::{Allocation, CreditSource, Payment};
use crate::domain::event::Event;
use crate::domain::ids::{AllocationId, InvoiceId, PaymentId, RecoveryId, WriteOffId};
use crate::domain::invoice::{DocumentKind, Invoice};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::recovery::{RecoveredMoney, Recovery};
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

impl Ledger {
    pub(super) fn recover_event(&self, write_off: WriteOffId, money: &RecoveredMoney, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.write_off(write_off).ok_or(Rejection::NotFound("write-off"))?;
        let about = self.live_invoice(found.invoice)?;
        let note = self.credit_note(found.credit_note).ok_or(Rejection::NotFound("credit note"))?;
        if note.voided.is_some() {
            return Err(Rejection::NoLongerCounts(note.number.clone()));
        }
        let left = note.amount.checked_sub(self.recovered(found, NaiveDate::MAX))?;
        if !left.is_positive() {
            return Err(Rejection::NothingToDo("All of it has come back already."));
        }
        let (payment, id, received, available) = self.recovered_money(about, money, today)?;
        let part = Money::from_minor(available.minor().min(left.checked_sub(Money::zero(available.currency()))?.minor()), left.currency());
        let source = CreditSource::Payment(id);
        let since = self.allocations_from(source).filter_map(|used| used.until).fold(received.max(note.issued), NaiveDate::max);
        let document = Invoice {
            id: InvoiceId::from_index(self.facts.invoices.len()),
            customer: about.customer,
            number: self.recovery_number(about),
            kind: DocumentKind::Recovery,
            issued: since,
            due: since,
            amount: part,
            note: String::new(),
            charge: None,
            voided: None,
            terms: None,
        };
        let allocation = Allocation {
            id: AllocationId::from_index(self.facts.allocations.len()),
            source,
            invoice: document.id,
            amount: part,
            on: since,
            until: None,
        };
        let recovery = Recovery { id: RecoveryId::from_index(self.facts.recoveries.len()), write_off, document: document.id, payment: id };
        Ok(Event::Recovered { recovery, payment, document, allocation })
    }

    /// The payment when it is a new one, its id, the day it came, and what of it is there to use.
    fn recovered_money(
        &self,
        about: &Invoice,
        money: &RecoveredMoney,
        today: NaiveDate,
    ) -> Result<(Option<Payment>, PaymentId, NaiveDate, Money), Rejection> {
        match money {
            RecoveredMoney::New { received, amount, method, reference } => {
                not_after_today(*received, "received", "The day of payment", today)?;
                let payment = Payment {
                    id: PaymentId::from_index(self.facts.payments.len()),
                    customer: about.customer,
                    received: *received,
                    amount: positive(*amount)?,
                    method: text(method, "method", "The means of payment", limits::METHOD, false)?,
                    reference: text(reference, "reference", "The reference", limits::PAYMENT_REFERENCE, false)?,
                    reversed: None,
                };
                Ok((Some(payment.clone()), payment.id, *received, *amount))
            }
            RecoveredMoney::Credit(id) => {
                let payment = self.payment(*id).ok_or(Rejection::NotFound("payment"))?;
                if payment.customer != about.customer {
                    return Err(Rejection::OtherCustomer(about.number.clone()));
                }
                let available = Money::from_minor(self.unapplied(CreditSource::Payment(*id)), payment.amount.currency());
                if !available.is_positive() {
                    return Err(Rejection::NothingToDo("Nothing of this payment is left to use."));
                }
                Ok((None, *id, payment.received, available))
            }
        }
    }

    fn recovery_number(&self, about: &Invoice) -> String {
        let mut nth = 0;
        loop {
            nth += 1;
            let number = number_with(&about.number, &format!("-RC{nth}"), limits::NUMBER);
            if self.number_free(about.customer, &number).is_ok() {
                return number;
            }
        }
    }

    pub(super) fn take_back_recovery_event(&self, recovery: RecoveryId) -> Result<Event, Rejection> {
        let found = self.facts.recoveries.get(recovery.index()).ok_or(Rejection::NotFound("recovery"))?;
        self.live_invoice(found.document)?;
        Ok(Event::RecoveryTakenBack { recovery })
    }

    /// A recovery stays with its payment: it is not released, voided or moved on its own.
    pub(super) fn not_a_recovery(&self, document: InvoiceId) -> Result<(), Rejection> {
        let refused = Rejection::NothingToDo("This is money for a written-off debt. Take back the payment, or the recovery, instead.");
        if self.is_recovery(document) { Err(refused) } else { Ok(()) }
    }

    /// A write-off stays while something of it has come back, and for the days on which something had.
    pub(super) fn not_recovered(&self, note: crate::domain::ids::CreditNoteId, on: NaiveDate) -> Result<(), Rejection> {
        let Some(write_off) = self.write_off_by(note) else { return Ok(()) };
        for (_, document) in self.recoveries_of(write_off.id).filter(|(_, document)| document.voided != Some(document.issued)) {
            match document.voided {
                None => return Err(Rejection::NothingToDo("Something of it has come back. Take that recovery back first.")),
                Some(voided) => super::not_before(on, voided, "on", "The day of taking it back")?,
            }
        }
        Ok(())
    }
}
