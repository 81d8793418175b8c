//! The calendar file: everything dated in the days ahead, for the owner's own calendar program.

use crate::domain::ledger::Ledger;
use crate::domain::policy::CreditPolicy;
use crate::exchange::ics::{CalendarEntry, calendar_file};
use crate::reports::agenda::{AgendaEntry, AgendaKind, agenda};
use crate::ui::books::Books;
use crate::ui::components::{Button, IconName};
use crate::ui::outside;
use crate::ui::pages::messages::words;
use crate::ui::wording::limitation;
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many days the file looks ahead.
const DAYS_AHEAD: u16 = 60;

/// The button “Calendar file”.
#[component]
pub(super) fn CalendarFile() -> impl IntoView {
    let books = Books::expect();
    let save = move || {
        let day = books.as_of().get_untracked();
        let file = books.read(|ledger| file(ledger, ledger.policy_on(day), day));
        if let Err(sentence) = outside::download_text(&format!("recoup-{day}.ics"), "text/calendar;charset=utf-8", &file) {
            books.toaster().push(sentence, None);
        }
    };
    view! { <Button icon=IconName::Export on_click=save>"Calendar file"</Button> }
}

fn file(ledger: &Ledger, policy: &CreditPolicy, day: NaiveDate) -> String {
    let entries: Vec<_> = agenda(ledger, policy, day, DAYS_AHEAD).iter().map(|entry| in_words(ledger, entry)).collect();
    calendar_file(&entries, day)
}

/// The entry as the calendar shows it. Its uid names what it is about, so that a later file replaces it.
fn in_words(ledger: &Ledger, entry: &AgendaEntry) -> CalendarEntry {
    let what = match &entry.kind {
        AgendaKind::Reminder { step, .. } => {
            format!("{}: {}", words::channel_name(step.channel), words::purpose_words(step.purpose).to_lowercase())
        }
        AgendaKind::Promise(_) => "Promised money expected".to_owned(),
        AgendaKind::Instalment(..) => "Instalment due".to_owned(),
        AgendaKind::OfferEnds(_) => "Last day to accept the plan you offered".to_owned(),
        AgendaKind::SettlementEnds(_) => "Last day to pay the settlement".to_owned(),
        AgendaKind::Dispute(_) => "Answer the dispute".to_owned(),
        AgendaKind::Contact(_) => "Be in touch again".to_owned(),
        AgendaKind::ClaimLapses(_, months) => limitation::months_words(*months),
        AgendaKind::ActionPeriodEnds(_) => "The letter before action: last day of its period".to_owned(),
        AgendaKind::PauseEnds(_) => "Reminders begin again".to_owned(),
        AgendaKind::TaskReturns(_) => "A task you put off is back".to_owned(),
    };
    CalendarEntry {
        uid: entry.key(),
        on: entry.on,
        summary: format!("{what}: {}", ledger.customer_name(entry.customer)),
        description: words::totals_text(&entry.amounts),
    }
}
