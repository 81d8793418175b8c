//! “May I ship?”: the answer for whoever packs and serves, with its reasons, and the way to ask about one order.

use crate::domain::credit_decision::Verdict;
use crate::domain::ids::CustomerId;
use crate::reports::credit_decision::credit_answer;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Card, LinkButton, Tone};
use crate::ui::routes::Route;
use crate::ui::wording;
use leptos::prelude::*;

/// The card “May I ship?”.
#[component]
pub(super) fn MayShip(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let found = books.view(move |ledger, day| {
        let policy = ledger.policy_on(day);
        let answer = credit_answer(ledger, policy, id, None, day);
        let reasons = answer.reasons.iter().map(|reason| wording::credit_reason(reason, &policy.decision));
        (answer.verdict, reasons.collect::<Vec<_>>())
    });
    let body = move || {
        let (verdict, reasons) = found.get();
        let (word, tone, text) = match verdict {
            Verdict::Approve => ("Yes", Tone::Good, "Nothing speaks against more on credit."),
            Verdict::Deposit => ("With a deposit", Tone::Warn, "A part of each order is paid before it ships."),
            Verdict::Hold => ("No", Tone::Bad, "Nothing more on credit. Against payment in advance, goods can go out."),
        };
        let reasons = reasons.into_iter().map(|(why, rule)| view! { <li>{why}" "<span class="muted">{rule}</span></li> }).collect_view();
        view! {
            <div class="stack stack--tight">
                <p class="row"><Badge tone=tone>{word}</Badge><span>{text}</span></p>
                <ul>{reasons}</ul>
            </div>
        }
    };
    let order = Signal::derive(move || Route::Order(id).href(books.link_day()));
    view! {
        <Card title="May I ship?" id="may-ship">
            <div class="stack">
                {body}
                <div class="row"><LinkButton href=order>"Ask about an order"</LinkButton></div>
            </div>
        </Card>
    }
}
