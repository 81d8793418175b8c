//! The part of the decisions about orders: when an order ships on credit, when with a deposit, and when not; the watch list.

use super::form::{PartForm, error_of, read_days};
use crate::domain::grade::Grade;
use crate::domain::policy::{CreditPolicy, DecisionRules};
use crate::ui::components::{Card, Choice, Problem, SelectField, TextField};
use leptos::prelude::*;

/// The numbers of the part: id, label, what it is called in a refusal, the most, and the line below.
const NUMBERS: [(&str, &str, &str, u16, &str); 7] = [
    (
        "policy-hold-days",
        "Nothing on credit when past due by more than, in days",
        "The time past due",
        3650,
        "What is contested, promised or on a plan does not count.",
    ),
    ("policy-deposit-days", "A deposit when past due by more than, in days", "The time past due", 3650, "Grace days are never counted."),
    (
        "policy-deposit-percent",
        "Deposit, in percent of the order",
        "The deposit",
        100,
        "Rounded up to the cent. What goes beyond a limit is asked for in full.",
    ),
    ("policy-broken", "Broken promises that mean a deposit", "The number of broken promises", 3650, "0 passes them over."),
    ("policy-broken-days", "Looked back on for broken promises, in days", "The time looked back on", 3650, ""),
    ("policy-watch", "Watch list from, in percent of the limit", "The part of the limit", 100, "Approved orders count, too."),
    (
        "policy-lapse",
        "An approved order counts as owed for, in days",
        "The time an approved order counts",
        3650,
        "While it is not invoiced.",
    ),
];

/// The part.
#[component]
pub(super) fn CreditPart() -> impl IntoView {
    let typed = NUMBERS.map(|_| RwSignal::new(String::new()));
    let grade = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let load = Callback::new(move |policy: CreditPolicy| {
        let rules = policy.decision;
        let values = [
            rules.hold_days,
            rules.deposit_days,
            rules.deposit_percent.into(),
            rules.broken_promises,
            rules.broken_days,
            rules.watch_percent.into(),
            rules.lapse_days,
        ];
        typed.iter().zip(values).for_each(|(field, value)| field.set(value.to_string()));
        grade.set(rules.worst_grade.letter().to_owned());
    });
    let read = Callback::new(move |policy: CreditPolicy| {
        let mut problems = Vec::new();
        let mut values = [0_u16; NUMBERS.len()];
        for (((id, _, what, most, _), field), value) in NUMBERS.into_iter().zip(typed).zip(&mut values) {
            *value = read_days(id, &field.get(), what, most, &mut problems);
        }
        let [hold_days, deposit_days, deposit, broken_promises, broken_days, watch, lapse_days] = values;
        let percent = |value: u16| u8::try_from(value).unwrap_or(u8::MAX);
        let worst_grade = Grade::ALL.into_iter().find(|one| one.letter() == grade.get()).unwrap_or(Grade::D);
        let (deposit_percent, watch_percent) = (percent(deposit), percent(watch));
        let decision = DecisionRules {
            hold_days,
            deposit_days,
            deposit_percent,
            worst_grade,
            broken_promises,
            broken_days,
            watch_percent,
            lapse_days,
        };
        if problems.is_empty() { Ok(CreditPolicy { decision, ..policy }) } else { Err(problems) }
    });
    let field = move |place: usize| {
        let (id, label, _, _, help) = NUMBERS[place];
        let help = (!help.is_empty()).then(|| help.to_owned());
        view! { <TextField id label value=typed[place] inputmode="numeric" chars=5 help=help error=error_of(problems, id)/> }
    };
    let grades: Vec<Choice> = Grade::ALL.into_iter().map(|one| Choice::new(one.letter(), one.letter())).collect();
    view! {
        <PartForm label="Orders on credit" problems load read>
            <Card title="Orders on credit">
                <div class="stack">
                    <p class="muted">
                        "How “May this order ship?” answers: approve, approve once a deposit is paid, or hold. A hold of yours, a limit that is exceeded already, and a missed instalment always mean hold."
                    </p>
                    <div class="form-row">{field(0)}{field(1)}</div>
                    <div class="form-row">
                        {field(2)}
                        <SelectField id="policy-worst-grade" label="Worst rating without a deposit" value=grade choices=grades/>
                    </div>
                    <div class="form-row">{field(3)}{field(4)}</div>
                    <div class="form-row">{field(5)}{field(6)}</div>
                </div>
            </Card>
        </PartForm>
    }
}
