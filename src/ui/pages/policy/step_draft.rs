//! One step of a schedule while it is being edited.

use super::form::{amounts_text, read_amounts};
use super::words::{BESIDES, CHANNELS, KINDS, PURPOSES, TONES, meaning, value_of};
use crate::domain::grade::Grade;
use crate::domain::policy::{Besides, Channel, PolicyProblem, Purpose, ReminderStep, StepConditions, Tone};
use crate::ui::components::Problem;
use leptos::prelude::*;

/// One step being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepDraft {
    /// What tells it from the others.
    pub key: u32,
    /// The number of days as typed, without a sign.
    pub days: RwSignal<String>,
    /// `before`, `on` or `after` the due date.
    pub side: RwSignal<String>,
    /// The value of the channel.
    pub channel: RwSignal<String>,
    /// The value of the tone.
    pub tone: RwSignal<String>,
    /// The value of the purpose.
    pub purpose: RwSignal<String>,
    /// The least amounts as typed: `150 EUR; 100 USD`.
    pub least: RwSignal<String>,
    /// The value of the kind of customer; empty for every kind.
    pub kind: RwSignal<String>,
    /// Which grades it is for, best first; none ticked means all.
    pub grades: [RwSignal<bool>; 5],
    /// What it proposes besides.
    pub besides: [RwSignal<bool>; 3],
    /// The days to pay as typed; empty for the usual ones.
    pub pay: RwSignal<String>,
}

impl StepDraft {
    /// A draft of a step.
    pub fn of(key: u32, step: &ReminderStep) -> Self {
        let side = match step.offset_days {
            0 => "on",
            1.. => "after",
            _ => "before",
        };
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            key,
            days: RwSignal::new(step.offset_days.unsigned_abs().to_string()),
            side: text(side),
            channel: text(value_of(&CHANNELS, &step.channel)),
            tone: text(value_of(&TONES, &step.tone)),
            purpose: text(value_of(&PURPOSES, &step.purpose)),
            least: RwSignal::new(amounts_text(&step.only_if.least)),
            kind: text(step.only_if.kind.map_or("", |kind| value_of(&KINDS, &kind))),
            grades: Grade::ALL.map(|grade| RwSignal::new(step.only_if.grades.contains(&grade))),
            besides: Besides::ALL.map(|what| RwSignal::new(step.besides.contains(&what))),
            pay: RwSignal::new(step.days_to_pay.map(|days| days.to_string()).unwrap_or_default()),
        }
    }

    /// The id of one of its fields.
    pub fn id(self, part: &str) -> String {
        format!("policy-step-{}-{part}", self.key)
    }

    /// Days from the due date with their sign, or what is wrong.
    pub fn offset(self) -> Result<i16, String> {
        let side = self.side.get();
        if side == "on" {
            return Ok(0);
        }
        let days = whole_days(&self.days.get())?;
        let days = i16::try_from(days).map_err(|_| PolicyProblem::TooLong { what: "A step", most: 3650 }.to_string())?;
        if days == 0 {
            return Err("Enter at least 1 day, or choose “on the due date”.".to_owned());
        }
        Ok(if side == "before" { -days } else { days })
    }

    /// Whether it has a condition or does anything besides its message.
    pub fn is_particular(self) -> bool {
        let ticked = |signal: &RwSignal<bool>| signal.get();
        let typed = [self.least, self.kind, self.pay].iter().any(|text| text.with(|text| !text.trim().is_empty()));
        typed || self.grades.iter().any(ticked) || self.besides.iter().any(ticked)
    }

    /// The step that is typed, or everything that is wrong with it.
    pub fn read(self) -> Result<ReminderStep, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut wrong = |part: &str, sentence: String| problems.push(Problem::new(self.id(part), sentence));
        let offset_days = self.offset().unwrap_or_else(|sentence| {
            wrong("days", sentence);
            0
        });
        let least = read_amounts(&self.least.get(), &PolicyProblem::LeastTwice).unwrap_or_else(|sentence| {
            wrong("least", sentence);
            Vec::new()
        });
        let pay = self.pay.get();
        let days_to_pay = if pay.trim().is_empty() { Ok(None) } else { whole_days(&pay).and_then(within_a_year).map(Some) };
        let days_to_pay = days_to_pay.unwrap_or_else(|sentence| {
            wrong("pay", sentence);
            None
        });
        if !problems.is_empty() {
            return Err(problems);
        }
        let grades = Grade::ALL.into_iter().zip(self.grades).filter(|(_, ticked)| ticked.get()).map(|(grade, _)| grade).collect();
        Ok(ReminderStep {
            offset_days,
            channel: self.channel.with(|value| meaning(&CHANNELS, value)).unwrap_or(Channel::Email),
            tone: self.tone.with(|value| meaning(&TONES, value)).unwrap_or(Tone::Friendly),
            purpose: self.purpose.with(|value| meaning(&PURPOSES, value)).unwrap_or(Purpose::PastDue),
            only_if: StepConditions { least, grades, kind: self.kind.with(|value| meaning(&KINDS, value)) },
            besides: BESIDES.iter().zip(self.besides).filter(|(_, ticked)| ticked.get()).map(|((what, ..), _)| *what).collect(),
            days_to_pay,
        })
    }
}

/// A whole number of days as typed.
pub(super) fn whole_days(text: &str) -> Result<u16, String> {
    text.trim().parse().map_err(|_| "Enter the number of days: a whole number such as 7.".to_owned())
}

fn within_a_year(days: u16) -> Result<u16, String> {
    if days <= 365 { Ok(days) } else { Err(PolicyProblem::TooLong { what: "The time to pay", most: 365 }.to_string()) }
}
