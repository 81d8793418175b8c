//! Plans that were offered, and how each offer stands.

use crate::domain::ids::PlanOfferId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::plan_offer::OfferState;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Card, Tone};
use crate::ui::format;
use crate::ui::routes::Route;
use crate::ui::wording::plans::offer_state;
use chrono::NaiveDate;
use leptos::prelude::*;

/// How many are shown; open ones come first.
const SHOWN: usize = 50;

#[derive(Clone, PartialEq)]
struct OfferRow {
    id: PlanOfferId,
    customer: String,
    state: (&'static str, Tone),
    owed: Money,
    expires: NaiveDate,
}

fn rows(ledger: &Ledger, as_of: NaiveDate) -> Vec<OfferRow> {
    let known = ledger.facts().plan_offers.iter().filter(|offer| offer.made <= as_of && !offer.taken_back());
    let mut found: Vec<_> = known.map(|offer| (ledger.offer_state(offer, as_of), offer)).collect();
    found.sort_by_key(|(state, offer)| {
        (*state != OfferState::Open, if *state == OfferState::Open { Some(offer.expires) } else { None }, std::cmp::Reverse(offer.id))
    });
    let row = |(state, offer): (OfferState, &crate::domain::plan_offer::PlanOffer)| OfferRow {
        id: offer.id,
        customer: ledger.customer_name(offer.customer).to_owned(),
        state: offer_state(state),
        owed: offer.terms.terms.total,
        expires: offer.expires,
    };
    found.into_iter().take(SHOWN).map(row).collect()
}

/// The card “Offered plans”; absent while there is none.
#[component]
pub(super) fn Offers() -> impl IntoView {
    let books = Books::expect();
    let offers = books.view(rows);
    let row = move |row: OfferRow| {
        let (state, tone) = row.state;
        view! {
            <tr>
                <th scope="row"><a href=Route::PlanOffer(row.id).href(books.link_day())>{row.customer}</a></th>
                <td><Badge tone=tone>{state}</Badge></td>
                <td class="end money">{format::money(row.owed)}</td>
                <td class="date">{format::date(row.expires)}</td>
            </tr>
        }
    };
    view! {
        <Show when=move || offers.with(|offers| !offers.is_empty())>
            <Card title="Offered plans" flush=true>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Offered plans">
                    <table class="table table--lines">
                        <thead>
                            <tr>
                                <th scope="col">"Customer"</th>
                                <th scope="col">"State"</th>
                                <th scope="col" class="end">"Owed"</th>
                                <th scope="col">"They can accept until"</th>
                            </tr>
                        </thead>
                        <tbody>{move || offers.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </Card>
        </Show>
    }
}
