//! One reference rate: its table, adding a row, and when it was last checked.

use crate::domain::command::Command;
use crate::domain::interest::statutory::Reference;
use crate::domain::interest::{OwnRates, OwnRatesProblem, RateError, RateRow, RateTable};
use crate::domain::ledger::Ledger;
use crate::domain::settings::Settings;
use crate::domain::spelling::as_sentence;
use crate::reports::interest::words::{reference_name, reference_source};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, IconName, Notice, NoticeKind, TextField, Tone};
use crate::ui::format;
use crate::ui::forms::{DayField, Findings, FormState, read_named_date, read_percent};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The newest rows, which are always shown.
const NEWEST: usize = 6;

/// A row, and whether it is the owner's own.
type Row = (RateRow, bool);

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
struct Sheet {
    /// Newest first.
    rows: Vec<Row>,
    checked: Option<NaiveDate>,
    until: Option<NaiveDate>,
    beyond: bool,
}

fn sheet(ledger: &Ledger, reference: Reference, day: NaiveDate) -> Sheet {
    let rates = &ledger.settings().rates;
    let table: RateTable = rates.table(reference);
    let own = |row: &RateRow| rates.of(reference).is_some_and(|series| series.rows.iter().any(|mine| mine.from == row.from));
    let rows = table.rows().iter().rev().map(|row| (*row, own(row))).collect();
    Sheet { rows, checked: table.checked(), until: table.until(), beyond: table.is_beyond(day) }
}

/// The ids of the fields begin with this.
const fn prefix(reference: Reference) -> &'static str {
    match reference {
        Reference::BankRate => "rate-bank",
        Reference::Ecb => "rate-ecb",
        Reference::GermanBase => "rate-german",
        Reference::AustrianBase => "rate-austrian",
        Reference::PolishRate => "rate-polish",
    }
}

/// Settings with other rates, in words why not.
fn with_rates(books: Books, change: impl FnOnce(&OwnRates) -> Result<OwnRates, OwnRatesProblem>) -> Result<Settings, OwnRatesProblem> {
    let now = books.read(|ledger| ledger.settings().clone());
    Ok(Settings { rates: change(&now.rates)?, ..now })
}

/// The card of one rate.
#[component]
pub(super) fn Series(reference: Reference) -> impl IntoView {
    let books = Books::expect();
    let sheet = books.view(move |ledger, day| sheet(ledger, reference, day));
    let name = reference_name(reference);
    let act = move |changed: Result<Settings, OwnRatesProblem>, success: String| match changed {
        Ok(settings) => books.act(Command::ChangeSettings { settings }, success),
        Err(problem) => books.say(as_sentence(&problem.to_string()), None),
    };
    let check = move || {
        let today = books.today().get_untracked();
        act(with_rates(books, |rates| rates.checked_on(reference, today)), format!("Marked as checked today: {name}"));
    };
    let remove = Callback::new(move |from: NaiveDate| {
        act(with_rates(books, |rates| rates.without_row(reference, from)), format!("The rate from {} was taken out", format::date(from)));
    });
    let known = move || {
        let Sheet { checked, until, .. } = sheet.get();
        let day = |day: Option<NaiveDate>| day.map_or_else(|| "never".to_owned(), format::date);
        format!("Last checked: {}. Known until {}.", day(checked), day(until))
    };
    let warning = move || {
        sheet.with(|sheet| sheet.beyond).then(|| {
            let words = format!(
                "The rate of {} is not known yet, so the last one is used. Look it up, enter it if it changed, and mark it as checked.",
                format::date(books.as_of().get())
            );
            view! { <Notice kind=NoticeKind::Warn>{words}</Notice> }
        })
    };
    let (newest, older) = (
        move || sheet.with(|sheet| sheet.rows.iter().take(NEWEST).copied().collect::<Vec<_>>()),
        move || sheet.with(|sheet| sheet.rows.iter().skip(NEWEST).copied().collect::<Vec<_>>()),
    );
    let rest = move || {
        let older = older();
        (!older.is_empty()).then(|| {
            let count = older.len();
            view! {
                <details class="MoreFacts">
                    <summary>{format!("Earlier rates ({count})")}</summary>
                    <RateRows name=format!("{name}, earlier") rows=older remove/>
                </details>
            }
        })
    };
    view! {
        <Card title=name id=prefix(reference)>
            <div class="stack">
                <p class="muted">{reference_source(reference)}</p>
                <div class="row">
                    <p>{known}</p>
                    <Button icon=IconName::Check label=format!("Mark as checked today: {name}") on_click=check>"Mark as checked today"</Button>
                </div>
                {warning}
                {move || view! { <RateRows name=name.to_owned() rows=newest() remove/> }}
                {rest}
                <AddRate reference/>
            </div>
        </Card>
    }
}

/// Some rows of the table.
#[component]
fn RateRows(name: String, rows: Vec<Row>, remove: Callback<NaiveDate>) -> impl IntoView {
    let row = move |(RateRow { from, percent }, own): Row| {
        let day = format::date(from);
        let label = format!("Take out the rate from {day}");
        let mine = own.then(|| {
            view! {
                <Badge tone=Tone::Info>"yours"</Badge>
                <Button kind=ButtonKind::Quiet label=label on_click=move || remove.run(from)>"Take out"</Button>
            }
        });
        view! {
            <tr role="row">
                <th role="rowheader" scope="row" class="date">{day}</th>
                <td role="cell" class="end" data-label="Rate">{format!("{} %", format::decimal(percent))}</td>
                <td role="cell">{mine}</td>
            </tr>
        }
    };
    view! {
        <table class="table table--lines" role="table" aria-label=name>
            <thead role="rowgroup"><tr role="row">
                <th role="columnheader" scope="col">"From"</th>
                <th role="columnheader" scope="col" class="end">"Rate a year"</th>
                <th role="columnheader" scope="col"><span class="visually-hidden">"Yours"</span></th>
            </tr></thead>
            <tbody role="rowgroup">{rows.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}

/// Entering a rate.
#[component]
fn AddRate(reference: Reference) -> impl IntoView {
    let books = Books::expect();
    let state = FormState::new(prefix(reference));
    let (from, percent) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let send = move || {
        let mut found = Findings::default();
        let day = found.take("from", read_named_date("the day from which it holds", &from.get_untracked()));
        let rate = found.take("percent", read_percent(&percent.get_untracked()));
        let (Some(from_day), Some(rate)) = (day, rate) else { return state.refuse(found) };
        match with_rates(books, |rates| rates.with_row(reference, RateRow { from: from_day, percent: rate })) {
            Ok(settings) => {
                state.refuse(Findings::default());
                let success = format!("{} % from {} on", format::decimal(rate), format::date(from_day));
                state.send(books, Command::ChangeSettings { settings }, success, move || {
                    let _gone = (from.try_set(String::new()), percent.try_set(String::new()));
                });
            }
            Err(problem) => {
                let field = match problem {
                    OwnRatesProblem::OddDay(_) | OwnRatesProblem::Rate(RateError::Overlap(_) | RateError::Unsorted(_)) => "from",
                    _ => "percent",
                };
                state.refuse(Findings::from_iter([(field, words_of(problem))]));
            }
        }
    };
    let name = reference_name(reference);
    view! {
        <form class="form" novalidate aria-label=format!("Enter a rate: {name}") on:submit=move |event| {
            event.prevent_default();
            send();
        }>
            <div class="form-row">
                <DayField id=state.id("from") label="Holds from" value=from error=state.error("from")/>
                <TextField id=state.id("percent") label="Percent a year" value=percent inputmode="decimal" chars=8 error=state.error("percent")/>
            </div>
            <div class="form-actions"><Button submit=true icon=IconName::Add busy=state.busy()>"Enter this rate"</Button></div>
        </form>
    }
}

/// What is wrong, with dates as the reader writes them.
fn words_of(problem: OwnRatesProblem) -> String {
    match problem {
        OwnRatesProblem::Rate(RateError::Overlap(day)) => {
            format!("You entered a rate from {} already. Take that one out first.", format::date(day))
        }
        OwnRatesProblem::OddDay(day) => format!("{} is not a date between 1950 and 2100.", format::date(day)),
        other => as_sentence(&other.to_string()),
    }
}
