//! What the naive ledger accepts, and what it then does. `None` means refused; nothing has changed then.

use super::naive_ledger::{
    NaiveCredit, NaiveCustomer, NaiveDispute, NaiveImport, NaiveInvoice, NaiveLedger, NaiveMessage, NaivePlan, NaiveState, NaiveUse,
};
use chrono::{Datelike, Days, NaiveDate};
use recoup::domain::command::{AllocationChoice, Command};
use recoup::domain::credit::CreditSource;
use recoup::domain::customer::CustomerDetails;
use recoup::domain::ids::{CreditNoteId, CustomerId, PaymentId};
use recoup::domain::import::{ImportBatch, ImportedInvoice};
use recoup::domain::money::Money;
use recoup::domain::schedule::{PlanTerms, propose};

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
        *self = next;
        Some(())
    }

    fn try_execute(&mut self, command: &Command, today: NaiveDate) -> Option<()> {
        match command {
            Command::AddCustomer { details } => {
                only_if(!details.name.trim().is_empty())?;
                self.customers.push(customer(details));
            }
            Command::ChangeCustomer { customer: id, details } => {
                let place = self.listed(*id)?;
                only_if(!details.name.trim().is_empty())?;
                self.customers[place] = customer(details);
            }
            Command::RemoveCustomer { customer } => {
                let place = self.listed(*customer)?;
                only_if(!self.has_live_documents(place))?;
                self.customers[place].removed = true;
            }
            Command::IssueInvoice { draft } => {
                let customer = self.listed(draft.customer)?;
                let net = u64::from(self.customers[customer].net_days.unwrap_or(self.net_days));
                let due = draft.due.unwrap_or(draft.issued.checked_add_days(Days::new(net))?);
                plausible(draft.issued)?;
                plausible(due)?;
                sound(draft.amount)?;
                let taken = |other: &NaiveInvoice| other.customer == customer && other.voided.is_none() && other.number == draft.number;
                only_if(due >= draft.issued && !draft.number.is_empty() && !self.invoices.iter().any(taken))?;
                self.add_invoice(customer, &draft.number, draft.issued, due, draft.amount);
            }
            Command::VoidInvoice { invoice, on } => {
                let place = self.live_invoice(invoice.index())?;
                let issued = self.invoices[place].issued;
                only_if(*on == issued || past(*on, today, issued).is_some())?;
                only_if(!self.on_plan(place))?;
                self.void(place, *on);
            }
            Command::ChangeDueDate { invoice, due } => {
                let place = self.live_invoice(invoice.index())?;
                plausible(*due)?;
                only_if(*due >= self.invoices[place].issued && *due != self.invoices[place].due)?;
                self.invoices[place].due = *due;
            }
            Command::IssueCreditNote { customer, number, issued, amount, choice, .. } => {
                let customer = self.listed(*customer)?;
                past(*issued, today, NaiveDate::MIN)?;
                sound(*amount)?;
                let taken = |other: &NaiveCredit| {
                    matches!(other.source, CreditSource::CreditNote(_))
                        && other.customer == customer
                        && other.ended.is_none()
                        && other.number == *number
                };
                only_if(!number.is_empty() && !self.credits.iter().any(taken))?;
                let credit = self.add_credit(false, customer, number, *issued, *amount);
                self.use_credit(credit, *issued, choice)?;
            }
            Command::VoidCreditNote { credit_note, on } => {
                let place = self.place_of(CreditSource::CreditNote(*credit_note))?;
                only_if(self.credits[place].ended.is_none())?;
                past(*on, today, self.credits[place].date)?;
                self.end_credit(place, *on);
            }
            Command::RecordPayment { customer, received, amount, choice, .. } => {
                let customer = self.listed(*customer)?;
                past(*received, today, NaiveDate::MIN)?;
                sound(*amount)?;
                let credit = self.add_credit(true, customer, "", *received, *amount);
                self.use_credit(credit, *received, choice)?;
            }
            Command::ReversePayment { payment, on, .. } => {
                let place = self.place_of(CreditSource::Payment(*payment))?;
                only_if(self.credits[place].ended.is_none())?;
                past(*on, today, self.credits[place].date)?;
                self.end_credit(place, *on);
            }
            Command::AllocateCredit { source, choice } => {
                let place = self.place_of(*source)?;
                let before = self.uses.len();
                self.use_credit(place, self.credits[place].date.max(today), choice)?;
                only_if(self.uses.len() > before)?;
            }
            Command::ReleaseAllocation { allocation, on } => {
                let part = self.uses.get_mut(allocation.index())?;
                only_if(part.until.is_none() && *on >= part.on && (*on == part.on || *on <= today))?;
                plausible(*on)?;
                part.until = Some(*on);
            }
            Command::RaiseDispute { invoice, on, .. } => {
                let place = self.live_invoice(invoice.index())?;
                past(*on, today, self.invoices[place].issued)?;
                only_if(!self.disputes.iter().any(|dispute| {
                    dispute.invoice == place && dispute.closed.is_none_or(|closed| *on < closed && dispute.raised < closed)
                }))?;
                self.disputes.push(NaiveDispute { invoice: place, raised: *on, closed: None });
            }
            Command::CloseDispute { dispute, on } => {
                let found = self.disputes.get_mut(dispute.index())?;
                only_if(found.closed.is_none())?;
                past(*on, today.max(found.raised), found.raised)?;
                found.closed = Some(*on);
            }
            Command::PauseReminders { customer, from, until, .. } => {
                self.listed(*customer)?;
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
            Command::AcceptPlan { customer, invoices, terms, accepted } => {
                let customer = self.listed(*customer)?;
                let places: Vec<_> = invoices.iter().map(|id| id.index()).collect();
                self.accept_plan(customer, &places, terms, *accepted, today)?;
            }
            Command::EndPlan { plan, on, .. } => self.end_plan(plan.index(), *on, today)?,
            Command::ChangePolicy { policy } => {
                only_if(policy.net_days <= 3650)?;
                self.net_days = policy.net_days;
            }
            Command::ChangeSettings { settings } => {
                self.basis = settings.aging_basis;
                self.edges = settings.aging_buckets.last_days().to_vec();
            }
            Command::ImportFile { batch } => self.import(batch)?,
            Command::UndoImport { import } => self.undo_import(import.index())?,
            Command::ReplaceLedger { .. } | Command::ReopenMessage { .. } => return None, // not part of random sequences
        }
        Some(())
    }

    fn listed(&self, id: CustomerId) -> Option<usize> {
        self.customers.get(id.index()).filter(|found| !found.removed).map(|_| id.index())
    }

    fn live_invoice(&self, place: usize) -> Option<usize> {
        self.invoices.get(place).filter(|found| found.voided.is_none()).map(|_| place)
    }

    fn add_invoice(&mut self, customer: usize, number: &str, issued: NaiveDate, due: NaiveDate, amount: Money) -> usize {
        let (amount, currency) = (amount.minor(), amount.currency());
        self.invoices.push(NaiveInvoice { customer, number: number.to_owned(), issued, due, amount, currency, voided: None });
        self.invoices.len() - 1
    }

    fn add_credit(&mut self, is_payment: bool, customer: usize, number: &str, date: NaiveDate, amount: Money) -> usize {
        let same_kind = self.credits.iter().filter(|credit| matches!(credit.source, CreditSource::Payment(_)) == is_payment).count();
        let source = if is_payment {
            CreditSource::Payment(PaymentId::from_index(same_kind))
        } else {
            CreditSource::CreditNote(CreditNoteId::from_index(same_kind))
        };
        let (amount, currency) = (amount.minor(), amount.currency());
        self.credits.push(NaiveCredit { source, customer, number: number.to_owned(), date, amount, currency, ended: None });
        self.credits.len() - 1
    }

    fn use_credit(&mut self, credit: usize, since: NaiveDate, choice: &AllocationChoice) -> Option<()> {
        let NaiveCredit { customer, currency, .. } = self.credits[credit].clone();
        let available = self.left(credit);
        let mut wanted: Vec<(usize, i64)> = Vec::new();
        match choice {
            AllocationChoice::Unapplied => {}
            AllocationChoice::OldestFirst => {
                let mut left = available;
                let mut places: Vec<_> = (0..self.invoices.len()).collect();
                places.sort_by_key(|place| (self.invoices[*place].due, self.invoices[*place].issued, *place));
                for place in places {
                    let part = self.owes(place).min(left);
                    if self.invoices[place].customer == customer && self.invoices[place].currency == currency && part > 0 {
                        wanted.push((place, part));
                        left -= part;
                    }
                }
            }
            AllocationChoice::Chosen(chosen) => {
                for (invoice, amount) in chosen {
                    let place = self.live_invoice(invoice.index())?;
                    sound(*amount)?;
                    let same = self.invoices[place].customer == customer && self.invoices[place].currency == currency;
                    only_if(same && amount.currency() == currency && !wanted.iter().any(|(other, _)| *other == place))?;
                    only_if(amount.minor() <= self.owes(place))?;
                    wanted.push((place, amount.minor()));
                }
                only_if(wanted.iter().map(|(_, part)| part).sum::<i64>() <= available)?;
            }
        }
        let parts: Vec<_> = wanted
            .iter()
            .map(|(invoice, amount)| NaiveUse {
                credit,
                invoice: *invoice,
                amount: *amount,
                on: self.begin(since, Some(credit), *invoice),
                until: None,
            })
            .collect();
        self.uses.extend(parts);
        Some(())
    }

    fn accept_plan(&mut self, customer: usize, places: &[usize], terms: &PlanTerms, accepted: NaiveDate, today: NaiveDate) -> Option<()> {
        past(accepted, today, NaiveDate::MIN)?;
        only_if(terms.first_due >= accepted && !places.is_empty())?;
        let mut total = Money::zero(self.invoices.get(places[0])?.currency);
        for (nth, place) in places.iter().enumerate() {
            let place = self.live_invoice(*place)?;
            let known = &self.invoices[place];
            only_if(known.customer == customer && known.issued <= accepted && !places[..nth].contains(&place))?;
            only_if(self.owes(place) > 0 && !self.on_plan(place))?;
            let still_held = |plan: &NaivePlan| plan.ended.is_some_and(|end| end > accepted && end > plan.accepted);
            only_if(!self.plans.iter().any(|plan| plan.invoices.contains(&place) && still_held(plan)))?;
            total = total.checked_add(self.money(place)).ok()?;
        }
        let proposal = propose(&PlanTerms { total, ..*terms }).ok()?;
        let interest = proposal.total_interest.is_positive().then(|| {
            let due = proposal.instalments.last().unwrap().due;
            self.add_invoice(customer, &format!("Plan {} interest", self.plans.len() + 1), accepted, due, proposal.total_interest)
        });
        let invoices = places.iter().copied().chain(interest).collect();
        self.plans.push(NaivePlan { customer, accepted, invoices, interest, ended: None });
        Some(())
    }

    fn end_plan(&mut self, place: usize, on: NaiveDate, today: NaiveDate) -> Option<()> {
        let plan = self.plans.get(place)?.clone();
        only_if(plan.ended.is_none())?;
        past(on, today, plan.accepted)?;
        self.plans[place].ended = Some(on);
        if let Some(document) = plan.interest.filter(|document| self.owes(*document) > 0) {
            let open = self.money(document);
            let since = self.begin(on, None, document);
            let credit = self.add_credit(false, plan.customer, &format!("Plan {} interest credit", place + 1), on, open);
            self.uses.push(NaiveUse { credit, invoice: document, amount: open.minor(), on: since, until: None });
        }
        Some(())
    }

    fn import(&mut self, batch: &ImportBatch) -> Option<()> {
        let before = self.clone();
        let listed = |matches: &dyn Fn(&NaiveCustomer) -> bool| before.customers.iter().position(|known| !known.removed && matches(known));
        let mut owners = Vec::new();
        for imported in &batch.customers {
            let by_reference = listed(&|known| !imported.reference.is_empty() && known.reference == imported.reference);
            let by_name = listed(&|known| known.name.to_lowercase() == imported.name.to_lowercase())
                .filter(|known| imported.reference.is_empty() || before.customers[*known].reference.is_empty());
            owners.push(by_reference.or(by_name).unwrap_or_else(|| {
                let (name, reference) = (imported.name.clone(), imported.reference.clone());
                self.customers.push(NaiveCustomer { name, reference, net_days: None, removed: false });
                self.customers.len() - 1
            }));
        }
        for imported in &batch.invoices {
            let owner = owners[imported.customer as usize];
            let same = |known: &NaiveInvoice| known.customer == owner && known.voided.is_none() && known.number == imported.number;
            match before.invoices.iter().position(same) {
                None => {
                    let place = self.add_invoice(owner, &imported.number, imported.issued, imported.due, imported.amount);
                    if imported.disputed {
                        self.disputes.push(NaiveDispute { invoice: place, raised: imported.issued, closed: None });
                    }
                    self.import_payments(place, imported, 0);
                }
                Some(place) if Money::from_minor(self.invoices[place].amount, self.invoices[place].currency) == imported.amount => {
                    self.import_payments(place, imported, self.invoices[place].amount - before.owes(place));
                }
                Some(_) => {}
            }
        }
        for imported in &batch.credit_notes {
            let owner = owners[imported.customer as usize];
            let same = |known: &NaiveCredit| {
                matches!(known.source, CreditSource::CreditNote(_))
                    && known.customer == owner
                    && known.ended.is_none()
                    && known.number == imported.number
            };
            if !self.credits.iter().any(same) {
                self.add_credit(false, owner, &imported.number, imported.issued, imported.amount);
            }
        }
        only_if(self.invoices.len() > before.invoices.len() || self.credits.len() > before.credits.len())?;
        self.imports.push(NaiveImport {
            customers: (before.customers.len()..self.customers.len()).collect(),
            invoices: (before.invoices.len()..self.invoices.len()).collect(),
            credits: (before.credits.len()..self.credits.len()).collect(),
            disputes: (before.disputes.len()..self.disputes.len()).collect(),
            undone: false,
        });
        Some(())
    }

    /// Of the file's payments only what goes beyond `known` is new.
    fn import_payments(&mut self, invoice: usize, imported: &ImportedInvoice, mut known: i64) {
        let since = self.begin(self.invoices[invoice].issued, None, invoice);
        for payment in &imported.payments {
            let fresh = payment.amount.minor() - payment.amount.minor().min(known);
            known -= payment.amount.minor() - fresh;
            if fresh > 0 {
                let amount = Money::from_minor(fresh, payment.amount.currency());
                let part = fresh.min(self.owes(invoice));
                let credit = self.add_credit(true, self.invoices[invoice].customer, "", payment.on, amount);
                if part > 0 {
                    self.uses.push(NaiveUse { credit, invoice, amount: part, on: payment.on.max(since), until: None });
                }
            }
        }
    }

    fn undo_import(&mut self, place: usize) -> Option<()> {
        let import = self.imports.get(place)?.clone();
        only_if(
            !import.undone && !import.invoices.iter().any(|invoice| self.invoices[*invoice].voided.is_none() && self.on_plan(*invoice)),
        )?;
        self.imports[place].undone = true;
        for dispute in &import.disputes {
            self.disputes[*dispute].closed = Some(self.disputes[*dispute].raised);
        }
        for credit in import.credits {
            if self.credits[credit].ended.is_none() {
                self.end_credit(credit, self.credits[credit].date);
            }
        }
        for invoice in import.invoices {
            if self.invoices[invoice].voided.is_none() {
                self.void(invoice, self.invoices[invoice].issued);
            }
        }
        for customer in import.customers {
            self.customers[customer].removed |= !self.has_live_documents(customer);
        }
        Some(())
    }
}

fn customer(details: &CustomerDetails) -> NaiveCustomer {
    NaiveCustomer {
        name: details.name.trim().to_owned(),
        reference: details.reference.trim().to_owned(),
        net_days: details.net_days,
        removed: false,
    }
}
