//! The entries that are shown, as files.

use super::Shown;
use crate::exchange::journals::{JournalFormat, journal_csv};
use crate::ui::books::Books;
use crate::ui::components::{IconName, Menu, MenuButton};
use crate::ui::{format, outside};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The menu of formats.
#[component]
pub(super) fn Exports(
    /// What is shown.
    entries: Shown,
    /// For the name of the file.
    period: Memo<(NaiveDate, NaiveDate)>,
) -> impl IntoView {
    let books = Books::expect();
    let hand_out = move |name: &str, format: JournalFormat| {
        let (from, to) = period.get_untracked();
        let (text, taken, all) = entries.with_untracked(|entries| {
            let text = books.read(|ledger| journal_csv(ledger, entries, format));
            (text, entries.iter().filter(|entry| format.takes(entry)).count(), entries.len())
        });
        let saved = outside::download_csv(&format!("{name}-{from}-{to}.csv"), &text);
        let words = match (saved, format) {
            (Err(sentence), _) => sentence,
            (Ok(()), JournalFormat::Xero(currency)) if taken < all => {
                let left = format::plural(all - taken, "entry", "entries");
                format!("The file holds the entries in {currency}; Xero’s journals have no other currency. Left out: {left}.")
            }
            (Ok(()), _) => format!("{} handed to the browser as a file", format::plural(taken, "entry", "entries")),
        };
        books.say(words, None);
    };
    let xero = move || {
        let home = books.read(|ledger| ledger.settings().home_currency);
        hand_out("journal-xero", JournalFormat::Xero(home));
    };
    view! {
        <Menu id="journal-export" label="Export" text=true>
            <MenuButton icon=IconName::Export on_click=move || hand_out("journal", JournalFormat::General)>"Journal as CSV"</MenuButton>
            <MenuButton icon=IconName::Export on_click=move || hand_out("journal-quickbooks", JournalFormat::QuickBooks)>
                "QuickBooks journal entries"
            </MenuButton>
            <MenuButton icon=IconName::Export on_click=xero>"Xero manual journals"</MenuButton>
            <MenuButton icon=IconName::Export on_click=move || hand_out("credit-notes-xero", JournalFormat::XeroCreditNotes)>
                "Xero credit notes"
            </MenuButton>
        </Menu>
    }
}
