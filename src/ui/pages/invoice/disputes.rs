//! Disputes of an invoice: raising one, closing it, and those that were.

use crate::domain::dispute::{Dispute, DisputeKind, DisputeVerdict};
use crate::domain::ids::{DisputeId, InvoiceId};
use crate::domain::money::Money;
use crate::reports::aging::balance_as_of;
use crate::ui::books::Books;
use crate::ui::components::{Badge, Button, ButtonKind, Card, IconName};
use crate::ui::format;
use crate::ui::forms::{ChangeDisputeForm, RaiseDisputeForm, SettleDisputeForm};
use crate::ui::pages::messages::ExplanationDialog;
use crate::ui::wording;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The card “Disputes”.
#[component]
pub(super) fn Disputes(id: InvoiceId) -> impl IntoView {
    let books = Books::expect();
    let disputes = books.view(move |ledger, day| {
        let known = ledger.disputes_of(id).filter(|dispute| dispute.raised <= day && !dispute.was_a_mistake());
        let owed = balance_as_of(ledger, id, day);
        let about = |dispute: &Dispute| owed.filter(|_| dispute.is_open(day)).map(|owed| ledger.at_stake(dispute, owed, day));
        known.map(|dispute| (dispute.clone(), about(dispute), day)).collect::<Vec<(Dispute, Option<Money>, NaiveDate)>>()
    });
    let open = books.view(move |ledger, _| ledger.disputes_of(id).find(|dispute| dispute.closed.is_none()).map(|dispute| dispute.id));
    let can_raise = books.view(move |ledger, _| ledger.invoice(id).is_some_and(|invoice| invoice.voided.is_none()));
    let switch = || RwSignal::new(false);
    let (raising, changing, ending) = (switch(), switch(), switch());
    let actions = move || {
        view! {
            <Show
                when=move || open.get().is_some()
                fallback=move || view! {
                    <Show when=move || can_raise.get()>
                        <Button icon=IconName::Flag on_click=move || raising.set(true)>"Mark as disputed"</Button>
                    </Show>
                }
            >
                <Button icon=IconName::Edit on_click=move || changing.set(true)>"Change"</Button>
                <Button icon=IconName::Check on_click=move || ending.set(true)>"End dispute"</Button>
            </Show>
        }
    };
    let (explaining, explained) = (switch(), RwSignal::new(None::<DisputeId>));
    let explain = move |dispute: DisputeId| {
        explained.set(Some(dispute));
        explaining.set(true);
    };
    let ended = Callback::new(move |(dispute, verdict): (DisputeId, DisputeVerdict)| {
        if verdict == DisputeVerdict::Rejected {
            explain(dispute);
        }
    });
    let item = move |(dispute, about, day): (Dispute, Option<Money>, NaiveDate)| {
        let id = dispute.id;
        let explainable = dispute.closed.is_some() && dispute.outcome.is_some();
        let label = format!("Explain the outcome of the dispute of {}", format::date(dispute.raised));
        let button = explainable
            .then(|| view! { <Button kind=ButtonKind::Quiet icon=IconName::Messages label on_click=move || explain(id)>"Explain the outcome"</Button> });
        let deadline = dispute.case.answer_by.filter(|_| dispute.closed.is_none()).map(|by| {
            let (words, tone) = wording::deadline(by, day);
            view! { <Badge tone>{words}</Badge> }
        });
        let reason = if dispute.reason.is_empty() { "No reason noted.".to_owned() } else { dispute.reason.clone() };
        view! {
            <li>
                <div>
                    <time datetime=dispute.raised.to_string()>{format::date(dispute.raised)}</time>
                    <p>{reason}" "<span class="muted">{standing(&dispute, about)}</span>" "{deadline}</p>
                    {button}
                </div>
            </li>
        }
    };
    view! {
        <Card title="Disputes" actions>
            <Show
                when=move || disputes.with(|disputes| !disputes.is_empty())
                fallback=|| view! { <p class="muted">"Not disputed. While a dispute is open, no reminder asks for the contested part; it keeps aging."</p> }
            >
                <ul class="timeline" role="list">{move || disputes.get().into_iter().map(item).collect_view()}</ul>
            </Show>
            <RaiseDisputeForm open=raising invoice=id/>
            <ChangeDisputeForm open=changing dispute=open/>
            <SettleDisputeForm open=ending dispute=open on_done=ended/>
            <ExplanationDialog open=explaining dispute=explained/>
        </Card>
    }
}

/// What a dispute is about and where it stands, in one line.
fn standing(dispute: &Dispute, about: Option<Money>) -> String {
    let case = &dispute.case;
    let mut parts = vec![wording::dispute_kind(case.kind).to_owned()];
    let claimed = about.filter(|_| case.kind == DisputeKind::Chargeback).map(|amount| format!("claimed back: {}", format::money(amount)));
    parts.extend(claimed.or_else(|| case.amount.map(|amount| format!("contested: {}", format::money(amount)))));
    match dispute.closed {
        None => parts.push(wording::next_move(case.next_move).to_owned()),
        Some(closed) => {
            let days = format::plural(usize::try_from((closed - dispute.raised).num_days()).unwrap_or(0), "day", "days");
            parts.push(format!("ended {} after {days}", format::date(closed)));
            parts.extend(dispute.outcome.as_ref().map(|outcome| wording::dispute_verdict(outcome.verdict).to_owned()));
            parts.extend(dispute.outcome.as_ref().map(|outcome| outcome.note.clone()).filter(|note| !note.is_empty()));
        }
    }
    format!("({})", parts.join(" · "))
}
