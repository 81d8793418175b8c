//! “Waiting”: what is open and yet not to be chased today, each with its reason and, where it is known, the day it comes back.

use crate::domain::ledger::Ledger;
use crate::reports::message_text::item_name;
use crate::reports::reminders::SilenceReason;
use crate::reports::resting::{Rest, Resting};
use crate::ui::format;
use crate::ui::pages::messages::words;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RestRow {
    href: String,
    name: String,
    what: &'static str,
    why: String,
    amount: String,
    next: String,
}

/// The rows of what rests, as they are shown.
pub(super) fn rest_rows(ledger: &Ledger, found: &[Resting<'_>], as_of: NaiveDate, link_day: Option<NaiveDate>) -> Vec<RestRow> {
    found.iter().map(|resting| row(ledger, resting, as_of, link_day)).collect()
}

fn row(ledger: &Ledger, Resting { rest, next }: &Resting<'_>, as_of: NaiveDate, link_day: Option<NaiveDate>) -> RestRow {
    let (customer, what, why, amount, comes) = match rest {
        Rest::Held(reminder) => {
            let held = words::held_until(reminder).map_or("", |(_, why)| why);
            let why = format!("{}. Nothing goes out yet: {held}.", words::lead_words(ledger, reminder));
            (reminder.customer, "Next message", why, words::totals_text(&reminder.totals), "Back on")
        }
        Rest::Silent(silence) => {
            let comes = match silence.reason {
                SilenceReason::Disputed => "Answer by",
                SilenceReason::OnPlan(_) => "Next instalment",
                _ => "Back on",
            };
            let why = format!("{}: {}", item_name(ledger, silence.item), words::silence_words(ledger, silence, as_of));
            (silence.customer, words::silence_name(silence.reason), why, format::money(silence.open), comes)
        }
    };
    let next = next.map(|day| format!("{comes} {}", format::date(day))).unwrap_or_default();
    RestRow { href: Route::Customer(customer).href(link_day), name: ledger.customer_name(customer).to_owned(), what, why, amount, next }
}

/// One thing that rests, with the way to its customer.
#[component]
pub(super) fn RestingRow(
    /// What.
    row: RestRow,
) -> impl IntoView {
    view! {
        <li>
            <div>
                <p class="worklist-who"><a href=row.href>{row.name}</a>" · "{row.what}</p>
                <p class="worklist-why as-typed">{row.why}</p>
            </div>
            <span class="money">{row.amount}</span>
            <span class="today-next">{row.next}</span>
        </li>
    }
}
