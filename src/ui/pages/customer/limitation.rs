//! Which of a customer's claims lapses first, and when.

use crate::domain::ids::{CustomerId, InvoiceId};
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::reports::limitation::{ClaimEnd, claims_of, law_of};
use crate::ui::books::Books;
use crate::ui::components::{Card, ExplainedNumber};
use crate::ui::format;
use crate::ui::routes::Route;
use crate::ui::wording::limitation::{explanation, law_words, remarks};
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many documents are listed.
const LISTED: usize = 5;

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
enum Shown {
    Nothing,
    NoLaw,
    Dates(Vec<(InvoiceId, String, Money, ClaimEnd)>, usize, NaiveDate),
}

fn shown(ledger: &Ledger, id: CustomerId, day: NaiveDate) -> Shown {
    if law_of(ledger, id).is_none() {
        let late = ledger.open_invoices_of(id).any(|invoice| invoice.due < day);
        return if late { Shown::NoLaw } else { Shown::Nothing };
    }
    let claims = claims_of(ledger, id, day);
    let count = claims.len();
    let named = claims.into_iter().take(LISTED).map(|(invoice, owed, end)| {
        let number = ledger.invoice(invoice).map(|found| found.number.clone()).unwrap_or_default();
        (invoice, number, owed, end)
    });
    if count == 0 { Shown::Nothing } else { Shown::Dates(named.collect(), count, day) }
}

/// The card “Limitation dates”; nothing while nothing is past due.
#[component]
pub(super) fn LimitationDates(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let found = books.view(move |ledger, day| shown(ledger, id, day));
    move || {
        match found.get() {
        Shown::Nothing => ().into_any(),
        Shown::NoLaw => view! {
            <Card title="Limitation dates">
                <p class="muted">
                    "For their country and address no limitation period is listed. Choose the place whose law counts in the customer's form, or one for all in "
                    <a href=Route::Settings.href(books.link_day())>"Settings"</a>"."
                </p>
            </Card>
        }
        .into_any(),
        Shown::Dates(claims, count, day) => view! { <Dates claims count day/> }.into_any(),
    }
    }
}

#[component]
fn Dates(claims: Vec<(InvoiceId, String, Money, ClaimEnd)>, count: usize, day: NaiveDate) -> impl IntoView {
    let books = Books::expect();
    let first = claims.first().map(|(.., end)| *end);
    let law = first.map(|end| law_words(&end.law));
    let list = first.map(|end| remarks(&end)).unwrap_or_default().into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
    let row = move |(invoice, number, owed, end): (InvoiceId, String, Money, ClaimEnd)| {
        let lapsed = (end.last_day < day).then_some(" (passed)");
        view! {
            <div>
                <dt><a href=Route::Invoice(invoice).href(books.link_day())>{number.clone()}</a>" · "{format::money(owed)}</dt>
                <dd>
                    <ExplainedNumber
                        id=format!("limitation-{invoice}")
                        label=format!("Limitation date of {number}")
                        value=format::date(end.last_day)
                        explanation=explanation(&end, day)
                    />
                    {lapsed}
                </dd>
            </div>
        }
    };
    let more = count.checked_sub(LISTED).filter(|more| *more > 0);
    let more =
        more.map(|more| view! { <p class="muted">{format!("{} later.", format::plural(more, "document lapses", "documents lapse"))}</p> });
    view! {
        <Card title="Limitation dates" id="limitation">
            <div class="stack">
                <p>{law}</p>
                <dl class="facts">{claims.into_iter().map(row).collect_view()}</dl>
                {more}
                <details class="MoreFacts"><summary>"Source and what is not certain"</summary><ul>{list}</ul></details>
            </div>
        </Card>
    }
}
