//! The figures on the screen; each one explains itself.

use super::numbers::{Numbers, SOON_DAYS, numbers};
use crate::domain::calendar::add_days;
use crate::ui::books::Books;
use crate::ui::components::{Explanation, Figure};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use rust_decimal::Decimal;

/// Owed, past due, due soon and unapplied credit, per currency.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let books = Books::expect();
    let sums = books.view(numbers);
    let sets = move || {
        let (day, link_day) = (books.as_of().get(), books.link_day());
        let several = sums.with(Vec::len) > 1;
        let set = |sum: Numbers| view! { <CurrencyFigures sum several day link_day/> };
        sums.get().into_iter().map(set).collect_view()
    };
    view! { <div class="stack">{sets}</div> }
}

#[component]
fn CurrencyFigures(sum: Numbers, several: bool, day: NaiveDate, link_day: Option<NaiveDate>) -> impl IntoView {
    let code = sum.currency.code();
    let as_of = format::date(day);
    let share = if sum.owed > 0 { Decimal::from(sum.past_due) / Decimal::from(sum.owed) } else { Decimal::ZERO };
    let share = format::percent(share, 0);
    let documents = |count| format::plural(count, "document", "documents");
    let money = |minor| format::money(sum.money(minor));
    let owed = Explanation::new("The balances of all open documents, before credit that is not applied yet.", as_of.clone())
        .input("Open documents", format::count(sum.open))
        .input("Credit not applied", money(sum.unapplied))
        .input("Owed less that credit", money(sum.owed - sum.unapplied))
        .documents("See the aging report", Route::Aging.href(link_day));
    let past_due =
        Explanation::new("The balances of all open documents whose due date has passed. Due today is not past due.", as_of.clone())
            .input("Documents past due", format::count(sum.past_due_count))
            .input("Owed in all", money(sum.owed))
            .input("Share", share.clone())
            .documents("See the aging report", Route::Aging.href(link_day));
    let soon = Explanation::new(
        format!(
            "The balances of open documents that fall due from {as_of} to {}. For documents on a payment plan, its instalments count instead.",
            format::date(add_days(day, SOON_DAYS))
        ),
        as_of.clone(),
    )
    .input("Documents and instalments", format::count(sum.soon_count))
    .documents("See the invoices", Route::Invoices.href(link_day));
    let unapplied =
        Explanation::new("Payments and credit notes that are not applied to any invoice. They lower what you will still receive.", as_of)
            .input("Owed in all", money(sum.owed))
            .documents("See the payments", Route::Payments.href(link_day));
    view! {
        <section class="today-currency" aria-label=format!("Figures in {}", sum.currency.name())>
            {several.then(|| view! { <p class="today-currency-name" aria-hidden="true">{code}</p> })}
            <div class="figures">
                <Figure id=format!("owed-{code}") label="Owed to you" value=money(sum.owed) detail=documents(sum.open) explanation=owed/>
                <Figure id=format!("past-due-{code}") label="Past due" value=money(sum.past_due) detail=format!("{share} of what is owed") explanation=past_due/>
                <Figure id=format!("soon-{code}") label="Due in the next 30 days" value=money(sum.soon) detail=documents(sum.soon_count) explanation=soon/>
                <Figure id=format!("unapplied-{code}") label="Credit not applied" value=money(sum.unapplied) explanation=unapplied/>
            </div>
        </section>
    }
}
