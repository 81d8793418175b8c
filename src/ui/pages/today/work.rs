//! What there is to do on a day, as plain rows: messages due, messages to settle, instalments, credit to apply.

use crate::domain::credit::CreditSource;
use crate::domain::ids::{CustomerId, MessageId, PlanId};
use crate::domain::ledger::Ledger;
use crate::domain::message::{Message, MessageState};
use crate::domain::money::Money;
use crate::domain::plan::Plan;
use crate::domain::policy::Channel;
use crate::reports::message_text::item_name;
use crate::reports::plan_progress::{InstalmentState, plan_progress};
use crate::reports::reminders::Reminder;
use crate::ui::format;
use crate::ui::pages::messages::words;
use chrono::NaiveDate;

/// What the row's button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Prepare a message.
    Prepare(Channel),
    /// Say whether a message went out.
    Settle(MessageId, Channel),
    /// Look at a plan.
    Plan(PlanId),
    /// Use credit on the oldest invoices.
    Apply(CreditSource),
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Work {
    /// With whom.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// What is to be done, in a few words.
    pub what: String,
    /// Why.
    pub why: String,
    /// How much it is about.
    pub amount: String,
    /// The next step.
    pub step: Step,
}

/// A message that is due.
pub(super) fn of_reminder(ledger: &Ledger, reminder: &Reminder) -> Work {
    let what = format!("{}: {}", words::channel_name(reminder.step.channel), words::purpose_words(reminder.step.purpose).to_lowercase());
    Work {
        customer: reminder.customer,
        name: ledger.customer_name(reminder.customer).to_owned(),
        what,
        why: format!("{}.", words::why(ledger, reminder)),
        amount: words::totals_text(&reminder.totals),
        step: Step::Prepare(reminder.step.channel),
    }
}

/// Messages that wait for the owner's word.
pub(super) fn to_settle(ledger: &Ledger, as_of: NaiveDate) -> Vec<Work> {
    let waits = |message: &&Message| message.state == MessageState::Prepared && message.prepared <= as_of;
    let work = |message: &Message| {
        let content = &message.content;
        let what = if content.channel == Channel::Phone { "Did you make the call?" } else { "Did the message go out?" };
        Work {
            customer: content.customer,
            name: ledger.customer_name(content.customer).to_owned(),
            what: what.to_owned(),
            why: format!(
                "{} prepared {}. Nothing else is due for this customer before you say so.",
                words::channel_name(content.channel),
                format::date(message.prepared)
            ),
            amount: words::totals_text(&content.totals),
            step: Step::Settle(message.id, content.channel),
        }
    };
    ledger.facts().messages.iter().filter(waits).map(work).collect()
}

/// Plans with an instalment due today or missed.
pub(super) fn instalments(ledger: &Ledger, as_of: NaiveDate) -> Vec<Work> {
    let in_force = ledger.facts().plans.iter().filter(|plan| plan.in_force(as_of));
    in_force.filter_map(|plan| instalment(ledger, plan, as_of)).collect()
}

fn instalment(ledger: &Ledger, plan: &Plan, as_of: NaiveDate) -> Option<Work> {
    let progress = plan_progress(ledger, plan, as_of)?;
    let next = progress.next()?;
    let name = item_name(ledger, crate::domain::message::DueItem::Instalment(plan.id, next.number));
    let (what, why, amount) = match next.state {
        InstalmentState::Missed => {
            let missed = format::plural(progress.missed(), "instalment is", "instalments are");
            let why = format!("{name} was due on {}; {missed} not paid in full.", format::date(next.due));
            ("Instalment missed", why, progress.arrears)
        }
        InstalmentState::DueToday => ("Instalment due today", format!("{name} is due today."), next.left()),
        InstalmentState::Open | InstalmentState::Paid => return None,
    };
    Some(Work {
        customer: plan.customer,
        name: ledger.customer_name(plan.customer).to_owned(),
        what: what.to_owned(),
        why,
        amount: format::money(amount),
        step: Step::Plan(plan.id),
    })
}

/// Credit of customers who owe something in the same currency.
pub(super) fn credit_to_apply(ledger: &Ledger) -> Vec<Work> {
    let facts = ledger.facts();
    let mut found = Vec::new();
    for account in ledger.accounts().iter().filter(|account| account.unapplied > 0 && account.owed > 0) {
        let lists = ledger.lists(account.customer);
        let payments = lists.payments.iter().map(|place| &facts.payments[*place as usize]);
        let payments = payments.filter(|payment| payment.amount.currency() == account.currency);
        let payments =
            payments.map(|payment| (CreditSource::Payment(payment.id), format!("The payment of {}", format::date(payment.received))));
        let notes = lists.credit_notes.iter().map(|place| &facts.credit_notes[*place as usize]);
        let notes = notes.filter(|note| note.amount.currency() == account.currency);
        let notes = notes.map(|note| (CreditSource::CreditNote(note.id), format!("Credit note {}", note.number)));
        for (source, credit) in payments.chain(notes) {
            let left = ledger.unapplied(source);
            if left <= 0 {
                continue;
            }
            let left = Money::from_minor(left, account.currency);
            found.push(Work {
                customer: account.customer,
                name: ledger.customer_name(account.customer).to_owned(),
                what: "Credit not applied".to_owned(),
                why: format!(
                    "{credit} is not applied to any invoice, while {} is owed.",
                    format::money(Money::from_minor(account.owed, account.currency))
                ),
                amount: format::money(left),
                step: Step::Apply(source),
            });
        }
    }
    found
}
