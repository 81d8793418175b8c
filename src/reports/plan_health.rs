//! How a plan is kept: which of its states it is in, what brings it back on track, and what has changed since it was agreed.
//!
//! Arrears come first, then the instalment that is next; what is due later does not age (domain rules §6).

use super::plan_progress::{InstalmentState, PlanProgress};
use crate::domain::credit::{CreditKind, CreditSource};
use crate::domain::ids::{InvoiceId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::plan::Plan;
use chrono::NaiveDate;

/// The state of a plan on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanHealth {
    /// Every instalment came in time so far.
    Kept,
    /// An instalment is due on the day itself.
    Due,
    /// Something came late; nothing is missed now.
    Cured,
    /// Something is missed; it can be made good up to and including the day, or more has to be missed before it is a default.
    Late {
        /// The last day to make it good.
        cure_until: NaiveDate,
    },
    /// Enough is missed for long enough: a default can be declared.
    CanDeclare {
        /// When the first missed instalment was due.
        since: NaiveDate,
    },
    /// The same, but its rules ask for a signature that is not there: no default can be declared.
    LateUnsigned {
        /// When the first missed instalment was due.
        since: NaiveDate,
    },
    /// Nothing is missed, and the customer's signature is waited for.
    Unsigned,
    /// A default was declared; the dates of the plan go on.
    InDefault {
        /// Since when.
        on: NaiveDate,
    },
    /// A default was declared, and all that is left is due.
    Accelerated {
        /// Since when.
        on: NaiveDate,
    },
    /// Nothing is left to pay.
    Paid,
    /// It was ended.
    Ended,
    /// Another plan took its place.
    Replaced {
        /// Which.
        by: PlanId,
    },
}

/// The state of a plan; `progress` is of the same day.
pub fn plan_health(ledger: &Ledger, plan: &Plan, progress: &PlanProgress, as_of: NaiveDate) -> PlanHealth {
    if progress.ended {
        let mut others = ledger.plans_of(plan.customer);
        let next = others.find(|other| other.replaces == Some(plan.id) && !other.was_a_mistake());
        return next.map_or(PlanHealth::Ended, |next| PlanHealth::Replaced { by: next.id });
    }
    if progress.completed {
        return PlanHealth::Paid;
    }
    if let Some(default) = plan.default_on(as_of) {
        return if default.accelerated { PlanHealth::Accelerated { on: default.on } } else { PlanHealth::InDefault { on: default.on } };
    }
    if let Some(miss) = ledger.plan_miss(plan, as_of) {
        return match miss.is_default {
            true if ledger.lacks_signature(plan, as_of) => PlanHealth::LateUnsigned { since: miss.since },
            true => PlanHealth::CanDeclare { since: miss.since },
            false => PlanHealth::Late { cure_until: miss.cure_until },
        };
    }
    if ledger.in_writing(plan, as_of).waits() {
        return PlanHealth::Unsigned;
    }
    if progress.next().is_some_and(|next| next.state == InstalmentState::DueToday) {
        return PlanHealth::Due;
    }
    if came_late(ledger, plan, as_of) { PlanHealth::Cured } else { PlanHealth::Kept }
}

/// Whether an instalment was not there at the end of its day.
fn came_late(ledger: &Ledger, plan: &Plan, as_of: NaiveDate) -> bool {
    let mut asked = 0;
    plan.instalments.iter().take_while(|instalment| instalment.due < as_of).any(|instalment| {
        asked += instalment.amount.minor();
        ledger.plan_paid(plan, instalment.due).1 < asked
    })
}

/// What brings a plan back on track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CatchUp {
    /// What is left of missed instalments.
    pub arrears: Money,
    /// The next instalment: its day and what is left of it.
    pub next: Option<(NaiveDate, Money)>,
    /// Both together.
    pub total: Money,
}

/// What brings a plan back on track; none when nothing is missed.
pub fn catch_up(progress: &PlanProgress) -> Option<CatchUp> {
    let open = |state: InstalmentState| matches!(state, InstalmentState::Open | InstalmentState::DueToday);
    let next = progress.instalments.iter().find(|part| open(part.state)).map(|part| (part.due, part.left()));
    let total = progress.arrears.minor() + next.map_or(0, |(_, left)| left.minor());
    let arrears = progress.arrears;
    arrears.is_positive().then_some(CatchUp { arrears, next, total: Money::from_minor(total, arrears.currency()) })
}

/// What a plan in the place of another asks the customer to agree to anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reconsent {
    /// The plan that was replaced.
    pub replaced: PlanId,
    /// When.
    pub on: NaiveDate,
    /// What was still to be paid on it, with the interest that was not earned.
    pub before: Money,
    /// What all payments of the plan come to.
    pub after: Money,
}

/// What a plan in the place of another changed; none for any other plan.
pub fn reconsent(ledger: &Ledger, plan: &Plan) -> Option<Reconsent> {
    let replaced = plan.replaces.and_then(|id| ledger.plan(id))?;
    let end = replaced.ended.as_ref()?;
    let money = |minor: i64| Money::from_minor(minor, plan.instalments[0].amount.currency());
    let owed: i64 =
        replaced.invoices.iter().filter_map(|id| ledger.invoice(*id)).map(|invoice| ledger.owed_on(invoice, plan.accepted).minor()).sum();
    let credited: i64 = end.interest_credit.map_or(0, |note| {
        ledger.allocations_from(CreditSource::CreditNote(note)).filter(|part| part.until.is_none()).map(|part| part.amount.minor()).sum()
    });
    let after = plan.instalments.iter().map(|part| part.amount.minor()).sum();
    Some(Reconsent { replaced: replaced.id, on: end.on, before: money(owed + credited), after: money(after) })
}

/// What has changed since a plan was agreed, beside payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BalanceChange {
    /// Credit notes used on its documents since: it is over less.
    pub credited: Money,
    /// Open invoices of the same currency that came since and are on no plan.
    pub added: Vec<InvoiceId>,
    /// What they owe.
    pub added_total: Money,
}

/// What has changed since a plan in force was agreed; none when nothing has. A change needs the customer's consent anew.
pub fn balance_change(ledger: &Ledger, plan: &Plan, as_of: NaiveDate) -> Option<BalanceChange> {
    let currency = plan.instalments.first()?.amount.currency();
    let own: Vec<_> = plan.defaults.iter().filter_map(|default| default.interest_credit).collect();
    let counts = |source: CreditSource| match source {
        CreditSource::Payment(_) => false,
        CreditSource::CreditNote(id) => {
            let agreed = ledger.credit_note(id).is_some_and(|note| matches!(note.kind, CreditKind::Correction | CreditKind::Waiver));
            agreed && !own.contains(&id)
        }
    };
    let uses = plan.invoices.iter().flat_map(|id| ledger.allocations_to(*id));
    let since = uses.filter(|part| part.on > plan.accepted && part.on <= as_of && part.until.is_none_or(|until| as_of < until));
    let credited: i64 = since.filter(|part| counts(part.source)).map(|part| part.amount.minor()).sum();
    let new = ledger.open_invoices_of(plan.customer).filter(|invoice| {
        let came_since = invoice.issued > plan.accepted && invoice.issued <= as_of;
        came_since
            && invoice.amount.currency() == currency
            && !plan.invoices.contains(&invoice.id)
            && ledger.plan_of(invoice.id, as_of).is_none()
    });
    let (added, owed): (Vec<_>, Vec<_>) = new.map(|invoice| (invoice.id, ledger.balance(invoice).minor())).unzip();
    let money = |minor: i64| Money::from_minor(minor, currency);
    let change = BalanceChange { credited: money(credited), added, added_total: money(owed.iter().sum()) };
    (credited > 0 || change.added_total.is_positive()).then_some(change)
}
