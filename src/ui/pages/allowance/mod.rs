//! The allowance for doubtful accounts: what the owner's rates ask for, what is there, and the entry to post.

mod export;
mod past;
mod post;
mod rates;
mod reserves;
mod sheet;
mod words;

use super::invoices::address::ListAddress;
use crate::domain::currency::Currency;
use crate::reports::allowance::{AllowanceSheet, allowance};
use crate::ui::books::Books;
use crate::ui::components::{Button, DateField, EmptyState, IconName, PageHeader};
use crate::ui::forms::{read_date, read_optional_date};
use crate::ui::routes::Route;
use crate::ui::{format, outside};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use post::{PostDialog, Proposal};
use rates::RatesCard;
use reserves::ReserveDialog;
use std::sync::Arc;

/// What is shown.
type Sheets = Arc<Vec<AllowanceSheet>>;

/// The first day of the period; the first of the year unless said.
fn first_day(text: &str, as_of: NaiveDate) -> Result<NaiveDate, String> {
    let from = read_optional_date(text)?.unwrap_or_else(|| as_of.with_ordinal(1).unwrap_or(as_of));
    if from > as_of { Err(format!("The period cannot begin after {}.", format::date(as_of))) } else { Ok(from) }
}

/// The page.
#[component]
pub fn AllowancePage() -> impl IntoView {
    let books = Books::expect();
    let address = ListAddress::of(Route::Allowance);
    let from = address.value("from");
    let chosen = Memo::new(move |_| first_day(&from.get(), books.as_of().get()));
    let sheets = books.view(move |ledger, day| Sheets::new(chosen.get().map(|from| allowance(ledger, from, day)).unwrap_or_default()));
    let home = books.view(|ledger, _| ledger.settings().home_currency);
    let asked = RwSignal::new(None::<Proposal>);
    let reserving = RwSignal::new(None::<Currency>);
    let lead = Signal::derive(move || {
        let day = format::date(books.as_of().get());
        Some(format!("What of the debts on {day} will probably never be paid, and the entry that sets it aside."))
    });
    let say = move |outcome: Result<(), String>| {
        if let Err(sentence) = outcome {
            books.toaster().push(sentence, None);
        }
    };
    let export = move || {
        let day = books.as_of().get_untracked();
        say(outside::download_csv(&format!("allowance-{day}.csv"), &sheets.with_untracked(|sheets| export::csv(sheets, day))));
    };
    let actions = move || {
        view! {
            <Button icon=IconName::Print on_click=move || say(outside::print_page())>"Print"</Button>
            <Button icon=IconName::Export on_click=export>"CSV"</Button>
        }
    };
    // What is typed goes into the address, and what the address says stands in the field.
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| typed.set(chosen.get().map_or_else(|_| from.get(), |day| day.to_string())));
    let changed = move |text: String| address.set("from", &read_date(&text).map_or(text, |day| day.to_string()));
    let error = Signal::derive(move || chosen.get().err());
    let cards = move || {
        let day = books.as_of().get();
        let period = (chosen.get().unwrap_or(day), day);
        sheets.get().iter().map(|sheet| sheet::cards(books, sheet, period, (asked, reserving))).collect_view()
    };
    let none = move || chosen.with(Result::is_ok) && sheets.with(|sheets| sheets.is_empty());
    view! {
        <div class="page">
            <PageHeader title="Allowance" lead actions/>
            <div class="toolbar no-print">
                <DateField
                    id="allowance-from"
                    label="Period from"
                    value=typed
                    help="To the day that is looked at. Sales and what was posted are counted from here."
                    error
                    on_change=changed
                />
            </div>
            <Show when=none>
                <EmptyState
                    icon=IconName::Scales
                    title="Nothing is owed and nothing is set aside"
                    text="Once there are invoices, this page proposes what to set aside for those that will probably never be paid. If your earlier books had an allowance, enter its balance."
                >
                    <Button on_click=move || asked.set(Some(Proposal::opening(home.get_untracked())))>"Enter an opening balance"</Button>
                </EmptyState>
            </Show>
            {cards}
            <RatesCard/>
            <PostDialog asked/>
            <ReserveDialog asked=reserving/>
        </div>
    }
}
