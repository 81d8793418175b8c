//! The days ahead: the same rules played forward, if nobody pays and every message goes out on its day.

use super::case::{Call, Case, totals};
use super::{Reminder, ReminderState};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::ids::CustomerId;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::policy::ReminderStep;
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
    as_of: NaiveDate,
    days_ahead: u16,
    now: Option<(&Call, &Reminder)>,
    planned: &mut Vec<PlannedReminder>,
) {
    let last = add_days(as_of, i64::from(days_ahead));
    let mut case = case.clone();
    let mut days: BTreeSet<NaiveDate> = BTreeSet::new();
    for item in &case.items {
        // Counted in ages first: few of the steps fall into the days ahead, and only those need a date.
        let age = days_past_due(item.due, as_of);
        let grace = i64::from(case.ladder.policy.grace_days);
        let steps = case.ladder.steps.iter().map(|step| i64::from(step.offset_days) + if step.offset_days > 0 { grace } else { 0 });
        let ahead = steps.chain([grace + 1]).map(|offset| offset - age).filter(|ahead| (1..=i64::from(days_ahead)).contains(ahead));
        days.extend(ahead.map(|ahead| add_days(as_of, ahead)));
        days.extend(item.promised_until.into_iter().chain(item.given_until).map(|last| add_days(last, 1)));
        if case.ladder.policy.closed_days.wait {
            days.insert(add_days(case.ladder.next_open(add_days(item.due, grace)), 1));
        }
    }
    days.extend(case.gap_end());
    if let Some(until) = case.paused {
        match until {
            Some(end) => days.insert(end),
            None => return,
        };
    }
    // What is due or prepared today is taken as sent today.
    if let Some((call, reminder)) = now {
        match reminder.state {
            ReminderState::Due | ReminderState::AwaitingConfirmation(_) => settle(&mut case, call, as_of, &mut days),
            ReminderState::GapUntil(day) | ReminderState::ClosedUntil(day) => drop(days.insert(day)),
        }
    }
    while let Some(day) = days.pop_first() {
        if day <= as_of || day > last || case.paused.is_some_and(|until| until.is_none_or(|end| day < end)) {
            continue;
        }
        if case.gap_end().is_some_and(|end| day < end) {
            continue;
        }
        let open = case.ladder.next_open(day);
        if day < open {
            days.insert(open);
            continue;
        }
        let Some(call) = case.call(day) else { continue };
        let items: Vec<_> = call.covered.iter().map(|index| case.item(*index, day)).collect();
        planned.push(PlannedReminder {
            on: day,
            customer: case.customer,
            step: call.step.clone(),
            items: items.len(),
            lead: call.lead,
            totals: totals(&items),
        });
        settle(&mut case, &call, day, &mut days);
    }
}

/// The case after its message went out on `day`.
fn settle(case: &mut Case, call: &Call, day: NaiveDate, days: &mut BTreeSet<NaiveDate>) {
    for index in &call.covered {
        let item = &mut case.items[*index];
        item.settled_offset = item.settled_offset.max(Some(call.step.offset_days));
        item.given_until = item.given_until.max(call.step.time_to_pay().map(|time| add_days(day, i64::from(time))));
        days.extend(item.given_until.map(|last| add_days(last, 1)));
    }
    case.pending = None;
    case.last_sent = Some(day);
    days.extend(case.gap_end());
}
