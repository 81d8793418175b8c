//! One customer's case: what is open, what was said, what holds reminders back.

use super::item::{CaseItem, pay_by, settled_offset};
use super::ladder::Ladder;
use super::{Reminder, ReminderItem, ReminderState, Silence, SilenceReason, promised};
use crate::domain::calendar::{add_days, days_past_due};
use crate::domain::currency::Currency;
use crate::domain::ids::{CustomerId, InvoiceId, MessageId};
use crate::domain::ledger::Ledger;
use crate::domain::message::{DueItem, MessageState};
use crate::domain::money::Money;
use crate::domain::plan::Plan;
use crate::domain::policy::{CreditPolicy, ReminderStep};
use crate::reports::open_items::unapplied_as_of;
use crate::reports::plan_progress::plan_progress;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};

#[derive(Debug, Clone)]
pub(super) struct Case<'a> {
    pub ladder: Ladder<'a>,
    pub customer: CustomerId,
    pub items: Vec<CaseItem>,
    pub silent: Vec<Silence>,
    pub pending: Option<MessageId>,
    /// The last day on which a message went out or there was a word with the customer.
    pub last_sent: Option<NaiveDate>,
    /// Reminders begin again on this day; `None` inside means never.
    pub paused: Option<Option<NaiveDate>>,
}

/// The step a case asks for on a day.
pub(super) struct Call<'a> {
    pub step: &'a ReminderStep,
    pub lead: DueItem,
    pub covered: Vec<usize>,
}

impl<'a> Case<'a> {
    pub fn of(
        ledger: &Ledger,
        policy: &'a CreditPolicy,
        customer: CustomerId,
        open: &[(InvoiceId, i64)],
        replanned: &HashMap<InvoiceId, NaiveDate>,
        as_of: NaiveDate,
    ) -> Self {
        let ladder = Ladder::of(ledger, policy, customer, as_of);
        let mut case = Self { ladder, customer, items: Vec::new(), silent: Vec::new(), pending: None, last_sent: None, paused: None };
        case.history(ledger, as_of);
        let mut plans = BTreeSet::new();
        for (id, balance) in open {
            let Some(invoice) = ledger.invoice(*id) else { continue };
            let item = DueItem::Invoice(*id);
            if let Some(plan) = ledger.plan_of(*id, as_of) {
                plans.insert(plan.id);
                if case.ladder.reached(invoice.due, as_of).is_some() {
                    let open = Money::from_minor(*balance, invoice.amount.currency());
                    case.silent.push(Silence { customer, item, open, reason: SilenceReason::OnPlan(plan.id) });
                }
                continue;
            }
            let contested = ledger.open_dispute(*id, as_of).map_or(0, |dispute| dispute.contested(*balance));
            let money = |minor: i64| Money::from_minor(minor, invoice.amount.currency());
            if contested > 0 {
                case.silent.push(Silence { customer, item, open: money(contested), reason: SilenceReason::Disputed });
            }
            let open = money(*balance - contested);
            if let Some(pause) = ledger.pause_of_invoice(customer, *id, as_of).filter(|_| open.is_positive()) {
                case.silent.push(Silence { customer, item, open, reason: SilenceReason::Paused(pause.until) });
            } else if open.is_positive() {
                let settled_offset = settled_offset(ledger, item, replanned.get(id).copied(), as_of);
                case.items.push(CaseItem::new(item, invoice.due, open, settled_offset));
            }
        }
        for plan in plans.into_iter().filter_map(|id| ledger.plan(id)) {
            case.instalments(ledger, plan, open, as_of);
        }
        case.items.sort_by_key(|item| (item.due, item.item));
        case.cover_by_credit(ledger, as_of);
        promised::rest(&mut case, ledger, policy, as_of);
        case.time_given(ledger, replanned, as_of);
        let pause = ledger.pause_of(customer, as_of).map(|pause| pause.until);
        let in_person = ledger.customer(customer).is_some_and(|found| found.details.approach.in_person);
        if pause.is_some() || in_person {
            // Who is handled in person gets no message on a later day either.
            case.paused = Some(pause.flatten().filter(|_| !in_person));
            let reason = pause.map_or(SilenceReason::InPerson, SilenceReason::Paused);
            let reached = case.items.iter().filter(|item| !item.rests(as_of) && ladder.reached(item.due, as_of).is_some());
            let silent = reached.map(|item| Silence { customer, item: item.item, open: item.open, reason });
            case.silent.extend(silent.collect::<Vec<_>>());
        }
        case
    }

    /// The instalments of a plan that are not paid. What is contested of its documents is taken off from the last one on.
    fn instalments(&mut self, ledger: &Ledger, plan: &Plan, open: &[(InvoiceId, i64)], as_of: NaiveDate) {
        let Some(progress) = plan_progress(ledger, plan, as_of) else { return };
        let of_plan = open.iter().filter(|(id, _)| plan.invoices.contains(id));
        let contested = of_plan.map(|(id, balance)| ledger.open_dispute(*id, as_of).map_or(0, |dispute| dispute.contested(*balance)));
        let mut contested: i64 = contested.sum();
        for instalment in progress.instalments.iter().rev().filter(|instalment| instalment.left().is_positive()) {
            let item = DueItem::Instalment(plan.id, instalment.number);
            let left = instalment.left();
            let money = |minor: i64| Money::from_minor(minor, left.currency());
            let part = contested.min(left.minor());
            contested -= part;
            if part > 0 {
                self.silent.push(Silence { customer: self.customer, item, open: money(part), reason: SilenceReason::Disputed });
            }
            if part < left.minor() {
                let settled_offset = settled_offset(ledger, item, None, as_of);
                self.items.push(CaseItem::new(item, instalment.due, money(left.minor() - part), settled_offset));
            }
        }
    }

    fn history(&mut self, ledger: &Ledger, as_of: NaiveDate) {
        for message in ledger.messages_of(self.customer).filter(|message| message.prepared <= as_of) {
            let settled_later = message.settled_on().is_some_and(|on| on > as_of);
            if message.state == MessageState::Prepared || settled_later {
                self.pending = Some(message.id);
            }
            self.last_sent = self.last_sent.max(message.sent_on().filter(|on| *on <= as_of));
        }
        let words = ledger.contacts_of(self.customer).filter(|entry| entry.on <= as_of && entry.was_a_word());
        self.last_sent = self.last_sent.max(words.map(|entry| entry.on).max());
    }

    /// Unapplied credit silences the oldest items first; a part of one lowers what is asked for it.
    fn cover_by_credit(&mut self, ledger: &Ledger, as_of: NaiveDate) {
        let mut credit: BTreeMap<Currency, i64> = BTreeMap::new();
        let customer = self.customer;
        for item in &mut self.items {
            let currency = item.open.currency();
            let left = credit.entry(currency).or_insert_with(|| unapplied_as_of(ledger, customer, currency, as_of));
            item.covered = item.open.minor().min((*left).max(0));
            *left -= item.covered;
            if item.covered == item.open.minor() {
                self.silent.push(Silence { customer, item: item.item, open: item.open, reason: SilenceReason::CoveredByCredit });
            }
        }
        self.items.retain(|item| item.covered < item.open.minor());
    }

    /// Time to pay that a message gave, to accept a plan that was offered, or to pay a smaller sum: what it covers rests until that is over.
    fn time_given(&mut self, ledger: &Ledger, replanned: &HashMap<InvoiceId, NaiveDate>, as_of: NaiveDate) {
        for item in &mut self.items {
            let settling = |id: &InvoiceId| ledger.open_settlement(self.customer, *id, as_of).map(|offer| offer.until);
            let (moved, offered, settling) = match item.item {
                DueItem::Invoice(id) => {
                    let offered = ledger.open_offer(self.customer, id, as_of).map(|offer| offer.expires);
                    (replanned.get(&id).copied(), offered, settling(&id))
                }
                DueItem::Instalment(plan, _) => {
                    (None, None, ledger.plan(plan).and_then(|plan| plan.invoices.iter().filter_map(settling).max()))
                }
            };
            let given = pay_by(ledger, item.item, moved, as_of);
            item.given_until = given.max(offered).max(settling);
            let open = Money::from_minor(item.left(), item.open.currency());
            if let Some(last) = item.given_until.filter(|last| as_of <= *last && open.is_positive()) {
                let reason = match Some(last) {
                    time if time == given => SilenceReason::TimeGiven(last),
                    time if time == offered => SilenceReason::Offered(last),
                    _ => SilenceReason::Settling(last),
                };
                self.silent.push(Silence { customer: self.customer, item: item.item, open, reason });
            }
        }
    }

    /// The items that a message of a day can be about, and whether they are past due: nothing else is mentioned while anything
    /// is. Items announced before that have reached a step.
    fn group(&self, day: NaiveDate) -> (Vec<usize>, bool) {
        let late = |item: &CaseItem| self.ladder.is_late(item.due, day);
        let any_late = self.items.iter().any(|item| !item.rests(day) && late(item));
        let group = (0..self.items.len())
            .filter(|index| !self.items[*index].rests(day))
            .filter(|index| late(&self.items[*index]) == any_late)
            .filter(|index| any_late || self.ladder.reached(self.items[*index].due, day).is_some());
        (group.collect(), any_late)
    }

    /// The step the items ask for on a day, leaving aside what holds messages back.
    ///
    /// A step whose conditions do not hold for the customer, or for the sum in a currency, is as if it were not there. The most
    /// advanced step decides; what it cannot mention for a currency's sake may ask for a message of its own.
    pub fn call(&self, day: NaiveDate) -> Option<Call<'a>> {
        let (mut rest, any_late) = self.group(day);
        let sums = self.sums(&rest, day);
        let steps = self.ladder.steps;
        while !rest.is_empty() {
            let mut lead: Option<(usize, usize)> = None;
            let mut asking = Vec::new();
            for index in &rest {
                let item = &self.items[*index];
                let asked = sums.of(item);
                let applies = |step: &&ReminderStep| self.ladder.applies(step, asked);
                let reached = self.ladder.reached(item.due, day).map_or(0, |last| last + 1);
                let Some(level) = (0..reached).rev().find(|level| applies(&&steps[*level])) else { continue };
                let offset = steps[level].offset_days;
                // A document that became late yesterday waits for its first step after the due date.
                if (offset > 0 || !any_late) && item.settled_offset.is_none_or(|settled| settled < offset) {
                    asking.push(*index);
                }
                let last_offset = steps.iter().rev().find(applies).map_or(offset, |step| step.offset_days);
                let through = item.settled_offset.is_some_and(|settled| settled >= last_offset);
                if !through && lead.is_none_or(|(highest, _)| level > highest) {
                    lead = Some((level, *index));
                }
            }
            let (level, lead) = lead?;
            let step = &steps[level];
            let (covered, others): (Vec<_>, Vec<_>) =
                rest.into_iter().partition(|index| self.ladder.applies(step, sums.of(&self.items[*index])));
            if asking.iter().any(|index| covered.contains(index)) {
                return Some(Call { step, lead: self.items[lead].item, covered });
            }
            rest = others;
        }
        None
    }

    /// What each currency's items ask for together. Not looked at while every step applies.
    fn sums(&self, group: &[usize], day: NaiveDate) -> Sums {
        let mut sums = BTreeMap::new();
        for index in group.iter().filter(|_| !self.ladder.plain) {
            let item = &self.items[*index];
            *sums.entry(item.open.currency()).or_default() += item.open.minor() - item.covered - item.promised_on(day);
        }
        Sums(sums)
    }

    /// The items whose step has come and which no message of the day mentions because a condition does not hold.
    pub fn unmet(&self, call: Option<&Call>, day: NaiveDate) -> Vec<Silence> {
        if self.ladder.plain || self.paused.is_some() {
            return Vec::new();
        }
        let (group, any_late) = self.group(day);
        let sums = self.sums(&group, day);
        let mut silent = Vec::new();
        for index in group.into_iter().filter(|index| call.is_none_or(|call| !call.covered.contains(index))) {
            let item = &self.items[index];
            let Some(step) = self.ladder.reached(item.due, day).map(|level| &self.ladder.steps[level]) else { continue };
            let asks = (step.offset_days > 0 || !any_late) && item.settled_offset.is_none_or(|settled| settled < step.offset_days);
            let of_call = || call.and_then(|call| self.ladder.unmet(call.step, sums.of(item)).map(|unmet| (call.step.offset_days, unmet)));
            let why = self.ladder.unmet(step, sums.of(item)).map(|unmet| (step.offset_days, unmet)).or_else(of_call);
            if let Some((offset_days, unmet)) = why.filter(|_| asks) {
                let open = Money::from_minor(item.open.minor() - item.promised_on(day), item.open.currency());
                silent.push(Silence { customer: self.customer, item: item.item, open, reason: SilenceReason::Unmet(offset_days, unmet) });
            }
        }
        silent
    }

    /// The message that a call of a day becomes, and whether it can go out.
    pub fn reminder(&self, call: &Call, day: NaiveDate) -> Option<Reminder> {
        if self.paused.is_some() {
            return None;
        }
        let items: Vec<ReminderItem> = call.covered.iter().map(|index| self.item(*index, day)).collect();
        let open = self.ladder.next_open(day);
        let state = match (self.pending, self.gap_end()) {
            (Some(message), _) => ReminderState::AwaitingConfirmation(message),
            (None, Some(end)) if day < end => ReminderState::GapUntil(self.ladder.next_open(end)),
            _ if day < open => ReminderState::ClosedUntil(open),
            _ => ReminderState::Due,
        };
        Some(Reminder { customer: self.customer, step: call.step.clone(), lead: call.lead, totals: totals(&items), items, state })
    }

    /// The first day on which another message may go out.
    pub fn gap_end(&self) -> Option<NaiveDate> {
        self.last_sent.map(|sent| add_days(sent, i64::from(self.ladder.policy.minimum_gap_days)))
    }

    /// What is to be asked for of certain items on a day, per currency.
    pub fn asked_of(&self, covers: &[DueItem], day: NaiveDate) -> Vec<Money> {
        let covered = (0..self.items.len()).filter(|index| covers.contains(&self.items[*index].item));
        let mut totals = totals(&covered.map(|index| self.item(index, day)).collect::<Vec<_>>());
        totals.retain(|total| total.is_positive());
        totals
    }

    pub fn item(&self, index: usize, day: NaiveDate) -> ReminderItem {
        let item = &self.items[index];
        ReminderItem {
            item: item.item,
            due: item.due,
            days_past_due: days_past_due(item.due, day),
            open: Money::from_minor(item.open.minor() - item.promised_on(day), item.open.currency()),
            covered: Money::from_minor(item.covered, item.open.currency()),
        }
    }
}

/// What is asked for in each currency.
struct Sums(BTreeMap<Currency, i64>);

impl Sums {
    /// The sum that an item is part of.
    fn of(&self, item: &CaseItem) -> Money {
        let currency = item.open.currency();
        Money::from_minor(self.0.get(&currency).copied().unwrap_or(0), currency)
    }
}

/// Sums per currency of what is asked.
pub(in crate::reports) fn totals(items: &[ReminderItem]) -> Vec<Money> {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for item in items {
        *sums.entry(item.open.currency()).or_default() += item.asked().minor();
    }
    sums.into_iter().map(|(currency, minor)| Money::from_minor(minor, currency)).collect()
}
