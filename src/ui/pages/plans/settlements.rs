//! Settlement offers and how they stand.

use crate::domain::command::Command;
use crate::domain::ids::SettlementId;
use crate::domain::ledger::Ledger;
use crate::domain::money::Money;
use crate::domain::settlement_offer::SettlementStanding;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, Card, Tone};
use crate::ui::format;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Offer {
    id: SettlementId,
    name: String,
    pay: Money,
    owed: Money,
    missing: Money,
    until: NaiveDate,
    standing: SettlementStanding,
}

fn offers(ledger: &Ledger, as_of: NaiveDate) -> Vec<Offer> {
    let made = ledger.facts().settlements.iter().filter(|offer| offer.made <= as_of && !offer.was_a_mistake());
    let mut offers: Vec<_> = made
        .map(|offer| Offer {
            id: offer.id,
            name: ledger.customer_name(offer.customer).to_owned(),
            pay: offer.pay,
            owed: offer.owed,
            missing: Money::from_minor((offer.pay.minor() - ledger.settlement_paid(offer)).max(0), offer.pay.currency()),
            until: offer.until,
            standing: ledger.settlement_standing(offer, as_of),
        })
        .collect();
    offers.sort_by_key(|offer| (offer.standing != SettlementStanding::Open, std::cmp::Reverse(offer.id)));
    offers
}

/// How an offer stands, in words and tone.
pub const fn settlement_words(standing: SettlementStanding) -> (&'static str, Tone) {
    match standing {
        SettlementStanding::Open => ("Open", Tone::Info),
        SettlementStanding::Lapsed => ("Lapsed", Tone::Neutral),
        SettlementStanding::Withdrawn => ("Withdrawn", Tone::Neutral),
        SettlementStanding::Cleared => ("Settled", Tone::Good),
        SettlementStanding::Revived => ("Debt revived", Tone::Bad),
    }
}

/// The card “Settlements”; absent while there is none.
#[component]
pub(super) fn Settlements() -> impl IntoView {
    let books = Books::expect();
    let found = books.view(offers);
    let withdraw = move |settlement: SettlementId| {
        books.act(Command::WithdrawSettlement { settlement, on: books.today().get_untracked() }, "Settlement offer withdrawn");
    };
    let item = move |offer: Offer| {
        let (state, tone) = settlement_words(offer.standing);
        let open = offer.standing == SettlementStanding::Open;
        let (id, name) = (offer.id, offer.name.clone());
        let text = format!(
            "Offer {id}: {} instead of {}, by {}.{}",
            format::money(offer.pay),
            format::money(offer.owed),
            format::date(offer.until),
            if open && offer.missing != offer.pay { format!(" {} is still to come.", format::money(offer.missing)) } else { String::new() },
        );
        view! {
            <li>
                <a href=move || Route::Settlement(id).href(books.link_day())>{offer.name.clone()}</a>
                " "<Badge tone=tone>{state}</Badge>
                <p class="muted">{text}</p>
                {open.then(|| view! { <Button label=format!("Withdraw offer {id} to {name}") on_click=move || withdraw(id)>"Withdraw"</Button> })}
            </li>
        }
    };
    view! {
        <Show when=move || found.with(|found| !found.is_empty())>
            <Card title="Settlements">
                <ul class="stack stack--tight" role="list">{move || found.get().into_iter().map(item).collect_view()}</ul>
            </Card>
        </Show>
    }
}
