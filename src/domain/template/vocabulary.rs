//! The placeholders: what each means, and where it can stand.

use super::fill::{Row, Values};

/// One placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder {
    /// As it is written.
    pub name: &'static str,
    /// What it is filled with, for the owner.
    pub meaning: &'static str,
    /// A yes or no, for conditions only.
    pub flag: bool,
}

const fn text(name: &'static str, meaning: &'static str) -> Placeholder {
    Placeholder { name, meaning, flag: false }
}

const fn flag(name: &'static str, meaning: &'static str) -> Placeholder {
    Placeholder { name, meaning, flag: true }
}

/// All placeholders but the list of documents.
pub const PLACEHOLDERS: [Placeholder; 27] = [
    text("contact", "The person to reach, else the customer's name"),
    text("customer", "The customer's name"),
    text("reference_number", "The customer's number in your shop"),
    text("phone", "The customer's telephone number"),
    text("total", "What the message asks for, a sum per currency"),
    text("document_list", "Every open document on a line of its own"),
    text("count", "How many documents the message covers"),
    text("due", "The oldest due date"),
    text("days_late", "Days past due of the oldest document"),
    text("deadline", "The day to pay by"),
    text("today", "Today's date"),
    text("reference", "The document numbers, for the bank transfer"),
    text("payment", "How to pay: account, link and your own words"),
    text("payment_link", "Your payment link for this customer"),
    text("business", "Your business name"),
    text("business_phone", "Your telephone number"),
    text("business_email", "Your e-mail address"),
    text("discount", "What paying early earns: amount, last day and what it is worth a year; empty when nothing can be had"),
    text("interest", "Interest to date that is not charged yet; empty when none is asked"),
    text("interest_per_day", "What each further day adds"),
    text("fixed_sum", "The fixed sum that the law grants for collecting, while it is not charged yet"),
    text("signature", "Your name, telephone and e-mail, a line each"),
    text("tone", "friendly, firm or final, as set in the step"),
    flag("late", "Whether anything is past due"),
    flag("several", "Whether there is more than one document"),
    flag("hardship", "Whether the customer is marked as in hardship"),
    flag("vip", "Whether the customer is marked as important"),
];

/// What each document of `{% for document in documents %}` has.
pub const ROW_FIELDS: [(&str, &str); 4] =
    [("name", "Its kind and number"), ("amount", "What is asked for it"), ("due", "Its due date"), ("line", "All of it in one line")];

/// The name of the list.
pub(super) const LIST: &str = "documents";

/// Whether a subject may hold it: nothing that names the debt.
pub(super) fn is_for_subjects(name: &str) -> bool {
    matches!(name, "business" | "contact" | "customer" | "reference_number")
}

pub(super) fn find(name: &str) -> Option<&'static Placeholder> {
    PLACEHOLDERS.iter().find(|placeholder| placeholder.name == name)
}

pub(super) fn is_row_field(name: &str) -> bool {
    ROW_FIELDS.iter().any(|(field, _)| *field == name)
}

/// Values to try a template with: many documents and long texts, or nothing at all.
pub(super) fn sample(full: bool, tone: &'static str) -> Values {
    let mut values = Values::default();
    let word = if full { "x".repeat(40) } else { String::new() };
    for placeholder in PLACEHOLDERS {
        if placeholder.flag {
            values.set_flag(placeholder.name, full);
        } else {
            values.set(placeholder.name, word.clone());
        }
    }
    values.set("tone", tone);
    let row = || Row { name: word.clone(), amount: word.clone(), due: word.clone(), line: word.clone() };
    values.documents = (0..if full { 60 } else { 0 }).map(|_| row()).collect();
    values
}
