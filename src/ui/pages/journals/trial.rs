//! The trial balance on the last day of the period, and the receivable held against the aging report.

use crate::domain::bookkeeping::AccountRole;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::journals::{TrialBalance, trial_balances};
use crate::ui::books::Books;
use crate::ui::components::{Card, Notice, NoticeKind};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The accounts of one currency, those that share a number together.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sheet {
    trial: TrialBalance,
    rows: Vec<(String, i64)>,
}

fn sheets(ledger: &Ledger, day: NaiveDate) -> Vec<Sheet> {
    let name = |role: AccountRole| {
        let account = ledger.settings().bookkeeping.account(role);
        format!("{} {}", account.code, account.name)
    };
    let sheet = |trial: TrialBalance| {
        let mut rows: Vec<(String, i64)> = Vec::new();
        for (role, total) in &trial.accounts {
            let name = name(*role);
            match rows.iter_mut().find(|(known, _)| *known == name) {
                Some((_, balance)) => *balance += total.balance(),
                None => rows.push((name, total.balance())),
            }
        }
        Sheet { trial, rows }
    };
    trial_balances(ledger, day).into_iter().map(sheet).collect()
}

/// One card for each currency.
#[component]
pub(super) fn Trial(
    /// The day.
    day: Signal<NaiveDate>,
) -> impl IntoView {
    let books = Books::expect();
    let sheets = books.view(move |ledger, _| sheets(ledger, day.get()));
    move || {
        let day = day.get();
        sheets.get().into_iter().map(|sheet| card(books, sheet, day)).collect_view()
    }
}

fn card(books: Books, sheet: Sheet, day: NaiveDate) -> impl IntoView {
    let Sheet { trial, rows } = sheet;
    let currency = trial.currency;
    let money = move |minor: i64| format::money(Money::from_minor(minor, currency));
    let side = move |minor: i64| (minor > 0).then(|| money(minor));
    let (left, right) = rows.iter().fold((0, 0), |(left, right), (_, balance)| (left + balance.max(&0), right - balance.min(&0)));
    let row = move |(name, balance): (String, i64)| {
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{name}</th>
                <td role="cell" class="end" data-label="Debit">{side(balance)}</td>
                <td role="cell" class="end" data-label="Credit">{side(-balance)}</td>
            </tr>
        }
    };
    let sums = format!(
        "Accounts receivable: {}. The aging report of {}: open invoices {}, unapplied credit {}, together {}.",
        money(trial.receivable()),
        format::date(day),
        money(trial.open),
        money(trial.aged - trial.open),
        money(trial.aged)
    );
    let verdict = if trial.is_sound() {
        view! { <Notice kind=NoticeKind::Good>{format!("{sums} They are equal.")}</Notice> }.into_any()
    } else {
        let words =
            format!("{sums} They differ, so do not hand these entries on: export your ledger and check your books on the Data page.");
        view! { <Notice kind=NoticeKind::Error>{words}</Notice> }.into_any()
    };
    let today = books.today().get_untracked();
    let href = Route::Aging.href(Some(day).filter(|day| *day != today));
    let title = format!("Trial balance in {} on {}", currency.code(), format::date(day));
    view! {
        <Card title=title.clone()>
            <div class="stack">
                {verdict}
                <table class="table table--lines" role="table" aria-label=title>
                    <thead role="rowgroup"><tr role="row">
                        <th role="columnheader" scope="col">"Account"</th>
                        <th role="columnheader" scope="col" class="end">"Debit"</th>
                        <th role="columnheader" scope="col" class="end">"Credit"</th>
                    </tr></thead>
                    <tbody role="rowgroup">{rows.into_iter().map(row).collect_view()}</tbody>
                    <tfoot role="rowgroup"><tr role="row">
                        <th role="rowheader" scope="row">"Total"</th>
                        <td role="cell" class="end" data-label="Debit">{money(left)}</td>
                        <td role="cell" class="end" data-label="Credit">{money(right)}</td>
                    </tr></tfoot>
                </table>
                <p><a href=href>"See the aging report of that day"</a></p>
            </div>
        </Card>
    }
}
