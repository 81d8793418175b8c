//! Discounts for paying early, given with a payment.

use super::credits::Credit;
use super::rests::needed;
use super::{not_after_today, not_before, positive, text};
use crate::domain::command::{AllocationChoice, DiscountGrant};
use crate::domain::credit::{Allocation, CreditKind, CreditNote, CreditSource};
use crate::domain::discount::PartPayments;
use crate::domain::event::Event;
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId, PaymentId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::ledger::discounts::{Cash, Earned};
use crate::domain::money::Money;
use crate::domain::rejection::Rejection;
use crate::domain::text_rules::limits;
use chrono::NaiveDate;

/// A credit note with what it pays.
type Granted = (CreditNote, Vec<Allocation>);

impl Ledger {
    /// What a payment pays, and the credit notes for the discounts that the owner gives with it.
    pub(super) fn pay_with_discounts(
        &self,
        credit: &Credit,
        payment: PaymentId,
        choice: &AllocationChoice,
        grants: &[DiscountGrant],
    ) -> Result<(Vec<Allocation>, Vec<Granted>), Rejection> {
        let mut allocations = Vec::new();
        let mut given: Vec<(&DiscountGrant, &Invoice, Earned)> = Vec::new();
        let grant_of = |invoice: &Invoice| grants.iter().find(|grant| grant.invoice == invoice.id);
        let earned = |invoice: &Invoice, cash| {
            let grant = grant_of(invoice)?;
            Some((grant, self.discount_earned(invoice, credit.since, cash, is_late(grant), None)?))
        };
        if let (false, AllocationChoice::OldestFirst) = (grants.is_empty(), choice) {
            for (invoice, cash, earned) in self.applied_with_discounts(
                credit.customer,
                (credit.available, credit.since),
                |invoice, cash| earned(invoice, cash).map(|(_, earned)| earned),
                |_, _| true,
            ) {
                given.extend(earned.and_then(|earned| Some((grant_of(invoice)?, invoice, earned))));
                if cash.is_positive() {
                    allocations.push(self.allocation(credit, invoice, cash.minor(), allocations.len()));
                }
            }
        } else {
            allocations = self.allocate(credit, choice)?;
            for part in &allocations {
                let invoice = self.live_invoice(part.invoice)?;
                if let Some((grant, earned)) = earned(invoice, Cash::Just(part.amount)) {
                    given.push((grant, invoice, earned));
                }
            }
        }
        for (nth, grant) in grants.iter().enumerate() {
            let invoice = self.live_invoice(grant.invoice)?;
            let twice = grants[..nth].iter().any(|other| other.invoice == grant.invoice);
            if twice || !given.iter().any(|(_, granted, _)| granted.id == invoice.id) {
                return Err(Rejection::NoDiscount { number: invoice.number.clone() });
            }
        }
        let mut granted: Vec<Granted> = Vec::with_capacity(given.len());
        for (grant, invoice, earned) in given {
            let nth = granted.len();
            granted.push(self.discount_note(payment, credit.since, invoice, earned, &grant.reason, (nth, allocations.len() + nth))?);
        }
        Ok((allocations, granted))
    }

    /// The discounts that a payment to be earns, and which of them are given: all but the refused ones. `late`: also those whose last day has
    /// passed. Nobody who pays everything in full has taken one.
    pub fn discounts_to_propose(
        &self,
        (customer, received, amount): (CustomerId, NaiveDate, Money),
        choice: &AllocationChoice,
        refused: &[InvoiceId],
        late: bool,
    ) -> Vec<(InvoiceId, Earned)> {
        let mut found = Vec::new();
        match choice {
            AllocationChoice::Unapplied | AllocationChoice::Settlement(_) => {}
            AllocationChoice::OldestFirst => {
                let owed: i64 = self.oldest_first(customer, amount.currency()).iter().map(|invoice| self.balance(invoice).minor()).sum();
                // A late one may still be left out.
                let given = |invoice: &Invoice, earned: &Earned| earned.offer.until >= received && !refused.contains(&invoice.id);
                let earned = |invoice: &Invoice, cash| self.discount_earned(invoice, received, cash, late, None);
                if amount.minor() < owed {
                    let applied = self.applied_with_discounts(customer, (amount, received), earned, given);
                    found.extend(applied.into_iter().filter_map(|(invoice, _, earned)| Some((invoice.id, earned?))));
                }
            }
            AllocationChoice::Chosen(chosen) => {
                let invoices = chosen.iter().filter_map(|(id, cash)| Some((self.invoice(*id)?, *cash)));
                let same = invoices.filter(|(invoice, cash)| invoice.customer == customer && invoice.amount.currency() == cash.currency());
                let earned = |(invoice, cash): (&Invoice, Money)| {
                    Some((invoice.id, self.discount_earned(invoice, received, Cash::Just(cash), late, None)?))
                };
                found.extend(same.filter_map(earned));
            }
        }
        found
    }

    /// The discount that a payment earned, or would have earned in time, after it was recorded without.
    pub fn discount_to_grant(&self, payment: PaymentId, invoice: &Invoice, late: bool) -> Option<Earned> {
        let used = self.allocations_from(CreditSource::Payment(payment)).filter(|part| part.invoice == invoice.id && part.until.is_none());
        let cash = used.map(|part| part.amount).reduce(|sum, part| sum.checked_add(part).unwrap_or(sum))?;
        let given = self.granted_with(payment).any(|note| {
            (note.kind, note.with_payment) == (CreditKind::Discount, Some(payment))
                && self.allocations_from(CreditSource::CreditNote(note.id)).any(|part| part.invoice == invoice.id)
        });
        let earned = self.discount_earned(invoice, self.payment(payment)?.received, Cash::Just(cash), late, Some(payment))?;
        // What was paid since leaves less to give.
        let owed = self.balance(invoice);
        let discount = if owed.minor() < earned.discount.minor() { owed } else { earned.discount };
        (!given && discount.is_positive()).then_some(Earned { discount, ..earned })
    }

    pub(super) fn grant_discount_event(
        &self,
        payment: PaymentId,
        grant: &DiscountGrant,
        on: NaiveDate,
        today: NaiveDate,
    ) -> Result<Event, Rejection> {
        let found = self.payment(payment).ok_or(Rejection::NotFound("payment"))?;
        if found.reversed.is_some() {
            return Err(Rejection::NoLongerCounts("This payment".to_owned()));
        }
        not_after_today(on, "on", "The day of the discount", today)?;
        not_before(on, found.received, "on", "The day of the discount")?;
        let invoice = self.live_invoice(grant.invoice)?;
        let earned = self.discount_to_grant(payment, invoice, is_late(grant));
        let earned = earned.ok_or_else(|| Rejection::NoDiscount { number: invoice.number.clone() })?;
        let (credit_note, allocations) = self.discount_note(payment, on, invoice, earned, &grant.reason, (0, 0))?;
        Ok(Event::CreditNoteIssued { credit_note, allocations })
    }

    /// The credit note of one discount; `nth` among the credit notes and allocations that the event adds. What comes with the payment that
    /// completes the invoice rests on the part payments, too.
    fn discount_note(
        &self,
        payment: PaymentId,
        issued: NaiveDate,
        invoice: &Invoice,
        Earned { discount, spare, .. }: Earned,
        reason: &str,
        nth: (usize, usize),
    ) -> Result<Granted, Rejection> {
        let id = CreditNoteId::from_index(self.facts.credit_notes.len() + nth.0);
        let customer = invoice.customer;
        let on_whole = invoice.terms.as_ref().is_some_and(|terms| terms.discount.part_payments == PartPayments::EarnNothing);
        let others = self.cash_for(invoice.id).filter(|(other, _)| on_whole && *other != payment);
        let note = CreditNote {
            id,
            customer,
            number: format!("Discount {id} for {}", invoice.number).chars().take(limits::NUMBER).collect(),
            issued,
            amount: positive(discount)?,
            note: text(reason, "reason", "The reason", limits::REASON, true)?,
            kind: CreditKind::Discount,
            with_payment: Some(payment),
            also_with: needed(others, spare.minor()),
            voided: None,
        };
        let credit = Credit { source: CreditSource::CreditNote(id), customer, since: issued, available: discount };
        Ok((note, vec![self.allocation(&credit, invoice, discount.minor(), nth.1)]))
    }
}

/// A discount with a reason may be given although its last day had passed.
fn is_late(grant: &DiscountGrant) -> bool {
    !grant.reason.trim().is_empty()
}
