//! The policy while it is being edited: what is typed, and what it means.

use super::words::{CHANNELS, PURPOSES, TONES, meaning, value_of};
use crate::domain::policy::{Channel, CreditPolicy, PolicyProblem, Purpose, ReminderStep, Tone};
use crate::domain::template::Template;
use crate::ui::components::Problem;
use leptos::prelude::*;

/// The ids of the three numbers.
pub const NET: &str = "policy-net";
/// Grace days.
pub const GRACE: &str = "policy-grace";
/// Minimum gap.
pub const GAP: &str = "policy-gap";
/// The id of the field of promises.
pub const PROMISE: &str = "policy-promise-grace";
/// The button that adds a step: the place of problems that no single step has.
pub const ADD: &str = "policy-add-step";

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
}

impl StepDraft {
    fn of(key: u32, step: &ReminderStep) -> Self {
        let side = match step.offset_days {
            0 => "on",
            1.. => "after",
            _ => "before",
        };
        Self {
            key,
            days: RwSignal::new(step.offset_days.unsigned_abs().to_string()),
            side: RwSignal::new(side.to_owned()),
            channel: RwSignal::new(value_of(&CHANNELS, &step.channel).to_owned()),
            tone: RwSignal::new(value_of(&TONES, &step.tone).to_owned()),
            purpose: RwSignal::new(value_of(&PURPOSES, &step.purpose).to_owned()),
        }
    }

    /// The id of the field with its days.
    pub fn days_id(self) -> String {
        format!("policy-step-{}-days", self.key)
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

    fn read(self) -> Result<ReminderStep, String> {
        Ok(ReminderStep {
            offset_days: self.offset()?,
            channel: self.channel.with(|value| meaning(&CHANNELS, value)).unwrap_or(Channel::Email),
            tone: self.tone.with(|value| meaning(&TONES, value)).unwrap_or(Tone::Friendly),
            purpose: self.purpose.with(|value| meaning(&PURPOSES, value)).unwrap_or(Purpose::PastDue),
        })
    }
}

/// The whole policy being edited.
#[derive(Debug, Clone, Copy)]
pub struct PolicyDraft {
    /// Net terms as typed.
    pub net: RwSignal<String>,
    /// Grace days as typed.
    pub grace: RwSignal<String>,
    /// Minimum gap as typed.
    pub gap: RwSignal<String>,
    /// Days after a promised day in which the money may still arrive, as typed.
    pub promise_grace: RwSignal<String>,
    /// The steps, in the order they stand on the page.
    pub steps: RwSignal<Vec<StepDraft>>,
    /// The message texts, which are edited on a page of their own.
    templates: StoredValue<Vec<Template>>,
    next_key: StoredValue<u32>,
}

impl PolicyDraft {
    /// A draft of a policy.
    pub fn of(policy: &CreditPolicy) -> Self {
        let draft = Self {
            net: RwSignal::new(String::new()),
            grace: RwSignal::new(String::new()),
            gap: RwSignal::new(String::new()),
            promise_grace: RwSignal::new(String::new()),
            steps: RwSignal::new(Vec::new()),
            templates: StoredValue::new(Vec::new()),
            next_key: StoredValue::new(0),
        };
        draft.load(policy);
        draft
    }

    /// Puts a policy in place of what is typed.
    pub fn load(self, policy: &CreditPolicy) {
        self.net.set(policy.net_days.to_string());
        self.grace.set(policy.grace_days.to_string());
        self.gap.set(policy.minimum_gap_days.to_string());
        self.promise_grace.set(policy.promise_grace_days.to_string());
        self.load_steps(&policy.schedule);
        self.templates.set_value(policy.templates.clone());
    }

    /// Puts a schedule in place of the steps.
    pub fn load_steps(self, schedule: &[ReminderStep]) {
        self.steps.set(schedule.iter().map(|step| StepDraft::of(self.key(), step)).collect());
    }

    /// Adds a step a week after the last one.
    pub fn add_step(self) {
        let last = self.steps.with_untracked(|steps| steps.iter().filter_map(|step| untrack(|| step.offset()).ok()).max()).unwrap_or(0);
        let step = ReminderStep {
            offset_days: last.max(0).saturating_add(7),
            channel: Channel::Email,
            tone: Tone::Firm,
            purpose: Purpose::PastDue,
        };
        let step = StepDraft::of(self.key(), &step);
        self.steps.update(|steps| steps.push(step));
    }

    /// Takes a step out.
    pub fn remove_step(self, key: u32) {
        self.steps.update(|steps| steps.retain(|step| step.key != key));
    }

    fn key(self) -> u32 {
        self.next_key
            .try_update_value(|next| {
                *next += 1;
                *next
            })
            .unwrap_or_default()
    }

    /// The policy that is typed, sorted, or everything that is wrong with it.
    pub fn read(self) -> Result<CreditPolicy, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut number = |field: &str, text: String| {
            whole_days(&text).unwrap_or_else(|sentence| {
                problems.push(Problem::new(field, sentence));
                0
            })
        };
        let (net_days, grace_days) = (number(NET, self.net.get()), number(GRACE, self.grace.get()));
        let (minimum_gap_days, promise_grace_days) = (number(GAP, self.gap.get()), number(PROMISE, self.promise_grace.get()));
        let steps = self.steps.get();
        let mut schedule = Vec::with_capacity(steps.len());
        for step in &steps {
            match step.read() {
                Ok(read) => schedule.push(read),
                Err(sentence) => problems.push(Problem::new(step.days_id(), sentence)),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let templates = self.templates.get_value();
        let policy = CreditPolicy { net_days, grace_days, minimum_gap_days, schedule, promise_grace_days, templates };
        policy.checked().map_err(|problem| vec![Problem::new(place_of(&problem, &steps), problem.to_string())])
    }
}

/// The field a problem belongs beside.
fn place_of(problem: &PolicyProblem, steps: &[StepDraft]) -> String {
    let step_with = |wanted: &dyn Fn(i16) -> bool| {
        let found = steps.iter().rev().find(|step| step.offset().is_ok_and(wanted));
        found.map_or_else(|| ADD.to_owned(), |step| step.days_id())
    };
    match problem {
        PolicyProblem::NoSteps | PolicyProblem::TooManySteps | PolicyProblem::Template(_) | PolicyProblem::TwoTemplates => ADD.to_owned(),
        PolicyProblem::SameDay(offset) => step_with(&|days| days == *offset),
        PolicyProblem::TooLong { what: "Net terms", .. } => NET.to_owned(),
        PolicyProblem::TooLong { what: "Grace", .. } => GRACE.to_owned(),
        PolicyProblem::TooLong { what: "The gap between messages", .. } => GAP.to_owned(),
        PolicyProblem::TooLong { what: "The grace of a promise", .. } => PROMISE.to_owned(),
        PolicyProblem::TooLong { most, .. } => step_with(&|days| days.unsigned_abs() > *most),
    }
}

/// A whole number of days as typed.
fn whole_days(text: &str) -> Result<u16, String> {
    text.trim().parse().map_err(|_| "Enter the number of days: a whole number such as 7.".to_owned())
}
