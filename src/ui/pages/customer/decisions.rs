//! What was decided about a customer's orders on credit, and what became of them.

use crate::domain::command::Command;
use crate::domain::credit_decision::{CreditDecision, DecisionEnd, DecisionState};
use crate::domain::ids::CustomerId;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, Card, Tone, settle_focus};
use crate::ui::{format, wording};
use leptos::prelude::*;

/// One decision as it stands.
#[derive(Clone, PartialEq)]
struct Row {
    decision: CreditDecision,
    state: DecisionState,
    words: (String, Tone),
}

/// The card “Decisions about orders”, the latest first; nothing while there is none.
#[component]
pub(in crate::ui::pages) fn Decisions(id: CustomerId) -> impl IntoView {
    let books = Books::expect();
    let rows = books.view(move |ledger, day| {
        let lapse_days = ledger.policy_on(day).decision.lapse_days;
        let row = |decision: &CreditDecision| {
            let state = decision.state(lapse_days, day)?;
            Some(Row { decision: decision.clone(), state, words: wording::decision_state(ledger, state) })
        };
        ledger.decisions_of(id).rev().filter_map(row).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <Card title="Decisions about orders" id="decisions">
                <ul class="stack" role="list">{move || rows.get().into_iter().map(|row| view! { <DecisionRow row/> }).collect_view()}</ul>
            </Card>
        </Show>
    }
}

#[component]
fn DecisionRow(row: Row) -> impl IntoView {
    let books = Books::expect();
    let Row { decision, state, words: (state_words, tone) } = row;
    let id = decision.id;
    let differs = decision.decided != decision.proposed;
    let name = wording::order_name(&decision);
    let reasons: Vec<String> = decision.reasons;
    let folded = (!reasons.is_empty()).then(|| {
        let items = reasons.into_iter().map(|reason| view! { <li class="as-typed">{reason}</li> }).collect_view();
        view! { <details class="MoreFacts"><summary>"Reasons on that day"</summary><ul>{items}</ul></details> }
    });
    let settle = move |end: DecisionEnd, said: &'static str| {
        books.act_then(Command::SettleDecision { decision: id, end }, said, |_| settle_focus());
    };
    let cancel = move || settle(DecisionEnd::Cancelled { on: books.today().get_untracked(), reason: String::new() }, "Order cancelled");
    let open = matches!(state, DecisionState::Pending { .. } | DecisionState::Lapsed) && !untrack(|| books.looks_elsewhere());
    let button =
        open.then(|| view! { <div class="row"><Button label=format!("Cancel: {name}") on_click=cancel>"Cancel the order"</Button></div> });
    let until = if let DecisionState::Pending { until } = state { Some(until) } else { None };
    let until = until.map(|until| view! { <p class="muted">{format!("It counts as owed until {}.", format::date(until))}</p> });
    let proposed = differs.then(|| view! { <p class="muted">{format!("The rule said: {}.", wording::ruling(decision.proposed))}</p> });
    let word = (!decision.word.is_empty()).then(|| view! { <p class="as-typed">{decision.word}</p> });
    view! {
        <li class="stack stack--tight">
            <p><strong>{name.clone()}</strong>" · "<time datetime=decision.on.to_string()>{format::date(decision.on)}</time></p>
            <p class="row"><span>{wording::ruling(decision.decided)}</span><Badge tone=tone>{state_words}</Badge></p>
            {until}
            {proposed}
            {word}
            {folded}
            {button}
        </li>
    }
}
