//! The policy in words: for selects, previews and sentences.

use crate::domain::approach::CustomerKind;
use crate::domain::policy::{Besides, Channel, CreditPolicy, GraceMeaning, Purpose, ReminderStep, Tone, offset_words};
use crate::ui::components::Choice;
use crate::ui::format;
use crate::ui::wording::purpose_words;

/// Every channel with its value and name.
pub const CHANNELS: [(Channel, &str, &str); 5] = [
    (Channel::Email, "email", "E-mail"),
    (Channel::Letter, "letter", "Letter"),
    (Channel::Phone, "phone", "Phone call"),
    (Channel::Sms, "sms", "SMS"),
    (Channel::WhatsApp, "whatsapp", "WhatsApp"),
];

/// Every tone with its value and name.
pub const TONES: [(Tone, &str, &str); 3] =
    [(Tone::Friendly, "friendly", "Friendly"), (Tone::Firm, "firm", "Firm"), (Tone::Final, "final", "Final")];

/// Every purpose with its value and name.
pub const PURPOSES: [(Purpose, &str, &str); 8] = [
    (Purpose::Upcoming, "upcoming", purpose_words(Purpose::Upcoming)),
    (Purpose::DueToday, "due_today", purpose_words(Purpose::DueToday)),
    (Purpose::PastDue, "past_due", purpose_words(Purpose::PastDue)),
    (Purpose::AskWhy, "ask_why", purpose_words(Purpose::AskWhy)),
    (Purpose::FinalDemand, "final_demand", purpose_words(Purpose::FinalDemand)),
    (Purpose::LetterBeforeAction, "letter_before_action", purpose_words(Purpose::LetterBeforeAction)),
    (Purpose::AgencyReview, "agency_review", purpose_words(Purpose::AgencyReview)),
    (Purpose::WriteOffReview, "write_off_review", purpose_words(Purpose::WriteOffReview)),
];

/// Every meaning of the days of grace with its value and name.
pub const GRACES: [(GraceMeaning, &str, &str); 3] = [
    (GraceMeaning::Forgives, "forgives", "Paid within it: nothing is charged"),
    (GraceMeaning::Delays, "delays", "Charged only from the day after it"),
    (GraceMeaning::Nothing, "nothing", "Nothing: charged from the day after the due date"),
];

/// Every kind of customer with its value and name.
pub const KINDS: [(CustomerKind, &str, &str); 2] =
    [(CustomerKind::Business, "business", "Businesses"), (CustomerKind::Consumer, "consumer", "Consumers")];

/// Everything a step can propose with its value and name, in the order of [`Besides::ALL`].
pub const BESIDES: [(Besides, &str, &str); 3] = [
    (Besides::LateFee, "late_fee", "A late fee (by your policy; you post it beside the message)"),
    (Besides::Hold, "hold", "To stop shipping (a task on Today)"),
    (Besides::Agency, "agency", "To decide about a collection agency (a task on Today)"),
];

/// The choices of a select.
pub fn choices<T>(all: &[(T, &str, &str)]) -> Vec<Choice> {
    all.iter().map(|(_, value, name)| Choice::new(*value, *name)).collect()
}

/// What a value of a select stands for.
pub fn meaning<T: Copy>(all: &[(T, &str, &str)], value: &str) -> Option<T> {
    all.iter().find(|(_, known, _)| *known == value).map(|(meaning, ..)| *meaning)
}

/// The value of a select for something.
pub fn value_of<T: PartialEq>(all: &[(T, &'static str, &str)], meaning: &T) -> &'static str {
    all.iter().find(|(known, ..)| known == meaning).map_or("", |(_, value, _)| value)
}

/// The name shown for something.
pub fn name_of<T: PartialEq>(all: &[(T, &str, &'static str)], meaning: &T) -> &'static str {
    all.iter().find(|(known, ..)| known == meaning).map_or("", |(.., name)| name)
}

/// When a step is reached, grace included: “10 days after the due date (7 and 3 of grace)”.
pub fn when(policy: &CreditPolicy, step: &ReminderStep) -> String {
    let grace = if step.offset_days > 0 { i16::try_from(policy.grace_days).unwrap_or(i16::MAX) } else { 0 };
    let words = offset_words(step.offset_days.saturating_add(grace));
    if grace == 0 { words } else { format!("{words} ({} and {grace} of grace)", step.offset_days) }
}

/// When a step applies and what it proposes besides, in a few words each.
pub fn particulars(step: &ReminderStep) -> Vec<String> {
    let only_if = &step.only_if;
    let mut words: Vec<String> = only_if.least.iter().map(|least| format!("from {}", format::money(*least))).collect();
    words.extend(only_if.kind.map(|kind| format!("only {}", name_of(&KINDS, &kind).to_lowercase())));
    let grades: Vec<_> = only_if.grades.iter().map(|grade| grade.letter()).collect();
    if !grades.is_empty() {
        words.push(format!("only rated {}", grades.join(", ")));
    }
    words.extend(step.time_to_pay().map(|days| format!("{} to pay", format::plural(usize::from(days), "day", "days"))));
    words.extend(step.besides.iter().map(|what| {
        let what = match what {
            Besides::LateFee => "proposes a late fee",
            Besides::Hold => "proposes to stop shipping",
            Besides::Agency => "proposes an agency",
        };
        what.to_owned()
    }));
    words
}
