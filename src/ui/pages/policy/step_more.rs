//! What a step has besides its day, channel, tone and purpose: when it applies, and what it proposes. Folded while there is nothing.

use super::step_draft::StepDraft;
use super::words::{BESIDES, KINDS, choices};
use crate::domain::grade::Grade;
use crate::ui::components::{CheckField, Choice, Problem, SelectField, TextField};
use leptos::prelude::*;

/// The folded part of a step.
#[component]
pub(super) fn StepMore(
    /// The step.
    step: StepDraft,
    /// What is wrong.
    problems: RwSignal<Vec<Problem>>,
) -> impl IntoView {
    let error_of = move |part: &str| {
        let id = step.id(part);
        Signal::derive(move || problems.with(|all| all.iter().find(|one| one.field == id).map(|one| one.text.clone())))
    };
    let (least_error, pay_error) = (error_of("least"), error_of("pay"));
    let wrong = Memo::new(move |_| least_error.get().is_some() || pay_error.get().is_some());
    let mut kinds = vec![Choice::new("", "Every customer")];
    kinds.extend(choices(&KINDS));
    let grades = Grade::ALL.into_iter().zip(step.grades).map(|(grade, ticked)| {
        view! { <CheckField id=step.id(&format!("grade-{}", grade.letter())) label=grade.letter() value=ticked/> }
    });
    let besides = BESIDES.iter().zip(step.besides).map(|((_, value, name), ticked)| {
        view! { <CheckField id=step.id(value) label=*name value=ticked/> }
    });
    let summary = move || if step.is_particular() { "Conditions and proposals: set" } else { "Conditions and proposals" };
    view! {
        <details class="PolicyStep-more" prop:open=move || wrong.get()>
            <summary>{summary}</summary>
            <div class="stack">
                <div class="form-row">
                    <TextField
                        id=step.id("least")
                        label="Only from this amount"
                        value=step.least
                        help="Such as 150 EUR; 100 USD. What the message would ask for in that currency; below it, nothing is asked for in it."
                        error=least_error
                        optional=true
                    />
                    <SelectField id=step.id("kind") label="Only for" value=step.kind choices=kinds/>
                    <TextField
                        id=step.id("pay")
                        label="Days to pay"
                        value=step.pay
                        inputmode="numeric"
                        chars=5
                        help="The new date to pay by. Left empty: 10 for a final demand, 30 for a letter before legal action, otherwise none."
                        error=pay_error
                        optional=true
                    />
                </div>
                <fieldset class="PolicyStep-ticks">
                    <legend>"Only for customers rated (none ticked: everybody)"</legend>
                    {grades.collect_view()}
                </fieldset>
                <fieldset class="PolicyStep-ticks">
                    <legend>"Besides the message, propose"</legend>
                    {besides.collect_view()}
                </fieldset>
            </div>
        </details>
    }
}
