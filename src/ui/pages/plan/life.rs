//! How the plan is kept, and the steps that follow: a default, going on, another plan.

use super::PlanFacts;
use crate::domain::acceleration::unearned;
use crate::domain::command::Command;
use crate::domain::ids::PlanId;
use crate::domain::ledger::{InWriting, Ledger};
use crate::domain::plan::Plan;
use crate::reports::plan_health::{PlanHealth, balance_change, catch_up, plan_health, reconsent};
use crate::reports::plan_progress::PlanProgress;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, ConfirmDialog};
use crate::ui::format;
use crate::ui::forms::RestructureForm;
use crate::ui::pages::agreement::changed;
use crate::ui::routes::Route;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What the card says and offers.
#[derive(Clone, PartialEq)]
pub(super) struct Life {
    pub(super) health: PlanHealth,
    /// Sentences, the most important first.
    said: Vec<String>,
    /// The plan that took the place of this one, and the one this took the place of.
    by: Option<PlanId>,
    replaces: Option<PlanId>,
    /// What a default would do.
    consequence: String,
    open: bool,
}

pub(super) fn life_of(ledger: &Ledger, plan: &Plan, progress: &PlanProgress, as_of: NaiveDate) -> Life {
    let health = plan_health(ledger, plan, progress, as_of);
    let mut said = vec![in_words(health)];
    if plan.ended.is_none() && !progress.completed {
        said.extend(in_writing(ledger.in_writing(plan, as_of)).map(|text| {
            let rule = if plan.rules.asks_signature { " Until it is signed, no default can be declared." } else { "" };
            format!("{text} Reminders follow the dates of the plan all the same.{rule}")
        }));
        said.extend(reconsent(ledger, plan).map(changed));
    }
    if let (Some(miss), PlanHealth::Late { .. }) = (ledger.plan_miss(plan, as_of), health)
        && plan.rules.missed_for_default > 1
    {
        said.push(format!("{} missed; {} make a default.", miss.count, plan.rules.missed_for_default));
    }
    if let Some(catch_up) = catch_up(progress).filter(|_| plan.in_force(as_of)) {
        let arrears = format::money(catch_up.arrears);
        said.push(match catch_up.next {
            Some((day, left)) => {
                let (day, total) = (format::date(day), format::money(catch_up.total));
                format!(
                    "Back on track with {total} by {day}: {arrears} first, for what was missed, then {} of the instalment due then.",
                    format::money(left)
                )
            }
            None => format!("Back on track with {arrears}."),
        });
    }
    if let Some(change) = balance_change(ledger, plan, as_of).filter(|_| plan.ended.is_none()) {
        let mut parts = Vec::new();
        if change.added_total.is_positive() {
            parts.push(format!("{} more on invoices that came since", format::money(change.added_total)));
        }
        if change.credited.is_positive() {
            parts.push(format!("{} less by credit notes", format::money(change.credited)));
        }
        said.push(format!(
            "What they owe has changed since the agreement: {}. Restructure the plan to agree on it anew.",
            parts.join(", ")
        ));
    }
    let not_due = unearned(&plan.instalments, plan.interest_since(), as_of).ok().filter(|left| left.is_positive());
    let consequence = if plan.rules.accelerates {
        let interest =
            not_due.map(|left| format!(" Interest of {} is not earned and is credited.", format::money(left))).unwrap_or_default();
        format!(
            "All that is left becomes due today, and the documents are asked for by their own due dates again.{interest} You can undo this."
        )
    } else {
        "The plan was agreed without acceleration: the other instalments keep their dates. You can undo this.".to_owned()
    };
    let by = if let PlanHealth::Replaced { by } = health { Some(by) } else { None };
    Life { health, said, by, replaces: plan.replaces, consequence, open: plan.ended.is_none() && !progress.completed }
}

/// What is waited for in writing.
const fn in_writing(state: InWriting) -> Option<&'static str> {
    match state {
        InWriting::NotAsked | InWriting::Signed => None,
        InWriting::Missing => Some("The customer has to sign it: make the agreement, print it and mark it signed."),
        InWriting::Changed => Some("The payments have changed since the agreement was made: make a new one and have it signed."),
        InWriting::Unsigned => Some("The agreement is made, and the customer has not signed it yet."),
    }
}

fn in_words(health: PlanHealth) -> String {
    match health {
        PlanHealth::Kept => "Every instalment came in time so far.".to_owned(),
        PlanHealth::Due => "An instalment is due today.".to_owned(),
        PlanHealth::Cured => "Something came late and was made good; nothing is missed now.".to_owned(),
        PlanHealth::Late { cure_until } => format!("An instalment is missed. It can be made good until {}.", format::date(cure_until)),
        PlanHealth::CanDeclare { since } => {
            format!("Missed since {}, and the time to make it good is over: a default can be declared.", format::date(since))
        }
        PlanHealth::LateUnsigned { since } => {
            format!(
                "Missed since {}, and the time to make it good is over. The plan is not signed, so no default can be declared yet.",
                format::date(since)
            )
        }
        PlanHealth::Unsigned => "Waiting for signature. Nothing is missed so far.".to_owned(),
        PlanHealth::InDefault { on } => format!("In default since {}. The instalments keep their dates.", format::date(on)),
        PlanHealth::Accelerated { on } => {
            format!(
                "In default since {}: all that is left is due, and the documents are asked for by their own due dates.",
                format::date(on)
            )
        }
        PlanHealth::Paid => "Everything is paid.".to_owned(),
        PlanHealth::Ended => "The plan has ended.".to_owned(),
        PlanHealth::Replaced { .. } => "Another plan took its place.".to_owned(),
    }
}

/// The card “How it is kept”.
#[component]
pub(super) fn LifeCard(id: PlanId, plan: Memo<PlanFacts>) -> impl IntoView {
    let books = Books::expect();
    let (declaring, restructuring) = (RwSignal::new(false), RwSignal::new(false));
    let life = Memo::new(move |_| plan.with(|plan| plan.life.clone()));
    let today = move || books.today().get_untracked();
    let declare = move || books.act(Command::DeclareDefault { plan: id, on: today() }, "Default declared");
    let go_on = move || books.act(Command::ReinstatePlan { plan: id, on: today() }, "The plan goes on");
    let is = move |wanted: fn(PlanHealth) -> bool| life.with(|life| life.open && wanted(life.health));
    let can_declare = Memo::new(move |_| is(|health| matches!(health, PlanHealth::CanDeclare { .. })));
    let in_default = Memo::new(move |_| is(|health| matches!(health, PlanHealth::InDefault { .. } | PlanHealth::Accelerated { .. })));
    let open = Memo::new(move |_| life.with(|life| life.open));
    let navigate = use_navigate();
    let to_new = Callback::new(move |()| {
        let new = books.read(|ledger| ledger.facts().plans.iter().rev().find(|plan| plan.replaces == Some(id)).map(|plan| plan.id));
        if let Some(new) = new {
            navigate(&Route::Plan(new).path(), NavigateOptions::default());
        }
    });
    let links = move || {
        let life = life.get();
        let link = |plan: PlanId, text: &'static str| {
            view! { <p>{text}" "<a href=move || Route::Plan(plan).href(books.link_day())>{format!("payment plan {plan}")}</a>"."</p> }
        };
        view! { {life.by.map(|by| link(by, "Replaced by"))}{life.replaces.map(|old| link(old, "It took the place of"))} }
    };
    view! {
        <Card title="How it is kept">
            <div class="stack stack--tight">
                {move || life.with(|life| life.said.iter().map(|said| view! { <p>{said.clone()}</p> }).collect_view())}
                {links}
                <div class="row no-print">
                    <Show when=move || can_declare.get()>
                        <Button kind=ButtonKind::Danger on_click=move || declaring.set(true)>"Declare default"</Button>
                    </Show>
                    <Show when=move || in_default.get()>
                        <Button on_click=go_on>"Let the plan go on"</Button>
                    </Show>
                    <Show when=move || open.get()>
                        <Button on_click=move || restructuring.set(true)>"Restructure"</Button>
                    </Show>
                </div>
            </div>
        </Card>
        <ConfirmDialog id="declare-default" open=declaring title="Declare this plan in default?" confirm="Declare default" danger=true on_confirm=declare>
            <p>{move || life.with(|life| life.consequence.clone())}</p>
        </ConfirmDialog>
        <RestructureForm open=restructuring plan=id on_done=to_new/>
    }
}
