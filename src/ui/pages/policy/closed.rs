//! Weekends and holidays: whether messages wait for the next business day, by whose calendar, and the owner's own days.

use super::days_draft::DaysDraft;
use crate::domain::calendar::add_days;
use crate::domain::country::Country;
use crate::domain::holidays::{holidays, source};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, CheckField, Choice, SelectField};
use crate::ui::format;
use crate::ui::forms::{DayField, read_date};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// The field for a day of the owner's own.
const OWN_DAY: &str = "policy-own-day";

/// One line of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    day: NaiveDate,
    what: String,
    closed: bool,
}

/// The holidays of the coming year, and the owner's own days from then on.
fn rows(days: DaysDraft, today: NaiveDate) -> Vec<Row> {
    let end = add_days(today, 365);
    let (added, removed) = (days.added.get(), days.removed.get());
    let years = [today.year(), today.year() + 1];
    let known = days.chosen().into_iter().flat_map(|country| years.into_iter().flat_map(move |year| holidays(country, year)));
    let mut rows: Vec<Row> = known
        .filter(|(day, _)| (today..end).contains(day))
        .map(|(day, name)| Row { day, what: name.to_owned(), closed: !removed.contains(&day) })
        .collect();
    let listed = |rows: &[Row], day: NaiveDate| rows.iter().any(|row| row.day == day);
    for (own, what, closed) in [(added, "Your own day", true), (removed, "You work", false)] {
        for day in own.into_iter().filter(|day| *day >= today) {
            if !listed(&rows, day) {
                rows.push(Row { day, what: what.to_owned(), closed });
            }
        }
    }
    rows.sort_by_key(|row| row.day);
    rows
}

/// The card.
#[component]
pub(super) fn ClosedDaysEditor(
    /// What is edited.
    days: DaysDraft,
) -> impl IntoView {
    let books = Books::expect();
    let mut countries = vec![Choice::new("", "Weekends only")];
    countries.extend(Country::all().map(|country| Choice::new(country.code(), format!("Weekends and holidays: {}", country.name()))));
    let countries = StoredValue::new(countries);
    let own = RwSignal::new(String::new());
    let wrong = RwSignal::new(None::<String>);
    let add = move || match read_date(&own.get_untracked()) {
        Ok(day) => {
            wrong.set(None);
            own.set(String::new());
            days.close(day);
        }
        Err(sentence) => {
            wrong.set(Some(sentence));
            crate::ui::outside::focus_soon(OWN_DAY);
        }
    };
    let list = move || rows(days, books.today().get());
    let row = move |row: Row| {
        let (day, closed) = (row.day, row.closed);
        let date = format::date(day);
        let id = format!("policy-day-{day}");
        let button_id = id.clone();
        let toggle = move || {
            if closed {
                days.open(day);
            } else {
                days.close(day);
            }
            // A holiday stays in the list; a day of the owner's own is gone.
            let still_there = untrack(|| rows(days, books.today().get())).iter().any(|row| row.day == day);
            crate::ui::outside::focus_soon(if still_there { button_id.as_str() } else { OWN_DAY });
        };
        let words = if closed { "Messages go out" } else { "Messages wait" };
        let state = if closed { "closed" } else { "open" };
        view! {
            <tr>
                <th scope="row">{format::day(day)}</th>
                <td>{row.what.clone()}</td>
                <td>{state}</td>
                <td><Button id kind=ButtonKind::Quiet label=format!("{words} on {date}") on_click=toggle>{words}</Button></td>
            </tr>
        }
    };
    let law = move || days.chosen().map(|country| format!("Holidays of the whole country only. Source: {}.", source(country)));
    view! {
        <Card title="Weekends and holidays">
            <div class="stack">
                <CheckField
                    id="policy-wait"
                    label="Wait for the next business day"
                    value=days.wait
                    help="On a weekend, a holiday or a day of your own no message goes out. It goes out on the next business day, never earlier."
                />
                <Show when=move || days.wait.get()>
                    <SelectField id="policy-country" label="Calendar" value=days.country choices=countries.get_value()/>
                    <CheckField
                        id="policy-of-customer"
                        label="Also wait on the holidays of the customer’s country"
                        value=days.of_customer
                        help="For customers whose country is one of those above."
                    />
                    <DayField id=OWN_DAY label="A day of your own" value=own error=Signal::derive(move || wrong.get())/>
                    <div class="row"><Button on_click=add>"Close on this day"</Button></div>
                    <Show when=move || !list().is_empty()>
                        <details class="PolicyDays">
                            <summary>{move || format!("The coming year: {}", format::plural(list().len(), "day", "days"))}</summary>
                            <div class="table-scroll" tabindex="0" role="region" aria-label="Days on which messages wait">
                                <table class="table">
                                    <thead>
                                        <tr><th scope="col">"Day"</th><th scope="col">"What"</th><th scope="col">"Kept as"</th><th scope="col">"Change"</th></tr>
                                    </thead>
                                    <tbody>{move || list().into_iter().map(row).collect_view()}</tbody>
                                </table>
                            </div>
                        </details>
                    </Show>
                    <p class="muted">{law}</p>
                </Show>
            </div>
        </Card>
    }
}
