//! The worklist of a day: everything worth doing now, most valuable first, each task with its reason.
//!
//! Tasks are found in the ledger, never stored; what the owner put off (`domain::postponement`) is left out until it comes
//! back. A customer with a broken promise or a missed instalment shows that instead of a second line for the same debt.
//!
//! The order is expected value: amount × chance to move it × urgency (`score`). Amounts of several currencies are compared
//! by their figures, as if all were worth the same; the ledger has no rates yet.

mod find;
mod score;
#[cfg(test)]
mod tests;

use super::reminders::{Reminder, ReminderSchedule, reminder_schedule};
use crate::domain::ids::{ContactId, CustomerId, DisputeId, InvoiceId, MessageId, PaymentId, PlanId, PromiseId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use crate::domain::postponement::TaskSubject;
use chrono::NaiveDate;

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaskKind {
    /// A message, call or letter that the schedule asks for.
    Remind(Reminder),
    /// A message was prepared; the owner has to say whether it went out.
    Confirm(MessageId),
    /// The money of a promise is expected today, or in the days of its grace.
    PromiseDue {
        /// Which.
        promise: PromiseId,
        /// The promised day.
        due: NaiveDate,
    },
    /// A promise was not kept, or only in part.
    PromiseBroken {
        /// Which.
        promise: PromiseId,
        /// The promised day.
        due: NaiveDate,
    },
    /// Instalments of a plan were missed.
    InstalmentMissed {
        /// Which plan.
        plan: PlanId,
        /// How many.
        count: usize,
        /// Since when the first is due.
        since: NaiveDate,
    },
    /// It is the owner's move in a dispute.
    AnswerDispute {
        /// Which.
        dispute: DisputeId,
        /// By when, if there is a deadline.
        by: Option<NaiveDate>,
    },
    /// The contact log says to be in touch again.
    ContactAgain {
        /// Which entry.
        contact: ContactId,
        /// Since when.
        on: NaiveDate,
    },
    /// Long past due and not on hold: whether to stop shipping.
    DecideHold {
        /// The oldest document.
        invoice: InvoiceId,
        /// Days past due.
        days: i64,
    },
    /// A late customer has paid everything: say thank you.
    ThankYou(PaymentId),
}

/// Where a task belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
    /// Likely to bring money soon, for little work.
    QuickWin,
    /// Money that gets harder to collect with every week.
    AtRisk,
    /// The rest.
    Routine,
}

/// One line of the worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Whose.
    pub customer: CustomerId,
    /// What.
    pub kind: TaskKind,
    /// What is at stake, one amount per currency; empty when it is not about money.
    pub amounts: Vec<Money>,
    /// Days past due of the oldest document it is about; 0 when none is.
    pub days_past_due: i64,
    /// Where it belongs.
    pub segment: Segment,
    /// Expected value in hundredths of the currency's unit; only its order means anything.
    pub score: i64,
}

impl Task {
    /// What the task is about, as a postponement names it.
    pub fn subject(&self) -> TaskSubject {
        match &self.kind {
            TaskKind::Remind(_) | TaskKind::Confirm(_) => TaskSubject::Reminder,
            TaskKind::PromiseDue { promise, .. } | TaskKind::PromiseBroken { promise, .. } => TaskSubject::Promise(*promise),
            TaskKind::InstalmentMissed { plan, .. } => TaskSubject::Plan(*plan),
            TaskKind::AnswerDispute { dispute, .. } => TaskSubject::Dispute(*dispute),
            TaskKind::ContactAgain { contact, .. } => TaskSubject::Contact(*contact),
            TaskKind::DecideHold { invoice, .. } => TaskSubject::Hold(*invoice),
            TaskKind::ThankYou(payment) => TaskSubject::Payment(*payment),
        }
    }
}

/// The worklist of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worklist {
    /// The day.
    pub as_of: NaiveDate,
    /// What to do, most valuable first.
    pub tasks: Vec<Task>,
    /// How many tasks the owner put off.
    pub postponed: usize,
}

/// The worklist of a day. Looks at the schedule once and at customers with anything on record.
pub fn worklist(ledger: &Ledger, policy: &CreditPolicy, as_of: NaiveDate) -> Worklist {
    of_schedule(ledger, policy, &reminder_schedule(ledger, policy, as_of, 0))
}

/// The same over a schedule that is at hand.
pub fn of_schedule(ledger: &Ledger, policy: &CreditPolicy, schedule: &ReminderSchedule) -> Worklist {
    let as_of = schedule.as_of;
    let mut tasks = find::tasks(ledger, policy, schedule);
    let before = tasks.len();
    tasks.retain(|task| ledger.postponement_of(task.customer, task.subject(), as_of).is_none());
    let postponed = before - tasks.len();
    tasks.sort_by_key(|task| (std::cmp::Reverse(task.score), task.customer, task.subject()));
    Worklist { as_of, tasks, postponed }
}
