//! The plan's tables as CSV files.

use super::parts::{name_of, state_of};
use crate::domain::ids::InvoiceId;
use crate::domain::money::Money;
use crate::exchange::csv::CsvWriter;
use crate::reports::plan_progress::PlanProgress;
use chrono::NaiveDate;

/// The schedule as a CSV file, as it stands on a day.
pub(super) fn schedule_csv(progress: &PlanProgress, down_payment: bool, day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    ["No.", "Due", "Moved from", "Currency", "Amount", "Paid", "Left", "State", "As of"].iter().for_each(|title| file.text(title));
    file.end_row();
    for part in &progress.instalments {
        file.text(&name_of(part, down_payment));
        file.date(part.due);
        match part.nominal {
            Some(nominal) => file.date(nominal),
            None => file.blank(),
        }
        file.text(part.amount.currency().code());
        file.money(part.amount);
        file.money(part.paid);
        file.money(part.left());
        file.text(state_of(part).0);
        file.date(day);
        file.end_row();
    }
    file.finish()
}

/// What the plan covers as a CSV file, as it stands on a day.
pub(super) fn covered_csv(covered: &[(InvoiceId, String, Money)], day: NaiveDate) -> String {
    let mut file = CsvWriter::with_byte_order_mark();
    ["Document", "Currency", "Still owes", "As of"].iter().for_each(|title| file.text(title));
    file.end_row();
    for (_, number, balance) in covered {
        file.text(number);
        file.text(balance.currency().code());
        file.money(*balance);
        file.date(day);
        file.end_row();
    }
    file.finish()
}
