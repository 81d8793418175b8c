//! The agenda: everything of the ledger that has a date ahead, for the calendar file and for the question “what comes tomorrow?”.

use super::legal::running_periods;
use super::limitation::claim_days;
use super::plan_progress::{InstalmentState, plan_progress};
use super::promises::{PromiseState, promises};
use super::reminders::{Reminder, ReminderSchedule, ReminderState, reminder_schedule};
use super::worklist::latest_word;
use crate::domain::calendar::add_days;
use crate::domain::ids::{
    ContactId, CustomerId, DisputeId, InvoiceId, MessageId, PauseId, PlanId, PlanOfferId, PostponementId, PromiseId, SettlementId,
};
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::plan_offer::OfferState;
use crate::domain::policy::{CreditPolicy, ReminderStep};
use crate::domain::settlement_offer::SettlementStanding;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// What is on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgendaKind {
    /// The schedule will ask for a message, call or letter, if nobody pays.
    Reminder {
        /// Which step.
        step: ReminderStep,
        /// The item that decides the step.
        lead: DueItem,
        /// The how-manieth message of this step that this item leads: it asks again when younger items join in.
        turn: usize,
    },
    /// Promised money is expected.
    Promise(PromiseId),
    /// An instalment is due: plan and number, counted from 0.
    Instalment(PlanId, u16),
    /// The last day to accept a plan that was offered.
    OfferEnds(PlanOfferId),
    /// The last day to pay the sum of a settlement.
    SettlementEnds(SettlementId),
    /// A dispute has to be answered.
    Dispute(DisputeId),
    /// To be in touch again.
    Contact(ContactId),
    /// So many months are left to bring a claim to court; with 0 it is the last day.
    ClaimLapses(InvoiceId, u32),
    /// The last day of the period that a letter before action leaves.
    ActionPeriodEnds(MessageId),
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

impl AgendaEntry {
    /// What the entry is about, as one word. It names no date: when the date moves, the word stays, so that a calendar that takes
    /// the file in again moves the entry too.
    pub fn key(&self) -> String {
        match &self.kind {
            AgendaKind::Reminder { step, lead, turn } => {
                let lead = match lead {
                    DueItem::Invoice(invoice) => format!("invoice-{invoice}"),
                    DueItem::Instalment(plan, number) => format!("plan-{plan}-{number}"),
                };
                format!("reminder-{}-{lead}-step-{}-{turn}", self.customer, step.offset_days)
            }
            AgendaKind::Promise(id) => format!("promise-{id}"),
            AgendaKind::Instalment(plan, number) => format!("plan-{plan}-{number}"),
            AgendaKind::OfferEnds(id) => format!("offer-{id}"),
            AgendaKind::SettlementEnds(id) => format!("settlement-{id}"),
            AgendaKind::Dispute(id) => format!("dispute-{id}"),
            AgendaKind::Contact(id) => format!("contact-{id}"),
            AgendaKind::ClaimLapses(invoice, months) => format!("limitation-{invoice}-{months}"),
            AgendaKind::ActionPeriodEnds(message) => format!("court-{message}"),
            AgendaKind::PauseEnds(id) => format!("pause-{id}"),
            AgendaKind::TaskReturns(id) => format!("task-{id}"),
        }
    }
}

/// Counts the messages that one item leads at one step: those on record, the one in hand today, those ahead.
struct Turns(HashMap<(CustomerId, DueItem, i16), usize>);

impl Turns {
    fn of(ledger: &Ledger, schedule: &ReminderSchedule) -> Self {
        let mut turns = Self(HashMap::new());
        // What the gap or a closed day holds back is still ahead.
        let in_hand = |reminder: &&Reminder| matches!(reminder.state, ReminderState::Due | ReminderState::AwaitingConfirmation(_));
        for reminder in schedule.due.iter().chain(&schedule.waiting).filter(in_hand) {
            turns.next(ledger, reminder.customer, reminder.lead, reminder.step.offset_days);
        }
        turns
    }

    fn next(&mut self, ledger: &Ledger, customer: CustomerId, lead: DueItem, offset_days: i16) -> usize {
        let on_record = || {
            let settled = ledger.messages_of(customer).filter(|message| message.settled_on().is_some()).map(|message| &message.content);
            settled.filter(|content| content.offset_days == offset_days && content.covers.contains(&lead)).count()
        };
        let turn = self.0.entry((customer, lead, offset_days)).or_insert_with(on_record);
        *turn += 1;
        *turn
    }
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
    let schedule = reminder_schedule(ledger, policy, as_of, days_ahead);
    let mut turns = Turns::of(ledger, &schedule);
    for planned in schedule.planned {
        let turn = turns.next(ledger, planned.customer, planned.lead, planned.step.offset_days);
        add(planned.on, planned.customer, AgendaKind::Reminder { step: planned.step, lead: planned.lead, turn }, planned.totals);
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
    let made = facts.plan_offers.iter().filter(|offer| offer.made <= as_of);
    for offer in made.filter(|offer| ledger.offer_state(offer, as_of) == OfferState::Open) {
        add(offer.expires, offer.customer, AgendaKind::OfferEnds(offer.id), vec![offer.terms.terms.total]);
    }
    let made = facts.settlements.iter().filter(|offer| offer.made <= as_of);
    for offer in made.filter(|offer| ledger.settlement_standing(offer, as_of) == SettlementStanding::Open) {
        let missing = (offer.pay.minor() - ledger.settlement_paid(offer)).max(0);
        add(offer.until, offer.customer, AgendaKind::SettlementEnds(offer.id), vec![Money::from_minor(missing, offer.pay.currency())]);
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
    for (on, months, claim) in claim_days(ledger, as_of, *ahead.end()) {
        add(on, claim.customer, AgendaKind::ClaimLapses(claim.invoice, months), claim.amounts);
    }
    for (customer, letter) in running_periods(ledger, as_of) {
        add(letter.through, customer, AgendaKind::ActionPeriodEnds(letter.message), Vec::new());
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
    use crate::domain::command::Command;
    use crate::domain::message::MessageState;
    use crate::domain::sample_shop::sample_shop;
    use crate::reports::message_text::compose;

    #[test]
    fn the_agenda_of_the_sample_shop_is_in_order_and_within_its_days() {
        let today: NaiveDate = "2026-03-02".parse().unwrap();
        let ledger = Ledger::from_facts(sample_shop(today).unwrap()).unwrap();
        let entries = agenda(&ledger, ledger.policy(), today, 30);
        assert!(entries.iter().all(|entry| (0..=30).contains(&(entry.on - today).num_days())));
        assert!(entries.windows(2).all(|pair| pair[0].on <= pair[1].on));
        let has = |wanted: fn(&AgendaKind) -> bool| entries.iter().any(|entry| wanted(&entry.kind));
        assert!(has(|kind| matches!(kind, AgendaKind::Reminder { .. })), "{entries:?}");
        assert!(has(|kind| matches!(kind, AgendaKind::Instalment(..))), "{entries:?}");
        assert!(has(|kind| matches!(kind, AgendaKind::PauseEnds(_))), "{entries:?}");
        let fewer = agenda(&ledger, ledger.policy(), today, 7);
        assert_eq!(fewer, entries.into_iter().filter(|entry| (entry.on - today).num_days() <= 7).collect::<Vec<_>>());
    }

    #[test]
    fn a_key_is_of_one_entry_and_the_same_from_day_to_day() {
        let first: NaiveDate = "2026-03-02".parse().unwrap();
        let mut ledger = Ledger::from_facts(sample_shop(first).unwrap()).unwrap();
        let mut compared = 0;
        for back in 0..14 {
            let (today, tomorrow) = (add_days(first, back), add_days(first, back + 1));
            let now = agenda(&ledger, ledger.policy(), today, 60);
            let keys: BTreeSet<String> = now.iter().map(AgendaEntry::key).collect();
            assert_eq!(keys.len(), now.len(), "{now:?}");
            assert!(keys.iter().all(|key| !key.contains("2026")), "{keys:?}");
            // Everything that is due goes out, as the forecast supposes.
            for reminder in reminder_schedule(&ledger, ledger.policy(), today, 0).due {
                let content = compose(&ledger, &reminder, today);
                ledger.execute(&Command::PrepareMessage { content }, today).unwrap();
            }
            let prepared = ledger.facts().messages.iter().filter(|message| message.state == MessageState::Prepared);
            for message in prepared.map(|message| message.id).collect::<Vec<_>>() {
                ledger.execute(&Command::ConfirmMessageSent { message, on: today }, today).unwrap();
            }
            let next = agenda(&ledger, ledger.policy(), tomorrow, 60);
            let is_reminder = |entry: &&AgendaEntry| matches!(entry.kind, AgendaKind::Reminder { .. });
            for entry in next.iter().filter(is_reminder) {
                let same_day = |old: &&AgendaEntry| (old.on, old.customer) == (entry.on, entry.customer);
                if let Some(old) = now.iter().filter(is_reminder).find(same_day) {
                    assert_eq!(entry.key(), old.key(), "{tomorrow}: {entry:?}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 500, "{compared}");
    }
}
