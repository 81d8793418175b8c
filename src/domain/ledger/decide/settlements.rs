//! Settlements: a smaller sum until a day. Nothing is forgiven before the sum is complete, and only within the time.

use super::credits::Credit;
use super::rests::needed;
use super::{not_after_today, not_before, plausible, positive, text};
use crate::domain::command::SettlementDraft;
use crate::domain::credit::{Allocation, CreditKind, CreditNote, Payment};
use crate::domain::event::Event;
use crate::domain::ids::{CreditNoteId, CustomerId, InvoiceId, SettlementId};
use crate::domain::invoice::Invoice;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::plan_offer::PlanOffer;
use crate::domain::rejection::Rejection;
use crate::domain::schedule::{Settlement, SettlementError};
use crate::domain::settlement_offer::{SettlementOffer, SettlementStanding};
use crate::domain::text_rules::limits;
use chrono::NaiveDate;
use std::collections::HashSet;

/// What a payment does for a settlement: its own uses, and what is forgiven with it.
pub(super) struct Settled {
    pub(super) allocations: Vec<Allocation>,
    pub(super) granted: Option<(CreditNote, Vec<Allocation>)>,
}

impl Ledger {
    /// What the invoices of an offer owe together, or why there can be no offer for them.
    pub fn settlement_total(&self, customer: CustomerId, invoices: &[InvoiceId], day: NaiveDate) -> Result<Money, Rejection> {
        let mut seen = HashSet::new();
        let mut total: Option<Money> = None;
        for id in invoices {
            let invoice = self.live_invoice(*id)?;
            let balance = self.balance(invoice);
            if invoice.customer != customer {
                return Err(Rejection::OtherCustomer(invoice.number.clone()));
            }
            if !seen.insert(*id) || !balance.is_positive() {
                return Err(Rejection::NothingToDo("Choose invoices that still owe something, each once."));
            }
            if self.disputes_of(*id).any(|dispute| dispute.closed.is_none()) {
                return Err(Rejection::Disputed(invoice.number.clone()));
            }
            total = Some(total.map_or(Ok(balance), |sum| sum.checked_add(balance))?);
        }
        self.not_settling(customer, invoices, day)?;
        self.not_offered(customer, invoices, None, day)?;
        positive(total.ok_or(Rejection::Missing { field: "invoices", what: "at least one invoice to settle" })?)
    }

    /// Refuses invoices for which a smaller sum is offered that can still be paid.
    pub(super) fn not_settling(&self, customer: CustomerId, invoices: &[InvoiceId], day: NaiveDate) -> Result<(), Rejection> {
        match invoices.iter().find_map(|id| self.open_settlement(customer, *id, day)) {
            Some(offer) => Err(Rejection::Settling { until: offer.until }),
            None => Ok(()),
        }
    }

    pub(super) fn offer_settlement_event(&self, draft: &SettlementDraft, today: NaiveDate) -> Result<Event, Rejection> {
        let SettlementDraft { customer, invoices, pay, made, until, note } = draft;
        self.known_customer(*customer)?;
        not_after_today(*made, "made", "The day of the offer", today)?;
        let latest = invoices.iter().filter_map(|id| self.invoice(*id)).map(|invoice| invoice.issued).max();
        not_before(*made, latest.unwrap_or(*made), "made", "The day of the offer")?;
        not_before(plausible(*until)?, today, "until", "The last day to pay")?;
        let owed = self.settlement_total(*customer, invoices, today)?;
        let terms = Settlement::of_sum(owed, *pay, *until).map_err(|error| match error {
            SettlementError::Money(error) => Rejection::Money(error),
            _ => Rejection::SettlementSum { owed },
        })?;
        let offer = SettlementOffer {
            id: SettlementId::from_index(self.facts.settlements.len()),
            customer: *customer,
            made: *made,
            invoices: invoices.clone(),
            owed,
            pay: terms.pay,
            until: *until,
            known_payments: self.facts.payments.len() as u32,
            note: text(note, "note", "The note", limits::NOTE, true)?,
            withdrawn: None,
            cleared: None,
        };
        Ok(Event::SettlementOffered { offer })
    }

    pub(super) fn withdraw_settlement_event(&self, id: SettlementId, on: NaiveDate, today: NaiveDate) -> Result<Event, Rejection> {
        let offer = self.settlement(id).ok_or(Rejection::NotFound("settlement offer"))?;
        if offer.withdrawn.is_some() {
            return Err(Rejection::NothingToDo("This offer was withdrawn already."));
        }
        not_after_today(on, "on", "The day of the withdrawal", today)?;
        not_before(on, offer.made, "on", "The day of the withdrawal")?;
        if self.settlement_standing(offer, today) != SettlementStanding::Open {
            return Err(Rejection::NothingToDo("This offer does not stand any more: the sum has come, or its time is over."));
        }
        Ok(Event::SettlementWithdrawn { settlement: id, on })
    }

    /// A withdrawn offer can stand again while no other, of a sum or of a plan, is made for its invoices.
    pub(super) fn can_settle_again(&self, id: SettlementId) -> Result<Option<bool>, Rejection> {
        let Some(offer) = self.settlement(id) else { return Ok(None) };
        let other = |other: &SettlementOffer| {
            other.id > id && other.withdrawn.is_none() && other.invoices.iter().any(|invoice| offer.invoices.contains(invoice))
        };
        if self.settlements_of(offer.customer).any(other) {
            return Err(Rejection::NothingToDo("There is another offer for these invoices."));
        }
        let accepts = |other: &PlanOffer| {
            let unanswered = other.settled.is_none() && self.plan_of_offer(other).is_none();
            let meets = other.made <= offer.until && offer.made <= other.expires;
            unanswered && meets && other.invoices.iter().any(|invoice| offer.invoices.contains(invoice))
        };
        if let Some(other) = self.offers_of(offer.customer).find(|other| accepts(other)) {
            return Err(Rejection::Offered { until: other.expires });
        }
        Ok(Some(offer.withdrawn.is_some()))
    }

    /// A payment on the invoices of an offer. When it completes the sum, a credit note forgives the rest; the money beyond the sum is left
    /// as unapplied credit. When it does not, it is a part payment and nothing is forgiven.
    pub(super) fn settle(&self, id: SettlementId, credit: &Credit, payment: &Payment) -> Result<Settled, Rejection> {
        let offer = self.settlement(id).ok_or(Rejection::NotFound("settlement offer"))?;
        payment.amount.checked_sub(offer.pay)?;
        if offer.customer != payment.customer {
            return Err(Rejection::NotFound("settlement offer"));
        }
        not_before(payment.received, offer.made, "received", "The day of payment")?;
        if self.settlement_standing(offer, payment.received) != SettlementStanding::Open {
            return Err(Rejection::NothingToDo(
                "The offer does not stand on that day, so nothing is forgiven. Apply the payment as usual.",
            ));
        }
        let paid_before = self.settlement_paid(offer);
        let missing = (offer.pay.minor() - paid_before).max(0);
        let complete = payment.amount.minor() >= missing;
        let mut open: Vec<&Invoice> = offer.invoices.iter().filter_map(|id| self.live_invoice(*id).ok()).collect();
        open.sort_by_key(|invoice| (invoice.due, invoice.issued, invoice.id));
        let mut left = if complete { missing } else { payment.amount.minor() };
        let (mut paid, mut rest) = (Vec::new(), Vec::new());
        for invoice in open {
            let owed = self.balance(invoice).minor();
            let part = owed.min(left);
            left -= part;
            if part > 0 {
                paid.push((invoice, part));
            }
            if owed > part {
                rest.push((invoice, owed - part));
            }
        }
        let allocations: Vec<_> =
            paid.iter().enumerate().map(|(nth, (invoice, part))| self.allocation(credit, invoice, *part, nth)).collect();
        if !complete || rest.is_empty() {
            return Ok(Settled { allocations, granted: None });
        }
        let forgiven = rest.iter().map(|(_, part)| part).sum();
        let note = CreditNote {
            id: CreditNoteId::from_index(self.facts.credit_notes.len()),
            customer: payment.customer,
            number: format!("Settlement {id}"),
            issued: payment.received,
            amount: positive(Money::from_minor(forgiven, payment.amount.currency()))?,
            note: String::new(),
            kind: CreditKind::Settlement,
            with_payment: Some(payment.id),
            also_with: needed(self.settlement_parts(offer), (paid_before - offer.pay.minor()).max(0)),
            voided: None,
        };
        let mut uses = self.uses_of_note(&note, &rest);
        uses.iter_mut().for_each(|used| used.id.0 += allocations.len() as u32);
        Ok(Settled { allocations, granted: Some((note, uses)) })
    }
}
