//! How a message names what it asks for.

use super::words::{Words, long_date_in, written_amount_in};
use crate::domain::approach::Language;
use crate::domain::ids::CustomerId;
use crate::domain::invoice::DocumentKind;
use crate::domain::ledger::Ledger;
use crate::domain::message::DueItem;
use crate::domain::money::Money;
use crate::domain::template::Row;
use crate::reports::reminders::{ReminderItem, totals_of};

/// How many items a message names one by one; a letter of many pages is read by nobody.
pub(super) const MOST_NAMED: usize = 60;

/// How an item is named on the screen.
pub fn item_name(ledger: &Ledger, item: DueItem) -> String {
    item_name_in(ledger, item, Words::of(Language::En))
}

/// How an item is named to the customer.
pub(super) fn item_name_in(ledger: &Ledger, item: DueItem, words: Words) -> String {
    match item {
        DueItem::Invoice(id) => ledger.invoice(id).map_or_else(String::new, |invoice| {
            let key = match invoice.kind {
                // A recovery is paid as soon as it is there, so no message is ever about one.
                DocumentKind::Invoice | DocumentKind::Recovery => "invoice",
                DocumentKind::PlanInterest => return invoice.number.clone(),
                DocumentKind::LateFee => "late_fee",
                DocumentKind::Interest => "interest",
                DocumentKind::FixedSum => "fixed_sum",
                DocumentKind::ReturnFee => "return_fee",
            };
            words.with(key, &[("{n}", &invoice.number)])
        }),
        DueItem::Instalment(id, number) => {
            let down = ledger.plan(id).is_some_and(|found| found.down_payment);
            let plan = id.to_string();
            match (down, number) {
                (true, 0) => words.with("down", &[("{p}", &plan)]),
                (true, number) => words.with("instalment", &[("{n}", &number.to_string()), ("{p}", &plan)]),
                (false, number) => words.with("instalment", &[("{n}", &(u32::from(number) + 1).to_string()), ("{p}", &plan)]),
            }
        }
    }
}

/// Amounts of several currencies in one line.
pub(super) fn together(amounts: impl IntoIterator<Item = Money>, words: Words) -> String {
    let written: Vec<String> = amounts.into_iter().map(|amount| written_amount_in(amount, words.language())).collect();
    written.join(&format!(" {} ", words.get("and")))
}

/// One item as a row of the list.
pub(super) fn row(ledger: &Ledger, item: &ReminderItem, words: Words) -> Row {
    let due = long_date_in(item.due, words.language());
    let late = match item.days_past_due {
        ..0 => words.with("due", &[("{d}", &due)]),
        0 => words.get("due.today").to_owned(),
        1 => words.with("late.one", &[("{d}", &due)]),
        days => words.with("late", &[("{d}", &due), ("{n}", &days.to_string())]),
    };
    let (name, amount) = (item_name_in(ledger, item.item, words), written_amount_in(item.open, words.language()));
    Row { line: format!("{name}: {amount}, {late}"), name, amount, due }
}

/// Every item on a line of its own; beyond the first sixty, how many more there are.
pub(super) fn item_list(ledger: &Ledger, items: &[ReminderItem], words: Words) -> String {
    let (named, more) = items.split_at(items.len().min(MOST_NAMED));
    let mut lines: Vec<String> = named.iter().map(|item| format!("- {}", row(ledger, item, words).line)).collect();
    if !more.is_empty() {
        let rest = together(totals_of(more), words);
        lines.push(format!("- {}", words.with("more", &[("{n}", &more.len().to_string()), ("{a}", &rest)])));
    }
    for covered in items.iter().map(|item| item.covered).filter(|covered| covered.is_positive()) {
        lines.push(format!("- {}", words.with("credit", &[("{a}", &written_amount_in(covered, words.language()))])));
    }
    lines.join("\n")
}

/// What a bank transfer says it is for: the numbers of the documents, as many as fit into `most` characters.
pub fn reference(ledger: &Ledger, customer: CustomerId, covers: &[DueItem], most: usize) -> String {
    let mut text = String::new();
    for item in covers {
        let name = match item {
            DueItem::Invoice(id) => ledger.invoice(*id).map_or_else(String::new, |invoice| invoice.number.clone()),
            DueItem::Instalment(..) => item_name(ledger, *item),
        };
        let joined = if text.is_empty() { name } else { format!("{text}, {name}") };
        if joined.chars().count() > most {
            break;
        }
        text = joined;
    }
    if text.is_empty() {
        let known = ledger.customer(customer).map_or("", |found| found.details.reference.as_str());
        text = known.chars().take(most).collect();
    }
    text
}
