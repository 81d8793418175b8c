//! The text of a reminder: merged from the step's purpose, the customer and the open items.
//!
//! English only for now; templates per tone, channel and language come with the collections workbench. The subject
//! never names the debt, since others may see it. Nothing here is sent: the owner reads and edits the text first.

use super::reminders::{Reminder, ReminderItem};
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::message::{DueItem, MessageContent};
use crate::domain::money::Money;
use crate::domain::policy::{Channel, Purpose};
use chrono::NaiveDate;
use std::fmt::Write;

/// How many items a message names one by one; a letter of many pages is read by nobody.
const MOST_NAMED: usize = 60;

/// A date in words that no reader can misread: `30 June 2013`.
pub fn long_date(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// An amount for a letter: code first, thousands grouped: `USD 1,234.50`.
pub fn written_amount(amount: Money) -> String {
    let plain = amount.to_plain();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = format!("{sign}{} ", amount.currency());
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// How an item is named to the customer.
pub fn item_name(ledger: &Ledger, item: DueItem) -> String {
    match item {
        DueItem::Invoice(id) => ledger.invoice(id).map_or_else(String::new, |invoice| match invoice.kind {
            crate::domain::invoice::DocumentKind::Invoice => format!("Invoice {}", invoice.number),
            crate::domain::invoice::DocumentKind::PlanInterest => invoice.number.clone(),
        }),
        DueItem::Instalment(plan, number) => {
            let first_is_down_payment = ledger.plan(plan).is_some_and(|found| found.down_payment);
            match (first_is_down_payment, number) {
                (true, 0) => format!("Down payment of plan {plan}"),
                (true, number) => format!("Instalment {number} of plan {plan}"),
                (false, number) => format!("Instalment {} of plan {plan}", number + 1),
            }
        }
    }
}

/// The finished message for a reminder, ready for the owner to read.
pub fn compose(ledger: &Ledger, reminder: &Reminder, today: NaiveDate) -> MessageContent {
    let business = &ledger.settings().business;
    let sender = if business.name.is_empty() { "us" } else { &business.name };
    MessageContent {
        customer: reminder.customer,
        channel: reminder.step.channel,
        offset_days: reminder.step.offset_days,
        tone: reminder.step.tone,
        purpose: reminder.step.purpose,
        covers: reminder.items.iter().map(|item| item.item).collect(),
        totals: reminder.totals.clone(),
        subject: format!("Your account with {sender}"),
        body: body(ledger, reminder, today),
    }
}

fn body(ledger: &Ledger, reminder: &Reminder, today: NaiveDate) -> String {
    let mut text = String::new();
    if reminder.step.channel == Channel::Phone {
        return call_notes(ledger, reminder);
    }
    let _ = writeln!(text, "Dear {},\n", greeting_name(ledger, reminder.customer));
    let _ = writeln!(text, "{}\n", opening(reminder.step.purpose, reminder.items.len(), today));
    list_items(&mut text, ledger, &reminder.items);
    let _ = writeln!(text, "\n{}", closing(reminder.step.purpose));
    let business = &ledger.settings().business;
    if !business.payment_details.is_empty() {
        let _ = writeln!(text, "\nHow to pay:\n{}", business.payment_details);
    }
    let _ = write!(text, "\nKind regards,\n{}", business.name);
    for line in [&business.phone, &business.email].into_iter().filter(|line| !line.is_empty()) {
        let _ = write!(text, "\n{line}");
    }
    text.trim_end().to_owned()
}

/// What to have at hand for a telephone call.
fn call_notes(ledger: &Ledger, reminder: &Reminder) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "Call {}.", greeting_name(ledger, reminder.customer));
    let _ = writeln!(text, "{}\n", call_purpose(reminder.step.purpose));
    list_items(&mut text, ledger, &reminder.items);
    let _ = write!(text, "\nAsk: has the invoice arrived and is it right? What stands in the way? When will how much be paid?");
    text
}

fn greeting_name(ledger: &Ledger, customer: CustomerId) -> &str {
    let contact = ledger.customer(customer).and_then(|found| found.details.contacts.first());
    match contact.map(|contact| contact.name.as_str()) {
        Some(name) if !name.is_empty() => name,
        _ => ledger.customer_name(customer),
    }
}

fn list_items(text: &mut String, ledger: &Ledger, items: &[ReminderItem]) {
    let (named, more) = items.split_at(items.len().min(MOST_NAMED));
    for item in named {
        let late = match item.days_past_due {
            ..0 => format!("due on {}", long_date(item.due)),
            0 => "due today".to_owned(),
            1 => format!("was due on {}, 1 day ago", long_date(item.due)),
            days => format!("was due on {}, {days} days ago", long_date(item.due)),
        };
        let _ = writeln!(text, "- {}: {}, {late}", item_name(ledger, item.item), written_amount(item.open));
    }
    if !more.is_empty() {
        let rest: Vec<String> = super::reminders::totals_of(more).into_iter().map(written_amount).collect();
        let _ = writeln!(text, "- and {} more, together {}", more.len(), rest.join(" and "));
    }
    let credit: Vec<_> = items.iter().map(|item| item.covered).filter(|covered| covered.is_positive()).collect();
    for covered in credit {
        let _ = writeln!(text, "- less credit on your account: {}", written_amount(covered));
    }
    let totals: Vec<String> = super::reminders::totals_of(items).into_iter().map(written_amount).collect();
    let _ = writeln!(text, "\nTotal: {}", totals.join(" and "));
}

fn opening(purpose: Purpose, items: usize, today: NaiveDate) -> String {
    let (this, is) = if items == 1 { ("the payment below", "is") } else { ("the payments below", "are") };
    match purpose {
        Purpose::Upcoming => format!("A short note in advance: {this} will be due soon."),
        Purpose::DueToday => format!("A short reminder that {this} {is} due now."),
        Purpose::PastDue => format!("Perhaps it was overlooked: we have not yet received {this}."),
        Purpose::AskWhy => format!("We have not received {this}. Is there anything that stands in the way?"),
        Purpose::FinalDemand => {
            let deadline = crate::domain::calendar::add_days(today, 10);
            format!("Long after the due date we have not received {this}. Please pay by {}.", long_date(deadline))
        }
        Purpose::LetterBeforeAction => {
            let deadline = crate::domain::calendar::add_days(today, 30);
            format!(
                "Long after the due date we have not received {this}. If we do not hear from you by {}, we may take further steps.",
                long_date(deadline)
            )
        }
        Purpose::AgencyReview | Purpose::WriteOffReview => {
            format!("Long after the due date we have not received {this}. Please get in touch now, so that we can settle this together.")
        }
    }
}

fn closing(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Upcoming | Purpose::DueToday => "If it is on its way already, please take no notice of this. Thank you for your business.",
        Purpose::PastDue => {
            "If it is on its way already, thank you, and please take no notice of this. If something is not right with the invoice, just reply."
        }
        _ => {
            "If you cannot pay all of it at once, or if something is not right with the invoice, please call or reply: we would rather find a way with you."
        }
    }
}

fn call_purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::AgencyReview => {
            "Last call before deciding about a collection agency. Be kind and clear: what happens next, and how it can be avoided."
        }
        Purpose::WriteOffReview => "Before deciding about legal steps or writing off.",
        _ => "Be friendly and clear: find out why it has not been paid and agree on a date.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, InvoiceDraft};
    use crate::domain::currency::Currency;
    use crate::domain::customer::CustomerDetails;
    use crate::reports::reminders::reminder_schedule;

    #[test]
    fn amounts_are_written_with_their_code() {
        let check = |minor, currency, expected: &str| assert_eq!(written_amount(Money::from_minor(minor, currency)), expected);
        check(123_456_750, Currency::USD, "USD 1,234,567.50");
        check(-99_900, Currency::EUR, "-EUR 999.00");
        check(1_000, Currency::JPY, "JPY 1,000");
        check(5, Currency::KWD, "KWD 0.005");
    }

    #[test]
    fn hundreds_of_items_still_make_a_message() {
        let mut ledger = Ledger::default();
        let today: NaiveDate = "2026-01-31".parse().unwrap();
        let run = |ledger: &mut Ledger, command: Command| ledger.execute(&command, today).map(|_| ()).unwrap();
        run(&mut ledger, Command::AddCustomer { details: CustomerDetails::named("Ada") });
        for number in 0..400 {
            let draft = InvoiceDraft {
                customer: CustomerId(1),
                number: format!("A rather long document number {number}"),
                issued: "2025-12-01".parse().unwrap(),
                due: None,
                amount: Money::from_minor(1_000, Currency::USD),
                note: String::new(),
            };
            run(&mut ledger, Command::IssueInvoice { draft });
        }
        let schedule = reminder_schedule(&ledger, ledger.policy(), today, 0);
        let content = compose(&ledger, &schedule.due[0], today);
        assert!(content.body.contains("- and 340 more, together USD 3,400.00"));
        assert!(content.body.contains("Total: USD 4,000.00"));
        run(&mut ledger, Command::PrepareMessage { content });
    }

    #[test]
    fn dates_cannot_be_misread() {
        assert_eq!(long_date("2013-06-03".parse().unwrap()), "3 June 2013");
    }
}
