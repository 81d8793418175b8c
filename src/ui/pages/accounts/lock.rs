//! The locked period: up to which day nothing is changed any more.

use crate::domain::bookkeeping::Bookkeeping;
use crate::domain::calendar::add_days;
use crate::domain::command::Command;
use crate::domain::settings::Settings;
use crate::ui::books::Books;
use crate::ui::components::{Button, Card, ErrorSummary, IconName};
use crate::ui::format;
use crate::ui::forms::{DayField, Findings, FormState, read_named_date};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// The settings with another last locked day.
fn with_lock(books: Books, locked_through: Option<NaiveDate>) -> Command {
    let now = books.read(|ledger| ledger.settings().clone());
    Command::ChangeSettings { settings: Settings { bookkeeping: Bookkeeping { locked_through, ..now.bookkeeping.clone() }, ..now } }
}

/// The card.
#[component]
pub(super) fn LockCard() -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new("lock");
    let locked = books.view(|ledger, _| ledger.settings().bookkeeping.locked_through);
    let day = RwSignal::new(String::new());
    Effect::new(move |_| day.set(locked.get().map(|day| day.to_string()).unwrap_or_default()));
    let send = move || {
        let mut found = Findings::default();
        let read = read_named_date("the last locked day", &day.get_untracked());
        let Some(last) = found.take("locked_through", read) else { return state.refuse(found) };
        state.send(books, with_lock(books, Some(last)), format!("Locked through {}", format::date(last)), || ());
    };
    let unlock = move || {
        state.refuse(Findings::default());
        books.act(with_lock(books, None), "The books are unlocked");
    };
    let hint = Signal::derive(move || {
        let today = books.today().get();
        let month_end = today.with_day(1).map_or(today, |first| add_days(first, -1));
        Some(format!("For example the end of last month, {}.", format::date(month_end)))
    });
    let now = move || match locked.get() {
        Some(day) => format!("Locked through {}.", format::date(day)),
        None => "Nothing is locked.".to_owned(),
    };
    view! {
        <Card title="Locked period" id="lock">
            <form class="form" novalidate aria-label="Locked period" on:submit=move |event| {
                event.prevent_default();
                send();
            }>
                <p>
                    "When your accountant has closed a month, lock it: no invoice, payment, credit note, refund, fee or allowance can then be entered, changed or undone on its days, and no import can touch them. Invoices of a locked month can still be paid, voided or credited on a later day, and their due dates moved."
                </p>
                <p aria-live="polite"><strong>{now}</strong></p>
                <ErrorSummary problems=state.problems()/>
                <DayField id=state.id("locked_through") label="Lock everything up to and including" value=day hint error=state.error("locked_through")/>
                <div class="form-actions">
                    <Button submit=true icon=IconName::Check busy=state.busy()>"Lock"</Button>
                    <Show when=move || locked.get().is_some()><Button icon=IconName::Undo on_click=unlock>"Unlock"</Button></Show>
                </div>
            </form>
        </Card>
    }
}
