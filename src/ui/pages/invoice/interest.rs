//! The interest that an invoice bears for being paid late: to date, per day, and where it comes from.

use crate::domain::ids::InvoiceId;
use crate::domain::money::Money;
use crate::reports::interest::words::{condition_words, grace_words, no_fixed_sum_words, no_interest_words, reference_name};
use crate::reports::interest::{Basis, InvoiceInterest, NoInterest, invoice_interest};
use crate::ui::books::Books;
use crate::ui::components::{Card, Explanation, Figure, LinkButton, Notice, NoticeKind};
use crate::ui::format::{self, OnScreen};
use crate::ui::pages::policy::part_href;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The card “Interest to date”; nothing while the invoice is not late.
#[component]
pub(super) fn Interest(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let found = books.view(move |ledger, day| invoice_interest(ledger, id, day));
    move || match found.get() {
        Ok(interest) => view! { <Borne id interest/> }.into_any(),
        Err(NoInterest::Unknown | NoInterest::Charge | NoInterest::NotLate) => ().into_any(),
        Err(why) => {
            let policy = matches!(why, NoInterest::NotAsked(_))
                .then(|| view! { <p><a href=part_href("interest", books.link_day())>"Interest in your credit policy"</a></p> });
            view! { <Card title="Interest to date"><p class="muted">{no_interest_words(why, &OnScreen)}</p>{policy}</Card> }.into_any()
        }
    }
}

/// What the interest rests on, in a sentence.
pub fn basis_words(interest: &InvoiceInterest) -> String {
    match interest.basis {
        Basis::Agreed { grace, from, .. } => {
            let from =
                from.map(|from| format!(", from {} on, when the customer accepted your terms", format::date(from))).unwrap_or_default();
            let percents: Vec<String> = interest.percents().into_iter().map(format::decimal).collect();
            format!("Agreed: {} % a year{from}{}.", percents.join(" %, then "), grace_words(grace))
        }
        Basis::Law { law, known: false, .. } => {
            format!("By law: {}. Whether this customer is a business is not known, so what consumers owe is counted.", law.citation())
        }
        Basis::Law { law, .. } => format!("By law: {}.", law.citation()),
    }
}

/// The warning that a rate is not known for so late a day.
#[component]
pub fn BeyondRates(
    /// The interest.
    #[prop(into)]
    interest: InvoiceInterest,
) -> impl IntoView {
    let books = Books::expect();
    let (reference, _, until) = interest.checked.filter(|_| interest.accrual.beyond_rates)?;
    let until = until.map(|until| format!(" after {}", format::date(until))).unwrap_or_default();
    Some(view! {
        <Notice kind=NoticeKind::Warn title="Look the rate up first">
            {format!("{} is not known{until}; the last known rate is used here. ", reference_name(reference))}
            <a href=Route::Rates.href(books.link_day())>"Interest rates"</a>
        </Notice>
    })
}

/// The formula, a line for every stretch of days.
fn explanation(interest: &InvoiceInterest, day: String) -> Explanation {
    let formula = "Open amount × rate ÷ 100 × days ÷ days of the year, for every stretch of days with the same amount and rate; added up, then rounded once.";
    let mut why = Explanation::new(formula, day);
    for segment in &interest.accrual.segments {
        let days = format!("{} – {}", format::date(segment.from), format::date(segment.to));
        let part = format!(
            "{} × {} % × {}",
            format::money(segment.principal),
            format::decimal(segment.percent.normalize()),
            format::plural(usize::try_from(segment.fraction.days).unwrap_or(0), "day", "days")
        );
        why = why.input(days, part);
    }
    for rate in &interest.rates {
        let reference = interest.checked.map(|(reference, ..)| reference_name(reference)).unwrap_or_default();
        let name = format!("{reference} on {}", format::date(rate.reference_on));
        why = why.input(name, format!("{} % + {}", format::decimal(rate.reference.normalize()), format::decimal(rate.margin.normalize())));
    }
    why.input("Interest", format::money(interest.accrual.interest))
}

/// A figure per day, to four decimals.
pub fn per_day(interest: &InvoiceInterest) -> String {
    format!("{} {}", format::decimal(interest.accrual.per_day.normalize()), interest.open.currency())
}

#[component]
fn Borne(id: InvoiceId, interest: InvoiceInterest) -> impl IntoView {
    let books = Books::expect();
    let day = format::date(books.as_of().get_untracked());
    let why = explanation(&interest, day.clone());
    let daily =
        Explanation::new("The open amount × the rate ÷ 100 ÷ the days of the year: what tomorrow adds, to four decimals.", day.clone());
    let charged = Money::from_minor(interest.accrual.interest.minor() - interest.new_interest.minor(), interest.open.currency());
    let detail = (!charged.is_zero()).then(|| format!("{} of it charged before", format::money(charged)));
    let fixed = interest.fixed_sum.map(|sum| {
        let words = sum.map_or_else(no_fixed_sum_words, |sum| format!("{}, once", format::money(sum)));
        view! { <div><dt>"Fixed sum"</dt><dd>{words}</dd></div> }
    });
    let checked = interest.checked.and_then(|(_, checked, _)| checked).map(|on| {
        view! { <div><dt>"Rate last checked"</dt><dd>{format::date(on)}</dd></div> }
    });
    let moved = interest.moved.as_ref().map(|change| {
        let words = format!("Counted from the due date as it was moved on {}: {}.", format::date(change.on), format::date(change.to));
        view! { <p class="muted">{words}</p> }
    });
    let conditions = (!interest.conditions.is_empty()).then(|| {
        let list = interest.conditions.iter().map(|one| view! { <li>{condition_words(*one)}</li> }).collect_view();
        view! { <details class="MoreFacts"><summary>"What has to be true besides"</summary><ul>{list}</ul></details> }
    });
    let claim = Signal::derive(move || Route::InvoiceClaim(id).href(books.link_day()));
    let (total, each) = (format::money(interest.accrual.interest), per_day(&interest));
    let basis = basis_words(&interest);
    let on_plan = interest.on_plan;
    view! {
        <Card title="Interest to date" id="interest">
            <div class="stack">
                <div class="figures">
                    <Figure id="interest-to-date" label="Interest" value=total detail explanation=why/>
                    <Figure id="interest-per-day" label="Per day" value=each explanation=daily/>
                </div>
                <BeyondRates interest/>
                <p>{basis}</p>
                {moved}
                <dl class="facts">{fixed}{checked}</dl>
                {conditions}
                {if on_plan {
                    view! { <p class="muted">{no_interest_words(NoInterest::OnPlan, &OnScreen)}</p> }.into_any()
                } else {
                    view! { <div class="row"><LinkButton href=claim>"Claim it"</LinkButton></div> }.into_any()
                }}
            </div>
        </Card>
    }
}
