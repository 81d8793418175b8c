//! What the rule says about the order as it is typed.

use crate::domain::money::Money;
use crate::domain::policy::DecisionRules;
use crate::reports::credit_decision::CreditAnswer;
use crate::ui::components::{Badge, Card};
use crate::ui::wording;
use leptos::prelude::*;

/// The card “What the rule says”, read out as it changes.
#[component]
pub(super) fn AnswerCard(
    /// The answer, the order and the rules; nothing while no amount can be read.
    found: Memo<Option<(CreditAnswer, Money, DecisionRules)>>,
) -> impl IntoView {
    let body = move || match found.get() {
        None => view! { <p class="muted">"The answer appears here as soon as there is an amount."</p> }.into_any(),
        Some((answer, order, rules)) => view! { <Answer answer order rules/> }.into_any(),
    };
    view! { <Card title="What the rule says" id="order-answer"><div aria-live="polite">{body}</div></Card> }
}

#[component]
fn Answer(answer: CreditAnswer, order: Money, rules: DecisionRules) -> impl IntoView {
    let (word, tone) = wording::verdict(answer.verdict);
    let reasons = answer.reasons.iter().map(|reason| wording::credit_reason(reason, &rules));
    let reasons = reasons.map(|(why, rule)| view! { <li>{why}" "<span class="muted">{rule}</span></li> }).collect_view();
    let free = answer.reasons.is_empty().then(|| view! { <p>"Nothing speaks against it."</p> });
    let figures: Vec<String> =
        answer.room.iter().map(wording::room_formula).chain(wording::deposit_formula(&answer, order, &rules)).collect();
    let figures = (!figures.is_empty()).then(|| {
        let lines = figures.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! { <h3>"How it is counted"</h3><ul>{lines}</ul> }
    });
    let notices = (!answer.notices.is_empty()).then(|| {
        let lines = answer.notices.iter().map(|notice| view! { <li>{wording::credit_notice(notice)}</li> }).collect_view();
        view! { <h3>"Worth knowing"</h3><ul>{lines}</ul> }
    });
    view! {
        <div class="stack">
            <p class="row"><Badge tone=tone>{word}</Badge><span>{wording::ruling(answer.ruling())}"."</span></p>
            {free}
            <ul>{reasons}</ul>
            {figures}
            {notices}
        </div>
    }
}
