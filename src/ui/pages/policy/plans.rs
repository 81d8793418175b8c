//! The part of the payment plans: how long a missed instalment can be made good, and what a default leads to.

use super::form::{PartForm, error_of, read_days};
use crate::domain::policy::{CreditPolicy, MOST_CURE_DAYS, MOST_MISSED, PlanRules};
use crate::domain::schedule::MAX_INSTALMENTS;
use crate::ui::components::{Card, CheckField, Problem, TextField};
use leptos::prelude::*;

const CURE: &str = "policy-cure";
const MISSED: &str = "policy-missed";
const MOST: &str = "policy-most-instalments";

/// The part.
#[component]
pub(super) fn PlansPart() -> impl IntoView {
    let text = || RwSignal::new(String::new());
    let (cure, missed, most) = (text(), text(), text());
    let (working, accelerates, signature) = (RwSignal::new(true), RwSignal::new(true), RwSignal::new(false));
    let problems = RwSignal::new(Vec::<Problem>::new());
    let load = Callback::new(move |policy: CreditPolicy| {
        let rules = policy.plan_rules;
        cure.set(rules.cure_days.to_string());
        missed.set(rules.missed_for_default.to_string());
        most.set(rules.most_instalments.to_string());
        working.set(rules.cure_by_working_days);
        accelerates.set(rules.accelerates);
        signature.set(rules.asks_signature);
    });
    let read = Callback::new(move |policy: CreditPolicy| {
        let mut problems = Vec::new();
        let plan_rules = PlanRules {
            cure_days: read_days(CURE, &cure.get(), "The time to make good", MOST_CURE_DAYS, &mut problems),
            cure_by_working_days: working.get(),
            missed_for_default: read_days(MISSED, &missed.get(), "The number", MOST_MISSED, &mut problems),
            accelerates: accelerates.get(),
            asks_signature: signature.get(),
            most_instalments: read_days(MOST, &most.get(), "The number", MAX_INSTALMENTS as u16, &mut problems),
        };
        if problems.is_empty() { Ok(CreditPolicy { plan_rules, ..policy }) } else { Err(problems) }
    });
    view! {
        <PartForm label="Payment plans" problems load read>
            <Card title="Payment plans">
                <div class="stack">
                    <p class="muted">"These rules hold for plans made from now on. A plan keeps the rules it was made under."</p>
                    <div class="form-row">
                        <TextField
                            id=CURE
                            label="Days to make a missed instalment good"
                            value=cure
                            inputmode="numeric"
                            chars=5
                            help="5 to 10 are usual. Until then there is no default."
                            error=error_of(problems, CURE)
                        />
                        <TextField
                            id=MISSED
                            label="Missed instalments that make a default"
                            value=missed
                            inputmode="numeric"
                            chars=5
                            error=error_of(problems, MISSED)
                        />
                    </div>
                    <CheckField id="policy-cure-working" label="Count working days only" value=working/>
                    <CheckField
                        id="policy-accelerates"
                        label="A default makes all that is left due at once"
                        value=accelerates
                        help="Interest of the time after that is not earned and is credited. Without this, the other instalments keep their dates."
                    />
                    <CheckField
                        id="policy-signature"
                        label="Ask for a signature before a plan counts as agreed"
                        value=signature
                        help="A plan is marked “waiting for signature” until then, and no default can be declared. Reminders follow its dates all the same."
                    />
                    <TextField
                        id=MOST
                        label="Most instalments of a plan"
                        value=most
                        inputmode="numeric"
                        chars=5
                        error=error_of(problems, MOST)
                    />
                </div>
            </Card>
        </PartForm>
    }
}
