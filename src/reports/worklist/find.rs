//! Where the tasks come from.

use super::{Task, TaskKind, score};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::currency::Currency;
use crate::domain::dispute::NextMove;
use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use crate::reports::aging::balance_as_of;
use crate::reports::plan_progress::plan_progress;
use crate::reports::promises::{PromiseState, promises};
use crate::reports::reminders::{ReminderSchedule, ReminderState};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

/// A broken promise stays on the worklist this long; by then the schedule has taken over.
const BROKEN_DAYS: i64 = 30;
/// Past due this long without a hold: the owner decides.
const HOLD_DAYS: i64 = 60;
/// A payment is worth a thank-you this long.
const THANKS_DAYS: i64 = 7;

struct Finder<'a> {
    ledger: &'a Ledger,
    policy: &'a CreditPolicy,
    as_of: NaiveDate,
    tasks: Vec<Task>,
    /// Customers whose reminder is replaced by a task of more weight.
    replaced: HashSet<CustomerId>,
}

pub(super) fn tasks(ledger: &Ledger, policy: &CreditPolicy, schedule: &ReminderSchedule) -> Vec<Task> {
    let mut finder = Finder { ledger, policy, as_of: schedule.as_of, tasks: Vec::new(), replaced: HashSet::new() };
    finder.promises();
    finder.plans();
    finder.disputes();
    finder.contacts();
    finder.reminders(schedule);
    finder.holds();
    finder.thanks();
    finder.tasks
}

impl Finder<'_> {
    fn add(&mut self, customer: CustomerId, kind: TaskKind, amounts: Vec<Money>, days_past_due: i64) {
        let (score, segment) = (score::score(&kind, &amounts, days_past_due), score::segment(&kind, days_past_due));
        self.tasks.push(Task { customer, kind, amounts, days_past_due, segment, score });
    }

    /// Days past due of a customer's oldest open document; 0 when none is late.
    fn oldest(&self, customer: CustomerId) -> Option<(InvoiceId, i64)> {
        let late = self.ledger.invoices_of(customer).filter(|invoice| invoice.due < self.as_of);
        let open = late.filter(|invoice| balance_as_of(self.ledger, invoice.id, self.as_of).is_some_and(|open| open.is_positive()));
        open.map(|invoice| (invoice.id, days_past_due(invoice.due, self.as_of))).max_by_key(|(id, days)| (*days, std::cmp::Reverse(*id)))
    }

    fn days_late(&self, customer: CustomerId) -> i64 {
        self.oldest(customer).map_or(0, |(_, days)| days)
    }

    fn promises(&mut self) {
        for progress in promises(self.ledger, self.policy, self.as_of) {
            let Some(promise) = self.ledger.promise(progress.promise) else { continue };
            let left = Money::from_minor(promise.amount.minor() - progress.received.minor(), promise.amount.currency());
            let (id, due, customer) = (promise.id, promise.due, promise.customer);
            let answered = self.ledger.contacts_of(customer).any(|entry| entry.on > progress.last_day && entry.on <= self.as_of);
            let replaced = self.ledger.promises_of(customer).any(|other| other.made > progress.last_day && other.stands(self.as_of));
            match progress.state {
                PromiseState::Open if due <= self.as_of => {
                    self.add(customer, TaskKind::PromiseDue { promise: id, due }, vec![left], self.days_late(customer));
                }
                PromiseState::Broken | PromiseState::PartlyKept
                    if self.as_of <= add_days(progress.last_day, BROKEN_DAYS) && !answered && !replaced && self.owes(customer, left) =>
                {
                    self.replaced.insert(customer);
                    self.add(customer, TaskKind::PromiseBroken { promise: id, due }, vec![left], self.days_late(customer));
                }
                _ => {}
            }
        }
    }

    /// Whether the customer owes anything in the amount's currency that is past due.
    fn owes(&self, customer: CustomerId, amount: Money) -> bool {
        let mine = self.ledger.invoices_of(customer).filter(|invoice| invoice.amount.currency() == amount.currency());
        let mut open = mine.filter_map(|invoice| balance_as_of(self.ledger, invoice.id, self.as_of));
        open.any(|balance| balance.is_positive())
    }

    fn plans(&mut self) {
        let (ledger, as_of) = (self.ledger, self.as_of);
        for plan in ledger.facts().plans.iter().filter(|plan| plan.in_force(as_of)) {
            let Some(progress) = plan_progress(ledger, plan, as_of) else { continue };
            let (count, arrears) = (progress.missed(), progress.arrears);
            if let Some(first) = progress.next().filter(|_| count > 0) {
                self.replaced.insert(plan.customer);
                let kind = TaskKind::InstalmentMissed { plan: plan.id, count, since: first.due };
                self.add(plan.customer, kind, vec![arrears], days_past_due(first.due, self.as_of));
            }
        }
    }

    fn disputes(&mut self) {
        for dispute in &self.ledger.facts().disputes {
            let Some(invoice) = self.ledger.invoice(dispute.invoice).filter(|_| dispute.is_open(self.as_of)) else { continue };
            let Some(balance) = balance_as_of(self.ledger, invoice.id, self.as_of).filter(|open| open.is_positive()) else { continue };
            // A file's plain mark (no case, no words) is no question to answer.
            if dispute.case.next_move == NextMove::Theirs || (dispute.case.is_plain() && dispute.reason.is_empty()) {
                continue;
            }
            let contested = Money::from_minor(dispute.contested(balance.minor()), balance.currency());
            let kind = TaskKind::AnswerDispute { dispute: dispute.id, by: dispute.case.answer_by };
            self.add(invoice.customer, kind, vec![contested], days_past_due(invoice.due, self.as_of).max(0));
        }
    }

    /// Only the latest word with a customer counts: a later entry has answered the earlier ones.
    fn contacts(&mut self) {
        let customers: HashSet<CustomerId> = self.ledger.facts().contacts.iter().map(|entry| entry.customer).collect();
        let mut customers: Vec<_> = customers.into_iter().collect();
        customers.sort_unstable();
        for customer in customers {
            let latest = self.ledger.contacts_of(customer).filter(|entry| entry.on <= self.as_of).max_by_key(|entry| (entry.on, entry.id));
            let Some((contact, on)) = latest.and_then(|entry| Some((entry.id, entry.next.filter(|next| *next <= self.as_of)?))) else {
                continue;
            };
            let amounts = self.owed_late(customer);
            if !amounts.is_empty() {
                self.add(customer, TaskKind::ContactAgain { contact, on }, amounts, self.days_late(customer));
            }
        }
    }

    /// What a customer owes past due, per currency.
    fn owed_late(&self, customer: CustomerId) -> Vec<Money> {
        let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
        for invoice in self.ledger.invoices_of(customer).filter(|invoice| invoice.due < self.as_of) {
            if let Some(open) = balance_as_of(self.ledger, invoice.id, self.as_of).filter(|open| open.is_positive()) {
                *sums.entry(open.currency()).or_default() += open.minor();
            }
        }
        sums.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect()
    }

    fn reminders(&mut self, schedule: &ReminderSchedule) {
        for reminder in &schedule.due {
            if !self.replaced.contains(&reminder.customer) {
                let days = reminder.items.iter().map(|item| item.days_past_due).max().unwrap_or(0).max(0);
                let (customer, amounts) = (reminder.customer, reminder.totals.clone());
                self.add(customer, TaskKind::Remind(reminder.clone()), amounts, days);
            }
        }
        for reminder in &schedule.waiting {
            if let ReminderState::AwaitingConfirmation(message) = reminder.state {
                let days = reminder.items.iter().map(|item| item.days_past_due).max().unwrap_or(0).max(0);
                self.add(reminder.customer, TaskKind::Confirm(message), reminder.totals.clone(), days);
            }
        }
    }

    /// Customers long past due who still get goods on credit; those who promised, dispute or pay by a plan are left alone.
    fn holds(&mut self) {
        let customers: HashSet<CustomerId> = self
            .tasks
            .iter()
            .filter(|task| task.days_past_due > HOLD_DAYS)
            .filter(|task| !matches!(task.kind, TaskKind::PromiseDue { .. } | TaskKind::AnswerDispute { .. }))
            .map(|task| task.customer)
            .collect();
        let mut customers: Vec<_> = customers.into_iter().collect();
        customers.sort_unstable();
        for customer in customers {
            if self.ledger.hold_of(customer, self.as_of).is_none()
                && let Some((invoice, days)) = self.oldest(customer).filter(|(_, days)| *days > HOLD_DAYS)
            {
                let amounts = self.owed_late(customer);
                self.add(customer, TaskKind::DecideHold { invoice, days }, amounts, days);
            }
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
            if !stands || !thanked.insert(payment.customer) || self.oldest(payment.customer).is_some() {
                continue;
            }
            let source = crate::domain::credit::CreditSource::Payment(payment.id);
            let paid = ledger.allocations_from(source).filter_map(|part| ledger.invoice(part.invoice));
            let days = paid.map(|invoice| days_past_due(invoice.due, payment.received)).max().unwrap_or(0);
            if days > 0 {
                self.add(payment.customer, TaskKind::ThankYou(payment.id), vec![payment.amount], 0);
            }
        }
    }
}
