//! Where the tasks come from.

use super::account::{Accounts, LateAccount};
use super::{Task, TaskKind, score, unasked};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::contact_log::{ContactEntry, ContactKind, ContactOutcome};
use crate::domain::credit::CreditSource;
use crate::domain::dispute::{DisputeKind, NextMove};
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageState;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use crate::domain::promise::PromiseToPay;
use crate::reports::aging::balance_as_of;
use crate::reports::limitation::warnings;
use crate::reports::promises::{PromiseProgress, PromiseState, promises};
use crate::reports::reminders::ReminderSchedule;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashSet};

/// A broken promise stays on the worklist this long; by then the schedule has taken over.
const BROKEN_DAYS: i64 = 30;
/// A payment is worth a thank-you this long.
const THANKS_DAYS: i64 = 7;

pub(super) struct Finder<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) policy: &'a CreditPolicy,
    pub(super) as_of: NaiveDate,
    pub(super) accounts: Accounts,
    promises: Vec<(&'a PromiseToPay, PromiseProgress)>,
    pub(super) tasks: Vec<Task>,
    /// Customers whose reminder is replaced by a task of more weight that is shown.
    pub(super) replaced: HashSet<CustomerId>,
}

pub(super) fn tasks(ledger: &Ledger, policy: &CreditPolicy, schedule: &ReminderSchedule) -> Vec<Task> {
    let as_of = schedule.as_of;
    let known = promises(ledger, policy, as_of);
    let accounts = Accounts::of(ledger, as_of, &known);
    let known: Vec<_> = known.into_iter().filter_map(|progress| Some((ledger.promise(progress.promise)?, progress))).collect();
    let mut finder = Finder { ledger, policy, as_of, accounts, promises: known, tasks: Vec::new(), replaced: HashSet::new() };
    finder.kept_words();
    finder.plans(schedule);
    finder.signatures();
    finder.offers();
    finder.settlements();
    finder.disputes();
    finder.contacts();
    finder.reminders(schedule);
    finder.unasked(policy, schedule);
    finder.decisions();
    finder.limits();
    finder.reviews();
    finder.limitation();
    finder.thanks();
    finder.tasks
}

impl Finder<'_> {
    pub(super) fn add(&mut self, customer: CustomerId, kind: TaskKind, amounts: Vec<Money>, days_past_due: i64) {
        self.add_since(customer, kind, amounts, days_past_due, None);
    }

    /// Adds a task and says whether it is shown: not put off by a decision since it arose.
    pub(super) fn add_since(
        &mut self,
        customer: CustomerId,
        kind: TaskKind,
        amounts: Vec<Money>,
        days_past_due: i64,
        since: Option<NaiveDate>,
    ) -> bool {
        let (score, segment) = (score::score(&kind, &amounts, days_past_due, self.as_of), score::segment(&kind, days_past_due));
        let task = Task { customer, kind, amounts, days_past_due, segment, score, since };
        let shown = task.postponed_by(self.ledger, self.as_of).is_none();
        self.tasks.push(task);
        shown
    }

    pub(super) fn days_late(&self, customer: CustomerId) -> i64 {
        self.accounts.late(customer).map_or(0, LateAccount::days)
    }

    fn kept_words(&mut self) {
        for (place, (promise, progress)) in self.promises.clone().iter().enumerate() {
            let (id, due, customer, currency) = (promise.id, promise.due, promise.customer, promise.amount.currency());
            let left = promise.amount.minor() - progress.received.minor();
            match progress.state {
                PromiseState::Open if due <= self.as_of => {
                    let days = self.days_late(customer);
                    self.add(customer, TaskKind::PromiseDue { promise: id, due }, vec![Money::from_minor(left, currency)], days);
                }
                PromiseState::Broken | PromiseState::PartlyKept => {
                    let recent = self.as_of <= add_days(progress.last_day, BROKEN_DAYS);
                    if !recent || self.is_answered(customer, progress.last_day) || self.is_renewed(place) {
                        continue;
                    }
                    let left = left.min(self.accounts.chaseable(promise));
                    if left <= 0 {
                        continue;
                    }
                    let (kind, amounts) = (TaskKind::PromiseBroken { promise: id, due }, vec![Money::from_minor(left, currency)]);
                    if self.add_since(customer, kind, amounts, self.days_late(customer), Some(add_days(progress.last_day, 1))) {
                        self.replaced.insert(customer);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether the owner has spoken with the customer since.
    fn is_answered(&self, customer: CustomerId, since: NaiveDate) -> bool {
        let spoke = |entry: &ContactEntry| {
            let missed =
                matches!(entry.outcome, Some(ContactOutcome::NoAnswer | ContactOutcome::LeftMessage | ContactOutcome::WrongNumber));
            entry.kind != ContactKind::Note && !missed
        };
        self.ledger.contacts_of(customer).any(|entry| entry.on > since && entry.on <= self.as_of && spoke(entry))
    }

    /// Whether a later promise about the same debt is open.
    fn is_renewed(&self, place: usize) -> bool {
        let promise = self.promises[place].0;
        let same = |other: &PromiseToPay| {
            let shares = other.invoices.iter().any(|id| promise.invoices.contains(id));
            other.customer == promise.customer
                && other.id > promise.id
                && other.amount.currency() == promise.amount.currency()
                && (other.invoices.is_empty() || promise.invoices.is_empty() || shares)
        };
        self.promises.iter().any(|(other, progress)| progress.state == PromiseState::Open && same(other))
    }

    fn disputes(&mut self) {
        for dispute in &self.ledger.facts().disputes {
            let Some(invoice) = self.ledger.invoice(dispute.invoice).filter(|_| dispute.is_open(self.as_of)) else { continue };
            // A chargeback has a deadline even when the invoice counts as paid.
            let matters = |open: &Money| open.is_positive() || dispute.case.kind == DisputeKind::Chargeback;
            let Some(balance) = balance_as_of(self.ledger, invoice.id, self.as_of).filter(matters) else { continue };
            if dispute.case.next_move == NextMove::Theirs || self.ledger.is_mark_of_file(dispute) {
                continue;
            }
            let at_stake = self.ledger.at_stake(dispute, balance, self.as_of);
            let kind = TaskKind::AnswerDispute { dispute: dispute.id, by: dispute.case.answer_by };
            let days = if balance.is_positive() { days_past_due(invoice.due, self.as_of).max(0) } else { 0 };
            self.add(invoice.customer, kind, vec![at_stake], days);
        }
    }

    /// Only the latest word with a customer counts: it has answered the earlier ones.
    fn contacts(&mut self) {
        let customers: BTreeSet<CustomerId> = self.ledger.facts().contacts.iter().map(|entry| entry.customer).collect();
        for customer in customers.into_iter().filter(|customer| self.ledger.customer(*customer).is_some()) {
            let latest = super::latest_word(self.ledger, customer, self.as_of);
            if let Some((contact, on)) = latest.and_then(|entry| Some((entry.id, entry.next.filter(|next| *next <= self.as_of)?))) {
                let late = self.accounts.late(customer);
                let (amounts, days) = late.map_or((Vec::new(), 0), |late| (late.owed(), late.days()));
                self.add(customer, TaskKind::ContactAgain { contact, on }, amounts, days);
            }
        }
    }

    fn reminders(&mut self, schedule: &ReminderSchedule) {
        for reminder in schedule.due.iter().filter(|reminder| !self.replaced.contains(&reminder.customer)).collect::<Vec<_>>() {
            let days = reminder.items.iter().map(|item| item.days_past_due).max().unwrap_or(0).max(0);
            self.add(reminder.customer, TaskKind::Remind(reminder.clone()), reminder.totals.clone(), days);
        }
        let (ledger, as_of) = (self.ledger, self.as_of);
        let waits = ledger.facts().messages.iter().filter(|message| message.state == MessageState::Prepared);
        for message in waits.filter(|message| message.prepared <= as_of) {
            let content = &message.content;
            self.add(content.customer, TaskKind::Confirm(message.id), content.totals.clone(), self.days_late(content.customer));
        }
    }

    /// What no message asks for any more. A customer with another word due, or with a broken promise, has a line already.
    fn unasked(&mut self, policy: &CreditPolicy, schedule: &ReminderSchedule) {
        let mut found = unasked::in_person(self.ledger, policy, &self.accounts, schedule);
        found.extend(unasked::through(self.ledger, policy, &self.accounts, schedule));
        let shown = |task: &&Task| task.postponed_by(self.ledger, self.as_of).is_none();
        let again = self.tasks.iter().filter(|task| matches!(task.kind, TaskKind::ContactAgain { .. })).filter(shown);
        let again: HashSet<CustomerId> = again.map(|task| task.customer).collect();
        found.retain(|(customer, ..)| !again.contains(customer) && !self.replaced.contains(customer));
        for (customer, kind, amounts, days) in found {
            self.add(customer, kind, amounts, days);
        }
    }

    /// What lapses within a year, whatever stands in the way of reminders; a task that was put off is back at the next warning.
    fn limitation(&mut self) {
        for one in warnings(self.ledger, self.as_of) {
            let days = self.ledger.invoice(one.invoice).map_or(0, |invoice| days_past_due(invoice.due, self.as_of).max(0));
            let kind = TaskKind::ClaimLapses { invoice: one.invoice, on: one.last_day, count: one.count };
            self.add_since(one.customer, kind, one.amounts, days, Some(one.since));
        }
    }

    /// A payment of the last days by a customer who had been late and owes nothing late any more.
    fn thanks(&mut self) {
        let (ledger, as_of) = (self.ledger, self.as_of);
        let since = add_days(as_of, 1 - THANKS_DAYS);
        let recent = |on: NaiveDate| (since..=as_of).contains(&on);
        let mut thanked: HashSet<CustomerId> = HashSet::new();
        for payment in ledger.facts().payments.iter().rev().filter(|payment| recent(payment.received)) {
            let stands = payment.reversed.as_ref().is_none_or(|reversal| as_of < reversal.on);
            if !stands || !thanked.insert(payment.customer) || self.accounts.owes_late(payment.customer) {
                continue;
            }
            let paid = ledger.allocations_from(CreditSource::Payment(payment.id)).filter_map(|part| ledger.invoice(part.invoice));
            let days = paid.map(|invoice| days_past_due(invoice.due, payment.received)).max().unwrap_or(0);
            if days > 0 {
                self.add(payment.customer, TaskKind::ThankYou(payment.id), vec![payment.amount], 0);
            }
        }
    }
}
