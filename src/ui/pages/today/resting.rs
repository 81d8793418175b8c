//! “Waiting”: what is open and yet not to be chased today, with the reason; folded away.

use crate::reports::message_text::item_name;
use crate::reports::reminders::{Reminder, ReminderSchedule, Silence};
use crate::ui::books::Books;
use crate::ui::format;
use crate::ui::pages::messages::{Part, part_href, words};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// How many rows stand here; the rest is on the Messages page.
const SHOWN: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq)]
struct RestRow {
    href: String,
    name: String,
    why: String,
    amount: String,
}

/// The folded list.
#[component]
pub(super) fn Resting(
    /// The day's schedule.
    schedule: Memo<ReminderSchedule>,
) -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(move |ledger, as_of| {
        let day = books.link_day();
        let held = |reminder: &Reminder| {
            let (until, why) = words::held_until(reminder)?;
            Some(RestRow {
                href: Route::Customer(reminder.customer).href(day),
                name: ledger.customer_name(reminder.customer).to_owned(),
                why: format!("The next message may go out on {}: {why}.", format::date(until)),
                amount: words::totals_text(&reminder.totals),
            })
        };
        let silent = |silence: &Silence| RestRow {
            href: Route::Customer(silence.customer).href(day),
            name: ledger.customer_name(silence.customer).to_owned(),
            why: format!("{}: {}", item_name(ledger, silence.item), words::silence_words(ledger, silence, as_of)),
            amount: format::money(silence.open),
        };
        schedule.with(|schedule| {
            let held = schedule.waiting.iter().filter_map(held);
            held.chain(schedule.silent.iter().map(silent)).take(SHOWN).collect::<Vec<_>>()
        })
    });
    let count = Memo::new(move |_| {
        schedule.with(|schedule| {
            let held = schedule.waiting.iter().filter(|one| words::held_until(one).is_some()).count();
            held + schedule.silent.len()
        })
    });
    let any = move || count.get() > 0;
    let more = move || count.get() > SHOWN;
    let row = |row: RestRow| {
        view! {
            <li>
                <div>
                    <p class="worklist-who"><a href=row.href>{row.name}</a></p>
                    <p class="worklist-why">{row.why}</p>
                </div>
                <span class="money">{row.amount}</span>
            </li>
        }
    };
    let list = move || rows.get().into_iter().map(row).collect_view();
    let all = move || part_href(Part::Silent, books.link_day());
    view! {
        <Show when=any>
            <details class="Card today-resting">
                <summary>"Waiting: "{move || format::plural(count.get(), "thing", "things")}" not to be chased today"</summary>
                <ul class="worklist" role="list">{list}</ul>
                <Show when=more>
                    <p class="today-more"><a href=all>"All that is left in peace"</a></p>
                </Show>
            </details>
        </Show>
    }
}
