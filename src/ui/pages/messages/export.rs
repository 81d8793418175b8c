//! The parts of the page as CSV files: every row, plain numbers, real dates.
//!
//! A message in several currencies has one row per currency.

use super::covers::CoverLine;
use super::words;
use crate::domain::customer::Customer;
use crate::domain::ids::{CustomerId, MessageId};
use crate::domain::ledger::Ledger;
use crate::domain::message::MessageContent;
use crate::domain::money::Money;
use crate::domain::policy::Channel;
use crate::exchange::csv::CsvWriter;
use crate::reports::message_text::item_name;
use crate::reports::reminders::ReminderSchedule;
use crate::ui::books::Books;
use crate::ui::components::{Button, IconName};
use crate::ui::outside;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The button that downloads `messages-{part}-{day}.csv`.
#[component]
pub(super) fn ExportButton(
    /// The part of the file's name.
    part: &'static str,
    /// Writes the file of a day.
    file: impl Fn(&Ledger, NaiveDate) -> String + Send + Sync + 'static,
) -> impl IntoView {
    let books = Books::expect();
    let export = move || {
        let day = books.as_of().get_untracked();
        let text = books.read(|ledger| file(ledger, day));
        if let Err(sentence) = outside::download_csv(&format!("messages-{part}-{day}.csv"), &text) {
            books.toaster().push(sentence, None);
        }
    };
    view! { <Button icon=IconName::Export on_click=export>"CSV"</Button> }
}

/// What is due now.
pub(super) fn due(ledger: &Ledger, schedule: &ReminderSchedule) -> String {
    let mut file = begin(&["Customer", "Customer number", "By", "Step", "Purpose", "Why", "Documents", "Currency", "Asks for", "As of"]);
    for reminder in &schedule.due {
        for total in each(&reminder.totals) {
            customer(&mut file, ledger, reminder.customer);
            step(&mut file, reminder.step.channel, reminder.step.offset_days);
            file.text(words::purpose_words(reminder.step.purpose));
            file.text(&words::why(ledger, reminder));
            count(&mut file, reminder.items.len());
            end(&mut file, total, schedule.as_of);
        }
    }
    file.finish()
}

/// What was prepared and waits for the owner's word.
pub(super) fn waiting(ledger: &Ledger, ids: &[MessageId], day: NaiveDate) -> String {
    let mut file = begin(&["Customer", "Customer number", "By", "Step", "Prepared", "Documents", "Currency", "Asks for", "As of"]);
    for message in ids.iter().filter_map(|id| ledger.message(*id)) {
        for total in each(&message.content.totals) {
            customer(&mut file, ledger, message.content.customer);
            step(&mut file, message.content.channel, message.content.offset_days);
            file.date(message.prepared);
            count(&mut file, message.content.covers.len());
            end(&mut file, total, day);
        }
    }
    file.finish()
}

/// What the minimum gap, a weekend or a holiday holds back.
pub(super) fn held_back(ledger: &Ledger, schedule: &ReminderSchedule) -> String {
    let mut file =
        begin(&["Customer", "Customer number", "By", "Next step", "Not before", "Documents", "Currency", "Would ask for", "As of"]);
    for reminder in &schedule.waiting {
        let Some((until, _)) = words::held_until(reminder) else { continue };
        for total in each(&reminder.totals) {
            customer(&mut file, ledger, reminder.customer);
            step(&mut file, reminder.step.channel, reminder.step.offset_days);
            file.date(until);
            count(&mut file, reminder.items.len());
            end(&mut file, total, schedule.as_of);
        }
    }
    file.finish()
}

/// The next 30 days.
pub(super) fn ahead(ledger: &Ledger, schedule: &ReminderSchedule) -> String {
    let mut file = begin(&["Day", "Customer", "Customer number", "By", "Step", "Documents", "Currency", "Would ask for", "As of"]);
    for planned in &schedule.planned {
        for total in each(&planned.totals) {
            file.date(planned.on);
            customer(&mut file, ledger, planned.customer);
            step(&mut file, planned.step.channel, planned.step.offset_days);
            count(&mut file, planned.items);
            end(&mut file, total, schedule.as_of);
        }
    }
    file.finish()
}

/// What is left in peace.
pub(super) fn silent(ledger: &Ledger, schedule: &ReminderSchedule) -> String {
    let mut file = begin(&["Document", "Customer", "Customer number", "Reason", "Why", "Currency", "Open", "As of"]);
    for silence in &schedule.silent {
        file.text(&item_name(ledger, silence.item));
        customer(&mut file, ledger, silence.customer);
        file.text(words::silence_name(silence.reason));
        file.text(&words::silence_words(ledger, silence, schedule.as_of));
        end(&mut file, Some(silence.open), schedule.as_of);
    }
    file.finish()
}

/// What was sent or skipped, newest first.
pub(super) fn history(ledger: &Ledger, ids: impl Iterator<Item = MessageId>, day: NaiveDate) -> String {
    let titles = ["Date", "Customer", "Customer number", "By", "Step", "What happened", "Documents", "Currency", "Asked for", "As of"];
    let mut file = begin(&titles);
    for message in ids.filter_map(|id| ledger.message(id)) {
        for total in each(&message.content.totals) {
            match message.settled_on() {
                Some(on) => file.date(on),
                None => file.blank(),
            }
            customer(&mut file, ledger, message.content.customer);
            step(&mut file, message.content.channel, message.content.offset_days);
            file.text(&words::state_words(message));
            count(&mut file, message.content.covers.len());
            end(&mut file, total, day);
        }
    }
    file.finish()
}

/// The documents that a message covers; `amounts` is the title of their amounts.
pub(super) fn covers(ledger: &Ledger, of: CustomerId, lines: &[CoverLine], amounts: &str, day: NaiveDate) -> String {
    let mut file = begin(&["Document", "Customer", "Customer number", "Due date", "Days past due", "Currency", amounts, "As of"]);
    for line in lines {
        file.text(&line.name);
        customer(&mut file, ledger, of);
        file.date(line.due);
        file.integer(line.days);
        end(&mut file, Some(line.amount), day);
    }
    file.finish()
}

/// Letters that are printed together.
pub(super) fn letters(ledger: &Ledger, letters: &[MessageContent], day: NaiveDate) -> String {
    let mut file = begin(&["Customer", "Customer number", "By", "Step", "Postal address", "Documents", "Currency", "Asks for", "As of"]);
    for letter in letters {
        for total in each(&letter.totals) {
            customer(&mut file, ledger, letter.customer);
            step(&mut file, letter.channel, letter.offset_days);
            file.text(ledger.customer(letter.customer).map_or("", |customer: &Customer| customer.details.address.as_str()));
            count(&mut file, letter.covers.len());
            end(&mut file, total, day);
        }
    }
    file.finish()
}

fn begin(titles: &[&str]) -> CsvWriter {
    let mut file = CsvWriter::with_byte_order_mark();
    titles.iter().for_each(|title| file.text(title));
    file.end_row();
    file
}

/// The totals, or one empty total: a message never lacks its row.
fn each(totals: &[Money]) -> Vec<Option<Money>> {
    if totals.is_empty() { vec![None] } else { totals.iter().copied().map(Some).collect() }
}

fn customer(file: &mut CsvWriter, ledger: &Ledger, id: CustomerId) {
    file.text(ledger.customer_name(id));
    file.text(ledger.customer(id).map_or("", |customer: &Customer| customer.details.reference.as_str()));
}

fn step(file: &mut CsvWriter, channel: Channel, offset_days: i16) {
    file.text(words::channel_name(channel));
    file.text(&words::step_words(offset_days));
}

fn count(file: &mut CsvWriter, count: usize) {
    file.integer(i64::try_from(count).unwrap_or(i64::MAX));
}

fn end(file: &mut CsvWriter, amount: Option<Money>, day: NaiveDate) {
    if let Some(amount) = amount {
        file.text(amount.currency().code());
        file.money(amount);
    } else {
        file.blank();
        file.blank();
    }
    file.date(day);
    file.end_row();
}
