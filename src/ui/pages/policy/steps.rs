//! The editor of the reminder schedules. The sign of a step is a word, so that before and after cannot be mixed up.

use super::draft::{ADD, ScheduleDraft, ScheduleDrafts};
use super::schedules::ScheduleChooser;
use super::step_draft::StepDraft;
use super::step_more::StepMore;
use super::words::{CHANNELS, PURPOSES, TONES, choices};
use crate::domain::policy::{CreditPolicy, built_in_schedules, offset_words};
use crate::ui::components::{Button, ButtonKind, Card, Choice, IconName, Problem, SelectField, TextField};
use leptos::prelude::*;

/// The rows of the schedule that is shown, with buttons to add one and to go back to the default.
#[component]
pub(super) fn StepsEditor(
    /// What is edited.
    draft: ScheduleDrafts,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let current = Memo::new(move |_| draft.current());
    let general = move || problems.with(|all| all.iter().find(|one| one.field == ADD).map(|one| one.text.clone()));
    let rows = move |schedule: ScheduleDraft| {
        let default = move || {
            if schedule.is_standard() {
                return Some(CreditPolicy::default().schedule);
            }
            let name = schedule.name.get();
            built_in_schedules().into_iter().find(|built_in| built_in.name == name.trim()).map(|built_in| built_in.steps)
        };
        let has_default = Memo::new(move |_| default().is_some());
        let restore = move || {
            if let Some(steps) = untrack(default) {
                schedule.steps.set(draft.steps(&steps));
            }
        };
        view! {
            <ol class="PolicySteps" role="list">
                <For each=move || schedule.steps.get() key=|step| step.key let:step>
                    <StepRow schedule step problems/>
                </For>
            </ol>
            {move || general().map(|text| view! { <p class="Field-error" role="alert">{text}</p> })}
            <div class="row">
                <Button id=ADD icon=IconName::Add on_click=move || draft.add_step(schedule)>"Add a step"</Button>
                <Show when=move || has_default.get()>
                    <Button kind=ButtonKind::Quiet icon=IconName::Undo on_click=restore>"Back to the default steps"</Button>
                </Show>
            </div>
        }
    };
    view! {
        <Card title="Reminder schedules">
            <div class="stack">
                <p class="muted">
                    "A customer hears from you when an invoice reaches a step of their schedule. One message covers all of a customer's late invoices."
                </p>
                <ScheduleChooser draft current problems/>
                {move || current.get().map(rows)}
            </div>
        </Card>
    }
}

/// One step.
#[component]
fn StepRow(
    /// The schedule it belongs to.
    schedule: ScheduleDraft,
    /// The step.
    step: StepDraft,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let id = step.id("days");
    let own = id.clone();
    let error = Signal::derive(move || problems.with(|all| all.iter().find(|one| one.field == own).map(|one| one.text.clone())));
    let words = Memo::new(move |_| step.offset().map_or_else(|_| "Step".to_owned(), offset_words));
    let part = move |name: &str| step.id(name);
    let sides = vec![
        Choice::new("before", "before the due date"),
        Choice::new("on", "on the due date"),
        Choice::new("after", "after the due date"),
    ];
    let remove = move || {
        schedule.steps.update(|steps| steps.retain(|other| other.key != step.key));
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
            <StepMore step problems/>
        </div></li>
    }
}
