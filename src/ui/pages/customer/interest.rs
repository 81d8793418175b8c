//! The interest that a customer's late invoices bear together.

use crate::domain::ids::CustomerId;
use crate::reports::interest::words::no_interest_words;
use crate::reports::interest::{CurrencySum, NoInterest, customer_interest};
use crate::ui::books::Books;
use crate::ui::components::{Card, LinkButton};
use crate::ui::format::{self, OnScreen};
use crate::ui::routes::Route;
use leptos::prelude::*;

/// The card “Interest to date”; nothing while no invoice is late or no interest is asked.
#[component]
pub(super) fn Interest(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let found = books.view(move |ledger, day| {
        let all = customer_interest(ledger, id, day, false);
        let asked = |why: &NoInterest| !matches!(why, NoInterest::NotAsked(_) | NoInterest::NotLate);
        let reason = all.without.iter().map(|(_, why)| *why).find(asked);
        (all.documents.len(), all.sums, reason)
    });
    let claim = Signal::derive(move || Route::CustomerClaim(id).href(books.link_day()));
    let sum = |sum: CurrencySum| {
        let fixed = (!sum.fixed.is_zero()).then(|| view! { <div><dt>"Fixed sums"</dt><dd>{format::money(sum.fixed)}</dd></div> });
        let currency = sum.total.currency();
        view! {
            <div><dt>{format!("Interest in {currency}")}</dt><dd>{format::money(sum.new_interest)}</dd></div>
            <div><dt>"Per day"</dt><dd>{format!("{} {currency}", format::decimal(sum.per_day.normalize()))}</dd></div>
            {fixed}
        }
    };
    move || {
        let (count, sums, reason) = found.get();
        let reason = reason.map(|why| view! { <p class="muted">{no_interest_words(why, &OnScreen)}</p> });
        let borne = (count > 0).then(|| {
            let lead = format!("Not charged yet, on {}.", format::plural(count, "late invoice", "late invoices"));
            view! {
                <p class="muted">{lead}</p>
                <dl class="facts">{sums.into_iter().map(sum).collect_view()}</dl>
                <div class="row"><LinkButton href=claim>"Claim it"</LinkButton></div>
            }
        });
        (borne.is_some() || reason.is_some())
            .then(|| view! { <Card title="Interest to date"><div class="stack">{borne}{reason}</div></Card> })
    }
}
