//! A customer's messages and payment plans, in short.

use super::super::invoice::history::channel_words;
use super::super::plans::standing;
use crate::domain::ids::CustomerId;
use crate::domain::message::{Message, MessageState};
use crate::domain::plan_offer::OfferState;
use crate::domain::policy::{Channel, offset_words};
use crate::reports::plan_health::plan_health;
use crate::reports::plan_progress::plan_progress;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Card, Tone};
use crate::ui::format;
use crate::ui::routes::Route;
use leptos::prelude::*;

/// How many messages are shown.
const SHOWN: usize = 8;

/// The card “Messages”, latest first.
#[component]
pub(super) fn Messages(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let messages = books.view(move |ledger, day| {
        let known = ledger.messages_of(id).rev().filter(|message| message.prepared <= day && message.state != MessageState::Discarded);
        known.take(SHOWN).cloned().collect::<Vec<Message>>()
    });
    let item = |message: Message| {
        let (on, tone, state) = match message.state {
            MessageState::Sent { on } if message.content.channel == Channel::Phone => (on, Tone::Good, "called"),
            MessageState::Sent { on } => (on, Tone::Good, "sent"),
            MessageState::Skipped { on, .. } => (on, Tone::Neutral, "skipped"),
            _ => (message.prepared, Tone::Warn, "prepared"),
        };
        view! {
            <li>
                <div>
                    <time datetime=on.to_string()>{format::date(on)}</time>
                    <p>
                        {format!("By {}, {} ", channel_words(message.content.channel), offset_words(message.content.offset_days))}
                        <Badge tone=tone>{state}</Badge>
                    </p>
                </div>
            </li>
        }
    };
    view! {
        <Card title="Messages">
            <Show when=move || messages.with(|list| !list.is_empty()) fallback=|| view! { <p class="muted">"Nothing has been said yet."</p> }>
                <ul class="timeline" role="list">{move || messages.get().into_iter().map(item).collect_view()}</ul>
            </Show>
        </Card>
    }
}

/// The card “Payment plans”; absent while there is none.
#[component]
pub(super) fn Plans(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let plans = books.view(move |ledger, day| {
        let places = ledger.lists(id).plans.iter();
        let plans = places.map(|place| &ledger.facts().plans[*place as usize]).filter(|plan| plan.accepted <= day);
        let line = |plan: &crate::domain::plan::Plan| {
            let progress = plan_progress(ledger, plan, day)?;
            let (state, tone) = standing(plan_health(ledger, plan, &progress, day));
            let text = format!("{} of {} paid", format::money(progress.paid), format::money(progress.total));
            Some((plan.id, plan.accepted, text, tone, state))
        };
        plans.filter_map(line).collect::<Vec<_>>()
    });
    let offers = books.view(move |ledger, day| {
        let open = ledger.offers_of(id).filter(|offer| offer.made <= day && ledger.offer_state(offer, day) == OfferState::Open);
        open.map(|offer| (offer.id, offer.terms.terms.total, offer.expires)).collect::<Vec<_>>()
    });
    let offered = move || {
        let list = offers.get().into_iter().map(|(offer, owed, expires)| {
            view! {
                <li>
                    <a href=Route::PlanOffer(offer).href(books.link_day())>{format!("Offered plan over {}", format::money(owed))}</a>
                    " "<Badge tone=Tone::Warn>"open"</Badge>
                    <p class="muted">{format!("They can accept until {}", format::date(expires))}</p>
                </li>
            }
        });
        list.collect_view()
    };
    let items = move || {
        let list = plans.get().into_iter().map(|(plan, accepted, text, tone, state)| {
            view! {
                <li>
                    <a href=Route::Plan(plan).href(books.link_day())>{format!("Plan of {}", format::date(accepted))}</a>
                    " "<Badge tone=tone>{state}</Badge>
                    <p class="muted">{text}</p>
                </li>
            }
        });
        list.collect_view()
    };
    view! {
        <Show when=move || plans.with(|plans| !plans.is_empty()) || offers.with(|offers| !offers.is_empty())>
            <Card title="Payment plans"><ul class="stack stack--tight" role="list">{offered}{items}</ul></Card>
        </Show>
    }
}
