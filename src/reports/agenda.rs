//! The agenda: everything of the ledger that has a date ahead, for the calendar file and for the question “what comes tomorrow?”.

use super::plan_progress::{InstalmentState, plan_progress};
use super::promises::{PromiseState, promises};
use super::reminders::reminder_schedule;
use super::worklist::latest_word;
use crate::domain::calendar::add_days;
use crate::domain::ids::{ContactId, CustomerId, DisputeId, PauseId, PlanId, PostponementId, PromiseId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::policy::{CreditPolicy, ReminderStep};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What is on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgendaKind {
    /// The schedule will ask for a message, call or letter, if nobody pays.
    Reminder(ReminderStep),
    /// Promised money is expected.
    Promise(PromiseId),
    /// An instalment is due: plan and number, counted from 0.
    Instalment(PlanId, u16),
    /// A dispute has to be answered.
    Dispute(DisputeId),
    /// To be in touch again.
    Contact(ContactId),
    /// Reminders begin again.
    PauseEnds(PauseId),
    /// A task that was put off comes back.
    TaskReturns(PostponementId),
}

/// One dated entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaEntry {
    /// The day.
    pub on: NaiveDate,
    /// Whose.
    pub customer: CustomerId,
    /// What.
    pub kind: AgendaKind,
    /// What it is about, per currency; empty when it is not about money.
    pub amounts: Vec<Money>,
}

/// Everything dated from the day itself to `days_ahead` days later, in the order of the days.
pub fn agenda(ledger: &Ledger, policy: &CreditPolicy, as_of: NaiveDate, days_ahead: u16) -> Vec<AgendaEntry> {
    let ahead = as_of..=add_days(as_of, i64::from(days_ahead));
    let facts = ledger.facts();
    let mut entries = Vec::new();
    let mut add = |on: NaiveDate, customer: CustomerId, kind: AgendaKind, amounts: Vec<Money>| {
        if ahead.contains(&on) {
            entries.push(AgendaEntry { on, customer, kind, amounts });
        }
    };
    for planned in reminder_schedule(ledger, policy, as_of, days_ahead).planned {
        add(planned.on, planned.customer, AgendaKind::Reminder(planned.step), planned.totals);
    }
    for progress in promises(ledger, policy, as_of).iter().filter(|progress| progress.state == PromiseState::Open) {
        if let Some(promise) = ledger.promise(progress.promise) {
            add(promise.due, promise.customer, AgendaKind::Promise(promise.id), vec![promise.amount]);
        }
    }
    for plan in facts.plans.iter().filter(|plan| plan.in_force(as_of)) {
        let instalments = plan_progress(ledger, plan, as_of).map(|progress| progress.instalments).unwrap_or_default();
        for instalment in instalments.iter().filter(|instalment| instalment.state != InstalmentState::Paid) {
            add(instalment.due, plan.customer, AgendaKind::Instalment(plan.id, instalment.number), vec![instalment.left()]);
        }
    }
    for dispute in facts.disputes.iter().filter(|dispute| dispute.is_open(as_of)) {
        if let Some((by, invoice)) = dispute.case.answer_by.zip(ledger.invoice(dispute.invoice)) {
            add(by, invoice.customer, AgendaKind::Dispute(dispute.id), Vec::new());
        }
    }
    let customers: BTreeSet<CustomerId> = facts.contacts.iter().map(|entry| entry.customer).collect();
    for entry in customers.into_iter().filter_map(|customer| latest_word(ledger, customer, as_of)) {
        if let Some(next) = entry.next {
            add(next, entry.customer, AgendaKind::Contact(entry.id), Vec::new());
        }
    }
    for pause in facts.pauses.iter().filter(|pause| pause.covers(as_of)) {
        if let Some(until) = pause.until {
            add(until, pause.customer, AgendaKind::PauseEnds(pause.id), Vec::new());
        }
    }
    for postponement in facts.postponements.iter().filter(|postponement| postponement.hides(as_of)) {
        if let Some(until) = postponement.until {
            add(until, postponement.customer, AgendaKind::TaskReturns(postponement.id), Vec::new());
        }
    }
    entries.sort_by_key(|entry| (entry.on, entry.customer));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample_shop::sample_shop;

    #[test]
    fn the_agenda_of_the_sample_shop_is_in_order_and_within_its_days() {
        let today: NaiveDate = "2026-03-02".parse().unwrap();
        let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let entries = agenda(&ledger, ledger.policy(), today, 30);
        assert!(entries.iter().all(|entry| (0..=30).contains(&(entry.on - today).num_days())));
        assert!(entries.windows(2).all(|pair| pair[0].on <= pair[1].on));
        let has = |wanted: fn(&AgendaKind) -> bool| entries.iter().any(|entry| wanted(&entry.kind));
        assert!(has(|kind| matches!(kind, AgendaKind::Reminder(_))), "{entries:?}");
        assert!(has(|kind| matches!(kind, AgendaKind::Instalment(..))), "{entries:?}");
        assert!(has(|kind| matches!(kind, AgendaKind::PauseEnds(_))), "{entries:?}");
        let fewer = agenda(&ledger, ledger.policy(), today, 7);
        assert_eq!(fewer, entries.into_iter().filter(|entry| (entry.on - today).num_days() <= 7).collect::<Vec<_>>());
    }
}
