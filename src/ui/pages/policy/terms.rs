//! The part of the terms: when invoices fall due, days of grace, credit limits, and from when fees may run.

use super::form::{PartForm, amounts_text, error_of, read_amounts, read_days, read_when};
use super::preview::{EffectToday, InWords};
use super::words::{GRACES, choices, meaning, value_of};
use crate::domain::customer::CustomerDetails;
use crate::domain::policy::{CreditPolicy, GraceMeaning, PolicyProblem, STANDARD, WhenDue};
use crate::reports::policy_text::usual_consequences;
use crate::ui::components::{Card, CheckField, Problem, SelectField, TextAreaField, TextField};
use leptos::prelude::*;

/// Net terms.
const NET: &str = "policy-net";
/// Grace days.
const GRACE: &str = "policy-grace";
/// What happens when nothing is paid.
const CONSEQUENCES: &str = "policy-consequences";
/// Credit limits.
const LIMITS: &str = "policy-limits";

/// What the part edits, as typed.
#[derive(Debug, Clone, Copy)]
struct TermsDraft {
    net: RwSignal<String>,
    moves: RwSignal<bool>,
    grace: RwSignal<String>,
    meaning: RwSignal<String>,
    limits: RwSignal<String>,
    acceptance: RwSignal<bool>,
    consequences: RwSignal<String>,
    /// The words that follow from the rest of the policy in force.
    usual: RwSignal<String>,
}

impl TermsDraft {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        let (moves, acceptance) = (RwSignal::new(false), RwSignal::new(true));
        Self { net: text(), moves, grace: text(), meaning: text(), limits: text(), acceptance, consequences: text(), usual: text() }
    }

    fn load(self, policy: &CreditPolicy) {
        let when = policy.terms.clone().map_or(WhenDue::Days(policy.net_days), WhenDue::Terms);
        self.net.set(when.to_string());
        self.moves.set(policy.due_on_working_day);
        self.grace.set(policy.grace_days.to_string());
        self.meaning.set(value_of(&GRACES, &policy.grace_meaning).to_owned());
        self.limits.set(amounts_text(&policy.limits));
        self.acceptance.set(policy.fees_need_acceptance);
        self.consequences.set(policy.consequences.clone());
        self.usual.set(usual_consequences(policy, &CustomerDetails::default()));
    }

    fn read(self, policy: CreditPolicy) -> Result<CreditPolicy, Vec<Problem>> {
        let mut problems = Vec::new();
        let (net_days, terms) = read_when(NET, &self.net.get(), "Net terms", &mut problems).parts();
        let grace_days = read_days(GRACE, &self.grace.get(), "Grace", 365, &mut problems);
        let limits = read_amounts(&self.limits.get(), &PolicyProblem::LimitTwice).unwrap_or_else(|sentence| {
            problems.push(Problem::new(LIMITS, sentence));
            Vec::new()
        });
        let consequences = self.consequences.get();
        if consequences.trim().chars().count() > 2000 {
            problems.push(Problem::new(CONSEQUENCES, PolicyProblem::Consequences.to_string()));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(CreditPolicy {
            net_days: net_days.unwrap_or(policy.net_days),
            terms,
            due_on_working_day: self.moves.get(),
            grace_days,
            grace_meaning: self.meaning.with(|value| meaning(&GRACES, value)).unwrap_or(GraceMeaning::Forgives),
            limits,
            fees_need_acceptance: self.acceptance.get(),
            consequences,
            ..policy
        })
    }
}

/// The part.
#[component]
pub(super) fn TermsPart() -> impl IntoView {
    let draft = TermsDraft::new();
    let problems = RwSignal::new(Vec::<Problem>::new());
    let load = Callback::new(move |policy: CreditPolicy| draft.load(&policy));
    let read = Callback::new(move |policy| draft.read(policy));
    let standard = Signal::stored(STANDARD.to_owned());
    let aside = Callback::new(move |edited| view! { <EffectToday edited/><InWords edited schedule=standard/> }.into_any());
    view! {
        <PartForm label="Terms" problems load read aside>
            <Card title="When invoices fall due">
                <div class="stack">
                    <TextField
                        id=NET
                        label="Days to pay"
                        value=draft.net
                        chars=20
                        help="Counted from the invoice date, when an invoice names no due date. Or write terms: net 15 EOM, net 20 prox, due on receipt. Invoices you have stay as they are."
                        error=error_of(problems, NET)
                    />
                    <CheckField
                        id="policy-due-moves"
                        label="A due date on a weekend or holiday moves to the next business day"
                        value=draft.moves
                        help="By the calendar under Reminders, also when messages do not wait for it."
                    />
                </div>
            </Card>
            <Card title="Days of grace">
                <div class="form-row">
                    <TextField
                        id=GRACE
                        label="Grace, in days"
                        value=draft.grace
                        inputmode="numeric"
                        chars=5
                        help="Added to every step after the due date. The aging report does not know grace."
                        error=error_of(problems, GRACE)
                    />
                    <SelectField
                        id="policy-grace-meaning"
                        label="For late fees and interest it means"
                        value=draft.meaning
                        choices=choices(&GRACES)
                        help="What a law gives knows no grace."
                    />
                </div>
            </Card>
            <Card title="Credit limits">
                <TextField
                    id=LIMITS
                    label="The most that a customer may owe"
                    value=draft.limits
                    help="One amount for each currency, such as 5000 USD; 4000 EUR. Empty means no limit. A tier or a customer can have limits of their own."
                    error=error_of(problems, LIMITS)
                    optional=true
                />
            </Card>
            <Card title="Acceptance">
                <CheckField
                    id="policy-acceptance"
                    label="Late fees and interest only from the day on which the customer accepted the terms"
                    value=draft.acceptance
                    help="You enter that day on the customer’s form. Interest that a law gives needs no acceptance."
                />
            </Card>
            <Card title="When an invoice is not paid">
                <TextAreaField
                    id=CONSEQUENCES
                    label="The consequences, in your words"
                    value=draft.consequences
                    rows=4
                    help=Signal::derive(move || Some(format!("On the customers’ copy. Empty means: {}", draft.usual.get())))
                    error=error_of(problems, CONSEQUENCES)
                    optional=true
                />
            </Card>
        </PartForm>
    }
}
