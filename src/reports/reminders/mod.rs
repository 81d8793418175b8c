//! Reminders: who is to be reminded today, by which step, why, and what the next 30 days bring.
//!
//! A pure function of ledger, policy and day. The rules (domain rules §8, issue 2):
//! - An item's step is the last one its age has reached, so existing debt enters at its age and a long absence brings
//!   one message, the right one, never a burst.
//! - One message per customer covers all its past-due items (so never two by one channel), at the step of the most
//!   advanced one that has not been through the whole schedule. Every item covered counts as reminded up to that step.
//! - Items not yet past due are announced only while nothing of the customer is past due.
//! - Nothing for what is paid, covered by unapplied credit (oldest due first), disputed, promised, or paused. The uncontested
//!   part of a disputed invoice is still asked for; a promise protects up to and including its last day (due day plus grace).
//!   Documents on a plan
//!   are silent; their instalments take their place.
//! - None to a customer whom the owner handles in person; the worklist asks the owner to speak to them instead.
//! - No message before the previous one was confirmed as sent or skipped, nor before the minimum gap since it, or since the last word with
//!   the customer that the log knows, has passed.
//! - A message that gives time to pay is kept to: what it covers is left in peace up to and including that day, while other debts of
//!   the customer are asked for.
//! - So is an offer of a plan: what it is about rests while the customer can accept it; and a settlement offer while its sum can be paid.
//! - A due date moved after a reminder starts the item's schedule anew.
//! - Each customer follows the schedule of their choice, or the standard one. A step whose conditions do not hold (kind of customer, rating,
//!   least sum in a currency) is as if it were not there; what is left unsaid for it is named with that reason.
//! - What fell due on a closed day is in time on the next open one: until then no step after the due date has come for it.
//! - On a day that the policy keeps closed a message waits for the next open one; it never goes out earlier.

mod case;
mod forecast;
mod item;
mod ladder;
#[cfg(test)]
mod ladder_tests;
mod promised;
#[cfg(test)]
mod tests;

pub use forecast::PlannedReminder;

use super::open_items::open_invoices;
use crate::domain::ids::{CustomerId, InvoiceId, MessageId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::message::{DueItem, MessageContent};
use crate::domain::money::Money;
use crate::domain::policy::{CreditPolicy, ReminderStep, Unmet};
use case::Case;
pub(super) use case::totals as totals_of;
use chrono::NaiveDate;
pub(super) use item::pay_by;
pub(super) use ladder::Ladder;
use std::collections::{BTreeMap, HashMap};

/// One thing a message asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderItem {
    /// Invoice or instalment.
    pub item: DueItem,
    /// Its due date.
    pub due: NaiveDate,
    /// Negative before the due date.
    pub days_past_due: i64,
    /// What it owes.
    pub open: Money,
    /// The part covered by the customer's unapplied credit; the message asks for the rest.
    pub covered: Money,
}

impl ReminderItem {
    /// What the message asks for.
    pub fn asked(&self) -> Money {
        Money::from_minor(self.open.minor() - self.covered.minor(), self.open.currency())
    }
}

/// Whether a reminder can go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReminderState {
    /// Now.
    Due,
    /// The previous message was prepared, and neither confirmed as sent nor skipped.
    AwaitingConfirmation(MessageId),
    /// The minimum gap since the last message ends; the message can go out on this day.
    GapUntil(NaiveDate),
    /// A weekend, a holiday, or a day that the owner closed; the message can go out on this day.
    ClosedUntil(NaiveDate),
}

/// One message that the schedule asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// To whom.
    pub customer: CustomerId,
    /// Which step.
    pub step: ReminderStep,
    /// The item that decides the step: the most advanced one.
    pub lead: DueItem,
    /// Everything the message covers, oldest due first.
    pub items: Vec<ReminderItem>,
    /// What is asked for, per currency.
    pub totals: Vec<Money>,
    /// Whether it can go out.
    pub state: ReminderState,
}

impl Reminder {
    /// The item that decides the step.
    pub fn lead_item(&self) -> Option<&ReminderItem> {
        self.items.iter().find(|item| item.item == self.lead)
    }
}

/// Why an item is left in peace although it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SilenceReason {
    /// Reminders to the customer are paused, until a day if there is one.
    Paused(Option<NaiveDate>),
    /// The customer contests it, or this part of it.
    Disputed,
    /// Promised; the money may arrive up to and including this day.
    Promised(NaiveDate),
    /// A message gave time to pay up to and including this day.
    TimeGiven(NaiveDate),
    /// A plan over it was offered; the customer can accept up to and including this day.
    Offered(NaiveDate),
    /// A smaller sum was offered for it; the customer can pay it up to and including this day.
    Settling(NaiveDate),
    /// A payment plan has taken its place; the instalments are asked for.
    OnPlan(PlanId),
    /// Unapplied credit covers it.
    CoveredByCredit,
    /// The owner handles this customer in person: no message is prepared.
    InPerson,
    /// The step of this offset has come, and this condition of it does not hold.
    Unmet(i16, Unmet),
}

/// An item that no message mentions, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Whose.
    pub customer: CustomerId,
    /// Which.
    pub item: DueItem,
    /// What it owes.
    pub open: Money,
    /// Why.
    pub reason: SilenceReason,
}

/// The whole picture of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderSchedule {
    /// The day looked at.
    pub as_of: NaiveDate,
    /// Messages that can go out now, most advanced and largest first.
    pub due: Vec<Reminder>,
    /// Messages held back by an unconfirmed one or by the minimum gap.
    pub waiting: Vec<Reminder>,
    /// Items left in peace, with the reason.
    pub silent: Vec<Silence>,
    /// What the following days bring if nobody pays and every message goes out on its day.
    pub planned: Vec<PlannedReminder>,
}

/// What is to be done on a day by a policy, and in the `days_ahead` days after it.
pub fn reminder_schedule(ledger: &Ledger, policy: &CreditPolicy, as_of: NaiveDate, days_ahead: u16) -> ReminderSchedule {
    let mut schedule = ReminderSchedule { as_of, due: Vec::new(), waiting: Vec::new(), silent: Vec::new(), planned: Vec::new() };
    for case in cases(ledger, policy, as_of) {
        schedule.add(&case, days_ahead);
    }
    let urgency = |reminder: &Reminder| {
        let largest = reminder.totals.iter().map(|total| total.minor()).max().unwrap_or(0);
        (std::cmp::Reverse(reminder.step.offset_days), std::cmp::Reverse(largest), reminder.customer)
    };
    schedule.due.sort_by_key(urgency);
    schedule.waiting.sort_by_key(urgency);
    schedule.planned.sort_by_key(|planned| (planned.on, std::cmp::Reverse(planned.step.offset_days), planned.customer));
    schedule
}

/// The same picture for one customer only. Costs that customer's documents, not the ledger's.
pub fn customer_schedule(
    ledger: &Ledger,
    policy: &CreditPolicy,
    customer: CustomerId,
    as_of: NaiveDate,
    days_ahead: u16,
) -> ReminderSchedule {
    let mut schedule = ReminderSchedule { as_of, due: Vec::new(), waiting: Vec::new(), silent: Vec::new(), planned: Vec::new() };
    if let Some(case) = case_of(ledger, policy, customer, as_of) {
        schedule.add(&case, days_ahead);
    }
    schedule
}

/// What a message would ask for if it were prepared on a day, per currency: what of the documents it covers is open and
/// neither disputed, promised, paused nor covered by credit.
pub fn asked_now(ledger: &Ledger, policy: &CreditPolicy, content: &MessageContent, as_of: NaiveDate) -> Vec<Money> {
    let case = case_of(ledger, policy, content.customer, as_of).filter(|case| case.paused.is_none());
    case.map(|case| case.asked_of(&content.covers, as_of)).unwrap_or_default()
}

/// One customer's case; none when nothing is open.
fn case_of<'a>(ledger: &Ledger, policy: &'a CreditPolicy, customer: CustomerId, as_of: NaiveDate) -> Option<Case<'a>> {
    let open = |invoice: &crate::domain::invoice::Invoice| {
        let balance = super::aging::balance_as_of(ledger, invoice.id, as_of)?;
        balance.is_positive().then_some((invoice.id, balance.minor()))
    };
    let invoices: Vec<_> = ledger.invoices_of(customer).filter_map(open).collect();
    (!invoices.is_empty()).then(|| Case::of(ledger, policy, customer, &invoices, &moved_due_dates(ledger, as_of), as_of))
}

impl ReminderSchedule {
    fn add(&mut self, case: &Case, days_ahead: u16) {
        self.silent.extend(case.silent.iter().cloned());
        let call = case.call(self.as_of);
        self.silent.extend(case.unmet(call.as_ref(), self.as_of));
        let now = call.as_ref().and_then(|call| case.reminder(call, self.as_of));
        forecast::plan_ahead(case, self.as_of, days_ahead, call.as_ref().zip(now.as_ref()), &mut self.planned);
        match now {
            Some(reminder) if reminder.state == ReminderState::Due => self.due.push(reminder),
            Some(reminder) => self.waiting.push(reminder),
            None => {}
        }
    }
}

/// The last day on which each invoice's due date was moved.
fn moved_due_dates(ledger: &Ledger, as_of: NaiveDate) -> HashMap<InvoiceId, NaiveDate> {
    let changes = ledger.facts().due_date_changes.iter().filter(|change| change.on <= as_of);
    changes.map(|change| (change.invoice, change.on)).collect()
}

/// One case per customer with anything open on the day.
fn cases<'a>(ledger: &'a Ledger, policy: &'a CreditPolicy, as_of: NaiveDate) -> impl Iterator<Item = Case<'a>> + 'a {
    let facts = ledger.facts();
    let mut open: BTreeMap<CustomerId, Vec<(InvoiceId, i64)>> = BTreeMap::new();
    for (place, balance) in open_invoices(ledger, as_of) {
        let invoice = &facts.invoices[place as usize];
        open.entry(invoice.customer).or_default().push((invoice.id, balance));
    }
    let replanned = moved_due_dates(ledger, as_of);
    open.into_iter().map(move |(customer, invoices)| Case::of(ledger, policy, customer, &invoices, &replanned, as_of))
}
