//! What the placeholders of a template stand for in one message.

use super::deadline::pay_by;
use super::items::{MOST_NAMED, item_list, reference, row, together};
use super::language::tone_for;
use super::payment::{block, links};
use super::words::{Words, long_date_in};
use crate::domain::approach::Language;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::policy::{Channel, Tone};
use crate::domain::template::Values;
use crate::reports::reminders::Reminder;
use chrono::NaiveDate;

pub(super) fn values_of(ledger: &Ledger, reminder: &Reminder, language: Language, today: NaiveDate) -> Values {
    let (customer, items, totals) = (reminder.customer, &reminder.items, &reminder.totals);
    let covers: Vec<DueItem> = items.iter().map(|item| item.item).collect();
    let words = Words::of(language);
    let business = &ledger.settings().business;
    let details = ledger.customer(customer).map(|found| &found.details);
    let date = |day| long_date_in(day, language);
    let oldest = items.iter().map(|item| item.due).min();
    let late = items.iter().map(|item| item.days_past_due).max().unwrap_or(0);
    let signature: Vec<&str> =
        [&business.name, &business.phone, &business.email].into_iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let mut values = Values::default();
    values.set("contact", details.map_or("", |details| details.greeted_by(reminder.step.channel)));
    values.set("customer", ledger.customer_name(customer));
    values.set("reference_number", details.map_or("", |details| details.reference.as_str()));
    values.set("phone", details.and_then(|details| details.phone()).unwrap_or_default());
    values.set("total", together(totals.iter().copied(), words));
    values.set("document_list", item_list(ledger, items, words));
    values.set("count", items.len().to_string());
    values.set("due", oldest.map_or_else(String::new, date));
    values.set("days_late", if late > 0 { late.to_string() } else { String::new() });
    values.set("deadline", date(pay_by(ledger, reminder, today)));
    values.set("today", date(today));
    values.set("reference", reference(ledger, customer, &covers, 140));
    values.set("payment", block(ledger, customer, &covers, totals, words, reminder.step.channel == Channel::Letter));
    values.set("payment_link", links(ledger, customer, &covers, totals).join("\n"));
    values.set("business", if business.name.is_empty() { words.get("us") } else { &business.name });
    values.set("business_phone", business.phone.as_str());
    values.set("business_email", business.email.as_str());
    super::discount::set(&mut values, ledger, &covers, words, today);
    super::interest::set(&mut values, ledger, &covers, words, today);
    values.set("signature", signature.join("\n"));
    let tone = match tone_for(ledger, customer, reminder.step.tone) {
        Tone::Friendly => "friendly",
        Tone::Firm => "firm",
        Tone::Final => "final",
    };
    values.set("tone", tone);
    values.set_flag("late", late > 0);
    values.set_flag("several", items.len() > 1);
    values.set_flag("hardship", details.is_some_and(|details| details.approach.hardship));
    values.set_flag("vip", details.is_some_and(|details| details.approach.vip));
    values.documents = items.iter().take(MOST_NAMED).map(|item| row(ledger, item, words)).collect();
    values
}
