//! The parts of the page that follow the plan's numbers.

use super::PlanFacts;
use crate::domain::ids::InvoiceId;
use crate::domain::money::Money;
use crate::reports::plan_progress::{InstalmentProgress, InstalmentState, PlanProgress};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Tone};
use crate::ui::format;
use crate::ui::pages::new_plan::moved_from;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The number of an instalment; the down payment comes before the first.
pub(super) fn name_of(part: &InstalmentProgress, down_payment: bool) -> String {
    match (down_payment, part.number) {
        (true, 0) => "Down payment".to_owned(),
        (true, number) => number.to_string(),
        (false, number) => (number + 1).to_string(),
    }
}

/// How an instalment stands, in words and tone.
pub(super) const fn state_of(part: &InstalmentProgress) -> (&'static str, Tone) {
    match part.state {
        InstalmentState::Paid => ("Paid", Tone::Good),
        InstalmentState::Open => ("Open", Tone::Neutral),
        InstalmentState::DueToday => ("Due today", Tone::Warn),
        InstalmentState::Missed => ("Missed", Tone::Bad),
    }
}

/// What was agreed and how it stands.
#[component]
pub(super) fn Terms(plan: PlanFacts) -> impl IntoView {
    let progress = plan.progress;
    let besides = plan.besides.into_iter().map(|(label, words)| view! { <div><dt>{label}</dt><dd>{words}</dd></div> });
    let ended = plan.end.map(|(on, reason)| {
        let why = if reason.is_empty() { String::new() } else { format!(": {reason}") };
        view! { <div><dt>"Ended"</dt><dd>{format!("{}{why}", format::date(on))}</dd></div> }
    });
    view! {
        <dl class="facts">
            <div><dt>"Total"</dt><dd>{format::money(progress.total)}</dd></div>
            <div><dt>"Paid so far"</dt><dd>{format::money(progress.paid)}</dd></div>
            <div><dt>"In arrears"</dt><dd>{format::money(progress.arrears)}</dd></div>
            <div><dt>"Accepted"</dt><dd>{format::date(plan.accepted)}</dd></div>
            <div><dt>"Rhythm"</dt><dd>{plan.rhythm}</dd></div>
            <div><dt>"Interest"</dt><dd>{plan.rate}</dd></div>
            {besides.collect_view()}
            <div><dt>"In writing"</dt><dd>{plan.agreement}</dd></div>
            {ended}
        </dl>
    }
}

/// The documents on the plan.
#[component]
pub(super) fn Covered(covered: Vec<(InvoiceId, String, Money)>) -> impl IntoView {
    let books = Books::expect();
    let row = move |(invoice, number, balance): (InvoiceId, String, Money)| {
        view! {
            <tr>
                <th scope="row"><a href=move || Route::Invoice(invoice).href(books.link_day())>{number}</a></th>
                <td class="end money">{format::money(balance)}</td>
            </tr>
        }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Documents on the plan">
            <table class="table">
                <thead><tr><th scope="col">"Document"</th><th scope="col" class="end">"Still owes"</th></tr></thead>
                <tbody>{covered.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// On paper only: who agrees, and room for both to sign.
#[component]
pub(super) fn Signatures(plan: Memo<PlanFacts>) -> impl IntoView {
    let books = Books::expect();
    let business = books.view(|ledger, _| ledger.settings().business.name.clone());
    let line = |name: String| view! { <div class="PlanPaper-sign"><p>"Date, signature"</p><p>{name}</p></div> };
    view! {
        <section class="PlanPaper print-only">
            <p>"Agreed between "{move || business.get()}" and "{move || plan.with(|plan| plan.customer_name.clone())}"."</p>
            {move || line(business.get())}
            {move || line(plan.with(|plan| plan.customer_name.clone()))}
        </section>
    }
}

/// The instalments.
#[component]
pub(super) fn Schedule(progress: PlanProgress, down_payment: bool) -> impl IntoView {
    let rows = progress.instalments.into_iter().map(move |part| {
        let (state, tone) = state_of(&part);
        let name = name_of(&part, down_payment);
        let moved = part.nominal.map(moved_from);
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{name}</th>
                <td role="cell" class="date">{format::date(part.due)}{moved}</td>
                <td role="cell" class="end money" data-label="Amount">{format::amount(part.amount)}</td>
                <td role="cell" class="end money" data-label="Paid">{format::amount(part.paid)}</td>
                <td role="cell" class="end money" data-label="Left">{format::amount(part.left())}</td>
                <td role="cell"><Badge tone=tone>{state}</Badge></td>
            </tr>
        }
    });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Instalments">
            <table class="table table--lines" role="table">
                <caption class="visually-hidden">"Instalments"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"No."</th>
                        <th role="columnheader" scope="col">"Due"</th>
                        <th role="columnheader" scope="col" class="end">"Amount"</th>
                        <th role="columnheader" scope="col" class="end">"Paid"</th>
                        <th role="columnheader" scope="col" class="end">"Left"</th>
                        <th role="columnheader" scope="col">"State"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
