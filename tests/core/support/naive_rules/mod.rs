//! What the naive ledger accepts, and what it then does. `None` means refused; nothing has changed then.

pub mod allowance;
mod charges;
pub mod collections;
mod credit;
pub mod decisions;
mod discounts;
mod files;
pub mod offers;
mod period_lock;
pub mod plan_life;
pub mod write_off;
pub mod written;

use crate::support::naive_ledger::{NaiveCustomer, NaiveDispute, NaiveInvoice, NaiveLedger, NaiveMessage, NaiveState};
use chrono::{Datelike, Days, NaiveDate};
use recoup::domain::command::{AllocationChoice, Command};
use recoup::domain::credit::CreditSource;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::CustomerId;
use recoup::domain::message::MessageState;
use recoup::domain::money::Money;
use recoup::domain::policy::CreditPolicy;

fn only_if(holds: bool) -> Option<()> {
    holds.then_some(())
}

fn plausible(day: NaiveDate) -> Option<()> {
    only_if((1950..=2100).contains(&day.year()))
}

/// A day of the past or today, and not before another.
fn past(day: NaiveDate, today: NaiveDate, earliest: NaiveDate) -> Option<()> {
    plausible(day)?;
    only_if(day <= today && day >= earliest)
}

fn sound(amount: Money) -> Option<()> {
    only_if((1..=Money::MAX_MINOR).contains(&amount.minor()))
}

impl NaiveLedger {
    pub fn execute(&mut self, command: &Command, today: NaiveDate) -> Option<()> {
        let mut next = self.clone();
        next.try_execute(command, today)?;
        only_if(self.keeps_locked_days(&next))?;
        *self = next;
        Some(())
    }

    fn try_execute(&mut self, command: &Command, today: NaiveDate) -> Option<()> {
        let other_theme = self.try_plan_life(command, today)? || self.try_written(command, today)? || self.try_allowance(command, today)?;
        if other_theme || self.try_collections(command, today)? || self.try_decisions(command, today)? {
            return Some(());
        }
        match command {
            Command::AddCustomer { details } => {
                only_if(!details.name.trim().is_empty())?;
                details.credit_limit.map_or(Some(()), sound)?;
                details.terms_accepted.map_or(Some(()), |on| past(on, today, NaiveDate::MIN))?;
                self.credit_file(details, today)?;
                self.customers.push(customer(details, today));
            }
            Command::ChangeCustomer { customer: id, details } => {
                let place = self.listed(*id)?;
                only_if(!details.name.trim().is_empty())?;
                details.credit_limit.map_or(Some(()), sound)?;
                details.terms_accepted.map_or(Some(()), |on| past(on, today, NaiveDate::MIN))?;
                self.credit_file(details, today)?;
                self.customers[place] = customer(details, self.customers[place].added);
            }
            Command::RemoveCustomer { customer } => {
                let place = self.listed(*customer)?;
                only_if(!self.has_live_documents(place))?;
                self.customers[place].removed = true;
            }
            Command::IssueInvoice { draft } => {
                let customer = self.listed(draft.customer)?;
                let due = draft.due.map_or_else(|| self.usual_due(customer, draft.issued), Some)?;
                plausible(draft.issued)?;
                plausible(due)?;
                sound(draft.amount)?;
                let taken = |other: &NaiveInvoice| other.customer == customer && other.voided.is_none() && other.number == draft.number;
                only_if(due >= draft.issued && !draft.number.is_empty() && !self.invoices.iter().any(taken))?;
                let terms = self.terms_of_new(customer, &draft.terms, draft.issued, due, draft.amount)?;
                let place = self.add_invoice(customer, &draft.number, draft.issued, due, draft.amount);
                self.invoices[place].terms = terms;
            }
            Command::VoidInvoice { invoice, on } => {
                let place = self.live_invoice(invoice.index())?;
                let issued = self.invoices[place].issued;
                only_if(!self.is_recovery(place))?;
                only_if(*on == issued || past(*on, today, issued).is_some())?;
                only_if(!self.on_plan(place) && !self.is_waived(place) && !self.written_off_after(place, *on))?;
                for charge in self.unpaid_charges(place) {
                    only_if(!self.on_plan(charge) && !self.is_waived(charge))?;
                    let end = self.invoices[charge].issued.max(*on);
                    only_if(!self.written_off_after(charge, end))?;
                    self.void(charge, end);
                }
                self.void(place, *on);
            }
            Command::ChangeDueDate { invoice, due } => {
                let place = self.live_invoice(invoice.index())?;
                only_if(!self.is_recovery(place))?;
                plausible(*due)?;
                let invoice = &mut self.invoices[place];
                only_if((*due >= invoice.issued || invoice.was_due.contains(due)) && *due != invoice.due)?;
                invoice.was_due.push(std::mem::replace(&mut invoice.due, *due));
            }
            Command::IssueCreditNote { customer, number, issued, amount, choice, .. } => {
                let customer = self.listed(*customer)?;
                self.credit_note(customer, number, *issued, *amount, choice, today)?;
            }
            Command::VoidCreditNote { credit_note, on } => {
                let place = self.place_of(CreditSource::CreditNote(*credit_note))?;
                only_if(self.credits[place].ended.is_none())?;
                past(*on, today, self.credits[place].date)?;
                only_if(!self.came_back_by(place, *on))?;
                self.end_credit(place, *on);
            }
            Command::ChangeInvoiceTerms { invoice, terms } => self.change_terms(invoice.index(), terms.as_ref(), today)?,
            Command::GrantDiscount { payment, grant, on } => {
                self.grant_discount(self.place_of(CreditSource::Payment(*payment))?, grant, *on, today)?
            }
            Command::RecordPayment { customer, received, amount, choice, discounts, .. } => {
                let customer = self.listed(*customer)?;
                past(*received, today, NaiveDate::MIN)?;
                sound(*amount)?;
                let credit = self.add_credit(true, customer, "", *received, *amount);
                match choice {
                    AllocationChoice::Settlement(id) => {
                        only_if(discounts.is_empty())?;
                        self.settle(credit, *id)?;
                    }
                    other => self.pay(credit, *received, other, discounts)?,
                }
            }
            Command::ReversePayment { payment, on, .. } => {
                let place = self.place_of(CreditSource::Payment(*payment))?;
                only_if(self.credits[place].ended.is_none())?;
                past(*on, today, self.credits[place].date)?;
                self.end_credit(place, *on);
            }
            Command::RestorePayment { payment, allocations, credit_notes } => {
                self.restore_payment(self.place_of(CreditSource::Payment(*payment))?, allocations, credit_notes)?
            }
            Command::AllocateCredit { source, choice } => {
                let place = self.place_of(*source)?;
                let before = self.uses.len();
                self.use_credit(place, self.credits[place].date.max(today), choice)?;
                only_if(self.uses.len() > before)?;
            }
            Command::ReleaseAllocation { allocation, on } => {
                only_if(!self.is_recovery(self.uses.get(allocation.index())?.invoice))?;
                let part = self.uses.get_mut(allocation.index())?;
                only_if(!self.credits[part.credit].waives)?;
                only_if(part.until.is_none() && *on >= part.on && (*on == part.on || *on <= today))?;
                plausible(*on)?;
                part.until = Some(*on);
            }
            Command::TakeBackAllocations { allocations } => {
                only_if(!allocations.is_empty())?;
                for id in allocations {
                    only_if(!self.is_recovery(self.uses.get(id.index())?.invoice))?;
                    let part = self.uses.get_mut(id.index())?;
                    only_if(part.until.is_none() && !self.credits[part.credit].waives)?;
                    part.until = Some(part.on);
                }
            }
            Command::RaiseDispute { invoice, on, case, .. } => {
                let place = self.live_invoice(invoice.index())?;
                past(*on, today, self.invoices[place].issued)?;
                only_if(!self.disputes.iter().any(|dispute| {
                    dispute.invoice == place && dispute.closed.is_none_or(|closed| *on < closed && dispute.raised < closed)
                }))?;
                self.check_case(place, case, *on, None)?;
                self.disputes.push(NaiveDispute {
                    invoice: place,
                    raised: *on,
                    closed: None,
                    part: case.amount.map(Money::minor),
                    credit: None,
                });
            }
            Command::CloseDispute { dispute, on } => {
                let found = self.disputes.get_mut(dispute.index())?;
                only_if(found.closed.is_none())?;
                past(*on, today.max(found.raised), found.raised)?;
                found.closed = Some(*on);
            }
            Command::PauseReminders { customer, invoice, from, until, .. } => {
                let customer = self.listed(*customer)?;
                if let Some(invoice) = invoice {
                    let place = self.live_invoice(invoice.index())?;
                    only_if(self.invoices[place].customer == customer)?;
                }
                plausible(*from)?;
                only_if(until.is_none_or(|until| plausible(until).is_some() && until > *from))?;
                self.pauses.push((*from, *until));
            }
            Command::ResumeReminders { pause, on } => {
                let (from, until) = self.pauses.get_mut(pause.index())?;
                plausible(*on)?;
                only_if(until.is_none_or(|until| until > *on))?;
                *until = Some((*from).max(*on));
            }
            Command::PrepareMessage { content } => {
                let customer = self.listed(content.customer)?;
                let waits = |other: &NaiveMessage| other.customer == customer && other.state == NaiveState::Prepared;
                only_if(!content.covers.is_empty() && !self.messages.iter().any(waits))?;
                self.messages.push(NaiveMessage { customer, prepared: today, state: NaiveState::Prepared });
            }
            Command::ConfirmMessageSent { message, on } | Command::SkipMessage { message, on, .. } => {
                let found = self.messages.get_mut(message.index())?;
                only_if(found.state == NaiveState::Prepared)?;
                past(*on, today.max(found.prepared), found.prepared)?;
                found.state = NaiveState::Settled;
            }
            Command::DiscardMessage { message } => {
                let customer = self.messages.get(message.index())?.customer;
                let last = self.messages.iter().rposition(|other| other.customer == customer && other.state != NaiveState::Discarded);
                only_if(last == Some(message.index()))?;
                self.messages[message.index()].state = NaiveState::Discarded;
            }
            Command::RestoreMessage { message, state } => {
                let found = self.messages.get(message.index())?.clone();
                only_if(found.state == NaiveState::Discarded)?;
                for (place, other) in self.messages.iter().enumerate() {
                    let kept = other.customer == found.customer && other.state != NaiveState::Discarded;
                    only_if(!kept || (place < message.index() && other.state == NaiveState::Settled))?;
                }
                let state = match state {
                    MessageState::Discarded => return None,
                    MessageState::Prepared => NaiveState::Prepared,
                    MessageState::Sent { on } | MessageState::Skipped { on, .. } => {
                        past(*on, today.max(found.prepared), found.prepared)?;
                        NaiveState::Settled
                    }
                };
                self.messages[message.index()].state = state;
            }
            Command::PostCharges { charges, on } => {
                only_if(!charges.is_empty())?;
                past(*on, today, NaiveDate::MIN)?;
                for draft in charges {
                    self.post_charge(draft, *on)?;
                }
            }
            Command::TakeBackCharges { charges } => self.take_back_charges(charges)?,
            Command::WaiveCharge { invoice, on, reason } => self.waive_charge(invoice.index(), *on, reason, today)?,
            Command::WriteOff { draft } => self.write_off(draft, today)?,
            Command::RecordRecovery { write_off, money } => self.recover(write_off.index(), money, today)?,
            Command::TakeBackRecovery { recovery } => self.take_back_recovery(recovery.index())?,
            Command::AcceptPlan { customer, invoices, terms, accepted } => {
                let customer = self.listed(*customer)?;
                let places: Vec<_> = invoices.iter().map(|id| id.index()).collect();
                self.accept_plan(customer, &places, terms, *accepted, today)?;
            }
            Command::OfferPlan { customer, invoices, terms, expires } => {
                let customer = self.listed(*customer)?;
                let places: Vec<_> = invoices.iter().map(|id| id.index()).collect();
                self.offer_plan(customer, &places, terms, *expires, today)?;
            }
            Command::AcceptOffer { offer, accepted } => self.accept_offer(offer.index(), *accepted, today)?,
            Command::SettleOffer { offer, on, .. } => self.settle_offer(offer.index(), *on, today)?,
            Command::EndPlan { plan, on, .. } => self.end_plan(plan.index(), *on, today)?,
            Command::ChangePolicy { policy } => {
                only_if(policy.net_days <= 3650)?;
                self.versions.last_mut()?.1 = policy.clone();
            }
            Command::BeginPolicy { policy, from, .. } => {
                only_if(policy.net_days <= 3650)?;
                plausible(*from)?;
                only_if(*from > self.versions.last()?.0 && *from <= today + Days::new(731))?;
                self.versions.push((*from, policy.clone()));
            }
            Command::TakeBackPolicy => {
                only_if(self.versions.len() > 1)?;
                self.versions.pop();
            }
            Command::ChangeSettings { settings } => {
                only_if(settings.ways_out.is_sound())?;
                self.lock(settings.bookkeeping.locked_through, today)?;
                self.basis = settings.aging_basis;
                self.edges = settings.aging_buckets.last_days().to_vec();
            }
            Command::ImportFile { batch } => self.import(batch, today)?,
            Command::UndoImport { import } => self.undo_import(import.index())?,
            _ => return None, // of `try_collections`, or not part of random sequences
        }
        Some(())
    }

    /// The policy of the last version that has begun by a day.
    fn policy_of(&self, day: NaiveDate) -> &CreditPolicy {
        &self.versions.iter().rfind(|(from, _)| *from <= day).expect("one from the beginning").1
    }

    /// When an invoice is due that names no day. Random policies have no terms but days, and move nothing.
    fn usual_due(&self, customer: usize, issued: NaiveDate) -> Option<NaiveDate> {
        let (NaiveCustomer { net_days, tier, .. }, policy) = (&self.customers[customer], self.policy_of(issued));
        let of_tier = policy.tiers.iter().find(|one| one.name == *tier).and_then(|tier| tier.net_days);
        issued.checked_add_days(Days::new(u64::from(net_days.or(of_tier).unwrap_or(policy.net_days))))
    }

    fn listed(&self, id: CustomerId) -> Option<usize> {
        self.customers.get(id.index()).filter(|found| !found.removed).map(|_| id.index())
    }

    fn live_invoice(&self, place: usize) -> Option<usize> {
        self.invoices.get(place).filter(|found| found.voided.is_none()).map(|_| place)
    }
}

fn customer(details: &CustomerDetails, added: NaiveDate) -> NaiveCustomer {
    NaiveCustomer {
        name: details.name.trim().to_owned(),
        reference: details.reference.trim().to_owned(),
        net_days: details.net_days,
        tier: details.approach.tier.clone(),
        accepted: details.terms_accepted,
        added,
        discount: details.discount.clone(),
        removed: false,
    }
}
