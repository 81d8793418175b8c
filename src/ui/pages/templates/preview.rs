//! The text as a customer would get it, while it is typed.

use super::draft::TextDraft;
use crate::domain::ids::CustomerId;
use crate::domain::ledger::Ledger;
use crate::domain::policy::{Channel, ReminderStep, Tone};
use crate::domain::template::{Template, TextKind};
use crate::reports::message_text::{compose_with, gaps, step_for, trial_reminder};
use crate::ui::books::Books;
use crate::ui::components::{Card, Choice, Notice, NoticeKind, SelectField};
use crate::ui::forms::CustomerPicker;
use crate::ui::pages::messages::codes::{Codes, DrawnCode, drawn_codes};
use chrono::NaiveDate;
use leptos::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    /// No customer is chosen, or nothing is open.
    Nothing(&'static str),
    /// The template cannot be filled in as it stands.
    Wrong(String),
    /// Filled in.
    Text { subject: String, body: String, language: &'static str, gaps: Vec<String>, codes: Vec<DrawnCode> },
}

/// The first customer who owes something.
fn a_debtor(ledger: &Ledger) -> Option<CustomerId> {
    ledger.customers().map(|customer| customer.id).find(|id| ledger.open_invoices_of(*id).next().is_some())
}

/// The step with the channel that the text is for, in the tone to be looked at.
fn trial_step(ledger: &Ledger, template: &Template, tone: &str) -> Option<ReminderStep> {
    let mut step = step_for(ledger.policy(), template)?;
    if TextKind::of(step.channel) != template.kind {
        step.channel = match template.kind {
            TextKind::Long => Channel::Letter,
            TextKind::Short => Channel::Sms,
            TextKind::Call => Channel::Phone,
        };
    }
    step.tone = match tone {
        "friendly" => Tone::Friendly,
        "firm" => Tone::Firm,
        "final" => Tone::Final,
        _ => step.tone,
    };
    Some(step)
}

fn shown(ledger: &Ledger, template: &Template, customer: Option<CustomerId>, tone: &str, today: NaiveDate) -> Shown {
    let Some(customer) = customer else { return Shown::Nothing("Choose a customer to see the text filled in.") };
    if let Err((_, problem)) = template.checked() {
        return Shown::Wrong(problem.to_string());
    }
    let reminder = trial_step(ledger, template, tone).and_then(|step| trial_reminder(ledger, customer, &step, today));
    let Some(reminder) = reminder else { return Shown::Nothing("This customer owes nothing. Choose one with open invoices.") };
    match compose_with(ledger, template, &reminder, today) {
        Err(problem) => Shown::Wrong(problem.to_string()),
        Ok(content) => {
            let codes =
                if reminder.step.channel == Channel::Letter { drawn_codes(ledger, &content, template.language) } else { Vec::new() };
            let subject = if template.kind == TextKind::Long { content.subject } else { String::new() };
            let language = template.language.code();
            Shown::Text { subject, body: content.body, language, gaps: gaps(ledger, template, &reminder, today), codes }
        }
    }
}

/// The card.
#[component]
pub(super) fn Preview(
    /// What is edited.
    draft: TextDraft,
) -> impl IntoView {
    let books = Books::expect();
    let customer = RwSignal::new(books.read(a_debtor));
    let tone = RwSignal::new("step".to_owned());
    let result = books.view(move |ledger, _| {
        let today = books.today().get();
        let template = draft.typed();
        tone.with(|tone| shown(ledger, &template, customer.get(), tone, today))
    });
    let tones = vec![
        Choice::new("step", "As the step says"),
        Choice::new("friendly", "Friendly"),
        Choice::new("firm", "Firm"),
        Choice::new("final", "Final"),
    ];
    // Read out when it changes; the text itself changes with every key and is not.
    let problem = Memo::new(move |_| {
        result.with(|shown| match shown {
            Shown::Wrong(text) => Some(text.clone()),
            Shown::Text { gaps, .. } if !gaps.is_empty() => Some(gap_words(gaps)),
            Shown::Nothing(_) | Shown::Text { .. } => None,
        })
    });
    let warning = move || problem.get().map(|text| view! { <Notice kind=NoticeKind::Warn>{text}</Notice> });
    let content = move || match result.get() {
        Shown::Nothing(text) => view! { <p class="muted">{text}</p> }.into_any(),
        Shown::Wrong(_) => ().into_any(),
        Shown::Text { subject, body, language, codes, .. } => view! {
            <div class="message-paper" lang=language>
                {(!subject.is_empty()).then(|| view! { <p class="message-subject">{subject}</p> })}
                <p>{body}</p>
            </div>
            <Codes codes/>
        }
        .into_any(),
    };
    view! {
        <Card title="Preview">
            <div class="stack stack--tight">
                <CustomerPicker id="template-customer" value=customer/>
                <SelectField id="template-tone" label="Tone" value=tone choices=tones/>
                <div class="stack stack--tight" role="region" aria-label="The text filled in">
                    <div aria-live="polite">{warning}</div>
                    {content}
                </div>
            </div>
        </Card>
    }
}

/// Which placeholders leave a gap.
fn gap_words(gaps: &[String]) -> String {
    let names: Vec<String> = gaps.iter().map(|name| format!("{{{{ {name} }}}}")).collect();
    format!(
        "For this customer there is nothing to fill in for {}. Ask about it first, as in {{% if {} %}} … {{% endif %}}, or enter what is missing.",
        names.join(", "),
        gaps[0]
    )
}
