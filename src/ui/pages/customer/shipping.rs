//! “May I ship?”: the answer for whoever packs and serves, with its reasons.

use crate::domain::ids::CustomerId;
use crate::reports::shipping::{Answer, may_ship};
use crate::ui::books::Books;
use crate::ui::components::{Badge, Card, Tone};
use crate::ui::wording;
use leptos::prelude::*;

/// The card “May I ship?”.
#[component]
pub(super) fn MayShip(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let found = books.view(move |ledger, day| {
        let shipping = may_ship(ledger, ledger.policy(), id, day);
        (shipping.answer, shipping.reasons.iter().map(wording::shipping_reason).collect::<Vec<_>>())
    });
    let body = move || {
        let (answer, reasons) = found.get();
        let (word, tone, text) = match answer {
            Answer::Yes => ("Yes", Tone::Good, "Nothing speaks against more on credit."),
            Answer::Ask => ("Ask first", Tone::Warn, "The owner decides whether more goes out on credit."),
            Answer::No => ("No", Tone::Bad, "Nothing more on credit. Against payment in advance, goods can go out."),
        };
        let reasons = reasons.into_iter().map(|(why, rule)| view! { <li>{why}" "<span class="muted">{rule}</span></li> }).collect_view();
        view! {
            <div class="stack stack--tight">
                <p class="row"><Badge tone=tone>{word}</Badge><span>{text}</span></p>
                <ul>{reasons}</ul>
            </div>
        }
    };
    view! { <Card title="May I ship?" id="may-ship">{body}</Card> }
}
