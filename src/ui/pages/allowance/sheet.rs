//! One currency: what is owed by age, the methods compared, and what moved the balance.

use super::post::Proposal;
use super::{past, reserves, words};
use crate::domain::allowance::{AllowanceKind, AllowanceMethod};
use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::reports::allowance::{AgeLine, AllowanceSheet, Estimate, Posted};
use crate::reports::journals::{EntrySource, entry_number};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, IconName};
use crate::ui::format;
use crate::ui::pages::journals::journal_of_entry;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The cards of one currency; the period has a first and a last day.
pub(super) fn cards(
    books: Books,
    sheet: &AllowanceSheet,
    period: (NaiveDate, NaiveDate),
    (asked, reserving): (RwSignal<Option<Proposal>>, RwSignal<Option<Currency>>),
) -> impl IntoView + use<> {
    let factor = books.follow(|ledger| ledger.settings().allowance.factor());
    view! {
        {ages(books, sheet)}
        {reserves::card(books, sheet, reserving)}
        {methods(sheet, period.0, asked)}
        {past::card(sheet, factor)}
        {moves(books, sheet, period, asked)}
    }
}

/// A table with one row for each line of text; the first cell of a row is its head.
pub(super) fn table(name: String, heads: &'static [&'static str], rows: impl IntoView, foot: impl IntoView) -> impl IntoView {
    let head = |(place, head): (usize, &&'static str)| match (place, *head) {
        (0, head) => view! { <th role="columnheader" scope="col">{head}</th> }.into_any(),
        (_, "") => {
            view! { <th role="columnheader" scope="col" class="no-print"><span class="visually-hidden">"Action"</span></th> }.into_any()
        }
        (_, head) => view! { <th role="columnheader" scope="col" class="end">{head}</th> }.into_any(),
    };
    view! {
        <table class="table table--lines" role="table" aria-label=name>
            <thead role="rowgroup"><tr role="row">{heads.iter().enumerate().map(head).collect_view()}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
            {foot}
        </table>
    }
}

pub(super) fn cell(label: &'static str, text: String) -> impl IntoView {
    view! { <td role="cell" class="end" data-label=label>{text}</td> }
}

/// What is owed at each age, times its rate.
fn ages(books: Books, sheet: &AllowanceSheet) -> impl IntoView + use<> {
    let currency = sheet.currency.code();
    let some = |money: Option<Money>| money.map(format::money).unwrap_or_default();
    let row = |line: &AgeLine| {
        let rate = line.rate_pct.map(|rate| format!("{} %", format::decimal(rate.normalize()))).unwrap_or_default();
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{line.age.clone()}</th>
                {cell("Owed", format::money(line.owed))}
                {cell("Rate", rate)}
                {cell("Allowance", some(line.loss))}
            </tr>
        }
    };
    let by_age = sheet.estimates.iter().find(|one| one.method == AllowanceMethod::Aging);
    let required = by_age.and_then(|one| one.required?.checked_sub(sheet.reserved()).ok());
    let foot = view! {
        <tfoot role="rowgroup"><tr role="row">
            <th role="rowheader" scope="row">"Total"</th>
            {cell("Owed", format::money(sheet.owed))}
            {cell("Rate", String::new())}
            {cell("Allowance", some(required))}
        </tr></tfoot>
    };
    let title = format!("What is owed in {currency}, by age");
    let credit = sheet.credit.is_positive().then(|| {
        format!(
            "{} is open. {} of credit that is not applied is taken off it, off the oldest debts of the same customer.",
            format::money(sheet.open),
            format::money(sheet.credit)
        )
    });
    let unrated = required.is_none().then_some("Enter a rate for each age below to see what to set aside.");
    let rows = sheet.ages.iter().map(row).collect_view();
    view! {
        <Card title=title.clone()>
            <div class="stack">
                {table(title, &["Days", "Owed", "Rate", "Allowance"], rows, foot)}
                {credit.map(|words| view! { <p>{words}</p> })}
                {unrated.map(|words| view! { <p>{words}</p> })}
                <p class="no-print"><a href=Route::Aging.href(books.link_day())>"See the aging report"</a></p>
            </div>
        </Card>
    }
}

/// What each method asks for, with the button that posts it.
fn methods(sheet: &AllowanceSheet, from: NaiveDate, asked: RwSignal<Option<Proposal>>) -> Option<impl IntoView + use<>> {
    if sheet.estimates.is_empty() {
        return None;
    }
    let row = |estimate: &Estimate| {
        let name = words::method(estimate.method);
        let proposal = Proposal::of(estimate);
        let button = (!estimate.entry.is_zero()).then(|| {
            let label = format!("Post {}", format::money(words::absolute(estimate.entry)));
            let more = format!("{} ({})", if estimate.entry.minor() < 0 { " released" } else { "" }, name.to_lowercase());
            view! {
                <Button on_click=move || asked.set(Some(proposal.clone()))>{label}<span class="visually-hidden">{more}</span></Button>
            }
        });
        let settled = estimate.entry.is_zero().then_some("Nothing to post");
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{name}<p class="muted">{words::how(sheet, estimate, from)}</p></th>
                {cell("Entry", words::entry(estimate.entry))}
                {cell("Balance after it", words::balance(estimate.ending))}
                <td role="cell" class="end no-print">{button}{settled}</td>
            </tr>
        }
    };
    let title = format!("What to set aside in {}", sheet.currency.code());
    let now = format!("There now: {}.", words::balance(sheet.existing));
    let rows = sheet.estimates.iter().map(row).collect_view();
    Some(view! {
        <Card title=title.clone()>
            <div class="stack">
                <p>{now}</p>
                {table(title, &["Method", "Entry", "Balance after it", ""], rows, ())}
                <p class="muted">
                    "By age and by what is owed, the balance after the entry is what the rates ask for. By sales, the entry is what the rate asks for. Use one method from year to year."
                </p>
            </div>
        </Card>
    })
}

/// The balance from the first day to the last, and every entry.
fn moves(
    books: Books,
    sheet: &AllowanceSheet,
    (from, to): (NaiveDate, NaiveDate),
    asked: RwSignal<Option<Proposal>>,
) -> impl IntoView + use<> {
    let (moves, currency) = (sheet.moves, sheet.currency);
    let has_opening = sheet.history.iter().any(|one| one.entry.draft.kind == AllowanceKind::Opening);
    let line = |label: String, amount: String| view! { <div><dt>{label}</dt><dd>{amount}</dd></div> };
    let minus = |amount: Money| format!("−{}", format::money(amount));
    let lines = view! {
        <dl class="facts">
            {line(format!("Opening, {}", format::date(from)), words::balance(moves.opening))}
            {line("Set aside, less what was released".to_owned(), words::entry(moves.expense))}
            {(!moves.write_offs.is_zero()).then(|| line("Written off".to_owned(), minus(moves.write_offs)))}
            {(!moves.recoveries.is_zero()).then(|| line("Recovered after that".to_owned(), format::money(moves.recoveries)))}
            {line(format!("Ending, {}", format::date(to)), words::balance(sheet.existing))}
        </dl>
    };
    let row = |posted: &Posted| {
        let (id, draft) = (posted.entry.id, &posted.entry.draft);
        let number = entry_number(EntrySource::Allowance(id));
        let href = journal_of_entry(&number, books.link_day());
        let take_back = move || books.act(Command::TakeBackAllowance { entry: id }, "Entry taken back");
        let label = format!("Take {number} back");
        view! {
            <tr role="row">
                <th role="rowheader" scope="row"><a href=href>{number}</a>" "{format::date(draft.on)}<p class="muted">{words::posted(draft)}</p></th>
                {cell("Amount", format::money(draft.amount))}
                {cell("Balance", words::balance(posted.balance))}
                <td role="cell" class="end no-print"><Button kind=ButtonKind::Quiet icon=IconName::Undo on_click=take_back>{label}</Button></td>
            </tr>
        }
    };
    let title = format!("The allowance in {}", currency.code());
    let name = format!("Entries in {}", currency.code());
    let entries = (!sheet.history.is_empty()).then(|| {
        let rows = sheet.history.iter().map(row).collect_view();
        table(name, &["Entry", "Amount", "Balance", ""], rows, ())
    });
    let actions = move || {
        let own = move || asked.set(Some(Proposal::own(currency)));
        let opening = move || asked.set(Some(Proposal::opening(currency)));
        view! {
            <Button on_click=own>{format!("Post another amount in {}", currency.code())}</Button>
            {(!has_opening).then(|| view! { <Button on_click=opening>{format!("Enter an opening balance in {}", currency.code())}</Button> })}
        }
    };
    view! {
        <Card title=title actions>
            <div class="stack">{lines}{entries}</div>
        </Card>
    }
}
