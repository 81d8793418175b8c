//! The terms that most plans leave as they are, folded away.

use super::fields::Fields;
use crate::ui::components::SelectField;
use crate::ui::wording;
use crate::ui::wording::plans::{DAY_RULES, INTEREST_COUNTS, MONTHS, RESIDUALS};
use leptos::prelude::*;

/// “More terms”.
#[component]
pub(super) fn MoreTerms(
    fields: Fields,
    /// What is wrong with the months.
    #[prop(into)]
    months_error: Signal<Option<String>>,
) -> impl IntoView {
    let own = move || fields.by.get() == "own";
    let tick = move |(place, name): (usize, &'static str)| {
        let month = place as u32 + 1;
        let toggle = move |_| {
            fields.skipped.update(|months| {
                if !months.remove(&month) {
                    months.insert(month);
                }
            });
        };
        view! {
            <label class="Check">
                <input
                    type="checkbox"
                    id=format!("skipped-{month}")
                    aria-describedby="skipped-1-error"
                    prop:checked=move || fields.skipped.with(|months| months.contains(&month))
                    on:change=toggle
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <details class="MoreTerms">
            <summary>"More terms"</summary>
            <div class="stack">
                <SelectField
                    id="interest-count"
                    label="Interest counts"
                    value=fields.interest
                    choices=wording::choices(&INTEREST_COUNTS, |(_, words)| words)
                    help="By days, it runs from the day the plan is accepted, or offered."
                />
                <Show when=move || !own()>
                    <SelectField
                        id="moved"
                        label="An instalment due on a weekend or holiday"
                        value=fields.moved
                        choices=wording::choices(&DAY_RULES, |(_, words)| words)
                        help="Holidays and the days you close are those of your credit policy. Interest runs between the dates before they are moved."
                    />
                    <SelectField
                        id="residual"
                        label="Odd cents without interest"
                        value=fields.residual
                        choices=wording::choices(&RESIDUALS, |(_, words)| words)
                    />
                    <fieldset class="Field">
                        <legend class="Field-label">"Months without an instalment"</legend>
                        <div class="MoreTerms-months">{MONTHS.into_iter().enumerate().map(tick).collect_view()}</div>
                        <p class="Field-help">"For customers who earn little then. Interest runs on in them."</p>
                        <p id="skipped-1-error" class="Field-error">{move || months_error.get()}</p>
                    </fieldset>
                </Show>
            </div>
        </details>
    }
}
