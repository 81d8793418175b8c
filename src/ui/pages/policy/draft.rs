//! The reminder schedules while they are being edited: what is typed, and what it means.

use super::days_draft::DaysDraft;
use super::form::read_days;
use super::step_draft::StepDraft;
use crate::domain::policy::{
    Channel, CreditPolicy, NamedSchedule, PolicyProblem, Purpose, ReminderStep, STANDARD, Tone, checked_steps, name_problem,
};
use crate::ui::components::Problem;
use leptos::prelude::*;

/// The id of the minimum gap.
pub const GAP: &str = "policy-gap";
/// The id of the field of promises.
pub const PROMISE: &str = "policy-promise-grace";
/// The button that adds a step: the place of problems that no single step has.
pub const ADD: &str = "policy-add-step";
/// The field with the name of the schedule that is shown.
pub const NAME: &str = "policy-schedule-name";
/// The field that chooses the schedule that is shown.
pub const SCHEDULE: &str = "policy-schedule";

/// One schedule being edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScheduleDraft {
    /// What tells it from the others; the standard one has 0.
    pub key: u32,
    /// Its name as typed.
    pub name: RwSignal<String>,
    /// Its name in the policy in force; empty for a new one. Tiers name it by that.
    was: StoredValue<String>,
    /// The steps, in the order they stand on the page.
    pub steps: RwSignal<Vec<StepDraft>>,
}

impl ScheduleDraft {
    /// Whether it is the standard one, which keeps its name and cannot be deleted.
    pub fn is_standard(self) -> bool {
        self.key == 0
    }
}

/// What the part edits.
#[derive(Debug, Clone, Copy)]
pub struct ScheduleDrafts {
    /// Minimum gap as typed.
    pub gap: RwSignal<String>,
    /// Days after a promised day in which the money may still arrive, as typed.
    pub promise_grace: RwSignal<String>,
    /// The schedules, the standard one first.
    pub schedules: RwSignal<Vec<ScheduleDraft>>,
    /// The key of the one that is shown, as a select keeps it.
    pub shown: RwSignal<String>,
    /// Weekends and holidays.
    pub days: DaysDraft,
    /// The key of the schedule in which something is wrong, when it was read last.
    wrong_in: StoredValue<Option<u32>>,
    next_key: StoredValue<u32>,
}

impl ScheduleDrafts {
    /// Drafts of nothing in particular.
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            gap: text(),
            promise_grace: text(),
            schedules: RwSignal::new(Vec::new()),
            shown: RwSignal::new("0".to_owned()),
            days: DaysDraft::new(),
            wrong_in: StoredValue::new(None),
            next_key: StoredValue::new(0),
        }
    }

    /// Puts a policy in place of what is typed. The schedule that was shown stays, when it is still there by name.
    pub fn load(self, policy: &CreditPolicy) {
        let shown = untrack(|| self.current().map(|schedule| schedule.name.get()));
        self.gap.set(policy.minimum_gap_days.to_string());
        self.promise_grace.set(policy.promise_grace_days.to_string());
        let mut schedules = vec![self.schedule(0, STANDARD, STANDARD, &policy.schedule)];
        schedules.extend(policy.schedules.iter().map(|named| self.schedule(self.key(), &named.name, &named.name, &named.steps)));
        let again = schedules.iter().find(|schedule| shown.as_ref().is_some_and(|name| schedule.name.get_untracked() == *name));
        let key = again.map_or(0, |schedule| schedule.key);
        self.schedules.set(schedules);
        self.shown.set(key.to_string());
        self.days.load(&policy.closed_days);
    }

    /// The schedule that is shown.
    pub fn current(self) -> Option<ScheduleDraft> {
        let key = self.shown.with(|key| key.parse().unwrap_or(0));
        self.schedules.with(|all| all.iter().find(|schedule| schedule.key == key).or(all.first()).copied())
    }

    fn schedule(self, key: u32, was: &str, name: &str, steps: &[ReminderStep]) -> ScheduleDraft {
        ScheduleDraft {
            key,
            name: RwSignal::new(name.to_owned()),
            was: StoredValue::new(was.to_owned()),
            steps: RwSignal::new(self.steps(steps)),
        }
    }

    /// Drafts of steps, with keys of their own.
    pub fn steps(self, steps: &[ReminderStep]) -> Vec<StepDraft> {
        steps.iter().map(|step| StepDraft::of(self.key(), step)).collect()
    }

    /// Adds a schedule with these steps, under a name that is free, and shows it.
    pub fn add_schedule(self, wish: &str, steps: &[ReminderStep]) {
        let taken = self.schedules.with_untracked(|all| all.iter().map(|schedule| schedule.name.get_untracked()).collect::<Vec<_>>());
        let free = |name: &String| name_problem(name, taken.iter().map(String::as_str)).is_none();
        let numbered = (2..100).map(|number| format!("{wish} {number}"));
        let name = std::iter::once(wish.to_owned()).chain(numbered).find(free).unwrap_or_default();
        let schedule = self.schedule(self.key(), "", &name, steps);
        self.schedules.update(|all| all.push(schedule));
        self.shown.set(schedule.key.to_string());
    }

    /// Takes a schedule out and shows the standard one.
    pub fn remove_schedule(self, schedule: ScheduleDraft) {
        self.shown.set("0".to_owned());
        self.schedules.update(|all| all.retain(|other| other.key != schedule.key));
    }

    /// Adds a step a week after the last one of a schedule.
    pub fn add_step(self, schedule: ScheduleDraft) {
        let last = schedule.steps.with_untracked(|steps| steps.iter().filter_map(|step| untrack(|| step.offset()).ok()).max()).unwrap_or(0);
        let step = ReminderStep::new(last.max(0).saturating_add(7), Channel::Email, Tone::Firm, Purpose::PastDue);
        let step = StepDraft::of(self.key(), &step);
        schedule.steps.update(|steps| steps.push(step));
    }

    fn key(self) -> u32 {
        self.next_key
            .try_update_value(|next| {
                *next += 1;
                *next
            })
            .unwrap_or_default()
    }

    /// The schedule in which the problems are that reading found, if they are in one.
    pub fn wrong_in(self) -> Option<u32> {
        self.wrong_in.get_value()
    }

    /// A policy with what is typed in place, or what is wrong: everything in the numbers, else in the first schedule with a problem.
    pub fn read(self, policy: CreditPolicy) -> Result<CreditPolicy, Vec<Problem>> {
        self.wrong_in.set_value(None);
        let mut problems = Vec::new();
        let minimum_gap_days = read_days(GAP, &self.gap.get(), "The gap between messages", 365, &mut problems);
        let promise_grace_days = read_days(PROMISE, &self.promise_grace.get(), "The grace of a promise", 60, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let (mut schedule, mut schedules) = (Vec::new(), Vec::<NamedSchedule>::new());
        let mut tiers = policy.tiers.clone();
        for draft in self.schedules.get() {
            let found = |problems| {
                self.wrong_in.set_value(Some(draft.key));
                problems
            };
            let name = draft.name.with(|name| name.trim().to_owned());
            let others = schedules.iter().map(|other| other.name.as_str());
            if let Some(problem) = name_problem(&name, others).filter(|_| !draft.is_standard()) {
                return Err(found(vec![Problem::new(NAME, problem.to_string())]));
            }
            let steps = read_steps(&draft.steps.get()).map_err(found)?;
            if draft.is_standard() {
                schedule = steps;
            } else {
                // A tier keeps a schedule that is renamed.
                let followers = policy.tiers.iter().zip(&mut tiers).filter(|(tier, _)| draft.was.with_value(|was| *was == tier.schedule));
                followers.filter(|(tier, _)| !tier.schedule.is_empty()).for_each(|(_, tier)| tier.schedule.clone_from(&name));
                schedules.push(NamedSchedule { name, steps });
            }
        }
        let closed_days = self.days.read();
        Ok(CreditPolicy { minimum_gap_days, schedule, promise_grace_days, schedules, closed_days, tiers, ..policy })
    }
}

/// The steps that are typed, sorted, or everything that is wrong with them.
fn read_steps(drafts: &[StepDraft]) -> Result<Vec<ReminderStep>, Vec<Problem>> {
    let (mut steps, mut problems) = (Vec::with_capacity(drafts.len()), Vec::new());
    for draft in drafts {
        match draft.read() {
            Ok(step) => steps.push(step),
            Err(found) => problems.extend(found),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    checked_steps(steps).map_err(|problem| vec![Problem::new(place_of(&problem, drafts), problem.to_string())])
}

/// The field that a problem of several steps belongs beside.
fn place_of(problem: &PolicyProblem, steps: &[StepDraft]) -> String {
    let step_with = |wanted: &dyn Fn(i16) -> bool| {
        let found = steps.iter().rev().find(|step| step.offset().is_ok_and(wanted));
        found.map_or_else(|| ADD.to_owned(), |step| step.id("days"))
    };
    match problem {
        PolicyProblem::SameDay(offset) => step_with(&|days| days == *offset),
        PolicyProblem::TooLong { most, .. } => step_with(&|days| days.unsigned_abs() > *most),
        _ => ADD.to_owned(),
    }
}
