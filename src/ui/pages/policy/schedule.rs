//! The part of the reminders: patience, schedules, weekends and holidays, and what they mean today.

use super::closed::ClosedDaysEditor;
use super::draft::{GAP, PROMISE, ScheduleDrafts};
use super::form::{PartForm, error_of};
use super::preview::{EffectToday, InWords};
use super::steps::StepsEditor;
use crate::domain::policy::CreditPolicy;
use crate::ui::components::{Card, Problem, TextField};
use leptos::prelude::*;

/// The part.
#[component]
pub(super) fn SchedulePart() -> impl IntoView {
    let draft = ScheduleDrafts::new();
    let problems = RwSignal::new(Vec::<Problem>::new());
    // The schedule that has a problem is shown, whichever was.
    Effect::new(move |_| {
        if let Some(schedule) = problems.with(|all| !all.is_empty()).then(|| draft.wrong_in()).flatten() {
            draft.shown.set(schedule.to_string());
        }
    });
    let load = Callback::new(move |policy: CreditPolicy| draft.load(&policy));
    let read = Callback::new(move |policy| draft.read(policy));
    let shown_name = Signal::derive(move || draft.current().map(|schedule| schedule.name.get()).unwrap_or_default());
    let aside = Callback::new(move |edited| view! { <EffectToday edited/><InWords edited schedule=shown_name/> }.into_any());
    view! {
        <PartForm label="Reminders" problems load read aside>
            <Card title="Patience">
                <div class="form-row">
                    <TextField
                        id=GAP
                        label="Gap between messages, in days"
                        value=draft.gap
                        inputmode="numeric"
                        chars=5
                        help="At least this many days pass between two messages to one customer."
                        error=error_of(problems, GAP)
                    />
                    <TextField
                        id=PROMISE
                        label="Grace for promises, in days"
                        value=draft.promise_grace
                        inputmode="numeric"
                        chars=5
                        help="After the promised day the money may take this long to arrive before the promise counts as broken."
                        error=error_of(problems, PROMISE)
                    />
                </div>
            </Card>
            <StepsEditor draft problems/>
            <ClosedDaysEditor days=draft.days/>
        </PartForm>
    }
}
