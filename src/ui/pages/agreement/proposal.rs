//! A new version: what the owner decides, what is good to know first, the words, and putting them on record.

use super::Facts;
use super::paper::Paper;
use crate::domain::agreement::AgreementWords;
use crate::domain::approach::Language;
use crate::domain::command::Command;
use crate::domain::currency::Currency;
use crate::domain::late_fee::Charge;
use crate::domain::plan::Plan;
use crate::reports::agreement::{AgreementChoices, notes, words};
use crate::ui::books::Books;
use crate::ui::components::{Button, ButtonKind, Card, Choice, ErrorSummary, IconName, SelectField, TextField};
use crate::ui::forms::{DayField, Findings, FormState, read_amount, read_named_date, read_percent};
use crate::ui::{outside, wording};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// What is typed.
#[derive(Clone, Copy)]
struct Draft {
    language: RwSignal<String>,
    made: RwSignal<String>,
    fee: RwSignal<String>,
    law: RwSignal<String>,
}

impl Draft {
    fn of(proposed: &AgreementChoices) -> Self {
        Self {
            language: RwSignal::new(proposed.language.code().to_owned()),
            made: RwSignal::new(proposed.made.to_string()),
            fee: RwSignal::new(proposed.late_fee.map(typed).unwrap_or_default()),
            law: RwSignal::new(proposed.law.clone()),
        }
    }

    /// What was decided, or what is wrong. It follows what is typed.
    fn read(self, currency: Currency) -> Result<AgreementChoices, Findings> {
        let mut findings = Findings::default();
        let code = self.language.get();
        let language = Language::ALL.into_iter().find(|language| language.code() == code).unwrap_or(Language::En);
        let made = findings.take("made", read_named_date("the day of the agreement", &self.made.get()));
        let fee = self.fee.get();
        let late_fee = if fee.trim().is_empty() { Some(None) } else { findings.take("fee", read_fee(&fee, currency).map(Some)) };
        let law = self.law.get();
        match (made, late_fee) {
            (Some(made), Some(late_fee)) => Ok(AgreementChoices { language, made, late_fee, law }),
            _ => Err(findings),
        }
    }
}

/// A late fee as it is typed: an amount, or a share with its sign.
fn typed(fee: Charge) -> String {
    match fee {
        Charge::Amount(amount) => amount.to_plain(),
        Charge::Percent(percent) => format!("{} %", percent.normalize()),
    }
}

fn read_fee(text: &str, currency: Currency) -> Result<Charge, String> {
    if text.contains('%') {
        let share = read_percent(text)?;
        let within = share > Decimal::ZERO && share <= Decimal::ONE_HUNDRED;
        return if within {
            Ok(Charge::Percent(share))
        } else {
            Err("Type a share above 0 and up to 100 %, or leave it empty.".to_owned())
        };
    }
    let amount = read_amount(text, currency)?;
    if amount.is_positive() {
        Ok(Charge::Amount(amount))
    } else {
        Err("The late fee must be above zero. Leave it empty for none.".to_owned())
    }
}

/// The form and the words as they would be.
#[component]
pub(super) fn Proposal(facts: Memo<Facts>) -> impl IntoView {
    let books = Books::expect();
    let (plan, currency) = untrack(|| facts.with(|facts| (facts.plan.clone(), facts.currency)));
    let today = books.today().get_untracked();
    let draft = Draft::of(&books.read(|ledger| AgreementChoices::proposed(ledger, &plan, today.max(plan.accepted))));
    let state = FormState::new("agreement");
    let id = plan.id;
    let choices = Memo::new(move |_| draft.read(currency).ok());
    let of_plan = move |found: &mut dyn FnMut(&Plan, &AgreementChoices)| {
        facts.with(|facts| choices.with(|choices| choices.iter().for_each(|choices| found(&facts.plan, choices))));
    };
    let written = books.view(move |ledger, _| {
        let mut written = None::<AgreementWords>;
        of_plan(&mut |plan, choices| written = Some(words(ledger, plan, choices)));
        written
    });
    let told = books.view(move |ledger, as_of| {
        let mut told = Vec::new();
        of_plan(&mut |plan, choices| told = notes(ledger, plan, choices, as_of));
        told
    });
    let submit = move || match untrack(|| draft.read(currency)) {
        Err(findings) => state.refuse(findings),
        Ok(choices) => {
            let Some(words) = written.get_untracked() else { return };
            let command = Command::MakeAgreement { plan: id, made: choices.made, words };
            state.send(books, command, "Agreement put on record", || {});
        }
    };
    let print = move || {
        if let Err(sentence) = outside::print_page() {
            books.toaster().push(sentence, None);
        }
    };
    let fee_help = format!("As in your credit policy, or another: an amount in {}, or a share such as 5 %. Empty: none.", currency.code());
    let languages: Vec<_> = wording::LANGUAGES.iter().map(|one| Choice::new(one.code(), wording::language(*one))).collect();
    view! {
        <div class="no-print"><Card title="What it says beside the plan">
            <form class="form" novalidate on:submit=move |event| {
                event.prevent_default();
                submit();
            }>
                <ErrorSummary problems=state.problems()/>
                {move || state.general().get().map(|text| view! { <p class="error" role="alert">{text}</p> })}
                <div class="form-row">
                    <SelectField id=state.id("language") label="Language" value=draft.language choices=languages/>
                    <DayField id=state.id("made") label="Day of the agreement" value=draft.made error=state.error("made")/>
                    <TextField id=state.id("fee") label="Late fee" value=draft.fee help=fee_help error=state.error("fee") optional=true/>
                    <TextField id=state.id("law") label="Country whose law applies" value=draft.law help="In the language of the agreement." optional=true/>
                </div>
                <ul class="muted">{move || told.get().into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                <p>"Put the words on record when they are right. What is on record stays as it is, whatever changes in the settings or the policy later."</p>
                <div class="form-actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy()>"Put on record"</Button>
                    <Button icon=IconName::Print on_click=print>"Print a draft"</Button>
                </div>
            </form>
        </Card></div>
        {move || match written.get() {
            Some(words) => view! { <Paper words/> }.into_any(),
            None => view! { <p class="muted no-print">"Correct the fields above to see the words."</p> }.into_any(),
        }}
    }
}
