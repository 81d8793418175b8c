//! The figures on top: what came in lately, what waits to be applied.

use crate::domain::calendar::{Day, day_of};
use crate::domain::currency::Currency;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::open_items::unapplied_as_of;
use crate::ui::books::Books;
use crate::ui::components::{Explanation, Figure};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Days looked back.
const LATELY: Day = 30;

/// The sums of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sums {
    received: i64,
    payments: usize,
    received_before: i64,
    unapplied: i64,
    customers: usize,
}

/// Sums per currency as of a day; only currencies with anything to say, the home currency always and first.
fn sums(ledger: &Ledger, day: NaiveDate) -> Vec<(Currency, Sums)> {
    let home = ledger.settings().home_currency;
    let mut all = BTreeMap::from([(home, Sums::default())]);
    let today = day_of(day);
    let payments = &ledger.columns().payments;
    let life = payments.on.iter().zip(&payments.until);
    for ((on, until), (amount, account)) in life.zip(payments.amount.iter().zip(&payments.account)) {
        let age = today - *on;
        let counts = (0..2 * LATELY).contains(&age) && today < *until;
        if let Some(account) = ledger.accounts().get(*account as usize).filter(|_| counts) {
            let sums = all.entry(account.currency).or_default();
            if age < LATELY {
                sums.received += amount;
                sums.payments += 1;
            } else {
                sums.received_before += amount;
            }
        }
    }
    for account in ledger.accounts() {
        let unapplied = unapplied_as_of(ledger, account.customer, account.currency, day);
        if unapplied > 0 {
            let sums = all.entry(account.currency).or_default();
            sums.unapplied += unapplied;
            sums.customers += 1;
        }
    }
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by_key(|(currency, _)| *currency != home);
    all
}

/// Received and unapplied, one pair of figures per currency.
#[component]
pub fn Figures() -> impl IntoView {
    let books = Books::expect();
    let report = books.view(sums);
    let figures = move || report.get().into_iter().map(|(currency, sums)| pair(books, currency, sums)).collect_view();
    view! { <div class="figures">{figures}</div> }
}

fn pair(books: Books, currency: Currency, sums: Sums) -> impl IntoView {
    let money = move |minor: i64| format::money(Money::from_minor(minor, currency));
    let day = books.as_of();
    let received = move || {
        Explanation::new(
            format!("All payments in {currency} received in the last {LATELY} days, this day included, less those taken back since."),
            format::date(day.get()),
        )
        .input("Payments", format::count(sums.payments))
        .input("In the 30 days before", money(sums.received_before))
    };
    let unapplied = move || {
        Explanation::new(
            format!("Payments and credit notes in {currency}, less the parts applied to invoices. The aging report shows it in a column of its own, and reminders ask for that much less."),
            format::date(day.get()),
        )
        .input("Customers", format::count(sums.customers))
        .documents("Show them", href_of_unapplied(books.link_day()))
    };
    let payments =
        format!("{}, {} in the 30 days before", format::plural(sums.payments, "payment", "payments"), money(sums.received_before));
    let of_customers = match sums.customers {
        0 => "Everything is applied to invoices".to_owned(),
        count => format!("of {}", format::plural(count, "customer", "customers")),
    };
    view! {
        <Figure
            id=format!("received-{currency}")
            label=format!("Received in 30 days, {currency}")
            value=money(sums.received)
            detail=payments
            explanation=Signal::derive(received)
        />
        <Figure
            id=format!("unapplied-{currency}")
            label=format!("Unapplied credit, {currency}")
            value=money(sums.unapplied)
            detail=of_customers
            explanation=Signal::derive(unapplied)
        />
    }
}

/// The list of what has unapplied credit.
fn href_of_unapplied(day: Option<NaiveDate>) -> String {
    let base = Route::Payments.href(day);
    let join = if base.contains('?') { '&' } else { '?' };
    format!("{base}{join}show=unapplied")
}
