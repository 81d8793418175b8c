//! What no message asks for any more: customers whom the owner speaks to in person, and debts that have been through every
//! step of the schedule.

use super::account::{Accounts, LateAccount};
use super::{TaskKind, latest_word};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::currency::Currency;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::policy::CreditPolicy;
use crate::reports::reminders::{Ladder, ReminderSchedule, SilenceReason, pay_by};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// After a word with a customer who is handled in person, the next one waits this long.
const PERSON_DAYS: i64 = 7;

/// Whose, what, how much, and days past due of the oldest.
pub(super) type Found = (CustomerId, TaskKind, Vec<Money>, i64);

/// Late customers who are handled in person, unless there was a word with them just now or a day for the next one is set.
pub(super) fn in_person(ledger: &Ledger, policy: &CreditPolicy, accounts: &Accounts, schedule: &ReminderSchedule) -> Vec<Found> {
    let as_of = schedule.as_of;
    let silent = schedule.silent.iter().filter(|silence| silence.reason == SilenceReason::InPerson);
    let (mut customers, mut items): (BTreeSet<CustomerId>, HashSet<DueItem>) = (BTreeSet::new(), HashSet::new());
    silent.for_each(|silence| {
        customers.insert(silence.customer);
        items.insert(silence.item);
    });
    let rests = |customer: CustomerId| {
        let recent = add_days(as_of, -PERSON_DAYS);
        latest_word(ledger, customer, as_of).is_some_and(|entry| entry.on > recent || entry.next.is_some_and(|next| next > as_of))
    };
    let task = |customer: CustomerId| {
        let (mut sums, mut oldest): (BTreeMap<Currency, i64>, i64) = (BTreeMap::new(), 0);
        for (id, left) in accounts.late(customer)?.documents() {
            let days = ledger.invoice(*id).map_or(0, |invoice| days_past_due(invoice.due, as_of));
            if days > i64::from(policy.grace_days) && items.contains(&DueItem::Invoice(*id)) {
                *sums.entry(left.currency()).or_default() += left.minor();
                oldest = oldest.max(days);
            }
        }
        let amounts: Vec<_> = sums.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect();
        (!amounts.is_empty()).then_some((customer, TaskKind::SpeakInPerson, amounts, oldest))
    };
    customers.into_iter().filter(|customer| !rests(*customer)).filter_map(task).collect()
}

/// Late customers whose oldest document has been through the whole schedule and to whom nothing more will be written.
pub(super) fn through(ledger: &Ledger, policy: &CreditPolicy, accounts: &Accounts, schedule: &ReminderSchedule) -> Vec<Found> {
    let as_of = schedule.as_of;
    let since = add_days(as_of, -i64::from(policy.minimum_gap_days));
    let done = |customer: CustomerId, late: &LateAccount| {
        let id = late.oldest();
        let Some(last) = Ladder::of(ledger, policy, customer, as_of).last_offset(&late.owed()) else { return false };
        let moved = ledger.facts().due_date_changes.iter().filter(|change| change.invoice == id).map(|change| change.on).max();
        let counts = |on: NaiveDate, prepared: NaiveDate| on <= since && moved.is_none_or(|moved| prepared > moved);
        let mut messages = ledger.messages_about(DueItem::Invoice(id)).filter(|message| message.content.offset_days >= last);
        let has_time = pay_by(ledger, DueItem::Invoice(id), moved, as_of).is_some_and(|last| as_of <= last);
        !has_time && messages.any(|message| message.settled_on().is_some_and(|on| counts(on, message.prepared)))
    };
    let asked = |customer: CustomerId| schedule.due.iter().chain(&schedule.waiting).any(|reminder| reminder.customer == customer);
    let left_alone = |customer: CustomerId| {
        let person = ledger.customer(customer).is_some_and(|found| found.details.approach.in_person);
        person || ledger.pause_of(customer, as_of).is_some()
    };
    let all = accounts.all_late().into_iter();
    let stuck = all.filter(|(customer, late)| !left_alone(*customer) && !asked(*customer) && done(*customer, late));
    stuck.map(|(customer, late)| (customer, TaskKind::DecideNext { days: late.days() }, late.owed(), late.days())).collect()
}
