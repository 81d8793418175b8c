//! What is on file about a customer's credit: limits, application, checks, review.

use crate::domain::credit_file::CreditFile;
use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use crate::domain::policy::TermSource;
use crate::reports::exposure::{exposure, sourced_limits};
use crate::ui::books::Books;
use crate::ui::components::{Card, LinkButton};
use crate::ui::routes::Route;
use crate::ui::{format, wording};
use leptos::prelude::*;

/// Words and days joined by commas, empty ones left out.
fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Every fact on file with its name.
fn facts(file: CreditFile) -> Vec<(&'static str, String)> {
    let day = |on: Option<chrono::NaiveDate>| on.map(format::date).unwrap_or_default();
    let mut facts = vec![("Application received", day(file.applied)), ("Legal form", file.legal_form), ("Tax number", file.tax_number)];
    facts.extend(file.references.into_iter().map(|one| {
        let said = if one.said.is_empty() { one.who } else { format!("{}: {}", one.who, one.said) };
        ("Reference", joined([said, day(one.on)]))
    }));
    facts.extend(file.agency.map(|one| ("Agency score", joined([one.agency, one.score, day(one.on)]))));
    facts.extend(file.insured.map(|one| {
        let until = one.until.map(|until| format!("until {}", format::date(until))).unwrap_or_default();
        ("Insured", joined([format::money(one.amount), one.insurer, until]))
    }));
    facts.extend([("Guarantee", file.guarantee), ("Next review", day(file.review)), ("Note on credit", file.note)]);
    facts.retain(|(_, text)| !text.is_empty());
    facts
}

/// The card “Credit”.
#[component]
pub(super) fn CreditOnFile(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let known = books.view(move |ledger, day| {
        let used = |(limit, source): (Money, TermSource)| {
            let found = exposure(ledger, id, limit.currency(), day);
            let parts = wording::exposure_parts(&found);
            format!("{} of {}{}: {parts}.", format::money(found.total()), format::money(limit), wording::limit_source(source))
        };
        let used: Vec<String> = sourced_limits(ledger, id, day).into_iter().map(used).collect();
        Some((used, facts(ledger.customer(id)?.details.credit_file.clone())))
    });
    let body = move || {
        known.get().map(|(limits, facts)| {
            let limits = if limits.is_empty() { vec!["None: the amount is held against nothing.".to_owned()] } else { limits };
            let limits = limits.into_iter().map(|text| view! { <div><dt>"Limit used"</dt><dd>{text}</dd></div> }).collect_view();
            let facts =
                facts.into_iter().map(|(name, text)| view! { <div><dt>{name}</dt><dd class="as-typed">{text}</dd></div> }).collect_view();
            view! { <dl class="facts facts--stacked">{limits}{facts}</dl> }
        })
    };
    let href = Signal::derive(move || Route::CreditFile(id).href(books.link_day()));
    view! {
        <Card title="Credit" id="credit-file">
            <div class="stack">
                {body}
                <div class="row"><LinkButton href=href>"Limits and credit file"</LinkButton></div>
            </div>
        </Card>
    }
}
