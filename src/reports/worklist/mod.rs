//! The worklist of a day: everything worth doing now, most valuable first, each task with its reason.
//!
//! Tasks are found in the ledger, never stored; what the owner put off (`domain::postponement`) is left out until it comes
//! back. A customer with a broken promise or a missed instalment shows that instead of a second line for the same debt.
//!
//! Broken promises come first; then the order is expected value: amount × chance to move it × urgency (`score`). Amounts of several currencies are compared
//! by their figures; the ledger has no rates yet.

mod account;
mod agreed;
mod credit;
mod find;
mod score;
#[cfg(test)]
mod tests;
mod unasked;

use super::exposure::Excess;
use super::reminders::{Reminder, ReminderSchedule, reminder_schedule};
use crate::domain::contact_log::{ContactEntry, ContactKind};
use crate::domain::ids::{
    ContactId, CustomerId, DisputeId, InvoiceId, MessageId, PaymentId, PlanId, PlanOfferId, PostponementId, PromiseId, SettlementId,
};
use crate::domain::ledger::{InWriting, Ledger};
use crate::domain::money::Money;
use crate::domain::policy::{Channel, CreditPolicy};
use crate::domain::postponement::{Postponement, TaskSubject};
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
        /// How the schedule asks for it just now.
        ask: Option<Channel>,
        /// The last day to make it good; none when that is over.
        cure_until: Option<NaiveDate>,
        /// Whether no default can be declared, for want of the signature that the rules of the plan ask for.
        unsigned: bool,
    },
    /// A plan is in default and not paid: what comes next?
    PlanInDefault {
        /// Which plan.
        plan: PlanId,
        /// Since when.
        on: NaiveDate,
    },
    /// A plan waits for the customer's signature.
    SignatureMissing {
        /// Which plan.
        plan: PlanId,
        /// What is there in writing.
        state: InWriting,
    },
    /// A settlement offer ends within days, or ended without its sum.
    SettlementEnds {
        /// Which.
        settlement: SettlementId,
        /// Its last day.
        on: NaiveDate,
    },
    /// An offer of a plan ends within days, or ended unanswered.
    OfferEnds {
        /// Which.
        offer: PlanOfferId,
        /// Its last day.
        on: NaiveDate,
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
    /// Long past due, or at a step that proposes it, and not on hold: whether to stop shipping.
    DecideHold {
        /// The oldest document.
        invoice: InvoiceId,
        /// Days past due.
        days: i64,
    },
    /// No message is prepared for this customer: the owner speaks to them.
    SpeakInPerson,
    /// Every step of the schedule has been done and something is still owed: what comes next?
    DecideNext {
        /// Days past due of the oldest document.
        days: i64,
    },
    /// More is owed than the credit limit allows, and nobody stopped it.
    LimitExceeded(Excess),
    /// At a step that proposes it: whether to hand the debt to a collection agency.
    DecideAgency {
        /// The oldest document.
        invoice: InvoiceId,
        /// Days past due.
        days: i64,
    },
    /// The credit of the customer was to be looked at again by now.
    CreditReview {
        /// The day that was set for it.
        on: NaiveDate,
    },
    /// What they owe can soon not be brought to court any more, or cannot since a few days.
    ClaimLapses {
        /// The document that lapses first.
        invoice: InvoiceId,
        /// Its last day.
        on: NaiveDate,
        /// How many documents lapse soon.
        count: usize,
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
    /// The day it arose, when a decision from before that day does not speak of it.
    pub since: Option<NaiveDate>,
}

impl Task {
    /// What the task is about, as a postponement names it; a message that waits for the owner's word cannot be put off.
    pub fn subject(&self) -> Option<TaskSubject> {
        Some(match &self.kind {
            TaskKind::Remind(_) | TaskKind::SpeakInPerson | TaskKind::DecideNext { .. } => TaskSubject::Reminder,
            TaskKind::Confirm(_) => return None,
            TaskKind::PromiseDue { promise, .. } | TaskKind::PromiseBroken { promise, .. } => TaskSubject::Promise(*promise),
            TaskKind::InstalmentMissed { plan, .. } | TaskKind::PlanInDefault { plan, .. } => TaskSubject::Plan(*plan),
            TaskKind::SignatureMissing { plan, .. } => TaskSubject::Agreement(*plan),
            TaskKind::SettlementEnds { settlement, .. } => TaskSubject::Settlement(*settlement),
            TaskKind::OfferEnds { offer, .. } => TaskSubject::Offer(*offer),
            TaskKind::AnswerDispute { dispute, .. } => TaskSubject::Dispute(*dispute),
            TaskKind::ContactAgain { contact, .. } => TaskSubject::Contact(*contact),
            TaskKind::DecideHold { invoice, .. } => TaskSubject::Hold(*invoice),
            TaskKind::LimitExceeded(_) => TaskSubject::Limit,
            TaskKind::CreditReview { .. } => TaskSubject::Review,
            TaskKind::ClaimLapses { .. } => TaskSubject::Limitation,
            TaskKind::DecideAgency { invoice, .. } => TaskSubject::Agency(*invoice),
            TaskKind::ThankYou(payment) => TaskSubject::Payment(*payment),
        })
    }

    /// The decision that keeps the task off the worklist on a day.
    fn postponed_by<'a>(&self, ledger: &'a Ledger, day: NaiveDate) -> Option<&'a Postponement> {
        let decision = ledger.postponement_of(self.customer, self.subject()?, day)?;
        (decision.hides(day) && self.since.is_none_or(|since| decision.on >= since)).then_some(decision)
    }
}

/// The worklist of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worklist {
    /// The day.
    pub as_of: NaiveDate,
    /// What to do, most valuable first.
    pub tasks: Vec<Task>,
    /// The decisions that keep tasks off it until a day to come.
    pub put_off: Vec<PostponementId>,
}

/// The worklist of a day. Looks at the schedule once and at customers with anything on record.
pub fn worklist(ledger: &Ledger, policy: &CreditPolicy, as_of: NaiveDate) -> Worklist {
    of_schedule(ledger, policy, &reminder_schedule(ledger, policy, as_of, 0))
}

/// The same over a schedule that is at hand.
pub fn of_schedule(ledger: &Ledger, policy: &CreditPolicy, schedule: &ReminderSchedule) -> Worklist {
    let as_of = schedule.as_of;
    let mut put_off = Vec::new();
    let mut tasks = find::tasks(ledger, policy, schedule);
    tasks.retain(|task| {
        let decision = task.postponed_by(ledger, as_of);
        put_off.extend(decision.filter(|decision| decision.until.is_some()).map(|decision| decision.id));
        decision.is_none()
    });
    let broken = |task: &Task| matches!(task.kind, TaskKind::PromiseBroken { .. });
    tasks.sort_by_key(|task| (!broken(task), std::cmp::Reverse(task.score), task.customer, task.subject()));
    Worklist { as_of, tasks, put_off }
}

/// The latest word with a customer up to a day. A note that names no day to be in touch again is none.
pub(in crate::reports) fn latest_word(ledger: &Ledger, customer: CustomerId, day: NaiveDate) -> Option<&ContactEntry> {
    let words = ledger.contacts_of(customer).filter(|entry| entry.on <= day && (entry.kind != ContactKind::Note || entry.next.is_some()));
    words.max_by_key(|entry| (entry.on, entry.id))
}
