//! The editor of the reminder schedule. The sign of a step is a word, so that before and after cannot be mixed up.

use super::draft::{ADD, PolicyDraft, StepDraft};
use super::words::{CHANNELS, PURPOSES, TONES, choices};
use crate::domain::policy::{CreditPolicy, offset_words};
use crate::ui::components::{Button, ButtonKind, Card, Choice, IconName, Problem, SelectField, TextField};
use leptos::prelude::*;

/// The rows, with buttons to add one and to go back to the default.
#[component]
pub(super) fn StepsEditor(
    /// What is edited.
    draft: PolicyDraft,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let general = move || problems.with(|all| all.iter().find(|one| one.field == ADD).map(|one| one.text.clone()));
    let defaults = move || draft.load_steps(&CreditPolicy::default().schedule);
    view! {
        <Card title="Reminder schedule">
            <div class="stack">
                <p class="muted">
                    "A customer hears from you when an invoice reaches a step. One message covers all of a customer's late invoices."
                </p>
                <ol class="PolicySteps" role="list">
                    <For each=move || draft.steps.get() key=|step| step.key let:step>
                        <StepRow draft step problems/>
                    </For>
                </ol>
                {move || general().map(|text| view! { <p class="Field-error" role="alert">{text}</p> })}
                <div class="row">
                    <Button id=ADD icon=IconName::Add on_click=move || draft.add_step()>"Add a step"</Button>
                    <Button kind=ButtonKind::Quiet icon=IconName::Undo on_click=defaults>"Back to the default schedule"</Button>
                </div>
            </div>
        </Card>
    }
}

/// One step.
#[component]
fn StepRow(
    /// What is edited.
    draft: PolicyDraft,
    /// The step.
    step: StepDraft,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let id = step.days_id();
    let own = id.clone();
    let error = Signal::derive(move || problems.with(|all| all.iter().find(|one| one.field == own).map(|one| one.text.clone())));
    let words = Memo::new(move |_| step.offset().map_or_else(|_| "Step".to_owned(), offset_words));
    let part = move |name: &str| format!("policy-step-{}-{name}", step.key);
    let sides = vec![
        Choice::new("before", "before the due date"),
        Choice::new("on", "on the due date"),
        Choice::new("after", "after the due date"),
    ];
    let remove = move || {
        draft.remove_step(step.key);
        crate::ui::outside::focus_soon(ADD);
    };
    view! {
        <li><div class="PolicyStep" role="group" aria-label=move || words.get()>
            <div class="PolicyStep-days">
                <Show when=move || step.side.with(|side| side != "on")>
                    <TextField id=id.clone() label="Days" value=step.days inputmode="numeric" chars=5 error=error/>
                </Show>
            </div>
            <SelectField id=part("side") label="When" value=step.side choices=sides/>
            <SelectField id=part("channel") label="By" value=step.channel choices=choices(&CHANNELS)/>
            <SelectField id=part("tone") label="Tone" value=step.tone choices=choices(&TONES)/>
            <SelectField id=part("purpose") label="Purpose" value=step.purpose choices=choices(&PURPOSES)/>
            <div class="PolicyStep-remove">
                <button
                    type="button"
                    class="Button Button--quiet Button--icon"
                    aria-label=move || format!("Remove the step {}", words.get())
                    title="Remove this step"
                    on:click=move |_| remove()
                >
                    <crate::ui::components::Icon name=IconName::Close/>
                </button>
            </div>
        </div></li>
    }
}
