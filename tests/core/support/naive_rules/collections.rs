//! Promises, contacts, holds, tasks put off, and the parts and ends of disputes, from scratch.

use super::{only_if, past, plausible, sound};
use crate::support::naive_ledger::{NaiveCredit, NaiveDispute, NaiveLedger};
use chrono::NaiveDate;
use recoup::domain::command::{AllocationChoice, Command, ContactDraft, PromiseDraft};
use recoup::domain::contact_log::ContactKind;
use recoup::domain::credit::CreditSource;
use recoup::domain::dispute::{DisputeCase, DisputeKind};
use recoup::domain::ids::InvoiceId;
use recoup::domain::money::Money;
use recoup::domain::postponement::TaskSubject;
use recoup::domain::restore::Restorable;

/// Everything of this theme that the naive ledger remembers.
#[derive(Debug, Clone, Default)]
pub struct NaiveCollections {
    /// Customer, day made, withdrawn.
    promises: Vec<(usize, NaiveDate, bool)>,
    /// Customer, taken back.
    contacts: Vec<(usize, bool)>,
    /// Customer, first day, first day without.
    holds: Vec<(usize, NaiveDate, Option<NaiveDate>)>,
    /// Taken back.
    postponements: Vec<bool>,
}

impl NaiveLedger {
    /// `None` means refused, `Some(false)` that the command is of another theme.
    pub(super) fn try_collections(&mut self, command: &Command, today: NaiveDate) -> Option<bool> {
        match command {
            Command::MakePromise { draft } => self.promise(draft, today)?,
            Command::WithdrawPromise { promise, on } => {
                let (_, made, withdrawn) = self.collections.promises.get_mut(promise.index())?;
                only_if(!*withdrawn)?;
                past(*on, today.max(*made), *made)?;
                *withdrawn = true;
            }
            Command::LogContact { draft } => self.contact(draft, today)?,
            Command::StrikeContact { contact } => {
                let (_, struck) = self.collections.contacts.get_mut(contact.index())?;
                only_if(!*struck)?;
                *struck = true;
            }
            Command::SetHold { customer, on, reason } => {
                let customer = self.listed(*customer)?;
                past(*on, today, NaiveDate::MIN)?;
                let covers = |(who, set, end): &(usize, NaiveDate, Option<NaiveDate>)| {
                    *who == customer && end.is_none_or(|end| *on < end && *set < end)
                };
                only_if(!reason.trim().is_empty() && !self.collections.holds.iter().any(covers))?;
                self.collections.holds.push((customer, *on, None));
            }
            Command::ReleaseHold { hold, on, .. } => {
                let (_, set, end) = self.collections.holds.get_mut(hold.index())?;
                only_if(end.is_none())?;
                past(*on, today.max(*set), *set)?;
                *end = Some(*on);
            }
            Command::PostponeTask { customer, subject, until, .. } => {
                let customer = self.listed(*customer)?;
                only_if(self.owner(*subject, customer) == Some(customer))?;
                let may_end = matches!(
                    subject,
                    TaskSubject::Limitation
                        | TaskSubject::Contact(_)
                        | TaskSubject::Payment(_)
                        | TaskSubject::Hold(_)
                        | TaskSubject::Agency(_)
                        | TaskSubject::Offer(_)
                        | TaskSubject::Agreement(_)
                        | TaskSubject::Settlement(_)
                );
                only_if(until.is_some() || may_end)?;
                only_if(until.is_none_or(|until| plausible(until).is_some() && until > today))?;
                self.collections.postponements.push(false);
            }
            Command::ResumeTask { postponement } => {
                let back = self.collections.postponements.get_mut(postponement.index())?;
                only_if(!*back)?;
                *back = true;
            }
            Command::ChangeDispute { dispute, case } => {
                let found = self.disputes.get(dispute.index()).filter(|found| found.closed.is_none())?.clone();
                self.check_case(found.invoice, case, found.raised, found.part)?;
                self.disputes[dispute.index()].part = case.amount.map(Money::minor);
            }
            Command::SettleDispute { dispute, on, credit, .. } => {
                let found = self.disputes.get(dispute.index()).filter(|found| found.closed.is_none())?.clone();
                past(*on, today.max(found.raised), found.raised)?;
                if let Some(credit) = credit {
                    let customer = self.invoices[self.live_invoice(found.invoice)?].customer;
                    only_if(!self.customers[customer].removed)?;
                    let choice = AllocationChoice::Chosen(vec![(InvoiceId::from_index(found.invoice), credit.amount)]);
                    self.credit_note(customer, &credit.number, *on, credit.amount, &choice, today)?;
                    self.disputes[dispute.index()].credit = Some(self.credits.len() - 1);
                }
                self.disputes[dispute.index()].closed = Some(*on);
            }
            Command::Restore { what } => self.restore(*what)?,
            _ => return Some(false),
        }
        Some(true)
    }

    fn restore(&mut self, what: Restorable) -> Option<()> {
        match what {
            Restorable::Dispute(id) => {
                let found = self.disputes.get(id.index())?.clone();
                let anew = |(place, other): (usize, &NaiveDispute)| {
                    let lasts = other.closed.is_none_or(|closed| closed > found.raised && closed > other.raised);
                    place != id.index() && other.invoice == found.invoice && lasts
                };
                only_if(found.closed.is_some() && !self.disputes.iter().enumerate().any(anew))?;
                if let Some(credit) = found.credit.filter(|credit| self.credits[*credit].ended.is_none()) {
                    self.end_credit(credit, self.credits[credit].date);
                }
                (self.disputes[id.index()].closed, self.disputes[id.index()].credit) = (None, None);
            }
            Restorable::Promise(id) => {
                let (.., withdrawn) = self.collections.promises.get_mut(id.index())?;
                only_if(std::mem::take(withdrawn))?;
            }
            Restorable::Contact(id) => only_if(std::mem::take(&mut self.collections.contacts.get_mut(id.index())?.1))?,
            Restorable::Hold(id) => {
                let (who, set, end) = *self.collections.holds.get(id.index())?;
                let others = self.collections.holds.iter().enumerate().filter(|(place, (other, ..))| *place != id.index() && *other == who);
                let lasts =
                    |(_, (_, since, end)): (usize, &(usize, NaiveDate, Option<NaiveDate>))| end.is_none_or(|end| end > set && end > *since);
                only_if(end.is_some() && !others.into_iter().any(lasts))?;
                self.collections.holds[id.index()].2 = None;
            }
            Restorable::Decision(id) => only_if(self.decisions.get_mut(id.index())?.end.take().is_some())?,
            Restorable::Offer(id) => self.restore_offer(id.index())?,
            Restorable::Agreement(_) | Restorable::Refund(_) | Restorable::Allowance(_) | Restorable::Reserve(_) => return None, // of another theme
            Restorable::Default(_) | Restorable::Settlement(_) => return None, // of `try_plan_life`
            Restorable::Task(id) => only_if(std::mem::take(self.collections.postponements.get_mut(id.index())?))?,
        }
        Some(())
    }

    pub(super) fn credit_note(
        &mut self,
        customer: usize,
        number: &str,
        issued: NaiveDate,
        amount: Money,
        choice: &AllocationChoice,
        today: NaiveDate,
    ) -> Option<()> {
        past(issued, today, NaiveDate::MIN)?;
        sound(amount)?;
        let is_note = |other: &NaiveCredit| matches!(other.source, CreditSource::CreditNote(_));
        let taken = |other: &NaiveCredit| is_note(other) && other.customer == customer && other.ended.is_none() && other.number == number;
        only_if(!number.is_empty() && !self.credits.iter().any(taken))?;
        let credit = self.add_credit(false, customer, number, issued, amount);
        self.use_credit(credit, issued, choice)
    }

    /// The contested part must be owed (a chargeback's: billed), in the invoice's currency; the deadline not before the dispute.
    pub(super) fn check_case(&self, invoice: usize, case: &DisputeCase, raised: NaiveDate, before: Option<i64>) -> Option<()> {
        let same = |amount: &Money| before == Some(amount.minor()) && amount.currency() == self.invoices[invoice].currency;
        if let Some(amount) = case.amount.filter(|amount| !same(amount)) {
            sound(amount)?;
            let most = if case.kind == DisputeKind::Chargeback { self.billed(invoice) } else { self.owes(invoice) };
            only_if(amount.currency() == self.invoices[invoice].currency && amount.minor() <= most)?;
        }
        only_if(case.answer_by.is_none_or(|day| plausible(day).is_some() && day >= raised))
    }

    fn promise(&mut self, draft: &PromiseDraft, today: NaiveDate) -> Option<()> {
        let customer = self.listed(draft.customer)?;
        past(draft.made, today, NaiveDate::MIN)?;
        plausible(draft.due)?;
        only_if(draft.due >= today && (draft.due - today).num_days() <= 366)?;
        sound(draft.amount)?;
        let mut places: Vec<usize> = draft.invoices.iter().map(|id| id.index()).collect();
        for place in &places {
            only_if(self.live_invoice(*place).is_some_and(|place| self.invoices[place].customer == customer))?;
            only_if(self.invoices[*place].currency == draft.amount.currency())?;
        }
        let distinct: std::collections::HashSet<_> = places.iter().collect();
        only_if(distinct.len() == places.len())?;
        if places.is_empty() {
            let mine =
                |place: &usize| self.invoices[*place].customer == customer && self.invoices[*place].currency == draft.amount.currency();
            places = (0..self.invoices.len()).filter(mine).collect();
        }
        only_if(draft.amount.minor() <= places.iter().map(|place| self.owes(*place)).sum())?;
        self.collections.promises.push((customer, draft.made, false));
        Some(())
    }

    fn contact(&mut self, draft: &ContactDraft, today: NaiveDate) -> Option<()> {
        let customer = self.listed(draft.customer)?;
        past(draft.on, today, NaiveDate::MIN)?;
        only_if(draft.next.is_none_or(|next| plausible(next).is_some() && next >= draft.on))?;
        only_if(draft.kind != ContactKind::Note || !draft.note.trim().is_empty())?;
        self.collections.contacts.push((customer, false));
        Some(())
    }

    fn owner(&self, subject: TaskSubject, customer: usize) -> Option<usize> {
        let place = |source| self.credits.iter().find(|credit| credit.source == source).map(|credit| credit.customer);
        match subject {
            TaskSubject::Reminder | TaskSubject::Limit | TaskSubject::Review | TaskSubject::Limitation => Some(customer),
            TaskSubject::Promise(id) => self.collections.promises.get(id.index()).map(|(who, ..)| *who),
            TaskSubject::Plan(id) | TaskSubject::Agreement(id) => {
                self.plans.get(id.index()).and_then(|plan| self.invoices.get(*plan.invoices.first()?)).map(|found| found.customer)
            }
            TaskSubject::Dispute(id) => self.disputes.get(id.index()).map(|found| self.invoices[found.invoice].customer),
            TaskSubject::Contact(id) => self.collections.contacts.get(id.index()).map(|(who, _)| *who),
            TaskSubject::Payment(id) => place(CreditSource::Payment(id)),
            TaskSubject::Settlement(id) => self.settlements.get(id.index()).map(|found| found.customer),
            TaskSubject::Offer(id) => self.offers.get(id.index()).map(|found| found.customer),
            TaskSubject::Hold(id) | TaskSubject::Agency(id) => self.invoices.get(id.index()).map(|found| found.customer),
        }
    }
}
