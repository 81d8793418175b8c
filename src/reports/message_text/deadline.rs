//! The last day to pay that a message gives.

use crate::domain::approach::CustomerKind;
use crate::domain::calendar::add_days;
use crate::domain::country::Country;
use crate::domain::ledger::Ledger;
use crate::domain::limits::first_reminder::{Sent, free_period};
use crate::domain::policy::Channel;
use crate::reports::reminders::Reminder;
use chrono::NaiveDate;

/// For texts that name a day to pay by although their step gives no time of its own.
const USUAL_DAYS_TO_PAY: u16 = 10;

/// The day to pay by of a message that goes out on a day: that of its step, and for consumers in Belgium not before the free
/// period of [`free_period`] is over.
pub fn pay_by(ledger: &Ledger, reminder: &Reminder, today: NaiveDate) -> NaiveDate {
    let usual = add_days(today, i64::from(reminder.step.time_to_pay().unwrap_or(USUAL_DAYS_TO_PAY)));
    let details = ledger.customer(reminder.customer).map(|found| &found.details);
    let is_belgian = details.is_some_and(|details| {
        details.approach.kind != Some(CustomerKind::Business) && Country::from_text(&details.country) == Some(Country::Be)
    });
    let sent = if reminder.step.channel == Channel::Letter { Sent::Post } else { Sent::Email };
    if is_belgian { usual.max(free_period(sent, today).last_day) } else { usual }
}
