//! Payments, credit notes and their allocations; the order of debts is in `application`.

use super::{not_after_today, not_before, plausible, positive, required, text};
use crate::domain::command::{AllocationChoice, DiscountGrant};
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource, Payment, ReversalReason};
use crate::domain::event::Event;
use crate::domain::ids::{AllocationId, CreditNoteId, CustomerId, InvoiceId, PaymentId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;
use std::collections::HashSet;

/// A credit that is about to be used.
pub(super) struct Credit {
    pub(super) source: CreditSource,
    pub(super) customer: CustomerId,
    pub(super) since: NaiveDate,
    pub(super) available: Money,
}

impl Ledger {
    pub(super) fn record_payment_event(
        &self,
        customer: CustomerId,
        received: NaiveDate,
        amount: Money,
        (method, reference): (&str, &str),
        (choice, discounts): (&AllocationChoice, &[DiscountGrant]),
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        self.known_customer(customer)?;
        not_after_today(received, "received", "The day of payment", today)?;
        let payment = Payment {
            id: PaymentId::from_index(self.facts.payments.len()),
            customer,
            received,
            amount: positive(amount)?,
            method: text(method, "method", "The means of payment", limits::METHOD, false)?,
            reference: text(reference, "reference", "The reference", limits::PAYMENT_REFERENCE, false)?,
            reversed: None,
        };
        let credit = Credit { source: CreditSource::Payment(payment.id), customer, since: received, available: amount };
        if let AllocationChoice::Settlement(id) = choice {
            if !discounts.is_empty() {
                return Err(Rejection::NothingToDo("A settlement and a discount do not go together. Take one of them."));
            }
            let settled = self.settle(*id, &credit, &payment)?;
            let settles = settled.granted.is_some().then_some(*id);
            let (allocations, granted) = (settled.allocations, settled.granted.into_iter().collect());
            return Ok(Event::PaymentRecorded { payment, allocations, granted, settles });
        }
        let (allocations, granted) = self.pay_with_discounts(&credit, payment.id, choice, discounts)?;
        Ok(Event::PaymentRecorded { payment, allocations, granted, settles: None })
    }

    #[allow(clippy::too_many_arguments)] // the fields of one command, each of its own type
    pub(super) fn issue_credit_note_event(
        &self,
        customer: CustomerId,
        number: &str,
        issued: NaiveDate,
        amount: Money,
        note: &str,
        choice: &AllocationChoice,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        self.known_customer(customer)?;
        not_after_today(issued, "issued", "The date of the credit note", today)?;
        let number = required(text(number, "number", "The number", limits::NUMBER, false)?, "number", "the credit note's number")?;
        if !self.credit_number_free(customer, &number) {
            return Err(Rejection::NumberTaken(number));
        }
        let credit_note = CreditNote {
            id: CreditNoteId::from_index(self.facts.credit_notes.len()),
            customer,
            number,
            issued,
            amount: positive(amount)?,
            note: text(note, "note", "The note", limits::NOTE, true)?,
            kind: CreditKind::Correction,
            with_payment: None,
            also_with: Vec::new(),
            voided: None,
        };
        let credit = Credit { source: CreditSource::CreditNote(credit_note.id), customer, since: issued, available: amount };
        let allocations = self.allocate(&credit, choice)?;
        Ok(Event::CreditNoteIssued { credit_note, allocations })
    }

    /// Whether no credit note of the customer that counts has the number.
    pub(super) fn credit_number_free(&self, customer: CustomerId, number: &str) -> bool {
        let taken = |note: &CreditNote| note.voided.is_none() && note.number == number;
        !self.lists(customer).credit_notes.iter().any(|place| taken(&self.facts.credit_notes[*place as usize]))
    }

    pub(super) fn reverse_payment_event(
        &self,
        payment: PaymentId,
        on: NaiveDate,
        reason: ReversalReason,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let found = self.payment(payment).ok_or(Rejection::NotFound("payment"))?;
        if found.reversed.is_some() {
            return Err(Rejection::NoLongerCounts("This payment".to_owned()));
        }
        not_after_today(on, "on", "The day it was taken back", today)?;
        not_before(on, found.received, "on", "The day it was taken back")?;
        Ok(Event::PaymentReversed { payment, on, reason })
    }

    pub(super) fn void_credit_note_event(&self, credit_note: CreditNoteId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.credit_note(credit_note).ok_or(Rejection::NotFound("credit note"))?;
        if found.voided.is_some() {
            return Err(Rejection::NoLongerCounts(found.number.clone()));
        }
        not_after_today(on, "on", "The day of voiding", today)?;
        not_before(on, found.issued, "on", "The day of voiding")?;
        self.not_recovered(credit_note, on)?;
        Ok(Event::CreditNoteVoided { credit_note, on })
    }

    pub(super) fn allocate_credit_event(
        &self,
        source: CreditSource,
        choice: &AllocationChoice,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let (customer, amount, since) = match source {
            CreditSource::Payment(id) => {
                let payment = self.payment(id).ok_or(Rejection::NotFound("payment"))?;
                (payment.customer, payment.amount, payment.received)
            }
            CreditSource::CreditNote(id) => {
                let note = self.credit_note(id).ok_or(Rejection::NotFound("credit note"))?;
                (note.customer, note.amount, note.issued)
            }
        };
        let available = Money::from_minor(self.unapplied(source), amount.currency());
        let credit = Credit { source, customer, since: since.max(today), available };
        let allocations = self.allocate(&credit, choice)?;
        if allocations.is_empty() {
            return Err(Rejection::NothingToDo("There is no unapplied credit, or no open invoice to use it on."));
        }
        Ok(Event::CreditAllocated { allocations })
    }

    pub(super) fn release_allocation_event(&self, allocation: AllocationId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let found = self.facts.allocations.get(allocation.index()).ok_or(Rejection::NotFound("allocation"))?;
        if found.until.is_some() {
            return Err(Rejection::NothingToDo("This allocation was released already."));
        }
        self.not_a_waiver(found.source)?;
        self.not_a_recovery(found.invoice)?;
        not_before(on, found.on, "on", "The day of the release")?;
        if on != found.on {
            not_after_today(on, "on", "The day of the release", today)?;
        }
        plausible(on)?;
        Ok(Event::AllocationReleased { allocation, on })
    }

    pub(super) fn take_back_allocations_event(&self, allocations: &[AllocationId]) -> Result<Event, Rejection> {
        let mut seen = HashSet::new();
        for id in allocations {
            let found = self.facts.allocations.get(id.index()).ok_or(Rejection::NotFound("allocation"))?;
            if found.until.is_some() || !seen.insert(*id) {
                return Err(Rejection::NothingToDo("This allocation was released already."));
            }
            self.not_a_waiver(found.source)?;
            self.not_a_recovery(found.invoice)?;
        }
        if allocations.is_empty() {
            return Err(Rejection::NothingToDo("There is nothing to take back."));
        }
        Ok(Event::AllocationsTakenBack { allocations: allocations.to_vec() })
    }

    pub(super) fn allocate(&self, credit: &Credit, choice: &AllocationChoice) -> Result<Vec<Allocation>, Rejection> {
        match choice {
            AllocationChoice::Unapplied => Ok(Vec::new()),
            AllocationChoice::OldestFirst => Ok(self.allocate_by_policy(credit)),
            AllocationChoice::Settlement(_) => Err(Rejection::NothingToDo("Only a payment can settle a debt.")),
            AllocationChoice::Chosen(chosen) => self.allocate_chosen(credit, chosen),
        }
    }

    fn allocate_by_policy(&self, credit: &Credit) -> Vec<Allocation> {
        let applied =
            self.applied_by_policy(credit.customer, credit.available, credit.since).into_iter().filter(|(_, part)| part.is_positive());
        applied.enumerate().map(|(nth, (invoice, part))| self.allocation(credit, invoice, part.minor(), nth)).collect()
    }

    fn allocate_chosen(&self, credit: &Credit, chosen: &[(InvoiceId, Money)]) -> Result<Vec<Allocation>, Rejection> {
        let mut asked = Money::zero(credit.available.currency());
        let mut seen = HashSet::new();
        let mut allocations = Vec::with_capacity(chosen.len());
        for (id, amount) in chosen {
            let invoice = self.live_invoice(*id)?;
            if invoice.customer != credit.customer {
                return Err(Rejection::OtherCustomer(invoice.number.clone()));
            }
            if !seen.insert(*id) {
                return Err(Rejection::NothingToDo("An invoice is named twice."));
            }
            asked = asked.checked_add(positive(*amount)?)?;
            let owed = self.balance(invoice);
            owed.checked_sub(*amount)?;
            if amount.minor() > owed.minor() {
                return Err(Rejection::MoreThanOwed { number: invoice.number.clone(), owed, asked: *amount });
            }
            allocations.push(self.allocation(credit, invoice, amount.minor(), allocations.len()));
        }
        if asked.minor() > credit.available.minor() {
            return Err(Rejection::MoreThanAvailable { available: credit.available, asked });
        }
        Ok(allocations)
    }

    /// The parts of a credit note that is about to be entered.
    pub(super) fn uses_of_note(&self, note: &CreditNote, parts: &[(&Invoice, i64)]) -> Vec<Allocation> {
        let source = CreditSource::CreditNote(note.id);
        let credit = Credit { source, customer: note.customer, since: note.issued, available: note.amount };
        parts.iter().enumerate().map(|(nth, (invoice, part))| self.allocation(&credit, invoice, *part, nth)).collect()
    }

    /// The allocation begins when both documents exist and every allocation that was taken back has ended, so that on
    /// no past date more is allocated than there was.
    pub(super) fn allocation(&self, credit: &Credit, invoice: &Invoice, minor: i64, nth: usize) -> Allocation {
        let released =
            self.allocations_to(invoice.id).chain(self.allocations_from(credit.source)).filter_map(|allocation| allocation.until);
        let on = released.fold(credit.since.max(invoice.issued), NaiveDate::max);
        Allocation {
            id: AllocationId::from_index(self.facts.allocations.len() + nth),
            source: credit.source,
            invoice: invoice.id,
            amount: Money::from_minor(minor, credit.available.currency()),
            on,
            until: None,
        }
    }
}
