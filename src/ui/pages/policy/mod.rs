//! The credit policy: terms, patience, reminder schedules, customer tiers, weekends and holidays, edited as one form.

mod closed;
mod days_draft;
mod draft;
mod preview;
mod schedules;
mod step_draft;
mod step_more;
mod steps;
mod tiers;
mod tiers_draft;
mod words;

use crate::domain::command::Command;
use crate::domain::policy::CreditPolicy;
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, ErrorSummary, LinkButton, PageHeader, Problem, TextField};
use crate::ui::leaving::Leaving;
use crate::ui::routes::Route;
use draft::{GAP, GRACE, NET, PROMISE, PolicyDraft};
use leptos::prelude::*;

/// The page.
#[component]
pub fn PolicyPage() -> impl IntoView {
    let books = Books::expect();
    let in_force = books.view(|ledger, _| ledger.policy().clone());
    let draft = PolicyDraft::of(&in_force.get_untracked());
    // A change from elsewhere (Undo, another tab) takes the place of what is typed.
    Effect::new(move |before: Option<CreditPolicy>| {
        let now = in_force.get();
        if before.is_some_and(|before| before != now) {
            draft.load(&now);
        }
        now
    });
    let shown_name = move || draft.current().map(|schedule| schedule.name.get()).unwrap_or_default();
    let edited = Memo::new(move |_| draft.read().ok());
    let changed = Memo::new(move |_| edited.with(|edited| in_force.with(|now| edited.as_ref() != Some(now))));
    Leaving::ask_while(changed);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let busy = RwSignal::new(false);
    let submit = move || match untrack(|| draft.read()) {
        Err(found) => {
            if let Some(schedule) = found.schedule {
                draft.shown.set(schedule.to_string());
            }
            problems.set(found.problems);
        }
        Ok(policy) => {
            problems.set(Vec::new());
            if policy == in_force.get_untracked() {
                return books.say("The policy is saved as it stands", None);
            }
            busy.set(true);
            books.act_then(Command::ChangePolicy { policy }, "Credit policy saved", move |_| {
                busy.try_set(false);
            });
        }
    };
    let discard = move || {
        problems.set(Vec::new());
        draft.load(&in_force.get_untracked());
    };
    view! {
        <div class="page">
            <PageHeader
                title="Credit policy"
                lead="When invoices fall due, and how and when customers are reminded."
                actions=move || view! { <LinkButton href=Signal::derive(move || Route::Templates.href(books.link_day()))>"Message texts"</LinkButton> }
            />
            <form class="PolicyForm" novalidate aria-label="Credit policy" on:submit=move |event| {
                event.prevent_default();
                submit();
            }>
                <div class="stack">
                    <ErrorSummary problems=problems/>
                    <Terms draft problems/>
                    <steps::StepsEditor draft problems/>
                    <tiers::TiersEditor draft problems/>
                    <closed::ClosedDaysEditor days=draft.days/>
                    <div class="form-actions">
                        <Button kind=ButtonKind::Primary submit=true busy=busy>"Save the policy"</Button>
                        <Show when=move || changed.get()>
                            <Button on_click=discard>"Discard changes"</Button>
                        </Show>
                    </div>
                    <p class="muted" aria-live="polite">{move || changed.get().then_some("Changes on this page are not saved yet.")}</p>
                </div>
                <div class="stack">
                    <preview::EffectToday edited/>
                    <preview::InWords edited schedule=Signal::derive(shown_name)/>
                </div>
            </form>
        </div>
    }
}

/// The three numbers.
#[component]
fn Terms(
    /// What is edited.
    draft: PolicyDraft,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let error_of = move |field: &'static str| {
        Signal::derive(move || problems.with(|all| all.iter().find(|one| one.field == field).map(|one| one.text.clone())))
    };
    view! {
        <Card title="Terms">
            <div class="form-row">
                <TextField
                    id=NET
                    label="Net terms, in days"
                    value=draft.net
                    inputmode="numeric"
                    chars=5
                    help="From invoice date to due date, when an invoice names no due date. Invoices you have stay as they are."
                    error=error_of(NET)
                />
                <TextField
                    id=GRACE
                    label="Grace, in days"
                    value=draft.grace
                    inputmode="numeric"
                    chars=5
                    help="Added to every step after the due date. The aging report does not know grace."
                    error=error_of(GRACE)
                />
                <TextField
                    id=GAP
                    label="Gap between messages, in days"
                    value=draft.gap
                    inputmode="numeric"
                    chars=5
                    help="At least this many days pass between two messages to one customer."
                    error=error_of(GAP)
                />
                <TextField
                    id=PROMISE
                    label="Grace for promises, in days"
                    value=draft.promise_grace
                    inputmode="numeric"
                    chars=5
                    help="After the promised day the money may take this long to arrive before the promise counts as broken."
                    error=error_of(PROMISE)
                />
            </div>
        </Card>
    }
}
