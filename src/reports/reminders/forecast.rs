//! The days ahead: the same rules played forward, if nobody pays and every message goes out on its day.

use super::Reminder;
use super::case::{Call, Case, totals};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::ids::CustomerId;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::policy::{CreditPolicy, ReminderStep};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A message that a coming day will ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedReminder {
    /// The day.
    pub on: NaiveDate,
    /// To whom.
    pub customer: CustomerId,
    /// Which step.
    pub step: ReminderStep,
    /// How many items it will cover.
    pub items: usize,
    /// The item that decides the step.
    pub lead: DueItem,
    /// What it will ask for, per currency.
    pub totals: Vec<Money>,
}

/// Plays the case forward, visiting only days on which something can change.
pub(super) fn plan_ahead(
    case: &Case,
    policy: &CreditPolicy,
    as_of: NaiveDate,
    days_ahead: u16,
    now: Option<&Reminder>,
    planned: &mut Vec<PlannedReminder>,
) {
    let last = add_days(as_of, i64::from(days_ahead));
    let mut case = case.clone();
    let mut days: BTreeSet<NaiveDate> = BTreeSet::new();
    for item in &case.items {
        // Counted in ages first: few of the steps fall into the days ahead, and only those need a date.
        let age = days_past_due(item.due, as_of);
        let grace = i64::from(policy.grace_days);
        let steps = policy.schedule.iter().map(|step| i64::from(step.offset_days) + if step.offset_days > 0 { grace } else { 0 });
        let ahead = steps.chain([grace + 1]).map(|offset| offset - age).filter(|ahead| (1..=i64::from(days_ahead)).contains(ahead));
        days.extend(ahead.map(|ahead| add_days(as_of, ahead)));
        days.extend(item.promised_until.map(|last| add_days(last, 1)));
    }
    days.extend(case.gap_end(policy));
    if let Some(until) = case.paused {
        match until {
            Some(end) => days.insert(end),
            None => return,
        };
    }
    // What is due or prepared today is taken as sent today.
    if let Some(reminder) = now {
        let waits_for_gap = matches!(reminder.state, super::ReminderState::GapUntil(_));
        if !waits_for_gap && let Some(call) = case.call(policy, as_of) {
            settle(&mut case, policy, &call, as_of, &mut days);
        }
    }
    while let Some(day) = days.pop_first() {
        if day <= as_of || day > last || case.paused.is_some_and(|until| until.is_none_or(|end| day < end)) {
            continue;
        }
        if case.gap_end(policy).is_some_and(|end| day < end) {
            continue;
        }
        let Some(call) = case.call(policy, day) else { continue };
        let items: Vec<_> = call.covered.iter().map(|index| case.item(*index, day)).collect();
        planned.push(PlannedReminder {
            on: day,
            customer: case.customer,
            step: call.step.clone(),
            items: items.len(),
            lead: call.lead,
            totals: totals(&items),
        });
        settle(&mut case, policy, &call, day, &mut days);
    }
}

/// The case after its message went out on `day`.
fn settle(case: &mut Case, policy: &CreditPolicy, call: &Call, day: NaiveDate, days: &mut BTreeSet<NaiveDate>) {
    for index in &call.covered {
        let settled = &mut case.items[*index].settled_offset;
        *settled = (*settled).max(Some(call.step.offset_days));
    }
    case.pending = None;
    case.last_sent = Some(day);
    days.extend(case.gap_end(policy));
}
