//! The text of a reminder: the owner's own template, or Recoup's, in the customer's language, filled in with the open items.
//!
//! The subject never names the debt, since others may see it. Nothing here is sent: the owner reads and edits the text first.

mod deadline;
mod defaults;
mod discount;
mod interest;
mod items;
mod language;
mod payment;
#[cfg(test)]
mod tests;
mod values;
mod words;

pub use defaults::default_template;
pub use items::{item_name, reference};
pub use language::{language_by, language_of, tone_for};
pub use payment::{payment_block, payment_link};
pub use words::{Words, long_date_in, written_amount_in};

use deadline::pay_by;

use super::reminders::{Reminder, ReminderItem, ReminderState, totals_of};
use crate::domain::calendar::days_past_due;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::{DueItem, MessageContent};
use crate::domain::money::Money;
use crate::domain::policy::{CreditPolicy, Purpose, ReminderStep, Tone};
use crate::domain::template::{Template, TemplateProblem, TextKind, fill, placeholders_in};
use crate::domain::text_rules::{limits, shown_line};
use crate::reports::aging::balance_as_of;
use chrono::NaiveDate;
use values::values_of;

/// The finished message for a reminder, ready for the owner to read.
pub fn compose(ledger: &Ledger, reminder: &Reminder, today: NaiveDate) -> MessageContent {
    let template = template_of(ledger, reminder);
    let (purpose, kind, language) = template.key();
    let written = compose_with(ledger, &template, reminder, today).ok();
    // Recoup's own texts always fit (a test fills all of them in); the owner's are checked when they are saved.
    let usual = || compose_with(ledger, &default_template(purpose, kind, language), reminder, today).ok();
    written.or_else(usual).unwrap_or_else(|| content(ledger, reminder, today, String::new(), String::new()))
}

/// Why the owner's own text does not make the message, so that [`compose`] takes Recoup's; `None` when the text does, or is Recoup's.
pub fn own_text_problem(ledger: &Ledger, reminder: &Reminder, today: NaiveDate) -> Option<TemplateProblem> {
    compose_with(ledger, &template_of(ledger, reminder), reminder, today).err()
}

/// The same step in the words of a first, friendly reminder: for a customer who has not heard from the owner yet and whose debt
/// is so old that the schedule would begin with its last words. None when there was a message before, or the words are not the last ones.
pub fn first_words(ledger: &Ledger, reminder: &Reminder, today: NaiveDate) -> Option<MessageContent> {
    let is_last = matches!(reminder.step.purpose, Purpose::FinalDemand | Purpose::LetterBeforeAction | Purpose::WriteOffReview);
    let heard = ledger.messages_of(reminder.customer).any(|message| message.sent_on().is_some());
    if !is_last || heard {
        return None;
    }
    let step = ReminderStep { purpose: Purpose::PastDue, tone: Tone::Friendly, days_to_pay: None, ..reminder.step.clone() };
    Some(compose(ledger, &Reminder { step, ..reminder.clone() }, today))
}

/// The message as a template makes it, saved or not.
///
/// # Errors
/// What is wrong with the template.
pub fn compose_with(
    ledger: &Ledger,
    template: &Template,
    reminder: &Reminder,
    today: NaiveDate,
) -> Result<MessageContent, TemplateProblem> {
    let values = values_of(ledger, reminder, template.language, today);
    let subject = if template.kind == TextKind::Short {
        ""
    } else if template.subject.is_empty() {
        Words::of(template.language).get("subject")
    } else {
        &template.subject
    };
    let subject = shown_line(&fill(subject, &values)?, limits::SUBJECT);
    let body = fill(&template.body, &values)?;
    let mut content = content(ledger, reminder, today, subject, body);
    content.tone = tone_for(ledger, reminder.customer, reminder.step.tone);
    Ok(content)
}

/// The template that a reminder is written by.
pub fn template_of(ledger: &Ledger, reminder: &Reminder) -> Template {
    let language = language_by(ledger, reminder.customer, reminder.step.channel);
    let key = (reminder.step.purpose, TextKind::of(reminder.step.channel), language);
    let own = ledger.policy().templates.iter().find(|template| template.key() == key);
    own.cloned().unwrap_or_else(|| default_template(key.0, key.1, key.2))
}

/// The placeholders of a template that have nothing to say for a customer, so that a gap would stay in the text. What the
/// template itself asks about first (`{% if payment %}`) is no gap, and Recoup's own texts read well without what is missing.
pub fn gaps(ledger: &Ledger, template: &Template, reminder: &Reminder, today: NaiveDate) -> Vec<String> {
    if *template == default_template(template.purpose, template.kind, template.language) {
        return Vec::new();
    }
    let values = values_of(ledger, reminder, template.language, today);
    let source = format!("{}\n{}", template.subject, template.body);
    let conditions: Vec<&str> = source.split("{%").skip(1).filter_map(|rest| rest.split("%}").next()).collect();
    let asked_first = |name: &str| conditions.iter().any(|condition| condition.split_whitespace().any(|word| word == name));
    let is_flag = |name: &str| crate::domain::template::PLACEHOLDERS.iter().any(|known| known.name == name && known.flag);
    placeholders_in(&source).into_iter().filter(|name| !values.has(name) && !is_flag(name) && !asked_first(name)).collect()
}

fn content(ledger: &Ledger, reminder: &Reminder, today: NaiveDate, subject: String, body: String) -> MessageContent {
    MessageContent {
        customer: reminder.customer,
        channel: reminder.step.channel,
        offset_days: reminder.step.offset_days,
        tone: reminder.step.tone,
        purpose: reminder.step.purpose,
        covers: reminder.items.iter().map(|item| item.item).collect(),
        totals: reminder.totals.clone(),
        pay_by: reminder.step.time_to_pay().map(|_| pay_by(ledger, reminder, today)),
        subject,
        body,
    }
}

/// A reminder of everything a customer owes, as a step would make it: for trying a template, never for sending. `None` when
/// nothing is open.
pub fn trial_reminder(ledger: &Ledger, customer: CustomerId, step: &ReminderStep, on: NaiveDate) -> Option<Reminder> {
    let item = |invoice: &crate::domain::invoice::Invoice| {
        let open = balance_as_of(ledger, invoice.id, on).filter(|open| open.is_positive())?;
        let covered = Money::from_minor(0, open.currency());
        Some(ReminderItem {
            item: DueItem::Invoice(invoice.id),
            due: invoice.due,
            days_past_due: days_past_due(invoice.due, on),
            open,
            covered,
        })
    };
    let mut items: Vec<_> = ledger.invoices_of(customer).filter(|invoice| invoice.voided.is_none()).filter_map(item).collect();
    items.sort_by_key(|item| item.due);
    let lead = items.first()?.item;
    let totals = totals_of(&items);
    Some(Reminder { customer, step: step.clone(), lead, items, totals, state: ReminderState::Due })
}

/// The step of a policy for a purpose, else that of the usual schedule: for trying a template.
pub fn step_for(policy: &CreditPolicy, template: &Template) -> Option<ReminderStep> {
    let fits = |step: &&ReminderStep| step.purpose == template.purpose;
    policy.schedule.iter().find(fits).or(CreditPolicy::default().schedule.iter().find(fits)).cloned()
}
