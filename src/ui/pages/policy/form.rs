//! The frame of one part of the policy: a form with its own Save, which changes only the fields of that part.

use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::policy::{CreditPolicy, DueTermsProblem, PolicyProblem, WhenDue};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, ErrorSummary, Notice, Problem, TextField};
use crate::ui::format;
use crate::ui::forms::{DayField, read_amount, read_optional_date};
use crate::ui::leaving::Leaving;
use leptos::prelude::*;

/// The Save button: the place of problems that no single field has.
const SAVE: &str = "policy-save";

/// The field with the first day of a new version.
const FROM: &str = "policy-from";

/// What is shown beside a form: it follows the policy as typed, while that makes sense.
pub type Aside = Callback<Memo<Option<CreditPolicy>>, AnyView>;

/// What is wrong with a field, for the field.
pub fn error_of(problems: RwSignal<Vec<Problem>>, field: impl Into<String>) -> Signal<Option<String>> {
    let field = field.into();
    Signal::derive(move || problems.with(|all| all.iter().find(|one| one.field == field).map(|one| one.text.clone())))
}

/// A whole number of days as typed, at most `most`; what is wrong goes to the problems.
pub fn read_days(field: &str, typed: &str, what: &'static str, most: u16, problems: &mut Vec<Problem>) -> u16 {
    let days = super::step_draft::whole_days(typed)
        .and_then(|days| if days > most { Err(PolicyProblem::TooLong { what, most }.to_string()) } else { Ok(days) });
    days.unwrap_or_else(|sentence| {
        problems.push(Problem::new(field, sentence));
        0
    })
}

/// Days to pay or terms as typed; what is wrong goes to the problems.
pub fn read_when(field: &str, typed: &str, what: &'static str, problems: &mut Vec<Problem>) -> WhenDue {
    let typed = typed.trim();
    if !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return WhenDue::Days(read_days(field, typed, what, 3650, problems));
    }
    typed.parse().unwrap_or_else(|problem: DueTermsProblem| {
        problems.push(Problem::new(field, problem.to_string()));
        WhenDue::Days(0)
    })
}

/// Amounts as they are typed: `150.00 EUR; 100.00 USD`.
pub fn amounts_text(amounts: &[Money]) -> String {
    let texts: Vec<_> = amounts.iter().map(|amount| format!("{} {}", amount.to_plain(), amount.currency().code())).collect();
    texts.join("; ")
}

/// `150 EUR; 100 USD`, the currency before or after its amount, one amount per currency.
pub fn read_amounts(text: &str, twice: &PolicyProblem) -> Result<Vec<Money>, String> {
    let mut found: Vec<Money> = Vec::new();
    for part in text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let (letters, digits): (String, String) = part.chars().partition(|letter| letter.is_alphabetic());
        let currency =
            Currency::from_code(&letters).map_err(|_| format!("“{part}”: write the amount with its currency, such as 150 EUR."))?;
        let amount = read_amount(&digits, currency)?;
        if found.iter().any(|other| other.currency() == currency) {
            return Err(twice.to_string());
        }
        found.push(amount);
    }
    Ok(found)
}

/// The form.
#[component]
pub fn PartForm(
    /// What the form is called.
    label: &'static str,
    /// What is wrong, for the fields.
    problems: RwSignal<Vec<Problem>>,
    /// Puts a policy in place of what is typed.
    load: Callback<CreditPolicy>,
    /// The given policy with what is typed in place of the fields of this part, or what is wrong. It follows what is typed.
    read: Callback<CreditPolicy, Result<CreditPolicy, Vec<Problem>>>,
    /// The fields.
    children: Children,
    /// What stands beside them.
    #[prop(optional)]
    aside: Option<Aside>,
) -> impl IntoView {
    let books = Books::expect();
    let in_force = books.view(|ledger, _| ledger.policy().clone());
    // What is changed is the last version, and that may be a planned one.
    let planned = books.view(move |ledger, _| {
        let from = ledger.facts().policy_versions.last()?.from;
        let (last, now) = (ledger.facts().policy_versions.len() + 1, ledger.policy_version_on(books.today().get()).number);
        (last > now)
            .then(|| format!("You are changing version {last}, planned from {}. Until then version {now} holds.", format::date(from)))
    });
    load.run(in_force.get_untracked());
    // A change from elsewhere (Undo, another tab) takes the place of what is typed.
    Effect::new(move |before: Option<CreditPolicy>| {
        let now = in_force.get();
        if before.is_some_and(|before| before != now) {
            load.run(now.clone());
        }
        now
    });
    let checked = move || {
        let policy = read.run(in_force.get())?;
        policy.checked().map_err(|problem| vec![Problem::new(SAVE, problem.to_string())])
    };
    let edited = Memo::new(move |_| checked().ok());
    let changed = Memo::new(move |_| edited.with(|edited| in_force.with(|now| edited.as_ref() != Some(now))));
    Leaving::ask_while(changed);
    let busy = RwSignal::new(false);
    let (from, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move || match untrack(checked) {
        Err(found) => problems.set(found),
        Ok(policy) => {
            problems.set(Vec::new());
            if policy == in_force.get_untracked() {
                return books.say("The policy is saved as it stands", None);
            }
            let command = match read_optional_date(&from.get_untracked()) {
                Err(sentence) => return problems.set(vec![Problem::new(FROM, sentence)]),
                Ok(None) => Command::ChangePolicy { policy },
                Ok(Some(from)) => Command::BeginPolicy { policy, from, note: note.get_untracked() },
            };
            busy.set(true);
            let undo = books.undo_of(&command);
            books.dispatch(command, move |result| {
                busy.try_set(false);
                match result {
                    Ok(()) => {
                        [from, note].into_iter().for_each(|field| drop(field.try_set(String::new())));
                        books.say("Credit policy saved", undo);
                    }
                    Err(refusal) => drop(problems.try_set(vec![Problem::new(FROM, refusal.sentence)])),
                }
            });
        }
    };
    let discard = move || {
        problems.set(Vec::new());
        load.run(in_force.get_untracked());
    };
    let class = if aside.is_some() { "PolicyForm" } else { "stack" };
    view! {
        <form class=class novalidate aria-label=label on:submit=move |event| {
            event.prevent_default();
            submit();
        }>
            <div class="stack">
                {move || planned.get().map(|sentence| view! { <Notice>{sentence}</Notice> })}
                <ErrorSummary problems=problems/>
                {children()}
                <Show when=move || changed.get()>
                    <Card title="From when">
                        <div class="form-row">
                            <DayField
                                id=FROM
                                label="A new version from"
                                value=from
                                hint="Empty: the last version is corrected. With a day, it holds until the day before, and a new one begins; it can be a later day."
                                error=error_of(problems, FROM)
                                optional=true
                            />
                            <TextField id="policy-note" label="What changes and why" value=note optional=true/>
                        </div>
                    </Card>
                </Show>
                <div class="form-actions">
                    <Button id=SAVE kind=ButtonKind::Primary submit=true busy=busy>"Save the policy"</Button>
                    <Show when=move || changed.get()>
                        <Button on_click=discard>"Discard changes"</Button>
                    </Show>
                </div>
                <p class="muted" aria-live="polite">{move || changed.get().then_some("Changes on this page are not saved yet.")}</p>
            </div>
            {aside.map(|aside| view! { <div class="stack">{aside.run(edited)}</div> })}
        </form>
    }
}
