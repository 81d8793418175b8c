//! How reminders are put into words, on every page that speaks of them.

use crate::domain::approach::CustomerKind;
use crate::domain::ledger::Ledger;
use crate::domain::message::{DueItem, Message, MessageState};
use crate::domain::money::Money;
use crate::domain::policy::{Channel, Unmet, offset_words};
use crate::domain::text_rules::capitalized;
use crate::reports::message_text::item_name;
use crate::reports::reminders::{Reminder, ReminderState, Silence, SilenceReason};
use crate::ui::components::IconName;
use crate::ui::format;
use crate::ui::routes::Route;
pub use crate::ui::wording::purpose_words;
use chrono::NaiveDate;

/// The name of a channel.
pub const fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "E-mail",
        Channel::Letter => "Letter",
        Channel::Phone => "Phone call",
        Channel::Sms => "SMS",
        Channel::WhatsApp => "WhatsApp",
    }
}

/// The icon of a channel.
pub const fn channel_icon(channel: Channel) -> IconName {
    match channel {
        Channel::Email => IconName::Messages,
        Channel::Letter => IconName::Print,
        Channel::Phone | Channel::Sms | Channel::WhatsApp => IconName::Phone,
    }
}

/// Whom a message is for, by its channel: “Call to Ada”.
pub fn to_whom(channel: Channel, name: &str) -> String {
    let what = match channel {
        Channel::Email => "E-mail",
        Channel::Letter => "Letter",
        Channel::Phone => "Call",
        Channel::Sms => "Text message",
        Channel::WhatsApp => "WhatsApp message",
    };
    format!("{what} to {name}")
}

/// An offset as the beginning of a sentence: “60 days after the due date”.
pub fn step_words(offset_days: i16) -> String {
    capitalized(&offset_words(offset_days))
}

/// Amounts of several currencies in one line.
pub fn totals_text(totals: &[Money]) -> String {
    totals.iter().map(|total| format::money(*total)).collect::<Vec<_>>().join(" and ")
}

/// The document that leads to a message, and how late it is.
pub fn lead_words(ledger: &Ledger, reminder: &Reminder) -> String {
    let late = reminder.lead_item().map_or_else(String::new, |item| format!(" is {}", format::past_due(item.days_past_due)));
    format!("{}{late}", item_name(ledger, reminder.lead))
}

/// Why a message is due: its leading document, how late that is, and the step that is missing.
pub fn why(ledger: &Ledger, reminder: &Reminder) -> String {
    format!("{}; the step “{}” has not been done", lead_words(ledger, reminder), offset_words(reminder.step.offset_days))
}

/// The day before which a message is held back, and what holds it: the gap, or a closed day.
pub fn held_until(reminder: &Reminder) -> Option<(NaiveDate, &'static str)> {
    match reminder.state {
        ReminderState::GapUntil(day) => Some((day, "your policy leaves some days between two")),
        ReminderState::ClosedUntil(day) => Some((day, "until then it is a weekend, a holiday or a day you closed")),
        ReminderState::Due | ReminderState::AwaitingConfirmation(_) => None,
    }
}

/// Why an open document is left in peace.
pub fn silence_words(ledger: &Ledger, silence: &Silence, as_of: NaiveDate) -> String {
    let with_reason = |text: String, reason: &str| if reason.is_empty() { text } else { format!("{text}: {reason}") };
    match silence.reason {
        SilenceReason::Paused(until) => {
            let of_invoice = match silence.item {
                DueItem::Invoice(invoice) => ledger.pause_of_invoice(silence.customer, invoice, as_of),
                DueItem::Instalment(..) => None,
            };
            let pause = ledger.pause_of(silence.customer, as_of).or(of_invoice);
            let reason = pause.map_or("", |pause| pause.reason.as_str());
            let text = until.map_or("Reminders are paused".to_owned(), |day| format!("Reminders are paused until {}", format::date(day)));
            with_reason(text, reason)
        }
        SilenceReason::Disputed => {
            let dispute = match silence.item {
                DueItem::Invoice(invoice) => ledger.open_dispute(invoice, as_of),
                DueItem::Instalment(..) => None,
            };
            let text = dispute.map_or("Disputed".to_owned(), |dispute| format!("Disputed since {}", format::date(dispute.raised)));
            with_reason(text, dispute.map_or("", |dispute| dispute.reason.as_str()))
        }
        SilenceReason::Promised(last_day) => format!("Promised; no reminder up to {}", format::date(last_day)),
        SilenceReason::TimeGiven(last_day) => format!("Your last message gave them until {}", format::date(last_day)),
        SilenceReason::Offered(last_day) => format!("A payment plan was offered; they can accept until {}", format::date(last_day)),
        SilenceReason::Settling(last_day) => format!("A smaller sum was offered; they can pay it until {}", format::date(last_day)),
        SilenceReason::OnPlan(_) => "On a payment plan: its instalments are asked for instead".to_owned(),
        SilenceReason::CoveredByCredit => "Covered by credit that is not applied yet".to_owned(),
        SilenceReason::InPerson => "You handle this customer in person: no message is prepared".to_owned(),
        SilenceReason::Unmet(offset_days, unmet) => format!("The step “{}” {}", offset_words(offset_days), unmet_words(unmet)),
    }
}

/// Why a step does not apply, after its name.
fn unmet_words(unmet: Unmet) -> String {
    match unmet {
        Unmet::Least(least) => format!("asks from {} on, and less is late", format::money(least)),
        Unmet::Kind(CustomerKind::Business) => "is only for businesses, and this customer is not marked as one".to_owned(),
        Unmet::Kind(CustomerKind::Consumer) => "is only for consumers, and this customer is not marked as one".to_owned(),
        Unmet::Grade(Some(grade)) => format!("is not for customers rated {}", grade.letter()),
        Unmet::Grade(None) => "is only for certain ratings, and this customer has none yet".to_owned(),
    }
}

/// The short name of the reason.
pub const fn silence_name(reason: SilenceReason) -> &'static str {
    match reason {
        SilenceReason::Paused(_) => "Paused",
        SilenceReason::Disputed => "Disputed",
        SilenceReason::Promised(_) => "Promised",
        SilenceReason::TimeGiven(_) => "Time given",
        SilenceReason::Offered(_) => "Plan offered",
        SilenceReason::Settling(_) => "Settlement offered",
        SilenceReason::OnPlan(_) => "On a plan",
        SilenceReason::CoveredByCredit => "Credit",
        SilenceReason::InPerson => "In person",
        SilenceReason::Unmet(..) => "Condition",
    }
}

/// What became of a message.
pub fn state_words(message: &Message) -> String {
    match &message.state {
        MessageState::Prepared => format!("Prepared {}", format::date(message.prepared)),
        MessageState::Sent { on } => format!("Sent {}", format::date(*on)),
        MessageState::Skipped { on, reason } if reason.is_empty() => format!("Skipped {}", format::date(*on)),
        MessageState::Skipped { on, reason } => format!("Skipped {}: {reason}", format::date(*on)),
        MessageState::Discarded => "Taken back".to_owned(),
    }
}

/// Where an item is looked at: its invoice, or its plan.
pub fn item_href(item: DueItem, link_day: Option<NaiveDate>) -> String {
    match item {
        DueItem::Invoice(invoice) => Route::Invoice(invoice).href(link_day),
        DueItem::Instalment(plan, _) => Route::Plan(plan).href(link_day),
    }
}
